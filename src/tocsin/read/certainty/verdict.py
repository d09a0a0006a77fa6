"""What the walk says of a word, and what a clause's own words do to it."""

from dataclasses import dataclass, field

from tocsin.model.kind import Kind
from tocsin.model.parse import Token
from tocsin.model.reason import Fact, Reason
from tocsin.model.span import Span

SURE = 2.5
"""The score from which a value is certain."""


def because(rule: str, at: Token | Span, *, weight: float = 0.0, **facts: Fact) -> Reason:
    """The reason of a rule of certainty, by its name in the wordings without "certainty.", and the words that made it.

    The `weight` is by how much it moved the score, where that is known; `facts` are what the wording names: `word`, by
    default the word itself, the cue's name, the value.
    """
    if isinstance(at, Token):
        return Reason(rule=f"certainty.{rule}", weight=weight, facts={"word": at.text, **facts}, spans=(at.span,))
    return Reason(rule=f"certainty.{rule}", weight=weight, facts=facts, spans=(at,))


@dataclass(slots=True)
class OwnWords:
    """What a clause's own words – negation, modals, adverbs – do to its predicate.

    Attributes:
        cap: The most the predicate can be.
        denied: The least it can be when a negation denies it.
        softened: The most an adverb or phrase lets it be.
        unreal: The value itself where the clause tells what would have been.
        able: A modal of ability stands in it.
        unreal_modal: A modal that can say what is not the case stands in it.
    """

    cap: float = 3.0
    denied: float = -3.0
    negated: bool = False
    softened: float | None = None
    unreal: float | None = None
    able: bool = False
    unreal_modal: bool = False
    steps: list[Reason] = field(default_factory=list)

    @property
    def hedged(self) -> bool:
        """Whether a modal or adverb leaves it no more than probable."""
        return min(self.cap, self.softened or 3.0) <= 2.0

    def soften(self, cap: float, step: Reason) -> None:
        """Let it be no surer than `cap`."""
        self.softened = min(cap, self.softened or 3.0)
        self.steps.append(step)

    def deny(self, step: Reason) -> None:
        """Turn it round; denied twice it is not denied."""
        self.negated = not self.negated
        self.steps.append(step)

    def act_on(self, value: float) -> float:
        """The predicate's score in a clause whose context gives it `value`."""
        if self.unreal is not None and value > 0:
            return -self.unreal if self.negated else self.unreal
        if self.softened is not None:
            value = max(-self.softened, min(self.softened, value))
        if self.negated:
            return max(-value, self.denied) if value > 0 else min(-value, self.cap)
        return min(value, self.cap)


@dataclass(slots=True)
class Verdict:
    """What the walk says of one word: its context (before its own negation and modals), its score, and why.

    Attributes:
        kind: Set where a governing cue makes the proposition a wish, threat, ….
        former: The past belief or intention the proposition stands under, which a contrast may take back.
        thwarted: `former` is an intention: taken back, it is not a belief given up.
        asked: It stands in a question.
        supposed: It stands in a condition.
        own: What the own words of its clause do.
        projected: Its value is not its governor's signature but what shines through where that governor stands.
    """

    context: float
    score: float
    steps: tuple[Reason, ...] = ()
    kind: Kind | None = None
    former: Token | None = None
    thwarted: bool = False
    asked: bool = False
    supposed: bool = False
    own: OwnWords | None = None
    projected: bool = False

    @classmethod
    def flat(cls, value: float, *steps: Reason, kind: Kind | None = None, asked: bool = False) -> "Verdict":
        """A verdict whose context and score are one value."""
        return cls(value, value, steps, kind, asked=asked)

    @property
    def of_report(self) -> bool:
        """Whether it is on what a report is of that is rejected or left open: "denied reports of a strike"."""
        return bool(self.steps) and self.steps[0].rule in ("certainty.rejected", "certainty.unconfirmed")

    def passed_on(self) -> "Verdict":
        """The verdict on a word that stands as its governor does."""
        # Every word passes here, and dataclasses.replace is slow.
        return Verdict(
            self.score, self.score, self.steps, self.kind, self.former, self.thwarted, self.asked, self.supposed,
            self.own, self.projected,
        )  # fmt: skip

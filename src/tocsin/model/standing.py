"""Standing questions: asked again and again, each time for what is new since the last."""

from dataclasses import dataclass
from datetime import datetime

from tocsin.model.answer import Answer, AnswerItem
from tocsin.model.link import Rival
from tocsin.model.quantity import Quantity
from tocsin.model.query import ClaimFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingQuestion:
    """A question that a case keeps.

    Attributes:
        number: What it is called by in its case; no other question of the case ever has it.
        wanted: Which claims may answer it.
        at: When it was entered as it is now, `by` by whom.
        version: How often it was put otherwise, from 1.
    """

    number: int
    question: str
    wanted: ClaimFilter
    at: datetime
    by: str
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """An answer as it was when a standing question was run.

    Attributes:
        claim: The id of the claim that answered.
        words: What it said.
        same: The ids of all claims that said the same, its own among them.
        figures: What it counted.
        against: The ids of the claims that contradicted it.
        later: The ids of the claims that took its place.
    """

    claim: str
    words: str
    same: tuple[str, ...]
    figures: tuple[Quantity, ...]
    against: tuple[str, ...]
    later: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRun:
    """What a standing question was answered at one time: every answer it ever had, the best of now first.

    Attributes:
        question: The number of the question.
        answered: How many of the answers were those of this run; the others are of earlier ones.
    """

    question: int
    at: datetime
    answered: int
    answers: tuple[GivenAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedAnswer:
    """An earlier answer, and the propositions that speak against it or took its place since."""

    answer: GivenAnswer
    rivals: tuple[Rival, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFigures:
    """What the best answer counts now, and what the best answer of the last run counted."""

    now: tuple[Quantity, ...]
    before: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionNews:
    """What is new on a standing question since it was last run.

    Attributes:
        since: When that was; None if it never was, and then every answer is new.
        answer: All that answers it now.
        new: The answers that were never given before.
        further: Answers that were, and that further claims say the same as.
        figures: Where it asks how many: the figures, if a new claim brought other ones.
        revised: Earlier answers whose place another one took since.
        contradicted: Earlier answers that are contradicted since.
        gone: Earlier answers of which no claim stands any more, because documents were removed or read again.
    """

    question: StandingQuestion
    at: datetime
    since: datetime | None
    answer: Answer
    new: tuple[AnswerItem, ...] = ()
    further: tuple[AnswerItem, ...] = ()
    figures: ChangedFigures | None = None
    revised: tuple[ChangedAnswer, ...] = ()
    contradicted: tuple[ChangedAnswer, ...] = ()
    gone: tuple[GivenAnswer, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether anything is new."""
        return bool(self.new or self.further or self.figures or self.revised or self.contradicted or self.gone)

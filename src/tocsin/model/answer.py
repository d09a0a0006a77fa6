"""What a case answers to a question."""

from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.estimate import Estimate
from tocsin.model.link import Linked, Rival
from tocsin.model.query import Report
from tocsin.model.series import Series


class Asked(StrEnum):
    """What a question wants to know."""

    HOW_MANY = "how many"
    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    WHY = "why"
    WHETHER = "whether"
    WHAT = "what"


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What stands behind an answer: the proposition it states, weighed, and what stands against it.

    Attributes:
        disagree: The propositions that contradict it.
        revised: Those that took its place since.
        before: What it took the place of: each link runs from a claim of it to an earlier one.
    """

    estimate: Estimate
    disagree: tuple[Rival, ...] = ()
    revised: tuple[Rival, ...] = ()
    before: tuple[Linked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerItem:
    """A claim that answers, with how well it fits (0 … 1), the words of the question it holds, and what supports it.

    Attributes:
        is_opposite: Whether it answers by a word of the opposite meaning: that the wards are empty, where it is asked
            whether they are full.
        denies: Whether it says that what the question takes for granted is not so.
        later: The last claim that outdates it without a link: the same source's next figure of the same thing.
    """

    report: Report
    fit: float
    words: tuple[str, ...]
    support: Support | None = None
    is_opposite: bool = False
    denies: bool = False
    later: Report | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The claims that answer a question, best first, one a proposition; none where no claim fits it.

    `words` are those of the question that say what it is about, `unknown` those of them that no claim found holds. `near` are
    claims that come closest without being an answer: none of them may fill the place of one. Those that deny what the
    question takes for granted are the first of them. `not_by` is whom an answer must come from ("according to the mayor"), if
    no claim found is on that one's word. `figures` is what the accounts of the figure that is asked for
    allow together, if the first answer is one of several.
    """

    question: str
    asked: Asked
    words: tuple[str, ...]
    unknown: tuple[str, ...]
    findings: tuple[AnswerItem, ...]
    near: tuple[AnswerItem, ...] = ()
    not_by: str = ""
    figures: Series | None = None

"""What a case answers to a question."""

from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.query import LedgerClaim


class Asked(StrEnum):
    """What a question wants to know."""

    HOW_MANY = "how many"
    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    WHETHER = "whether"
    WHAT = "what"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A claim that answers, with how well it fits (0 … 1) and the words of the question it holds."""

    found: LedgerClaim
    fit: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The claims that answer a question, best first, one a sentence; none where no claim fits it.

    `words` are those of the question that say what it is about, `unknown` those of them that no claim found holds.
    """

    question: str
    asked: Asked
    words: tuple[str, ...]
    unknown: tuple[str, ...]
    findings: tuple[Finding, ...]

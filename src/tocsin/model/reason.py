"""Why: a score never travels without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tocsin.model.span import Span

Fact = str | int | float | bool | None | tuple[str, ...] | tuple[float, ...]
"""What a reason can state: JSON's values; a day as ISO 8601, several things as their names, an amount as its bounds."""

TOLD = "told"
"""The rule of a reason that is known only in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that moved a score, as data; its wording is the lexicon's and is made where it is shown.

    Attributes:
        rule: The name of the rule that found it, `<stage>.<name>`, which the lexicon has a wording for.
        weight: By how much it moved the score, in the unit of the score; 0 where it only explains.
        facts: What the rule found, by the names that the wording uses.
        claims: The ids of the claims it rests on.
        spans: The stretches of the document's text it rests on.
    """

    rule: str
    weight: float = 0.0
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)
    claims: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


def in_words(words: str, *, weight: float = 0.0, claims: Sequence[str] = ()) -> Reason:
    """A reason that is known only in words: what an analyst wrote, or what a case of an earlier version holds."""
    return Reason(rule=TOLD, weight=weight, facts={"words": words}, claims=tuple(claims))

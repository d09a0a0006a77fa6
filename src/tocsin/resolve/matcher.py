"""Whether two names can be one party's: persons by the parts of their names, bodies by their words."""

from dataclasses import replace
from enum import StrEnum

from tocsin.resolve.bodies import body_matcher
from tocsin.resolve.likeness import likeness
from tocsin.resolve.persons import person_matcher
from tocsin.resolve.verdict import ENOUGH, Verdict

_BELOW = 0.499
"""The highest score of names that do not match."""


class NameKind(StrEnum):
    """What two names are of."""

    PERSON = "person"
    COMPANY = "company"
    """A company, a plant, a unit or any other body."""


def kind_of(*names: str) -> NameKind:
    """What names are of, where nothing tells it: a word that bodies have, a number or a legal form is a body's."""
    return NameKind.COMPANY if any(map(body_matcher().reader.is_body, names)) else NameKind.PERSON


def compare(one: str, other: str, kind: NameKind | None = None) -> Verdict:
    """Whether two names can be one party's, as a careful reader would judge who knows nothing but the names.

    Names match where every part that both give agrees across scripts, spellings, languages, order and short forms; what
    one of them leaves out contradicts nothing, but a surname alone is not enough. The score of names that do not match tells
    how alike they are written.

    Args:
        one: The one name.
        other: The other.
        kind: What they are of; by default what their words tell.
    """
    found = match(one, other, kind or kind_of(one, other))
    if found.match:
        return found
    return replace(found, score=round(min(ENOUGH * likeness(one, other), _BELOW), 3))


def match(one: str, other: str, kind: NameKind) -> Verdict:
    """The same for many pairs: where they do not match, nothing tells how alike they are written, which takes longest."""
    matcher = body_matcher() if kind is NameKind.COMPANY else person_matcher()
    return matcher.compare(one, other)

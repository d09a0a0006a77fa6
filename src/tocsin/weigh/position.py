"""Whether a source was in a position to know: it saw the thing, shows it, did it, or is at the place."""

import re
from collections.abc import Sequence
from enum import StrEnum

from tocsin.lexicon.language import Lexicon
from tocsin.model.query import Report
from tocsin.text.folding import folded
from tocsin.weigh.names import Name, NameReader

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_LONGEST = 2000
"""Characters of a sentence that are looked at: what only looks like one must not cost much."""


class Position(StrEnum):
    """How a source could know what it says."""

    SAW = "says that it saw it"
    SHOWN = "points to pictures of it"
    ACTED = "speaks of what it did itself"
    THERE = "is at the place"
    UNKNOWN = "how it knows is not told"

    @property
    def is_known(self) -> bool:
        """Whether the words tell that it could know."""
        return self is not Position.UNKNOWN


class PositionReader:
    """Tells from the words of a claim whether its origin could know."""

    def __init__(self, lexicon: Lexicon, names: NameReader) -> None:
        table = lexicon.table("sources")["position"]
        self._names = names
        self._saw, self._shown = (tuple(f" {phrase} " for phrase in table[way]) for way in ("saw", "shown"))

    def saw(self, report: Report) -> bool:
        """Whether somebody says in the sentence that they saw it themselves."""
        return _holds(report, self._saw)

    def position(self, report: Report, origin: Sequence[Name]) -> Position:
        """How the origin of a report could know what it says.

        Args:
            report: The report that is nearest to the origin.
            origin: The names it is known under; none where nobody is named.
        """
        if self.saw(report):
            return Position.SAW
        if _holds(report, self._shown):
            return Position.SHOWN
        if any(self._acted(report, name) for name in origin):
            return Position.ACTED
        if any(self._is_there(report, name) for name in origin):
            return Position.THERE
        return Position.UNKNOWN

    def _is_there(self, report: Report, origin: Name) -> bool:
        # "Korbach Courier" is a name; where its people are it does not tell.
        if report.outlet and origin.words == self._names.outlet(report.outlet).words:
            return False
        return any(_words(place.name) <= origin.every for place in report.claim.places)

    def _acted(self, report: Report, origin: Name) -> bool:
        action = report.claim.event
        if action is None or not action.actor:
            return False
        actor = self._names.read(action.actor)
        return folded(action.actor) in self._names.first_person or actor.is_same(origin)


def _holds(report: Report, phrases: tuple[str, ...]) -> bool:
    spaced = f" {' '.join(_WORD.findall(folded(report.sentence[:_LONGEST])))} "
    return any(phrase in spaced for phrase in phrases)


def _words(name: str) -> frozenset[str]:
    """A place's words; one without any is no part of anybody's name."""
    return frozenset(_WORD.findall(folded(name))) or frozenset(("",))

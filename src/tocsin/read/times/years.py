"""Which year or decade words name."""

from collections.abc import Sequence
from datetime import date

from tocsin.read.times.forms import Found
from tocsin.read.times.scene import TimeContext
from tocsin.read.times.words import Word

_SPOKEN_CENTURY = range(16, 21)


class TimeYears:
    """Reads years in figures and words, and years told by their distance."""

    def named(self, found: Found, scene: TimeContext) -> int | None:
        """The year that the expression itself names; None if it names none, or one that cannot be known."""
        if words := found.caught("YEARS") or found.caught("FULLYEAR"):
            return self._written(found, words, scene)
        for word in found.caught("RELYEAR"):
            rel = found.vocabulary.worth("REL", word)
            base = scene.base(focus=rel.get("focus", False)) if rel else None
            if rel and base:
                return int(base.year + rel["shift"])
        return None

    def decade(self, found: Found) -> tuple[int, bool]:
        """The first year of a decade in figures or words, and whether its century is told."""
        if number := found.worth("TEN"):
            return int(number), False
        digits = "".join(character for character in found.caught("DECADE")[0].lower if character.isdecimal())
        return int(digits), len(digits) == 4

    def recent(self, two_digits: int, today: date | None, *, ahead: int = 0) -> int | None:
        """The last year up to today's that ends so; None where today is not known."""
        if today is None:
            return None
        latest = today.year + ahead
        year = latest - latest % 100 + two_digits
        return year if year <= latest else year - 100

    def _written(self, found: Found, words: Sequence[Word], scene: TimeContext) -> int | None:
        if len(words) == 1:
            digits = "".join(character for character in words[0].lower if character.isdecimal())
            return int(digits) if len(digits) == 4 else self.recent(int(digits), scene.today, ahead=10)
        values = [int(value) for word in words if (value := found.vocabulary.worth("NUMBER", word)) is not None]
        if values[:2] == [2, 1000]:
            return 2000 + sum(values[2:]) if sum(values[2:]) < 100 else None
        century, rest = values[0], sum(values[1:])
        return 100 * century + rest if century in _SPOKEN_CENTURY and 10 <= rest <= 99 else None

"""How the words around a time open or close the stretch it means: since, until, before, between … and."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tocsin.model.parse import Token
from tocsin.model.time import TimeType
from tocsin.read.times.forms import Found
from tocsin.read.times.periods import DAY, WEEK, YEAR, moved
from tocsin.read.times.scene import Meaning
from tocsin.read.times.words import Word

_OF_A_THING = frozenset({"compound", "nmod", "amod", "poss", "nummod"})
_ROUND = frozenset({TimeType.DATE, TimeType.TIME})


@dataclass(frozen=True, slots=True)
class Placed:
    """An expression with what it means, and the parser's word it ends in."""

    found: Found
    meaning: Meaning
    token: Token | None = None

    @property
    def before(self) -> Word | None:
        """The word before the expression."""
        return self.found.words[self.found.first - 1] if self.found.first else None


class TimeBounds:
    """Applies the words that stand before a time."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._opens: Mapping[str, str] = table["opens"]
        self._pairs: Mapping[str, frozenset[str]] = {word: frozenset(ends) for word, ends in table["pairs"].items()}

    def applied(self, placed: Sequence[Placed], published: date | None) -> list[Placed]:
        """The expressions of a passage, in order, with the bounds that the words before them give."""
        done: list[Placed] = []
        waiting = deque(placed)
        while waiting:
            one = waiting.popleft()
            pair = _same_stretch(one, waiting[0], published) if waiting and self._is_pair(one, waiting[0]) else None
            if pair is not None:
                other = waiting.popleft()
                first, second = pair
                done.append(replace(one, meaning=replace(first, last=second.last)))
                done.append(replace(other, meaning=replace(second, first=first.first)))
            else:
                done.append(replace(one, meaning=self._opened(one)))
        return done

    def _is_pair(self, one: Placed, other: Placed) -> bool:
        ends = self._pairs.get(one.before.lower) if one.before else None
        if ends is None or one.meaning.type not in _ROUND or other.meaning.type not in _ROUND:
            return False
        between = other.found.words[one.found.last : other.found.first]
        return len(between) == 1 and between[0].lower in ends and not _owns(one) and not _owns(other)

    def _opened(self, one: Placed) -> Meaning:
        meaning = one.meaning
        way = self._opens.get(one.before.lower) if one.before else None
        if way is None or meaning.type not in _ROUND or _owns(one):
            return meaning
        first, last = meaning.first, meaning.last
        if way in ("from", "since"):
            return replace(meaning, last=None)
        if way == "to":
            return replace(meaning, first=None)
        if way == "before":
            return replace(meaning, first=None, last=_beside(first, -1))
        return replace(meaning, first=last if first == last else _beside(last, 1), last=None)


def _owns(one: Placed) -> bool:
    """Whether the time is that of a thing: "after Friday's talks" and "since the March talks" tell no end."""
    found = one.found
    if found.last < len(found.words) and "POSSESSIVE" in found.words[found.last].classes:
        return True
    return one.token is not None and one.token.dep in _OF_A_THING and one.token.head.start >= found.end


def _same_stretch(one: Placed, other: Placed, published: date | None) -> tuple[Meaning, Meaning] | None:
    """A pair with the year that only one of the two states, and the first before the second; None if that fails."""
    first, second = one.meaning, other.meaning
    begins, ends = first.first, second.last
    if begins is None or ends is None:
        return first, second
    bare, other_bare = _needs_year(one.found), _needs_year(other.found)
    if bare and not other_bare:
        first = _later(first, YEAR, ends.year - begins.year)
    elif other_bare and not bare:
        second = _later(second, YEAR, begins.year - ends.year)
    if not _in_order(first, second):
        unit = YEAR if bare or other_bare else WEEK
        ahead = published is not None and begins > published
        if (ahead and bare == other_bare) or (other_bare and not bare):
            second = _later(second, unit, 1)
        else:
            first = _later(first, unit, -1)
    return (first, second) if _in_order(first, second) else None


def _in_order(first: Meaning, second: Meaning) -> bool:
    return first.first is None or second.last is None or first.first <= second.last


def _needs_year(found: Found) -> bool:
    """Whether the expression is a day or month that states no year."""
    return bool(found.caught("MON") or found.caught("FULLMON")) and not found.caught("INYEAR")


def _later(meaning: Meaning, unit: str, count: int) -> Meaning:
    if meaning.first is None or meaning.last is None:
        return meaning
    first, last = moved(meaning.first, unit, count), moved(meaning.last, unit, count)
    if first is None or last is None:
        return meaning
    named = meaning.first.isoformat()
    value = meaning.value.replace(named, first.isoformat(), 1)
    if value == meaning.value:
        value = value.replace(named[:4], first.isoformat()[:4], 1)
    return replace(meaning, value=value, first=first, last=last)


def _beside(day: date | None, step: int) -> date | None:
    return moved(day, DAY, step) if day else None

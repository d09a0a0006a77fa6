"""How the words around a time open or close the stretch it means: since, until, before, between … and."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tocsin.model.parse import Token
from tocsin.model.time import TimeType
from tocsin.read.times.edtf import point
from tocsin.read.times.forms import Found
from tocsin.read.times.periods import DAY, WEEK, YEAR, moved
from tocsin.read.times.scene import Meaning
from tocsin.read.times.words import Word

_OF_A_THING = frozenset({"compound", "nmod", "amod", "poss", "nummod"})
_VERBS = frozenset({"VERB", "AUX"})
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
        self._about = frozenset(table["about"])
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
                edtf, why = _interval(first, second), "with its pair, a first and a last"
                done.append(replace(one, meaning=_because(first, why, last=second.last, edtf=edtf)))
                done.append(replace(other, meaning=_because(second, why, first=first.first, edtf=edtf)))
            else:
                done.append(replace(one, meaning=self._opened(self._widened(one))))
        return done

    def _is_pair(self, one: Placed, other: Placed) -> bool:
        ends = self._pairs.get(one.before.lower) if one.before else None
        if ends is None or one.meaning.type not in _ROUND or other.meaning.type not in _ROUND:
            return False
        between = other.found.words[one.found.last : other.found.first]
        return len(between) == 1 and between[0].lower in ends and not _owns(one) and not _owns(other)

    def _widened(self, one: Placed) -> Placed:
        """ "Around 2010": half as much again to either side, as with "two years ago"."""
        meaning = one.meaning
        if one.before is None or one.before.lower not in self._about or meaning.first is None or meaning.last is None:
            return one
        margin = max(1, ((meaning.last - meaning.first).days + 1) // 2)
        first, last = moved(meaning.first, DAY, -margin), moved(meaning.last, DAY, margin)
        why = f"“{one.before.lower}”: give or take {'a day' if margin == 1 else f'{margin} days'}"
        return replace(one, meaning=_because(meaning, why, first=first, last=last, about=True))

    def _opened(self, one: Placed) -> Meaning:
        meaning = one.meaning
        way = self._opens.get(one.before.lower) if one.before else None
        if way is None or meaning.type not in _ROUND or _owns(one):
            return meaning
        first, last = meaning.first, meaning.last
        why = f"“{one.before.lower}”: open before it" if one.before and way in ("to", "before") else ""
        why = why or (f"“{one.before.lower}”: open after it" if one.before else "")
        if "/" in meaning.value and way in ("from", "to"):
            return meaning  # "from 5 to 7 March" has both its ends
        if way in ("from", "since"):
            return _because(meaning, why, last=None, edtf=_open(point(meaning), first, "{}/.."))
        if way == "to":
            return _because(meaning, why, first=None, edtf=_open(point(meaning), last, "../{}"))
        if way == "before":
            return _because(meaning, why, first=None, last=_beside(first, -1))
        return _because(meaning, why, first=last if first == last else _beside(last, 1), last=None)


def _because(meaning: Meaning, why: str, **changes: Any) -> Meaning:
    return replace(meaning, reasons=(*meaning.reasons, why), **changes)


def _open(text: str | None, day: date | None, form: str) -> str | None:
    """An interval with one open end; None where the other end is not known either."""
    if day is None:
        return None
    return form.format(text or day.isoformat())


def _interval(first: Meaning, second: Meaning) -> str | None:
    """The interval that a pair of times bounds."""
    if first.first is None or second.last is None:
        return None
    return f"{point(first) or first.first.isoformat()}/{point(second) or second.last.isoformat()}"


def _owns(one: Placed) -> bool:
    """Whether the time is that of a thing: "after Friday's talks" and "since the March talks" tell no end."""
    found = one.found
    if found.last < len(found.words) and "POSSESSIVE" in found.words[found.last].classes:
        return True
    token = one.token
    if token is None or token.dep not in _OF_A_THING or token.head.start < found.end or token.head.pos in _VERBS:
        return False
    # "until 15 May the bridge is closed": with an article between them, the noun is not what the time belongs to.
    return all(child.pos != "DET" or child.start < found.end for child in token.head.children)


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

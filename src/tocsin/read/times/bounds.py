"""How the words around a time open or close the stretch it means: since, until, before, between … and."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.model.parse import Token
from tocsin.model.reason import Reason
from tocsin.model.time import TimeType
from tocsin.read.times.context import Meaning, TimeContext, TimeLanguage, because
from tocsin.read.times.edtf import point
from tocsin.read.times.forms import Found
from tocsin.read.times.periods import DAY, WEEK, YEAR, moved

_OF_A_THING = frozenset({"compound", "nmod", "amod", "poss", "nummod"})
_VERBS = frozenset({"VERB", "AUX"})
_ROUND = frozenset({TimeType.DATE, TimeType.TIME})


@dataclass(frozen=True, slots=True)
class Placed:
    """An expression with what it means, and the parser's word it ends in."""

    found: Found
    meaning: Meaning
    token: Token | None = None


def with_bounds(placed: Sequence[Placed], context: TimeContext) -> list[Placed]:
    """The expressions of a passage, in order, with the bounds that the words before them give."""
    done: list[Placed] = []
    waiting = deque(placed)
    while waiting:
        one = waiting.popleft()
        pair = None
        if waiting and _is_pair(one, waiting[0], context.language):
            pair = _same_stretch(one, waiting[0], context.today)
        if pair is not None:
            other = waiting.popleft()
            first, second = pair
            edtf = None
            if first.first is not None and second.last is not None:
                edtf = f"{point(first) or first.first.isoformat()}/{point(second) or second.last.isoformat()}"
            why = because("pair")
            done.append(replace(one, meaning=_bounded(first, first.first, second.last, why, edtf)))
            done.append(replace(other, meaning=_bounded(second, first.first, second.last, why, edtf)))
        else:
            done.append(replace(one, meaning=_opened(one, _widened(one, context.language), context)))
    return done


def _bounded(meaning: Meaning, first: date | None, last: date | None, why: Reason, edtf: str | None = None) -> Meaning:
    return replace(meaning, first=first, last=last, reasons=(*meaning.reasons, why), edtf=edtf)


def _is_pair(one: Placed, other: Placed, language: TimeLanguage) -> bool:
    ends = language.pairs.get(one.found.before.lower) if one.found.before else None
    if ends is None or one.meaning.type not in _ROUND or other.meaning.type not in _ROUND:
        return False
    between = other.found.words[one.found.last : other.found.first]
    return len(between) == 1 and between[0].lower in ends and not _owns(one) and not _owns(other)


def _widened(one: Placed, language: TimeLanguage) -> Meaning:
    """ "Around 2010": half as much again to either side, as with "two years ago"."""
    meaning, before = one.meaning, one.found.before
    if before is None or before.lower not in language.about or meaning.first is None or meaning.last is None:
        return meaning
    margin = max(1, ((meaning.last - meaning.first).days + 1) // 2)
    first, last = moved(meaning.first, DAY, -margin), moved(meaning.last, DAY, margin)
    why = because("about", words=before.lower, days=margin)
    return replace(meaning, first=first, last=last, about=True, reasons=(*meaning.reasons, why))


def _opened(one: Placed, meaning: Meaning, context: TimeContext) -> Meaning:
    before, way = context.opened_by(one.found)
    if way is None or meaning.type not in _ROUND or _owns(one):
        return meaning
    if "/" in meaning.value and way in ("from", "to"):
        return meaning  # "from 5 to 7 March" has both its ends
    words = one.found.words
    is_close = one.found.first > 1 and words[one.found.first - 2].lower in context.language.close
    if way in ("before", "after") and is_close and meaning.type is TimeType.TIME:
        return meaning  # "shortly before noon"
    first, last = meaning.first, meaning.last
    why = because("open_before" if way in ("to", "before") else "open_after", words=before)
    if way in ("from", "since"):
        edtf = f"{point(meaning) or first.isoformat()}/.." if first is not None else None
        return _bounded(meaning, first, None, why, edtf)
    if way == "to":
        edtf = f"../{point(meaning) or last.isoformat()}" if last is not None else None
        return _bounded(meaning, None, last, why, edtf)
    if way == "before":
        # "Before 6 am" may still be that day.
        return _bounded(meaning, None, last if meaning.type is TimeType.TIME else _beside(first, -1), why, meaning.edtf)
    return _bounded(meaning, last if first == last else _beside(last, 1), None, why, meaning.edtf)


def _owns(one: Placed) -> bool:
    """Whether the time is that of a thing: "after Friday's talks" and "since the March talks" tell no end."""
    if one.found.owns:
        return True
    token, end = one.token, one.found.end
    if token is None or token.dep not in _OF_A_THING or token.head.start < end or token.head.pos in _VERBS:
        return False
    # "until 15 May the bridge is closed": with an article between them, the noun is not what the time belongs to.
    return all(child.pos != "DET" or child.start < end for child in token.head.children)


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

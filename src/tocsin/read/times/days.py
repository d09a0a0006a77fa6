"""What days of the week, days told from today, parts of the day and hours mean."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from tocsin.model.reason import Reason
from tocsin.model.time import TimeType
from tocsin.read.times.context import NO_DAY, Meaning, TimeContext, because, tense_reason
from tocsin.read.times.dates import named_in_year, placed
from tocsin.read.times.forms import Found
from tocsin.read.times.periods import DAY, moved, one_day
from tocsin.read.times.tense import FUTURE, OPEN, PAST


class Day(NamedTuple):
    """A day that words point to, with the reasons.

    `unknown` is how it is written where it cannot be told; `told` says whether they point to it, or to an hour alone.
    """

    day: date | None
    unknown: str
    why: tuple[Reason, ...] = ()
    guessed: bool = False
    told: bool = True


def read_weekday(found: Found, context: TimeContext) -> Meaning | None:
    """A day of the week, perhaps with a part of the day."""
    return _with_part(found, _weekday(found, context), context)


def read_day(found: Found, context: TimeContext) -> Meaning | None:
    """A day by its distance from today, or a part of one."""
    return _with_part(found, _deictic(found, context), context)


def read_clock(found: Found, context: TimeContext) -> Meaning | None:
    """An hour or a part of the day, perhaps with its day."""
    hour = _hour(found, context)
    # The day that the hour stands with; none where the words name one that the calendar has not.
    if found.caught("MON"):
        in_year, unplaced = named_in_year(found, context)
        meaning = placed(found, context, in_year, unplaced) if in_year else None
        if meaning is None:
            return None
        day = Day(meaning.first, meaning.value, meaning.reasons, meaning.guessed)
    elif found.worth("WEEKDAY") or found.worth("DAYABBREVIATED"):
        day = _weekday(found, context)
    elif found.caught("DEICTIC") or found.caught("REL"):
        day = _deictic(found, context)
    elif (scene := context.scene_of(found)) is not None:
        rule = "on_day_beside" if context.is_beside(found) else "on_day_before"
        day = Day(scene.first, "", (because(rule, time=scene.value),))
    else:
        day = _untold(context)
    if hour is None:
        names_part = (found.caught("PART") or found.caught("DAYBREAK")) and not found.says("CLOCK")
        return _with_part(found, day, context) if names_part else None
    return _meaning(TimeType.TIME, f"{day.day.isoformat() if day.day else day.unknown}T{hour}", day)


def _weekday(found: Found, context: TimeContext) -> Day:
    """The day of the week meant: the last one, or the next where the verb looks ahead or a word says so."""
    number = found.worth("WEEKDAY") or found.worth("DAYABBREVIATED")
    rels = found.worths("REL")
    rel = rels[-1] if rels else None
    focus = bool(rel and rel.get("focus"))
    base = context.base(focus=focus)
    unknown = f"XXXX-WXX-{number}"
    if base is None:
        return Day(None, unknown, (NO_DAY,))
    ahead = (number - base.isoweekday()) % 7
    why: tuple[Reason, ...] = ()
    guessed = False
    if rel is not None:
        shift = ahead if rel["shift"] == 0 else ahead - 7 if rel["shift"] < 0 else ahead or 7
    elif context.follows is not None:
        shift, why = ahead, (because("after_heading"),)
    else:
        look = context.timetabled(found, context.look(found))
        shift = ahead if look.side == FUTURE else ahead - 7 if ahead else 0
        why = (tense_reason(look),) if ahead else ()
        guessed = look.side == OPEN and ahead > 0
    day = moved(base, DAY, shift)
    counted = context.counted(focus=focus)
    if day is None:
        return Day(None, unknown, (counted,))
    if day == base:
        near = because("that_day")
    else:
        near = because("weekday", day=day.isoformat(), side="before" if day < base else "after")
    return Day(day, unknown, (counted, near, *why), guessed)


def _deictic(found: Found, context: TimeContext) -> Day:
    """ "Today", "the day before yesterday", "that morning", "overnight"."""
    if deictic := found.worth("DEICTIC"):
        step = (found.worth("BEFORE") or {"shift": 0})["shift"]
        day = moved(context.today, DAY, deictic["shift"] + step) if context.today else None
        unknown = {PAST: "PAST_REF", OPEN: "PRESENT_REF", FUTURE: "FUTURE_REF"}[deictic["shift"]]
        if found.worth("PART") or deictic.get("part"):
            unknown = "XXXX-XX-XX"
        return Day(day, unknown, (context.said,))
    rel = found.worth("REL") or {"shift": 0, "focus": True}
    from_focus = rel.get("focus", False) or rel["shift"] > 0
    if from_focus and context.too_long(DAY) is not None:
        return Day(None, "XXXX-XX-XX", (context.counted(focus=True), because("which_day_open")))
    if rel.get("focus") and rel["shift"] == 0:
        # "In the morning" is on the day spoken of, "the next morning" counts from what was named last.
        scene = context.scene_of(found)
        return _untold(context) if scene is None else Day(scene.first, "", (because("counted", time=scene.value),))
    base = context.base(focus=from_focus)
    day = moved(base, DAY, rel["shift"]) if base else None
    return Day(day, "XXXX-XX-XX", (context.counted(focus=from_focus),))


def _untold(context: TimeContext) -> Day:
    """The day of what tells only an hour, or a part of a day."""
    return Day(context.today, "XXXX-XX-XX", (context.said, because("day_untold")), told=False)


def _with_part(found: Found, day: Day, context: TimeContext) -> Meaning:
    part: str | None = found.worth("DAYBREAK") or found.worth("PART") or (found.worth("DEICTIC") or {}).get("part")
    written = day.day.isoformat() if day.day else day.unknown
    meaning = _meaning(TimeType.TIME if part else TimeType.DATE, f"{written}T{part}" if part else written, day)
    by_name = found.worth("WEEKDAY") or found.worth("DAYABBREVIATED")
    if part == "NI" and by_name and day.day == context.today and context.look(found).side == PAST:
        # Written on Wednesday, "shells fell on Wednesday night" is not of the night that is still to come.
        before = moved(day.day, DAY, -1) if day.day else None
        why = (*meaning.reasons, because("night_that_was"))
        meaning = replace(meaning, first=before, soft="first", reasons=why)
    return meaning


def _meaning(kind: TimeType, value: str, day: Day) -> Meaning:
    period = one_day(day.day) if day.day and day.told else None
    return Meaning(kind, value, day.day, day.day, period, reasons=day.why, guessed=day.guessed)


def _may_be_range(found: Found, *, first: int, last: int) -> bool:
    """Whether "at five to nine" may be a number of things; nobody counts from ten to six, or adds the part of the day."""
    said = found.caught("SHARE") or found.says("minutes") or found.caught("AMPM") or found.caught("ONDAY")
    return last > 12 or not (said or first > last)


def _hour(found: Found, context: TimeContext) -> str | None:
    """The hour as HH:MM, None where there is none or the clock has no such hour."""
    if (midday := found.worth("MIDDAY")) is not None:
        return f"{midday:02d}:00"
    minute = 0
    if clock := found.caught("CLOCK"):
        text = clock[0].lower.replace(".", ":")
        pieces = text.split(":") if ":" in text else (text[:2], text[2:])
        hour, minute = int(pieces[0]), int(pieces[1])
    elif number := found.worth("SMALL") or found.worth("NUMBER"):
        hour = int(min(number, 99))
        if share := found.worth("SHARE") or sum(found.worths("MINUTES")):
            if found.caught("TOHOUR") and _may_be_range(found, first=share, last=hour):
                return None
            hour, minute = (hour - 1 or 12, 60 - share) if found.caught("TOHOUR") else (hour, share)
    else:
        return None
    letters = "".join(word.lower[0] for word in found.caught("AMPM"))[:1]
    half = context.language.meridiem.get(letters) if letters else None
    if not letters and found.worth("PART") in ("AF", "EV", "NI"):
        half = "afternoon"
    if half == "afternoon" and hour < 12:
        hour += 12
    elif half == "morning" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if 0 <= hour <= 24 and minute < 60 else None

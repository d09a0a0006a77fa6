"""What days of the week, days told from today, parts of the day and hours mean."""

from datetime import date
from typing import NamedTuple

from tocsin.model.time import TimeType
from tocsin.read.times.dates import TimeDates
from tocsin.read.times.forms import Found
from tocsin.read.times.periods import DAY, moved, one_day
from tocsin.read.times.reasons import NO_DAY, near, verb
from tocsin.read.times.scene import Meaning, TimeContext
from tocsin.read.times.tense import FUTURE, OPEN, PAST


class Day(NamedTuple):
    """A day that words point to, with the reasons."""

    day: date | None
    unknown: str
    why: tuple[str, ...] = ()
    guessed: bool = False


class TimeDays:
    """Reads the forms that name a day by the week or by today, and those that name an hour."""

    def __init__(self, dates: TimeDates) -> None:
        self._dates = dates

    def weekday(self, found: Found, scene: TimeContext) -> Meaning | None:
        """A day of the week, perhaps with a part of the day."""
        return self._with_part(found, self._weekday(found, scene))

    def day(self, found: Found, scene: TimeContext) -> Meaning | None:
        """A day by its distance from today, or a part of one."""
        return self._with_part(found, self._deictic(found, scene))

    def clock(self, found: Found, scene: TimeContext) -> Meaning | None:
        """An hour or a part of the day, perhaps with its day."""
        hour = _hour(found)
        day = self._day_beside(found, scene)
        if day is None:
            return None
        if hour is None:
            return self._with_part(found, day) if found.caught("PART") and not found.says("CLOCK") else None
        value = f"{day.day.isoformat() if day.day else day.unknown}T{hour}"
        return _meaning(TimeType.TIME, value, day)

    def _weekday(self, found: Found, scene: TimeContext) -> Day:
        """The day of the week meant: the last one, or the next where the verb looks ahead or a word says so."""
        number = found.worth("WEEKDAY") or found.worth("DAYABBREVIATED")
        rels = found.worths("REL")
        rel = rels[-1] if rels else None
        focus = bool(rel and rel.get("focus"))
        base = scene.base(focus=focus)
        unknown = f"XXXX-WXX-{number}"
        if base is None:
            return Day(None, unknown, (NO_DAY,))
        ahead = (number - base.isoweekday()) % 7
        if rel is None and scene.follows is not None:
            why: tuple[str, ...] = ("the first since the heading before",)
            return _weekday_near(moved(base, DAY, ahead), base, unknown, scene.counted(focus=False), why, False)
        if rel is None:
            look = self._dates.look(found, scene)
            day = moved(base, DAY, ahead if look.side == FUTURE else (ahead - 7 if ahead else 0))
            why = (verb(look),) if ahead else ()
            return _weekday_near(day, base, unknown, scene.counted(focus=focus), why, look.side == OPEN and ahead > 0)
        shift = ahead if rel["shift"] == 0 else ahead - 7 if rel["shift"] < 0 else ahead or 7
        return _weekday_near(moved(base, DAY, shift), base, unknown, scene.counted(focus=focus), (), False)

    def _deictic(self, found: Found, scene: TimeContext) -> Day:
        """ "Today", "the day before yesterday", "that morning", "overnight"."""
        if deictic := found.worth("DEICTIC"):
            step = (found.worth("BEFORE") or {"shift": 0})["shift"]
            day = moved(scene.today, DAY, deictic["shift"] + step) if scene.today else None
            return Day(day, _unknown(deictic["shift"], found), (scene.said,))
        rel = found.worth("REL") or {"shift": 0, "focus": True}
        unknown = "XXXX-XX-XX"
        from_focus = rel.get("focus", False) or rel["shift"] > 0
        if from_focus and scene.too_long(DAY) is not None:
            return Day(None, unknown, (scene.counted(focus=True), "which day of it is not told"))
        base = scene.base(focus=from_focus)
        return Day(moved(base, DAY, rel["shift"]) if base else None, unknown, (scene.counted(focus=from_focus),))

    def _day_beside(self, found: Found, scene: TimeContext) -> Day | None:
        """The day that an hour stands with; None where the words name one that the calendar has not."""
        if found.caught("MON"):
            in_year, unplaced = self._dates.in_year(found)
            meaning = self._dates.placed(found, scene, in_year, unplaced) if in_year else None
            return Day(meaning.first, meaning.value, meaning.reasons, meaning.guessed) if meaning else None
        if found.worth("WEEKDAY") or found.worth("DAYABBREVIATED"):
            return self._weekday(found, scene)
        if found.caught("DEICTIC") or found.caught("REL"):
            return self._deictic(found, scene)
        if scene.focus is not None and scene.focus.unit == DAY:
            return Day(scene.focus.first, "", (f"on {scene.focus.value}, named before",))
        return Day(scene.today, "XXXX-XX-XX", (scene.said,))

    def _with_part(self, found: Found, day: Day) -> Meaning:
        part: str | None = found.worth("PART") or (found.worth("DEICTIC") or {}).get("part")
        written = day.day.isoformat() if day.day else day.unknown
        value = f"{written}T{part}" if part else written
        return _meaning(TimeType.TIME if part else TimeType.DATE, value, day)


def _weekday_near(day: date | None, base: date, unknown: str, counted: str, why: tuple[str, ...], guessed: bool) -> Day:
    if day is None:
        return Day(None, unknown, (counted,))
    return Day(day, unknown, (f"{counted}: {near(day, base)}", *why), guessed)


def _unknown(shift: int, found: Found) -> str:
    """How a day told from today is written where today is not known."""
    if found.worth("PART") or found.worth("DEICTIC").get("part"):
        return "XXXX-XX-XX"
    return {PAST: "PAST_REF", OPEN: "PRESENT_REF", FUTURE: "FUTURE_REF"}[shift]


def _meaning(kind: TimeType, value: str, day: Day) -> Meaning:
    period = one_day(day.day) if day.day else None
    return Meaning(kind, value, day.day, day.day, period, reasons=day.why, guessed=day.guessed)


def _hour(found: Found) -> str | None:
    """The hour as HH:MM, None where there is none or the clock has no such hour."""
    if (midday := found.worth("MIDDAY")) is not None:
        return f"{midday:02d}:00"
    hour, minute = _dial(found)
    if hour is None:
        return None
    half = "".join(word.lower[0] for word in found.caught("AMPM"))[:1]
    if (half == "p" or (not half and _is_afternoon(found))) and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if 0 <= hour <= 24 and minute < 60 else None


def _dial(found: Found) -> tuple[int | None, int]:
    """The hour and minute that the words or figures show."""
    if clock := found.caught("CLOCK"):
        text = clock[0].lower.replace(".", ":")
        pieces = text.split(":") if ":" in text else (text[:2], text[2:])
        return int(pieces[0]), int(pieces[1])
    number = found.worth("SMALL") or found.worth("NUMBER")
    if not number:
        return None, 0
    hour = int(min(number, 99))
    share = found.worth("SHARE")
    if share is None:
        return hour, 0
    before = bool(found.caught("TOHOUR"))
    return (hour - 1 or 12, 60 - share) if before else (hour, share)


def _is_afternoon(found: Found) -> bool:
    return found.worth("PART") in ("AF", "EV", "NI")

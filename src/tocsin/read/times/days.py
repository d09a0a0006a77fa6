"""What days of the week, days told from today, parts of the day and hours mean."""

from datetime import date

from tocsin.model.time import TimeType
from tocsin.read.times.dates import TimeDates
from tocsin.read.times.forms import Found
from tocsin.read.times.periods import DAY, moved, one_day
from tocsin.read.times.scene import FUTURE, OPEN, PAST, Meaning, Scene


class TimeDays:
    """Reads the forms that name a day by the week or by today, and those that name an hour."""

    def __init__(self, dates: TimeDates) -> None:
        self._dates = dates

    def weekday(self, found: Found, scene: Scene) -> Meaning | None:
        """A day of the week, perhaps with a part of the day."""
        number = found.worth("WEEKDAY") or found.worth("DAYABBREVIATED")
        day = self._weekday(found, scene, number)
        return self._with_part(found, scene, day, f"XXXX-WXX-{number}")

    def day(self, found: Found, scene: Scene) -> Meaning | None:
        """A day by its distance from today, or a part of one."""
        day = self._deictic(found, scene)
        shift = (found.worth("DEICTIC") or found.worth("REL") or {"shift": 0})["shift"]
        unknown = {PAST: "PAST_REF", OPEN: "PRESENT_REF", FUTURE: "FUTURE_REF"}[shift]
        if not found.caught("DEICTIC") or self._part(found):
            unknown = "XXXX-XX-XX"
        return self._with_part(found, scene, day, unknown)

    def clock(self, found: Found, scene: Scene) -> Meaning | None:
        """An hour, perhaps with its day."""
        hour = _hour(found)
        day, unknown = self._day_beside(found, scene)
        if hour is None:
            return self._with_part(found, scene, day, unknown) if found.caught("EDGE") else None
        value = f"{day.isoformat() if day else unknown}T{hour}"
        return Meaning(TimeType.TIME, value, day, day, one_day(day) if day else None)

    def _weekday(self, found: Found, scene: Scene, number: int) -> date | None:
        """The day of the week meant: the last one, or the next where the verb looks ahead or a word says so."""
        rels = found.worths("REL")
        rel = rels[-1] if rels else None
        base = scene.base(focus=bool(rel and rel.get("focus")))
        if base is None:
            return None
        ahead = (number - base.isoweekday()) % 7
        if rel is None:
            shift = ahead if self._dates.side(found, scene) == FUTURE else (ahead - 7 if ahead else 0)
        elif rel["shift"] == 0:
            shift = ahead
        else:
            shift = ahead - 7 if rel["shift"] < 0 else ahead or 7
        return moved(base, DAY, shift)

    def _deictic(self, found: Found, scene: Scene) -> date | None:
        if deictic := found.worth("DEICTIC"):
            return moved(scene.published, DAY, deictic["shift"]) if scene.published else None
        rel = found.worth("REL") or {"shift": 0, "focus": True}
        from_focus = rel.get("focus", False) or rel["shift"] > 0
        if from_focus and scene.focus is not None and scene.focus.unit != DAY:
            return None
        base = scene.base(focus=from_focus)
        return moved(base, DAY, rel["shift"]) if base else None

    def _day_beside(self, found: Found, scene: Scene) -> tuple[date | None, str]:
        """The day that an hour stands with, and how it is written where it is not known."""
        if found.caught("MON"):
            in_year, unplaced = self._dates.in_year(found)
            meaning = self._dates.placed(found, scene, in_year, unplaced) if in_year else None
            return (meaning.first, meaning.value) if meaning else (None, unplaced)
        if number := found.worth("WEEKDAY") or found.worth("DAYABBREVIATED"):
            return self._weekday(found, scene, number), f"XXXX-WXX-{number}"
        if found.caught("DEICTIC") or found.caught("REL"):
            return self._deictic(found, scene), "XXXX-XX-XX"
        if scene.focus is not None and scene.focus.unit == DAY:
            return scene.focus.first, ""
        return scene.published, "XXXX-XX-XX"

    def _part(self, found: Found) -> str | None:
        part: str | None = found.worth("PART") or (found.worth("DEICTIC") or {}).get("part")
        return part

    def _with_part(self, found: Found, scene: Scene, day: date | None, unknown: str) -> Meaning | None:
        part = self._part(found)
        written = day.isoformat() if day else unknown
        value = f"{written}T{part}" if part else written
        kind = TimeType.TIME if part else TimeType.DATE
        return Meaning(kind, value, day, day, one_day(day) if day else None)


def _hour(found: Found) -> str | None:
    """The hour as HH:MM, None where there is none or the clock has no such hour."""
    if (midday := found.worth("MIDDAY")) is not None:
        return f"{midday:02d}:00"
    clock = found.caught("CLOCK")
    number = found.worth("SMALL") or found.worth("NUMBER")
    if clock:
        hour, minute = (int(part) for part in clock[0].lower.split(":")[:2])
    elif number:
        hour, minute = int(min(number, 99)), 0
    else:
        return None
    half = "".join(word.lower[0] for word in found.caught("AMPM"))[:1]
    if (half == "p" or (not half and _is_afternoon(found))) and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def _is_afternoon(found: Found) -> bool:
    return found.worth("PART") in ("AF", "EV", "NI")

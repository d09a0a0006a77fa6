"""Days and moments as tables, feeds, mails and pages write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

Order = Literal["dmy", "mdy"]

_ISO = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?\s*$", re.A
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?Z?$", re.A)
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d\d?)[./](\d\d?)(?:[T ,]+(\d\d?):(\d\d)(?::(\d\d))?)?$", re.A)
_NUMBERS = re.compile(
    r"(\d\d?)([./-])(\d\d?)\2(\d{4})(?:[T ,|]+(\d\d?):(\d\d)(?::(\d\d))?\s*([ap]\.?m\.?)?(?:\s+UTC([+-]\d\d:?\d\d))?)?$",
    re.A | re.I,
)
_WORDS = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(?:(?P<d1>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>[a-z]{3,9})\.?,?|(?P<m2>[a-z]{3,9})\.?\s+(?P<d2>\d\d?)(?:st|nd|rd|th)?,?)"
    r"\s+(?P<y>\d{4})(?:[,|·\s]+(?:at\s+)?(?P<h>\d\d?)[:.](?P<min>\d\d)(?::\d\d)?\s*(?P<ap>[ap]\.?m\.?)?)?",
    re.A | re.I,
)
_UNIX = re.compile(r"-?\d{9,10}(?:\.\d+)?$|\d{12,13}$", re.A)
_MONTH_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_HOUR = (
    r"(?:[\s,|·]+(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*(?:Z|UTC|GMT)(?:[+-]\d\d?:?\d{0,2})?)?)?"
)
_ANYWHERE = re.compile(
    rf"\b(?:\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH_NAMES})\.?,?\s+\d{{4}}"
    rf"|(?:{_MONTH_NAMES})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}){_HOUR}",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST, _LAST = 1800, 2100
"""Years between which a day is believed: others are counted in another calendar, or are a mistake."""


def moment_of(written: str, *, order: Order | None = None) -> datetime | date | None:
    """The moment, or the day where no time is told, that some words name; None where they name none for sure.

    A moment keeps its offset from UTC where that is told. Years of other calendars than the Gregorian are not believed.

    Args:
        written: The words, or the seconds or milliseconds since 1970.
        order: Whether "03/05/2026" begins with the day or with the month.
    """
    written = " ".join(written.split()).strip(" .,;|")
    try:
        found = _moment(written, order)
    except (ValueError, OverflowError):
        return None
    return found if found is not None and _FIRST <= found.year <= _LAST else None


def iso(found: datetime | date | None) -> tuple[str | None, str | None]:
    """A moment as the day and the time that a document's facts have, both in ISO 8601."""
    if found is None:
        return None, None
    if isinstance(found, datetime):
        return found.date().isoformat(), found.isoformat()
    return found.isoformat(), None


def dates_in(line: str, *, order: Order | None = None) -> Iterator[tuple[int, int, date | datetime]]:
    """The dates in a line of text, each with where it begins and ends; a time behind a day is part of it."""
    done = 0
    for match in _ANYWHERE.finditer(line):
        if match.start() < done:
            continue
        written = line[match.start() : match.end()]
        found = moment_of(written, order=order)
        if found is not None:
            done = match.end()
            yield match.start(), match.end(), found


def order_in(samples: Iterable[str]) -> Order | None:
    """In what order the days of a table are written, by those that can be read in one way only; None if none can, or both."""
    orders: set[Order] = set()
    for written in samples:
        match = _NUMBERS.match(written.strip())
        if match and match[2] != ".":
            first, second = int(match[1]), int(match[3])
            if first > 12 >= second:
                orders.add("dmy")
            elif second > 12 >= first:
                orders.add("mdy")
    return orders.pop() if len(orders) == 1 else None


def has_two_readings(written: str) -> bool:
    """Whether a day could be read in two ways: "03/05/2026"."""
    match = _NUMBERS.match(written.strip())
    return bool(match and match[2] != "." and int(match[1]) <= 12 and int(match[3]) <= 12 and match[1] != match[3])


def _moment(written: str, order: Order | None) -> datetime | date | None:
    if match := _ISO.match(written) or _COMPACT.match(written) or _YEAR_FIRST.match(written):
        year, month, day, hour, minute, second, *zones = match.groups()
        if hour is None:
            return date(int(year), int(month), int(day))
        made = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0))
        return _zoned(made, zones[0] if zones else None)
    if _UNIX.match(written):
        seconds = float(written)
        return datetime.fromtimestamp(seconds / 1000 if abs(seconds) >= 1e11 else seconds, tz=UTC)
    if match := _NUMBERS.match(written):
        first, mark, second, year, hour, minute, seconds_, half, zone_ = match.groups()
        is_day_first = mark == "." or order == "dmy" or int(first) > 12 or first == second
        if not is_day_first and order is None and int(second) <= 12:
            return None
        day, month = (first, second) if is_day_first else (second, first)
        if hour is None:
            return date(int(year), int(month), int(day))
        made = datetime(int(year), int(month), int(day), _hour(hour, half), int(minute), int(seconds_ or 0))
        return _zoned(made, zone_)
    if match := _WORDS.match(written):
        month_name = (match["m1"] or match["m2"]).lower()[:3]
        if month_name not in _MONTHS:
            return None
        day_ = date(int(match["y"]), _MONTHS.index(month_name) + 1, int(match["d1"] or match["d2"]))
        rest = written[match.end() :].strip()
        zone = _zone_of(rest) if rest else None
        if match["h"] is None or (rest and zone is None):
            # An hour in a zone that is told by letters ("CET") could be meant in several.
            return day_
        hour, minute = _hour(match["h"], match["ap"]), int(match["min"])
        return _zoned(datetime(day_.year, day_.month, day_.day, hour, minute), zone)
    try:
        return parsedate_to_datetime(written)
    except (TypeError, IndexError):
        return None


def _hour(hour: str, half: str | None) -> int:
    """An hour of a day of 24 from one of a clock of 12."""
    if not half:
        return int(hour)
    return int(hour) % 12 + (12 if half.lower().startswith("p") else 0)


def _zone_of(rest: str) -> str | None:
    match = re.match(r"\(?(Z|UTC|GMT)?([+-]\d\d?:?\d{0,2})?\)?$", rest.strip(), re.I)
    return (match[2] or match[1]) if match else None


def _zoned(moment: datetime, zone: str | None) -> datetime:
    if not zone:
        return moment
    if zone.upper() in ("Z", "UTC", "GMT"):
        return moment.replace(tzinfo=UTC)
    digits = zone[1:].replace(":", "")
    return datetime.fromisoformat(f"{moment.isoformat()}{zone[0]}{int(digits[:2]):02d}:{int(digits[2:] or 0):02d}")

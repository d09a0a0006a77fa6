"""When."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TimeType(StrEnum):
    """TimeML's four kinds of time expression."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression (TIMEX3) and the first and last day it can mean, None where the words leave that open."""

    start: int
    end: int
    type: TimeType
    value: str
    earliest: date | None = None
    latest: date | None = None

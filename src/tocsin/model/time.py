"""When."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tocsin.model.notes import internal
from tocsin.model.reason import Reason
from tocsin.model.span import Span


class TimeType(StrEnum):
    """TimeML's four kinds of time expression."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression (TIMEX3) and the first and last day it can mean, None where the words leave that open.

    Attributes:
        edtf: The same in the Extended Date/Time Format (ISO 8601-2, level 2): "~" marks what is approximate, "?" what is
            a guess; None for a length of time or a habit, which have no place in the calendar.
        reasons: Why it was read so.
        dates: The text that stands under the expression, where it is a heading or the stamp of a post.
    """

    start: int
    end: int
    type: TimeType
    value: str
    earliest: date | None = None
    latest: date | None = None
    edtf: str | None = internal(None)
    reasons: tuple[Reason, ...] = internal(())
    dates: Span | None = internal(None)

    @property
    def span(self) -> Span:
        """The characters of the expression."""
        return Span(self.start, self.end)

"""Why a time was read as it was, in words for whoever looks it up."""

from datetime import date

from tocsin.read.times.periods import Period
from tocsin.read.times.tense import FUTURE, PAST, Look

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip

NO_DAY = "the day of publication is not known, and the words count from it"
LENGTH = "a length of time, with no place in the calendar"
HABIT = "comes again and again, with no one place in the calendar"


def day_words(day: date) -> str:
    """A day as "4 May 2026, a Monday"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}, a {weekday_words(day)}"


def weekday_words(day: date) -> str:
    """The name of a day's weekday."""
    return _WEEKDAYS[day.weekday()]


def near(day: date, base: date) -> str:
    """Where a weekday lies: "the Friday before", "that very day"."""
    if day == base:
        return "that very day"
    return f"the {weekday_words(day)} {'before' if day < base else 'after'}"


def verb(look: Look) -> str:
    """What the verb tells."""
    if look.side == PAST:
        return f"“{look.words}” looks back" if look.words else "the time of a thing: taken as past"
    if look.side == FUTURE:
        return f"“{look.words}” looks ahead" if look.words else "looks ahead"
    return "no verb tells whether it is past or to come: a guess"


def year_of(period: Period) -> str:
    """Which year was supplied to words that name none."""
    return f"no year in the words: {period.first.year} taken"

"""A figure over time: what each account gives, and what the accounts together allow."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tocsin.model.quantity import Quantity
from tocsin.model.query import Report
from tocsin.model.reason import Reason
from tocsin.model.source import Counting


class AccountStatus(StrEnum):
    """What became of an account of a figure."""

    COUNTED = "counted"
    PART = "part of another"
    REVISED = "revised since"
    ECHO = "echo of another"
    DENIED = "denied"
    UNDATED = "without a day"
    PLANNED = "planned or wanted"
    PAST = "of an earlier day that is not told"
    EARLIER = "of an earlier event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One figure as one origin gives it.

    Attributes:
        report: The claim it stands in.
        quantity: The figure.
        origin: Whose word it is.
        counting: Whether it is a claim or a minimum that was seen.
        earliest: The first day it states, or of its publication if it states none; `latest` the last.
        low: The least it allows, None where it sets no bound; `high` the most.
        standing: Whether it is counted, and why not.
        reasons: Why.
    """

    report: Report
    quantity: Quantity
    origin: str
    counting: Counting
    earliest: date | None
    latest: date | None
    low: float | None
    high: float | None
    standing: AccountStatus = AccountStatus.COUNTED
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """What the accounts allow on a day.

    Attributes:
        low: The least, `best` the likeliest single figure, `high` the most; None where nothing sets a bound.
        conflict: Whether accounts that count on that day exclude each other: then low and high span them all, and
            `best` is None.
        claims: The ids of the claims it rests on.
    """

    day: date
    low: float | None
    best: float | None
    high: float | None
    conflict: bool = False
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A figure over time.

    Attributes:
        subject: What is counted, as it was asked.
        place: Where, as it was asked.
        measure: What of it is counted ("destroyed", "present"), as it was asked or as all the accounts have it.
        cumulative: Whether the figure can only grow: losses since a day, not troops in a place.
        accounts: By day, those without one last.
        levels: At each day on which an account begins or ends, and those asked for.
    """

    subject: str
    place: str | None
    measure: str | None
    cumulative: bool
    accounts: tuple[Account, ...]
    levels: tuple[Level, ...]

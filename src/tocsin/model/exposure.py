"""Ties between persons and companies, listings, and the statuses that a rule of sanctions gives them on a day."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self

from tocsin.model.factuality import Factuality
from tocsin.model.reason import Reason

FIRST_DAY, LAST_DAY = date.min, date.max


class TieKind(StrEnum):
    """What one entity is or does to another; from the one who owns, votes, sits on the board, employs, supplies."""

    OWNS = "owns"
    VOTES = "votes"
    CONTROLS = "controls"
    DIRECTOR = "director"
    FAMILY = "family"
    NOMINEE = "nominee"
    """Holds for the other, in the company `within`."""
    JOINT = "joint"
    """Has an arrangement with the other about their stakes in the company `within`."""
    EMPLOYS = "employs"
    SUPPLIES = "supplies"
    REPAIRS = "repairs"
    PAYS = "pays"
    SHIPS = "ships"
    SERVES = "serves"

    @property
    def is_cooperation(self) -> bool:
        """Whether it is something done for the other."""
        return self in COOPERATION


COOPERATION = frozenset({TieKind.SUPPLIES, TieKind.REPAIRS, TieKind.PAYS, TieKind.SHIPS, TieKind.SERVES})


class EntityKind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    COMPANY = "company"


class Status(StrEnum):
    """How an entity stands to a rule on a day; the first that fits counts."""

    LISTED = "listed"
    BLOCKED = "blocked"
    """The rule reaches it, whatever the open points are."""
    POSSIBLY = "possibly"
    """The rule reaches it for some of the open points."""
    ADJACENT = "adjacent"
    """Neither, but a tie joins it to somebody listed or blocked."""
    NOT = "not"


@dataclass(frozen=True, slots=True)
class VagueDay:
    """A day that may be known to the month or year only: the earliest and the latest day it can be."""

    earliest: date
    latest: date

    @classmethod
    def read(cls, text: str) -> Self:
        """Read 2024, 2024-05 or 2024-05-17; a time behind the day is passed over.

        Raises:
            ValueError: The text is no day, month or year.
        """
        parts = text.strip()[:10].rstrip("T ").split("-")
        if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:
            raise ValueError(f"{text[:40]!r} is no day; write it as 2024-05-17, 2024-05 or 2024")
        try:
            numbers = [int(part) for part in parts]
            if len(numbers) == 3:
                day = date(*numbers)
                return cls(day, day)
            year, month = numbers[0], numbers[1] if len(numbers) == 2 else None
            last = monthrange(year, month)[1] if month else 31
            return cls(date(year, month or 1, 1), date(year, month or 12, last))
        except ValueError:
            raise ValueError(f"{text[:40]!r} is no day; write it as 2024-05-17, 2024-05 or 2024") from None

    def __str__(self) -> str:
        if self.earliest == self.latest:
            return self.earliest.isoformat()
        whole_year = self.earliest.month != self.latest.month
        return self.earliest.isoformat()[: 4 if whole_year else 7]


@dataclass(frozen=True, slots=True)
class Term:
    """How long something holds: from `since` on; `until` is the first day no longer. With None it is open at that end."""

    since: VagueDay | None = None
    until: VagueDay | None = None

    def surely(self, day: date) -> bool:
        """Whether it holds on a day whatever the vague days mean."""
        begun = self.since is None or self.since.latest <= day
        return begun and (self.until is None or day < self.until.earliest)

    def possibly(self, day: date) -> bool:
        """Whether it can hold on a day."""
        begun = self.since is None or self.since.earliest <= day
        return begun and (self.until is None or day < self.until.latest)

    @property
    def sure_days(self) -> tuple[date, date]:
        """The first day on which it surely holds, and the first on which it may not."""
        return (
            self.since.latest if self.since is not None else FIRST_DAY,
            self.until.earliest if self.until is not None else LAST_DAY,
        )


@dataclass(frozen=True, slots=True)
class Stake:
    """A share in per cent, exact: at least `low`, at most `high`."""

    low: Decimal
    high: Decimal


UNKNOWN_STAKE = Stake(Decimal(0), Decimal(100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Where a tie is told: the claim and document, the words, who says so."""

    claim: str | None = None
    document: str | None = None
    text: str = ""
    source: str | None = None


_DENIED = frozenset(value for value in Factuality if value.score < 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A tie between two entities.

    Attributes:
        id: Its id in the table.
        source: The entity that owns, votes, employs, supplies …; a nominee, a relative, a party to an arrangement.
        target: The other entity.
        kind: What ties them.
        stake: The share, of ownership and votes; None where it is not known, or has no meaning.
        term: When it holds.
        certainty: That of the claim the tie comes from. `Factuality.CERTAINLY_NOT` and what is more likely not: no tie.
        within: The company that a nominee's or a joint arrangement is about.
        passages: Where it is told, for ties read from claims.
    """

    id: str
    source: str
    target: str
    kind: TieKind
    stake: Stake | None = None
    term: Term = Term()
    certainty: Factuality = Factuality.CERTAIN
    within: str | None = None
    passages: tuple[Passage, ...] = ()

    @property
    def is_denied(self) -> bool:
        """Whether it is said not to be."""
        return self.certainty in _DENIED

    @property
    def is_certain(self) -> bool:
        """Whether it is said to be so for certain."""
        return self.certainty is Factuality.CERTAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person or company."""

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...] = ()
    """Other names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An entry of a list.

    Attributes:
        entity: Whom it lists.
        program: The programme; whose list it is says its beginning (US-, EU-, UK-, UN-).
        term: How long it holds.
        certainty: How sure it is that the entry means the entity: less than certain where only names tell it.
        entry: The entry of a list that was found by its name: its list, its id and its name.
    """

    entity: str
    program: str
    term: Term = Term()
    certainty: Factuality = Factuality.CERTAIN
    entry: str | None = None

    def surely(self, day: date) -> bool:
        """Whether the entity is listed on a day, whatever is open about it."""
        return self.certainty is Factuality.CERTAIN and self.term.surely(day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Entities, their ties and listings, checked: ids are unique and known, terms and stakes in order."""

    entities: tuple[Entity, ...]
    ties: tuple[Tie, ...]
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """What if these were listed, and those taken off the list, from the day on that is asked about."""

    listed: tuple[str, ...] = ()
    freed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.listed or self.freed)


NOTHING = Supposition()
"""Nothing is supposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """An open point that decides a status.

    Attributes:
        tie: The id of the tie that is open; None where a listing is.
        reason: What about it is open, to be worded.
    """

    tie: str | None
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityStatus:
    """The status of one entity under a rule on a day.

    Attributes:
        entity: Its id.
        status: The status.
        certainty: Of `adjacent`: that of the surest tie to somebody listed or blocked.
        weakest: The certainty of the weakest tie of the path.
        share: Of a company: how much of it those hold whom the rule counts, in per cent, at least and at most.
        path: Ids of ties that give the status by themselves; none of them can be left out.
        reasons: Why, tier by tier, to be worded.
        unknowns: What is open and decides, where the status is `possibly`.
    """

    entity: str
    status: Status
    certainty: Factuality | None = None
    weakest: Factuality | None = None
    share: Stake | None = None
    path: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    unknowns: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """An entity whose status is another one under a supposition."""

    entity: str
    before: Status
    after: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """How many statuses one open point would settle: at least `least`, whichever way it turns out, at most `most`."""

    unknown: Unknown
    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """The statuses of all entities of a network under one version of one rule on one day.

    Attributes:
        rule: The name of the rule.
        version: The day from which its version holds, as the rule is named.
        on: The day.
        statuses: One for each entity, in the order of the network.
        changes: Which differ from what they are without the supposition; None where nothing is supposed.
        settling: The open points that would settle most of what is `possibly`, the best first.
    """

    rule: str
    version: str
    on: date
    statuses: tuple[EntityStatus, ...]
    changes: tuple[StatusChange, ...] | None = None
    settling: tuple[Settling, ...] = field(default=())

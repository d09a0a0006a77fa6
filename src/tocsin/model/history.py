"""The life of what a case holds: since when it held a thing, until when, by whom and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from tocsin.model.claim import Claim
from tocsin.model.link import Link


class HeldReading(NamedTuple):
    """A reading that has a claim, and the time during which it was its document's current one: until None if it still is."""

    reader: str
    since: datetime
    until: datetime | None


class HeldLink(NamedTuple):
    """A link and the time during which the case held it."""

    link: Link
    since: datetime
    until: datetime | None


class Membership(NamedTuple):
    """That a claim was of a proposition, by the ids of both, and the time during which it was."""

    claim: str
    proposition: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimHistory:
    """What became of a claim, whether it stands or not.

    Attributes:
        claim: The claim as it was entered last.
        document: Its document, by its id.
        name: Its document's name.
        readings: The readings that have it, in the order in which they were the current ones.
        links: Its links, in the order in which they were found.
        members: What claims were of the propositions that it was of, itself among them.
        words: The words of every claim that is named, by its id.
    """

    claim: Claim
    document: str
    name: str
    readings: tuple[HeldReading, ...]
    links: tuple[HeldLink, ...]
    members: tuple[Membership, ...]
    words: Mapping[str, str]


class Happening(StrEnum):
    """What a line of a history tells."""

    READ = "read"
    REMOVED = "removed"
    RESTORED = "restored"
    LINKED = "linked"
    RULED = "ruled"
    IN_PROPOSITION = "in proposition"
    NAMED = "named"
    GRADED = "graded"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """A line of a history.

    Attributes:
        since: When it began.
        until: When it ended; None if it holds, or is of one moment.
        what: What happened.
        words: In words.
        by: Who entered it; None if the machine found it.
        reason: Why.
    """

    since: datetime
    until: datetime | None = None
    what: Happening
    words: str
    by: str | None = None
    reason: str | None = None

"""Who: a person, a body, a unit or a place that speaks or acts, with every name that leads to it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from tocsin.model.groups import Groups
from tocsin.model.query import Report
from tocsin.model.reason import Reason


class PartyKind(StrEnum):
    """What a party is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNIT = "unit"
    """A part of an armed force or of a service."""
    PLACE = "place"
    """A place that speaks or acts: “Moscow said”."""
    UNNAMED = "unnamed"
    """Somebody who could be anybody: “officials”, “a witness”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyName:
    """A name that a party has in a case.

    Attributes:
        written: As texts have it; of several spellings with one folded form the most frequent.
        script: The script it is written in (ISO 15924: Latn, Cyrl).
        language: The language of the texts that have it (ISO 639-1), None where no document tells.
        claims: In how many claims it is a speaker, a source or the outlet.
        kind: What it is known to name, whatever its words: an outlet is an organisation even if it is called “News”.
    """

    written: str
    script: str
    language: str | None = None
    claims: int = 0
    kind: PartyKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One party of a case.

    Attributes:
        id: A hash of the folded form of the name it was entered under first; it stays when names are added.
        name: What to call it: its fullest name.
        names: All that lead to it, the fullest first.
        may_be: The ids of other parties that all its names are short for, where there are several: “the mayor” in a case
            with two mayors.
        speaks_for: The ids of the bodies whose word its word is, as far as the case tells: those that it heads, works for or
            is the spokesperson of. It is no name of theirs, but no second witness either.
    """

    id: str
    kind: PartyKind
    name: str
    names: tuple[PartyName, ...]
    may_be: tuple[str, ...] = ()
    speaks_for: tuple[str, ...] = ()

    @property
    def claims(self) -> int:
        """How many claims have one of its names."""
        return sum(name.claims for name in self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRuling:
    """An analyst's judgement that two names are one party's, or are not.

    Rulings are never changed, only followed by others; of two on the same names the later one holds, and one with `same`
    None takes the earlier ones back.

    Attributes:
        name: The one name, `other` the other, as texts have them.
        same: Whether they are one party's; None leaves it to the rules again.
        documents: The ids of the documents in which the one name, or another of its party, is the other's: two persons of
            one name. Where it is empty the ruling holds for the names themselves.
    """

    name: str
    other: str
    same: bool | None
    at: datetime
    by: str
    reason: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameProposal:
    """Two parties of a case whose names may be one's: for a person to decide.

    Attributes:
        party: The one party, `other` the other, which came later.
        names: The name of each that match best.
        score: How well these agree, from 0 to 1.
        reasons: What agrees in them.
    """

    party: Party
    other: Party
    names: tuple[str, str]
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedNames:
    """Names of persons of which every two were compared, so that a name that is new need only be compared with these.

    Attributes:
        found_by: What each name is found by among others, as the register writes it.
        matches: The pairs that match, each name before those that sort after it, and whether they are spellings of one name.
    """

    found_by: Mapping[str, str] = field(default_factory=dict)
    matches: Mapping[tuple[str, str], bool] = field(default_factory=dict)

    def __or__(self, other: "ComparedNames") -> "ComparedNames":
        """These and those that were compared with them."""
        return ComparedNames(found_by={**self.found_by, **other.found_by}, matches={**self.matches, **other.matches})


class TiedName(NamedTuple):
    """A name of a case, or a post that its texts report, with what ties it to others (`resolve/ties.py`).

    Attributes:
        node: The folded name, or the post, as `engine/tied_parties.py` writes them.
        told: What the ties follow from; where it is another one, they may be others.
        place: That of the name in the order of the parties; None for one that only posts name, and for a post.
        called: What a name calls a person, or nothing.
        ties: The numbers of the ties.
    """

    node: str
    told: str
    place: int | None
    called: str
    ties: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """What ties the names of parties that are entered.

    Attributes:
        by: What tells one way of making parties from another.
        changed: The names and posts that are new, or read otherwise than before.
        places: The places of all names of the parties, by their folded forms.
        gone: The nodes of those that are no longer of the case.
        is_anew: Whether none of those that are kept holds any longer.
    """

    by: str
    changed: Sequence[TiedName]
    places: Mapping[str, int]
    gone: Collection[str] = ()
    is_anew: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNames:
    """What was added to a case since its parties were made.

    Attributes:
        before: What `Ledger.stale_parties` gave then.
        names: The folded names of speakers, sources, outlets and places of claims that were added.
        posts: The posts that texts which were added report.
    """

    before: str
    names: frozenset[str]
    posts: frozenset["Post"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What a text says of somebody: that they hold a post, and of which body.

    Attributes:
        person: Who, by name.
        office: The post: “commander”, “deputy minister”, “spokeswoman”.
        body: The body, as the text names it; None where it does not.
    """

    person: str
    office: str
    body: str | None


class PostTold(NamedTuple):
    """A post with the document that says so, and that one's day of publication."""

    post: Post
    document: str
    published: date | None


class Parties(Protocol):
    """The parties of a case, found by any name that leads to them."""

    def party(self, written: str, *, outlet: str | None = None) -> Party | None:
        """Whose name it is, in a text that an outlet publishes; None where it could be anybody's."""
        ...

    def party_of(self, written: str, report: Report) -> Party | None:
        """Whose name it is in a claim of the case: what its outlet, its document and its day tell decides among several."""
        ...

    def is_name_of(self, written: str, party: Party) -> bool:
        """Whether a name can be that party's: one of its names, or short for one, or one that is short for it."""
        ...

    def are_apart(self, one: Party, other: Party) -> bool:
        """Whether an analyst ruled that two parties are not one."""
        ...


def one_party(parties: Iterable[Party]) -> dict[str, str]:
    """Which of some parties count as one, by their ids.

    A name that fits several parties of the case counts as the word of the one that is among these: whether “Mayor Brandt” is
    Ilse Brandt or another one, the two are not independent of one another for certain. A role alone that may be one party
    stays apart, since other matters have one too; it is only no second witness.
    """
    known = {party.id: party for party in parties}
    if len(known) < 2:
        return {key: key for key in known}
    groups: Groups[str] = Groups((key, key) for key in known)
    for party in sorted(known.values(), key=lambda one: (len(one.may_be), one.id)):
        others = {groups.top(other) for other in party.may_be if other in known} - {groups.top(party.id)}
        if len(others) == 1 < len(party.may_be):
            groups.join(others.pop(), party.id)
    return {key: groups.top(key) for key in known}

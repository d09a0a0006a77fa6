"""The ties that the claims of a case report, and whom sanctions lists name among them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.engine.answering import with_support
from tocsin.engine.exposing import Asked, Exposed, exposed_network
from tocsin.engine.listing import entries_of, listings_by_name
from tocsin.exposure.claims import clues, may_report, ties_of
from tocsin.exposure.lists.kept import KeptLists
from tocsin.ledger.port import View
from tocsin.lexicon.language import Lexicon
from tocsin.model.answer import Answer, AnswerItem
from tocsin.model.answer import Asked as Wants
from tocsin.model.exposure import (
    UNKNOWN_STAKE,
    Entity,
    EntityKind,
    Listing,
    Network,
    Stake,
    Status,
    Term,
    Tie,
    TieKind,
)
from tocsin.model.factuality import Factuality
from tocsin.model.groups import Groups
from tocsin.model.kind import Kind
from tocsin.model.query import ClaimFilter, Report
from tocsin.resolve.blocking import NameIndex
from tocsin.resolve.matcher import NameKind, compare, kind_of
from tocsin.text.folding import folded

_STANDING = frozenset(
    {TieKind.OWNS, TieKind.VOTES, TieKind.CONTROLS, TieKind.DIRECTOR, TieKind.FAMILY, TieKind.NOMINEE}
)
"""Ties of which several claims report one, however often they are told; what is done for somebody is done each time."""
_WORD = re.compile(r"[^\W_]+")
_STEM = 4
"""Letters by which a word of a question finds a word of a name: “plants”, “plant”."""


def case_network(view: View) -> Network:
    """The entities and ties that the claims of a case report; names that match are one entity.

    A stake that several claims report is one tie: as sure as the surest of them, as wide as all of them; where a claim
    denies what another says, it is open.
    """
    reporting = view.claims_saying(ClaimFilter(kinds=(Kind.STATEMENT,)), may_report, clues=clues())
    told = list(ties_of(sorted(reporting, key=lambda report: report.published or date.min)))
    names = dict.fromkeys(name for tie in told for name in (tie.source, tie.target))
    one = _entities(names)
    ties = [replace(tie, source=one[tie.source].id, target=one[tie.target].id) for tie in told]
    return Network(
        entities=tuple({entity.id: entity for entity in one.values()}.values()),
        ties=tuple(_merged([tie for tie in ties if tie.source != tie.target])),
        listings=(),
    )


def case_exposure(view: View, asked: Asked, *, rule: str, on: date, name: str) -> Exposed:
    """The statuses of the entities of a case.

    Raises:
        InputError: A list is not kept, there is no such rule, or nobody of the name that is supposed to be listed.
    """
    return exposed_network(case_network(view), asked, key=name, rule=rule, on=on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooperation:
    """A claim that somebody does something for an entity that a list names, or that is reached.

    Attributes:
        tie: The tie.
        report: The claim.
        one: Who does it.
        other: For whom.
        status: How the other stands to the rule, if names are trusted.
        listings: The entries that name the other.
    """

    tie: Tie
    report: Report
    one: Entity
    other: Entity
    status: Status
    listings: tuple[Listing, ...]


def cooperation(view: View, on: date, *, lists: KeptLists, rule: str = "cooperation") -> list[Cooperation]:
    """The claims that report something done for entities that are listed by name or reached; none where no list is kept."""
    found = _looked_up(view, on, lists, rule)
    if found is None:
        return []
    status = {one.entity: one.status for one in found.exposure.statuses}
    listings: dict[str, list[Listing]] = defaultdict(list)
    for listing in found.network.listings:
        listings[listing.entity].append(listing)
    entities = {one.id: one for one in found.network.entities}
    return [
        Cooperation(
            tie=tie, report=view.claim(claim), one=entities[tie.source], other=entities[tie.target],
            status=status[tie.target], listings=tuple(listings[tie.target]),
        )
        for tie in found.network.ties
        if tie.kind.is_cooperation and not tie.is_denied
        and (status[tie.target] in (Status.LISTED, Status.BLOCKED, Status.POSSIBLY) or listings[tie.target])
        for claim in dict.fromkeys(passage.claim for passage in tie.passages) if claim is not None
    ]  # fmt: skip


def listed_names(view: View, on: date, *, lists: KeptLists) -> tuple[str, ...]:
    """The names, as the claims of a case have them, of those whom a list that is kept names or who are reached."""
    found = _looked_up(view, on, lists, "cooperation")
    if found is None:
        return ()
    reached = {one.entity for one in found.exposure.statuses if one.status in (Status.LISTED, Status.BLOCKED)}
    named = {one.entity for one in found.network.listings} | reached
    return tuple(name for one in found.network.entities if one.id in named for name in (one.name, *one.names))


def _looked_up(view: View, on: date, lists: KeptLists, rule: str) -> Exposed | None:
    """The network of a case with those whom any list names, names being trusted; None where no list is kept."""
    kept = tuple(dict.fromkeys(version.name for version in lists.versions() if version.dated <= on))
    if not kept:
        return None
    asked = Asked(lists=tuple(f"{name}@{on}" for name in kept), folder=lists, trust_names=True)
    return exposed_network(case_network(view), asked, key="", rule=rule, on=on)


def marks(report: Report, on: date, *, lists: KeptLists) -> list[tuple[str, Listing]]:
    """Whom of those that a claim names the lists that are kept name as well, each name with the entry that has it."""
    kept = dict.fromkeys(version.name for version in lists.versions() if version.dated <= on)
    if not kept:
        return []
    event = report.claim.event
    roles = (event.actor, event.recipient, event.object) if event is not None else ()
    tied = (name for tie in ties_of([report]) for name in (tie.source, tie.target))
    names = dict.fromkeys(name for name in (*report.names, *roles, *tied) if name and any(map(str.isupper, name)))
    one = _entities(names)
    entities = {entity.id: entity for entity in one.values()}
    found = listings_by_name(entities.values(), entries_of(lists, [f"{name}@{on}" for name in kept]))
    return [(entities[listing.entity].name, listing) for listing in found if listing.term.possibly(on)]


def answer_about_listed(
    view: View, question: str, lexicon: Lexicon, *, on: date, lists: KeptLists, limit: int
) -> Answer | None:
    """The answer to a question about who works for those who are listed; None for another question, or without any list.

    Args:
        view: The case.
        question: “Who works for the sanctioned repair plants?”
        lexicon: That of the question's language.
        on: The day for which lists are looked up.
        lists: The lists that are kept.
        limit: How many propositions at most.
    """
    if not (lexicon.folder / "exposure.toml").exists():
        return None
    words = lexicon.table("exposure")["questions"]
    plain = f" {' '.join(_WORD.findall(folded(question)))} "
    works = next((one for one in words["works"] if f" {one} " in plain), None)
    listed = next((one for one in words["listed"] if f" {one} " in plain), None)
    if works is None or listed is None:
        return None
    found = cooperation(view, on, lists=lists)
    if not found:
        return None
    behind = plain.partition(f" {works} ")[2] or plain
    named = [one for one in behind.split() if one not in listed.split() and len(one) >= _STEM]
    fitting = [one for one in found if _fits(one.other, named)] or found
    items: dict[str, AnswerItem] = {}
    for one in sorted(fitting, key=lambda one: -one.tie.certainty.score):
        fit = round(0.5 + one.tie.certainty.score / 6, 2)
        items.setdefault(
            one.report.claim.id, AnswerItem(report=one.report, fit=fit, words=(one.one.name, one.other.name))
        )
    answer = Answer(
        question=question,
        asked=Wants.WHO,
        words=(works, listed, *named),
        unknown=(),
        findings=tuple(items.values())[: 3 * limit],
    )
    return with_support(view, answer, lexicon, limit=limit)


def _fits(entity: Entity, words: Sequence[str]) -> bool:
    """Whether the name of an entity has every word of a question, but for its ending."""
    own = " ".join(map(folded, (entity.name, *entity.names)))
    return all(re.search(rf"\b{re.escape(word[: max(_STEM, len(word) - 2)])}", own) for word in words)


def _entities(names: Iterable[str]) -> dict[str, Entity]:
    """For each name whose it is: names that match are one entity, which is called by the first of them."""
    groups: Groups[str] = Groups()
    indices = {kind: NameIndex[str](kind) for kind in NameKind}
    kinds = {}
    for name in names:
        kind = kinds[name] = kind_of(name)
        groups.join(name, name)
        for other in indices[kind].near(name):
            if compare(name, other, kind).match:
                groups.join(other, name)
        indices[kind].add(name, name)
    found = {}
    for group in groups.groups():
        sort = EntityKind.COMPANY if kinds[group[0]] is NameKind.COMPANY else EntityKind.PERSON
        entity = Entity(id=group[0], kind=sort, name=group[0], names=tuple(group[1:]))
        found.update(dict.fromkeys(group, entity))
    return found


def _merged(ties: Sequence[Tie]) -> Iterator[Tie]:
    standing: dict[tuple[str, str, TieKind], list[Tie]] = defaultdict(list)
    for tie in ties:
        if tie.kind in _STANDING:
            standing[tie.source, tie.target, tie.kind].append(tie)
        else:
            yield tie
    for several in standing.values():
        said = [tie for tie in several if not tie.is_denied]
        if not said:
            yield several[0]
            continue
        surest = max(said, key=lambda tie: tie.certainty.score)
        stakes = [
            tie.stake or UNKNOWN_STAKE for tie in said if tie.certainty is surest.certainty and tie.stake is not None
        ]
        denied = len(said) < len(several)
        since = [tie.term.since for tie in said]
        first = None if None in since else min((day for day in since if day is not None), key=lambda day: day.earliest)
        yield replace(
            surest,
            stake=Stake(min(one.low for one in stakes), max(one.high for one in stakes)) if stakes else None,
            certainty=Factuality.UNCOMMITTED if denied else surest.certainty,
            term=Term(first),
            passages=tuple(passage for tie in several for passage in tie.passages),
        )

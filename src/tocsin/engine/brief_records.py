"""The records of a case that a brief states, gathered in a number of statements that does not grow with the case."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from tocsin.brief.headings import heading
from tocsin.brief.records import LEAST, BriefRecords, OnList, Weighed, link_key
from tocsin.brief.sections.figures import most_counted
from tocsin.brief.sections.propositions import Candidate, candidates
from tocsin.brief.sections.sides import whose_reasons_are_told
from tocsin.brief.sections.unknown import unanswered
from tocsin.engine.echoing import echo_of_case
from tocsin.engine.exposed_case import cooperation
from tocsin.engine.listing import kept_lists
from tocsin.engine.parties import grade_book
from tocsin.engine.warning import ScenarioMonitor
from tocsin.engine.weighing import origins_and_grades
from tocsin.exposure.lists.kept import KeptLists
from tocsin.ledger.assembly import StoredLink, StoredPropositions
from tocsin.ledger.port import Ledger
from tocsin.lexicon.language import lexicon_for
from tocsin.model.brief import Scope
from tocsin.model.echo import Edge, Narrative
from tocsin.model.estimate import Credibility, Origin
from tocsin.model.kind import Kind
from tocsin.model.link import Link, Linked, Proposition, PropositionContext, Relation
from tocsin.model.query import ClaimFilter, DocumentRow, Report
from tocsin.model.reason import Reason
from tocsin.model.scenario import Scenario
from tocsin.model.series import Series
from tocsin.text.folding import folded
from tocsin.weigh.estimate import weigh
from tocsin.weigh.figures.series import figures
from tocsin.weigh.figures.standing import OF_ACCOUNTS
from tocsin.weigh.figures.subject import FigureQuery
from tocsin.weigh.figures.surroundings import Surroundings, surroundings
from tocsin.weigh.grades import GradeBook
from tocsin.weigh.origins import claim_origins

_WEIGHED, _TOLD = 36, 12
"""Propositions that are weighed, of which the first are told, fewer of few documents."""
_IMPROBABLE = 1.0
"""What a proposition loses that others have the better of."""
_HEARD = 12_000
"""Claims that are weighed for that, those of rivals too: a proposition that thousands deny costs as much as all others."""
_FIGURES = 5


def brief_records(
    ledger: Ledger,
    scope: Scope,
    scenarios: Sequence[Scenario] = (),
    *,
    now: datetime | None = None,
    lists: KeptLists | None = None,
) -> BriefRecords:
    """Gather what a brief of this scope may state.

    Args:
        ledger: The case.
        scope: What the brief is to be about.
        scenarios: Those that are assessed now, in addition to the recorded ones; no assessment is entered in the case.
        now: The moment that is taken for now (UTC), where a case is looked at as it was held earlier.
        lists: The sanctions lists that are kept; by default those of the settings.

    Raises:
        CaseError: The case cannot be read.
    """
    rows = [row for row in ledger.documents() if row.removed is None]
    since, until = scope.since or date.min, scope.until or date.max
    documents = [row for row in rows if since <= (row.published or row.added.date()) <= until]
    claims = _claims(ledger, scope, documents)
    # What stands around a claim says what it counts, or answers it: all claims of its document.
    is_part = scope.about is not None or scope.place is not None
    whole = ledger.claims_of(*sorted({report.document for report in claims})) if is_part else claims
    known = KnownClaims(ledger, claims, until=scope.until)
    grades = grade_book(ledger)
    names = {name for report in claims for name in report.names}
    parties = {name: party for name in names if (party := grades.parties.party(name)) is not None}
    whose = claim_origins(known.propositions(), grades.parties)
    if beside := [report for report in whole if report.claim.id not in whose]:
        whose |= origins_and_grades(ledger, beside)[0]
    origins = {one.claim.id: party.id for one in claims if (party := whose[one.claim.id].party) is not None}
    copies = known.links(Relation.ECHO)
    # What an agency sends again with each dispatch is no echo of anybody, and no news.
    own = [one for one in copies if one.claim.outlet is not None and one.claim.outlet == one.other.outlet]
    background = frozenset(key for one in own for key in (one.link.claim, one.link.other))
    echoes = tuple(one for one in copies if one not in own)
    conflicts = known.links(Relation.CONTRADICTS)
    disputed = {key for one in conflicts for key in (one.link.claim, one.link.other)}
    possible = candidates(claims, known.proposition_ids, origins, disputed, background)
    weighed = _weighed(possible, known, grades, most=min(_TOLD, LEAST + len(documents) // 8))
    asked = {report.claim.id for report in claims if report.claim.kind is Kind.QUESTION}
    history = [one for one in ledger.assessments() if scope.until is None or one.at.date() <= scope.until]
    outlooks = list(ScenarioMonitor(ledger, on=scope.until, now=now).outlooks(scenarios)) if scenarios else []
    assessments = (*history, *(one.assessment for one in outlooks))
    moved = {key for one in assessments for reason in one.reasons for key in reason.claims}
    told = {one.proposition.id for one in weighed}
    shared = (
        known.proposition_ids[one.claim.id] for one in claims
        if one.claim.kind is Kind.STATEMENT and one.claim.id in known.proposition_ids
    )  # fmt: skip
    narratives, edges = _repeated(ledger, scope, claims, echoes)
    around = surroundings(whole, {row.id: row.title for row in documents})
    records = BriefRecords(
        scope=scope,
        is_empty=not rows,
        documents=tuple(documents),
        claims=tuple(claims),
        proposition_ids=known.proposition_ids,
        origins=origins,
        parties=parties,
        propositions=weighed,
        untold=tuple(dict.fromkeys(key for key in shared if key not in told)),
        figures=tuple(_figures(claims, whole, known, scope, whose, grades, around)),
        conflicts=conflicts,
        changes=known.links(Relation.REVISES),
        echoes=echoes,
        narratives=narratives,
        edges=edges,
        on_lists=tuple(_on_lists(ledger, claims, scope.until or (now or datetime.now()).date(), lists or kept_lists())),
        assessments=assessments,
        background=background,
        moved=tuple(ledger.claims_by_id(sorted(moved)).values()),
        unanswered=tuple(report for report in unanswered(whole) if report.claim.id in asked),
        grades={party.id: grade for name, party in parties.items() if (grade := grades.grade(name)) is not None},
    )
    return _with_reasons(records, known)


def _with_reasons(records: BriefRecords, known: "KnownClaims") -> BriefRecords:
    """The records with the reasons of the conflicts and changes that are told: a case may have many times more."""
    reasons = known.reasons(one.link for one in whose_reasons_are_told(records))

    def explained(links: Iterable[Linked]) -> tuple[Linked, ...]:
        why = (reasons.get(link_key(one.link), ()) for one in links)
        return tuple(
            replace(one, link=replace(one.link, reasons=tuple(_in_full(reason, one) for reason in held)))
            if held
            else one
            for one, held in zip(links, why, strict=True)
        )

    return replace(records, conflicts=explained(records.conflicts), changes=explained(records.changes))


def _in_full(reason: Reason, linked: Linked) -> Reason:
    """The reason of a link with the words that it rests on as the claims have them, not by their stems."""
    words = reason.facts.get("words")
    if not isinstance(words, tuple):
        return reason
    written = re.findall(r"\w+", f"{linked.claim.sentence} {linked.other.sentence}")
    full = (next((one for one in written if folded(one).startswith(folded(str(word)))), str(word)) for word in words)
    return replace(reason, facts={**reason.facts, "words": tuple(dict.fromkeys(full))})


def _repeated(
    ledger: Ledger, scope: Scope, claims: Iterable[Report], echoes: Iterable[Linked]
) -> tuple[tuple[Narrative, ...], tuple[Edge, ...]]:
    """The narratives of the documents of a brief that outlets repeat from each other, and who repeats whom in them.

    All texts are compared for it, so it is left out where no claim of an outlet is known to copy another outlet's.
    """
    if not any(one.claim.outlet and one.other.outlet and one.claim.outlet != one.other.outlet for one in echoes):
        return (), ()
    echo = echo_of_case(ledger, since=scope.since, until=scope.until)
    own, repeated = {report.document for report in claims}, {edge.narrative for edge in echo.edges}
    # What an agency sends to those who name it is no line of its own.
    narratives = tuple(
        one
        for one in echo.narratives
        if one.id in repeated and not one.is_service and not own.isdisjoint(one.documents)
    )
    told = {one.id for one in narratives}
    return narratives, tuple(edge for edge in echo.edges if edge.narrative in told)


def _on_lists(ledger: Ledger, claims: Sequence[Report], on: date, lists: KeptLists) -> Iterator[OnList]:
    """What the claims of a brief report as done for those whom a kept list has by name on a day."""
    own = {report.claim.id: report for report in claims}
    for one in cooperation(ledger, on, lists=lists):
        report = own.get(one.report.claim.id)
        for listing in one.listings if report is not None else ():
            if report is not None and listing.term.possibly(on):
                yield OnList(report=report, name=one.other.name, entry=f"{listing.program}, {listing.entry}")


def _claims(ledger: Ledger, scope: Scope, documents: Iterable[DocumentRow]) -> list[Report]:
    """The claims of these documents that are asked for, by day and in the order of the text."""
    ids = {row.id for row in documents}
    if scope.about is None and scope.place is None:
        found = ledger.claims_of(*sorted(ids))
    else:
        wanted = ClaimFilter(words=scope.about, place=scope.place)
        found = [report for report in ledger.claims(wanted) if report.document in ids]
    day = ((one.published is None, one.published or date.min, one.document, one.claim.start) for one in found)
    return [report for _, report in sorted(zip(day, found, strict=True), key=lambda pair: pair[0])]


def _weighed(
    possible: Iterable[Candidate], known: "KnownClaims", grades: GradeBook, *, most: int
) -> tuple[Weighed, ...]:
    """The propositions that are told, now that it is known how many origins are independent."""
    first = list(islice(possible, _WEIGHED))
    openings = frozenset(lexicon_for(None).table("briefs")["heads"]["open"])
    newest = max((one.newest for one in first), default=date.min)
    contexts: list[PropositionContext] = []
    heard = 0
    for context in known.contexts([one.id for one in first]):
        heard += len(context.proposition.claims) + sum(len(rival.proposition.claims) for rival in context.rivals)
        if contexts and heard > _HEARD:
            break
        contexts.append(context)
    found: list[tuple[tuple[float, date, int, str], Weighed, set[str]]] = []
    for candidate, context in zip(first, known.with_reasons(contexts), strict=False):
        proposition = context.proposition
        estimate = weigh(proposition, context.rivals, grades)
        subject = heading(proposition.claims, estimate.subject, openings, newest)
        # What was taken back, or has given way to a later state, heads nothing.
        if subject is None or any(rival.later for rival in context.rivals):
            continue
        estimate = replace(estimate, subject=subject)
        rank = candidate.rank(estimate.witnesses_for, is_disputed=bool(estimate.witnesses_against))
        if estimate.credibility is Credibility.IMPROBABLE:
            rank = (rank[0] - _IMPROBABLE, *rank[1:])
        rivals = {rival.proposition.id for rival in context.rivals}
        found.append((rank, Weighed(proposition=proposition, estimate=estimate), rivals))
    found.sort(key=lambda one: one[0], reverse=True)
    told: dict[str, Weighed] = {}
    for _, one, rivals in found:
        # The other side of what is told stands there as against it.
        if len(told) < most and told.keys().isdisjoint(rivals):
            told[one.proposition.id] = one
    return tuple(told.values())


def _figures(
    claims: Sequence[Report], whole: Sequence[Report], known: "KnownClaims", scope: Scope, whose: Mapping[str, Origin],
    grades: GradeBook, around: Mapping[str, Surroundings],
) -> Iterator[Series]:  # fmt: skip
    """What the period counts most, over time."""
    counting = (report.claim.id for report in whole if report.claim.quantities)
    links = known.between(counting, *OF_ACCOUNTS)
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for report in claims:
        named[report.document].update({place.name for place in report.claim.places})
    for thing in most_counted(claims, named, most=_FIGURES):
        reports = [report for report in whole if report.document in thing.documents]
        wanted = FigureQuery(subject=thing.noun, measure=thing.measure, place=scope.place or thing.place)
        lexicon = lexicon_for(None)
        made = figures(
            reports, wanted, lexicon=lexicon, whose=lambda _: (whose, grades.grade), links=links, around=around
        )  # fmt: skip
        if made.series.accounts:
            given = {account.quantity.nearest for account in made.series.accounts}
            # A likeliest figure that nobody gave is for a curve, not for a sentence.
            levels = tuple(one if one.best in given else replace(one, best=None) for one in made.series.levels)
            yield replace(made.series, levels=levels)


class KnownClaims:
    """The claims of a period, and the propositions and links that bear on them, as they were known by a day.

    A case is read once for them, whatever their number: the ends of all links, then the claims that are not at hand.
    """

    def __init__(self, ledger: Ledger, claims: Sequence[Report], *, until: date | None) -> None:
        """Read the links of a case.

        Args:
            ledger: The case.
            claims: Those of the period.
            until: The last day of publication that is known; claims without a day are known.
        """
        self._period = {report.claim.id for report in claims}
        self.proposition_ids = ledger.proposition_ids() if claims else {}
        ends = ledger.link_ends(tuple(Relation)) if claims else []

        def of(claim: str) -> str:
            return self.proposition_ids.get(claim, claim)

        own = {of(key) for key in self._period}
        pairs = [(of(one.claim), of(one.other)) for one in ends]
        near = own.union(*(pair for pair in pairs if not own.isdisjoint(pair)))
        keys = [key for key, proposition in self.proposition_ids.items() if proposition in near]
        row_of = {key: row for row, key in enumerate(dict.fromkeys((*keys, *sorted(near), *sorted(self._period))))}
        held = {report.claim.id: report for report in claims}
        held |= ledger.claims_by_id(row_of.keys() - held.keys())
        known = {
            key: report for key, report in held.items()
            if until is None or report.published is None or report.published <= until
        }  # fmt: skip
        members: dict[str, list[int]] = defaultdict(list)
        for key, row in row_of.items():
            if key in known:
                members[of(key)].append(row)
        links = [
            StoredLink(one.number, row_of[one.claim], row_of[one.other], one.relation, (), one.by) for one in ends
            if one.claim in known and one.other in known
        ]  # fmt: skip
        self._ledger, self._own = ledger, own
        self._stored = StoredPropositions({row_of[key]: one for key, one in known.items()}, members, links)
        self._links_from: dict[str, list[StoredLink]] = defaultdict(list)
        for link in links:
            self._links_from[self._stored.reports[link.claim].claim.id].append(link)

    def reasons(self, links: Iterable[Link]) -> Mapping[str, tuple[Reason, ...]]:
        """Why some of these links are thought to hold, by the keys of the links."""
        wanted = {link_key(link): link.claim for link in links}
        keys = {
            one.number: key for claim in dict.fromkeys(wanted.values()) for one in self._links_from.get(claim, ())
            if (key := link_key(self._stored.linked(one).link)) in wanted
        }  # fmt: skip
        return {keys[number]: held for number, held in self._ledger.link_reasons(keys).items()}

    def links(self, *relations: Relation) -> tuple[Linked, ...]:
        """The links of these relations that touch a claim of the period, without their reasons."""
        near = {row for row, report in self._stored.reports.items() if report.claim.id in self._period}
        return tuple(
            self._stored.linked(link)
            for link in self._stored.links
            if link.relation in relations and (link.claim in near or link.other in near)
        )

    def between(self, claims: Iterable[str], *relations: Relation) -> list[Link]:
        """The links of these relations between claims, by their ids."""
        wanted = set(claims)
        both = {row for row, report in self._stored.reports.items() if report.claim.id in wanted}
        return [
            self._stored.linked(link).link
            for link in self._stored.links
            if link.relation in relations and link.claim in both and link.other in both
        ]

    def propositions(self) -> Iterator[Proposition]:
        """The propositions of the period's claims."""
        return (one for key, one in self._stored.propositions().items() if key in self._own)

    def contexts(self, ids: Iterable[str]) -> Iterator[PropositionContext]:
        """Propositions with their rivals; their links are without reasons."""
        return self._stored.contexts(ids)

    def with_reasons(self, contexts: Sequence[PropositionContext]) -> list[PropositionContext]:
        """The same, with the reasons of the links inside the propositions: how sure a link is decides what it confirms."""
        reasons = self.reasons(link for one in contexts for link in one.proposition.links)

        def explained(link: Link) -> Link:
            return replace(link, reasons=reasons.get(link_key(link), ()))

        return [
            replace(one, proposition=replace(one.proposition, links=tuple(map(explained, one.proposition.links))))
            for one in contexts
        ]

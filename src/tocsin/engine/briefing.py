"""A brief of a case: its records gathered, composed, proved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from tocsin.brief.proof import prove
from tocsin.brief.records import BriefRecords, Weighed, names_behind
from tocsin.brief.render.markdown import markdown
from tocsin.brief.render.page import brief_page
from tocsin.brief.render.wording import BriefWording
from tocsin.brief.sections.compose import compose
from tocsin.brief.sections.figures import most_counted
from tocsin.brief.sections.propositions import MOST_ORIGINS, Candidate, Rank, candidates
from tocsin.brief.sections.unknown import unanswered
from tocsin.engine.brief_links import LinkGraph
from tocsin.engine.warning import ScenarioMonitor
from tocsin.errors import NotInCase
from tocsin.ledger.port import Ledger
from tocsin.lexicon.language import DEFAULT_LANGUAGE, lexicon_for
from tocsin.model.assessment import Assessment
from tocsin.model.brief import Brief, Scope
from tocsin.model.kind import Kind
from tocsin.model.link import Relation
from tocsin.model.query import ClaimFilter, DocumentRow, Report
from tocsin.model.scenario import Scenario
from tocsin.model.series import Series
from tocsin.text.folding import folded
from tocsin.weigh.figures.series import series
from tocsin.weigh.figures.subject import FigureQuery
from tocsin.weigh.weighing import weigh

_WEIGHED = 36
"""Propositions that are weighed, of which the weightiest are told."""
_TOLD = 12
_ALONE = 3
"""Propositions of a single origin that are told where there are no others: that somebody is copied is told elsewhere."""
_HEARD = 12_000
"""Claims that are heard for that at the most, those of rivals too; a proposition that all deny is weighed once, not often."""
_SUBJECTS = 5


def brief(
    ledger: Ledger, scope: Scope, *, title: str | None = None, scenarios: Sequence[Scenario] = ()
) -> Brief:  # fmt: skip
    """Compose a brief of a case and prove it.

    Args:
        ledger: The case.
        scope: What it is to be about.
        title: What to call it; by default the name of the case.
        scenarios: Those to be looked at now, beside what was recorded; nothing of it is entered in the case.

    Raises:
        UnprovenBrief: A passage says what the records do not: a fault of ours, and no brief.
        CaseError: The case cannot be read.
    """
    records = _Gathering(ledger, scope).records(scenarios)
    made = compose(records, title=title or Path(ledger.name).stem, language=DEFAULT_LANGUAGE)
    prove(made, records, BriefWording(lexicon_for(made.language)))
    return made


def written(made: Brief, *, html: bool) -> str:
    """A brief as an HTML page or as Markdown."""
    wording = BriefWording(lexicon_for(made.language))
    return brief_page(made, wording) if html else markdown(made, wording)


@dataclass
class _Gathering:
    """The records that a brief may speak of."""

    ledger: Ledger
    scope: Scope

    def records(self, scenarios: Sequence[Scenario]) -> BriefRecords:
        rows = [row for row in self.ledger.documents() if row.removed is None]
        documents = tuple(sorted(filter(self._is_asked, rows), key=_by_day))
        claims = self._claims({row.id for row in documents})
        whole = self._whole(claims)
        net = LinkGraph(self.ledger, claims, is_known=self._is_known)
        conflicts = net.bearing(Relation.CONTRADICTS)
        disputed = {key for one in conflicts for key in (one.link.claim, one.link.other)}
        keys = {name: folded(name) for name in {name for one in claims for name in names_behind(one)}}
        origins = {one.claim.id: keys[one.claim.origin] for one in claims if one.claim.origin in keys}
        found = candidates(claims, net.proposition_ids, origins, disputed)
        told = self._weighed(found, net)
        assessments, moved = self._assessments(scenarios)
        grades = {folded(name): grade for name, grade in self.ledger.grades().items()}
        records = BriefRecords(
            scope=self.scope,
            is_empty=not rows,
            documents=documents,
            claims=claims,
            proposition_ids=net.proposition_ids,
            origins=origins,
            source_keys=keys,
            propositions=told,
            untold=tuple(one.id for one in found if one.id not in {one.proposition.id for one in told}),
            figures=tuple(self._figures(claims, whole, net)),
            conflicts=conflicts,
            changes=net.bearing(Relation.REVISES),
            echoes=net.bearing(Relation.ECHO),
            assessments=assessments,
            moved=moved,
            unanswered=_unanswered(claims, whole),
            grades={key: grade for key, grade in grades.items() if key in set(keys.values())},
        )
        return net.with_reasons(records)

    def _is_asked(self, row: DocumentRow) -> bool:
        day = row.published or row.added.date()
        return _within(day, self.scope)

    def _claims(self, documents: set[str]) -> tuple[Report, ...]:
        """The claims of these documents that are asked for."""
        scope = self.scope
        if scope.about is None and scope.place is None:
            found = self.ledger.claims_of(*sorted(documents))
        else:
            wanted = ClaimFilter(words=scope.about, place=scope.place)
            found = [one for one in self.ledger.claims(wanted) if one.document in documents]
        return tuple(sorted(found, key=lambda one: (one.published is None, one.published or date.min, *_where(one))))

    def _whole(self, claims: Sequence[Report]) -> Sequence[Report]:
        """All claims of the documents that hold these: what stands around one tells what it counts, or answers it."""
        if self.scope.about is None and self.scope.place is None:
            return claims
        return self.ledger.claims_of(*sorted({one.document for one in claims}))

    def _weighed(self, found: Iterable[Candidate], net: LinkGraph) -> tuple[Weighed, ...]:
        """The weightiest of the propositions, now that it is known how many origins are independent."""
        grades, heard = self.ledger.grades(), 0
        weighed: list[tuple[Rank, Weighed]] = []
        for candidate in islice(found, _WEIGHED):
            heard += net.heard(candidate.id)
            if weighed and heard > _HEARD:
                break
            proposition = net.proposition(candidate.id)
            estimate = weigh(proposition, net.rivals(candidate.id), grades, language=DEFAULT_LANGUAGE)
            origins = min(MOST_ORIGINS, len(estimate.origins))
            rank = (origins, bool(estimate.against), candidate.rank[2], candidate.rank[3])
            weighed.append((rank, Weighed(proposition=proposition, estimate=estimate)))
        weighed.sort(key=lambda one: one[0], reverse=True)
        telling = [one for _, one in weighed if len(one.estimate.origins) > 1 or one.estimate.against]
        return tuple(telling[:_TOLD] or [one for _, one in weighed[:_ALONE]])

    def _is_known(self, report: Report) -> bool:
        until = self.scope.until
        return until is None or report.published is None or report.published <= until

    def _figures(
        self, claims: Sequence[Report], whole: Sequence[Report], net: LinkGraph
    ) -> Iterator[Series]:  # fmt: skip
        """What the period counts most, over time."""
        grades, lexicon = self.ledger.grades(), lexicon_for(DEFAULT_LANGUAGE)
        links = net.between(one for one in whole if one.claim.quantities)
        for subject in most_counted(claims, most=_SUBJECTS):
            counting = [one for one in whole if one.document in subject.documents]
            wanted = FigureQuery(subject=subject.noun, measure=subject.measure, place=self.scope.place or subject.place)
            made = series(counting, wanted, lexicon=lexicon, links=links, grade=lambda name: grades.get(folded(name)))
            if made.accounts:
                yield made

    def _assessments(self, scenarios: Sequence[Scenario]) -> tuple[tuple[Assessment, ...], tuple[Report, ...]]:
        """How scenarios stood up to the last day asked for, and the claims that moved them."""
        until = self.scope.until
        history = self.ledger.assessments()
        recorded = [one for one in history if until is None or one.at.date() <= until]
        looked = list(ScenarioMonitor(self.ledger, on=until).outlooks(scenarios)) if scenarios else []
        every = (*recorded, *(one.assessment for one in looked))
        found = {key: claim for one in looked for key, claim in one.reports.items()}
        wanted = {key for one in every for reason in one.reasons for key in reason.claims}
        return every, tuple(filter(None, (found.get(key) or self._claim(key) for key in sorted(wanted))))

    def _claim(self, key: str) -> Report | None:
        """A claim that an assessment names; its document may have been taken out since."""
        try:
            return self.ledger.claim(key)
        except NotInCase:
            return None


def _unanswered(claims: Iterable[Report], whole: Sequence[Report]) -> tuple[Report, ...]:
    asked = {one.claim.id for one in claims if one.claim.kind is Kind.QUESTION}
    return tuple(one for one in unanswered(whole) if one.claim.id in asked)


def _within(day: date, scope: Scope) -> bool:
    return (scope.since is None or day >= scope.since) and (scope.until is None or day <= scope.until)


def _by_day(row: DocumentRow) -> tuple[bool, date, str]:
    return (row.published is None, row.published or row.added.date(), row.name)


def _where(report: Report) -> tuple[str, int]:
    return (report.document, report.claim.start)

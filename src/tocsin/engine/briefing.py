"""A brief of a case: its records gathered, composed, proved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from tocsin.brief.lint import prove
from tocsin.brief.markdown import markdown
from tocsin.brief.page import brief_page
from tocsin.brief.sections.composing import compose
from tocsin.brief.sections.material import BriefRecords, Weighed
from tocsin.brief.sections.phrases import Phrases
from tocsin.brief.sections.ranking import MOST_ORIGINS, Group, groups
from tocsin.brief.sections.sources import names
from tocsin.brief.sections.subjects import subjects
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
from tocsin.model.source import Grade
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
    phrases = Phrases(lexicon_for(DEFAULT_LANGUAGE))
    material = _Gathering(ledger, scope).material(scenarios)
    held = bool(material.documents) or any(row.removed is None for row in ledger.documents())
    made = compose(material, phrases, title=title or Path(ledger.name).stem, held=held)
    prove(made, material, phrases)
    return made


def written(made: Brief, *, html: bool) -> str:
    """A brief as an HTML page or as Markdown."""
    phrases = Phrases(lexicon_for(made.language))
    return brief_page(made, phrases) if html else markdown(made, phrases)


@dataclass
class _Gathering:
    """The records that a brief may speak of."""

    ledger: Ledger
    scope: Scope

    def material(self, scenarios: Sequence[Scenario]) -> BriefRecords:
        documents = tuple(sorted(filter(self._is_asked, self.ledger.documents()), key=_by_day))
        claims = self._claims({row.id for row in documents})
        whole = self._whole(claims)
        net = LinkGraph(self.ledger, claims, is_known=self._is_known)
        conflicts = net.bearing(Relation.CONTRADICTS)
        disputed = {key for one in conflicts for key in (one.link.claim, one.link.other)}
        found = groups(claims, net.heads, disputed)
        told = self._weighed(found, net)
        assessments, moved = self._assessments(scenarios)
        return BriefRecords(
            scope=self.scope,
            documents=documents,
            claims=claims,
            heads=net.heads,
            propositions=told,
            untold=tuple(group.id for group in found if group.id not in {one.proposition.id for one in told}),
            figures=tuple(self._figures(claims, whole, net)),
            conflicts=conflicts,
            changes=net.bearing(Relation.REVISES),
            echoes=net.bearing(Relation.ECHO),
            assessments=assessments,
            moved=moved,
            unanswered=_unanswered(claims, whole),
            grades=self._grades(claims),
        )

    def _is_asked(self, row: DocumentRow) -> bool:
        day = row.published or row.added.date()
        return row.removed is None and _within(day, self.scope)

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

    def _weighed(self, found: Iterable[Group], net: LinkGraph) -> tuple[Weighed, ...]:
        """The weightiest of the propositions, now that it is known how many origins are independent."""
        grades, heard = self.ledger.grades(), 0
        weighed: list[tuple[tuple[int, bool, date, int], Weighed]] = []
        for group in islice(found, _WEIGHED):
            heard += net.heard(group.id)
            if weighed and heard > _HEARD:
                break
            proposition = net.proposition(group.id)
            estimate = weigh(proposition, net.rivals(group.id), grades, language=DEFAULT_LANGUAGE)
            origins = min(MOST_ORIGINS, len(estimate.origins))
            rank = (origins, bool(estimate.against), group.rank[2], group.rank[3])
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
        for subject in subjects(claims, most=_SUBJECTS):
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

    def _grades(self, claims: Iterable[Report]) -> dict[str, Grade]:
        """The grades of those behind claims, by their names as the claims have them."""
        grades = self.ledger.grades()
        if not grades:
            return {}
        found = {name: grades.get(folded(name)) for name in {name for one in claims for name in names(one)}}
        return {name: grade for name, grade in found.items() if grade is not None}


def _unanswered(claims: Iterable[Report], whole: Iterable[Report]) -> tuple[Report, ...]:
    asked = {one.claim.id for one in claims if one.claim.kind is Kind.QUESTION}
    return tuple(one for one in unanswered(whole) if one.claim.id in asked)


def _within(day: date, scope: Scope) -> bool:
    return (scope.since is None or day >= scope.since) and (scope.until is None or day <= scope.until)


def _by_day(row: DocumentRow) -> tuple[bool, date, str]:
    return (row.published is None, row.published or row.added.date(), row.name)


def _where(report: Report) -> tuple[str, int]:
    return (report.document, report.claim.start)

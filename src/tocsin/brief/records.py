"""The records of a case that a brief may state, and how a fact's id leads back to its record."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tocsin.model.assessment import Assessment
from tocsin.model.brief import Scope
from tocsin.model.echo import Edge, Narrative
from tocsin.model.estimate import Estimate
from tocsin.model.link import Link, Linked, Proposition
from tocsin.model.party import Party
from tocsin.model.query import DocumentRow, Report
from tocsin.model.series import Series
from tocsin.model.source import Grade

LEAST = 3
"""What a brief of a single document has room for of each kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A proposition with its estimate."""

    proposition: Proposition
    estimate: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class OnList:
    """A claim that reports something done for somebody, and the entry of a sanctions list that has the other's name.

    Attributes:
        report: The claim.
        name: For whom, as the claims of the case call them.
        entry: The programme, the list with its day, and the entry.
    """

    report: Report
    name: str
    entry: str


@dataclass(frozen=True, kw_only=True)
class BriefRecords:
    """The records a brief is composed from, and is proved against.

    Attributes:
        scope: What was asked.
        is_empty: Whether the case holds no document at all.
        documents: Those of the period, by day of publication, those without one last.
        claims: Those of these documents that were asked for, in the order of documents and of their texts.
        proposition_ids: The proposition of each claim that shares one with others.
        origins: The id of the party that is the origin of a claim, for each claim whose origin is named.
        propositions: The main ones, the first to be read first.
        untold: The ids of the period's other propositions.
        figures: What is counted most, over time.
        conflicts: The links of contradiction that touch a claim of the period; `changes` those of revision, `echoes`
            those of copying.
        assessments: How the scenarios stood, oldest first.
        moved: The claims that moved them.
        unanswered: The questions of the period that nobody answered.
        background: The ids of claims that their outlet tells in several documents in the same words.
        narratives: The lines that outlets repeat from each other, by the ids of documents; `edges` who repeats whom in them.
        on_lists: What is done for those whom a kept sanctions list has by name.
        parties: Whose name each name of these claims is; a name that could be anybody's is not among them.
        grades: The analysts' grades, by the id of the party.
    """

    scope: Scope
    is_empty: bool = False
    documents: tuple[DocumentRow, ...] = ()
    claims: tuple[Report, ...] = ()
    proposition_ids: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    propositions: tuple[Weighed, ...] = ()
    untold: tuple[str, ...] = ()
    figures: tuple[Series, ...] = ()
    conflicts: tuple[Linked, ...] = ()
    changes: tuple[Linked, ...] = ()
    echoes: tuple[Linked, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    moved: tuple[Report, ...] = ()
    unanswered: tuple[Report, ...] = ()
    background: frozenset[str] = frozenset()
    narratives: tuple[Narrative, ...] = ()
    edges: tuple[Edge, ...] = ()
    on_lists: tuple[OnList, ...] = ()
    parties: Mapping[str, Party] = field(default_factory=dict)
    grades: Mapping[str, Grade] = field(default_factory=dict)

    def room(self, most: int, *, a_document_in: int) -> int:
        """How many of a kind of passage a brief of so many documents has room for: it is shorter than the news it reports.

        Args:
            most: What is read at one sitting, and not passed by a brief of any case.
            a_document_in: For how many documents there is one more such passage, from `LEAST` on.
        """
        return min(most, LEAST + len(self.documents) // a_document_in)

    @cached_property
    def by_id(self) -> Mapping[str, Report]:
        """Every claim that the brief may cite."""
        return {report.claim.id: report for report in self._every_report()}

    @cached_property
    def by_document(self) -> Mapping[str, tuple[Report, ...]]:
        """The claims of each document, in the order of the text."""
        found: dict[str, list[Report]] = defaultdict(list)
        for report in self.claims:
            found[report.document].append(report)
        return {document: tuple(reports) for document, reports in found.items()}

    def proposition_id(self, claim: str) -> str:
        """The proposition of a claim; a claim that shares none is one of its own."""
        return self.proposition_ids.get(claim, claim)

    def _every_report(self) -> Iterator[Report]:
        for linked in (*self.conflicts, *self.changes, *self.echoes):
            yield from (linked.claim, linked.other)
        for weighed in self.propositions:
            yield from weighed.proposition.claims
            for origin in (*weighed.estimate.origins, *weighed.estimate.against):
                yield from origin.reports
        for series in self.figures:
            yield from (account.report for account in series.accounts)
        yield from (*self.moved, *self.unanswered, *self.claims)


def link_key(link: Link) -> str:
    """A link's key: its two claims and its relation."""
    return f"{link.claim}>{link.other}:{link.relation}"


def edge_key(edge: Edge) -> str:
    """The key of who repeats whom in a narrative."""
    return f"{edge.source}>{edge.repeater}:{edge.narrative}"


def on_list_key(one: OnList) -> str:
    """The key of a claim and an entry of a list."""
    return f"{one.report.claim.id}@{one.entry}"


def series_key(series: Series) -> str:
    """The key of a figure over time."""
    return " / ".join(part or "" for part in (series.subject, series.place, series.measure))


def assessment_key(assessment: Assessment) -> str:
    """An assessment's key: its scenario and its moment."""
    return f"{assessment.scenario} @ {assessment.at.isoformat()}"

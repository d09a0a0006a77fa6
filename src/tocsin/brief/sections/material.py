"""What a brief is made of: the records of a case that it may speak of, and how each of them is found again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tocsin.model.assessment import Assessment
from tocsin.model.brief import Scope
from tocsin.model.estimate import Estimate
from tocsin.model.link import Link, Linked, Proposition
from tocsin.model.query import DocumentRow, Report
from tocsin.model.series import Series
from tocsin.model.source import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A proposition with what the case allows one to think of it."""

    proposition: Proposition
    estimate: Estimate


@dataclass(frozen=True, kw_only=True)
class BriefRecords:
    """The records a brief is composed from, and proved by.

    Attributes:
        scope: What was asked.
        documents: Those of the period, by day of publication, those without one last.
        claims: Those of these documents that are asked for, in the order of documents and of their texts.
        heads: The proposition of each claim that shares one with others.
        propositions: The main ones, the weightiest first.
        untold: The propositions of the period that are not among these, by their ids.
        figures: What is counted most, over time.
        conflicts: The links of contradiction that touch a claim of the period; `changes` those of revision, `echoes` those
            of copying.
        assessments: How scenarios stood, oldest first.
        moved: The claims that moved them.
        unanswered: The questions of the period that nobody answered.
        grades: Those given by analysts, by the source's name as the claims have it.
    """

    scope: Scope
    documents: tuple[DocumentRow, ...] = ()
    claims: tuple[Report, ...] = ()
    heads: Mapping[str, str] = field(default_factory=dict)
    propositions: tuple[Weighed, ...] = ()
    untold: tuple[str, ...] = ()
    figures: tuple[Series, ...] = ()
    conflicts: tuple[Linked, ...] = ()
    changes: tuple[Linked, ...] = ()
    echoes: tuple[Linked, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    moved: tuple[Report, ...] = ()
    unanswered: tuple[Report, ...] = ()
    grades: Mapping[str, Grade] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Report]:
        """Every claim that the brief may cite."""
        return {found.claim.id: found for found in self._every_claim()}

    @cached_property
    def links(self) -> Mapping[str, Link]:
        """Every link, by its key."""
        return {link_key(one.link): one.link for one in (*self.conflicts, *self.changes, *self.echoes)}

    @cached_property
    def documents_by_id(self) -> Mapping[str, DocumentRow]:
        """Every document of the period."""
        return {row.id: row for row in self.documents}

    @cached_property
    def estimates(self) -> Mapping[str, Estimate]:
        """The estimate of every main proposition, by the proposition's id."""
        return {one.proposition.id: one.estimate for one in self.propositions}

    @cached_property
    def series_by_key(self) -> Mapping[str, Series]:
        """Every figure over time, by its key."""
        return {series_key(series): series for series in self.figures}

    @cached_property
    def assessments_by_key(self) -> Mapping[str, Assessment]:
        """Every assessment, by its key."""
        return {assessment_key(one): one for one in self.assessments}

    def _every_claim(self) -> Iterator[Report]:
        for linked in (*self.conflicts, *self.changes, *self.echoes):
            yield linked.claim
            yield linked.other
        for weighed in self.propositions:
            yield from weighed.proposition.claims
            for origin in (*weighed.estimate.origins, *weighed.estimate.against):
                yield from origin.reports
        for series in self.figures:
            yield from (account.report for account in series.accounts)
        yield from self.moved
        yield from self.unanswered
        yield from self.claims


def link_key(link: Link) -> str:
    """A link's key: the two claims and what they are to each other."""
    return f"{link.claim}>{link.other}:{link.relation}"


def series_key(series: Series) -> str:
    """The key of a figure over time."""
    return " / ".join(part or "" for part in (series.subject, series.place, series.measure))


def assessment_key(assessment: Assessment) -> str:
    """An assessment's key: its scenario and its moment."""
    return f"{assessment.scenario} @ {assessment.at.isoformat()}"

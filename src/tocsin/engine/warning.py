"""Scenarios weighed by what a case holds, and the alarms recorded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from tocsin.engine.echoing import echo_of_case
from tocsin.engine.exposed_case import listed_names
from tocsin.engine.listing import kept_lists
from tocsin.engine.weighing import estimates_of
from tocsin.exposure.lists.kept import KeptLists
from tocsin.ledger.port import Ledger
from tocsin.model import moments
from tocsin.model.assessment import Assessment, CauseState, MoveStanding, Outlook
from tocsin.model.query import ClaimFilter, Report
from tocsin.model.scenario import LISTED, Pattern, Scenario
from tocsin.warn.assessing import outlook
from tocsin.warn.matching import IndicatorMatcher


class Recorded(StrEnum):
    """What became of an assessment in the case."""

    ENTERED = "recorded in the case"
    SAME = "not recorded: nothing has changed since the last time"
    BEHIND = "not recorded: it looks back behind an assessment that was made for a later day"
    AHEAD = "not recorded: it looks ahead of today"
    HELD_THEN = "not recorded: it is by what the case held earlier"


def reweighed(seen: Outlook, scenario: Scenario) -> Outlook:
    """The same sightings weighed by other numbers: the case is not read again.

    Args:
        seen: How a scenario stands.
        scenario: The same scenario with other priors and likelihoods.
    """
    found = outlook(scenario, seen.indications, at=seen.assessment.at, before=seen.before, reports=seen.reports)
    return replace(found, assessment=replace(found.assessment, causes=seen.assessment.causes))


class ScenarioMonitor:
    """Weighs scenarios at a moment by the claims of a case that were published by then.

    Example:
        >>> with open_ledger("tocsin.db") as ledger:
        ...     lookout = ScenarioMonitor(ledger)
        ...     for outlook in lookout.outlooks(scenarios):
        ...         print(outlook.assessment.rings, lookout.record(outlook))
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        on: date | None = None,
        now: datetime | None = None,
        records: bool = True,
        lists: KeptLists | None = None,
    ) -> None:
        """Look at a case.

        Args:
            ledger: The case.
            on: The day to look from; by default now. Claims of documents without a day of
                publication count from the day on which they were added.
            now: The moment that is taken for now (UTC), where a case is looked at as it was held earlier.
            records: Whether assessments may be entered.
            lists: The sanctions lists that are kept; by default those of the settings.
        """
        self._lists = lists
        self._ledger = ledger
        self._records = records
        self._now = min(now or datetime.max, moments.now()).replace(microsecond=0)
        self._added = {document: added.date() for document, added in ledger.undated().items()}
        self.at = self._now if on is None or on == self._now.date() else datetime.combine(on, time(23, 59, 59))

    def outlooks(self, scenarios: Sequence[Scenario]) -> Iterator[Outlook]:
        """How each scenario stands, in the order given; claims are looked through, and propositions weighed, once for all."""
        matchers = [IndicatorMatcher(scenario) for scenario in self._with_listed(scenarios)]
        matched = [report.claim.id for report in self._claims(matchers)]
        estimates = estimates_of(self._ledger, matched, is_known=self._is_known) if matched else []
        reports = {
            report.claim.id: report
            for estimate in estimates for one in estimate.favour for report in one.origin.reports
        }  # fmt: skip
        bursting = self._bursting(scenarios)
        for scenario, matcher in zip(scenarios, matchers, strict=True):
            in_bursts = {one.name for one in scenario.indicators if one.burst}
            indications = [
                one
                for one in matcher.indications(estimates)
                if one.indicator not in in_bursts
                or any(reports[key].document in bursting for key in (*one.claims, *one.echoes) if key in reports)
            ]
            named = {claim for one in indications for claim in (*one.claims, *one.echoes)}
            found = outlook(
                scenario, indications, at=self.at, before=self._before(scenario.name),
                reports={key: reports[key] for key in matched if key in named},
            )  # fmt: skip
            yield replace(found, assessment=replace(found.assessment, causes=tuple(self._causes(scenario))))

    def _bursting(self, scenarios: Sequence[Scenario]) -> set[str]:
        """The ids of the documents in bursts, if an indicator asks for them."""
        if not any(one.burst for scenario in scenarios for one in scenario.indicators):
            return set()
        bursts = echo_of_case(self._ledger, until=self.at.date()).bursts
        return {document for burst in bursts for document in burst.documents}

    def _with_listed(self, scenarios: Sequence[Scenario]) -> Sequence[Scenario]:
        """Scenarios in which those whom sanctions lists name stand for the party `@listed`."""
        if not any(LISTED in one.pattern.parties for scenario in scenarios for one in scenario.indicators):
            return scenarios
        names = listed_names(self._ledger, self.at.date(), lists=self._lists or kept_lists())

        def meant(pattern: Pattern) -> Pattern:
            if LISTED not in pattern.parties:
                return pattern
            others = tuple(one for one in pattern.parties if one != LISTED)
            if names or others:
                return replace(pattern, parties=(*others, *names))
            # Nobody is listed, so nothing can match: no event is called so.
            return replace(pattern, parties=(), events=(LISTED,))

        return [
            replace(scenario, indicators=tuple(replace(one, pattern=meant(one.pattern)) for one in scenario.indicators))
            for scenario in scenarios
        ]

    def record(self, seen: Outlook) -> Recorded:
        """Enter an outlook's assessment, unless nothing but its moment has changed or it is not one of now.

        Raises:
            CaseError: The case cannot be written.
        """
        if not self._records:
            return Recorded.HELD_THEN
        if self.at > self._now:
            return Recorded.AHEAD
        last = self._ledger.last_assessment(seen.scenario.name)
        if last is not None and last.at > self.at:
            return Recorded.BEHIND
        if not seen.has_changed:
            return Recorded.SAME
        self._ledger.enter_assessment(seen.assessment, at=moments.now())
        return Recorded.ENTERED

    def _causes(self, scenario: Scenario) -> Iterator[CauseState]:
        """The moves that would make indicators seen, as the choices that they are of were last worked out by then."""
        for one in scenario.indicators:
            if one.cause is None:
                continue
            choice, move = one.cause.choice, one.cause.move
            advice = next((given for given in reversed(self._ledger.advices(choice)) if given.at <= self.at), None)
            standing = MoveStanding.UNKNOWN
            if advice is not None:
                in_some = MoveStanding.POSSIBLE if move in advice.possible else MoveStanding.OTHER
                standing = MoveStanding.BEST if move in advice.best else in_some
            yield CauseState(
                indicator=one.name, choice=choice, move=move, standing=standing, advised=advice.at if advice else None
            )

    def _claims(self, matchers: Sequence[IndicatorMatcher]) -> list[Report]:
        """The claims that match anything and were published by then, in the order they were entered."""

        def may_match(record: Mapping[str, Any]) -> bool:
            return any(matcher.may_match(record) for matcher in matchers)

        if not matchers:
            return []
        wanted = ClaimFilter(
            kinds=tuple({kind for matcher in matchers for kind in matcher.kinds}),
            certainty=tuple({value for matcher in matchers for value in matcher.certainties}),
        )
        every = [matcher.clues for matcher in matchers]
        clues = reduce(or_, (one for one in every if one is not None)) if None not in every else None
        found = self._ledger.claims_where(wanted, may_match, clues=clues)
        return [one for one in found if self._is_known(one) and any(matcher.bears_on(one) for matcher in matchers)]

    def _is_known(self, report: Report) -> bool:
        known = report.published or self._added.get(report.document)
        return known is None or known <= self.at.date()

    def _before(self, scenario: str) -> Assessment | None:
        """The assessment that came before this moment."""
        last = self._ledger.last_assessment(scenario)
        if last is None or last.at <= self.at:
            return last
        earlier = [one for one in self._ledger.assessments(scenario) if one.at <= self.at]
        return earlier[-1] if earlier else None

"""Everything there is to tell of a scenario at a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from tocsin.model.assessment import Assessment, Discount, Outlook
from tocsin.model.query import Report
from tocsin.model.scenario import Indication, Scenario
from tocsin.warn.assessing import weighed
from tocsin.warn.comparing import causes, moved
from tocsin.warn.matrix import diagnosticity, matrix
from tocsin.warn.origins import sightings
from tocsin.warn.sensitivity import without_each_claim, without_each_origin


def outlook(
    scenario: Scenario,
    indications: Iterable[Indication],
    *,
    at: datetime,
    before: Assessment | None = None,
    discounts: Iterable[Discount] = (),
    reports: Mapping[str, Report] | None = None,
) -> Outlook:
    """How a scenario stands, against the last time, and what that hangs on.

    Args:
        scenario: One that was checked.
        indications: What was seen of its indicators, in any order.
        at: The moment that evidence has aged to.
        before: The assessment before this one; None where there is none.
        discounts: What grades took from the certainty of the indications.
        reports: The claims that the indications rest on, by their ids.
    """
    sighted = sightings(scenario, indications, today=at.date())
    now = replace(
        weighed(scenario, sighted, at=at, before=before),
        discounts=tuple(sorted(discounts, key=lambda one: one.source)),
    )
    return Outlook(
        scenario=scenario,
        assessment=now,
        before=before,
        moved=moved(before, now) if before else (),
        causes=causes(before, now) if before else (),
        matrix=matrix(scenario, sighted),
        diagnosticity=diagnosticity(scenario),
        without_claim=without_each_claim(scenario, sighted),
        without_origin=without_each_origin(scenario, sighted),
        reports=reports or {},
    )

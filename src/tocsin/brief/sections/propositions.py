"""The main propositions: how probable, how credible, on how many independent origins, and who says so."""

from collections.abc import Iterator

from tocsin.brief.sections.commands import origins_command
from tocsin.brief.sections.material import BriefRecords, Weighed
from tocsin.brief.sections.reports import more, reports
from tocsin.brief.sections.slots import Slots, first_reports
from tocsin.model.brief import Passage

_REPORTS, _AGAINST = 4, 3


def propositions(material: BriefRecords, slots: Slots) -> Iterator[Passage]:
    """Each with the first report of each of its origins, then of those against it."""
    for weighed in material.propositions:
        yield _proposition(weighed, slots)
    yield from more(slots, "proposition.more", "propositions", material.untold, origins_command())


def _proposition(weighed: Weighed, slots: Slots) -> Passage:
    estimate = weighed.estimate
    facts = {
        "subject": slots.stated(estimate, weighed.proposition.claims),
        "credibility": slots.credibility(estimate),
        "reports": slots.reports(estimate),
        "origins": slots.origins(estimate),
    }
    template = "proposition"
    if estimate.probability is None:
        template += ".open"
    else:
        facts["probability"] = slots.probability(estimate)
    if estimate.against:
        template += ".disputed"
        facts["against"] = slots.against(estimate)
    command = origins_command(weighed.proposition.id)
    beside = reports(slots, first_reports(estimate.origins), _REPORTS, "origin", command)
    beside += reports(slots, first_reports(estimate.against), _AGAINST, "against", command)
    return slots.phrases.passage(template, facts, beside=beside)

"""Alarms: how each scenario stood at its last assessment, when it rang before, and what moved it."""

from collections.abc import Iterator

from tocsin.brief.records import BriefRecords, assessment_key
from tocsin.brief.sections.passages import passage
from tocsin.model.assessment import Assessment, HypothesisState
from tocsin.model.brief import Fact, FactKind, Passage

_REASONS, _RIVALS, _RANG = 4, 4, 5
"""How many reasons, other hypotheses and earlier alarms of a scenario are shown."""


def alarms(records: BriefRecords) -> Iterator[Passage]:
    """Each scenario at its last assessment, those that ring first; then when it began to ring before, the last first."""
    by_scenario: dict[str, list[Assessment]] = {}
    for assessment in records.assessments:
        if assessment.standings:
            by_scenario.setdefault(assessment.scenario, []).append(assessment)
    for history in sorted(by_scenario.values(), key=lambda history: not history[-1].rings):
        last = history[-1]
        first = last.watched if last.rings else last.leading
        others = sorted((one for one in last.standings if one is not first), key=lambda one: -one.probability)
        beside = [_state("alarm.rival", last, other, label="rival") for other in others[:_RIVALS]]
        for number, reason in enumerate(last.reasons[:_REASONS]):
            key = assessment_key(last)
            fact = Fact(kind=FactKind.REASON, value=(reason,), of=(key, str(number)))
            # A document may have been taken out of the case since: its claims can no longer be cited.
            known = [claim for claim in reason.claims if claim in records.by_id]
            beside.append(passage("alarm.reason", {"reason": fact}, about=key, also=known, label="moved"))
        yield _state("alarm.rings" if last.rings else "alarm.silent", last, first, beside=beside)
        began = [
            one for before, one in zip([None, *history], history, strict=False)
            if one.rings and not (before and before.rings) and one is not last
        ]  # fmt: skip
        yield from (_state("alarm.rang", one, one.watched) for one in began[: -_RANG - 1 : -1])


def _state(
    template: str, assessment: Assessment, state: HypothesisState, *, label: str = "", beside: list[Passage] | None = None
) -> Passage:  # fmt: skip
    key, name = assessment_key(assessment), state.hypothesis
    facts = {
        "hypothesis": Fact(kind=FactKind.HYPOTHESIS, value=name, of=(key, name)),
        "probability": Fact(kind=FactKind.PROBABILITY, value=(state.probability, state.probability), of=(key, name)),
    }
    if template != "alarm.rival":
        facts["scenario"] = Fact(kind=FactKind.SCENARIO, value=assessment.scenario, of=(key,))
        facts["moment"] = Fact(kind=FactKind.MOMENT, value=assessment.at.date(), of=(key,))
    return passage(template, facts, about=key, label=label, beside=beside or ())

"""Alarms: how each scenario stood when it was last assessed, when it rang, and what moved it."""

from collections.abc import Iterator, Sequence

from tocsin.brief.sections.material import BriefRecords
from tocsin.brief.sections.phrases import Slot
from tocsin.brief.sections.slots import Slots
from tocsin.model.assessment import Assessment, HypothesisState
from tocsin.model.brief import Passage

_REASONS = 4
"""How many of the things that moved a scenario are shown."""
_RIVALS = 4
"""How many of its other hypotheses are."""
_RANG = 5
"""How many earlier alarms of a scenario are."""


def alarms(material: BriefRecords, slots: Slots) -> Iterator[Passage]:
    """Each scenario as it stands, those that ring first; under it its other hypotheses and what moved it."""
    by_scenario: dict[str, list[Assessment]] = {}
    for assessment in material.assessments:
        if assessment.standings:
            by_scenario.setdefault(assessment.scenario, []).append(assessment)
    for history in sorted(by_scenario.values(), key=lambda history: not history[-1].rings):
        yield _state(history[-1], material, slots)
        yield from _rang(history, slots)


def _state(assessment: Assessment, material: BriefRecords, slots: Slots) -> Passage:
    first = assessment.watched if assessment.rings else assessment.leading
    rivals = [one for one in sorted(assessment.standings, key=lambda one: -one.probability) if one is not first]
    beside = [
        slots.phrases.passage("alarm.rival", _stands(assessment, rival, slots), label="rival")
        for rival in rivals[:_RIVALS]
    ]
    return slots.phrases.passage(
        "alarm.rings" if assessment.rings else "alarm.silent",
        {**_looked_at(assessment, slots), **_stands(assessment, first, slots)},
        beside=[*beside, *_reasons(assessment, material, slots)],
    )


def _reasons(assessment: Assessment, material: BriefRecords, slots: Slots) -> Iterator[Passage]:
    for number, reason in enumerate(assessment.reasons[:_REASONS]):
        cited = [key for key in reason.claims if key in material.by_id]
        facts = {"reason": slots.moved_by(assessment, number)}
        yield slots.phrases.passage("alarm.reason", facts, label="moved", also=cited)


def _rang(history: Sequence[Assessment], slots: Slots) -> Iterator[Passage]:
    """When it began to ring before, the last time first."""
    began = [
        one for number, one in enumerate(history) if one.rings and not (number and history[number - 1].rings)
    ]  # fmt: skip
    earlier = [one for one in began if one is not history[-1]]
    for assessment in earlier[: -_RANG - 1 : -1]:
        facts = {**_looked_at(assessment, slots), **_stands(assessment, assessment.watched, slots)}
        yield slots.phrases.passage("alarm.rang", facts)


def _looked_at(assessment: Assessment, slots: Slots) -> dict[str, Slot]:
    return {"scenario": slots.scenario(assessment), "moment": slots.moment(assessment)}


def _stands(assessment: Assessment, standing: HypothesisState, slots: Slots) -> dict[str, Slot]:
    return {"hypothesis": slots.hypothesis(assessment, standing), "probability": slots.chance(assessment, standing)}

"""How a scenario stands at a moment, with its reasons."""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime

from tocsin.model.assessment import Assessment, Standing
from tocsin.model.reason import Reason
from tocsin.model.scenario import Indication, Scenario
from tocsin.warn.alarm import rings
from tocsin.warn.bayes import Bayes
from tocsin.warn.matrix import matrix
from tocsin.warn.origins import Sighting, sightings


def assess(
    scenario: Scenario, indications: Iterable[Indication], *, at: datetime, before: Assessment | None = None
) -> Assessment:
    """Weigh a scenario's hypotheses by what was seen.

    Args:
        scenario: One that was checked.
        indications: What was seen of its indicators, in any order.
        at: The moment that evidence has aged to.
        before: The assessment before this one, where there is one: an alarm between its thresholds stays as it was.
    """
    seen = sightings(scenario, indications, today=at.date())
    bayes = Bayes(scenario)
    found = bayes.posteriors(seen)
    against = matrix(scenario, seen).inconsistencies()
    probability = {one.hypothesis: one.probability for one in found}
    alarm = scenario.alarm
    return Assessment(
        scenario=scenario.name,
        at=at,
        standings=tuple(
            Standing(hypothesis=one.hypothesis, probability=one.probability, inconsistencies=count)
            for one, count in zip(found, against, strict=True)
        ),
        rings=alarm is not None
        and rings(alarm, probability[alarm.hypothesis], rang=before is not None and before.rings),
        reasons=_reasons(scenario, bayes, seen, probability),
    )


def _reasons(
    scenario: Scenario, bayes: Bayes, seen: Sequence[Sighting], probability: dict[str, float]
) -> tuple[Reason, ...]:
    """What moved the hypothesis that the alarm watches, or else the leading one; what moved it most first."""
    watched = scenario.alarm.hypothesis if scenario.alarm else max(probability, key=lambda name: probability[name])
    number = next(n for n, one in enumerate(scenario.hypotheses) if one.name == watched)
    reasons = [_reason(sighting, watched, bayes.moves(sighting).middle[number] / math.log(2)) for sighting in seen]
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))


def _reason(sighting: Sighting, hypothesis: str, bits: float) -> Reason:
    """One indicator's move, in bits: 1 doubles the weight of the hypothesis against what was expected, -1 halves it."""
    name, needed = sighting.indicator.name, sighting.indicator.least_origins
    origins = f"{sighting.origins} independent origin{'' if sighting.origins == 1 else 's'}"
    if sighting.origins < needed:
        words = f"“{name}”: {origins}, not yet the {needed} it needs; it counts for nothing"
    else:
        surely = f"seen with {sighting.certainty[1] * 100:.0f} % certainty from {origins}"
        effect = "leaves" if bits == 0 else "speaks for" if bits > 0 else "speaks against"
        words = f"“{name}”, {surely}, {effect} “{hypothesis}”" + (
            " where it was" if bits == 0 else f" (×{2**bits:.2f})"
        )
    return Reason(weight=bits, words=words, claims=sighting.claims)


def moved(before: Assessment, now: Assessment) -> tuple[tuple[str, float], ...]:
    """By how much each hypothesis moved from one assessment to the next; what moved most first."""
    was = {standing.hypothesis: standing.probability for standing in before.standings}
    moves = [(one.hypothesis, one.probability - was[one.hypothesis]) for one in now.standings if one.hypothesis in was]
    return tuple(sorted(moves, key=lambda move: -abs(move[1])))

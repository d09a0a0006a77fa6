"""How a scenario stands at a moment, with its reasons."""

import json
import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256

from tocsin.model.assessment import Assessment, HypothesisState, Seen, Testimony
from tocsin.model.reason import Reason, in_words
from tocsin.model.record import to_json
from tocsin.model.scenario import Indication, Scenario
from tocsin.text.numbers import percent, times
from tocsin.warn.alarm import rings
from tocsin.warn.bayes import Bayes
from tocsin.warn.matrix import matrix
from tocsin.warn.origins import Heard, Sighting, sightings


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
    return weighed(scenario, sightings(scenario, indications, today=at.date()), at=at, before=before)


def weighed(
    scenario: Scenario, sighted: Sequence[Sighting], *, at: datetime, before: Assessment | None = None
) -> Assessment:
    """The same for indications that have been gathered to sightings, as they stand on that day."""
    bayes = Bayes(scenario)
    found = bayes.posteriors(sighted)
    against = matrix(scenario, sighted).inconsistencies()
    standings = tuple(
        HypothesisState(
            hypothesis=one.hypothesis, probability=one.probability, low=one.low, high=one.high,
            inconsistencies=count, prior=hypothesis.prior,
        )
        for one, count, hypothesis in zip(found, against, scenario.hypotheses, strict=True)
    )  # fmt: skip
    watched = _watched(scenario, standings)
    seen = tuple(_seen(sighting, bayes) for sighting in sighted)
    alarm = scenario.alarm
    rang = before is not None and before.rang_for(alarm)
    is_ringing = alarm is not None and rings(alarm, standings[watched].probability, rang=rang)
    return Assessment(
        scenario=scenario.name,
        at=at,
        standings=standings,
        rings=is_ringing,
        rings_since=_since(before, at, rang=rang) if is_ringing else None,
        reasons=_reasons(seen, scenario.hypotheses[watched].name, watched),
        seen=seen,
        alarm=alarm,
        fingerprint=fingerprint(scenario),
    )


def fingerprint(scenario: Scenario) -> str:
    """A hash of everything a scenario says: another one is another question."""
    plain = json.dumps(to_json(scenario), ensure_ascii=True, sort_keys=True)
    return sha256(plain.encode()).hexdigest()[:12]


def _since(before: Assessment | None, at: datetime, *, rang: bool) -> datetime:
    return (before.rings_since or before.at) if before is not None and rang else at


def _watched(scenario: Scenario, standings: Sequence[HypothesisState]) -> int:
    """The number of the hypothesis that the alarm watches, or else of the leading one."""
    numbers = range(len(standings))
    if scenario.alarm is None:
        return max(numbers, key=lambda number: (standings[number].probability, -number))
    return next(number for number in numbers if standings[number].hypothesis == scenario.alarm.hypothesis)


def _seen(sighting: Sighting, bayes: Bayes) -> Seen:
    effects = bayes.moves(sighting).middle
    return Seen(
        indicator=sighting.indicator.name,
        needed=sighting.indicator.least_origins,
        certainty=sighting.certainty,
        effects=tuple(effect / math.log(2) for effect in effects),
        testimonies=tuple(_testimony(row) for row in sighting.rows),
    )


def _testimony(row: Sequence[Heard]) -> Testimony:
    """An origin's word that counts; what else it said, and what was said after it, only echoes."""
    heard, *older = row
    echoes = len(heard.echoes) + sum(len(one.claims) + len(one.echoes) for one in older)
    return Testimony(
        origin=heard.origin, certainty=(heard.low, heard.middle, heard.high), claims=heard.claims, echoes=echoes
    )


def _reasons(seen: Iterable[Seen], hypothesis: str, number: int) -> tuple[Reason, ...]:
    """What moved a hypothesis; what moved it most first."""
    reasons = [_reason(one, hypothesis, one.effects[number]) for one in seen]
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))


def _reason(seen: Seen, hypothesis: str, bits: float) -> Reason:
    """One indicator's move, in bits: 1 doubles the weight of the hypothesis against what was expected, -1 halves it."""
    origins = f"{seen.origins} independent origin{'' if seen.origins == 1 else 's'}"
    if seen.origins < seen.needed:
        words = f"“{seen.indicator}”: {origins}, not yet the {seen.needed} it needs; it counts for nothing"
    else:
        surely = f"seen with {percent(seen.certainty[1])} certainty from {origins}"
        effect = "leaves" if bits == 0 else "speaks for" if bits > 0 else "speaks against"
        how = " where it was" if bits == 0 else f" ({times(bits)})"
        words = f"“{seen.indicator}”, {surely}, {effect} “{hypothesis}”{how}"
    return in_words(words, weight=bits, claims=seen.claims)

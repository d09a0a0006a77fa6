"""How a scenario stands at a moment and whether its alarm rings, with what moved it, and what that hangs on."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from tocsin.model.assessment import Assessment, Indication, OriginWord, Outlook, Seen
from tocsin.model.query import Report
from tocsin.model.reason import Fact, Reason
from tocsin.model.record import to_json
from tocsin.model.scenario import Scenario, Thresholds
from tocsin.warn.hypotheses import Bayes, diagnosticity, matrix
from tocsin.warn.sensitivity import without_each_claim, without_each_origin
from tocsin.warn.sightings import Sighting, Word, sightings

_SMALLEST = 1e-6
"""Bits below which nothing moved."""


def outlook(
    scenario: Scenario,
    indications: Iterable[Indication],
    *,
    at: datetime,
    before: Assessment | None = None,
    reports: Mapping[str, Report] | None = None,
) -> Outlook:
    """How a scenario stands, against the last time, and what that hangs on.

    Args:
        scenario: One that was checked.
        indications: What was seen of its indicators, in any order.
        at: The moment that evidence has aged to.
        before: The assessment before this one, where there is one: an alarm between its thresholds stays as it was.
        reports: The claims that the indications rest on, by their ids.
    """
    seen = tuple(indications)
    sighted = sightings(scenario, seen, today=at.date())
    now = _assessment(scenario, sighted, at=at, before=before)
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
        indications=seen,
    )


def rings(thresholds: Thresholds, probability: float, *, rang: bool) -> bool:
    """Whether the alarm rings now. There are two thresholds, so that it does not flicker.

    Args:
        thresholds: It begins to ring at the higher one and stops below the lower one; between them it stays as it was.
        probability: Of the hypothesis it watches.
        rang: Whether it rang the last time; an alarm that was never looked at did not.
    """
    return probability >= thresholds.rings_at or (rang and probability >= thresholds.silent_at)


def fingerprint(scenario: Scenario) -> str:
    """A hash of everything that a scenario says and that is weighed: another one is another question."""
    record = to_json(scenario)
    for indicator in record["indicators"]:
        del indicator["cause"]
    plain = json.dumps(record, ensure_ascii=True, sort_keys=True)
    return sha256(plain.encode()).hexdigest()[:12]


def moved(before: Assessment, now: Assessment) -> tuple[tuple[str, float], ...]:
    """By how much each hypothesis moved from one assessment to the next; what moved most first."""
    was = {standing.hypothesis: standing.probability for standing in before.standings}
    moves = [(one.hypothesis, one.probability - was[one.hypothesis]) for one in now.standings if one.hypothesis in was]
    return tuple(sorted(moves, key=lambda move: -abs(move[1])))


def causes(before: Assessment, now: Assessment) -> tuple[Reason, ...]:
    """What moved the hypothesis that is watched now: each indicator by how many bits, with the claims that are new.

    Empty where the hypothesis was not there before: then there is nothing to compare.
    """
    name = now.watched.hypothesis
    old, new = (
        next((n for n, one in enumerate(held.standings) if one.hypothesis == name), None) for held in (before, now)
    )
    if old is None or new is None:
        return ()
    was = {one.indicator: one for one in before.seen}
    told = [_cause(was.pop(one.indicator, None), one, old, new) for one in now.seen]
    for one in was.values():
        bits = -one.effects[old]
        gone = Reason(rule="warn.gone", weight=bits, facts={"indicator": one.indicator, "bits": bits})
        told.append(gone if abs(bits) >= _SMALLEST else None)
    return tuple(sorted(filter(None, told), key=lambda reason: -abs(reason.weight)))


def _cause(was: Seen | None, now: Seen, old: int, new: int) -> Reason | None:
    bits = now.effects[new] - (was.effects[old] if was else 0.0)
    known = was.claims if was else ()
    fresh = tuple(claim for claim in now.claims if claim not in set(known))
    lost = set(known) - set(now.claims)
    if abs(bits) < _SMALLEST and not (fresh and now.counts):
        return None
    if fresh:
        rule = "seen_again" if was is not None and was.counts else "seen"
    elif lost:
        rule = "lost"
    elif was is not None and was.certainty != now.certainty:
        rule = "surer" if now.certainty[1] > was.certainty[1] else "less_sure"
    else:
        rule = "reweighed"
    facts: dict[str, Fact] = {"indicator": now.indicator, "claims": len(fresh or lost), "bits": bits}
    return Reason(rule=f"warn.{rule}", weight=bits, facts=facts, claims=fresh)


def _assessment(
    scenario: Scenario, sighted: Sequence[Sighting], *, at: datetime, before: Assessment | None
) -> Assessment:
    """The assessment for indications that have been gathered to sightings, as they stand on that day."""
    bayes = Bayes(scenario)
    against = matrix(scenario, sighted).inconsistencies()
    standings = tuple(
        replace(one, inconsistencies=count, prior=hypothesis.prior)
        for one, count, hypothesis in zip(bayes.posteriors(sighted), against, scenario.hypotheses, strict=True)
    )  # fmt: skip
    graded = {row[0].indication.graded for one in sighted for row in one.rows} - {None}
    made = Assessment(
        scenario=scenario.name,
        at=at,
        standings=standings,
        seen=tuple(_seen(sighting, bayes) for sighting in sighted),
        discounts=tuple(sorted(filter(None, graded), key=lambda one: (one.source, one.left))),
        alarm=scenario.alarm,
        fingerprint=fingerprint(scenario),
    )
    rang = before is not None and before.rang_for(made.alarm)
    is_ringing = made.alarm is not None and rings(made.alarm, made.watched.probability, rang=rang)
    since = (before.rings_since or before.at) if before is not None and rang else at
    reasons = [_reason(one, made.watched.hypothesis, made.effect(one)) for one in made.seen]
    return replace(
        made,
        rings=is_ringing,
        rings_since=since if is_ringing else None,
        reasons=tuple(sorted(reasons, key=lambda reason: -abs(reason.weight))),
    )


def _seen(sighting: Sighting, bayes: Bayes) -> Seen:
    effects = bayes.moves(sighting).middle
    return Seen(
        indicator=sighting.indicator.name,
        needed=sighting.indicator.least_origins,
        certainty=sighting.certainty,
        effects=tuple(effect / math.log(2) for effect in effects),
        testimonies=tuple(map(_origin_word, sighting.rows)),
    )


def _origin_word(row: Sequence[Word]) -> OriginWord:
    """An origin's word that counts; what else it said, and what was said after it, only echoes."""
    first, said = row[0].indication, (len(one.indication.claims) + len(one.indication.echoes) for one in row)
    echoes = sum(said) - len(first.claims)
    return OriginWord(origin=first.origin, certainty=row[0].weight, claims=first.claims, echoes=echoes)


def _reason(seen: Seen, hypothesis: str, bits: float) -> Reason:
    """One indicator's move, in bits: 1 doubles the weight of the hypothesis against what was expected, -1 halves it."""
    if seen.origins < seen.needed:
        rule = "too_few"
    else:
        rule = "leaves" if bits == 0 else "speaks_for" if bits > 0 else "speaks_against"
    facts: dict[str, Fact] = {
        "indicator": seen.indicator, "origins": seen.origins, "needed": seen.needed, "certainty": seen.certainty[1],
        "hypothesis": hypothesis, "bits": bits,
    }  # fmt: skip
    return Reason(rule=f"warn.{rule}", weight=bits, facts=facts, claims=seen.claims)

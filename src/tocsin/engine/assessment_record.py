"""How a scenario stands, as a JSON object with everything that is known of it."""

from collections.abc import Mapping
from typing import Any

from tocsin.engine.records import worded
from tocsin.model.assessment import Assessment, Outlook, Seen, factor
from tocsin.model.query import Report


def outlook_record(outlook: Outlook, *, recorded: str, alarm_words: str) -> dict[str, Any]:
    """An outlook as one object; every claim that counts stands in `claims`, by its id.

    Args:
        outlook: How the scenario stands.
        recorded: What became of it in the case.
        alarm_words: What the alarm does and why, in a sentence.
    """
    scenario, assessment, before = outlook.scenario, outlook.assessment, outlook.before
    counted = dict.fromkeys(claim for one in assessment.seen for claim in one.claims)
    return {
        "scenario": scenario.name,
        "question": scenario.question,
        "horizon": scenario.horizon.isoformat(),
        "is_over": outlook.is_over,
        "resolution": scenario.resolution,
        "at": assessment.at.isoformat(),
        "recorded": recorded,
        "alarm": _alarm(outlook, alarm_words),
        "leading": assessment.leading.hypothesis,
        "hypotheses": _hypotheses(outlook),
        "before": before.at.isoformat() if before else None,
        "scenario_changed": before is not None and before.fingerprint != assessment.fingerprint,
        "moved_by": worded(outlook.causes),
        "reasons": worded(assessment.reasons),
        "indicators": _indicators(outlook),
        "discounts": worded(assessment.discounts),
        "matrix": {
            "hypotheses": list(outlook.matrix.hypotheses),
            "rows": worded(outlook.matrix.rows),
            "inconsistencies": list(outlook.matrix.inconsistencies()),
            "ranking": list(outlook.matrix.ranking()),
        },
        "sensitivity": {
            "claims": worded(outlook.without_claim),
            "origins": worded(outlook.without_origin),
        },
        "claims": {key: _claim(outlook.reports[key]) for key in counted if key in outlook.reports},
    }


def history_record(assessment: Assessment, before: Assessment | None) -> dict[str, Any]:
    """An assessment as it was recorded, with what the alarm did then, given the one before."""
    record: dict[str, Any] = worded(assessment)
    return {**record, "alarm_state": assessment.state(before).value}


def _alarm(outlook: Outlook, words: str) -> dict[str, Any]:
    assessment = outlook.assessment
    alarm, since = assessment.alarm, assessment.rings_since
    return {
        "rings": assessment.rings, "state": outlook.state.value, "since": since.isoformat() if since else None,
        "hypothesis": alarm.hypothesis if alarm else None, "rings_at": alarm.rings_at if alarm else None,
        "silent_at": alarm.silent_at if alarm else None, "why": words,
    }  # fmt: skip


def _hypotheses(outlook: Outlook) -> list[dict[str, Any]]:
    moved = dict(outlook.moved)
    return [
        {
            "name": one.hypothesis, "prior": one.prior, "probability": one.probability, "low": one.low, "high": one.high,
            "words": one.words, "inconsistencies": one.inconsistencies, "moved": moved.get(one.hypothesis),
        }
        for one in outlook.assessment.standings
    ]  # fmt: skip


def _indicators(outlook: Outlook) -> list[dict[str, Any]]:
    """Every indicator of the scenario, in its order."""
    heard = {one.indicator: one for one in outlook.assessment.seen}
    tells = {one.indicator: one for one in outlook.diagnosticity}
    names = [one.hypothesis for one in outlook.assessment.standings]
    causes = {one.indicator: worded(one) for one in outlook.assessment.causes}
    return [
        {
            "name": one.name,
            "state": "not seen" if (seen := heard.get(one.name)) is None else "seen" if seen.counts else "does not count",
            "needed": one.least_origins, "bits": tells[one.name].bits, "ratio": tells[one.name].ratio,
            **_sighting(heard.get(one.name), names), "cause": causes.get(one.name),
        }
        for one in outlook.scenario.indicators
    ]  # fmt: skip


def _sighting(seen: Seen | None, names: list[str]) -> Mapping[str, Any]:
    if seen is None:
        return {"origins": 0, "certainty": None, "effects": None, "testimonies": []}
    effects = {name: factor(bits) for name, bits in zip(names, seen.effects, strict=True)}
    return {
        "origins": seen.origins, "certainty": list(seen.certainty), "effects": effects,
        "testimonies": worded(seen.testimonies),
    }  # fmt: skip


def _claim(report: Report) -> dict[str, Any]:
    claim = report.claim
    return {
        "document": report.document, "name": report.name, "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None, "speaker": claim.speaker,
        "sources": list(claim.sources), "start": claim.start, "end": claim.end, "text": claim.text,
        "sentence": report.sentence,
    }  # fmt: skip

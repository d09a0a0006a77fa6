"""The words in which an assessment is told: numbers, quotations, and what the alarm does and why."""

from collections.abc import Sequence
from datetime import datetime

from tocsin.brief.wording import chain_words
from tocsin.model.assessment import AlarmState, Assessment, Outlook, Seen
from tocsin.model.query import Report
from tocsin.text.numbers import percent, times

ID = 8
"""Digits of an id that are shown."""
SMALLEST = 0.05
"""Points of a hundred below which a change is not told."""
_NAMED = 3
"""Claims, or reasons, that are named in a sentence."""
_QUOTE = 240
"""Characters of a quotation."""


def alarm_words(outlook: Outlook) -> str:
    """What the alarm does and why, in one sentence, with the claims that moved it."""
    return alarm_sentence(outlook.assessment, outlook.state)


def alarm_sentence(assessment: Assessment, state: AlarmState) -> str:
    """The same for an assessment as it was recorded."""
    alarm, watched = assessment.alarm, assessment.watched
    if alarm is None:
        return "No alarm is set; an [alarm] table in the scenario sets one."
    stands = f"“{watched.hypothesis}” stands at {percent(watched.probability)} ({watched.words})"
    starts, stops = percent(alarm.rings_at), percent(alarm.silent_at)
    why = _why(assessment)
    if state is AlarmState.BEGINS:
        return f"THE ALARM RINGS: {stands} and has reached the {starts} at which it begins{why}"
    if state is AlarmState.RINGS:
        below = (
            "" if watched.probability >= alarm.rings_at else f", below {starts} but not below the {stops} that end it"
        )
        since = f" since {day(assessment.rings_since)}" if assessment.rings_since else ""
        return f"THE ALARM HAS RUNG{since}: {stands}{below}{why}"
    if state is AlarmState.STOPS:
        return f"The alarm has stopped: {stands}, below the {stops} at which it ends{why}"
    return f"The alarm is silent: {stands}, and it begins at {starts}{why}"


def _why(assessment: Assessment) -> str:
    """What speaks most for the hypothesis that is watched, or where nothing does, what speaks most against it."""
    moving = [one for one in assessment.seen if one.counts and assessment.effect(one) != 0]
    ordered = sorted(moving, key=lambda one: -assessment.effect(one))
    for sign, words in ((1, "what speaks for it most is"), (-1, "what speaks against it most is")):
        found = [one for one in ordered[::sign] if assessment.effect(one) * sign > 0][:_NAMED]
        if found:
            return f"; {words} {', then '.join(_named(assessment, one) for one in found)}."
    return "; nothing that was seen speaks for or against it."


def _named(assessment: Assessment, seen: Seen) -> str:
    return f"“{seen.indicator}” ({times(assessment.effect(seen))}, {short_ids(seen.claims)})"


def quote(report: Report) -> str:
    """The sentence a claim stands in, not all of it where it is long."""
    words = plain(report.sentence)
    return f"“{words if len(words) <= _QUOTE else words[: _QUOTE - 1] + '…'}”"


def whence(report: Report) -> str:
    """Who says it, on which day, in which document."""
    said = report.published.isoformat() if report.published else "day not known"
    return f"{chain_words(report.claim.speaker or report.outlet, report.claim.sources)} · {said} · {report.name}"


def short_ids(claims: Sequence[str]) -> str:
    """The first of some ids, as short as they are shown."""
    named = ", ".join(claim[:ID] for claim in claims[:_NAMED])
    return f"{named} and {len(claims) - _NAMED:,} more" if len(claims) > _NAMED else named


def points(change: float) -> str:
    """A change of probability, in points of a hundred."""
    moved = change * 100
    return f"{moved:+.1f} points" if abs(moved) >= SMALLEST else "±0"


def many(number: int, what: str) -> str:
    """A number of things: "1 claim", "2 claims"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def day(moment: datetime) -> str:
    """The day of a moment."""
    return moment.date().isoformat()


def plain(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())

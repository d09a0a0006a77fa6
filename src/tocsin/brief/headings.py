"""By what words of its claims a proposition is headed: a statement of our days that is understood alone."""

import re
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from tocsin.lexicon.standalone import without_context
from tocsin.model.kind import Kind
from tocsin.model.query import Report

_YEAR = re.compile(r"\b(?:in|since) ((?:1[89]|20)\d\d)\b", re.IGNORECASE)
_FEW_WORDS = 4
"""A clause of fewer words is a fragment."""
LONG_AGO = timedelta(days=365)
"""What lies farther back than this before the last report heads nothing."""


def heading(claims: Sequence[Report], chosen: str, openings: Collection[str], newest: date) -> str | None:
    """The words that head a proposition, None where none of its claims has any.

    Args:
        claims: The proposition's claims.
        chosen: The words that its estimate chose; they stay if they can head it.
        openings: Words in lower case that open no statement that is understood alone ("who", "it").
        newest: The last day on which anything was published.
    """
    fitting = [report for report in claims if _heads(report, openings, newest)]
    # Words that needed filling in are no heading where others did not.
    whole = [report for report in fitting if "[" not in without_context(report.claim.standalone or "", report.language)]
    own = [report for report in whole if chosen in (report.claim.text, report.sentence)]
    best = max(own or whole or fitting, key=lambda one: (one.claim.weight or 0.0, one.claim.id), default=None)
    return None if best is None else best.claim.standalone or best.claim.text


def _heads(report: Report, openings: Collection[str], newest: date) -> bool:
    claim, time = report.claim, report.claim.time
    words = (claim.standalone or claim.text).split()
    if claim.kind is not Kind.STATEMENT or len(words) < _FEW_WORDS or words[0].lower() in openings:
        return False
    last = (time.latest or time.earliest) if time is not None else None
    # "Signed in 2019" is of long ago whenever it is told.
    years = [int(year) for year in _YEAR.findall(claim.text)]
    if years and newest != date.min and max(years) < newest.year - 1:
        return False
    return last is None or newest == date.min or newest - last <= LONG_AGO

"""One deed at two times of day: a rival account, or one that sets its own time right."""

from tocsin.link.claim_pair import ClaimPair
from tocsin.link.days import is_day_carried
from tocsin.link.needs import NEEDS
from tocsin.link.profile import Profile
from tocsin.link.relate import PairRelation, PairResult
from tocsin.model.reason import Fact, Reason

_DAY, _SLACK = 24 * 60, 30
"""Minutes of a day, and how many of them two accounts of one hour lie apart that exclude each other."""
ROUNDED = 12
"""The same of two that do not agree, though they may not exclude each other either: 2:40 and 2:55, not 10:12 and 10:15."""


def by_hours(pair: ClaimPair) -> PairResult | None:
    """One deed at two hours, of no two days that are told."""
    fit, _ = pair.frames
    hours = other_hours(pair.left, pair.right)
    if hours is None or pair.sign <= 0 or not fit.deed or (fit.core or 0) < NEEDS.core or pair.matter < NEEDS.surely:
        return None
    if pair.days.later and not (is_day_carried(pair.left) or is_day_carried(pair.right)):
        return None
    facts: dict[str, Fact] = {"one": hours[0], "other": hours[1]}
    reason = Reason(rule="link.other_hours", weight=0.7, facts=facts)
    if pair.ordered and (pair.origin.is_one_source or pair.right.revision or _names_hour(pair)):
        return PairResult(standing=PairRelation.REVISES, forward=False, reasons=(reason, pair.origin.reason))
    return None if pair.origin.is_one else PairResult(standing=PairRelation.CONTRADICTS, reasons=(reason,))


def other_hours(left: Profile, right: Profile, *, slack: int = _SLACK) -> tuple[str, str] | None:
    """The hours that the two tell, None where they are one, or one tells none; `slack` minutes apart they are two."""
    ours, theirs = left.minute, right.minute
    if ours is None or theirs is None:
        return None
    apart = abs(ours - theirs)
    return (_hour(ours), _hour(theirs)) if min(apart, _DAY - apart) >= slack else None


def _names_hour(pair: ClaimPair) -> bool:
    """Whether the later tells the hour of the earlier too: "at 01:40, not at 23:05"."""
    claim = pair.left.report.claims[0]
    assert claim.time is not None
    written = claim.text[claim.time.start - claim.start : claim.time.end - claim.start]
    return written in pair.right.report.text


def _hour(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"

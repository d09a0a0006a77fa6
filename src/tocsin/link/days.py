"""Of which days two claims are, and which of them is of a later time."""

from datetime import timedelta
from functools import cached_property

from tocsin.link.profile import Days, Profile
from tocsin.model.reason import Fact, Reason
from tocsin.model.time import TimeType

_TOLD_SLACK, STATE_SLACK = timedelta(days=1), timedelta(days=4)
"""How far apart two accounts of one time may lie: two days that are told, and two days of publication of a state."""
_DEADLINE_SLACK = timedelta(days=7)
"""The same of two times by which something is to be done: "by the weekend" is counted from the day of publication."""
_CARRIED = "time.on_day_before"
"""Why a time is on its day where its own words tell none."""
_HOLDS_FROM = timedelta(days=2)
_WINDOW_SLACK = timedelta(days=3)
"""How far apart the days may lie since which two count: "since the weekend" and "since Monday" are one time."""
_LONG_AGO, _YEARS_AGO = timedelta(days=60), timedelta(days=400)


class PairDays:
    """The days of two claims, the earlier published first."""

    def __init__(self, left: Profile, right: Profile) -> None:
        self._left, self._right = left, right
        self.left, self.right = left.days, right.days

    @cached_property
    def later(self) -> int:
        """Which of the two is of a later time: 1 the right, -1 the left, 0 where they are, or may be, of one time."""
        by_when = is_by_when(self._left) and is_by_when(self._right)
        slack = _DEADLINE_SLACK if by_when else _TOLD_SLACK
        return self._later(*(timedelta() if _is_since(one) else slack for one in (self._left, self._right)))

    @property
    def strictly_later(self) -> int:
        """The same where a day makes a difference."""
        return self._later(timedelta(), timedelta())

    @property
    def longer_window(self) -> int:
        """Which of two that count all the time since a day begins days before the other: 1 the right, -1 the left."""
        if self.left is None or self.right is None or not (_is_since(self._left) and _is_since(self._right)):
            return 0
        ahead = self.left[0] - self.right[0]
        return int(ahead > _WINDOW_SLACK) - int(-ahead > _WINDOW_SLACK)

    @property
    def after_publication(self) -> int:
        """Which tells a day on which the other, whose day is not told, was out already."""
        one, other = self._left.report.published, self._right.report.published
        if self.left is None and self.right is not None and one is not None:
            return int(self.right[0] > one)
        if self.right is None and self.left is not None and other is not None:
            return -int(self.left[0] > other)
        return 0

    def _later(self, left_slack: timedelta, right_slack: timedelta) -> int:
        """The same, where the days of the later one begin by more than its slack after those of the other end."""
        ours, theirs = self.left, self.right
        if ours is None or theirs is None:
            return 0
        return int(theirs[0] - ours[1] > right_slack) - int(ours[0] - theirs[1] > left_slack)

    @property
    def are_near(self) -> bool:
        """Whether the days that the two tell lie so near each other that a state can have lasted."""
        ours, theirs = self.left, self.right
        return ours is not None and theirs is not None and max(ours[0] - theirs[1], theirs[0] - ours[1]) <= STATE_SLACK

    @cached_property
    def published(self) -> timedelta | None:
        """How much later the right one was published."""
        one, other = self._left.report.published, self._right.report.published
        return other - one if one is not None and other is not None else None

    @property
    def is_one_untold(self) -> bool:
        """Whether one of the two tells no day."""
        return self.left is None or self.right is None

    @property
    def are_far(self) -> bool:
        """Whether what tells no day would be of another time: publication lies days apart, or is not known."""
        return self.published is None or abs(self.published) > STATE_SLACK

    @property
    def are_apart(self) -> bool:
        """Whether publication lies months apart."""
        return self.published is not None and abs(self.published) > _LONG_AGO

    @property
    def published_later(self) -> int:
        """Which was published days after the other."""
        if self.published is None or abs(self.published) <= _HOLDS_FROM:
            return 0
        return 1 if self.published > timedelta() else -1

    @property
    def later_state(self) -> int:
        """Which is the later state, where no day is told and publication lies days apart."""
        return self.published_later if self.is_one_untold else 0

    @property
    def grown_by(self) -> timedelta | None:
        """How much later the period of the right ends, where both are periods that begin on one day."""
        ours, theirs = self.left, self.right
        if ours is None or theirs is None or ours[0] != theirs[0] or ours[0] in (ours[1], theirs[1]):
            return None
        return theirs[1] - ours[1]

    @property
    def is_one_long_ago(self) -> bool:
        """Whether only one of the two is of a time long before its publication."""
        return (_ago(self.left, self._left) > _LONG_AGO) != (_ago(self.right, self._right) > _LONG_AGO)

    @property
    def is_of_long_ago(self) -> bool:
        """Whether one tells a time long before its publication, and the other tells none."""
        return self._ago > _LONG_AGO

    @property
    def is_of_years_ago(self) -> bool:
        """The same of a time more than a year before it."""
        return self._ago > _YEARS_AGO

    @property
    def _ago(self) -> timedelta:
        """How long before its publication the one is that tells a time, where the other tells none."""
        if self.right is None:
            return _ago(self.left, self._left)
        return _ago(self.right, self._right) if self.left is None else timedelta()

    @property
    def reason(self) -> Reason:
        """Why the one is of a later time: the days that are told, or those of publication."""
        if not self.later:
            days = (self._left.report.published, self._right.report.published)
            told = {name: day.isoformat() for name, day in zip(("one", "other"), days, strict=True) if day is not None}
            return Reason(rule="link.published_later", weight=0.4, facts=dict(told))
        facts: dict[str, Fact] = {
            name: tuple(day.isoformat() for day in days) if days else ()
            for name, days in (("one", self.left), ("other", self.right))
        }
        return Reason(rule="link.other_days", weight=0.6, facts=facts)


def is_by_when(profile: Profile) -> bool:
    """Whether a claim tells only by when."""
    time = profile.report.claims[0].time
    return time is not None and time.earliest is None and time.latest is not None


def _is_since(profile: Profile) -> bool:
    """Whether a claim says since when something is so, and so that it was not before: "since Friday there are three"."""
    time = profile.report.claims[0].time
    return time is not None and time.earliest is not None and time.latest is None


def tells_a_day(profile: Profile) -> bool:
    """Whether a claim tells when it is to be, not only by when."""
    time = profile.report.claims[0].time
    return time is not None and time.earliest is not None


def is_day_carried(profile: Profile) -> bool:
    """Whether the day of a claim is only that of some sentence before: "The boat came at 23:05"; a post's hour is its own."""
    time = profile.report.claims[0].time
    return time is not None and not is_stamped(profile) and any(reason.rule == _CARRIED for reason in time.reasons)


def is_stamped(profile: Profile) -> bool:
    """Whether the only time of a claim is that of the post it stands in."""
    time, said = profile.report.claims[0].time, profile.report.claims[0].said
    return time is not None and said is not None and said.start == time.start


def is_coming(profile: Profile) -> bool:
    """Whether the words of a claim set it in the future, and its day, where it tells one, not before publication."""
    days, published = profile.days, profile.report.published
    past = days is not None and published is not None and days[1] < published and tells_a_day(profile)
    return profile.frame is not None and profile.frame.is_coming and not past


def is_ahead(profile: Profile) -> bool:
    """Whether a claim is of what was still to come: by its words, or by its day ("the truce begins on Saturday, 24 May")."""
    time, published = profile.report.claims[0].time, profile.report.published
    day = time.earliest if time is not None and time.type is TimeType.DATE else None
    return is_coming(profile) or (day is not None and published is not None and day > published)


def _ago(days: Days | None, profile: Profile) -> timedelta:
    """How long before its publication the days of a claim end; no time where they do not, or it tells none."""
    published = profile.report.published
    return published - days[1] if days is not None and published is not None else timedelta()

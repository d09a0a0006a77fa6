"""From a matched figure to an account: whose it is, of which days, what it allows, and whether it is a claim or a minimum."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.model.quantity import FigureStatus, Quantity
from tocsin.model.query import Report
from tocsin.model.reason import Reason
from tocsin.model.series import Account, AccountStatus
from tocsin.model.source import Counting, Grade
from tocsin.model.time import Time, TimeType
from tocsin.weigh.figures.band import Binds
from tocsin.weigh.figures.matching import MatchedFigure

ABOUT = 0.1
"""How far off a figure may be that is given as rough, as a share of it: "about 400" is 360 to 440."""
HARDLY = 0.05
"""What "almost none" is at most, as a share of the greatest number that any account gives as a minimum."""

GradeOf = Callable[[str], Grade | None]
"""An analyst's grade of a source, by its name."""
OriginOf = Callable[[Report], str]
"""The name of the origin of a claim."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An account with what only the calculation needs.

    Attributes:
        account: The account.
        value: The single number nearest to its words.
        is_sum: Whether it is a figure of the whole up to its day; else the whole is at least that.
        is_reliable: Whether its source is graded so that its figure binds from below too.
        is_batch: Whether it is what its days brought, where a sum is asked for.
        is_added: Whether its words say that it came to others: "another 14".
        is_event: Whether it reports something that happened on its days, rather than of a state or a sum.
        is_changed: Whether its words tell that it was otherwise before: "has risen to", "are left".
        is_now: Whether they say what is so by now.
        is_correction: Whether its document says that a figure is put right.
        takes_back: Whether its words take the figure back.
        falls_short: Whether what it says is not so is only what was planned.
    """

    account: Account
    value: float
    is_sum: bool = True
    is_reliable: bool = False
    is_batch: bool = False
    is_added: bool = False
    is_event: bool = False
    is_changed: bool = False
    is_now: bool = False
    is_correction: bool = False
    takes_back: bool = False
    falls_short: bool = False

    @property
    def binds(self) -> Binds:
        """From which side it bounds what is asked for."""
        if not self.is_sum:
            return Binds.PART
        if self.account.counting is Counting.MINIMUM:
            return Binds.MINIMUM
        return Binds.RELIABLE if self.is_reliable else Binds.CLAIM

    def set_aside(self, standing: AccountStatus, reason: Reason) -> "Figure":
        """The figure with another standing, and why."""
        account = replace(self.account, standing=standing, reasons=(*self.account.reasons, reason))
        return replace(self, account=account)


def figures_of(
    matched: Sequence[MatchedFigure],
    origin_of: OriginOf,
    grade: GradeOf,
    left_out: Counter[Reason],
    *,
    cumulative: bool,
) -> list[Figure]:
    """The accounts of matched figures, in their order, those of sources that are graded unreliable left out.

    Args:
        matched: The figures.
        origin_of: Whose word a claim is.
        grade: An analyst's grade of a source.
        left_out: Counts, by reason, the figures left out.
        cumulative: Whether they are sums up to a day.
    """
    hardly = HARDLY * max((one.quantity.low or 0.0 for one in matched), default=0.0)
    countings = _countings(matched, origin_of)
    made = []
    for one in matched:
        report, origin = one.report, origin_of(one.report)
        own = (report.outlet,) if not report.claim.sources and report.outlet else ()
        names = (origin, *report.claim.sources[-1:], *own)
        graded = next((known for name in names if (known := grade(name)) is not None), None)
        if graded is not None and graded.reliability.is_left_out:
            facts = {"origin": origin, "grade": graded.reliability.value}
            left_out[Reason(rule="figures.unreliable", facts=facts)] += 1
            continue
        counting = graded.counting if graded and graded.counting else countings[origin]
        reliable = graded is not None and graded.reliability.binds_from_below
        made.append(replace(_figure(one, origin, counting, hardly, cumulative=cumulative), is_reliable=reliable))
    return made


def _countings(matched: Iterable[MatchedFigure], origin_of: OriginOf) -> dict[str, Counting]:
    """How each origin counts: one that counts only what it saw does so where a passage does not repeat it."""
    marks: dict[str, dict[str, bool]] = defaultdict(dict)
    for one in matched:
        # A passage told many times counts once.
        marks[origin_of(one.report)][one.report.sentence] = one.quantity.seen
    return {
        origin: Counting.MINIMUM if 2 * sum(seen.values()) >= len(seen) else Counting.CLAIM
        for origin, seen in marks.items()
    }


def _figure(one: MatchedFigure, origin: str, counting: Counting, hardly: float, *, cumulative: bool) -> Figure:
    report, quantity = one.report, one.quantity
    earliest, latest, day_reason = _days_of_sum(one) if cumulative else _days_of_level(one)
    low, high = bounds(quantity, hardly)
    whole = not one.narrower and day_reason is not BROUGHT
    reasons = [*one.reasons, *filter(None, (day_reason,))]
    if is_hardly_any(quantity):
        reasons.append(Reason(rule="figures.almost_none", facts={"most": hardly, "share": HARDLY}))
    elif quantity.approximate and quantity.low == quantity.high:
        reasons.append(Reason(rule="figures.rough", facts={"share": ABOUT}))
    standing = _standing(one, earliest, latest)
    account = Account(
        report=report, quantity=quantity, origin=origin, counting=counting, earliest=earliest, latest=latest, low=low,
        high=high if whole and counting is not Counting.MINIMUM else None, standing=standing, reasons=tuple(reasons),
    )  # fmt: skip
    brought = day_reason is BROUGHT
    return Figure(
        account, quantity.nearest, is_sum=whole, is_batch=brought and not one.narrower, is_added=one.is_added,
        is_event=brought or (one.is_movement and quantity.increment is not False), is_changed=one.is_changed,
        is_now=one.is_now, is_correction=one.is_correction, takes_back=one.takes_back,
        falls_short=one.falls_short,
    )  # fmt: skip


def _standing(one: MatchedFigure, earliest: date | None, latest: date | None) -> AccountStatus:
    """Whether a figure is an account of days that are known, of what is."""
    # "No ship is there" is no denial of none.
    if one.quantity.denied or (one.report.claim.factuality.score < 0 and one.quantity.high != 0):
        return AccountStatus.DENIED
    if one.is_withdrawn or one.takes_back:
        return AccountStatus.REVISED
    if one.is_plan or one.quantity.status in (FigureStatus.PLANNED, FigureStatus.WANTED):
        return AccountStatus.PLANNED
    has_time = time_of(one) is not None
    # A peak, or what once was, lay on some earlier day.
    if one.quantity.status is FigureStatus.PEAK and (not has_time or earliest != latest):
        return AccountStatus.PAST
    if one.quantity.status is FigureStatus.WAS and not has_time:
        return AccountStatus.PAST
    return AccountStatus.UNDATED if latest is None else AccountStatus.COUNTED


# --- what a figure allows --------------------------------------------------------------------------------------------


def bounds(quantity: Quantity, hardly: float = 0.0) -> tuple[float | None, float | None]:
    """What a figure allows, rough ones widened, None where it sets no bound.

    Args:
        quantity: The figure.
        hardly: What "almost none" of it is at most.
    """
    low, high = quantity.low, quantity.high
    if is_hardly_any(quantity):
        return 0.0, hardly
    # "Tens of thousands" says by itself how far it reaches.
    if quantity.approximate and (low is None or high is None or low == high):
        low = None if low is None else low * (1 - ABOUT)
        high = None if high is None else high * (1 + ABOUT)
    return low, high


def is_hardly_any(quantity: Quantity) -> bool:
    """Whether the words are "almost none"."""
    return quantity.low == 0 and quantity.high is None and quantity.approximate


# --- of which days ---------------------------------------------------------------------------------------------------

BROUGHT = Reason(rule="figures.brought")
"""The figure is only what its days brought, where a sum is asked for."""
Days = tuple[date | None, date | None, Reason | None]
"""The first and last day a figure is about, None if that is not known, and why those."""


def _days_of_sum(one: MatchedFigure) -> Days:
    """Up to which day a figure is a sum, or which days brought it."""
    report, quantity, time = one.report, one.quantity, time_of(one)
    said = _said(report)
    stamp = report.claim.said
    # "Since the 4th" is up to when it was said; what a post tells without a day is a sum up to its stamp.
    if time is None or time.latest is None or (stamp is not None and stamp.start == time.start):
        return said, said, BROUGHT if quantity.increment else None
    latest = _not_after(time.latest, report.published)
    if time.earliest is None or quantity.increment is False or one.is_state:
        return latest, latest, None
    return time.earliest, latest, BROUGHT


def _days_of_level(one: MatchedFigure) -> Days:
    """For which days a level is told."""
    report, time = one.report, time_of(one)
    said = _said(report)
    if time is None:
        return said, said, None
    if time.earliest is not None:
        latest = _not_after(time.latest, report.published) if time.latest else said
        return time.earliest, max(latest, time.earliest) if latest else time.earliest, None
    if time.latest is not None:
        # "Will stay until the end of the year" tells what is there already.
        latest = _not_after(time.latest, report.published)
        return latest, latest, None
    if time.type is not TimeType.DURATION:
        return said, said, None
    if one.quantity.context_days is None:
        return None, None, None
    return *one.quantity.context_days, Reason(rule="quantity.days_by_context")


def time_of(one: MatchedFigure) -> Time | None:
    """The figure's own time, or else that of its claim."""
    return one.quantity.time or one.report.claim.time


def _said(report: Report) -> date | None:
    """When it was said: no later than it was published."""
    said = report.claim.said
    day = said.latest or said.earliest if said else None
    return _not_after(day, report.published) if day else report.published


def _not_after(day: date, published: date | None) -> date:
    return day if published is None else min(day, published)

"""A figure over time: the accounts of it that a case holds, and the band they leave on each day."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tocsin.lexicon.counted import Measures
from tocsin.lexicon.language import Lexicon
from tocsin.model.estimate import Origin
from tocsin.model.link import Link
from tocsin.model.query import Report
from tocsin.model.reason import Reason
from tocsin.model.series import Account, AccountStatus, Level, Series
from tocsin.text.folding import folded
from tocsin.weigh.figures.accounts import Figure, GradeOf, figures_of
from tocsin.weigh.figures.band import told
from tocsin.weigh.figures.batches import StepBand, on_top, set_earlier
from tocsin.weigh.figures.cumulative import CumulativeBand, SourceTrack, runs_of
from tocsin.weigh.figures.level import LevelBand
from tocsin.weigh.figures.matching import FigureMatcher
from tocsin.weigh.figures.measuring import MeasureChoice, are_still
from tocsin.weigh.figures.standing import judged, put_back
from tocsin.weigh.figures.subject import FigureQuery, subject_of
from tocsin.weigh.figures.surroundings import Surroundings

Whose = Callable[[Sequence[Report]], tuple[Mapping[str, Origin], GradeOf]]
"""What tells whose word some claims are, by their ids, and an analyst's grade of their sources."""

MOST_SOURCES = 12
"""Sources whose own figures are followed, those with most figures first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A figure over time with what stands behind it.

    Attributes:
        series: The band and its accounts.
        sources: What each source by itself would say on a day.
        left_out: Why figures of the thing are no accounts of it, and of how many that is so.
    """

    series: Series
    sources: Mapping[str, tuple[Level, ...]] = field(default_factory=dict)
    left_out: Mapping[Reason, int] = field(default_factory=dict)


def figures(
    claims: Iterable[Report],
    query: FigureQuery,
    *,
    lexicon: Lexicon,
    whose: Whose,
    links: Collection[Link] = (),
    around: Mapping[str, Surroundings] | None = None,
    others: Collection[str] = (),
) -> Figures:
    """What the claims of a case say of one figure.

    Args:
        claims: Those that may count it (`keys_of`); others do no harm.
        query: What is asked for.
        lexicon: The words of the claims' language.
        whose: Is asked for the claims that are accounts; most of the others are not.
        links: How claims stand to each other, as far as that is known.
        around: What the claims' documents say around them, by their ids.
        others: Documents of other stories than that of the figure.

    Returns:
        The series, without accounts where the claims hold none.

    Raises:
        QueryError: The subject says nothing that could be counted.
    """
    subject = subject_of(query, lexicon)
    left_out: Counter[Reason] = Counter()
    found = FigureMatcher(lexicon, subject, around or {}).matched(claims, left_out)
    if others:
        left_out[Reason(rule="figures.other_story")] += sum(one.report.document in others for one in found)
        found = [one for one in found if one.report.document not in others]
    matched, measure = MeasureChoice(lexicon, subject).of_one(found, left_out)
    cumulative = query.cumulative
    if cumulative is None:
        cumulative = bool(matched) and not Measures(lexicon).is_level(measure) and not are_still(matched, lexicon)

    origins, grade = whose([one.report for one in matched])

    def origin_of(report: Report) -> str:
        """One name for each origin: of a party its own, whether it speaks itself or cites somebody who is not named."""
        origin = origins[report.claim.id]
        return origin.party.name if origin.party is not None else origin.name

    made = figures_of(matched, origin_of, grade, left_out, cumulative=cumulative)
    if query.source is not None:
        made = [one for one in made if _is_of(one.account, folded(query.source))]
    accounts = set_earlier(judged(made, links, cumulative=cumulative))
    counted = [one for one in accounts if one.account.standing is AccountStatus.COUNTED]
    counted = [*counted, *put_back(accounts)] if cumulative else on_top(counted)
    days = _days(query, counted)
    steps = StepBand.of(counted) if cumulative else None
    band = steps or (CumulativeBand(counted) if cumulative else LevelBand(counted))
    levels = band.levels(days)
    since, until, last = query.since or date.min, query.until or date.max, date.max
    listed = [
        account for account in (one.account for one in accounts)
        if account.earliest is None or account.latest is None or (account.latest >= since and account.earliest <= until)
    ]  # fmt: skip
    listed.sort(key=lambda one: (one.earliest or last, one.latest or last, one.report.claim.id, one.quantity.start))
    of_sources = _sums if cumulative else _states
    return Figures(
        series=Series(
            subject=subject.asked, place=subject.place, measure=measure, cumulative=cumulative, accounts=tuple(listed),
            levels=tuple(levels),
        ),
        sources=of_sources(counted, days, exact=bool(query.at)),
        left_out=dict(left_out),
    )  # fmt: skip


def _days(query: FigureQuery, counted: Iterable[Figure]) -> list[date]:
    """The days asked for: those named, or else those on which an account begins or ends, and steps between them."""
    if query.at:
        return sorted(set(query.at))
    accounts = [one.account for one in counted]
    ends = {day for one in accounts for day in (one.earliest, one.latest) if day is not None}
    ends |= {day for day in (query.since, query.until) if day is not None and ends}
    since, until = query.since or date.min, query.until or date.max
    inside = sorted(day for day in ends if since <= day <= until)
    span = (inside[-1] - inside[0]).days if inside else 0
    steps = range(1, query.steps + 1) if len(inside) > 1 else ()
    return sorted({*inside, *(inside[0] + timedelta(days=span * step // (query.steps + 1)) for step in steps)})


def _sums(counted: Sequence[Figure], days: Sequence[date], *, exact: bool) -> dict[str, tuple[Level, ...]]:
    """What each source would say of a growing sum: from its first figure on, as long as it is heard."""
    runs = list(runs_of(counted).items())[:MOST_SOURCES]
    return {
        origin: tuple(_own_level(run, day) for day in days if exact or run.is_heard(day.toordinal()))
        for origin, run in runs
    }


def _own_level(run: SourceTrack, day: date) -> Level:
    number = day.toordinal()
    if number < run.days[0]:
        return Level(day=day, low=0.0, best=None, high=told(run.high(number)), claims=run.around(number))
    bound = run.bound(number)
    return Level(day=day, low=bound.low, best=bound.best, high=told(bound.high), claims=run.around(number))


def _states(counted: Sequence[Figure], days: Sequence[date], *, exact: bool) -> dict[str, tuple[Level, ...]]:
    """What each source would say of a level: between its first account and its last, and on the days asked for."""
    by_origin: dict[str, list[Figure]] = {}
    for one in counted:
        by_origin.setdefault(one.account.origin, []).append(one)
    ordered = sorted(by_origin.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_SOURCES]
    found = {}
    for origin, own in ordered:
        first = min(one.account.earliest for one in own if one.account.earliest)
        last = max(one.account.latest for one in own if one.account.latest)
        found[origin] = tuple(LevelBand(own).levels(day for day in days if exact or first <= day <= last))
    return found


def _is_of(account: Account, name: str) -> bool:
    """Whether somebody's name is among those behind an account."""
    found = account.report
    return any(
        name in folded(one)
        for one in (account.origin, *found.claim.sources, found.claim.speaker or "", found.outlet or "")
    )

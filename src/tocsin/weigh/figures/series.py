"""A figure over time: the accounts of it that a case holds, and the band they leave on each day."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from tocsin.lexicon.counted import Measures
from tocsin.lexicon.language import Lexicon
from tocsin.model.link import Link
from tocsin.model.query import Report
from tocsin.model.series import Account, AccountStatus, Level, Series
from tocsin.model.source import Grade
from tocsin.text.folding import folded
from tocsin.weigh.figures.accounts import AccountMaker, Figure, GradeOf
from tocsin.weigh.figures.choosing import Chooser, MatchedFigure
from tocsin.weigh.figures.days import DayReader
from tocsin.weigh.figures.growing import CumulativeBand, runs_of, told
from tocsin.weigh.figures.nations import Nations
from tocsin.weigh.figures.origins import Origins
from tocsin.weigh.figures.passages import Passages
from tocsin.weigh.figures.present import LevelBand
from tocsin.weigh.figures.run import SourceTrack
from tocsin.weigh.figures.standings import judged
from tocsin.weigh.figures.subject import FigureQuery, SubjectReader
from tocsin.weigh.figures.words import Words

MOST_SOURCES = 12
"""Sources whose own figures are followed, those with most figures first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A figure over time with what stands behind it.

    Attributes:
        series: It.
        sources: What each source by itself would say on a day.
        left_out: Why figures of the thing are no accounts of it, and of how many that is so.
    """

    series: Series
    sources: Mapping[str, tuple[Level, ...]] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)


def series(
    claims: Sequence[Report],
    wanted: FigureQuery,
    *,
    lexicon: Lexicon,
    links: Collection[Link] = (),
    grade: GradeOf | None = None,
) -> Series:
    """The figure over time alone; see `figures`."""
    return figures(claims, wanted, lexicon=lexicon, links=links, grade=grade).series


def figures(
    claims: Sequence[Report],
    wanted: FigureQuery,
    *,
    lexicon: Lexicon,
    links: Collection[Link] = (),
    grade: GradeOf | None = None,
) -> Figures:
    """What the claims of a case say of one figure.

    Args:
        claims: All of the case, or of its documents that matter: what stands around a figure may tell what it counts.
        wanted: What is asked for.
        lexicon: The words of the claims' language.
        links: How claims stand to each other, as far as that is known.
        grade: What an analyst laid down of a source, by its name.

    Returns:
        The series, without accounts where the claims hold none.

    Raises:
        QueryError: The subject says nothing that could be counted.
    """
    return _Reckoning(claims, wanted, lexicon, grade or _ungraded).figures(links)


def _ungraded(name: str) -> Grade | None:
    """Nobody graded anybody."""
    del name
    return None


@cache
def _ready(lexicon: Lexicon) -> tuple[Words, Nations]:
    """What is compiled of a language once."""
    return Words(lexicon), Nations(lexicon)


class _Reckoning:
    """One figure, from the claims to the band."""

    def __init__(self, claims: Sequence[Report], wanted: FigureQuery, lexicon: Lexicon, grade: GradeOf) -> None:
        self._claims, self._wanted, self._lexicon, self._grade = claims, wanted, lexicon, grade
        self._words, self._nations = _ready(lexicon)
        self._measures = Measures(lexicon)
        self._subject = SubjectReader(lexicon, self._words, self._nations, self._measures).read(wanted)
        self._passages = Passages(claims)
        self._left_out: Counter[str] = Counter()

    def figures(self, links: Iterable[Link]) -> Figures:
        chosen, measure = self._of_one_measure(self._chosen())
        cumulative = self._wanted.cumulative
        if cumulative is None:
            cumulative = bool(chosen) and not self._measures.is_level(measure)
        origins = Origins(self._lexicon, self._words, self._nations, [one.report for one in chosen])
        maker = AccountMaker(self._lexicon, DayReader(self._lexicon, self._words, self._passages), origins, self._grade)
        made = maker.figures(chosen, self._left_out, cumulative=cumulative)
        if self._wanted.source is not None:
            made = [one for one in made if _is_of(one.account, folded(self._wanted.source))]
        accounts = judged(made, links)
        counted = [one for one in accounts if one.account.standing is AccountStatus.COUNTED]
        return self._reckoned(accounts, counted, measure, cumulative=cumulative)

    def _chosen(self) -> list[MatchedFigure]:
        chooser = Chooser(self._lexicon, self._wanted, self._subject, self._words, self._nations, self._passages)
        return chooser.choose(self._claims, self._left_out)

    def _of_one_measure(self, chosen: Sequence[MatchedFigure]) -> tuple[list[MatchedFigure], str | None]:
        """The figures of the measure asked for, or else of that which most of them have."""
        if self._subject.measure is not None:
            return list(chosen), self._subject.measure
        families = [self._family(one) for one in chosen]
        counts = Counter(families)
        if not counts:
            return [], None
        measure = max(counts, key=lambda family: (counts[family], self._measures.is_level(family), family or ""))
        for family, number in counts.items():
            if family != measure:
                self._left_out[f"of another measure: {family or 'not told'}"] += number
        return [one for one, family in zip(chosen, families, strict=True) if family == measure], measure

    def _family(self, chosen: MatchedFigure) -> str | None:
        """The measure that takes a figure's in; of what is there, no measure need be told."""
        family = self._measures.family(chosen.measure)
        return "present" if family is None else family

    def _reckoned(
        self, accounts: Sequence[Figure], counted: Sequence[Figure], measure: str | None, *, cumulative: bool
    ) -> Figures:
        days = self._days(counted)
        levels = CumulativeBand(counted).levels(days) if cumulative else LevelBand(counted).levels(days)
        listed = sorted((one.account for one in accounts), key=_by_day)
        made = Series(
            subject=self._wanted.subject, place=self._wanted.place, measure=measure, cumulative=cumulative,
            accounts=tuple(one for one in listed if self._is_in_window(one)), levels=tuple(levels),
        )  # fmt: skip
        exact = bool(self._wanted.at)
        sources = _sums(counted, days, exact=exact) if cumulative else _states(counted, days, exact=exact)
        return Figures(series=made, sources=sources, left_out=dict(self._left_out))

    def _days(self, counted: Iterable[Figure]) -> list[date]:
        if self._wanted.at:
            return sorted(set(self._wanted.at))
        accounts = [one.account for one in counted]
        ends = {day for one in accounts for day in (one.earliest, one.latest) if day is not None}
        ends |= {day for day in (self._wanted.since, self._wanted.until) if day is not None and ends}
        inside = sorted(day for day in ends if self._is_inside(day))
        return sorted({*inside, *_spread(inside, self._wanted.steps)})

    def _is_inside(self, day: date) -> bool:
        since, until = self._wanted.since, self._wanted.until
        return (since is None or day >= since) and (until is None or day <= until)

    def _is_in_window(self, account: Account) -> bool:
        since, until = self._wanted.since, self._wanted.until
        if account.earliest is None or account.latest is None:
            return True
        return (since is None or account.latest >= since) and (until is None or account.earliest <= until)


def _spread(days: Sequence[date], steps: int) -> list[date]:
    """Days between the first and the last, evenly spread."""
    if len(days) < 2 or steps < 1:
        return []
    span = (days[-1] - days[0]).days
    return [days[0] + timedelta(days=span * step // (steps + 1)) for step in range(1, steps + 1)]


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
    return {origin: tuple(LevelBand(own).levels(days if exact else _heard(own, days))) for origin, own in ordered}


def _heard(own: Sequence[Figure], days: Sequence[date]) -> list[date]:
    first = min(one.account.earliest for one in own if one.account.earliest)
    last = max(one.account.latest for one in own if one.account.latest)
    return [day for day in days if first <= day <= last]


def _is_of(account: Account, name: str) -> bool:
    """Whether somebody's name is among those behind an account."""
    found = account.report
    return any(
        name in folded(one)
        for one in (account.origin, *found.claim.sources, found.claim.speaker or "", found.outlet or "")
    )


def _by_day(account: Account) -> tuple[date, date, str, int]:
    last = date.max
    return account.earliest or last, account.latest or last, account.report.claim.id, account.quantity.start

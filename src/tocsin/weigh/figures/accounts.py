"""From a chosen figure to an account: whose it is, of which days, what it allows, and whether it is a claim or a minimum."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tocsin.lexicon.language import Lexicon
from tocsin.model.quantity import Quantity
from tocsin.model.query import Report
from tocsin.model.series import Account, AccountStatus
from tocsin.model.source import Counting, Grade, Reliability
from tocsin.text.folding import folded
from tocsin.text.numbers import exact, percent
from tocsin.weigh.figures.band import Binds
from tocsin.weigh.figures.choosing import MatchedFigure
from tocsin.weigh.figures.days import DayReader
from tocsin.weigh.figures.origins import Origins

ABOUT = 0.1
"""How far off a figure may be that is given as rough, as a share of it: "about 400" is 360 to 440."""
HARDLY = 0.05
"""What "almost none" is at most, as a share of the greatest number that anyone says there is at least."""

GradeOf = Callable[[str], Grade | None]
"""What an analyst laid down of a source, by its name."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An account with what only the calculation needs.

    Attributes:
        account: It.
        value: The single number nearest to its words.
        is_sum: Whether it is a figure of the whole up to its day; else the whole is at least that.
        is_reliable: Whether its source is graded so that its figure binds from below too.
    """

    account: Account
    value: float
    is_sum: bool = True
    is_reliable: bool = False


class AccountMaker:
    """Makes accounts of chosen figures."""

    def __init__(self, lexicon: Lexicon, days: DayReader, origins: Origins, grade: GradeOf) -> None:
        self._minimum = tuple(lexicon.table("estimates")["minimum"]["words"])
        self._days, self._origins, self._grade = days, origins, grade

    def figures(self, chosen: Sequence[MatchedFigure], left_out: Counter[str], *, cumulative: bool) -> list[Figure]:
        """The accounts of chosen figures, in their order, those of sources that are graded unreliable left out.

        Args:
            chosen: The figures.
            left_out: Is told why figures are left out, and of how many.
            cumulative: Whether they are sums up to a day.
        """
        hardly = HARDLY * max((one.quantity.low or 0.0 for one in chosen), default=0.0)
        countings = self._countings([one.report for one in chosen])
        made = []
        for one in chosen:
            origin = self._origins.of(one.report)
            grade = self._graded(one.report, origin)
            if grade is not None and grade.reliability is Reliability.E:
                left_out[f"of {origin}, graded {grade.reliability.value}, {grade.reliability.words}"] += 1
                continue
            counting = grade.counting if grade and grade.counting else countings[origin]
            made.append(self._figure(one, origin, counting, grade, hardly, cumulative=cumulative))
        return made

    def _figure(
        self,
        chosen: MatchedFigure,
        origin: str,
        counting: Counting,
        grade: Grade | None,
        hardly: float,
        *,
        cumulative: bool,
    ) -> Figure:
        found, quantity = chosen.report, chosen.quantity
        days = self._days.of(found, cumulative=cumulative)
        low, high = bounds(quantity, hardly)
        whole = not chosen.narrower and not days.brought
        minimum = counting is Counting.MINIMUM
        account = Account(
            report=found, quantity=quantity, origin=origin, counting=counting, earliest=days.earliest, latest=days.latest,
            low=low, high=None if minimum or not whole else high, standing=_standing(found, quantity, days.latest is None),
            reasons=(*chosen.reasons, *days.reasons, *_reasons(quantity, hardly)),
        )  # fmt: skip
        reliable = grade is not None and grade.reliability in (Reliability.A, Reliability.B)
        return Figure(account, value_of(quantity), is_sum=whole, is_reliable=reliable)

    def _graded(self, report: Report, origin: str) -> Grade | None:
        names = (
            origin,
            *report.claim.sources[-1:],
            *((report.outlet,) if not report.claim.sources and report.outlet else ()),
        )
        return next((grade for name in names if (grade := self._grade(name)) is not None), None)

    def _countings(self, claims: Iterable[Report]) -> dict[str, Counting]:
        """What each origin's figures are: one that counts only what it saw does so where a passage does not repeat it."""
        marks: dict[str, dict[str, bool]] = defaultdict(dict)
        for found in claims:
            # One passage told many times is no more usual than another one.
            sentence = folded(found.sentence)
            marks[self._origins.of(found)][sentence] = any(words in sentence for words in self._minimum)
        return {
            origin: Counting.MINIMUM if 2 * sum(seen.values()) >= len(seen) else Counting.CLAIM
            for origin, seen in marks.items()
        }


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


def value_of(quantity: Quantity) -> float:
    """The single number nearest to a figure's words: the bound they give, the middle where they give two."""
    low, high = quantity.low, quantity.high
    if low is None or high is None:
        return (high if low is None else low) or 0.0
    return low / 2 + high / 2


def _standing(report: Report, quantity: Quantity, undated: bool) -> AccountStatus:
    if quantity.denied or report.claim.score < 0:
        return AccountStatus.DENIED
    return AccountStatus.UNDATED if undated else AccountStatus.COUNTED


def _reasons(quantity: Quantity, hardly: float) -> tuple[str, ...]:
    if is_hardly_any(quantity):
        return (f"“almost none” taken as at most {exact(hardly)}, {percent(HARDLY)} of the most that is surely told",)
    if quantity.approximate and quantity.low == quantity.high:
        return (f"rough: {ABOUT:.0%} either way",)
    return ()


def binds(figure: Figure) -> Binds:
    """From which side a figure bounds what is asked for."""
    if not figure.is_sum:
        return Binds.PART
    if figure.account.counting is Counting.MINIMUM:
        return Binds.MINIMUM
    return Binds.RELIABLE if figure.is_reliable else Binds.CLAIM


def with_standing(figure: Figure, standing: AccountStatus, reason: str) -> Figure:
    """The figure set aside, and why."""
    account = figure.account
    return replace(figure, account=replace(account, standing=standing, reasons=(*account.reasons, reason)))

"""One actor against states of the world: expected pay, worst pay, regret, and what would change the best option."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

from tocsin.choices.breaking_even import BreakEven, break_even
from tocsin.choices.lines import Number
from tocsin.model.choice import Parameter, Range, Table

_ZERO = Fraction(0)
AnyNumber = TypeVar("AnyNumber", Fraction, Number)


class TableSolver:
    """Answers about one table; options are named by their places."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._pay = tuple(tuple(one.range for one in line) for line in table.pay)

    def expected(self, of: Callable[[Range], Fraction] = lambda pay: pay.mode) -> list[Fraction]:
        """The expected pay of each option, by its modes or what else is taken of each range."""
        return [sum((p * of(pay) for p, pay in zip(self._p, line, strict=True)), _ZERO) for line in self._pay]

    @property
    def _p(self) -> tuple[Fraction, ...]:
        assert self._table.p is not None, "the reader of questions sees to it that there is p"
        return self._table.p

    def ranges(self) -> tuple[list[int], list[int], tuple[Fraction, Fraction]]:
        """The options that are best for some pays in their ranges, those for all, and what the best can be worth."""
        lows, highs = self.expected(lambda pay: pay.low), self.expected(lambda pay: pay.high)
        possible = [
            at for at, high in enumerate(highs) if all(high >= low for other, low in enumerate(lows) if other != at)
        ]
        necessary = [
            at for at, low in enumerate(lows) if all(low >= high for other, high in enumerate(highs) if other != at)
        ]
        return possible, necessary, (max(lows), max(highs))

    def maximin(self) -> tuple[list[int], Fraction]:
        """The options whose worst pay is best (Wald), and that pay."""
        return best([min(pay.low for pay in line) for line in self._pay])

    def regret(self) -> tuple[list[Fraction], list[int], Fraction]:
        """The greatest regret of each option (Savage), the options with the least, and that."""
        greatest = []
        for at, line in enumerate(self._pay):
            others = [other for number, other in enumerate(self._pay) if number != at]
            missed = [other[state].high - pay.low for state, pay in enumerate(line) for other in others]
            greatest.append(max([_ZERO, *missed]))
        options, least = best([-one for one in greatest])
        return greatest, options, -least

    def dominated(self) -> list[int]:
        """The options that one other option beats for sure in every state."""
        return [
            at for at, line in enumerate(self._pay)
            if any(all(one.low > pay.high for one, pay in zip(other, line, strict=True)) for other in self._pay)
        ]  # fmt: skip

    def worth_of_knowing(self) -> Fraction:
        """What it adds to know the state before choosing."""
        known = sum((p * max(line[state].mode for line in self._pay) for state, p in enumerate(self._p)), _ZERO)
        return known - max(self.expected())

    def break_even(self, parameter: Parameter) -> BreakEven:
        """Where the best options change as one number does."""
        return break_even(parameter.within, lambda t: frozenset(best(self.expected_with(parameter, t))[0]))

    def expected_with(self, parameter: Parameter, t: Number) -> list[Number]:
        """The expected pay of each option where one number is another."""
        weights: Sequence[Number] = self._p
        if parameter.p is not None:
            weights = varied(self._p, self._table.states, parameter.p[0], t)
        worths: list[Number] = []
        for option, line in zip(self._table.options, self._pay, strict=True):
            worth: Number = _ZERO
            for state, weight, pay in zip(self._table.states, weights, line, strict=True):
                worth = worth + weight * (t if parameter.pay == (option, state) else pay.mode)
            worths.append(worth)
        return worths


def best(worths: Sequence[AnyNumber]) -> tuple[list[int], AnyNumber]:
    """The places of the greatest of some numbers, and that number."""
    greatest = max(worths)
    return [at for at, worth in enumerate(worths) if not worth < greatest], greatest


def varied(p: Sequence[Fraction], names: Sequence[str], name: str, t: Number) -> list[Number]:
    """Probabilities of which one is t and the others keep their proportions."""
    rest = sum((one for one, other in zip(p, names, strict=True) if other != name), _ZERO)
    return [t if other == name else (Fraction(1) - t) * (one / rest) for one, other in zip(p, names, strict=True)]


def logit(worths: Sequence[float], sharpness: float) -> list[float]:
    """How often each option is chosen by someone who errs: in proportion to exp(λ·worth)."""
    most = max(worths)
    powers = [math.exp(sharpness * (worth - most)) for worth in worths]
    total = math.fsum(powers)
    return [one / total for one in powers]

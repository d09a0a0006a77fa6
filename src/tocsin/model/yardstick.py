"""The yardstick of probability of Intelligence Community Directive 203 (2015, section D.6.e(2)(a))."""

from enum import StrEnum
from itertools import pairwise


class Yardstick(StrEnum):
    """A step of the yardstick by the term of its first row; the words of a language are the lexicon's (`yardstick.toml`)."""

    ALMOST_NO_CHANCE = "almost no chance"
    VERY_UNLIKELY = "very unlikely"
    UNLIKELY = "unlikely"
    ROUGHLY_EVEN_CHANCE = "roughly even chance"
    LIKELY = "likely"
    VERY_LIKELY = "very likely"
    ALMOST_CERTAIN = "almost certain"

    @classmethod
    def of(cls, probability: float) -> "Yardstick":
        """The step of a probability in 0 … 1; a border belongs to the lower step, and the ends reach to 0 and 1."""
        return next((step for step in cls if probability <= step.interval[1]), cls.ALMOST_CERTAIN)

    @property
    def interval(self) -> tuple[float, float]:
        """The probabilities that the term stands for, in 0 … 1."""
        return _INTERVALS[self]


_BORDERS = (0.01, 0.05, 0.20, 0.45, 0.55, 0.80, 0.95, 0.99)
_INTERVALS = dict(zip(Yardstick, pairwise(_BORDERS), strict=True))


def yardstick_words(low: float, high: float) -> str:
    """The terms for an interval in 0 … 1: one where both ends have the same, else "likely to almost certain"."""
    least, most = Yardstick.of(low), Yardstick.of(high)
    return least if least is most else f"{least} to {most}"

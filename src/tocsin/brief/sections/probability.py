"""Probabilities in the words of ICD 203, with their numbers."""

from tocsin.model.yardstick import Yardstick, yardstick_words
from tocsin.text.numbers import percent, percent_range


def probability_words(interval: tuple[float, float]) -> str:
    """An interval of probability: "likely (60–78 %)", or "unlikely to very likely (30–90 %)" over several terms."""
    return f"{yardstick_words(*interval)} ({percent_range(*interval)})"


def chance_words(probability: float) -> str:
    """A single probability: "likely (62 %)"."""
    return f"{Yardstick.of(probability)} ({percent(probability)})"

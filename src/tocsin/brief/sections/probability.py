"""Probabilities in the words of ICD 203, with their numbers."""

from tocsin.model.factuality import yardstick, yardstick_words

_LEAST, _MOST = 1, 99
"""Percent. A brief never says that something is sure either way, however a number rounds."""


def probability_words(interval: tuple[float, float]) -> str:
    """An interval of probability: "likely (60–78 %)", or "unlikely to very likely (30–90 %)" over several terms."""
    return f"{yardstick_words(*interval)} ({_range(*interval)} %)"


def chance_words(probability: float) -> str:
    """A single probability: "likely (62 %)"."""
    return f"{yardstick(probability)} ({_percent(probability)} %)"


def _range(low: float, high: float) -> str:
    least, most = _percent(low), _percent(high)
    return f"{least}" if least == most else f"{least}–{most}"


def _percent(probability: float) -> int:
    return max(_LEAST, min(_MOST, round(probability * 100)))

"""The words of a language for the steps of the yardstick of ICD 203, read as numbers."""

from functools import cache

from tocsin.lexicon.language import lexicon_for
from tocsin.model.yardstick import Yardstick
from tocsin.text.folding import folded


@cache
def intervals(language: str | None = None) -> dict[str, tuple[float, float]]:
    """Every word of the standard with the interval that it stands for, the least probable first."""
    table = lexicon_for(language).table("yardstick")
    return {word: step.interval for step in Yardstick for word in table[step]}


def terms(language: str | None = None) -> tuple[str, ...]:
    """The word that is written for each step, the least probable first."""
    table = lexicon_for(language).table("yardstick")
    return tuple(table[step][0] for step in Yardstick)


def interval_of(word: str, language: str | None = None) -> tuple[float, float] | None:
    """What a word stands for, written in any case and spacing; None for one that the standard does not have."""
    return intervals(language).get(folded(word))


def middle(interval: tuple[float, float]) -> float:
    """The number that stands for an interval where one must."""
    return round((interval[0] + interval[1]) / 2, 6)

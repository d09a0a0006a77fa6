"""ICD 203's words of probability, read as numbers."""

import tomllib
from functools import cache
from pathlib import Path

from tocsin.text.folding import folded

_FILE = Path(__file__).parent / "icd203.toml"


@cache
def intervals() -> dict[str, tuple[float, float]]:
    """Every word of the standard with the interval it stands for, the least probable first."""
    terms = tomllib.loads(_FILE.read_text(encoding="utf-8"))["term"]
    return {word: (term["interval"][0], term["interval"][1]) for term in terms for word in term["words"]}


@cache
def terms() -> tuple[str, ...]:
    """The first word of each step, the least probable first."""
    seen: dict[tuple[float, float], str] = {}
    for word, interval in intervals().items():
        seen.setdefault(interval, word)
    return tuple(seen.values())


def interval_of(word: str) -> tuple[float, float] | None:
    """What a word stands for, written in any case and spacing; None for one that the standard does not have."""
    return intervals().get(folded(word))


def middle(interval: tuple[float, float]) -> float:
    """The number that stands for an interval where one must."""
    return round((interval[0] + interval[1]) / 2, 6)

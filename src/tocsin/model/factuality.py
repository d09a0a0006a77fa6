"""How surely something is presented as so: FactBank's values, their scores and probabilities."""

from enum import StrEnum


class Factuality(StrEnum):
    """How surely a speaker presents an event as happening (FactBank: Saurí and Pustejovsky, 2009)."""

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    UNCOMMITTED = "Uu"
    POSSIBLY_NOT = "PS-"
    PROBABLY_NOT = "PR-"
    CERTAINLY_NOT = "CT-"

    @classmethod
    def of(cls, score: float) -> "Factuality":
        """The value nearest to a score in -3 … 3."""
        for value, least in _LEAST:
            if score >= least:
                return value
        return cls.CERTAINLY_NOT

    @property
    def score(self) -> float:
        """The value on the scale from -3 (certainly not) to 3 (certainly so)."""
        return _SCORES[self]

    @property
    def probability(self) -> tuple[float, float]:
        """The interval of ICD 203's yardstick that the value's words allow."""
        return _INTERVALS[self]

    @property
    def words(self) -> str:
        """The value in words, for people."""
        return _WORDS[self]


_LEAST = (
    (Factuality.CERTAIN, 2.5), (Factuality.PROBABLE, 1.5), (Factuality.POSSIBLE, 0.5), (Factuality.UNCOMMITTED, -0.5),
    (Factuality.POSSIBLY_NOT, -1.5), (Factuality.PROBABLY_NOT, -2.5),
)  # fmt: skip
_SCORES = dict(zip(Factuality, (3.0, 2.0, 1.0, 0.0, -1.0, -2.0, -3.0), strict=True))
# ICD 203 gives no interval for "possible"; its neighbours' outer bounds are taken, so that it overlaps "probable" little.
_INTERVALS = dict(zip(Factuality, (
    (0.95, 0.99), (0.55, 0.95), (0.20, 0.55), (0.01, 0.99), (0.45, 0.80), (0.05, 0.45), (0.01, 0.05)
), strict=True))  # fmt: skip
_WORDS = dict(zip(Factuality, (
    "certain", "probable", "possible", "left open", "possibly not", "probably not", "certainly not"
), strict=True))  # fmt: skip

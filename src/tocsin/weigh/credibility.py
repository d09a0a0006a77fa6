"""The credibility of information, 1 to 6, by stated rules (AJP-2.1): what confirms it, what speaks against it."""

from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.model.estimate import Credibility
from tocsin.text.numbers import halves

_FIRM = 0.5
"""The least certainty of a statement that counts whole; one that says less, but leaves this possible, counts half."""
_CONFIRMED, _CONFIRMED_BY_STRONG = 3.0, 2.0
"""Origins that confirm one another, and how many are enough where one of them is known to be good or able to know."""
_OUTWEIGHED = 3.0
"""How many times as many must say so as say otherwise for it to stay probable."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The origins of one side: how many count, a hedged one half, and how many of them are strong."""

    count: float = 0.0
    strong: int = 0
    heard: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts of an origin: the interval of its certainty, whether it is unreliable, and whether it is strong."""

    certainty: tuple[float, float]
    unreliable: bool
    strong: bool

    @property
    def count(self) -> float:
        """1 for what is said to be so or probable, ½ for what is only held possible, 0 for what an unreliable source says."""
        low, high = self.certainty
        if self.unreliable or high <= _FIRM:
            return 0.0
        return 1.0 if low >= _FIRM else 0.5


def tally(origins: Iterable[Counted]) -> Tally:
    """The origins of one side, counted."""
    found = list(origins)
    return Tally(
        count=sum(one.count for one in found),
        strong=sum(one.strong and one.count == 1 for one in found),
        heard=len(found),
    )


def credibility(favour: Tally, against: Tally, *, revised: bool) -> tuple[Credibility, str]:
    """The grade and the rule that decided it.

    Args:
        favour: The independent origins that say so.
        against: Those that say otherwise.
        revised: Whether a later statement takes the place of this one.
    """
    if not favour.heard and not against.heard:
        return Credibility.UNKNOWN, "nobody says plainly that it is so, nor that it is not"
    grade, words = _opposed(favour, against) if against.count else _unopposed(favour)
    if revised and grade < Credibility.DOUBTFUL:
        return Credibility.DOUBTFUL, "a later statement takes its place"
    return grade, words


def _unopposed(favour: Tally) -> tuple[Credibility, str]:
    number = _number(favour)
    if not favour.count:
        return Credibility.DOUBTFUL, "nobody who could be relied on says so"
    if favour.count >= _CONFIRMED:
        return Credibility.CONFIRMED, f"{number} confirm one another, and none says otherwise"
    if favour.count >= _CONFIRMED_BY_STRONG and favour.strong:
        return Credibility.CONFIRMED, f"{number} confirm one another, one of them reliable or in a position to know"
    if favour.count >= _CONFIRMED_BY_STRONG:
        return Credibility.PROBABLE, f"{number} say so, and none says otherwise"
    if favour.strong:
        return (
            Credibility.PROBABLE,
            "one origin says so that is reliable or in a position to know, and none says otherwise",
        )
    return Credibility.POSSIBLE, "nothing confirms it, and none says otherwise"


def _opposed(favour: Tally, against: Tally) -> tuple[Credibility, str]:
    words = f"{_number(favour)} against {_number(against)}"
    if favour.count >= max(_OUTWEIGHED * against.count, _CONFIRMED_BY_STRONG):
        return Credibility.PROBABLE, f"{words}: far more say so than say otherwise"
    if favour.count > against.count:
        return Credibility.POSSIBLE, f"{words}: more say so than say otherwise"
    if 2 * favour.count > against.count:
        return Credibility.DOUBTFUL, f"{words}: no more say so than say otherwise"
    return Credibility.IMPROBABLE, f"{words}: those who say otherwise outweigh it"


def _number(side: Tally) -> str:
    """How many, with a hedged origin as half a one: "1½ origins"."""
    return f"{halves(side.count)} {'origin' if side.count <= 1 and side.count else 'origins'}"

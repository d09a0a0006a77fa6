"""How surely an indicator was seen: each independent origin counts once, ages, and is weighed against who says otherwise."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.model.assessment import Indication
from tocsin.model.evidence import Shares, opposed, together
from tocsin.model.scenario import Indicator, Scenario

NOTHING: Shares = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Word:
    """One origin's word on an indicator as it counts on a day.

    Attributes:
        indication: What was said.
        weight: What discounting and age have left of its certainty.
        against: How far those who say otherwise support that, with their age.
    """

    indication: Indication
    weight: Shares
    against: Shares

    @property
    def alone(self) -> Shares:
        """What it would support if nobody else said so."""
        return against_all(self.weight, self.against)


@dataclass(frozen=True, slots=True)
class Sighting:
    """An indicator with what its origins say of it.

    Attributes:
        rows: A row for each origin, its best word first: that one counts. What else it said is older or less sure.
    """

    indicator: Indicator
    rows: tuple[tuple[Word, ...], ...]

    @property
    def certainty(self) -> Shares:
        """At the worst, in the middle and at the best; all 0 where too few origins say so."""
        return joint([row[0] for row in self.rows], self.indicator.least_origins)

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that count."""
        return tuple(dict.fromkeys(claim for row in self.rows for claim in row[0].indication.claims))


def joint(words: Sequence[Word], least_origins: int) -> Shares:
    """How surely a thing was seen that each of these origins saw for itself, as the evidence on propositions is weighed.

    The words on one proposition support it together, those who say otherwise take from that, and what is left of several
    propositions is put together again: each of them shows the thing.
    """
    if len(words) < max(1, least_origins):
        return NOTHING
    by_proposition: Mapping[str, list[Word]] = defaultdict(list)
    for word in words:
        by_proposition[word.indication.proposition].append(word)
    left = [against_all(_together([one.weight for one in held]), held[0].against) for held in by_proposition.values()]
    return _together(left)


def against_all(support: Shares, against: Shares) -> Shares:
    """What a contradiction leaves of support: at the worst for the one it is at its best, and the other way round."""
    low, middle, high = support
    return opposed(low, against[2]), opposed(middle, against[1]), opposed(high, against[0])


def sightings(scenario: Scenario, indications: Iterable[Indication], *, today: date) -> tuple[Sighting, ...]:
    """The indicators that were seen, in the scenario's order. Indications of indicators it does not have are left out."""
    found: Mapping[str, Mapping[str, list[Indication]]] = defaultdict(lambda: defaultdict(list))
    for one in indications:
        found[one.indicator][one.key].append(one)
    return tuple(
        Sighting(indicator, tuple(
            tuple(sorted((_word(one, indicator.half_life, today) for one in found[indicator.name][key]), key=_worst))
            for key in sorted(found[indicator.name])
        ))
        for indicator in scenario.indicators
        if indicator.name in found
    )  # fmt: skip


def _word(one: Indication, half_life: float | None, today: date) -> Word:
    against = [_aged(weight, freshness(day, half_life, today)) for weight, day in one.against]
    return Word(one, _aged(one.weight, freshness(one.day, half_life, today)), _together(against))


def _worst(word: Word) -> tuple[float, float, str, tuple[str, ...]]:
    """By what words of one origin are put in order, the best first."""
    _, middle, high = word.alone
    return -middle, -high, word.indication.proposition, word.indication.claims


def _together(weights: Sequence[Shares]) -> Shares:
    low, middle, high = (together(ends) for ends in zip(*weights, strict=True)) if weights else NOTHING
    return low, middle, high


def _aged(weight: Shares, left: float) -> Shares:
    return weight[0] * left, weight[1] * left, weight[2] * left


def freshness(day: date | None, half_life: float | None, today: date) -> float:
    """What age has left of a piece of evidence, in 0 … 1; nothing is taken from one whose day is not known."""
    if day is None or half_life is None:
        return 1.0
    return float(0.5 ** (max(0, (today - day).days) / half_life))

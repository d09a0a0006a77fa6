"""Possible and necessary moves: what is chosen for some, and for all, that uncertain pays can be. Exact, without sampling."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from tocsin.choices.game import END, Game
from tocsin.choices.induction import Box, Induction, PermanentTie, Setting
from tocsin.choices.lines import Number, Stretch, over_stretches, value_at
from tocsin.choices.ties import necessary_in_all

Part = Stretch | Fraction


@dataclass(frozen=True, slots=True)
class OverRanges:
    """What comes of a node over all realisations of the pays.

    Attributes:
        possible: The options that are chosen in an equilibrium of some realisation.
        necessary: Those of an equilibrium of every realisation.
        value: The least and the greatest worth of the mover in any equilibrium of any realisation.
    """

    possible: frozenset[int]
    necessary: frozenset[int]
    value: tuple[Fraction, Fraction]


def over_ranges(game: Game, node: int) -> OverRanges:
    """The possible and the necessary options of a move; of another node only what its actor's worth can be.

    Raises:
        TooMuch: The tree has too many equilibria that differ.
    """
    actor = max(game.mover[node], 0)
    movers = game.movers(node)
    options = range(len(game.children[node]))

    def closed(rates: Sequence[Number]) -> tuple[frozenset[int], frozenset[int], Number, Number]:
        setting = Setting(rates=rates, full=True, keep=frozenset({actor}))
        induction = Induction(game, setting, start=node)
        low, high = _ends(induction.boxes[node], actor)
        for edge in game.way_to(node):
            low, high = induction.off((low, high), edge, actor)
        if game.mover[node] < 0:
            return frozenset(), frozenset(), low, high
        # With one mover a realisation has one worth, so that comparing the ends of the intervals is exact.
        necessary = _surely_best(induction, node, actor) if movers == {actor} else frozenset(options)
        return frozenset(induction.chosen[node]), necessary, low, high

    def generic(rates: Sequence[Number]) -> frozenset[int]:
        setting = Setting(rates=rates, full=True, generic=True, keep=frozenset({actor}))
        return _surely_best(Induction(game, setting, start=node), node, actor)

    possible: frozenset[int] = frozenset()
    necessary = frozenset(options)
    lows: list[Fraction] = []
    highs: list[Fraction] = []
    for parameters in product(*_rates(game, movers | {actor}, ends=True)):
        for parts, (some, every, low, high) in over_stretches(parameters, closed, points=True):
            possible, necessary = possible | some, necessary & every
            ends = _ends_of(parts[actor])
            lows += [value_at(low, end) for end in ends]
            highs += [value_at(high, end) for end in ends]
    if len(movers) > 1 and game.mover[node] >= 0:
        try:
            for parameters in product(*_rates(game, movers, ends=False)):
                for _, every in over_stretches(parameters, generic, points=False):
                    necessary &= every
        except PermanentTie:
            necessary = necessary_in_all(game, node)
    elif game.mover[node] < 0 or game.mover[node] == END:
        necessary = frozenset()
    return OverRanges(possible, necessary, (min(lows), max(highs)))


def _surely_best(induction: Induction, node: int, actor: int) -> frozenset[int]:
    """The options whose least worth no other option's greatest exceeds."""
    ends = [_ends(boxes, actor) for boxes in induction.ways[node] if boxes is not None]
    return frozenset(
        at
        for at, (low, _) in enumerate(ends)
        if not any(low < high for other, (_, high) in enumerate(ends) if other != at)
    )


def _ends(boxes: Sequence[Box], actor: int) -> tuple[Number, Number]:
    intervals = [one for box in boxes if (one := box[actor]) is not None]
    return min(low for low, _ in intervals), max(high for _, high in intervals)


def _rates(game: Game, actors: set[int], *, ends: bool) -> list[list[Part]]:
    """What a day can cost each actor, in parts; of the actors who decide nothing, only what is most probable."""
    rates: list[list[Part]] = []
    for actor, rate in enumerate(game.rates):
        if rate.is_sure or actor not in actors:
            rates.append([rate.mode])
        else:
            rates.append(
                [rate.low, Stretch(rate.low, rate.high), rate.high] if ends else [Stretch(rate.low, rate.high)]
            )
    return rates


def _ends_of(part: Part) -> list[Fraction]:
    if isinstance(part, Stretch):
        return [end for end in (part.low, part.high) if end is not None]
    return [part]

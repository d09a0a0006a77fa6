"""How often each move is best over the ranges: by draws, unlike the possible and necessary moves, which are exact."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tocsin.choices.game import CHANCE, END, Game
from tocsin.model.choice import Range, Table
from tocsin.model.choice_report import Robust, Robustness

_DRAWS, _FEWEST, _MOST_NUMBERS = 2_000, 200, 4_000_000
"""Draws, and fewer for a huge tree, so that at most about so many numbers are kept."""
_SEED = 20_260_302
"""The same draws each time, so that the same file gives the same answer."""
_NEARLY = 0.05
"""What a move may lose, as a share of what is at stake over all draws, to be nearly best."""
_Floats = NDArray[np.float64]


def robust_moves(game: Game) -> Robust:
    """The moves of the root, the most robust first: each number drawn from a triangle with its low, mode and high."""
    random = np.random.default_rng(_SEED)
    draws = max(_FEWEST, min(_DRAWS, _MOST_NUMBERS // len(game.ids)))
    rates = [_drawn(random, rate, draws) for rate in game.rates]
    worths: dict[int, list[_Floats]] = {}
    ways: list[list[_Floats]] = []
    for at in reversed(range(len(game.ids))):
        if game.mover[at] == END:
            worths[at] = [_drawn(random, pay, draws) for pay in game.pay[at]]
            continue
        ways = []
        for child, edge in zip(game.children[at], game.edges[at], strict=True):
            way = worths.pop(child)
            if edge is not None:
                costs = [_drawn(random, one, draws) for one in edge.cost] if edge.cost else [np.zeros(1)] * len(way)
                way = [
                    worth - float(edge.days) * rate - cost for worth, rate, cost in zip(way, rates, costs, strict=True)
                ]
            ways.append(way)
        actors = range(len(game.actors))
        if game.mover[at] == CHANCE:
            weights = [float(p) for p in game.weights[at]]
            worths[at] = [
                np.asarray(sum(weight * way[actor] for weight, way in zip(weights, ways, strict=True)))
                for actor in actors
            ]
        else:
            chosen = np.argmax(np.stack([way[game.mover[at]] for way in ways]), axis=0)
            worths[at] = [np.stack([way[actor] for way in ways])[chosen, np.arange(draws)] for actor in actors]
    return _robustness(game.names[0], np.stack([way[game.mover[0]] for way in ways]))


def robust_options(table: Table) -> Robust:
    """The same for the options of a table with probabilities."""
    random = np.random.default_rng(_SEED)
    weights = [float(p) for p in table.p or ()]
    expected = [
        np.asarray(sum(p * _drawn(random, one.range, _DRAWS) for p, one in zip(weights, line, strict=True)))
        for line in table.pay
    ]
    return _robustness(table.options, np.stack(expected))


def _robustness(options: Sequence[str], worths: _Floats) -> Robust:
    """The shares of draws in which each option, a row of worths, is best and nearly best."""
    short = worths.max(axis=0) - worths
    stake = float(worths.max() - worths.min())
    tie = 1e-9 * max(1.0, stake)
    found = [
        Robustness(option=option, best=float((row <= tie).mean()), nearly=float((row <= _NEARLY * stake + tie).mean()))
        for option, row in zip(options, short, strict=True)
    ]
    return Robust(draws=worths.shape[1], moves=tuple(sorted(found, key=lambda one: (-one.nearly, -one.best))))


def _drawn(random: np.random.Generator, number: Range, draws: int) -> _Floats:
    low, mode, high = map(float, (number.low, number.mode, number.high))
    return random.triangular(low, mode, high, draws) if low < high else np.full(draws, low)

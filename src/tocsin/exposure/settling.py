"""Which single open point would settle most of what is only possibly reached."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.exposure.reach import Reach
from tocsin.model.exposure import EntityStatus, Listing, Network, Settling, Stake, Status, Term, Tie, Unknown
from tocsin.model.factuality import Factuality

_TRIED = 12
"""Open points that are tried out: those of most paths."""
_TIES = 20_000
"""Ties of a network up to which they are tried out."""


def settling(
    network: Network, listings: Sequence[Listing], reach: Reach, statuses: Sequence[EntityStatus]
) -> Iterator[Settling]:
    """Try out the open points, each both ways: with the highest it can be, and with the lowest or without the tie.

    Args:
        network: The network.
        listings: Its listings, with those that are supposed.
        reach: Who is reached as things stand.
        statuses: The statuses with their unknowns.

    Yields:
        The open points that settle some status at least one way, the best first.
    """
    unsettled = {one.entity for one in statuses if one.status is Status.POSSIBLY}
    if not unsettled or len(network.ties) > _TIES:
        return
    often: Counter[str] = Counter()
    first: dict[str, Unknown] = {}
    for one in statuses:
        for tie, unknown in {unknown.tie: unknown for unknown in one.unknowns}.items():
            if tie is not None:
                often[tie] += 1
                first.setdefault(tie, unknown)
    found = []
    for tie, _ in often.most_common(_TRIED):
        settled = sorted(
            len(unsettled - _left_open(network, listings, reach, way)) for way in _ways(network, reach, tie)
        )
        if settled[-1]:
            found.append(Settling(unknown=first[tie], least=settled[0], most=settled[-1]))
    yield from sorted(found, key=lambda one: (-one.least, -one.most, str(one.unknown.tie)))


def _ways(network: Network, reach: Reach, tie: str) -> Iterator[list[Tie]]:
    """The ties if one of them were settled, with the most it can be and with the least."""
    for most in (True, False):
        ties = []
        for one in network.ties:
            if one.id != tie:
                ties.append(one)
                continue
            left = reach.left(one)
            if most:
                settled = Stake(left.high, left.high) if one.stake is not None or left.high < 100 else None
                ties.append(
                    replace(
                        one, certainty=Factuality.CERTAIN, term=Term(), stake=settled or Stake(left.high, left.high)
                    )
                )
            elif one.is_certain and one.term.surely(reach.on) and left.low < left.high:
                ties.append(replace(one, stake=Stake(left.low, left.low)))
        yield ties


def _left_open(network: Network, listings: Sequence[Listing], reach: Reach, ties: Sequence[Tie]) -> set[str]:
    entities = {entity.id: entity for entity in network.entities}
    again = Reach(entities, ties, listings, reach.rule, reach.on)
    return again.possible - again.sure

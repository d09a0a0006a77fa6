"""The people behind each report of a proposition, from the outlet to whoever can be named last, and on to whom these cite."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain as chained

from tocsin.model.link import Proposition
from tocsin.model.query import Report
from tocsin.weigh.certainty import is_denial
from tocsin.weigh.names import Name, NameReader, Words, parties_of
from tocsin.weigh.position import PositionReader

End = tuple[str, Words | str]
"""Where a chain ends: a party, a party that saw it itself, or the document of which nobody is named."""
_SHOWN = 8
"""Links of a chain that are shown: rings of outlets that cite each other have no end."""


@dataclass(frozen=True, slots=True)
class Chain:
    """One report with the people behind it.

    Attributes:
        report: The report.
        links: The people, the outlet first, each once.
        parties: Who each of them is; None for those who could be anybody.
        retold: How many of them were cited by one before them.
        named: How many links there are up to the last that is named.
        end: Who that is.
    """

    report: Report
    links: tuple[Name, ...]
    parties: tuple[Words | None, ...]
    retold: int
    named: int
    end: End

    @property
    def origin(self) -> Name | None:
        """The last who is named."""
        return self.links[self.named - 1] if self.named else None

    @property
    def cites(self) -> bool:
        """Whether the word is another's than of whoever publishes it."""
        return self.named > 1

    @property
    def age(self) -> tuple[date, int, str]:
        """By what the first report is found: one without a day comes last."""
        return (self.report.published or date.max, self.retold, self.report.claim.id)


class Chains:
    """The chains of a proposition's reports, in the order of its claims, and where each leads on to.

    Whoever passes on what others say in one report does so wherever they are cited: their word goes back to those others.

    Attributes:
        all: The chains.
        denied: Whether what the reports say is that something is not so.
    """

    def __init__(self, proposition: Proposition, *, names: NameReader, positions: PositionReader) -> None:
        self.denied = is_denial(proposition)
        self._positions = positions
        people = [_people(found, names) for found in proposition.claims]
        outlets = _by_words(outlet for _, outlet, _ in people if outlet is not None)
        written = [[outlets.get(name.every, name) if not name.words else name for name in row] for *_, row in people]
        self._parties = parties_of(chained.from_iterable(written))
        chains = [self._chain(found, row) for (found, *_), row in zip(people, written, strict=True)]
        self._onward = _onward(chains)
        self.all = tuple(map(self._of_own_eyes, chains))
        self._stops = _stops(self.all, self._onward)

    def stop(self, chain: Chain) -> tuple[End, int]:
        """Where a chain ends in the end, and over how many reports."""
        return self._stops[chain.end]

    def people(self, chain: Chain) -> tuple[Name, ...]:
        """Everybody a report came through, the outlet first, as far as they are shown."""
        found, seen, last = list(chain.links), {chain.end}, chain
        while len(found) < _SHOWN and (following := self._onward.get(last.end)) is not None:
            if following.end in seen:
                break
            seen.add(following.end)
            after = following.parties.index(_words_of(last.end)) + 1
            found = [*found[: len(found) - len(last.links) + last.named], *following.links[after:]]
            last = following
        return tuple(found)

    def _chain(self, report: Report, names: Sequence[Name]) -> Chain:
        links = self._links(names)
        parties = tuple(party for _, party in links)
        named = max((number for number, party in enumerate(parties, start=1) if party), default=0)
        last = parties[named - 1] if named else None
        end: End = ("party", last) if last else ("document", report.document)
        # The outlet and the speaker tell it themselves.
        first = {name.written for name in names[: _own(report)]}
        retold = sum(name.written not in first for name, _ in links)
        return Chain(report, tuple(name for name, _ in links), parties, retold, named, end)

    def _links(self, names: Sequence[Name]) -> list[tuple[Name, Words | None]]:
        """Each of the people once; where a party comes again, those between only led back to it."""
        links: list[tuple[Name, Words | None]] = []
        places: dict[Words, int] = {}
        for name in names:
            party = self._parties.get(name.words)
            place = places.get(party or name.every, len(links))
            if party and place < len(links):
                del links[place + 1 :]
                places = {words: number for words, number in places.items() if number <= place}
            elif place == len(links):
                places[party or name.every] = place
                links.append((name, party))
        return links

    def _of_own_eyes(self, chain: Chain) -> Chain:
        """An outlet that also cites others for it, but saw it itself, is a witness beside them."""
        if chain.end not in self._onward or chain.named != len(chain.links) or not self._positions.saw(chain.report):
            return chain
        return replace(chain, end=("saw", _words_of(chain.end)))


def _people(report: Report, names: NameReader) -> tuple[Report, Name | None, list[Name]]:
    """A report, its outlet, and the outlet, the speaker and the sources, as far as they are told."""
    outlet = names.outlet(report.outlet) if report.outlet and report.outlet.strip() else None
    told = [names.read(name) for name in (report.claim.speaker, *report.claim.sources) if name and name.strip()]
    return report, outlet, [*([outlet] if outlet else []), *told]


def _own(report: Report) -> int:
    """How many of a report's people are not its sources: the outlet and the speaker, as far as they are told."""
    return sum(bool(name and name.strip()) for name in (report.outlet, report.claim.speaker))


def _by_words(names: Iterable[Name]) -> dict[Words, Name]:
    return {name.every: name for name in sorted(names, key=lambda name: name.written)}


def _onward(chains: Sequence[Chain]) -> Mapping[End, Chain]:
    """For each who passes on what others say, the first report in which they do."""
    first: dict[End, Chain] = {}
    for chain in chains:
        for party in chain.parties[: max(0, chain.named - 1)]:
            teller: End = ("party", party or "")
            if party and (teller not in first or chain.age < first[teller].age):
                first[teller] = chain
    return first


def _stops(chains: Sequence[Chain], onward: Mapping[End, Chain]) -> dict[End, tuple[End, int]]:
    """Where each end leads to in the end, and over how many steps; those who cite each other in a ring are one."""
    found: dict[End, tuple[End, int]] = {}
    for start in (chain.end for chain in chains):
        path: dict[End, int] = {}
        end = start
        while end not in found and end not in path and end in onward:
            path[end] = len(path)
            end = onward[end].end
        if end in path:
            ring = [one for one, number in path.items() if number >= path[end]]
            stop = min(ring, key=_order)
            found.update((one, (stop, 0)) for one in ring)
        stop, steps = found.setdefault(end, (end, 0))
        for one in reversed(path):
            if one not in found:
                steps += 1
                found[one] = (stop, steps)
    return found


def _order(end: End) -> tuple[str, list[str]]:
    return end[0], sorted(end[1])


def _words_of(end: End) -> Words:
    return end[1] if isinstance(end[1], frozenset) else frozenset()

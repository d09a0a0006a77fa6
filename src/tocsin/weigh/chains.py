"""The people behind each report of a proposition, from the outlet to the last who is named, and on to whom they cite."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from tocsin.model.link import Proposition
from tocsin.model.party import Parties, Party, one_party
from tocsin.model.query import Report
from tocsin.model.source import Position
from tocsin.text.folding import folded

End = tuple[str, str]
"""Where a chain ends: a party, a party that saw it itself, or the document that names nobody; what it is, and its id."""
_SHOWN = 8
"""People of a chain that are shown: rings of outlets that cite each other have no end."""


class Person(NamedTuple):
    """Somebody behind a report.

    Attributes:
        written: The name, as written.
        party: Whose name that is; None where it could be anybody's.
        key: What two of a chain are one by.
    """

    written: str
    party: Party | None
    key: str


@dataclass(frozen=True, slots=True)
class Chain:
    """One report with the people behind it.

    Attributes:
        report: The report.
        people: The outlet first, each once.
        named: How many there are up to the last who is named.
        end: Who that is.
        passed: The ids of the parties that only passed the word on.
        cites: Whether it is another's word than that of the outlet.
        retold: How many of the people were cited by one before them.
    """

    report: Report
    people: tuple[Person, ...]
    named: int
    end: End
    passed: frozenset[str]
    cites: bool
    retold: int

    @property
    def age(self) -> tuple[date, int, str]:
        """By what the first report is found: one without a day comes last."""
        return (self.report.published or date.max, self.retold, self.report.claim.id)


class Chains:
    """The chains of a proposition's reports, in the order of its claims, and where each leads on to.

    A party that passes on what others say in one report does so wherever it is cited: its word goes back to those others.

    Attributes:
        all: The chains.
        parties: The parties in them, by their ids.
    """

    def __init__(self, proposition: Proposition, parties: Parties) -> None:
        chains = [_chain(report, parties) for report in proposition.claims]
        self.parties = {one.party.id: one.party for chain in chains for one in chain.people if one.party is not None}
        self._are_apart = parties.are_apart
        self._onward: dict[str, Chain] = {}
        for chain in sorted(chains, key=lambda chain: chain.age):
            for party in chain.passed:
                self._onward.setdefault(party, chain)
        self.all = tuple(self._of_own_eyes(chain) for chain in chains)
        self._stops: dict[End, tuple[End, int]] = {}
        stops = [self._last(chain.end)[0] for chain in self.all]
        self._one = one_party(self.parties[key] for kind, key in stops if kind == "party")

    def stop(self, end: End) -> tuple[End, int]:
        """Where an end leads to in the end, and over how many reports."""
        (kind, key), steps = self._last(end)
        return (kind, self._one.get(key, key) if kind == "party" else key), steps

    def are_apart(self, one: End, other: End) -> bool:
        """Whether an analyst holds two ends apart, whatever the words of their reports have in common."""
        first, second = self.parties.get(one[1]), self.parties.get(other[1])
        return first is not None and second is not None and self._are_apart(first, second)

    def _last(self, end: End) -> tuple[End, int]:
        """The same without regard to names that may be one party's; those who cite each other in a ring are one."""
        if end in self._stops:
            return self._stops[end]
        path: dict[End, int] = {}
        while end not in self._stops and end not in path and (following := self._following(end)) is not None:
            path[end] = len(path)
            end = following.end
        if end in path:
            ring = [one for one, number in path.items() if number >= path[end]]
            stop = min(ring, key=lambda one: (one[0], folded(self.parties[one[1]].name)))
            self._stops.update((one, (stop, 0)) for one in ring)
        stop, steps = self._stops.setdefault(end, (end, 0))
        for one in reversed(path):
            if one not in self._stops:
                steps += 1
                self._stops[one] = (stop, steps)
        return self._stops[next(iter(path), end)]

    def behind(self, chain: Chain) -> tuple[Person, ...]:
        """Everybody a report came through, the outlet first, as far as they are shown."""
        found, seen, last = list(chain.people), {chain.end}, chain
        while (
            len(found) < _SHOWN and (following := self._following(last.end)) is not None and following.end not in seen
        ):
            seen.add(following.end)
            teller = next(
                (at for at, one in enumerate(following.people) if one.key == last.end[1]), following.named - 2
            )
            found[len(found) - len(last.people) + last.named :] = following.people[teller + 1 :]
            last = following
        return tuple(found)

    def _following(self, end: End) -> Chain | None:
        return self._onward.get(end[1]) if end[0] == "party" else None

    def _of_own_eyes(self, chain: Chain) -> Chain:
        """An outlet that also cites others for it, but saw it itself, is a witness in addition to them."""
        saw = chain.report.claim.position is Position.SAW and chain.named == len(chain.people)
        return replace(chain, end=("saw", chain.end[1])) if saw and self._following(chain.end) is not None else chain


def _chain(report: Report, parties: Parties) -> Chain:
    def person(name: str) -> Person:
        party = parties.party_of(name, report)
        return Person(name, party, party.id if party is not None else folded(name))

    own = [person(name) for name in (report.outlet, report.claim.speaker) if name and name.strip()]
    cited = [person(name) for name in report.claim.sources if name.strip()]
    people: list[Person] = []
    keys: list[str] = []
    for one in (*own, *cited):
        # Where a party comes again, those between only led back to it; "officials" twice in a chain may be two people's.
        if one.party is not None and one.key in keys:
            cut = keys.index(one.key) + 1
            del people[cut:], keys[cut:]
        elif keys[-1:] != [one.key]:
            people.append(one)
            keys.append(one.key)
    named = next((number for number in range(len(people), 0, -1) if people[number - 1].party is not None), 0)
    last = people[named - 1].party if named else None
    tellers = {one.key for one in own}
    is_own = bool(report.outlet and report.outlet.strip()) and len(tellers) == 1
    return Chain(
        report=report,
        people=tuple(people),
        named=named,
        end=("party", last.id) if last is not None else ("document", report.document),
        passed=frozenset(one.party.id for one in (*own, *cited) if one.party is not None and one.party is not last),
        cites=any(one.party is not None for one in (*(() if is_own else own[-1:]), *cited)),
        retold=sum(one.key not in tellers for one in people),
    )

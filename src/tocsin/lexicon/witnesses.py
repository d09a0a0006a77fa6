"""Which parties are one witness: a body, all who speak for it, and two whose names may be one's."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import combinations
from typing import NamedTuple

from tocsin.lexicon.language import Lexicon, lexicon_for
from tocsin.model.estimate import Origin
from tocsin.model.groups import Groups
from tocsin.model.party import Party, PartyKind, one_party

_STEM = 6
"""Letters of a word by which two names of bodies are held to be one witness's."""


def one_witness(parties: Iterable[Party]) -> dict[str, str]:
    """Which of some parties are one witness, by their ids: those that count as one, a body and all who speak for it.

    A body need not be among the parties: two who speak for it are one witness of what it does.
    """
    known = {party.id: party for party in parties}
    if len(known) < 2:
        return {key: key for key in known}
    groups: Groups[str] = Groups((top, key) for key, top in one_party(known.values()).items())
    for party in known.values():
        for body in party.speaks_for:
            groups.join(body, party.id)
    # "The inspectorate" that may be one of two is not independent for certain of whoever speaks for one of them.
    heard = {body for party in known.values() for body in (party.id, *party.speaks_for)}
    meant = [(key, {groups.top(body) for body in party.may_be if body in heard}) for key, party in known.items()]
    for key, bodies in meant:
        if bodies:
            groups.join(min(bodies), key)
    # "Norbank" beside "Norbank Energy" may be short for it: where one name is within the other, nobody knows of two.
    own = _names(lexicon_for())
    whole, short = (
        {key: [own.stems(name.written, is_short=is_short) for name in party.names] for key, party in known.items()}
        for is_short in (False, True)
    )
    for one, other in combinations(known.values(), 2):
        # "Korvian Republic" reads like a person's name; only two persons are compared by all their letters.
        form = whole if one.kind is other.kind is PartyKind.PERSON else short
        if any(_may_be(mine, yours) or _may_be(yours, mine) for mine in form[one.id] for yours in form[other.id]):
            groups.join(one.id, other.id)
    first: dict[str, str] = {}
    return {key: first.setdefault(groups.top(key), key) for key in known}


def witness_of_each(origins: Iterable[Origin]) -> dict[str, str]:
    """Which of some origins are one witness, by their keys; where no party is known, an origin is its own."""
    parties = {one.key: one.party for one in origins}
    one = one_witness(party for party in parties.values() if party is not None)
    return {key: one[party.id] if party is not None else key for key, party in parties.items()}


class _Stems(NamedTuple):
    """A name as witnesses are compared by it.

    Attributes:
        words: Its words; of “the ministry in Linz” the place stands apart.
        place: That place.
        governed: The land of a government: of “Korvia's government” Korvia.
        is_organ: Whether it names an organ of a state.
    """

    words: frozenset[str]
    place: frozenset[str]
    governed: frozenset[str]
    is_organ: bool


class _Names:
    """How the words of names are compared, by the table `sources.witnesses`."""

    def __init__(self, lexicon: Lexicon) -> None:
        table, organs = lexicon.table("sources")["witnesses"], lexicon.table("sources")["names"]["organs"]
        self._organs = frozenset((*organs, *(word[:_STEM] for word in organs)))
        self._governing = frozenset((*table["governing"], *(word[:_STEM] for word in table["governing"])))
        self._joints, self._before_place = frozenset(table["joints"]), table["before_place"]
        self._possessive = re.compile(table["possessive"])

    def stems(self, written: str, *, is_short: bool) -> _Stems:
        """The words of a name, or only their beginnings: “Korvian ministry” may be the ministry of Korvia."""
        cut_at = _STEM if is_short or written == written.lower() else None
        words = [self._possessive.sub("", word)[:cut_at] for word in written.casefold().split()]
        cut = words.index(self._before_place) if self._before_place in words[1:] else len(words)
        head = frozenset(word for word in words[:cut] if word) - self._joints
        governed = head - self._governing if head & self._governing else frozenset[str]()
        place = frozenset(words[cut + 1 :])
        return _Stems(head or frozenset((written.casefold(),)), place, governed, not head.isdisjoint(self._organs))


@cache
def _names(lexicon: Lexicon) -> _Names:
    return _Names(lexicon)


def _may_be(one: _Stems, other: _Stems) -> bool:
    """Whether one name may be short for the other, or is the government that the other is an organ of."""
    is_within = one.words <= other.words and (not one.place or not other.place or one.place == other.place)
    return is_within or (bool(one.governed) and other.is_organ and one.governed <= other.words)

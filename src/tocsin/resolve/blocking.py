"""Which names are worth comparing: those with a word that may be one word, so that many names can be compared with many."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import islice, product
from typing import Generic, TypeVar

from tocsin.resolve.bodies import BodyName, body_matcher
from tocsin.resolve.matcher import NameKind
from tocsin.resolve.persons import PersonName, person_matcher
from tocsin.resolve.spelling import speller

_Key = TypeVar("_Key", bound=Hashable)
_ANY = -1
"""Stands for a given name that is an initial, is not known, or is not given."""
_LEAST = 2
"""Consonants that tell names apart; of a word with fewer the vowels count too."""
_BEGINNING = 3
"""Consonants of a body's own word that it is found by: what follows may be an ending, or stand apart."""
_WAYS = 256
"""Ways to sound a surname out that a name is entered under."""
_Block = tuple[str, int | str]


class NameIndex(Generic[_Key]):
    """Names that can be found by others that may be one party's. Every pair that matches is found, most others are not."""

    def __init__(self, kind: NameKind) -> None:
        """Begin an index of names of one kind."""
        self._blocks = _person_blocks if kind is NameKind.PERSON else _body_blocks
        self._held: dict[_Block, dict[_Key, None]] = defaultdict(dict)
        self._givens: dict[str, set[int | str]] = defaultdict(set)

    def add(self, key: _Key, written: str) -> None:
        """Enter a name under a key."""
        for word, other in self._blocks(written):
            self._held[word, other][key] = None
            self._givens[word].add(other)

    def near(self, written: str) -> list[_Key]:
        """The keys of the names that are worth comparing with one, in the order they were entered for each of its words."""
        found: dict[_Key, None] = {}
        for word, other in self._blocks(written):
            others = self._givens[word] if other == _ANY else (other, _ANY)
            for one in others:
                found.update(self._held.get((word, one), {}))
        return list(found)


def _person_blocks(written: str) -> Iterator[_Block]:
    """What a person's surnames, by their consonants, and given names make."""
    seen: set[_Block] = set()
    for name in person_matcher().reader.read(written):
        for block in product(_surnames(name), _givens(name)):
            if block not in seen:
                seen.add(block)
                yield block


def _surnames(name: PersonName) -> set[str]:
    spelled = speller()
    found = set()
    parts = [*((part,) for part in (*name.surnames, *name.born)), name.surnames]
    for several in parts:
        for way in islice(product(*(part.sounds for part in several)), _WAYS):
            sounds = "".join(way)
            ways = (sounds, spelled.without_ending(sounds)) if len(several) == 1 else (sounds,)
            for one in ways:
                skeleton = spelled.skeleton(one)
                found.add(skeleton if len(skeleton) >= _LEAST else f"{skeleton}:{sounds}")
    return found


def _givens(name: PersonName) -> set[int]:
    first = name.given[0] if name.given else None
    return set(first.given.names) if first is not None and first.given.names else {_ANY}


def _body_blocks(written: str) -> Iterator[_Block]:
    """What tells a body: its own words, or where it has none, its trade; and its numbers."""
    name = body_matcher().reader.read(written)
    numbers = " ".join(name.numbers)
    yield from {(one, numbers) for one in _body_words(name)}


def _body_words(name: BodyName) -> set[str]:
    spelled = speller()
    own = [item for item in name.items if not item.meanings]
    found = {spelled.skeleton(sounds)[:_BEGINNING] or sounds[:1] for item in own for sounds in item.sounds}
    if not own:
        found = {f"={meaning}" for item in name.items for meaning in item.meanings} or {""}
    # An acronym is found by its first letter and how many it has.
    short = [item.letters for item in own if item.letters]
    found |= {f"^{way[:1]}{len(letters)}" for letters in short for way in spelled.sounds(letters[0])}
    if len(name.items) > 1:
        found |= {f"^{sound}{len(name.items)}" for sound in body_matcher().beginnings(name.items[0])}
    return found

"""Which names are worth comparing: those whose words may be the same words, so that many names can be compared with many.

A name is entered under what its words sound like, by a function of the sounds that spellings agree on: two words that can be
one have a key in common. A person is found by a surname and the given name; a body by all its words and numbers at once, for
a word that one of two names has and the other has not makes them two.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import Generic, NamedTuple, Protocol, TypeVar

from tocsin.resolve.bodies import BodyName, Item, body_matcher
from tocsin.resolve.matcher import NameKind
from tocsin.resolve.persons import PersonName, Shared, person_matcher
from tocsin.resolve.spelling import speller
from tocsin.text.folding import folded

_Key = TypeVar("_Key", bound=Hashable)
_ANY = -1
"""Stands for a given name that is an initial, is not known, or is not given."""
_LEAST = 2
"""Consonants that tell names apart; of a word with fewer the vowels count too."""
_WAYS = 256
"""Ways to sound a surname out that a name is entered under."""
_JOINED = 64
"""Ways to sound out the own words of a body, one after another, that it is entered under."""
_APART = 8
"""Own words that may be written as fewer."""
_INITIALS = 2
"""Words whose first letters a body is found by, where it may be written as an acronym."""
_KEPT = 1 << 16
_Block = tuple[str, int | str]
"""What a name is entered under: how a word of it sounds, and what it must have as well."""


class _Held(Protocol[_Key]):
    """Names of one kind, entered so that others find them."""

    def add(self, key: _Key, written: str) -> None: ...

    def near(self, written: str) -> Iterable[_Key]: ...


class NameIndex(Generic[_Key]):
    """Names that can be found by others that may be one party's. Every pair that matches is found, most others are not."""

    def __init__(self, kind: NameKind) -> None:
        """Begin an index of names of one kind."""
        self._names: _Held[_Key] = _Persons() if kind is NameKind.PERSON else _Bodies()

    def add(self, key: _Key, written: str) -> None:
        """Enter a name under a key."""
        self._names.add(key, written)

    def near(self, written: str) -> list[_Key]:
        """The keys of the names that are worth comparing with one, in an order that only the names entered decide."""
        return list(self._names.near(written))


class FoundBy(NamedTuple):
    """What a person's name is found by: by one of the blocks, if the given names share something or one is not told."""

    blocks: tuple[_Block, ...]
    shared: Shared


class PersonIndex(Generic[_Key]):
    """Names of persons by what they are found by."""

    def __init__(self) -> None:
        self._held: dict[_Block, dict[_Key, None]] = defaultdict(dict)
        self._givens: dict[str, set[int | str]] = defaultdict(set)
        self._shared: dict[_Key, Shared] = {}

    def add(self, key: _Key, name: FoundBy) -> None:
        """Enter a name under a key."""
        before = self._shared.get(key, frozenset())
        self._shared[key] = None if name.shared is None or before is None else name.shared | before
        for word, other in name.blocks:
            self._held[word, other][key] = None
            self._givens[word].add(other)

    def near(self, name: FoundBy) -> Iterable[_Key]:
        """The keys of the names that are worth comparing with one."""
        found: dict[_Key, None] = {}
        for word, other in name.blocks:
            others = self._givens.get(word, ()) if other == _ANY else (other, _ANY)
            for one in others:
                found.update(self._held.get((word, one), {}))
        shared, held = name.shared, self._shared
        if shared is None:
            return found
        return [key for key in found if (own := held[key]) is None or not own.isdisjoint(shared)]


class _Persons(Generic[_Key]):
    def __init__(self) -> None:
        self._index: PersonIndex[_Key] = PersonIndex()

    def add(self, key: _Key, written: str) -> None:
        self._index.add(key, found_by(written))

    def near(self, written: str) -> Iterable[_Key]:
        return self._index.near(found_by(written))


class _Bodies(Generic[_Key]):
    def __init__(self) -> None:
        self._held: dict[_Block, dict[_Key, None]] = defaultdict(dict)

    def add(self, key: _Key, written: str) -> None:
        name = body_matcher().reader.read(written)
        numbers = " ".join(name.numbers)
        keys = {one for item in name.items for one in _word_keys(item)} or {""}
        if any(item.letters for item in name.items):
            keys |= {f"@{one}" for item in name.items if not item.letters for one in _word_keys(item)}
        # What an acronym may be short for is found by the acronym, and the other way round.
        short = (*(f"<{one}" for one in _initials_of(name)), *(f">{one}" for one in _acronyms_of(name)))
        joined = (f"+{_own(name)}{one}" for one in _joined_keys(name))
        for one in (*keys, *joined, *short):
            self._held[one, numbers][key] = None

    def near(self, written: str) -> Iterable[_Key]:
        name = body_matcher().reader.read(written)
        numbers = " ".join(name.numbers)

        def held(keys: Iterable[str]) -> list[dict[_Key, None]]:
            return [self._held[one, numbers] for one in sorted(keys) if (one, numbers) in self._held]

        found: dict[_Key, None] = {}

        def have_all(items: Sequence[Item]) -> None:
            words = sorted((held(_word_keys(item)) for item in items), key=lambda several: sum(map(len, several)))
            for block in words[0] if words else ():
                found.update({key: None for key in block if all(any(key in one for one in word) for word in words[1:])})

        # What only one of two names may have decides nothing, unless there is nothing else.
        items = [item for item in name.items if not body_matcher().is_generic(item)] or list(name.items)
        have_all(items)
        plain = [item for item in items if not item.letters]
        if len(plain) < len(items):
            # An acronym can be short for other words of the name that is found; and the other way round.
            have_all(plain)
        own = [item for item in plain if not item.meanings] or plain
        for block in held({f"@{one}" for item in own for one in _word_keys(item)}):
            found.update(block)
        other = {*(f">{one}" for one in _initials_of(name)), *(f"<{one}" for one in _acronyms_of(name))}
        counts = [count for count in range(1, _APART + 1) if count != _own(name)]
        joined = {f"+{count}{one}" for one in _joined_keys(name) for count in counts}
        for block in held(other | joined | (set() if items else {""})):
            found.update(block)
        return found


@lru_cache(maxsize=_KEPT)
def found_by(written: str) -> FoundBy:
    """What a person's name is found by: its surnames, by their consonants, with its given names."""
    names = person_matcher().reader.read(written)
    blocks = (block for name in names for block in product(sorted(_surnames(name)), sorted(_givens(name))))
    return FoundBy(tuple(dict.fromkeys(blocks)), person_matcher().given(written))


def _surnames(name: PersonName) -> set[str]:
    spelled = speller()
    found = set()
    parts = [*((part,) for part in (*name.surnames, *name.born)), name.surnames]
    for several in parts:
        for way in islice(product(*(part.sounds for part in several)), _WAYS):
            sounds = "".join(way)
            # “Abdullah” is “Abdulla”.
            ways = (sounds, spelled.without_ending(sounds), spelled.eastern(sounds)) if len(several) == 1 else (sounds,)
            for one in ways:
                skeleton = spelled.skeleton(one)
                found.add(skeleton if len(skeleton) >= _LEAST else f"{skeleton}:{sounds}")
    # What is written alike but for its marks is one, however it sounds.
    return found | {f"~{folded(part.written)}" for part in (*name.surnames, *name.born)}


def _givens(name: PersonName) -> set[int]:
    first = name.given[0] if name.given else None
    return set(first.given.names) if first is not None and first.given.names else {_ANY}


def _word_keys(item: Item) -> frozenset[str]:
    """What a word of a body is found by: what it means, and what it and its stems sound like without vowels."""
    return _keys_of(item.sounds, item.meanings) | {f"~{folded(item.written)}"}


@lru_cache(maxsize=_KEPT)
def _keys_of(sounds: tuple[str, ...], meanings: frozenset[str]) -> frozenset[str]:
    ways = {*sounds, *body_matcher().stems(sounds)}
    return frozenset({f"={meaning}" for meaning in meanings} | set(map(_sounded, ways)))


def _sounded(way: str) -> str:
    spelled = speller()
    skeleton = spelled.skeleton(way)
    return skeleton if len(skeleton) >= _LEAST else f"{skeleton}:{spelled.spoken(way)}"


def _own(name: BodyName) -> int:
    return sum(not item.meanings for item in name.items)


def _joined_keys(name: BodyName) -> set[str]:
    """What the own words of a body sound like, one after another."""
    own = [item.sounds for item in name.items if not item.meanings]
    return {_sounded("".join(way)) for way in islice(product(*own), _JOINED)} if own else set()


def _initials_of(name: BodyName) -> Iterator[str]:
    """The first letters of the first words, in any language, and how many words there are."""
    if len(name.items) > 1:
        begin = body_matcher().beginnings
        for way in product(*(sorted(begin(item)) for item in name.items[:_INITIALS])):
            yield f"{''.join(way)}{len(name.items)}"


def _acronyms_of(name: BodyName) -> Iterator[str]:
    """The same for an acronym, by its letters."""
    for item in name.items:
        if item.letters:
            first = [sorted({way[0] for way in speller().sounds(letter)}) for letter in item.letters[:_INITIALS]]
            yield from (f"{''.join(way)}{len(item.letters)}" for way in product(*first))

"""The names of sources made comparable: who could be anybody, and which names are one party's."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from tocsin.lexicon.language import Lexicon
from tocsin.text.folding import folded

Words = frozenset[str]
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_SEGMENT = re.compile(r"[,;()/|:]")
_LONGEST = 12
"""Words of a part of a name that are looked at, and parts of a name: what is longer is a description."""
_ACRONYM = 3
"""Letters of an acronym that could be taken for a word."""
_KEPT = 1 << 17
"""Names that are kept ready."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared.

    Attributes:
        written: As the text has it.
        words: What it consists of; empty where it could be anybody.
        shorter: What the same party may be called for short.
        every: All its words but articles and the like, named or not.
    """

    written: str
    words: Words
    shorter: frozenset[Words] = frozenset()
    every: Words = frozenset()

    def is_same(self, other: "Name") -> bool:
        """Whether the two can be one party: the same words, or the one short for the other."""
        if not self.words or not other.words:
            return False
        return self.words == other.words or self.words in other.shorter or other.words in self.shorter


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a name in the form it is compared in; `is_proper` where its capital tells that it is a name."""

    form: str
    is_proper: bool


class NameReader:
    """Reads names in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table, parties = lexicon.table("sources")["names"], lexicon.table("parties")
        pronouns = parties["pronouns"]
        self._empty = frozenset((*table["empty"], *parties["names"]["articles"], *_bare(parties["names"]["titles"])))
        self._after, self._belonging = frozenset(table["after"]), frozenset(table["belonging"])
        self._offices, self._under = frozenset(table["offices"]), frozenset(table["under"])
        self._voices = frozenset(table["voices"])
        anybody = frozenset((*table["people"], *lexicon.table("links")["origins"]["anybody"]))
        self._people = anybody - self._voices
        self._endings = tuple(table["endings"])
        self._pronouns = frozenset(_every(pronouns)) - frozenset(parties["names"]["articles"])
        self.first_person = frozenset(pronouns["first"])
        self.read = lru_cache(maxsize=_KEPT)(self._read)

    def outlet(self, written: str) -> Name:
        """The name of whoever publishes, who is never anybody, whatever the name."""
        name = self.read(written)
        if name.words:
            return name
        words = name.every or frozenset((folded(written),))
        return Name(written, words, every=words)

    def _read(self, written: str) -> Name:
        parts = [_words(part) for part in islice(_SEGMENT.split(_plain(written)), _LONGEST)]
        forms = frozenset(word.form for part in parts for word in part)
        segments = [] if forms & self._pronouns else [self._segment(part) for part in parts]
        named = [segment for segment in segments if segment[0]]
        words = frozenset(word for head, rest in named for word in (*head, *rest))
        shorter = frozenset(run for head, rest in named for run in self._runs(head, rest))
        return Name(written, words, shorter - {words}, forms - self._empty)

    def _segment(self, words: Sequence[_Word]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What names the party, and what is said of it; both empty where it could be anybody."""
        cut = next((number for number, word in enumerate(words) if number and word.form in self._after), len(words))
        head, rest = self._contents(words[:cut]), self._contents(words[cut:])
        if not head or self._could_be_anybody(head[-1]):
            return (), ()
        body = tuple(word.form for word in head if not (self._is_voice(word) or self._could_be_anybody(word)))
        said = tuple(word.form for word in rest)
        if body:
            return body, said
        return (said, ()) if cut < len(words) and words[cut].form in self._belonging else ((), ())

    def _contents(self, words: Iterable[_Word]) -> tuple[_Word, ...]:
        return tuple(word for word in words if word.form not in self._empty and word.form not in self._after)

    def _could_be_anybody(self, word: _Word) -> bool:
        return not word.is_proper and self._is_in(word.form, self._people)

    def _is_voice(self, word: _Word) -> bool:
        return self._is_in(word.form, self._voices)

    def _is_in(self, word: str, words: Words) -> bool:
        stems = (word.removesuffix(ending) for ending in self._endings)
        return word in words or any(stem in words for stem in stems)

    def _runs(self, head: tuple[str, ...], rest: tuple[str, ...]) -> Iterator[Words]:
        """What ends with the noun that names the party or with an office; who is named in three words may lack the middle."""
        for end, word in enumerate(head, start=1):
            if end == len(head) or word in self._offices:
                yield from (frozenset(head[start:end]) for start in range(end) if not self._is_under(head, start))
        if rest:
            yield frozenset((head[-1], *rest))
        yield frozenset((head[0], head[-1]))

    def _is_under(self, head: tuple[str, ...], start: int) -> bool:
        """Whether a word before makes another office of it: the deputy mayor is not the mayor."""
        return start > 0 and head[start - 1] in self._under


_MARKS = str.maketrans("’‘ʼ`‐‑‒–—", "''''-----")


def _plain(written: str) -> str:
    """As written, with the marks that are typed in several ways brought to one."""
    return written if written.isascii() else written.translate(_MARKS)


def _words(part: str) -> tuple[_Word, ...]:
    """The first words of a part of a name."""
    found = list(islice(_WORD.findall(part), _LONGEST))
    shouted = len(found) > 1 and part.isupper()
    return tuple(_word(word, first=not number, shouted=shouted) for number, word in enumerate(found))


def _word(written: str, *, first: bool, shouted: bool) -> _Word:
    form = folded(written).removesuffix("'s").removesuffix("'")
    # "WHO" and "US" are no pronouns.
    if not shouted and 1 < len(written) <= _ACRONYM and written.isupper():
        return _Word(f"{form}.", is_proper=True)
    return _Word(form, is_proper=not first and not shouted and written[0].isupper())


def _bare(words: Iterable[str]) -> Iterator[str]:
    return (word.rstrip(".") for word in words)


def _every(table: Any) -> Iterator[str]:
    """Every word of a table, however deep its lists."""
    stack = [table]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            yield part
        else:
            stack.extend(part.values() if isinstance(part, Mapping) else part)


def parties_of(names: Iterable[Name]) -> dict[Words, Words]:
    """Which names are one party's: the words of each, and those of the longest name it is short for.

    A name that is short for several which are not short for one another goes with the one that is heard most: "the mayor"
    does not make the mayors of two towns one.
    """
    heard = Counter[Words]()
    shorter: dict[Words, frozenset[Words]] = {}
    for name in names:
        if name.words:
            heard[name.words] += 1
            shorter[name.words] = shorter.get(name.words, frozenset()) | name.shorter
    longer: dict[Words, Words] = {}
    for words in sorted(heard, key=lambda one: (heard[one], len(one), sorted(one))):
        # What comes later is heard more and takes the place of what came before.
        longer.update((short, words) for short in shorter[words] if short in heard)
    return {words: _end(words, longer) for words in heard}


def _end(words: Words, longer: Mapping[Words, Words]) -> Words:
    # Each is a part of the next, so that this comes to an end.
    while words in longer:
        words = longer[words]
    return words

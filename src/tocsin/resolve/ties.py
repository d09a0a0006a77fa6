"""What ties the names of a case to one another: names that no ties lead to from a name have no bearing on its party.

The register looks at each name together with those that have the same words, sound alike, may be short for it, hold the post
that it is, and so on. Two names that it may look at together have a tie, or others lead from the one to the other; so the
parties of all names that are tied to those of a new document can be made by themselves, and come out as they would among all
names of the case. Ties may be too many, never too few: whatever `register.py` looks names up by is here.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path

from tocsin.lexicon.language import languages, lexicon_for, names_lexicon
from tocsin.model.party import PartyKind, PartyName, Post
from tocsin.resolve.blocking import FoundBy
from tocsin.resolve.comparing import PersonComparisons
from tocsin.resolve.entries import LexiconFor, as_read, bodies_in, called_in, given_of, office_of, owner_in
from tocsin.resolve.names import Name, Words, name_reader
from tocsin.resolve.posts import post_reader
from tocsin.text.folding import folded

_BYTES = 7
"""Bytes of the hash of a tie: with the bit for its side it fits into any database's integers."""

Ties = frozenset[int]
"""Numbers of ties. Of the two that belong together the even one is of who shows something, the odd one of who asks for it."""


def partner(tie: int) -> int:
    """The number of the tie that those have whom a tie leads to."""
    return tie ^ 1


def _shows(way: str, what: str) -> int:
    return int.from_bytes(blake2b(f"{way} {what}".encode(), digest_size=_BYTES).digest(), "big") << 1


def _asks(way: str, what: str) -> int:
    return partner(_shows(way, what))


def _both(way: str, what: str) -> Iterator[int]:
    yield from (_shows(way, what), _asks(way, what))


def _joined(words: Words) -> str:
    return " ".join(sorted(words))


class TieReader:
    """Tells what ties names and posts to others."""

    def __init__(self, words_of: LexiconFor, compared: PersonComparisons) -> None:
        """Take in the words of languages, and which names of persons match: all names that are read must be among these."""
        self._words_of, self._compared = words_of, compared
        self._names, self._posts = name_reader(words_of(None)), post_reader(words_of(None))

    def of_name(self, one: PartyName) -> Ties:
        """What ties a name to others."""
        return frozenset(self._of_name(one))

    def of_post(self, post: Post) -> Ties:
        """What ties a post that a text reports to the names that it is asked for by."""
        words = self._names.words(post.body) if post.body is not None else frozenset[str]()
        rank = self._posts.rank(post.office)
        held = (_shows("held", f"{rank} of {word}") for word in words)
        return frozenset((_shows("held", post.office), *held, *self._told(post)))

    def _told(self, post: Post) -> Iterator[int]:
        """The person and the body of a post."""
        yield _asks("name", folded(post.person))
        yield _asks("proper", _joined(self._names.words(post.person)))
        if post.body is not None:
            yield from self._body(post.body)

    def _body(self, written: str) -> Iterator[int]:
        """What the body of a post is looked for by."""
        name = self._names.read(written)
        yield _asks("name", folded(written))
        yield _asks("words", _joined(name.words))
        if name.surname is not None:
            yield _asks("words", name.surname)
        yield from (_asks("words", _joined(part)) for part in bodies_in(name.words, self._names))

    def _of_name(self, one: PartyName) -> Iterator[int]:
        yield _shows("name", folded(one.written))
        for post in post_reader(self._words_of(one.language)).posts_in_name(one.written):
            yield from self._told(post)
        if (owner := owner_in(one.written)) is not None:
            yield _asks("name", owner)
        name = as_read(one, self._words_of)
        if not name.words:
            # It counts where an outlet has these words.
            name = Name(words=name_reader(self._words_of(one.language)).every_word(one.written))
        yield from _both("words", _joined(name.words))
        yield from (_shows("words", _joined(short)) for short in name.shorter)
        yield from (_shows("letters", initials) for initials in name.initials)
        if name.letters is not None:
            yield _asks("letters", name.letters)
        if name.surname is not None:
            yield _asks("surname", name.surname)
        if name.proper:
            yield from _both("proper", _joined(name.proper))
            yield from (_shows("surname", word) for word in name.proper - given_of(name))
        elif (found := office_of(one, name, self._words_of)) is not None:
            yield from self._office(*found)
        if called := called_in(one, self._words_of):
            yield from _both("called", called)
            yield from (_asks("called", other) for other in self._compared.of(called))
        if name.kind is not PartyKind.PERSON:
            yield from self._described(name.words)
        if (state := self._names.state_of(name.words)) is not None:
            yield _asks("name", f"{self._names.state} {state}")

    def _office(self, office: str, body: str | None) -> Iterator[int]:
        """Who may hold the post that a name consists of."""
        words = self._names.words(body) if body is not None else frozenset[str]()
        if words:
            yield _asks("held", f"{self._posts.rank(office)} of {min(words)}")
        else:
            yield from (_asks("held", office), _asks("office", office))
        if body is not None:
            yield _shows("office", office)
            yield from self._body(body)

    def _described(self, words: Words) -> Iterator[int]:
        """What a body is, as far as its name tells."""
        yield from (_shows("noun", noun) for noun in self._names.nouns(words))
        if described := self._names.described(words):
            yield from (_asks("noun", min(described)), *_both("nouns", _joined(described)))


def sounds_of(name: FoundBy) -> Ties:
    """What a name of a person is found by among those that were compared: two that may match have one of these in common."""
    return frozenset(_shows("sounds", word) for word, _ in name.blocks)


@cache
def tie_reading() -> str:
    """What tells this way of making parties from another one: a hash of the code and of the words that it knows."""
    digest = sha256()
    resolve = Path(__file__).parent
    for path in (*sorted(resolve.glob("*.py")), resolve.parent / "text" / "folding.py"):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for folder in (*(lexicon_for(one).folder for one in languages()), names_lexicon().folder):
        for path in sorted(folder.glob("*.toml")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]

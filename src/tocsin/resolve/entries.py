"""Whom a case names, each name as it is read: the names that claims have, those that posts name, those of rulings."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from tocsin.lexicon.language import Lexicon
from tocsin.model.party import PartyKind, PartyName, Post
from tocsin.resolve.given import UNKNOWN, given_names
from tocsin.resolve.names import NOBODY, Name, NameReader, Words, name_reader
from tocsin.resolve.posts import post_reader
from tocsin.resolve.spelling import speller
from tocsin.text.folding import folded
from tocsin.text.scripts import script_of

LexiconFor = Callable[[str | None], Lexicon]
"""The lexicon of a language (ISO 639-1); with None that of texts that tell no language."""
_POSSESSIVE = re.compile(r"['’]s? (?=\w)")
_LEFT_OUT = 2
"""Words of a body that another name of it may leave out."""


@dataclass(frozen=True, slots=True)
class Everybody:
    """All names that the parties of a case are made from.

    Attributes:
        names: By their folded forms: first those that claims have, then those that posts name, then those of rulings.
        of_case: Those that claims or grades have.
        told_only: Those that only posts name.
        posts: Who holds which posts, by texts and by names.
    """

    names: dict[str, PartyName]
    of_case: frozenset[str]
    told_only: frozenset[str]
    posts: frozenset[Post]


def everybody(
    names: Iterable[PartyName], posts: Iterable[Post], ruled: Mapping[str, str], lexicon_for: LexiconFor
) -> Everybody:
    """The names of a case, with the bodies and persons that posts name, and the names of rulings, by their folded forms."""
    known = {folded(one.written): one for one in names}
    of_case = frozenset(known)
    told_only: set[str] = set()
    every = set(posts)
    for one in known.values():
        every.update(post_reader(lexicon_for(one.language)).posts_in_name(one.written))
    for post in sorted(every, key=lambda one: (one.body or "", one.person, one.office)):
        for key, written in told_by(post):
            if key not in known:
                known[key] = PartyName(written=written, script=script_of(written))
                told_only.add(key)
    for key, written in ruled.items():
        known.setdefault(key, PartyName(written=written, script=script_of(written)))
    return Everybody(known, of_case, frozenset(told_only), frozenset(every))


def told_by(post: Post) -> Iterator[tuple[str, str]]:
    """Whom a post names, with the folded names: a body is somebody though it never speaks, and so is who heads it."""
    if post.body is not None:
        yield from ((key, written) for written in (post.body, post.person) if (key := folded(written)))


def as_read(one: PartyName, lexicon_for: LexiconFor) -> Name:
    """The words of a name that count; of an outlet all, for an outlet is somebody whatever it is called."""
    reader = name_reader(lexicon_for(one.language))
    name = reader.read(one.written)
    if name.words and office_of(one, name, lexicon_for) is not None:
        name = replace(name, kind=PartyKind.PERSON)
    if not name.words and one.kind is not None:
        name = Name(words=reader.every_word(one.written), kind=one.kind)
    return name


def called_in(one: PartyName, lexicon_for: LexiconFor) -> str:
    """What a name calls a person; empty where it calls none."""
    name = as_read(one, lexicon_for)
    return name.called if name.kind is PartyKind.PERSON else ""


def office_of(one: PartyName, name: Name, lexicon_for: LexiconFor) -> tuple[str, str | None] | None:
    """The post that a name consists of, and its body; "a spokesman for the Guard" is the Guard's word and no post."""
    found = post_reader(lexicon_for(one.language)).office_of(one.written)
    return found if found is not None and found[0].split()[-1] in name.words else None


def given_of(name: Name) -> Words:
    """The given name that a name begins with, where that is a known one and more words follow."""
    first, *more = name.called.split() or [""]
    known = given_names().of(speller().sounds(first)) if more else UNKNOWN
    return frozenset((folded(first),)) if known.full else NOBODY


def owner_in(written: str) -> str | None:
    """Whose lawyer, service, … a name tells, folded: “Ilse Brandt's lawyer”; None where it tells no such thing."""
    owner, *whose = _POSSESSIVE.split(written, maxsplit=1)
    return folded(owner) if whose else None


def bodies_in(words: Words, reader: NameReader) -> Iterator[Words]:
    """What a post's body may be called for short: the “Dam Board” of “the Dam Board of Korbach”, the longest first."""
    for size in range(len(words) - 1, max(0, len(words) - 1 - _LEFT_OUT), -1):
        for part in combinations(sorted(words), size):
            if reader.names_body(part):
                yield frozenset(part)

"""Documents as posts: one clock for all of them, and the pieces that their texts are made of."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import NamedTuple

from tocsin.model.document import Document
from tocsin.text.folding import folded

MINUTE, DAY = 60.0, 86_400.0
_EPOCH = datetime(1970, 1, 1)
_LONGEST = 20_000
"""Characters of a text that are compared; what is copied stands at the beginning."""
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{2,2000})[”“»\"]")
_ENDS = re.compile(r"(?<=[.!?…])[’»)]*\s+|\s*\n\s*")
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_CLAUSE = re.compile(r"(?<=[:,;])\s+|\s+[–—-]\s+|\s*[()\[\]]\s*")


class Piece(NamedTuple):
    """A sentence of a text, or a part of one between quotation marks."""

    text: str
    words: tuple[str, ...]
    quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A document with what telling its echoes needs.

    Attributes:
        seconds: The time of publication in seconds since 1970, UTC; where only a day is known, that of its beginning.
        exact: Whether the time of day is known.
        pieces: What the text is made of, without the clauses that only name an outlet of the case.
        credits: The other outlets of the case that the text names, in the order of the text.
    """

    name: str
    outlet: str
    seconds: float
    exact: bool
    text: str
    pieces: tuple[Piece, ...]
    credits: tuple[str, ...]

    @property
    def moment(self) -> datetime:
        """The time of publication; where only a day is known, that of its beginning."""
        return datetime.fromtimestamp(self.seconds, UTC).replace(tzinfo=None)

    def is_before(self, other: "Post") -> bool:
        """Whether this one is the earlier one for certain: of two of one day both times must be known."""
        if self.exact and other.exact:
            return self.seconds < other.seconds
        return self.seconds // DAY < other.seconds // DAY


def lag(earlier: Post, later: Post) -> float:
    """Seconds between two posts; whole days where only the day of one is known."""
    if earlier.exact and later.exact:
        return later.seconds - earlier.seconds
    return (later.seconds // DAY - earlier.seconds // DAY) * DAY


def posts_of(
    documents: Iterable[Document], *, same: Mapping[str, str] | None = None, apart: bool = True, anybody: bool = False
) -> tuple[list[Post], dict[str, int]]:
    """The documents as posts in the order of their times, and how many were left out, by the reason.

    Args:
        documents: Those to be compared. One without an outlet or without a day tells nobody's echo.
        same: The outlet under whose name another one counts, by the other's name.
        anybody: Whether documents without an outlet are taken too.
        apart: Whether the texts are to be taken apart; what only compares whole texts needs it not.
    """
    same = same or {}
    dated, left_out = [], dict.fromkeys(("no outlet", "no time", "no text"), 0)
    counts_as = {folded(other): name for other, name in same.items()}
    spelt: dict[str, str] = {}
    outlets: dict[str | None, str] = {}
    for document in documents:
        outlet = outlets.get(document.outlet)
        if outlet is None:
            outlet = " ".join((document.outlet or "").split())
            outlet = counts_as.get(folded(outlet), outlet)
            outlet = outlets[document.outlet] = spelt.setdefault(folded(outlet), outlet)
        seconds = _seconds(document)
        reason = "no outlet" if not (outlet or anybody) else "no time" if seconds is None else None
        reason = reason or (None if document.text.strip() else "no text")
        if reason is not None:
            left_out[reason] += 1
        elif seconds is not None:
            dated.append((seconds, document, outlet))
    dated.sort(key=lambda one: (one[0], one[1].name))
    if not apart:
        return [
            Post(
                name=document.name, outlet=outlet, seconds=seconds, exact=document.time is not None,
                text=document.text, pieces=(), credits=(),
            )
            for seconds, document, outlet in dated
        ], left_out  # fmt: skip
    names = _Names({outlet for _, _, outlet in dated} | same.keys(), same)
    return [_post(document, outlet, seconds, names) for seconds, document, outlet in dated], left_out


def _seconds(document: Document) -> float | None:
    moment = document.time
    if moment is None:
        if document.published is None:
            return None
        moment = datetime.combine(document.published, time.min)
    return moment.timestamp() if moment.tzinfo else (moment - _EPOCH).total_seconds()


class _Names:
    """Finds the names of outlets in texts, and the letters that stand for one of three words or more ("LPA")."""

    def __init__(self, outlets: Iterable[str], same: Mapping[str, str]) -> None:
        self.outlet_of = {name: same.get(name, name) for name in outlets}
        for name in sorted(outlets):
            initials = "".join(word[0] for word in _WORD.findall(name) if word[0].isupper())
            if len(initials) >= 3:
                self.outlet_of.setdefault(initials, same.get(name, name))
        # A name of one short word is found in every text.
        found = sorted((name for name in self.outlet_of if len(name) > 2), key=lambda name: (-len(name), name))
        self.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})(?!\w)") if found else None


def _post(document: Document, outlet: str, seconds: float, names: _Names) -> Post:
    credits: dict[str, None] = {}
    pieces: dict[tuple[tuple[str, ...], bool], Piece] = {}
    for text, quoted in _split(document.text[:_LONGEST]):
        plain = text
        if names.pattern is not None and (matches := names.pattern.findall(text)):
            credits |= dict.fromkeys(names.outlet_of[match] for match in matches)
            # "As the Courier reports, …": the clause that names an outlet is none of what it says.
            clauses = _CLAUSE.split(text)
            plain = " ".join(clause for clause in clauses if not names.pattern.search(clause))
        words = tuple(word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(plain))
        if len(words) > 2:
            piece = Piece(plain.strip(), words, quoted)
            pieces.setdefault((tuple(map(str.lower, words)), quoted), piece)
    credits.pop(outlet, None)
    return Post(
        name=document.name, outlet=outlet, seconds=seconds, exact=document.time is not None, text=document.text,
        pieces=tuple(pieces.values()), credits=tuple(credits),
    )  # fmt: skip


def _split(text: str) -> Iterator[tuple[str, bool]]:
    """The sentences of a text, and whether each stands between quotation marks."""
    place = 0
    for match in _QUOTED.finditer(text):
        yield from ((one, False) for one in _ENDS.split(text[place : match.start()]) if one)
        yield from ((one, True) for one in _ENDS.split(match[1]) if one)
        place = match.end()
    yield from ((one, False) for one in _ENDS.split(text[place:]) if one)

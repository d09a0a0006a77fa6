"""A reading as one self-contained page: the text with its claims marked, and a note on each claim."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import chain, count, pairwise
from typing import NamedTuple

from tocsin.brief.claim_lines import details
from tocsin.brief.harmless import visible
from tocsin.brief.html import certainty_classes, template
from tocsin.brief.wording import certainty_words, chain_words
from tocsin.lexicon.wording import reason_words
from tocsin.model.claim import Claim
from tocsin.model.reading import Reading, Role, Turn
from tocsin.model.span import Span


class Piece(NamedTuple):
    """A stretch of text that the same claims cover.

    `ends` are the numbers of those that end with it, `number` that of the innermost one; 0 where it is no claim's.
    """

    text: str
    classes: str
    ends: tuple[int, ...]
    number: int = 0


class Note(NamedTuple):
    """The note next to the text of one claim."""

    number: int
    tone: str
    certainty: str
    kind: str
    rows: list[tuple[str, str]]


class Paragraph(NamedTuple):
    """A paragraph with its claims; `who` speaks is given where the speaker changes."""

    who: str | None
    pieces: tuple[Piece, ...]
    claims: tuple[Note, ...]


def reading_page(readings: Iterable[Reading]) -> Iterator[str]:
    """One HTML page of all the readings, in parts, so that it can be written as it is made; nothing where there are none."""
    numbers = count(1)
    views = ({**_facts(reading), "paragraphs": paragraphs(reading, numbers)} for reading in readings)
    first = next(views, None)
    if first is not None:
        page = template("reading_page.html.jinja")
        yield from page.stream(readings=chain([first], views), title=first["title"])


def _facts(reading: Reading) -> dict[str, object]:
    document = reading.document
    day = document.published
    published = f"published {day.isoformat()}" if day else "day of publication not known"
    known = [document.outlet, published, f"{len(reading.claims)} claims"]
    return {
        "title": visible(document.title or document.name),
        "facts": visible(" · ".join(fact for fact in known if fact)),
        "url": visible(document.url) if document.url and re.match(r"https?://", document.url) else None,
        "id": document.id,
        "language": document.language,
    }


def paragraphs(reading: Reading, numbers: Iterator[int] | None = None) -> Iterator[Paragraph]:
    """The paragraphs of a reading with its claims.

    Args:
        reading: The reading with its claims.
        numbers: What its claims are numbered by; by default from 1.
    """
    numbers = count(1) if numbers is None else numbers
    text, turns = reading.document.text, reading.turns
    numbered = [(next(numbers), claim) for claim in reading.claims]
    lines = [Span(*match.span()) for match in re.finditer(r"[^\n]+", text) if not match[0].isspace()]
    notes: dict[int, list[Note]] = defaultdict(list)
    for number, claim in numbered:
        notes[bisect_right(lines, claim.start, key=lambda line: line.start) - 1].append(_note(number, claim, text))
    spoken: Turn | None = None
    for number, (line, pieces) in enumerate(zip(lines, _pieces(text, lines, numbered), strict=True)):
        at = bisect_right(turns, line.start, key=lambda turn: turn.start) - 1
        turn = turns[at] if at >= 0 and line.start < turns[at].end else None
        who = None
        if turn is not None and turn != spoken and (turn.role is not Role.NARRATOR or turn.speaker):
            who = visible(f"{turn.speaker} ({turn.role.value})" if turn.speaker else turn.role.value)
        spoken = turn
        yield Paragraph(who, pieces, tuple(notes[number]))


def _pieces(text: str, lines: Sequence[Span], numbered: Sequence[tuple[int, Claim]]) -> Iterator[tuple[Piece, ...]]:
    """Each line cut where a claim begins or ends, each piece marked as the innermost claim that covers it.

    It is one pass over the text, for thousands of claims may share a line, and thousands of lines a claim.
    """
    edges = sorted({edge for _, claim in numbered for edge in claim.span})
    ends: dict[int, list[int]] = defaultdict(list)
    for number, claim in numbered:
        ends[claim.end].append(number)
    coming = sorted(numbered, key=lambda one: one[1].start, reverse=True)
    # The shortest lies on top; a longer one that has ended is taken away when it comes to lie there.
    covering: list[tuple[int, int, Claim]] = []
    for line in lines:
        inside = edges[bisect_right(edges, line.start) : bisect_left(edges, line.end)]
        pieces = []
        for start, end in pairwise([line.start, *inside, line.end]):
            while coming and coming[-1][1].start <= start:
                number, claim = coming.pop()
                heappush(covering, (claim.end - claim.start, number, claim))
            while covering and covering[0][2].end <= start:
                heappop(covering)
            classes, number = (certainty_classes(covering[0][2]), covering[0][1]) if covering else ("", 0)
            pieces.append(Piece(visible(text[start:end]), classes, tuple(ends.get(end, ())), number))
        yield tuple(pieces)


def _note(number: int, claim: Claim, text: str) -> Note:
    rows = [("who", chain_words(claim.speaker, claim.sources)), *details(claim, text)]
    if claim.steps:
        rows.append(("because", "; ".join(reason_words(step) for step in claim.steps)))
    score = claim.factuality.score
    tone = "yes" if score > 0 else "no" if score < 0 else "open"
    return Note(
        number, tone, certainty_words(claim), claim.kind.value, [(name, visible(value)) for name, value in rows]
    )

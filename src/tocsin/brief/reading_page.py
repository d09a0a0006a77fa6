"""A reading as one self-contained page: the text with its claims marked, and beside it what is known of each."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import count, pairwise
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from tocsin.brief.reasons import details
from tocsin.brief.wording import certainty_words, chain_words
from tocsin.model.claim import Claim
from tocsin.model.kind import Kind
from tocsin.model.reading import Reading, Role, Turn
from tocsin.model.span import Span

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
# Characters that would break the page or turn its text round: shown as the replacement character.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the same claims cover; `ends` are the numbers of those that end with it."""

    text: str
    classes: str
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside the text of one claim."""

    number: int
    tone: str
    certainty: str
    kind: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its claims; `who` speaks is given where the speaker changes."""

    who: str | None
    pieces: tuple[Piece, ...]
    claims: tuple[Note, ...]


def reading_page(readings: Iterable[Reading]) -> Iterator[str]:
    """One HTML page of all the readings, in parts, so that it can be written as it is made."""
    numbers = count(1)
    views = ({**_facts(reading), "paragraphs": _paragraphs(reading, numbers)} for reading in readings)
    first = next(views, None)
    if first is None:
        return
    pages = _chain(first, views)
    yield from _template().stream(
        readings=pages, title=first["title"], language="en", version=version("tocsin")
    )  # fmt: skip


def _chain(first: dict[str, object], rest: Iterator[dict[str, object]]) -> Iterator[dict[str, object]]:
    yield first
    yield from rest


def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=False
    )
    return environment.get_template("reading_page.html.jinja")


def _facts(reading: Reading) -> dict[str, object]:
    document = reading.document
    day = document.published
    published = f"published {day.isoformat()}" if day else "day of publication not known"
    known = [document.outlet, published, f"{len(reading.claims)} claims"]
    return {
        "title": _shown(document.title or document.name),
        "facts": _shown(" · ".join(fact for fact in known if fact)),
        "url": _shown(document.url) if document.url and re.match(r"https?://", document.url) else None,
        "id": document.id,
    }


def _paragraphs(reading: Reading, numbers: Iterator[int]) -> Iterator[Paragraph]:
    text = reading.document.text
    numbered = [(next(numbers), claim) for claim in reading.claims]
    lines = [Span(*match.span()) for match in _PARAGRAPH.finditer(text)]
    by_line = _by_line(lines, numbered)
    spoken: object = None
    for number, span in enumerate(lines):
        here = by_line[number]
        turn = _turn_at(reading.turns, span.start)
        who = None
        if turn is not None and turn != spoken and (turn.role is not Role.NARRATOR or turn.speaker):
            who = _shown(f"{turn.speaker} ({turn.role.value})" if turn.speaker else turn.role.value)
        spoken = turn
        notes = tuple(_note(number, claim, text) for number, claim in here if span.start <= claim.start)
        yield Paragraph(who, tuple(_pieces(text, span, here)), notes)


def _by_line(lines: Sequence[Span], numbered: Sequence[tuple[int, Claim]]) -> list[list[tuple[int, Claim]]]:
    """The claims that have words in each line, as far as they go: a claim runs on where the text is wrapped."""
    held: list[list[tuple[int, Claim]]] = [[] for _ in lines]
    for number, claim in numbered:
        line = bisect_right(lines, claim.start, key=lambda span: span.start) - 1
        while 0 <= line < len(lines) and lines[line].start < claim.end:
            held[line].append((number, claim))
            line += 1
    return held


def _turn_at(turns: Sequence[Turn], position: int) -> Turn | None:
    number = bisect_right(turns, position, key=lambda turn: turn.start) - 1
    return turns[number] if number >= 0 and position < turns[number].end else None


def _pieces(text: str, span: Span, here: Sequence[tuple[int, Claim]]) -> Iterator[Piece]:
    inside = {edge for _, claim in here for edge in claim.span if span.start < edge < span.end}
    edges = sorted({span.start, span.end, *inside})
    for start, end in pairwise(edges):
        covering = [claim for _, claim in here if claim.start <= start and end <= claim.end]
        inner = min(covering, key=lambda claim: claim.end - claim.start, default=None)
        ends = tuple(number for number, claim in here if claim.end == end)
        yield Piece(_shown(text[start:end]), _classes(inner) if inner else "", ends)


def _classes(claim: Claim) -> str:
    strength = claim.factuality.value[:2].lower()
    negative = " neg" if claim.factuality.value.endswith("-") else ""
    kind = "" if claim.kind is Kind.STATEMENT else " " + claim.kind.value.split()[0]
    return f"{strength}{negative}{kind}"


def _note(number: int, claim: Claim, text: str) -> Note:
    rows = [("who", chain_words(claim.speaker, claim.sources)), *details(claim, text)]
    if claim.steps:
        rows.append(("because", "; ".join(step.effect for step in claim.steps)))
    value = claim.factuality.score
    tone = "yes" if value > 0 else "no" if value < 0 else "open"
    return Note(
        number, tone, certainty_words(claim), claim.kind.value, tuple((name, _shown(value)) for name, value in rows)
    )


def _shown(text: str) -> str:
    return _UNSHOWN.sub("\ufffd", text.replace("\r", " "))

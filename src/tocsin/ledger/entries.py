"""A reading as rows of the tables."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from tocsin.model.claim import Claim
from tocsin.model.reading import Reading
from tocsin.model.record import dump
from tocsin.model.span import Span
from tocsin.text.folding import folded

KEPT = ("turns", "attributions", "times", "places", "quantities", "events", "set_aside")
"""What a case keeps of a reading besides its document and its claims."""
NEVER = 9_999_999
"""The number of a day after all that can be written."""


def reading_row(reading: Reading, *, reader: str, at: datetime) -> dict[str, Any]:
    """The row of a reading; its claims have rows of their own."""
    document = reading.document
    record = {name: getattr(reading, name) for name in KEPT}
    return {
        "document": document.id, "at": at, "reader": reader, "name": document.name, "title": document.title,
        "outlet": document.outlet, "url": document.url, "published": document.published,
        "language": document.language, "text": document.text, "record": dump(record),
        "time": document.time.isoformat() if document.time else None,
    }  # fmt: skip


def claim_rows(reading: Reading, *, number: int, first: int) -> list[dict[str, Any]]:
    """The rows of a reading's claims, numbered from `first`."""
    return [
        claim_row(claim, row=row, reading=number, sentence=sentence)
        for row, (claim, (_, sentence)) in enumerate(zip(reading.claims, _sentences(reading), strict=True), start=first)
    ]


def claim_row(claim: Claim, *, row: int, reading: int, sentence: Span) -> dict[str, Any]:
    """The row of a claim that stands in a sentence."""
    return {
        "row": row, "id": claim.id, "reading": reading, "kind": claim.kind.value, "factuality": claim.factuality.value,
        "score": claim.score, "earliest": _day(claim.time.earliest) if claim.time else None,
        "latest": _day(claim.time.latest) if claim.time else None, "sentence_start": sentence.start,
        "sentence_end": sentence.end, "record": dump(claim),
    }  # fmt: skip


def party_rows(claims: Iterable[Claim], *, first: int) -> list[dict[str, Any]]:
    """Whom each claim names, and in what part."""
    return [
        {"claim": row, "part": part, "folded": folded(name), "name": name}
        for row, claim in enumerate(claims, start=first)
        for part, name in _parties(claim)
    ]


def figure_rows(claims: Iterable[Claim], *, first: int) -> list[dict[str, Any]]:
    """What the figures of each claim count."""
    return [
        {"claim": row, "counted": counted}
        for row, claim in enumerate(claims, start=first)
        for counted in counted_forms(claim)
    ]


def place_rows(claims: Iterable[Claim], *, first: int) -> list[dict[str, Any]]:
    """The places of each claim."""
    return [
        {"claim": row, "folded": folded(place.name), "country": place.country, "geonameid": place.geonameid}
        for row, claim in enumerate(claims, start=first)
        for place in claim.places
    ]


def listing_row(claim: Claim, *, row: int, position: int, reading: int, published: date | None) -> dict[str, Any]:
    """By what a claim is listed; a claim that names no time is about the day on which its document was published."""
    day = published.toordinal() if published else None
    earliest, latest = (claim.time.earliest, claim.time.latest) if claim.time else (None, None)
    dated = earliest is not None or latest is not None
    return {
        "day": day or 0, "reading": reading, "position": position, "claim": row,
        "first": day if not dated else earliest.toordinal() if earliest else 0,
        "last": day if not dated else latest.toordinal() if latest else NEVER,
        "rank": -(claim.weight or 0.0),
    }  # fmt: skip


def listing_rows(reading: Reading, *, number: int, first: int) -> list[dict[str, Any]]:
    """The same of the claims of a reading."""
    published = reading.document.published
    return [
        listing_row(claim, row=row, position=row, reading=number, published=published)
        for row, claim in enumerate(reading.claims, start=first)
    ]


def name_rows(claims: Sequence[Claim]) -> list[dict[str, str]]:
    """The folded names of the parties and places of claims, each once."""
    parties = {("party", folded(name)) for claim in claims for _, name in _parties(claim)}
    places = {("place", folded(place.name)) for claim in claims for place in claim.places}
    return [{"part": part, "folded": name} for part, name in sorted(parties | places)]


def word_rows(reading: Reading, *, first: int) -> list[dict[str, Any]]:
    """What each claim can be found by: its own words, its sentence, the sentences around, its parties, the title."""
    text = reading.document.text
    lines = [" ".join(text[sentence.start : sentence.end].split()) for sentence in reading.spans]
    rows = []
    for row, (claim, (number, sentence)) in enumerate(
        zip(reading.claims, _sentences(reading), strict=True), start=first
    ):
        before = lines[number - 1] if number > 0 else ""
        after = lines[number + 1] if number + 1 < len(lines) else ""
        rows.append(
            {
                "rowid": row,
                "claim": claim.text,
                "sentence": text[sentence.start : sentence.end],
                "context": f"{before}\n{after}",
                "parties": parties_text(claim),
                "title": reading.document.title or "",
            }
        )
    return rows


def parties_text(claim: Claim) -> str:
    """The names of all whom a claim names."""
    return " ".join(name for _, name in _parties(claim))


def counted_forms(claim: Claim) -> set[str]:
    """The keys by which the figures of a claim are found."""
    return {key for quantity in claim.quantities for key in quantity.counted}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _parties(claim: Claim) -> Iterator[tuple[str, str]]:
    if claim.speaker:
        yield "speaker", claim.speaker
    for source in claim.sources:
        yield "source", source
    if claim.event is not None:
        for part in ("actor", "recipient", "object"):
            name = getattr(claim.event, part)
            if name:
                yield part, name


def _sentences(reading: Reading) -> list[tuple[int, Span]]:
    """The number and the span of the sentence each claim stands in; -1 and its own span where there are no sentences."""
    spans = reading.spans
    starts = [span.start for span in spans]
    numbers = [bisect_right(starts, claim.start) - 1 for claim in reading.claims]
    return [
        (number, spans[number] if number >= 0 else claim.span)
        for number, claim in zip(numbers, reading.claims, strict=True)
    ]

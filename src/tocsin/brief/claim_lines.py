"""Claims for people to read: two lines each in a list; alone, each part with its reasons."""

from collections.abc import Iterable, Iterator

from tocsin.brief.wording import (
    SHORT,
    dispute_words,
    figure_words,
    kind_words,
    place_words,
    source_words,
    time_words,
)
from tocsin.lexicon.wording import reason_words
from tocsin.model.claim import Claim
from tocsin.model.query import Report
from tocsin.model.reason import Reason
from tocsin.model.span import Span
from tocsin.model.time import Time

Row = tuple[str, str]


def account_lines(report: Report, *, mark: str = " ") -> Iterator[str]:
    """A claim in two lines: its words, and who says so, where, when and how surely."""
    claim = report.claim
    yield f"{mark} “{claim.words}”"
    yield f"    {source_words(report)} · {kind_words(claim)} · {report.name} · {claim.id[:SHORT]}"


def details(claim: Claim, text: str) -> Iterator[Row]:
    """When, where and how many, each with its reasons under it.

    Args:
        claim: The claim.
        text: The text of its document.
    """

    def at(span: Span) -> str:
        return " ".join(text[span.start : span.end].split())

    def when(name: str, time: Time | None) -> Iterator[Row]:
        if time is not None:
            edtf = f", EDTF {time.edtf}" if time.edtf else ""
            yield from _row(name, f"{time_words(time)} (“{at(time.span)}”{edtf})", time.reasons)

    yield from when("when", claim.time)
    yield from when("said", claim.said)
    for place in claim.places:
        yield from _row("where", place_words(place), place.reasons)
        if place.dispute is not None:
            yield "disputed", dispute_words(place.dispute)
    for quantity in claim.quantities:
        measure = f", {quantity.measure}" if quantity.measure else ""
        part = f", part of “{at(quantity.part_of)}”" if quantity.part_of else ""
        yield from _row("how many", f"{figure_words(quantity)}{measure}{part}", quantity.reasons)


def certainty_reasons(claim: Claim) -> Iterator[Row]:
    """What in the words made the claim as certain as it is."""
    if not claim.steps:
        yield "because", "nothing in the sentence limits it"
    for step in claim.steps:
        yield "because", reason_words(step)


def _row(name: str, words: str, reasons: Iterable[Reason | str]) -> Iterator[Row]:
    yield name, words
    told = [reason if isinstance(reason, str) else reason_words(reason) for reason in reasons]
    if told:
        yield "read so", "; ".join(told)

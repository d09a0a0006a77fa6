"""Why each part of a claim was read as it was: rows of a name and words, for a page or a terminal."""

from collections.abc import Iterable, Iterator

from tocsin.brief.wording import figure_words, time_words
from tocsin.lexicon.wording import reason_words
from tocsin.model.claim import Claim
from tocsin.model.place import Dispute, Place
from tocsin.model.quantity import Quantity
from tocsin.model.reason import Reason
from tocsin.model.span import Span
from tocsin.model.time import Time
from tocsin.text.numbers import percent

Row = tuple[str, str]


def details(claim: Claim, text: str) -> Iterator[Row]:
    """When, where and how many, each with its reasons under it.

    Args:
        claim: The claim.
        text: The text of its document.
    """
    if claim.time is not None:
        yield from _row("when", _time(claim.time, text), claim.time.reasons)
    if claim.said is not None:
        yield from _row("said", _time(claim.said, text), claim.said.reasons)
    for place in claim.places:
        yield from _row("where", place_words(place), place.reasons)
        if place.dispute is not None:
            yield "disputed", dispute_words(place.dispute)
    for quantity in claim.quantities:
        yield from _row("how many", _figure(quantity, text), quantity.reasons)


def certainty_reasons(claim: Claim) -> Iterator[Row]:
    """What in the words made the claim as certain as it is."""
    if not claim.steps:
        yield "because", "nothing in the sentence limits it"
    for step in claim.steps:
        yield "because", reason_words(step)


def place_words(place: Place) -> str:
    """A place with all that is known of it, and what else the name could have been."""
    if place.lat is None or place.lon is None:
        return f"{place.name}: not resolved"
    known = [part for part in (place.type, place.admin1, place.country) if part]
    point = f"{place.lat:.2f}, {place.lon:.2f}" + (f" ± {place.radius:,.0f} km" if place.radius else "")
    sure = f", confidence {percent(place.confidence)}" if place.confidence is not None else ""
    others = "; ".join(
        f"{other.name}, {other.country or 'no country'} {percent(other.score)}" for other in place.runners_up[:3]
    )
    return f"{place.name}: {', '.join(known)} ({point}{sure})" + (f"; else {others}" if others else "")


def dispute_words(dispute: Dispute) -> str:
    """Both facts of a disputed territory: whose it is by right, and who holds it, as of when."""
    by_right = f"de jure {dispute.de_jure}" if dispute.de_jure else "de jure open"
    parts = [f"{by_right} ({dispute.basis})"]
    if dispute.claimed_by:
        parts.append(f"claimed by {', '.join(dispute.claimed_by)}")
    if dispute.controlled_by:
        held = "partly held by" if dispute.partly else "held by"
        since = f" since {dispute.since}" if dispute.since else ""
        parts.append(f"{held} {', '.join(dispute.controlled_by)}{since}")
    as_of = f", as of {dispute.as_of}" if dispute.as_of else ""
    return f"{dispute.territory}: {'; '.join(parts)}{as_of}"


def _row(name: str, words: str, reasons: Iterable[Reason | str]) -> Iterator[Row]:
    yield name, words
    told = [reason if isinstance(reason, str) else reason_words(reason) for reason in reasons]
    if told:
        yield "read so", "; ".join(told)


def _time(time: Time, text: str) -> str:
    edtf = f", EDTF {time.edtf}" if time.edtf else ""
    return f"{time_words(time)} (“{_at(text, time.span)}”{edtf})"


def _figure(quantity: Quantity, text: str) -> str:
    measure = f", {quantity.measure}" if quantity.measure else ""
    part = f", part of “{_at(text, quantity.part_of)}”" if quantity.part_of else ""
    return f"{figure_words(quantity)}{measure}{part}"


def _at(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())

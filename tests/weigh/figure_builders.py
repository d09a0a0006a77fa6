"""Small claims with figures for tests: a sentence, the words of its figure, who says it and when. All made up."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from factory import a_claim, a_document
from weigh.proposition_builders import a_proposition, parties_of

from tocsin.lexicon.counted import counted_things
from tocsin.lexicon.language import lexicon_for
from tocsin.model.place import Place
from tocsin.model.quantity import Owner, OwnerRule, Quantity, Thing
from tocsin.model.query import Report
from tocsin.model.series import Series
from tocsin.model.span import Span
from tocsin.model.time import Time, TimeType
from tocsin.weigh.figures.series import Figures, figures
from tocsin.weigh.figures.subject import FigureQuery
from tocsin.weigh.origins import claim_origins

DAY = date(2026, 3, 2)
LEXICON = lexicon_for("en")
COUNTED = counted_things(LEXICON)
SAALBRUNN = Place(
    start=0, end=0, name="Saalbrunn", country="AT", lat=47.1, lon=13.0, geonameid=1, type="city", radius=3.0
)
_NUMBERS = count(1)


def a_figure(
    text: str, words: str, low: float | None, high: float | None = None, *, at_least: bool = False, **facts: Any
) -> Quantity:
    """The figure that some words of a sentence are; with one number given, exactly that, or at least that."""
    start = text.index(words)
    if high is None and not at_least:
        high = low
    facts.setdefault("noun", words.split()[-1])
    if facts["noun"]:
        facts.setdefault("things", (a_thing(COUNTED.form(facts["noun"])),))
    return Quantity(start=start, end=start + len(words), low=low, high=high, **facts)


def a_thing(head: str, *modifiers: str, **facts: Any) -> Thing:
    """A thing that a figure counts, by forms."""
    return Thing(head=head, modifiers=modifiers, **facts)


def owned_by(country: str, by: OwnerRule = OwnerRule.FIGURE) -> Owner:
    """Whose the things are, by a country's code."""
    return Owner(name=country, country=country, by=by)


def told(
    text: str, *quantities: Quantity, outlet: str | None = "Unterdrau Post", day: date | None = DAY, key: str | None = None,
    document: str | None = None, offset: int = 0, **facts: Any,
) -> Report:  # fmt: skip
    """A claim that a sentence makes, with its figures.

    Args:
        text: The sentence.
        quantities: Its figures, in the sentence's characters.
        outlet: Who published it, and speaks.
        day: When.
        key: The claim's id.
        document: The document's id, for several sentences of one.
        offset: Where the sentence stands in it.
        facts: Fields of the claim.
    """
    number = next(_NUMBERS)
    facts.setdefault("speaker", outlet)
    moved = tuple(_moved(one, offset) for one in quantities)
    claim = a_claim(
        a_document(text), text, id=key or f"{number:020x}", quantities=moved,
        **{**facts, "start": offset, "end": offset + len(text)},
    )  # fmt: skip
    return Report(
        claim=claim, document=document or f"sha256:{number:064x}", name=f"report {number}", outlet=outlet, published=day,
        sentence=text, sentence_span=Span(offset, offset + len(text)),
    )  # fmt: skip


def buses(number: float, *, day: date | None = DAY, **facts: Any) -> Report:
    """A claim that so many buses were destroyed by its day."""
    text = f"In all {number:.15g} buses have been destroyed."
    return told(text, a_figure(text, f"{number:.15g} buses", number, measure="destroyed"), day=day, **facts)


def seen(number: float, *, day: date | None = DAY, outlet: str = "Lenswatch", **facts: Any) -> Report:
    """A count of lost buses that were seen."""
    text = f"It has visually confirmed the loss of {number:.15g} buses."
    figure = a_figure(text, f"{number:.15g} buses", number, measure="lost", seen=True)
    return told(text, figure, day=day, outlet=outlet, **facts)


def guards(low: float, high: float | None = None, *, day: date | None = DAY, **facts: Any) -> Report:
    """A claim that so many guards are in Saalbrunn."""
    text = f"There are {low:.15g} guards in Saalbrunn."
    figure = a_figure(text, f"{low:.15g} guards", low, high, measure="present")
    return told(text, figure, day=day, places=(SAALBRUNN,), **facts)


def a_time(earliest: date | None, latest: date | None, *, start: int = 0, end: int = 0) -> Time:
    """A time between two days."""
    return Time(start=start, end=end, type=TimeType.DATE, value="x", earliest=earliest, latest=latest)


def a_while() -> Time:
    """Some time, without saying when."""
    return Time(start=0, end=0, type=TimeType.DURATION, value="PXM")


def asked(
    subject: str,
    *claims: Report,
    links: Any = (),
    grade: Any = None,
    around: Any = None,
    others: Any = (),
    **wanted: Any,
) -> Figures:
    """What the claims say of a subject."""
    propositions = [a_proposition(claim) for claim in claims]
    origins = claim_origins(propositions, parties_of(propositions))
    query = FigureQuery(subject=subject, **wanted)
    return figures(
        claims, query, lexicon=LEXICON, whose=lambda _: (origins, grade or (lambda name: None)), links=links,
        around=around, others=others,
    )  # fmt: skip


def series_of(subject: str, *claims: Report, **wanted: Any) -> Series:
    """The same without what stands behind it."""
    return asked(subject, *claims, **wanted).series


def _moved(quantity: Quantity, offset: int) -> Quantity:
    whole = quantity.part_of
    part_of = Span(whole.start + offset, whole.end + offset) if whole else None
    return replace(quantity, start=quantity.start + offset, end=quantity.end + offset, part_of=part_of)

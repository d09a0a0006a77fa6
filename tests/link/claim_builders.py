"""Claims of a case for tests of linking: each is told by its sentence, what stands around it, and the facts that matter."""

from datetime import date
from typing import Any

from factory import a_claim, a_document

from tocsin.lexicon.language import lexicon_for
from tocsin.link.claims import ClaimComparison
from tocsin.link.profile import ClaimText, Profile
from tocsin.link.relate import PairResult, Relater
from tocsin.model.claim import Claim
from tocsin.model.event import Action
from tocsin.model.place import Place
from tocsin.model.quantity import Quantity
from tocsin.model.span import Span
from tocsin.model.time import Time, TimeType
from tocsin.resolve.names import name_reader

AROUND = "The dam above Saalbrunn leaked in March. Engineers of Dravakraft inspected the spillway and the turbines."
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
RELATER = Relater(lexicon_for, names_for=name_reader, comparison=ClaimComparison)


def a_report(
    sentence: str,
    clause: str | None = None,
    *,
    does: str | None = None,
    who: str | None = None,
    around: str = AROUND,
    on: date | None = MONDAY,
    outlet: str | None = "Observer",
    **facts: Any,
) -> ClaimText:
    """A report of one claim, in these words of a sentence; `does` is its predicate and `who` the one who acts."""
    clause = clause or sentence
    event = Action(lemma=does or "be", actor=who) if does or who else None
    claim = a_claim(a_document(sentence), clause, **{"event": event, **facts})
    return ClaimText(
        text=clause, start=claim.start, passage=sentence, context=f"{sentence}\n{around}", claims=(claim,),
        quantities=claim.quantities, outlet=outlet, published=on,
    )  # fmt: skip


def a_profile(sentence: str, clause: str | None = None, **facts: Any) -> Profile:
    """The same, made ready to be compared."""
    return RELATER.profile(a_report(sentence, clause, **facts))


def compared(left: ClaimText, right: ClaimText) -> PairResult:
    """How two claims of a case stand to each other."""
    return RELATER.relate(left, right)


def a_figure(sentence: str, words: str, *, noun: str, **facts: Any) -> Quantity:
    """The figure that stands in these words of a sentence; the words are a number unless its bounds are given."""
    start = sentence.index(words)
    bounds = {} if "low" in facts else {"low": float(words), "high": float(words)}
    return Quantity(start=start, end=start + len(words), noun=noun, **{**bounds, **facts})


def a_day(first: date | None, last: date | None = None) -> Time:
    """A time of one day, or of the days from the first to the last."""
    value = first.isoformat() if first else "XXXX"
    return Time(start=0, end=1, type=TimeType.DATE, value=value, earliest=first, latest=last or first)


def a_place(name: str, lat: float | None = None, lon: float | None = None, **facts: Any) -> Place:
    """A place, at a point or at none."""
    return Place(start=0, end=1, name=name, lat=lat, lon=lon, **facts)


def in_text(text: str, *clauses: str, **facts: Any) -> list[Claim]:
    """Claims that stand in these words of one text, in this order; each fact is a list, one for each claim."""
    document = a_document(text)
    each = [{name: values[number] for name, values in facts.items()} for number in range(len(clauses))]
    return [a_claim(document, clause, **own) for clause, own in zip(clauses, each, strict=True)]


def span_of(text: str, words: str) -> Span:
    """Where these words stand in a text."""
    return Span(text.index(words), text.index(words) + len(words))

"""The numbered references of a brief: each cited claim, and its clause within its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.brief.harmless import plain
from tocsin.model.brief import Brief, Fact, FactKind, Passage
from tocsin.model.query import Report


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited claim: its facts as a passage, and its sentence in three parts, of which the middle one is its clause."""

    number: int
    report: Report
    facts: Passage
    before: str
    clause: str
    after: str


def references(brief: Brief) -> tuple[Reference, ...]:
    """Every claim that a brief cites, in the order of the numbers."""
    return tuple(_reference(number, report) for number, report in enumerate(brief.references, start=1))


def numbers(brief: Brief) -> Mapping[str, int]:
    """The number of each cited claim, by its id."""
    return {report.claim.id: number for number, report in enumerate(brief.references, start=1)}


def _reference(number: int, report: Report) -> Reference:
    claim, sentence = report.claim, report.sentence
    values = {
        "who": (FactKind.WHO, (claim.speaker, *claim.sources)),
        "certainty": (FactKind.CERTAINTY, (claim.factuality, claim.kind)),
        "outlet": (FactKind.OUTLET, report.outlet),
        "day": (FactKind.DAY, report.published),
        "document": (FactKind.DOCUMENT, report.name),
        "characters": (FactKind.CHARACTERS, (claim.start, claim.end)),
        "id": (FactKind.ID, claim.id),
    }
    facts = {name: Fact(kind=kind, value=value, of=(claim.id,)) for name, (kind, value) in values.items()}
    start, end = (max(0, at - report.sentence_span.start) for at in claim.span)
    # A clause may stand outside of its sentence: then it is shown alone.
    parts = (sentence[:start], sentence[start:end], sentence[end:])
    before, clause, after = parts if plain(parts[1]) == plain(claim.text) else ("", claim.text, "")
    passage = Passage(template="reference", facts=facts, about=claim.id, claims=(claim.id,))
    return Reference(number, report, passage, _inside(before), plain(clause), _inside(after))


def _inside(text: str) -> str:
    """Text on one line that keeps a space where it meets the clause."""
    line = plain(text)
    return f"{' ' * text[:1].isspace()}{line}{' ' * text[-1:].isspace()}" if line else ""

"""The numbered references of a brief: each cited claim, and its clause within its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tocsin.brief.harmless import plain
from tocsin.lexicon.standalone import without_added
from tocsin.model.brief import Brief, Fact, FactKind, Passage
from tocsin.model.query import Report


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited claim: its facts as a passage, and its sentence in three parts, of which the middle one is its clause.

    `is_quoted` tells that the brief quotes the sentence as it stands.
    """

    number: int
    report: Report
    facts: Passage
    before: str
    clause: str
    after: str
    is_quoted: bool = False


def references(brief: Brief) -> tuple[Reference, ...]:
    """Every claim that a brief cites, in the order of the numbers."""
    passages = (one for section in brief.sections for part in section.passages for one in (part, *part.beside))
    quoted = {
        (fact.of[0], _bare(fact.value))
        for one in passages for fact in one.facts.values()
        if fact.kind is FactKind.QUOTE and isinstance(fact.value, str)
    }  # fmt: skip
    return tuple(
        replace(cited, is_quoted=(report.claim.id, _bare(report.sentence)) in quoted)
        for cited, report in (
            (_reference(number, report), report) for number, report in enumerate(brief.references, start=1)
        )
    )


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


def _bare(text: str) -> str:
    """A sentence without what was added to it in brackets, and without the signs at its ends."""
    return plain(without_added(text)).strip(" .,;:“”\"'")


def _inside(text: str) -> str:
    """Text on one line that keeps a space where it meets the clause."""
    line = plain(text)
    return f"{' ' * text[:1].isspace()}{line}{' ' * text[-1:].isspace()}" if line else ""

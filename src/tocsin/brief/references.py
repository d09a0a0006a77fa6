"""What a page of a brief shows besides its wording: numbered references, and how certainty is coloured."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tocsin.brief.sections.phrases import Phrases
from tocsin.brief.sections.slots import Slots, squeezed
from tocsin.model.brief import Brief, Mark, Passage
from tocsin.model.claim import Claim
from tocsin.model.kind import Kind
from tocsin.model.query import Report

# Characters that would break a page or turn its text round: shown as the replacement character.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
ID = 8
"""Digits of a claim's id that are shown."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited claim as a page lists it; the sentence is in three parts, of which the middle one is the claim's clause."""

    number: int
    who: str
    certainty: str
    outlet: str
    day: str
    document: str
    id: str
    characters: str
    before: str
    clause: str
    after: str
    classes: str


def references(brief: Brief, phrases: Phrases) -> tuple[Reference, ...]:
    """Every claim that a brief cites, with where it stands."""
    slots = Slots(phrases)
    return tuple(_reference(number, found, slots) for number, found in enumerate(brief.references, start=1))


def numbers(brief: Brief) -> Mapping[str, int]:
    """The number of each cited claim."""
    return {found.claim.id: number for number, found in enumerate(brief.references, start=1)}


def cited_numbers(passage: Passage, number: Mapping[str, int]) -> tuple[int, ...]:
    """The numbers of what a passage cites."""
    return tuple(sorted(number[key] for key in passage.claims if key in number))


def runs(passage: Passage) -> Iterator[tuple[str, Mark | None]]:
    """A passage in pieces: fixed wording, and what is marked."""
    at = 0
    for mark in passage.marks:
        if mark.start > at:
            yield shown(passage.text[at : mark.start]), None
        yield shown(passage.text[mark.start : mark.end]), mark
        at = mark.end
    if at < len(passage.text):
        yield shown(passage.text[at:]), None


def shown(text: str) -> str:
    """Text on one line without anything that a page would obey."""
    return _UNSHOWN.sub("\ufffd", squeezed_inside(text))


def squeezed_inside(text: str) -> str:
    """Text with its line ends and tabs made spaces; spaces at its ends are kept, for they part it from what stands beside."""
    return re.sub(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+", " ", text)


def certainty_classes(claim: Claim) -> str:
    """How a claim's words are marked: by how surely they are stated, whether denied, and as what."""
    strength = claim.factuality.value[:2].lower()
    negative = " neg" if claim.factuality.value.endswith("-") else ""
    kind = "" if claim.kind is Kind.STATEMENT else " " + claim.kind.value.split()[0]
    return f"{strength}{negative}{kind}"


def probability_tone(words: str) -> str:
    """The colour of a probability by its first word of ICD 203: yes, open or no."""
    if words.startswith(("likely", "very likely", "almost certain")):
        return "yes" if " to " not in words.partition(" (")[0] or "almost certain" in words else "open"
    if words.startswith(("almost no", "very unlikely", "unlikely")):
        return (
            "no" if " to " not in words.partition(" (")[0] or words.partition(" (")[0].endswith("unlikely") else "open"
        )
    return "open"


def _reference(number: int, report: Report, slots: Slots) -> Reference:
    claim, sentence = report.claim, report.sentence
    start = max(0, claim.start - report.sentence_span.start)
    end = min(len(sentence), claim.end - report.sentence_span.start)
    inside = start < end and squeezed(sentence[start:end]) == squeezed(claim.text)
    before, clause, after = (sentence[:start], sentence[start:end], sentence[end:]) if inside else ("", claim.text, "")
    return Reference(
        number=number, who=shown(slots.who(report).text), certainty=slots.certainty(report).text,
        outlet=shown(slots.outlet(report).text), day=slots.day(report).text, document=shown(report.name), id=claim.id[:ID],
        characters=f"{claim.start}–{claim.end}", before=shown(before), clause=shown(clause), after=shown(after),
        classes=certainty_classes(claim),
    )  # fmt: skip

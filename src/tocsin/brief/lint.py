"""The proof of a brief: every word of it is fixed wording, or is what a record says; else it may not be written.

A passage is proved in these steps, each by itself: its wording is a sentence of the lexicon from end to end; what fills
the sentence is marked, and every mark says what its records say when it is worked out anew; a mark of a claim is cited, and
names no capitalised word, number or day that the claim's passage or record does not hold; every count is counted again;
every word of probability is that of ICD 203 for the numbers; what stands as earlier and later, or as told first and copied,
is so by the case's links; the references are the claims that are cited, no more and no fewer.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from tocsin.brief.sections.commands import FIXED, ID
from tocsin.brief.sections.composing import cited
from tocsin.brief.sections.grounds import OF_A_CLAIM, ungrounded
from tocsin.brief.sections.material import BriefRecords
from tocsin.brief.sections.phrases import Phrases
from tocsin.brief.sections.proofs import ICD203, Proofs
from tocsin.errors import UnprovenBrief
from tocsin.model.brief import Brief, FactKind, Mark, Passage

_QUOTES = "“”"
_FORBIDDEN = re.compile(r"\d|" + "|".join(rf"\b{term}\b" for term in ICD203), re.IGNORECASE)
"""What fixed wording may not hold: numbers and words of probability."""
_SHOWN = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """What of a brief is not proved: the section, the passage, and why."""

    section: str
    passage: str
    why: str

    def __str__(self) -> str:
        text = self.passage if len(self.passage) <= _SHOWN else self.passage[:_SHOWN] + "…"
        return f"{self.section}: “{text}”: {self.why}"


def prove(brief: Brief, material: BriefRecords, phrases: Phrases) -> None:
    """Refuse a brief that is not proved.

    Raises:
        UnprovenBrief: It is not; the message names the first passage and what is wrong in it.
    """
    flaws = tuple(lint(brief, material, phrases))
    if flaws:
        raise UnprovenBrief(flaws)


def lint(brief: Brief, material: BriefRecords, phrases: Phrases) -> Iterator[Flaw]:
    """What of a brief its records do not bear out; nothing where it is proved.

    Args:
        brief: The brief.
        material: The records it was composed from.
        phrases: The wording it was composed in.
    """
    checks = _Checks(material, phrases)
    for section in brief.sections:
        if section.heading not in phrases.headings():
            yield Flaw(section=section.name, passage=section.heading, why="it is no heading of the lexicon")
        for passage in section.passages:
            for one in (passage, *passage.beside):
                yield from (Flaw(section=section.heading, passage=one.text, why=why) for why in checks.of(one))
            if any(one.beside for one in passage.beside):
                yield Flaw(
                    section=section.heading, passage=passage.text, why="what stands beside it has more beside it"
                )
    if brief.scope != material.scope:
        yield Flaw(section="", passage=brief.title, why="it is not about what was asked")
    if [found.claim.id for found in brief.references] != list(cited(brief.sections)):
        yield Flaw(section="", passage=brief.title, why="its references are not the claims that it cites")
    for found in brief.references:
        if material.by_id.get(found.claim.id) != found:
            yield Flaw(section="", passage=found.claim.text, why="the claim is not as the case holds it")


class _Checks:
    """The checks of a passage, in order."""

    def __init__(self, material: BriefRecords, phrases: Phrases) -> None:
        self._material, self._phrases = material, phrases
        self._proofs = Proofs(material, phrases)
        self._order = _Order(material)

    def of(self, passage: Passage) -> Iterator[str]:
        """Why a passage is not proved."""
        yield from self._wording(passage)
        yield from self._citations(passage)
        for mark in passage.marks:
            yield from self._mark(passage, mark)
        yield from self._order.wrong(passage, self._phrases)
        yield from self._command(passage)

    def _wording(self, passage: Passage) -> Iterator[str]:
        """Whether all that is not marked is one sentence of the lexicon."""
        if passage.label not in ("", *self._phrases.labels()):
            yield f"its label “{passage.label}” is none of the lexicon's"
        if passage.template not in self._phrases.templates():
            yield "it is no sentence of the lexicon"
            return
        fixed = _unmarked(passage)
        expected = [piece for piece, _ in self._phrases.pieces(passage.template)]
        # A sentence that ends with a slot has nothing after it.
        expected += [""] * (len(passage.marks) + 1 - len(expected))
        if fixed != expected:
            wrong = next((one for one, other in zip_longest(fixed, expected) if one != other), None)
            yield f"“{(wrong or '').strip()}” is neither fixed wording nor from a record"
        if any(_FORBIDDEN.search(piece) for piece in expected):
            yield "its fixed wording holds a number or a word of probability"

    def _citations(self, passage: Passage) -> Iterator[str]:
        for key in passage.claims:
            if key not in self._material.by_id:
                yield f"it cites the claim {key}, which is not among its records"

    def _mark(self, passage: Passage, mark: Mark) -> Iterator[str]:
        if not 0 <= mark.start <= mark.end <= len(passage.text):
            yield "a mark lies outside of it"
            return
        wrong = self._proofs.wrong(mark, passage.text[mark.start : mark.end])
        if wrong is not None:
            yield wrong
        elif mark.shows in OF_A_CLAIM:
            yield from self._claim_mark(passage, mark)

    def _claim_mark(self, passage: Passage, mark: Mark) -> Iterator[str]:
        (key,) = mark.of
        if key not in passage.claims:
            yield f"it shows the claim {key} and does not cite it"
        if mark.shows is FactKind.QUOTE and not _is_between_quotes(passage.text, mark):
            yield "it quotes without marks of quotation"
        if key in self._material.by_id:
            for name in ungrounded(passage, mark, self._material.by_id[key]):
                yield f"“{name}” stands neither in the passage it cites nor in its record"

    def _command(self, passage: Passage) -> Iterator[str]:
        if passage.command is None:
            return
        asked = self._material.scope
        known = {asked.about, asked.place, *(day.isoformat() for day in (asked.since, asked.until) if day)}
        known |= {key[:ID] for key in self._material.by_id}
        known |= {part for one in self._material.figures for part in (one.subject, one.measure, one.place)}
        try:
            words = shlex.split(passage.command)
        except ValueError:
            yield f"its command “{passage.command}” is none"
            return
        for word in words:
            if word not in FIXED and word not in known:
                yield f"“{word}” in its command is nothing that was asked for or is held"


class _Order:
    """What came before what: a figure that was before the one that is, a report before its copy."""

    def __init__(self, material: BriefRecords) -> None:
        changed = {(one.link.other, one.link.claim) for one in material.changes}
        copied = {(one.link.other, one.link.claim) for one in material.echoes}
        self._pairs = {"change.figure": changed, "echo": copied}
        self._slots = {
            "change.figure": ("was", "now"),
            "change.figure.plain": ("was", "now"),
            "echo": ("copied", "copier"),
        }
        self._ends = {
            "was": {was for was, _ in changed}, "now": {now for _, now in changed},
            "told": {told for told, _ in copied}, "copied": {copy for _, copy in copied},
        }  # fmt: skip

    def wrong(self, passage: Passage, phrases: Phrases) -> Iterator[str]:
        """Where a passage has it the other way round."""
        if passage.template in self._pairs:
            named = [name for _, name in phrases.pieces(passage.template) if name is not None]
            of = {name: mark.of[0] for name, mark in zip(named, passage.marks, strict=False)}
            before, after = self._slots[passage.template]
            if (of.get(before), of.get(after)) not in self._pairs[passage.template]:
                yield "no link of the case has the two in this order"
        for label, ends in self._ends.items():
            if passage.label == phrases.label(label) and not set(passage.claims) <= ends:
                yield f"no link of the case makes it “{passage.label}”"


def _unmarked(passage: Passage) -> list[str]:
    """What stands before, between and behind the marks."""
    edges = [0, *(edge for mark in passage.marks for edge in (mark.start, mark.end)), len(passage.text)]
    return [passage.text[start:end] if start <= end else "" for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _is_between_quotes(text: str, mark: Mark) -> bool:
    return text[mark.start - 1 : mark.start] + text[mark.end : mark.end + 1] == _QUOTES

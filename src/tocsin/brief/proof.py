"""The proof of a brief: each fact is computed again from the records, and each word is the lexicon's or a fact's.

A brief that differs from what the records give is refused. The proof shares no rule with the composer (`sections/`):
`expected` says what a passage about a record must state, `contents` what its values hold.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tocsin.brief.contents import Contents
from tocsin.brief.expected import Expectations, Expected
from tocsin.brief.harmless import CUT, excerpt, plain
from tocsin.brief.records import BriefRecords
from tocsin.brief.render.wording import BriefWording, Run
from tocsin.errors import LexiconError, UnprovenBrief
from tocsin.lexicon.yardstick import intervals
from tocsin.model.brief import Brief, Fact, FactKind, Passage, Section

_SECTIONS = {
    "numbers": ("scope", "numbers"), "nothing": ("nothing", "scope"), "alarms": ("alarm",), "news": ("news",),
    "latest": ("news",), "propositions": ("proposition",), "figures": ("figure",), "conflicts": ("conflict",),
    "changes": ("change",), "echoes": ("echo",), "narratives": ("narrative",), "exposure": ("exposure",),
    "unknown": ("unknown",), "sources": ("source",),
}  # fmt: skip
"""What stands under each heading, by the first part of its template."""
_COMMANDS = frozenset((
    "tocsin", "documents", "origins", "conflicts", "changes", "echo", "exposure", "grade", "claims", "estimate",
    "--rule", "cooperation", "--measure", "--in", "--since", "--place", "--kind", "question", "--certainty", "Uu",
))  # fmt: skip
"""What a command may hold besides what was asked for and ids."""
_SHOWN = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """What of a brief is not proved: the section, the passage, the fact if it is one, and why."""

    section: str
    passage: str
    why: str
    fact: str = ""

    def __str__(self) -> str:
        named = f"{self.fact}: " if self.fact else ""
        return f"{self.section}: “{excerpt(self.passage, _SHOWN)}”: {named}{excerpt(self.why)}"


def prove(brief: Brief, records: BriefRecords, wording: BriefWording) -> None:
    """Refuse a brief that is not proved.

    Raises:
        UnprovenBrief: The message names the first passage and what is wrong in it.
    """
    flaws = tuple(flaws_of(brief, records, wording))
    if flaws:
        raise UnprovenBrief(flaws)


def flaws_of(brief: Brief, records: BriefRecords, wording: BriefWording) -> Iterator[Flaw]:
    """What in a brief the records do not support; nothing if it is proved.

    Args:
        brief: The brief.
        records: The records it was composed from.
        wording: The wording that it will be shown in.
    """
    proof = _Proof(records, wording)
    for section in brief.sections:
        yield from proof.section(section)
    if brief.scope != records.scope:
        yield Flaw(section="", passage=brief.title, why="it is not about what was asked")
    cited = (
        key for part in brief.sections for one in part.passages for each in (one, *one.beside) for key in each.claims
    )
    if [report.claim.id for report in brief.references] != list(dict.fromkeys(cited)):
        yield Flaw(section="", passage=brief.title, why="its references are not the claims that it cites")
    for report in brief.references:
        if records.by_id.get(report.claim.id) != report:
            yield Flaw(section="", passage=report.claim.text, why="the case holds another claim under its id")


class _Proof:
    """The checks of each passage."""

    def __init__(self, records: BriefRecords, wording: BriefWording) -> None:
        self._records, self._wording = records, wording
        self._expectations = Expectations(records)
        self._terms = intervals(wording.language)
        # What fixed wording may not hold: numbers and words of probability.
        self._forbidden = re.compile(rf"\d|\b({'|'.join(map(re.escape, self._terms))})\b", re.IGNORECASE)
        self._members = self._expectations.members()
        asked = records.scope
        held = {asked.about, asked.place, *(day.isoformat() for day in (asked.since, asked.until) if day)}
        held |= {part for one in records.figures for part in (one.subject, one.measure, one.place)}
        self._command_words = _COMMANDS | held

    def section(self, section: Section) -> Iterator[Flaw]:
        """The flaws of a section."""
        for passage in section.passages:
            family = passage.template.partition(".")[0]
            if family not in _SECTIONS.get(section.name, ()):
                yield self._flaw(section.name, passage, "it does not belong under this heading")
            members = {"": self._members.get(family, frozenset())}
            expected = self._expected(passage, section.passages, members)
            yield from self._passage(section.name, passage, expected)
            for one in passage.beside:
                beside = self._expected(one, passage.beside, expected.beside)
                yield from self._passage(section.name, one, beside)
                is_known = one.about in expected.beside.get(one.label, ()) or one.template.endswith(".more")
                if not is_known or one.beside:
                    yield self._flaw(section.name, one, "it does not belong beside its passage")

    def _expected(
        self, passage: Passage, siblings: Sequence[Passage], members: Mapping[str, frozenset[str]]
    ) -> Expected:
        """What a passage may be; nothing where there is no such record.

        What is left out: the records that belong there and that no passage next to it is about.
        """
        if passage.template.endswith(".more"):
            same = [one for one in siblings if one.label == passage.label]
            told = {self._expectations.stands_for(one.about) for one in same}
            left = tuple(sorted(members.get(passage.label, frozenset()) - told))
            return Expected([(passage.template, {"more": Fact(kind=FactKind.COUNT, value=len(left), of=left)})])
        try:
            return self._expectations.of(passage)
        except LookupError:
            return Expected([])

    def _passage(self, section: str, passage: Passage, expected: Expected) -> Iterator[Flaw]:
        """Whether it states what it must, cites what it states, and is worded in the lexicon's words."""
        try:
            names = {name for _, name, _ in self._wording.places(passage.template) if name is not None}
            if passage.label:
                self._wording.word("labels", passage.label)
        except LexiconError as error:
            yield self._flaw(section, passage, str(error))
            return
        versions = [facts for template, facts in expected.versions if template == passage.template]
        if not versions:
            yield self._flaw(section, passage, f"the records have no {passage.template!r} of {passage.about!r}")
            return
        # Of several versions the one that is meant agrees in most facts.
        meant = max(versions, key=lambda facts: sum(facts.get(name) == passage.facts.get(name) for name in names))
        for name in sorted(names | passage.facts.keys()):
            if passage.facts.get(name) != meant.get(name) or name not in names:
                right, why = meant.get(name), "it is no fact of these"
                if right is not None:
                    why = f"the records give {right.value!r} of {', '.join(right.of[:3])}"
                yield self._flaw(section, passage, why, fact=name)
        stated = {key for name in names & meant.keys() if meant[name].kind.is_of_claim for key in meant[name].of}
        if set(passage.claims) != stated | expected.also:
            yield self._flaw(section, passage, "it does not cite the claims that it states")
        for word in passage.command:
            if word not in self._command_words and not any(key.startswith(word) for key in self._records.by_id):
                yield self._flaw(section, passage, f"“{word}” in its command was not asked for and is not in the case")
        try:
            for run in self._wording.runs(passage):
                yield from (self._flaw(section, passage, why, fact=run.name) for why in self._misworded(run))
        except LexiconError as error:
            yield self._flaw(section, passage, str(error))

    def _misworded(self, run: Run) -> Iterator[str]:
        """What the words of a run say that is no fact."""
        if run.fact is None:
            if self._forbidden.search(run.text):
                yield f"the fixed wording “{run.text}” holds a number or a word of probability"
            return
        match run.fact.kind, run.fact.value:
            case FactKind.QUOTE | FactKind.TITLE | FactKind.LINE, str(text):
                whole, shown = plain(text), run.text.removesuffix(CUT)
                if not (run.text == whole or (run.text.endswith(CUT) and shown and whole.startswith(shown))):
                    yield f"“{run.text}” is not what was written"
                return
            case FactKind.PROBABILITY, (float(low), float(high)):
                said = run.text.partition(" (")[0].split(self._wording.word("words", "to"))
                is_so = self._stands_for(said[0], low) and self._stands_for(said[-1], high)
                if not (is_so and 0 <= low <= high <= 1):
                    yield f"“{run.text}” is not what ICD 203 says of {low}–{high}"
        for name in Contents(run.fact.value).lacks(run.text, fixed=self._wording.fixed):
            yield f"“{name}” is no part of its value"

    def _stands_for(self, term: str, probability: float) -> bool:
        """Whether a term of the yardstick holds a probability; the first and the last hold what lies beyond them."""
        low, high = self._terms.get(term, (2.0, 2.0))
        ends = (min(self._terms.values())[0], max(self._terms.values())[1])
        return low <= min(max(probability, ends[0]), ends[1]) <= high

    def _flaw(self, section: str, passage: Passage, why: str, fact: str = "") -> Flaw:
        try:
            text = self._wording.text(passage)
        except LexiconError:
            text = passage.template
        return Flaw(section=section, passage=text, why=why, fact=fact)

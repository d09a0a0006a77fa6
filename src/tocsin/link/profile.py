"""A report made ready to be compared: all that depends on one report alone, worked out once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tocsin.lexicon.language import Lexicon
from tocsin.link.claim_text import ClaimText
from tocsin.link.figures import Figure, FigureReader
from tocsin.link.marks import MarkFinder
from tocsin.link.words import Wording, Wordings
from tocsin.model.claim import Claim
from tocsin.model.kind import Kind
from tocsin.model.place import told

_NAME = re.compile(r"(?<=[\w,;:] )([A-ZÀ-ÞŁŚŠŽČĆĐ]\w+)")
"""A word with a capital that does not open the sentence."""
_MOST = 40
"""Claims of a report that are looked at: a sentence makes fewer."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What one claim says happens, as forms.

    Attributes:
        predicate: The verb of its event.
        stated: The word that carries what is stated, where that is no verb of an event: an adjective or noun behind “be”.
        actor: Whoever does it.
        parties: All who take part.
        contents: The words of content.
        score: Its certainty, `words` the same in words.
    """

    predicate: str | None
    stated: str | None
    actor: frozenset[str]
    parties: frozenset[str]
    contents: frozenset[str]
    score: float
    words: str


@dataclass(frozen=True, slots=True)
class Side:
    """A word that takes the one side, 0, or the other, 1, of a numbered opposition."""

    opposition: int
    side: int
    word: str


@dataclass(frozen=True)
class Profile:
    """What is compared of a report.

    Attributes:
        wording: The words of the text.
        passage: Those of the sentence it stands in.
        around: The contents of the text and its context together.
        figures: What is counted in it.
        deeds: What its claims say happens.
        sources: The names of those on whose word it stands, as forms; those who could be anybody left out.
        unnamed: Whether it stands on the word of somebody whom its words do not name.
        sides: The sides it takes in oppositions of words.
        open: The words that leave the matter open or still to come.
        settled: The words that settle it or call it off.
        revision: The words of the sentence that give a figure as a later word on another.
        wide: The words that say it takes in the whole.
        narrow: The words that say it takes in a part.
        opinion: Whether it says what ought to be, not what is.
        denies: Whether somebody denies in it what others say.
        documents: Whether it tells what a document says: a poll, a report, a ruling.
        befallen: What befell one whom it counts without a number, by the classes of what is counted.
        names: The forms of words that stand with a capital within the sentence.
        offices: The forms of words that many names of sources have in common.
        places: The names of the places in its claims, lower case.
    """

    report: ClaimText
    wording: Wording
    passage: Wording
    around: frozenset[str]
    figures: tuple[Figure, ...]
    deeds: tuple[Deed, ...]
    sources: tuple[frozenset[str], ...]
    unnamed: bool
    sides: tuple[Side, ...]
    open: frozenset[str]
    settled: frozenset[str]
    revision: frozenset[str]
    wide: frozenset[str]
    narrow: frozenset[str]
    opinion: bool
    denies: bool
    documents: bool
    befallen: frozenset[str]
    names: frozenset[str]
    offices: frozenset[str]

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Those who utter its claims, where they are not the outlet itself, in lower case."""
        outlet = (self.report.outlet or "").lower()
        return frozenset(claim.speaker.lower() for claim in self.report.claims if claim.speaker) - {outlet}

    @cached_property
    def key(self) -> tuple[date, str, str]:
        """By what reports are put in order: the day of publication, then their words."""
        return self.report.published or date.min, self.report.text, self.report.context

    @cached_property
    def places(self) -> frozenset[str]:
        """The names of the places in its claims, in lower case, without a country that only says where another one lies."""
        named = (place for claim in self.report.claims for place in claim.places)
        return frozenset(place.name.lower() for place in told(named))


class Profiler:
    """Makes the profiles of reports in one language: the one part of linking that knows its words."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("links")
        forms = Wordings(lexicon)
        self._forms = forms
        self._figures = FigureReader(lexicon, forms)
        self._anybody = forms.forms(table["origins"]["anybody"])
        self._offices = forms.forms(table["origins"]["offices"])
        self._sides = [tuple(forms.forms(side) for side in pair) for pair in table["oppositions"]["words"]]
        self._marks = MarkFinder(table["marks"])

    def profile(self, report: ClaimText) -> Profile:
        """What is compared of a report."""
        wording = self._forms.of(report.text)
        passage = self._forms.of(report.passage) if report.passage else wording
        marks = self._marks.find(wording)
        deeds, sources = self._deeds(report), self._sources(report)
        figures = self._figures.figures(report)
        return Profile(
            report=report,
            wording=wording,
            passage=passage,
            around=wording.contents | self._forms.of(report.context).contents,
            figures=figures,
            deeds=deeds,
            sources=sources,
            unnamed=bool(not sources and any(report.sources)),
            sides=tuple(self._sides_of(wording)),
            open=marks["open"],
            settled=marks["settled"],
            revision=self._marks.find(passage)["revision"] if passage is not wording else marks["revision"],
            wide=marks["wide"],
            narrow=marks["narrow"],
            opinion=bool(marks["opinion"]),
            denies=bool(marks["excludes"] or (marks["denial"] and any(deed.score < 0 for deed in deeds))),
            documents=bool(marks["documents"]),
            names=self._forms.forms(match[1].lower() for match in _NAME.finditer(report.text)),
            offices=self._offices,
            befallen=self._figures.classes(deed.predicate for deed in deeds) - {one.counted for one in figures},
        )  # fmt: skip

    def _sides_of(self, wording: Wording) -> Iterator[Side]:
        """The sides the words take; whoever has words of both sides takes neither."""
        forms = {self._forms.form(word): word for word in wording.written}
        for number, pair in enumerate(self._sides):
            words = [min((forms[form] for form in side & forms.keys()), default=None) for side in pair]
            for side, word in enumerate(words):
                if word is not None and words[1 - side] is None:
                    yield Side(number, side, word)

    def _deeds(self, report: ClaimText) -> tuple[Deed, ...]:
        claims = [claim for claim in report.claims if claim.kind is not Kind.QUESTION]
        return tuple(self._deed(claim) for claim in claims[:_MOST])

    def _deed(self, claim: Claim) -> Deed:
        action = claim.event
        named = (action.actor, action.object, action.recipient) if action is not None else ()
        return Deed(
            predicate=self._forms.form(action.lemma.lower()) if action is not None else None,
            stated=self._forms.form(claim.predicate) if claim.predicate else None,
            actor=self._forms.of(action.actor).contents if action is not None and action.actor else frozenset(),
            parties=frozenset[str]().union(*(self._forms.of(name).contents for name in named if name)),
            contents=self._forms.of(claim.text).contents,
            score=claim.score,
            words=claim.factuality.words,
        )

    def _sources(self, report: ClaimText) -> tuple[frozenset[str], ...]:
        named = (self._forms.of(source).contents - self._anybody for source in report.sources)
        return tuple(name for name in named if name)

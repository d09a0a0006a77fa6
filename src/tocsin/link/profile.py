"""A report made ready to be compared: all that depends on one report alone, worked out once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Protocol

from tocsin.lexicon.language import Lexicon
from tocsin.link.figures import Figure, FigureReader
from tocsin.link.frames import FrameForms, FrameMatcher, FrameReader
from tocsin.link.likeness import Likeness
from tocsin.link.meanings import Meaning
from tocsin.link.stories import BEGINS, Story, StoryReader, never_names
from tocsin.link.words import LONGEST, Wording, Wordings, is_inside
from tocsin.model.claim import Claim
from tocsin.model.factuality import Factuality
from tocsin.model.frame import IS
from tocsin.model.kind import Kind
from tocsin.model.place import Place, told
from tocsin.model.quantity import Quantity
from tocsin.text.folding import folded

Days = tuple[date, date]
"""The first and the last day."""
Located = tuple[Place, float, float]
"""A place with its latitude and longitude."""
_CLOCK = re.compile(r"T(\d\d):(\d\d)$")
_MOST = 40
"""Claims of a report, and lines around it, that are looked at: a sentence makes fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimText:
    """What is compared: the words that make one claim, or several in one sentence, with what is known of their document.

    Attributes:
        text: The words that are compared.
        start: Where they begin in their document, which the places of claims and figures count in.
        passage: The sentence they stand in, by which copies are told; where it is empty, they are a sentence.
        passage_start: Where that sentence begins in the document.
        context: What stands around the sentence; it tells what the words are about, and is itself not compared.
        before: The sentence before it, where one is known.
        opening: What the document begins with; it tells what the whole is about.
        claims: The claims that the words make.
        quantities: The figures that stand in the words.
        outlet: Who published it.
        published: The day of publication.
        language: The language of the words (ISO 639-1), None where nothing tells it.
    """

    text: str
    start: int = 0
    passage: str = ""
    passage_start: int = 0
    context: str = ""
    before: str = ""
    opening: str = ""
    claims: tuple[Claim, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    outlet: str | None = None
    published: date | None = None
    language: str | None = None

    @property
    def sources(self) -> Iterator[str]:
        """Those on whose word any of the claims stands, whether first or at second hand."""
        for claim in self.claims:
            yield from claim.sources


class Names(Protocol):
    """Whom the names of a language name."""

    def words(self, written: str) -> frozenset[str]:
        """The words that name the party, in lower case; none where it could be anybody."""

    def are_one(self, one: str, other: str) -> bool:
        """Whether two names can be one party's."""

    def names_body(self, words: Iterable[str]) -> bool:
        """Whether one of some words, in lower case, is the noun of a body."""


@dataclass(frozen=True, slots=True)
class SourceName:
    """The name of a source, with the forms of the words that name it."""

    written: str
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Deed:
    """What one claim says happens, as forms.

    Attributes:
        predicate: The verb of its event.
        stated: The word that carries what is stated, where that is no verb of an event: an adjective or noun behind “be”.
        actor: Who does it.
        parties: All who take part.
        contents: The words of content.
        denies_more: Whether it only says that there are no further ones: "no new cases".
    """

    predicate: str | None
    stated: str | None
    actor: frozenset[str]
    parties: frozenset[str]
    contents: frozenset[str]
    factuality: Factuality
    denies_more: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A word that takes one side, 0 or 1, of a numbered opposition."""

    opposition: int
    side: int
    word: str


@dataclass(frozen=True)
class Profile:
    """What is compared of a report.

    Attributes:
        wording: The words of the text.
        passage: Those of the sentence it stands in.
        around: The contents of the sentence and its context together.
        names: How the words begin that stand with a capital within the text, without days and months.
        figures: What is counted in it.
        turns: Which of a series those are who take part: 3 of "a third patient has died", not of "every third".
        numbers: The numbers it tells, whatever they count: of "nineteen of the 27" the nineteen.
        deeds: What its claims say happens.
        befallen: What befell one whom it counts without a number, by the classes of what is counted.
        sources: The names of those on whose word it stands; those who could be anybody are left out.
        unnamed: Whether it stands only on the word of somebody whom its words do not name.
        sides: The sides it takes in oppositions of words.
        open: The words that leave the matter open or still to come.
        settled: The words that settle it or call it off.
        revision: The words of the sentence that give a figure as a later word on another.
        wide: The words that say it takes in the whole, `narrow` those that say it takes in a part.
        grown: The words that say that a count has become another one, `still` those that say that so many are left,
            `ended` those that say that it was so and is no longer.
        further: The words that say that it is one more of a kind.
        first_person: The words by which its speaker speaks of himself: "we", "our".
        withdrawn: The figures that it says somebody takes back.
        admits: Whether somebody admits it.
        asks: Whether it is the content of a question: "what the pumps are".
        opinion: Whether it says what ought to be, not what is.
        denies: Whether somebody denies in it what others say.
        documents: Whether it tells what a document says: a poll, a report, a ruling.
        frame: The frame of a single claim.
        told: The contents of its words with all that is understood with them.
        own_words: Its words of content with their forms, without those of its sources and of when it was.
        own_names: How the names in it begin, a number in a series among them ("kiln 2"), without those of its sources and of
            lands; `names_before` the same of it and the sentence before it.
        goes_on: Whether its deed is told as going on.
        located: The places in its claims whose latitude and longitude are known, those left out that something comes from.
        story: What its document is about; None where nothing tells what that begins with.
        meaning: What it means.
    """

    report: ClaimText
    wording: Wording
    passage: Wording
    around: frozenset[str]
    names: frozenset[str]
    figures: tuple[Figure, ...]
    turns: frozenset[float]
    numbers: frozenset[float]
    deeds: tuple[Deed, ...]
    befallen: frozenset[str]
    sources: tuple[SourceName, ...]
    unnamed: bool
    sides: tuple[Side, ...]
    open: frozenset[str]
    settled: frozenset[str]
    revision: frozenset[str]
    wide: frozenset[str]
    narrow: frozenset[str]
    grown: frozenset[str]
    still: frozenset[str]
    ended: frozenset[str]
    further: frozenset[str]
    first_person: frozenset[str]
    withdrawn: tuple[Quantity, ...]
    admits: bool
    asks: bool
    opinion: bool
    denies: bool
    documents: bool
    frame: FrameForms | None
    told: frozenset[str]
    own_words: tuple[tuple[str, str], ...]
    own_names: frozenset[str]
    names_before: frozenset[str]
    goes_on: bool
    located: tuple[Located, ...]
    story: Story | None = None
    meaning: Meaning | None = None

    @property
    def marks(self) -> Iterator[str]:
        """By what others that say the same can be found besides words of the sentence."""
        yield from self.told
        if self.frame is not None:
            yield from self.frame.deeds
        for figure in self.figures:
            # A figure alone is enough for two to be compared.
            yield from (f"figure {figure.counted}", f"figures {figure.counted}")

    def named(self, words: Iterable[str]) -> frozenset[str]:
        """How those of some words in lower case begin that the text writes as names."""
        return self._written_as_names.intersection(word[:BEGINS] for word in words)

    @cached_property
    def _written_as_names(self) -> frozenset[str]:
        """How all names begin, those of the story among them."""
        return self.names if self.story is None else self.names | self.story.names | self.story.outlet

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Those who utter its claims, where they are not the outlet itself, folded."""
        outlet = folded(self.report.outlet or "")
        return frozenset(folded(claim.speaker) for claim in self.report.claims if claim.speaker) - {outlet}

    @cached_property
    def key(self) -> tuple[date, str, str]:
        """By what reports are put in order: the day of publication, then their words."""
        return self.report.published or date.min, self.report.text, self.report.context

    @cached_property
    def sign(self) -> int:
        """Whether a single claim says so (1), says that it is not (-1), or neither (0)."""
        claim = self.report.claims[0]
        if claim.factuality is Factuality.UNCOMMITTED or claim.kind is Kind.QUESTION:
            return 0
        # "0 people were killed" says that nobody was; next to other counts a 0 says little.
        counts = [one for one in claim.quantities if one.unit is None and not one.denied]
        none = bool(counts) and all(one.low == one.high == 0 for one in counts)
        return 1 if claim.factuality.score > 0 and not none else -1

    @property
    def is_doubtful(self) -> bool:
        """Whether a single claim is only told as possible."""
        return self.report.claims[0].factuality in (Factuality.POSSIBLE, Factuality.POSSIBLY_NOT)

    @cached_property
    def days(self) -> Days | None:
        """The first and the last day that a single claim is about, None where its words leave both open."""
        time = self.report.claims[0].time
        if time is None or (time.earliest is None and time.latest is None):
            return None
        published = self.report.published
        first = time.earliest or time.latest
        last = time.latest or (max(published, first) if published is not None and first is not None else first)
        return (first, last) if first is not None and last is not None else None

    @cached_property
    def minute(self) -> int | None:
        """The minute of the day that a single claim tells, None where it tells none, or only before or after which."""
        time, claim = self.report.claims[0].time, self.report.claims[0]
        if (
            time is None
            or time.earliest is None
            or time.earliest != time.latest
            or not claim.start <= time.start < claim.end
        ):
            return None
        hour = _CLOCK.search(time.value)
        return 60 * int(hour[1]) + int(hour[2]) if hour is not None else None

    @cached_property
    def sets_aside(self) -> bool:
        """Whether a single claim sets figures aside, or tells that somebody takes them back."""
        return bool(self.report.claims[0].corrected or self.withdrawn)

    @cached_property
    def own_figures(self) -> tuple[Figure, ...]:
        """Those it is of: of "nineteen of the 27" the nineteen, of "42 cases, including three deaths" the 42."""
        figures, withdrawn = self.figures, {figure.span for figure in self.withdrawn}
        wholes = {figure.quantity.part_of for figure in figures}
        behind = {figure.quantity.span for figure in figures if figure.quantity.span in wholes and not figure.is_whole}
        dropped = withdrawn | {
            figure.quantity.span for figure in figures if figure.quantity.span in wholes and figure.is_whole
        }
        return tuple(
            figure
            for figure in figures
            if figure.quantity.span not in dropped and figure.quantity.part_of not in behind
        )

    @cached_property
    def places(self) -> frozenset[str]:
        """The names of the places in its claims, folded, without a country that only says where another one lies."""
        named = (place for claim in self.report.claims for place in claim.places)
        return frozenset(folded(place.name) for place in told(named))


class Profiler:
    """Makes the profiles of reports in one language: the one part of linking that knows its words."""

    def __init__(self, lexicon: Lexicon, names: Names) -> None:
        table = lexicon.table("links")
        self._wordings = Wordings(lexicon)
        self.names = names
        self._figures = FigureReader(lexicon, self._wordings)
        self.tolls = self._figures.tolls
        self._sides: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, pair in enumerate(table["oppositions"]["words"]):
            for side, words in enumerate(pair):
                for form in self._wordings.forms(words):
                    self._sides[form].append((number, side))
        self._marks = _Marks(table["marks"])
        counting = lexicon.table("counted")["counting_up"]
        self._ordinals: Mapping[str, int] = counting["ordinals"]
        self._before_ordinals = frozenset(counting["before"])
        retracting = lexicon.table("counted")["status"]["taking_back"]
        self._asking, self._takes_back = (
            frozenset(table["marks"]["asking"]),
            {*retracting, *table["deeds"]["takes_back"]},
        )
        self._mistaken = frozenset(table["deeds"]["mistaken"])
        self._stories = StoryReader(lexicon, self._wordings)
        self._never_names = never_names(lexicon)
        self._lands = frozenset(form[:BEGINS] for form in self._wordings.forms(self._wordings.lands))
        going_on = table["deeds"]["progressive"]
        self._going_on, self._going = frozenset(going_on["words"]), str(going_on["ending"])
        self._frames = FrameReader(lexicon, self._wordings)
        self.matcher = FrameMatcher(self._frames, lexicon)
        self.likeness = Likeness(lexicon)

    def profile(self, report: ClaimText, meaning: Meaning | None = None) -> Profile:
        """What is compared of a report."""
        passage, text, start = self._wordings.of(report.passage or report.text), report.text, report.start
        wording = passage
        if report.passage:
            first, end = start - report.passage_start, start - report.passage_start + len(text)
            if len(passage.words) < LONGEST or end <= passage.words[-1].end:
                wording, text, start = passage.part(first, end), report.passage, report.passage_start
            else:
                # Of a sentence without end not all was read; a clause far behind in it is read by itself.
                wording = self._wordings.of(text)
        marks, of_passage = self._marks.of(wording.written), self._marks.of(passage.written)
        deeds = tuple(self._deeds(report, wording, start))
        before = self._wordings.of(report.before).forms
        figures = tuple(self._figures.figures(report.quantities, wording, start=start, before=frozenset(before)))
        wholes = {figure.quantity.span for figure in figures if figure.is_whole}
        sources = tuple(self._sources(report))
        frame = self._frames.read(report.claims[0]) if len(report.claims) == 1 else None
        names = frozenset(
            begins
            for word in _names(wording, text)
            if word not in self._never_names
            for begins in (word[:BEGINS], self._wordings.form(word)[:BEGINS])
        )
        of_sources = frozenset(word.lower for written in report.sources for word in self._wordings.of(written).words)
        of_frame = (
            [
                *(name[:BEGINS] for name in frame.names),
                *(f"{part.head} {number}" for part in frame.parts for number in part.which),
            ]
            if frame is not None
            else []
        )
        own = names.union(of_frame)
        own -= self._lands | {word[:BEGINS] for word in of_sources}
        here = self._stories.story(report.before, None).names - self._lands
        return Profile(
            report=report,
            wording=wording,
            passage=passage,
            around=passage.contents.union(*map(self._wordings.contents, report.context.split("\n", _MOST)[:_MOST])),
            names=names,
            figures=figures,
            turns=frozenset(self._turns(wording, frame)),
            numbers=frozenset(
                number
                for one in report.quantities
                if (number := one.high if one.low is None else one.low) is not None
                and number > 0
                and one.span not in wholes
            ),
            deeds=deeds,
            befallen=self._figures.classes(deed.predicate for deed in deeds) - {one.counted for one in figures},
            sources=sources,
            unnamed=bool(not sources and any(report.sources)),
            sides=tuple(self._sides_of(wording)),
            open=marks["open"],
            settled=marks["settled"],
            revision=of_passage["revision"],
            wide=marks["wide"],
            narrow=marks["narrow"],
            grown=marks["grown"],
            still=marks["still"],
            ended=marks["ended"],
            further=marks["further"],
            first_person=marks["first_person"],
            withdrawn=tuple(self._withdrawn(report)),
            admits=bool(of_passage["admission"]),
            asks=bool(wording.written) and wording.written[0] in self._asking,
            opinion=bool(marks["opinion"]),
            denies=bool(marks["excludes"] or (marks["denial"] and any(deed.factuality.score < 0 for deed in deeds))),
            documents=bool(marks["documents"]),
            frame=frame,
            told=wording.contents.union(*(self._wordings.contents(one.named) for one in report.claims)),
            own_words=tuple(self._own_words(report, wording, start, of_sources)),
            own_names=own,
            names_before=own | here,
            goes_on=frame is not None and self._goes_on(wording, frame),
            located=tuple(self._located(report, frame)),
            story=self._stories.of(report.opening, report.passage, report.outlet) if report.opening else None,
            meaning=meaning,
        )

    def _own_words(
        self, report: ClaimText, wording: Wording, start: int, of_sources: frozenset[str]
    ) -> Iterator[tuple[str, str]]:
        times = [time for claim in report.claims for time in (claim.time, claim.said) if time is not None]
        for word, form in zip(wording.words, wording.forms, strict=True):
            timed = any(time.start <= word.start + start < time.end for time in times)
            if form and not timed and word.lower not in of_sources:
                yield word.lower, form

    def _goes_on(self, wording: Wording, frame: FrameForms) -> bool:
        """Whether the deed is going on: "is moving", "is being repaired"."""
        deed = self._wordings.form(frame.predicate)
        return not self._going_on.isdisjoint(wording.written) or any(
            form == deed and word.endswith(self._going)
            for word, form in zip(wording.written, wording.forms, strict=True)
        )

    def _turns(self, wording: Wording, frame: FrameForms | None) -> Iterator[float]:
        taking_part = frozenset[str]().union(*(part.words for part in frame.cores)) if frame is not None else ()
        for (before, word), form in zip(pairwise(wording.written), wording.forms[1:], strict=False):
            if word in self._ordinals and before in self._before_ordinals and form in taking_part:
                yield self._ordinals[word]

    def _located(self, report: ClaimText, frame: FrameForms | None) -> Iterator[Located]:
        left = frame.origins if frame is not None else frozenset[str]()
        for place in (place for claim in report.claims for place in claim.places):
            if place.lat is None or place.lon is None:
                continue
            if not left or left.isdisjoint(self._wordings.of(place.name).forms):
                yield place, place.lat, place.lon

    def _sides_of(self, wording: Wording) -> Iterator[Side]:
        """The sides that the words take; words of both sides take neither."""
        found: dict[int, dict[int, str]] = defaultdict(dict)
        for word, form in zip(wording.written, wording.forms, strict=True):
            for number, side in self._sides.get(form, ()):
                found[number][side] = min(word, found[number].get(side, word))
        for number, sides in sorted(found.items()):
            if len(sides) == 1:
                yield from (Side(number, side, word) for side, word in sides.items())

    def _deeds(self, report: ClaimText, wording: Wording, start: int) -> Iterator[Deed]:
        for claim in [one for one in report.claims if one.kind not in (Kind.QUESTION, Kind.WISH)][:_MOST]:
            action = claim.event
            named = (action.actor, action.object, action.recipient) if action is not None else ()
            yield Deed(
                predicate=self._wordings.form(action.lemma.lower()) if action is not None else None,
                stated=self._wordings.form(claim.predicate) if claim.predicate else None,
                actor=self._wordings.contents(action.actor or "") if action is not None else frozenset(),
                parties=frozenset[str]().union(*(self._wordings.contents(name) for name in named if name)),
                contents=wording.part(claim.start - start, claim.end - start).contents,
                factuality=claim.factuality,
                denies_more=claim.factuality.score < 0 and self._frames.denies_more(claim),
            )

    def _withdrawn(self, report: ClaimText) -> Iterator[Quantity]:
        for claim in report.claims[:_MOST]:
            frame = claim.frame
            if frame is None or claim.factuality.score <= 0:
                continue
            if frame.said in self._takes_back or any(
                one.role == IS and one.head in self._mistaken for one in frame.fillers
            ):
                yield from claim.quantities

    def _sources(self, report: ClaimText) -> Iterator[SourceName]:
        for written in report.sources:
            if words := self.names.words(written):
                yield SourceName(written, self._wordings.forms(words))


class _Marks:
    """Finds words and phrases by what they tell; only phrases whose first word is there are looked at."""

    def __init__(self, marks: Mapping[str, Sequence[str]]) -> None:
        self._by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, own in marks.items():
            for mark in own:
                self._by_first[mark.partition(" ")[0]].append((name, mark))

    def of(self, written: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """The marks that stand in the words, by what they tell; “plan” tells nothing inside “no plan”."""
        spaced = f" {' '.join(written)} "
        found: dict[str, set[str]] = defaultdict(set)
        for word in set(written) & self._by_first.keys():
            for name, mark in self._by_first[word]:
                if mark == word or f" {mark} " in spaced:
                    found[name].add(mark)
        longer = {mark for own in found.values() for mark in own if " " in mark}
        inside = {
            mark
            for own in found.values()
            for mark in own
            if any(mark != other and f" {mark} " in f" {other} " for other in longer)
        }
        return defaultdict(frozenset, {name: frozenset(own - inside) for name, own in found.items()})


def _names(wording: Wording, text: str) -> Iterator[str]:
    """The words with a capital that do not open the text: names."""
    for word in wording.words:
        if is_inside(text, word) and text[word.start].isupper() and word.end - word.start > 1:
            yield word.lower

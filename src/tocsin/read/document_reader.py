"""One document read: every reader of this folder in order, over one parse."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise

from threadpoolctl import ThreadpoolController

from tocsin.errors import TocsinError, fault
from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.gazetteer import Gazetteer
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.retorts import retort_pattern
from tocsin.model.document import Document
from tocsin.model.event import Event
from tocsin.model.garbage import garbage_kept
from tocsin.model.parse import Sentence
from tocsin.model.place import Place
from tocsin.model.reading import Attribution, Reading, Turn, Unread
from tocsin.model.span import Span, SpanIndex, breadth
from tocsin.read.attribution.across import PointingRules
from tocsin.read.attribution.choice import chosen_attributions, shared
from tocsin.read.attribution.further import FurtherRules
from tocsin.read.attribution.pronouns import last_speakers
from tocsin.read.attribution.quotes import QuotedContents, quotations
from tocsin.read.attribution.relation import Relation
from tocsin.read.attribution.rules import AttributionFinder
from tocsin.read.attribution.set_off import SetOffFrames
from tocsin.read.certainty.events import EventFinder
from tocsin.read.coref.names import DocumentNames
from tocsin.read.coref.resolver import CoreferenceResolver
from tocsin.read.mending.mending import Mending
from tocsin.read.network.network import ReadingNetwork
from tocsin.read.network.weights import weights_in
from tocsin.read.parser import Memory, Parser, blocks, word_count
from tocsin.read.parties import PartyNames
from tocsin.read.places.reader import PlaceReader
from tocsin.read.quantities.reader import QuantityReader
from tocsin.read.times.reader import TimeReader
from tocsin.read.turns import Part, SpeakerNamer, TurnFinder

_TOGETHER = 64
"""Documents that are parsed together: enough to keep the parser busy."""
_SECTION = 40_000
"""Words of a section of a long document."""
_ALIKE = 0.8
"""The share of their union that two contents of one cue must have in common for one of them to be enough."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A document with its paragraphs and turns, before it is parsed; or why it is not read."""

    document: Document
    paragraphs: tuple[Span, ...]
    parts: tuple[Part, ...]
    problem: str = ""

    @property
    def spoken(self) -> list[Span]:
        """The paragraphs without the dashes and labels that mark whose turn it is."""
        speech = {part.span.start: part.speech for part in self.parts}
        starts = sorted(speech)
        spans: list[Span] = []
        for start, end in self.paragraphs:
            # A paragraph may hold a question and its answer.
            inside = starts[bisect_right(starts, start) : bisect_left(starts, end)]
            for first, last in pairwise((start, *inside, end)):
                spans.append(Span(max(first, speech.get(first, first)), last))
        return [span for span in spans if span.start < span.end]


class DocumentReader:
    """Reads documents of one language. A pure function of each document: no ledger, no network, no clock."""

    def __init__(
        self, lexicon: Lexicon, gazetteer: Gazetteer, *, model: str, most_words: int, memory: Memory | None = None
    ) -> None:
        """Make the readers of a language.

        Args:
            lexicon: What is known of the language.
            gazetteer: What is known of places.
            model: The parser's name.
            most_words: Words, marks and lines of the longest document that is read.
            memory: What remembers parses; what is read does not depend on it.
        """
        self._parser = Parser(
            model,
            words=lexicon.table("manifest"),
            retort=retort_pattern(lexicon),
            mending=Mending(lexicon),
            memory=memory,
        )
        self._turns = TurnFinder(lexicon)
        self._speakers = SpeakerNamer(lexicon)
        self._coreference = CoreferenceResolver(lexicon, parser=model)
        self._threads = ThreadpoolController()
        self._attributions = AttributionFinder(lexicon)
        self._further = FurtherRules(lexicon)
        self._set_off = SetOffFrames(lexicon, cue_book(lexicon))
        self._pointing = PointingRules(lexicon, cue_book(lexicon))
        weights = weights_in(lexicon.folder)
        # A network reads the vectors of the one parser that it was trained with.
        known = weights is not None and weights.parser == model
        self.network = ReadingNetwork(cue_book(lexicon), weights) if weights is not None and known else None
        self._events = EventFinder(lexicon, self.network.estimator if self.network else None)
        self._times = TimeReader(lexicon)
        self._places = PlaceReader(lexicon, gazetteer)
        self._quantities = QuantityReader(lexicon)
        self._lexicon = lexicon
        self._most_words = most_words

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Unread]:
        """Read documents in order; memory does not grow with their number, and a fault in one stops none of the others."""
        coming = iter(documents)
        while portion := list(islice(coming, _TOGETHER)):
            yield from self._portion(portion)

    def places(self, document: Document) -> tuple[Place, ...]:
        """The places of a document that can be read, and nothing else of it."""
        with self._threads.limit(limits=1, user_api="blas"), garbage_kept():
            (sentences,) = self._parser.parse([(document.text, self._cut(document).spoken)])
            return self._places.read(document.text, sentences, document.outlet)

    def _portion(self, documents: Sequence[Document]) -> Iterator[Reading | Unread]:
        """Some documents parsed together; after a fault of the parser those still unread are parsed one by one."""
        done = 0
        try:
            cut = [self._cut(document) for document in documents]
            parsed = self._parser.parse((one.document.text, one.spoken) for one in cut)
            for one in cut:
                # The products are small: threads would wait for each other longer than they work, the more so on a busy
                # machine. And how many share a product would tell in its last digits.
                with self._threads.limit(limits=1, user_api="blas"):
                    sentences = next(parsed)
                    with garbage_kept():
                        reading = self._read(one, sentences)
                yield reading
                done += 1
        except TocsinError:
            raise
        except Exception as error:
            if len(documents) == 1:
                yield Unread(document=documents[0], problem=fault(error))
                return
            for document in documents[done:]:
                yield from self._portion([document])

    def _cut(self, document: Document) -> _Cut:
        paragraphs = tuple(blocks(document.text))
        # A line costs memory as a word does, be it ever so short.
        size = len(paragraphs) + word_count(document.text, paragraphs) if len(document.text) > self._most_words else 0
        if size > self._most_words:
            much = f"the text has {size:,} words, marks and lines, more than {self._most_words:,}"
            return _Cut(document, (), (), f"{much}; split it, or raise TOCSIN_MOST_WORDS")
        return _Cut(document, paragraphs, self._turns.find(document.text, paragraphs)[1])

    def _read(self, cut: _Cut, sentences: tuple[Sentence, ...]) -> Reading | Unread:
        if cut.problem:
            return Unread(document=cut.document, problem=cut.problem)
        try:
            return self._reading(cut, sentences)
        except TocsinError:
            raise
        except Exception as error:
            return Unread(document=cut.document, problem=fault(error))

    def _reading(self, cut: _Cut, sentences: tuple[Sentence, ...]) -> Reading:
        document, paragraphs, text = cut.document, cut.paragraphs, cut.document.text
        quotes = quotations(text, paragraphs)
        ruled = self._attributions.find(text, sentences, quotes)
        names = DocumentNames(self._lexicon, sentences)
        coreference = self._coreference.resolve(sentences, names, quotes, ruled)
        parties = PartyNames(self._lexicon, sentences, names, coreference)
        turns = self._speakers.name(document, cut.parts, sentences, parties)
        chosen: list[Relation] = []
        events: list[Event] = []
        own = self._events.own_names(document.title, document.outlet)
        for section in _sections(sentences):
            seen = self.network.see(section, quotes=quotes, ruled=ruled) if self.network else None
            events += self._events.find(section, text, seen, own=own)
            if self.network is not None and seen is not None:
                chosen += chosen_attributions(self.network, seen, ruled)
        if self.network is None:
            chosen = list(ruled)
        else:
            chosen = self._attributions.without_things(self._attributions.without_topics(chosen, sentences, quotes))
            # A quotation belongs as a whole to whoever is cited for a part of it.
            QuotedContents(text, sentences, quotes).extend(chosen)
            chosen.sort(key=lambda relation: relation.cue)
        by_cue = {relation.anchor.i: relation for relation in chosen}
        framing = [
            one for one in ruled
            if (same := by_cue.get(one.anchor.i)) is None or shared(one.content, same.content) < _ALIKE
        ]  # fmt: skip
        framing += self._set_off_frames(sentences, quotes, [*chosen, *framing])
        framing += self._pointing.find(text, sentences, [*chosen, *framing])
        chosen, framing = _within_quotes(chosen, quotes), _within_quotes(framing, quotes)
        for relation in (*chosen, *framing):
            relation.tells = self._pointing.tells(relation.anchor)
        by_anchor = {relation.anchor.i: relation for relation in (*framing, *chosen)}
        framing += [more for relation in by_anchor.values() for more in self._further.find(relation)]
        cited = tuple(_named([*chosen, *framing], sentences, parties, turns, quotes))
        times = self._times.read(text, sentences, document.published)
        places = self._places.read(text, sentences, document.outlet)
        return Reading(
            document=document,
            turns=turns,
            attributions=cited[: len(chosen)],
            framing=cited[len(chosen) :],
            times=times,
            places=places,
            quantities=self._quantities.read(text, sentences, times, places),
            events=tuple(events),
            mentions=coreference.mentions,
            sentences=sentences,
            referents=parties.referents(),
        )

    def _set_off_frames(
        self, sentences: Sequence[Sentence], quotes: Sequence[Span], relations: Sequence[Relation]
    ) -> list[Relation]:
        """The frames between commas that no known relation tells."""
        by_anchor = sorted(relations, key=lambda one: one.anchor.i)
        found: list[Relation] = []
        for sentence in sentences:
            first = bisect_left(by_anchor, sentence.tokens[0].i, key=lambda one: one.anchor.i)
            last = bisect_right(by_anchor, sentence.tokens[-1].i, key=lambda one: one.anchor.i)
            found += self._set_off.find(sentence, by_anchor[first:last], quotes)
        return found


def _within_quotes(relations: Sequence[Relation], quotes: Sequence[Span]) -> list[Relation]:
    """The relations without those whose cue is quoted, and their content is not.

    In "“All points to arson,” she told reporters" nobody points to reporters.
    """
    index = SpanIndex((quote, quote) for quote in quotes)
    kept: list[Relation] = []
    for relation in relations:
        around = index.covering(relation.anchor.span)
        if not around or not relation.content or any(around[0].overlaps(part) for part in relation.content):
            kept.append(relation)
    return kept


def _tells_of(party: str, relation: Relation, by_token: Mapping[int, Sentence]) -> bool:
    """Whether what somebody says names the party in the third person, in the sentence of the saying."""
    last = party.split()[-1]
    words = by_token[relation.anchor.i].tokens
    named = (word for word in words if word.text == last and word.pos == "PROPN" and word.dep.startswith("nsubj"))
    return any(part.covers(word.span) for word in named for part in relation.content)


def _sections(sentences: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    """The sentences of a document in sections of whole paragraphs: one, if it is no book.

    What the network makes of each word takes more memory than the word itself, and is needed for a section at a time.
    """
    section: list[Sentence] = []
    first = 0
    for _, paragraph in groupby(sentences, key=lambda sentence: sentence.block):
        own = list(paragraph)
        if section and own[-1].tokens[-1].i - first > _SECTION:
            yield section
            section, first = [], own[0].tokens[0].i
        section += own
    if section:
        yield section


def _named(
    relations: Sequence[Relation],
    sentences: Sequence[Sentence],
    parties: PartyNames,
    turns: Sequence[Turn],
    quotes: Sequence[Span],
) -> Iterator[Attribution]:
    """The relations with their parties; inside a quotation "I" is the quoted speaker."""
    by_token = {token.i: sentence for sentence in sentences for token in sentence.tokens}
    by_content = SpanIndex((part, relation) for relation in relations for part in relation.content)
    by_quote = SpanIndex((quote, quote) for quote in quotes)
    named: dict[int, str | None] = {}
    for relation in sorted(relations, key=lambda one: breadth(one.content), reverse=True):
        quoted = by_quote.covering(relation.anchor.span)
        if quoted:
            around = [
                other
                for other in by_content.covering(relation.anchor.span)
                if id(other) in named and not quoted[-1].covers(other.cue[0])
            ]
            speaker = named[id(min(around, key=lambda one: breadth(one.content)))] if around else None
        else:
            number = bisect_right(turns, relation.anchor.start, key=lambda turn: turn.start) - 1
            inside = number >= 0 and relation.anchor.start < turns[number].end
            speaker = turns[number].speaker if inside else None
        source = relation.source
        party = parties.of(source, by_token[source.i], speaker=speaker) if source is not None else None
        named[id(relation)] = party
    named |= last_speakers(relations, named, by_token, parties)
    for relation in relations:
        party, source = named[id(relation)], relation.source
        is_pronoun = source is not None and source.tag == "PRP" and parties.is_person_pronoun(source)
        if party is not None and is_pronoun and _tells_of(party, relation, by_token):
            named[id(relation)] = None  # "“Mr Aune was on the bridge,” he said": he is not Mr Aune
    for relation in relations:
        yield Attribution(
            source=relation.source_spans,
            cue=relation.cue,
            content=relation.content,
            party=named[id(relation)],
            own=relation.source is not None and parties.is_own(relation.source),
            is_cited=relation.is_cited,
            tells=relation.tells,
        )

"""What a document is about: what its lead states, or what its title tells, and the paragraphs that speak of it.

A lead that has nothing of the title in it sets a scene ("The tea is served in clay cups"), and a live page begins with its
last entry: there the sentence is looked for that has most of the title. An interview is about what stands before the first
answer.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tocsin.claim.clauses import Clause
from tocsin.claim.topic.content import ContentWords, names_anything
from tocsin.claim.topic.gist import gist
from tocsin.claim.topic.lead import LEAD, WHOLE, Lead, LeadFinder
from tocsin.claim.topic.paragraphs import paragraphs_of
from tocsin.claim.topic.shortening import shortened, up_to
from tocsin.claim.topic.titles import FIRST, SHOWN, Title, TitleReader
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token, written
from tocsin.model.reading import Reading, Role, SetAside
from tocsin.model.span import Span, SpanIndex

_ENTRIES = 3
"""Paragraphs that begin with an hour, from which on a page is a live one."""
_HOUR = re.compile(r"[\[(]?\d{1,2}[:.]\d{2}\b")
_HOUR_ALONE = re.compile(r"^[\[(]?(?:[\w./-]{1,10},? ){0,3}\d{1,2}[:.]\d{2}[\])]?:?[ \t]*$", re.MULTILINE)
"""A line of nothing but an hour, perhaps with its day: "18:42", "[7 May 2025, 06:55]"."""
_STAMP = re.compile(r"\A[\[(]?\d{1,2}[:.]\d{2}[\])]?\s*")
_WORD = re.compile(r"\w[\w'’-]*")
_SHARE = 0.25
"""Of the other entries of a live page, that share must name something of the first, if it tells what all are about."""
_PARAGRAPH = 2
"""Sentences of a first paragraph that tells what an article is about, at least."""
_GOING_ON = 0.2
"""Of the other paragraphs, that share must go on with what was said."""
_PLACES = ("GPE", "LOC", "FAC")
_SHORT = 3
"""Letters of the words of a title that tell nothing."""
_SAID = 3
"""Nouns of the topic that a claim which needs no other word of it holds."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What an article is about.

    Attributes:
        text: What the lead states, in the article's words: its first clause and those that go on with it.
        clause: That first clause alone.
        span: Where the first clause stands.
        sentence: The lead.
        lemmas: The nouns and names in it.
        blocks: The paragraphs that speak of it.
        is_lead: Whether the text begins with it, but for its title.
        title: The title that is no part of the text and the place of its dateline, where they tell what the lead leaves open.
    """

    text: str
    clause: str
    span: Span
    sentence: Span
    lemmas: frozenset[str]
    blocks: frozenset[int]
    is_lead: bool = False
    title: str = ""


class TopicReader:
    """Finds what articles are about, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._content = ContentWords(lexicon)
        self._titles, self._leads = TitleReader(lexicon, self._content), LeadFinder(lexicon)

    def read(
        self, reading: Reading, sentences: Sequence[tuple[Sentence, Sequence[Clause]]], names: Mapping[int, str],
        open_heads: Container[int], furniture: SpanIndex[SetAside],
    ) -> Topic | None:  # fmt: skip
        """The topic of a document, with its own title and the place of its dateline where these tell more.

        None where neither a clause at its beginning nor a title says it; see `_told` for the arguments.
        """
        topic = self._told(reading, sentences, names, open_heads, furniture)
        if self._titles.is_bulletin(reading) or (is_spoken(reading) and topic is not None):
            return topic
        given = self._titles.given(reading) or self._titles.asked(reading, begins=not is_spoken(reading))
        if topic is None:
            every, nowhere = frozenset(one.block for one, _ in sentences), Span(0, 0)
            lemmas = frozenset(map(str.lower, _WORD.findall(given or "")))
            if given is None:
                return None
            return Topic(text=given, clause=given, span=nowhere, sentence=nowhere, lemmas=lemmas, blocks=every)
        ahead = []
        if given is not None and self._tells_more(
            given, topic, reading, opens=self._leaves_open(topic, sentences, names)
        ):
            ahead.append(given)
        placed = any(
            word.entity in _PLACES for one, _ in sentences if one.span.overlaps(topic.sentence) for word in one.tokens
        )
        place = self._titles.dateline(reading, furniture) if not placed else None
        if place is not None and place.lower() not in " ".join((*ahead, topic.text)).lower():
            ahead.append(place)
        title = ": ".join(ahead)
        text, clause = (": ".join((*ahead, words)) for words in (topic.text, topic.clause))
        return replace(topic, text=text, clause=clause, title=title)

    def _tells_more(self, title: str, topic: Topic, reading: Reading, *, opens: bool) -> bool:
        """Whether a title has a name that what a text begins with has not, or nothing of it, or that leaves a word open."""
        first, *others = _WORD.findall(title)
        told = frozenset(map(str.lower, _WORD.findall(topic.text)))
        names = {word.lower() for word in others if word[0].isupper()}
        if re.search(rf"[a-z,] {re.escape(first)}\b", reading.document.text):
            names.add(first.lower())  # a name, not only a beginning
        apart = told.isdisjoint(word.lower() for word in (first, *others) if len(word) > _SHORT)
        return opens or apart or not names <= told

    def _leaves_open(
        self, topic: Topic, sentences: Sequence[tuple[Sentence, Sequence[Clause]]], names: Mapping[int, str]
    ) -> bool:
        """Whether a topic has a pronoun of which nothing tells whom or what it stands for."""
        return self._content.leaves_open(topic.sentence, sentences, names)

    def _told(
        self, reading: Reading, sentences: Sequence[tuple[Sentence, Sequence[Clause]]], names: Mapping[int, str],
        open_heads: Container[int], furniture: SpanIndex[SetAside],
    ) -> Topic | None:  # fmt: skip
        """The topic by the text alone.

        Args:
            reading: The reading of the document.
            sentences: Its sentences that are no furniture, each with its clauses that state something.
            names: Who or what its words stand for, by their first characters.
            open_heads: Where the heads of clauses start that their own words alone would tell as facts, and are none.
            furniture: What is no part of its text.
        """
        title = self._titles.read(reading, furniture)
        if is_spoken(reading):
            told = [one for one in sentences[:FIRST] if one[1] and _leads_over(one[0], reading)]
            lead = self._leads.find(told, names, open_heads, most=WHOLE)
            return self._led(lead, frozenset(one.block for one, _ in sentences)) if lead is not None else None
        if self._titles.is_check(reading):
            return self._titled(title, sentences)
        if self._titles.is_bulletin(reading):
            return None
        lines = (reading.document.text.rfind("\n", 0, one.start) + 1 for one in _openers(sentences))
        is_live = sum(bool(_HOUR.match(reading.document.text, start)) for start in lines) >= _ENTRIES
        is_live = is_live or len(_HOUR_ALONE.findall(reading.document.text)) >= _ENTRIES
        lead = None
        if title is None or not is_live:
            lead = self._leads.find(sentences, names, open_heads, most=LEAD, verbless=is_live)
        if lead is not None and (title is None or self._titles.is_told_by(title, lead.sentence, lead.span, sentences)):
            topic = self._led(lead, self._paragraphs_of_lead(lead, title, sentences))
            # Entries without a title may be on one matter each.
            topic = replace(topic, text=_STAMP.sub("", topic.text)) if is_live else topic
            if is_live and not self._goes_on(lead, sentences, names):
                return self._first_entry(sentences, names)
            return topic
        if title is None:
            return (
                self._untitled(sentences, names)
                if lead is None and not is_live
                else self._first_entry(sentences, names)
            )
        found = gist(title, sentences, names, self._content, is_live=is_live)
        if lead is not None and (found is None or found[0].span.overlaps(lead.sentence)):
            topic = self._led(lead, self._paragraphs_of_lead(lead, title, sentences))
            return replace(topic, text=_told_before(title) + topic.text)
        if found is None:
            return self._titled(title, sentences)
        sentence, clause = found
        words = shortened(clause)
        named = frozenset(self._content.named((*title.tokens, *sentence.tokens)))
        opening = {title.sentence.block, sentence.block}
        every = [one for one, _ in sentences]
        blocks = {one.block for one in every} if is_live else paragraphs_of(named, every, opening, self._content)
        opens = names.get(words[0].start, "") if words[0].pos == "PRON" else ""
        text = f"{opens} {written(words[1:])}" if opens else written(words)
        return Topic(
            text=("" if is_live else _told_before(title)) + text,
            clause=text,
            span=clause.span,
            sentence=sentence.span,
            lemmas=frozenset(self._content.named(words)),
            blocks=frozenset(one.block for one in every if one.block in blocks or one.block < sentence.block),
        )

    def _untitled(
        self, sentences: Sequence[tuple[Sentence, Sequence[Clause]]], names: Mapping[int, str]
    ) -> Topic | None:  # fmt: skip
        """What an article without a title is about, where its first sentence alone is no lead.

        Some other paragraphs must go on with what was said: posts are about one thing each. It is what the first paragraph
        tells, if that names anybody or anything, else the sentence that tells most.
        """
        first = [one for one, _ in sentences if one.block == sentences[0][0].block]
        others = [one for one in _openers(sentences) if one.block > first[0].block]
        if not others or sum(map(self._content.goes_on, others)) < _GOING_ON * len(others):
            return None
        if len(first) < _PARAGRAPH or not names_anything(word for one in first for word in one.tokens):
            found = gist(None, sentences, names, self._content, is_live=False)
            if found is None:
                return None
            first = [found[0]]
        told: list[str] = []
        left = WHOLE + LEAD
        for one in first:
            if left > LEAD:
                told.append(written(up_to(one, left)))
                left -= len(one.tokens)
        named = frozenset(self._content.named(word for one in first for word in one.tokens))
        return Topic(
            text=". ".join(told),
            clause=written(up_to(first[0], WHOLE)),
            span=first[0].span,
            sentence=Span(first[0].start, first[-1].end),
            lemmas=named,
            blocks=frozenset(one.block for one, _ in sentences),
        )

    def _first_entry(
        self, sentences: Sequence[tuple[Sentence, Sequence[Clause]]], names: Mapping[int, str]
    ) -> Topic | None:  # fmt: skip
        """What the first post of a channel tells, where half of the others go on with it.

        They name something of it, or leave open what a pronoun means.
        """
        # "Morning all." opens a post and states nothing.
        opening = next((one.block for one, told in sentences if told), sentences[0][0].block)
        first = [one for one, told in sentences if one.block == opening and told]
        first = first or [one for one, _ in sentences if one.block == opening]
        others = {one.block for one, _ in sentences} - {opening}
        named = self._content.named(word for one in first for word in one.tokens)
        going_on = {
            one.block for one, told in sentences
            if not named.isdisjoint(self._content.named(one.tokens))
            or self._content.leaves_open(one.span, [(one, told)], names)
        }  # fmt: skip
        if not named or not others or 2 * len(going_on & others) < len(others):
            return None
        words = [written(up_to(one, LEAD)) for one in first[:_PARAGRAPH]]
        return Topic(
            text=". ".join(words), clause=words[0], span=first[0].span, sentence=Span(first[0].start, first[-1].end),
            lemmas=frozenset(named), blocks=frozenset(others | {first[0].block}),
        )  # fmt: skip

    def _paragraphs_of_lead(
        self, lead: Lead, title: Title | None, sentences: Sequence[tuple[Sentence, Sequence[Clause]]]
    ) -> frozenset[int]:
        """The paragraphs that speak of what a lead, what stands before it and the title name."""
        opening = [*lead.before, *lead.sentences]
        named = frozenset(self._content.named(word for one in opening for word in one.tokens))
        named |= frozenset(self._content.named(title.tokens)) if title is not None else frozenset()
        every = (one for one, _ in sentences)
        return frozenset(paragraphs_of(named, every, {one.block for one in opening}, self._content))

    def _goes_on(
        self, lead: Lead, sentences: Sequence[tuple[Sentence, Sequence[Clause]]], names: Mapping[int, str]
    ) -> bool:
        """Whether enough of the other entries of a live page name something of what its first one states."""
        first = sentences[0][0].block
        others = {one.block: one for one in _openers(sentences) if one.block > first}
        named = self._content.named(word for one in lead.sentences for word in one.tokens)
        meant = {one.block for one, _ in sentences for word in one.tokens if names.get(word.start, "").lower() in named}
        naming = {one.block for one, _ in sentences if not named.isdisjoint(self._content.named(one.tokens))} | meant
        return len(naming & others.keys()) >= _SHARE * len(others)

    def _led(self, lead: Lead, blocks: frozenset[int]) -> Topic:
        """The topic that a lead states, of which some paragraphs speak."""
        return Topic(
            text=lead.text,
            clause=lead.clause,
            span=lead.span,
            sentence=lead.sentence,
            lemmas=frozenset(self._content.named(lead.words)),
            blocks=blocks,
            is_lead=True,
        )

    def _titled(
        self, title: Title | None, sentences: Sequence[tuple[Sentence, Sequence[Clause]]]
    ) -> Topic | None:  # fmt: skip
        """A topic that a title alone tells."""
        if title is None or len(title.tokens) < SHOWN:
            return None
        return Topic(
            text=title.text, clause=title.text, span=title.sentence.span, sentence=title.sentence.span,
            lemmas=frozenset(self._content.named(title.tokens)), blocks=frozenset(one.block for one, _ in sentences),
        )  # fmt: skip

    def is_list(self, reading: Reading) -> bool:
        """Whether each paragraph of a text is on a matter of its own."""
        return self._titles.is_bulletin(reading)

    def tells(self, words: Sequence[Token], lead: str, topic: Topic) -> bool:
        """Whether some words and what leads to them name the topic: by three of its words, or by a noun and a name.

        A title names it by one of them.
        """
        shared = topic.lemmas.intersection(self._content.named(words) | set(lead.lower().split()))
        kinds = {word.pos for word in words if word.lemma.lower() in shared}
        names = "PROPN" in kinds and len(kinds) > 1
        if topic.is_lead and words[0].start < topic.span.start and shared:
            return True
        return len(shared) >= _SAID - names

    def shares(self, words: Sequence[Token], topic: Topic) -> bool:
        """Whether some words name anything of the topic."""
        return not topic.lemmas.isdisjoint(self._content.named(words))


def _told_before(title: Title) -> str:
    """A title as what stands before the sentence that tells what a text is about; nothing where it has too few words."""
    return f"{title.text}: " if len(title.tokens) >= SHOWN else ""


def _openers(sentences: Iterable[tuple[Sentence, Sequence[Clause]]]) -> Iterator[Sentence]:
    """The first sentence of each paragraph."""
    block = -1
    for sentence, _ in sentences:
        if sentence.block != block:
            block = sentence.block
            yield sentence


def _leads_over(sentence: Sentence, reading: Reading) -> bool:
    """Whether a sentence is told, or asked, before somebody answers."""
    number = bisect_right(reading.turns, sentence.start, key=lambda turn: turn.start) - 1
    role = reading.turns[number].role if number >= 0 else Role.NARRATOR
    return role is not Role.INTERVIEWEE and sentence.tokens[-1].text != "?"


def is_spoken(reading: Reading) -> bool:
    """Whether a document is an interview, or one in which several speak in turn."""
    return any(turn.role is not Role.NARRATOR for turn in reading.turns)

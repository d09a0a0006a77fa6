"""What a document is about: what its lead states, or what its title tells, and the paragraphs that speak of it.

A lead that has nothing of the title in it sets a scene ("The tea is served in clay cups"), and a live page begins with its
last entry: there the sentence is looked for that has most of the title. An interview is about what stands before the first
answer.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from tocsin.claim.clauses import SUBJECTS, Clause
from tocsin.claim.descriptions import is_bare
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token, written
from tocsin.model.reading import Reading, Role, SetAside
from tocsin.model.span import Span, SpanIndex

_FIRST = 6
"""Sentences among which the lead is looked for: a title, a subtitle and a few lines that are no part of the text."""
_LEAD = 8
"""Words of a lead at least."""
_LONGEST = 28
"""Words of a clause that are told at most."""
_WHOLE = 36
"""Words of the topic at most, with the clauses that the first one goes on with."""
_SHORT, _MOST = 30, 0.25
"""Paragraphs of an article that may speak of one thing; with headings, if that share of them names something of it."""
_SEARCHED = 40
"""Sentences among which the one that has most of a title is looked for."""
_BEGINNING = 16
"""Sentences among which the one is looked for that tells most of an article whose lead sets a scene."""
_OFTEN = 4
"""Paragraphs from which on a noun that more of them have tells no more of what a text is about."""
_SAYS = 2
"""Words before a clause that may say whose word it is, at least."""
_SHOWN = 3
"""Words of a title at least that tell what an article is about."""
_STEM = 5
"""Letters by which words of a title are known again: "collapsing", "the collapse"."""
_ENTRIES = 3
"""Paragraphs that begin with an hour, from which on a page is a live one."""
_TITLES = 2
"""Headings of an article that speaks of one thing at most: a title and a subtitle. As many labels part its matters."""
_LABEL = 4
"""Words of a label at most, with its colon."""
_SAID = 3
"""Nouns of the topic that a claim which needs no other word of it holds."""
_NEAR = 2
"""Paragraphs behind one that names something of the topic which still speak of it."""
_ENDS = (".", "!", "?", "”", '"', "…")
_CUTS = ("advcl", "relcl", "parataxis")
SUBORDINATE = ("relcl", "acl", "advcl")
_OBJECTS = ("dobj", "attr", "acomp", "oprd", "dative", "xcomp", "ccomp")
_ASKING = ("WRB", "WP", "WDT")
_NEWS = (("GPE", "LOC", "ORG"), ("DATE",), ("CARDINAL", "MONEY", "PERCENT", "QUANTITY"))
_CRUMBS = frozenset("|›»>()")
"""Signs in a line of a page's menu, or in a dateline."""
_LABEL_KIND = "label"
"""The kind of furniture that a title may be."""
_LINKING = ("PUNCT", "CCONJ", "SCONJ", "PART", "AUX")
"""Words between two clauses of a lead of which the second goes on with the first."""
_NAMING = ("NOUN", "PROPN")
_CONTENT = (*_NAMING, "VERB", "ADJ")
_HOUR = re.compile(r"\d{1,2}[:.]\d{2}\b")
_PARTS = re.compile(r"\s+[–—|-]\s+|:\s+")
"""What parts a title from the name of a column or page behind or before it."""
_TIMES = ("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "ORDINAL", "QUANTITY")


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
    """

    text: str
    clause: str
    span: Span
    sentence: Span
    lemmas: frozenset[str]
    blocks: frozenset[int]
    is_lead: bool = False


class TopicReader:
    """Finds what articles are about, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("claims")["standalone"]
        self._generic = frozenset(table["generic"])
        self._pages = re.compile("|".join(table["pages"]), re.IGNORECASE)
        self._checks, self._when = frozenset(table["checks"]), frozenset(table["when"])
        coreference = lexicon.table("coreference")
        self._definite = frozenset(coreference["articles"]["definite"])
        self._third = frozenset(word for key in ("he", "she", "it", "they") for word in coreference["pronouns"][key])

    def read(
        self, reading: Reading, sentences: Sequence[tuple[Sentence, Sequence[Clause]]], names: Mapping[int, str],
        open_heads: Container[int], furniture: SpanIndex[SetAside],
    ) -> Topic | None:  # fmt: skip
        """The topic of a document; None where neither a clause at its beginning nor a title says it.

        Args:
            reading: The reading of the document.
            sentences: Its sentences that are no furniture, each with its clauses that state something.
            names: Who or what its words stand for, by their first characters.
            open_heads: Where the heads of clauses start that their own words alone would tell as facts, and are none.
            furniture: What is no part of its text.
        """
        title = self._title(reading, furniture)
        if is_spoken(reading):
            told = [one for one in sentences[:_FIRST] if one[1] and _leads_over(one[0], reading)]
            lead = self._lead(told, names, title, open_heads, most=_WHOLE)
            every = frozenset(one.block for one, _ in sentences)
            return replace(lead, blocks=every) if lead is not None else None
        if self._is_check(reading):
            return self._titled(title, sentences)
        is_live = sum(bool(_HOUR.match(one.tokens[0].text)) for one in _openers(sentences)) >= _ENTRIES
        lead = None
        if title is None or not is_live:
            lead = self._lead(sentences, names, title, open_heads, most=_LEAD, verbless=is_live)
        if title is None or (lead is not None and self._is_of(title, lead, sentences)):
            return lead
        found = self._most_of(title, sentences, names, is_live=is_live)
        if lead is not None and (found is None or found[0].span.overlaps(lead.sentence)):
            ahead = f"{title.text}: " if len(title.tokens) >= _SHOWN else ""
            return replace(lead, text=ahead + lead.text)
        if found is None:
            return self._titled(title, sentences)
        sentence, clause = found
        words = shortened(clause)
        named = frozenset(self._named((*title.tokens, *sentence.tokens)))
        opening = {title.sentence.block, sentence.block}
        blocks = self._blocks((one for one, _ in sentences), named, opening) if not is_live else None
        ahead = f"{title.text}: " if not is_live and len(title.tokens) >= _SHOWN else ""
        opens = names.get(words[0].start, "") if words[0].pos == "PRON" else ""
        text = f"{opens} {written(words[1:])}" if opens else written(words)
        return Topic(
            text=ahead + text,
            clause=text,
            span=clause.span,
            sentence=sentence.span,
            lemmas=frozenset(self._named(words)),
            blocks=frozenset(
                one.block for one, _ in sentences if blocks is None or one.block in blocks or one.block < sentence.block
            ),
        )

    def _lead(
        self,
        sentences: Sequence[tuple[Sentence, Sequence[Clause]]],
        names: Mapping[int, str],
        title: "_Title | None",
        open_heads: Container[int],
        *,
        most: int,
        verbless: bool = False,
    ) -> Topic | None:
        """What the first sentences state of which one may be a lead, a short one only with a verb unless `verbless`.

        They go on up to `most` words.
        """
        for number, (sentence, clauses) in enumerate(sentences[:_FIRST]):
            goes_on = number + 1 < len(sentences) and sentences[number + 1][0].block == sentence.block
            is_lead = len(sentence.tokens) >= _LEAD or goes_on
            if not is_lead or sentence.tokens[-1].text not in _ENDS:
                continue
            main = (one for one in clauses if one.head.dep not in SUBORDINATE or one.head.is_infinitive)
            clause = min(main, key=lambda one: one.words[0].i, default=None)
            if clause is None:
                continue
            if len(sentence.tokens) < _LEAD and not verbless and clause.head.pos not in ("VERB", "AUX"):
                continue
            words = shortened(clause)
            first = Span(words[0].start, words[-1].end)
            whole = _stated(clause, clauses, sentence, self._when)
            whole = whole if len(whole) > len(words) else words
            # "Norway's fund said that it had sold its shares": a pronoun that is clear may open it.
            opens = names.get(whole[0].start, "") if whole[0].pos == "PRON" else ""
            after = _goes_on(sentences, number, most=most - len(whole))
            lead = [sentence, *after]
            is_open = whole[0].pos == "PRON" and not opens
            quoted = sentence.tokens[0].pos == "PUNCT"
            if quoted and most > _LEAD:
                continue  # what is quoted over an interview
            told_behind = whole[0].i - sentence.tokens[0].i >= _SAYS
            if clause.head.start in open_heads or (told_behind and not opens and self._leaves_open(whole)):
                # "Families by the tip say the smell has made them ill", "X denied that P": with who says so.
                opens = ""
                words = whole = up_to(sentence, _WHOLE)
                is_open = whole[0].pos == "PRON"
            if quoted or is_open or not any(word.pos == "PROPN" for one in lead for word in one.tokens):
                return None
            opening = [*(one for one, _ in sentences[:number]), *lead]
            named = frozenset(self._named(word for one in opening for word in one.tokens))
            named |= frozenset(self._named(title.tokens)) if title is not None else frozenset()
            blocks = self._blocks((one for one, _ in sentences), named, {one.block for one in opening})
            text = f"{opens} {written(whole[1:])}" if opens else written(whole)
            further = "".join(f". {written(one.tokens[:-1])}" for one in after)
            ahead = _ahead(sentences, number, most=_WHOLE - len(whole))
            return Topic(
                text=ahead + text + further,
                clause=ahead + written(words),
                span=first,
                sentence=Span(sentence.start, lead[-1].end),
                lemmas=frozenset(self._named(words)),
                blocks=frozenset(blocks),
                is_lead=True,
            )
        return None

    def _leaves_open(self, words: Sequence[Token]) -> bool:
        """Whether what a lead states begins in the middle: it has a pronoun for somebody, or "the smell" for its subject."""
        subject = next((word for word in words if word.dep in SUBJECTS), None)
        if subject is None or subject.i > words[0].i + _LEAD:
            return False
        article = subject.child("det")
        bare = article is not None and article.lower in self._definite and is_bare(subject)
        ahead = takewhile(lambda word: word.pos not in _NAMING, words)
        return bare or any(word.tag in ("PRP", "PRP$") and word.lower in self._third for word in ahead)

    def _title(self, reading: Reading, furniture: SpanIndex[SetAside]) -> "_Title | None":
        """The title of a document: its first line, where that ends as no sentence does and is no stamp, byline or button."""
        lines = (one for one in reading.sentences[:_FIRST] if self._may_be_title(one, furniture))
        first = next(lines, None)
        if first is None:
            return None
        if first.tokens[-1].text in _ENDS or len(first.tokens) > _LONGEST:
            return None
        text = reading.document.text[first.start : first.end]
        behind = reading.document.text[first.end : first.end + 1]
        if not _CRUMBS.isdisjoint(text) or behind not in ("", "\n", "\r"):
            return None  # "Business › Markets", "LINZ, May 3 (Wire) - …"
        if ":" in text and any(word.entity == "DATE" for word in first.tokens):
            return None  # "Reporting period: 14–20 October"
        parts = [part for part in _PARTS.split(text) if not self._pages.search(part)]
        text = " ".join((text if len(parts) == len(_PARTS.split(text)) else " – ".join(parts)).split())
        if not text or text == reading.document.outlet:
            return None
        tokens = tuple(word for word in first.tokens if word.text in text)
        stems = self._stems(tokens)
        return _Title(text=text, sentence=first, tokens=tokens, stems=stems) if stems else None

    def _may_be_title(self, line: Sentence, furniture: SpanIndex[SetAside]) -> bool:
        """Whether a line is no furniture, or the heading of a live page: "Floods in Oberau: live"."""
        about = furniture.covering(line.span)
        return not about or any(self._pages.search(part) for one in about for part in _PARTS.split(one.text)) or all(
            one.reason.facts["kind"] == _LABEL_KIND for one in about
        )  # fmt: skip

    def _titled(
        self, title: "_Title | None", sentences: Sequence[tuple[Sentence, Sequence[Clause]]]
    ) -> Topic | None:  # fmt: skip
        """A topic that a title alone tells."""
        if title is None or len(title.tokens) < _SHOWN:
            return None
        return Topic(
            text=title.text, clause=title.text, span=title.sentence.span, sentence=title.sentence.span,
            lemmas=frozenset(self._named(title.tokens)), blocks=frozenset(one.block for one, _ in sentences),
        )  # fmt: skip

    def _is_of(
        self, title: "_Title", lead: Topic, sentences: Sequence[tuple[Sentence, Sequence[Clause]]]
    ) -> bool:  # fmt: skip
        """Whether a lead has a word of the title, or the title too few to tell."""
        if title.sentence.span.overlaps(lead.sentence) or len(title.stems) < _TITLES:
            return True
        # News tells who or where, when and how many; a scene does not.
        kinds = {word.entity for one, _ in sentences if one.span.overlaps(lead.span) for word in one.tokens}
        if sum(not kinds.isdisjoint(group) for group in _NEWS) > 1:
            return True
        return any(
            not title.stems.isdisjoint(self._stems(one.tokens))
            for one, _ in sentences
            if one.span.overlaps(lead.sentence)
        )

    def _most_of(
        self,
        title: "_Title",
        sentences: Sequence[tuple[Sentence, Sequence[Clause]]],
        names: Mapping[int, str],
        *,
        is_live: bool,
    ) -> tuple[Sentence, Clause] | None:
        """The sentence with a name that tells most of what a text is about, with its first clause; of several the first.

        That is the one with most words of the title, and outside of live pages with most nouns of other paragraphs.
        """
        weights: Counter[str] = Counter()
        if not is_live:
            blocks: dict[int, set[str]] = {}
            for sentence, _ in sentences[:_SEARCHED]:
                blocks.setdefault(sentence.block, set()).update(self._stems(sentence.tokens, kinds=("NOUN",)))
            weights.update(stem for stems in blocks.values() for stem in stems)
        most, best = 0, None
        for sentence, clauses in sentences[: _SEARCHED if is_live else _BEGINNING]:
            if sentence.block == title.sentence.block or sentence.tokens[0].pos == "PUNCT":
                continue
            clause = next((one for one in clauses if one.head.dep not in SUBORDINATE), None)
            if clause is None or len(clause.words) < _SHOWN or sentence.tokens[-1].text == "?":
                continue
            told = clause.words[:_LONGEST]
            if (told[0].pos == "PRON" and told[0].start not in names) or not any(word.pos == "PROPN" for word in told):
                continue
            stems = self._stems(told)
            score = _TITLES * len(title.stems & stems) + sum(
                min(weights[stem], _OFTEN) - 1 for stem in stems if weights[stem]
            )
            if score > most:
                most, best = score, (sentence, clause)
        return best

    def _stems(self, words: Iterable[Token], *, kinds: Sequence[str] = _CONTENT) -> frozenset[str]:
        """The beginnings of the words of content among some."""
        return frozenset(
            word.lemma.lower()[:_STEM]
            for word in words
            if word.pos in kinds and word.entity not in _TIMES and word.lemma.lower() not in self._generic
        )

    def _is_check(self, reading: Reading) -> bool:
        """Whether a document weighs what others claim: "CLAIM: …", "VERDICT: false". Its title tells what is so."""
        lines = reading.document.text.splitlines()
        heads = (line.partition(":")[0].strip("*# ").lower() for line in lines[:_SEARCHED] if ":" in line)
        return len(self._checks.intersection(heads)) >= _TITLES

    def tells(self, words: Sequence[Token], lead: str, topic: Topic) -> bool:
        """Whether some words and what leads to them name the topic: by three of its words, or by a noun and a name.

        A title names it by one of them.
        """
        shared = topic.lemmas.intersection(self._named(words) | set(lead.lower().split()))
        kinds = {word.pos for word in words if word.lemma.lower() in shared}
        names = "PROPN" in kinds and len(kinds) > 1
        if topic.is_lead and words[0].start < topic.span.start and shared:
            return True
        return len(shared) >= _SAID - names

    def _named(self, words: Iterable[Token]) -> set[str]:
        return {
            word.lemma.lower()
            for word in words
            if word.pos in _NAMING and word.entity not in _TIMES and word.lemma.lower() not in self._generic
        }

    def _blocks(self, sentences: Iterable[Sentence], named: frozenset[str], opening: set[int]) -> set[int]:
        """The paragraphs that speak of the topic: all of a short article of one matter, else those that name something of it.

        In a long one the few that follow such a paragraph do too.
        """
        every, naming, headings, labels = set[int](), set[int](), set[int](), set[int]()
        for sentence in sentences:
            if sentence.block not in every and sentence.tokens[-1].text not in _ENDS:
                headings.add(sentence.block)
            elif sentence.block not in every and any(word.text == ":" for word in sentence.tokens[1:_LABEL]):
                labels.add(sentence.block)  # "Norway: A court …"
            every.add(sentence.block)
            if sentence.block not in naming and not named.isdisjoint(self._named(sentence.tokens)):
                naming.add(sentence.block)
        if len(every) > _SHORT:
            return {block + behind for block in naming for behind in range(_NEAR + 1)}
        # Headings between paragraphs may part one matter from another, and labels at their beginning do.
        further = every - opening
        is_one = len(headings) <= _TITLES or len(naming & further) >= _MOST * len(further)
        return every if is_one and len(labels) < _TITLES else naming


@dataclass(frozen=True, slots=True)
class _Title:
    """A title: its text without the name of the page, the sentence it was read as, its words and their stems."""

    text: str
    sentence: Sentence
    tokens: tuple[Token, ...]
    stems: frozenset[str]


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


def _ahead(sentences: Sequence[tuple[Sentence, Sequence[Clause]]], lead: int, *, most: int) -> str:
    """The short sentences of a lead's paragraph before it: "KADUGLI. Shelling since noon. …", "Gunmen attack a mine. …"."""
    told: list[str] = []
    for sentence, _ in reversed(sentences[:lead]):
        most -= len(sentence.tokens)
        label = sentence.tokens[-1].text == ":"
        if (
            sentence.block != sentences[lead][0].block
            or most < 0
            or label
            or any(word.text == "(" for word in sentence.tokens)
        ):
            break  # a dateline ends with the agency in brackets, the label of a speaker with a colon
        told.append(written(sentence.tokens) + " ")
    return "".join(reversed(told))


def _goes_on(sentences: Sequence[tuple[Sentence, Sequence[Clause]]], lead: int, *, most: int) -> list[Sentence]:
    """The sentences of a lead's paragraph behind its first, where that one has less words than a lead has, and they fit."""
    told: list[Sentence] = []
    for sentence, _ in sentences[lead + 1 :]:
        if sentence.block != sentences[lead][0].block or most <= 0 or len(sentence.tokens) > _LONGEST:
            break
        told.append(sentence)
        most -= len(sentence.tokens)
    return told


def _stated(clause: Clause, clauses: Sequence[Clause], sentence: Sentence, when: Container[str]) -> list[Token]:
    """What a lead states: from its first clause to the last that goes on with it, without who says so.

    "The navy seized eleven boats [and] detained 74 men[, a spokesman said]", "Farmers blocked a road [to] protest against …".
    A clause next to it that begins with one of the words `when` says what was before or behind it, and goes with it.
    """
    head, first = clause.head, clause.words[0].i
    if head.is_infinitive or head.dep in ("dobj", "pobj"):
        above = head.head if head.dep != "pobj" else head.head.head
        subject = above.subject("conj", "xcomp")
    else:
        subject = head.child(*SUBJECTS)  # it may have lost words that seem to say whose word the clause is
    first = min(first, subject.left) if subject is not None else first
    ends = [clause.words[-1].i]
    for other in sorted(clauses, key=lambda one: one.words[0].i):
        between = sentence.between(ends[-1] + 1, other.words[0].i - 1)
        if other.words[-1].i > ends[-1] and all(
            word.pos in _LINKING or word.dep == "mark" or word.tag in _ASKING for word in between
        ):
            ends.append(other.words[-1].i)
    fitting = [end for end in ends if end - first < _WHOLE]
    if fitting:
        # "… ended a sit-in after the government promised to move two units": what goes with the first clause.
        with_it = (child for child in head.children if child.dep == "advcl" and child.left == fitting[-1] + 1)
        fitting += [
            child.right for child in with_it
            if child.right - first < _WHOLE and (mark := child.child("mark")) is not None and mark.lower in when
        ]  # fmt: skip
    return _ended(list(sentence.between(first, fitting[-1]))) if fitting else []


def up_to(sentence: Sentence, most: int) -> list[Token]:
    """A sentence from its beginning, up to a sign if it has more words than that."""
    words = list(sentence.tokens[:most])
    if len(words) < len(sentence.tokens):
        signs = [place for place, word in enumerate(words) if word.pos == "PUNCT" and place > _LEAD]
        words = words[: signs[-1]] if signs else words
    return _ended(words)


def shortened(clause: Clause) -> list[Token]:
    """The words of a clause up to the first clause below it, or as many as may be told, whole phrases if they can be."""
    words, head = clause.words, clause.head
    first, behind = words[0].i, [child for child in head.children if child.i > head.i]
    last = min([first + _LONGEST, *(child.left for child in behind if child.dep in _CUTS)])
    # Of a phrase that reaches further than that, nothing is told, but for the object itself.
    reach = (child.left for child in behind if child.left < last <= child.right and child.dep not in _OBJECTS)
    last = min((place for place in reach if place - first > _LEAD), default=last)
    told = [word for word in words if word.i < last]
    if len(told) < len(words) and last == first + _LONGEST:
        ends = [
            n for n, word in enumerate(told) if word.pos in ("ADP", "PUNCT", "SCONJ", "CCONJ") or word.tag in _ASKING
        ]
        told = told[: ends[-1]] if ends and ends[-1] > _LEAD else told
    return _ended(told)


def _ended(words: list[Token]) -> list[Token]:
    """Words without what only leads on at their end: "…, saying", but not the "in" of "were brought in"."""
    while len(words) > 1:
        last = words[-1]
        leads = last.pos in ("PUNCT", "ADP", "SCONJ", "CCONJ", "DET") and last.dep != "prt"
        if not leads and not (last.tag == "VBG" and last.dep == "advcl"):
            break
        words.pop()
    return words

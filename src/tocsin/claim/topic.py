"""What an article is about: what its lead states, and the paragraphs that speak of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tocsin.claim.clauses import SUBJECTS, Clause
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token, written
from tocsin.model.reading import Reading, Role
from tocsin.model.span import Span

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
_LINKING = ("PUNCT", "CCONJ", "SCONJ", "PART", "AUX")
"""Words between two clauses of a lead of which the second goes on with the first."""
_NAMING = ("NOUN", "PROPN")
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
    """

    text: str
    clause: str
    span: Span
    sentence: Span
    lemmas: frozenset[str]
    blocks: frozenset[int]


class TopicReader:
    """Finds what articles are about, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._generic = frozenset(lexicon.table("claims")["standalone"]["generic"])

    def read(
        self, reading: Reading, sentences: Sequence[tuple[Sentence, Sequence[Clause]]], names: Mapping[int, str]
    ) -> Topic | None:
        """The topic of a document; None for an interview, and where no clause at its beginning says it.

        Args:
            reading: The reading of the document.
            sentences: Its sentences that are no furniture, each with its clauses that state something.
            names: Who or what its words stand for, by their first characters.
        """
        if is_spoken(reading):
            return None
        for number, (sentence, clauses) in enumerate(sentences[:_FIRST]):
            goes_on = number + 1 < len(sentences) and sentences[number + 1][0].block == sentence.block
            is_lead = len(sentence.tokens) >= _LEAD or goes_on
            if not is_lead or sentence.tokens[-1].text not in _ENDS:
                continue
            main = (one for one in clauses if one.head.dep not in SUBORDINATE or one.head.is_infinitive)
            clause = min(main, key=lambda one: one.words[0].i, default=None)
            if clause is None:
                continue
            words = shortened(clause)
            whole = _stated(clause, clauses, sentence)
            whole = whole if len(whole) > len(words) else words
            # "Norway's fund said that it had sold its shares": a pronoun that is clear may open it.
            opens = names.get(whole[0].start, "") if whole[0].pos == "PRON" else ""
            after = _goes_on(sentences, number, most=_LEAD - len(whole))
            lead = [sentence, *after]
            is_open = whole[0].pos == "PRON" and not opens
            quoted = sentence.tokens[0].pos == "PUNCT"
            if quoted or is_open or not any(word.pos == "PROPN" for one in lead for word in one.tokens):
                return None
            opening = [*(one for one, _ in sentences[:number]), *lead]
            named = frozenset(self._named(word for one in opening for word in one.tokens))
            blocks = self._blocks((one for one, _ in sentences), named, {one.block for one in opening})
            text = f"{opens} {written(whole[1:])}" if opens else written(whole)
            further = "".join(f". {written(one.tokens[:-1])}" for one in after)
            ahead = _ahead(sentences, number, most=_WHOLE - len(whole))
            return Topic(
                text=ahead + text + further,
                clause=ahead + written(words),
                span=Span(words[0].start, words[-1].end),
                sentence=Span(sentence.start, lead[-1].end),
                lemmas=frozenset(self._named(words)),
                blocks=frozenset(blocks),
            )
        return None

    def tells(self, words: Sequence[Token], lead: str, topic: Topic) -> bool:
        """Whether some words and what leads to them name the topic: by three of its words, or by a noun and a name.

        A title names it by one of them.
        """
        shared = topic.lemmas.intersection(self._named(words) | set(lead.lower().split()))
        kinds = {word.pos for word in words if word.lemma.lower() in shared}
        names = "PROPN" in kinds and len(kinds) > 1
        if words[0].start < topic.span.start and shared:
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


def is_spoken(reading: Reading) -> bool:
    """Whether a document is an interview, or one in which several speak in turn."""
    return any(turn.role is not Role.NARRATOR for turn in reading.turns)


def _ahead(sentences: Sequence[tuple[Sentence, Sequence[Clause]]], lead: int, *, most: int) -> str:
    """The short sentences of a lead's paragraph before it: "KADUGLI. Shelling since noon. …", "Gunmen attack a mine. …"."""
    told: list[str] = []
    for sentence, _ in reversed(sentences[:lead]):
        most -= len(sentence.tokens)
        if sentence.block != sentences[lead][0].block or most < 0 or any(word.text == "(" for word in sentence.tokens):
            break  # a dateline ends with the agency in brackets
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


def _stated(clause: Clause, clauses: Sequence[Clause], sentence: Sentence) -> list[Token]:
    """What a lead states: from its first clause to the last that goes on with it, without who says so.

    "The navy seized eleven boats [and] detained 74 men[, a spokesman said]", "Farmers blocked a road [to] protest against …".
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
        fitting += [child.right for child in with_it if child.right - first < _WHOLE and _tells_when(child)]
    return _ended(list(sentence.between(first, fitting[-1]))) if fitting else []


def _tells_when(clause: Token) -> bool:
    """Whether a clause next to another says what was before or behind it, and not whose word it is."""
    mark = clause.child("mark")
    return mark is not None and mark.lower in ("after", "before", "because", "when")


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

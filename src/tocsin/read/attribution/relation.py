"""What an attribution is before its party is named: source, cue and content, and the phrases these are made of."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
SPEAKING = ("PERSON", "ORG", "NORP", "GPE")
CLOCK = re.compile(r"[0-2]?\d[:.][0-5]\d")
"""The time that an entry of a ticker begins with."""
_RELATIVES = ("WDT", "WP")
_EDGE = frozenset(",.;:–—-()“”\"'‘’`«»„")


@dataclass(slots=True)
class Relation:
    """An attribution before its party is named.

    `source` is the word that heads the source, None where nobody is named; spans are in the order of the text. What is
    `certain` is told by words that mean nothing else: no model may pass it over. A source that `is_cited` stands behind
    another that is named: "X said, citing Y". A verb of speech `tells` its object too: "X reported 40 clashes".
    """

    source: Token | None
    source_spans: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    anchor: Token
    certain: bool = False
    is_cited: bool = False
    tells: bool = False

    def leave_out(self, span: Span) -> None:
        """Take a stretch of text out of source and content."""
        self.content = tuple(part for whole in self.content for part in cut(whole, span))
        self.source_spans = tuple(part for whole in self.source_spans for part in cut(whole, span))

    def set_apart(self, source: Token, spans: tuple[Span, ...]) -> None:
        """Make words of the content the source."""
        for span in spans:
            self.leave_out(span)
        self.source, self.source_spans = source, spans


def cut(span: Span, hole: Span) -> list[Span]:
    """What remains of a span around a hole in it."""
    if not span.overlaps(hole):
        return [span]
    parts = [Span(span.start, hole.start), Span(hole.end, span.end)]
    return [part for part in parts if part.end - part.start > 1]


def related(
    source: Token | None, cue: Iterable[Token], content: Sequence[Token], sentence: Sentence, anchor: Token
) -> Relation:
    """The relation of these words; what is source or cue is no content.

    The word that heads the source may stand in another sentence; `anchor` is the word of the cue that the others hang on.
    """
    cue_words = sorted(cue, key=lambda word: word.i)
    who: list[Token] = []
    if source is not None and sentence.tokens[0].i <= source.i <= sentence.tokens[-1].i:
        # The phrase of a source may wrap round its cue and content.
        others = {word.i for word in (*cue_words, *content)}
        who = [word for word in sentence.subtree(source) if word.i not in others]
    used = {word.i for word in (*cue_words, *who)}
    words = trimmed([word for word in content if word.i not in used])
    return Relation(source, joined(trimmed(who)), joined(cue_words), joined(words), anchor)


class Speakers:
    """The words of a language that name somebody who can be cited: persons, bodies, and what they write."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("parties")["speakers"]
        self._nouns = frozenset(table["persons"]) | frozenset(table["bodies"])
        self._writings = frozenset(lexicon.table("parties")["writings"]["nouns"])

    def is_noun(self, token: Token) -> bool:
        """Whether a word is a common noun for a person or a body."""
        return token.lemma.lower() in self._nouns

    def is_writing(self, token: Token) -> bool:
        """Whether a word is a common noun for something written or published."""
        return token.lemma.lower() in self._writings

    def speaks(self, token: Token) -> bool:
        """Whether a word names a person or a body."""
        return token.entity in SPEAKING or self.is_noun(token)

    def is_citable(self, token: Token) -> bool:
        """Whether a word names a person, a body or a writing."""
        return self.speaks(token) or self.is_writing(token)


# --- phrases: who a verb is about, which words hang under one, and their spans ----------------------------------------


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or, for participles, infinitives and conjuncts, that of the verb above."""
    token = verb
    for _ in range(6):
        for child in token.children:
            if child.dep in SUBJECTS:
                return antecedent(child)
        if token.dep in ("conj", "xcomp", "advcl", "pcomp", "prep", "aux") and token.head is not token:
            token = token.head
        elif token.dep in ("acl", "relcl") and token.head.pos in ("NOUN", "PROPN", "PRON"):
            return token.head
        else:
            return None
    return None


def antecedent(subject: Token) -> Token:
    """Whom a relative pronoun stands for."""
    if subject.tag in _RELATIVES and subject.head.dep == "relcl":
        return subject.head.head
    return subject


def agent(token: Token, doers: Collection[str] = ()) -> Token | None:
    """Who does what a passive says, or whom a noun is by: `doers` are the prepositions that tie a doer to a noun."""
    by = next((c for c in token.children if c.dep == "agent" or (c.dep == "prep" and c.lower in doers)), None)
    return by.child("pobj") if by is not None else None


def verb_group(verb: Token) -> list[Token]:
    """A verb with its auxiliaries, negation and particle, and the adverbs between them."""
    group = [c for c in verb.children if c.dep in ("aux", "auxpass", "neg", "prt") and abs(c.i - verb.i) < 6]
    low = min((c.i for c in group), default=verb.i)
    between = [c for c in verb.children if c.dep == "advmod" and low < c.i < verb.i]
    return sorted([verb, *group, *between], key=lambda word: word.i)


def opens_with(token: Token, words: Collection[str]) -> bool:
    """Whether a clause opens with one of these conjunctions."""
    return any(child.dep in ("mark", "advmod", "prep") and child.lower in words for child in token.children)


def words_under(token: Token, sentence: Sentence, *, without: Token) -> list[Token]:
    """The words of a subtree in order, less those of `without` where the subtree wraps round it."""
    words = sentence.subtree(token)
    if token.left <= without.i <= token.right:
        return [
            word
            for word in words
            if is_inside(word, token) and not (is_inside(word, without) and not is_inside(token, without))
        ]
    return list(words)


def is_inside(word: Token, top: Token) -> bool:
    """Whether a word stands in the subtree under another."""
    # A word whose own subtree reaches beyond that of `top` is not under it: no need to climb on to the root.
    while top.left <= word.left and word.right <= top.right:
        if word is top:
            return True
        if word.head is word:
            return False
        word = word.head
    return False


def clause_above(token: Token) -> Token:
    """The nearest verb above a word, or else the top of its sentence."""
    top = token
    for above in token.ancestors():
        top = above
        if above.pos in ("VERB", "AUX") and above.dep not in ("aux", "auxpass"):
            break
    return top


def trimmed(words: Sequence[Token]) -> list[Token]:
    """Without punctuation at either end."""
    first, last = 0, len(words)
    while first < last and all(char in _EDGE for char in words[first].text):
        first += 1
    while last > first and all(char in _EDGE for char in words[last - 1].text):
        last -= 1
    return list(words[first:last])


def joined(words: Sequence[Token]) -> tuple[Span, ...]:
    """The spans of words in order, neighbours joined, lone punctuation left out."""
    spans: list[Span] = []
    previous: Token | None = None
    for word in words:
        if previous is not None and word.i == previous.i + 1:
            spans[-1] = Span(spans[-1].start, word.end)
        elif word.pos != "PUNCT" or not spans:
            spans.append(word.span)
        else:
            continue
        previous = word
    return tuple(spans)

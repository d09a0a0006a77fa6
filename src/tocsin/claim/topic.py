"""What an article is about: the first clause of its lead, and the paragraphs that speak of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.claim.clauses import Clause
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token, written
from tocsin.model.reading import Reading, Role
from tocsin.model.span import Span

_FIRST = 6
"""Sentences among which the lead is looked for: a title, a subtitle and a few lines that are no part of the text."""
_LEAD = 8
"""Words of a lead at least."""
_LONGEST = 20
"""Words of the topic at most."""
_SHORT, _MOST = 30, 0.5
"""Paragraphs of an article that speaks of one thing throughout, if that share of them names something of it."""
_SAID = 3
"""Nouns of the topic that a claim which needs no other word of it holds."""
_NEAR = 2
"""Paragraphs behind one that names something of the topic which still speak of it."""
_ENDS = (".", "!", "?", "”", '"', "…")
_CUTS = ("advcl", "relcl", "parataxis")
SUBORDINATE = ("relcl", "acl", "advcl")
_OBJECTS = ("dobj", "attr", "acomp", "oprd", "dative")
_ASKING = ("WRB", "WP", "WDT")
_NAMING = ("NOUN", "PROPN")
_TIMES = ("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "ORDINAL", "QUANTITY")


@dataclass(frozen=True, slots=True)
class Topic:
    """What an article is about.

    Attributes:
        text: The clause, in the article's words.
        span: Where it stands.
        lemmas: The nouns and names in it.
        blocks: The paragraphs that speak of it.
    """

    text: str
    span: Span
    lemmas: frozenset[str]
    blocks: frozenset[int]


class TopicReader:
    """Finds what articles are about, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._generic = frozenset(lexicon.table("claims")["standalone"]["generic"])

    def read(self, reading: Reading, sentences: Sequence[tuple[Sentence, Sequence[Clause]]]) -> Topic | None:
        """The topic of a document; None for an interview, and where no clause at its beginning says it.

        Args:
            reading: The reading of the document.
            sentences: Its sentences that are no furniture, each with its clauses that state something.
        """
        if any(turn.role is not Role.NARRATOR for turn in reading.turns):
            return None
        for number, (sentence, clauses) in enumerate(sentences[:_FIRST]):
            if len(sentence.tokens) < _LEAD or sentence.tokens[-1].text not in _ENDS:
                continue
            main = (one for one in clauses if one.head.dep not in SUBORDINATE)
            clause = min(main, key=lambda one: one.words[0].i, default=None)
            if clause is None:
                continue
            words = shortened(clause)
            quoted = sentence.tokens[0].pos == "PUNCT"
            if quoted or words[0].pos == "PRON" or not any(word.pos == "PROPN" for word in words):
                return None
            opening = [one for one, _ in sentences[: number + 1]]
            named = frozenset(self._named(word for one in opening for word in one.tokens))
            blocks = self._blocks((one for one, _ in sentences), named)
            return Topic(
                written(words), Span(words[0].start, words[-1].end), frozenset(self._named(words)), frozenset(blocks)
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

    def _blocks(self, sentences: Iterable[Sentence], named: frozenset[str]) -> set[int]:
        """The paragraphs that name something of the topic, and the few that follow one."""
        every, naming = set(), set()
        for sentence in sentences:
            every.add(sentence.block)
            if sentence.block not in naming and not named.isdisjoint(self._named(sentence.tokens)):
                naming.add(sentence.block)
        if len(every) <= _SHORT and len(naming) >= _MOST * len(every):
            return every
        return {block + behind for block in naming for behind in range(_NEAR + 1)}


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
    while len(told) > 1 and told[-1].pos in ("PUNCT", "ADP", "SCONJ", "CCONJ", "DET"):
        told.pop()
    return told

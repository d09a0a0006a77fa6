"""Which noun a number or "most" counts that stands without one: "Farmers were asked to stop. Most refused".

The noun is the subject of what was stated just before, if it is a plural that the verb allows: who refuses or is hurt is a
person, what is sunk is none. Of two things that might be counted, none is told.
"""

from collections.abc import Iterable, Mapping, Sequence

from tocsin.claim.antecedents import AntecedentCheck
from tocsin.claim.clauses import Clause
from tocsin.claim.descriptions import described
from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token, written

_SUBJECTS = ("nsubj", "nsubjpass")
_PLURAL = ("NNS", "NNPS")
_SINGULAR = ("VBZ",)
_COUNTING = ("nummod", "quantmod", "det", "poss", "predet", "advmod")
_LONGEST = 5
"""Words of a noun phrase that are told."""


class ElidedNouns:
    """Finds such nouns, in one language."""

    def __init__(self, lexicon: Lexicon, antecedents: AntecedentCheck) -> None:
        table = lexicon.table("claims")["standalone"]["elided"]
        self._antecedents = antecedents
        self._cues = cue_book(lexicon)
        self._words, self._single = frozenset(table["words"]), frozenset(table["single"])
        self._pairs, self._two = frozenset(table["pairs"]), frozenset(table["two"])
        self._of_people, self._of_things = frozenset(table["of_people"]), frozenset(table["of_things"])
        self._of: str = table["of"]
        self._parts = frozenset(lexicon.table("claims")["standalone"]["parts"])
        counted = lexicon.table("counted")
        measures = counted["measures"]
        self._people = frozenset((*counted["classes"]["anybody"], *measures["residents"], *measures["plain"]))

    def read(
        self,
        sentences: Iterable[tuple[Sentence, Sequence[Clause]]],
        before: Mapping[int, tuple[Clause, Sentence]],
    ) -> dict[int, str]:
        """The nouns that such words count, by the first character of the word.

        Args:
            sentences: The sentences of a document with their clauses, in order.
            before: The clause stated just before each one, with its sentence, by the position of its head.
        """
        found: dict[int, str] = {}
        nouns: dict[int, tuple[Token, Sentence]] = {}
        for sentence, clauses in sentences:
            for clause in clauses:
                word = self._counting(clause)
                noun = self._noun(word, clause, sentence, before, nouns) if word is not None else None
                if word is None or noun is None:
                    continue
                nouns[word.i] = noun
                told = _told(*noun)
                found[word.start] = f"{self._of}{told}" if word.lower in self._single else told
        return found

    def _counting(self, clause: Clause) -> Token | None:
        """The subject of a clause that only counts: "most", "another 200"."""
        word = clause.head.child(*_SUBJECTS)
        if word is None or word not in clause.words or word.child("prep", "relcl", "acl") is not None:
            return None
        number = word.tag == "CD" and word.entity in ("", "CARDINAL")
        if not number and word.lower not in self._words:
            return None
        helpers = [child for child in clause.head.children if child.dep in ("aux", "auxpass")]
        is_one = any(helper.tag in _SINGULAR or helper.lower == "was" for helper in (clause.head, *helpers))
        return None if is_one and word.lower not in self._single else word

    def _noun(
        self,
        word: Token,
        clause: Clause,
        sentence: Sentence,
        before: Mapping[int, tuple[Clause, Sentence]],
        nouns: Mapping[int, tuple[Token, Sentence]],
    ) -> tuple[Token, Sentence] | None:
        """The noun that a word counts, with its sentence."""
        stated = before.get(clause.head.i)
        if stated is None or stated[1].block != sentence.block:
            return None
        if word.lower in self._pairs:
            noun = self._pair(stated[0])
        else:
            noun = stated[0].head.subject("conj", "xcomp")
            if noun is not None and noun.i in nouns:
                return nouns[noun.i]
        if noun is None or noun.tag not in _PLURAL or noun.pos != "NOUN" or noun.entity == "CARDINAL":
            return None
        return (noun, stated[1]) if noun.lower not in self._parts and self._allows(clause.head, noun) else None

    def _pair(self, clause: Clause) -> Token | None:
        """The one noun in a clause that two are counted of: "two employees"."""
        two = [
            word
            for word in clause.words
            if word.tag in _PLURAL and any(c.dep == "nummod" and c.lower in self._two for c in word.children)
        ]
        return two[0] if len(two) == 1 else None

    def _allows(self, verb: Token, noun: Token) -> bool:
        """Whether what a verb says may be said of what a noun names."""
        lemma, people = verb.lemma.lower(), self._antecedents.may_be_persons(noun)
        people = people or noun.lemma.lower() in self._people
        if lemma in self._of_people or (not verb.is_passive and self._cues.attributing(lemma) is not None):
            return people
        return not (people and lemma in self._of_things)


def _told(noun: Token, sentence: Sentence) -> str:
    """A noun phrase without what counts it: "residents of the camp"."""
    words = described(noun, sentence)
    while words[0] is not noun and words[0].dep in _COUNTING:
        words.pop(0)
    if len(words) > _LONGEST or any(word.tag in ("PRP", "PRP$", "CD") for word in words):
        words = [child for child in noun.children if child.dep == "compound"] + [noun]
    told = written(words)
    opens = words[0] is sentence.tokens[0] and words[0].pos != "PROPN"
    return told[:1].lower() + told[1:] if opens else told

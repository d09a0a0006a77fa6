"""The words that move certainty in one language, compiled from its tables once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tocsin.lexicon.cues import CueBook, cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span

Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Phrasal:
    """A verb and its object that together say whether something was done: "took the opportunity to"."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    plus: float
    minus: float


class CertaintyWords:
    """A language's `certainty.toml` and `nominals.toml`, and its cues."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("certainty")
        self.cues: CueBook = cue_book(lexicon)
        self.modals: Mapping[str, Values] = table["modals"]
        self.semi_modals: Mapping[str, Values] = table["semi_modals"]
        self.adverbs = {word: float(cap) for cap in ("1", "2") for word in table["adverbs"][cap]}
        self.negating = frozenset(table["adverbs"]["negating"])
        self.weak = frozenset(table["adverbs"]["weak_negating"])
        self.judging = dict.fromkeys(table["adverbs"]["false"], -3.0) | dict.fromkeys(table["adverbs"]["true"], 3.0)
        self.negation = {name: frozenset(words) for name, words in table["negation"].items()}
        self.auxiliaries = {name: frozenset(words) for name, words in table["auxiliaries"].items()}
        self.modal_kinds = {name: frozenset(words) for name, words in table["modal_kinds"].items()}
        self.questions = {name: frozenset(words) for name, words in table["questions"].items()}
        self.marks: Values = table["marks"]
        self.values: Values = table["values"]
        self.clauses = {name: frozenset(words) for name, words in table["clauses"].items()}
        self.prepositions: Values = table["prepositions"]
        self.light = frozenset(table["light"]["verbs"])
        self.happening = frozenset(table["light"]["happening"])
        self.by_group: Mapping[str, Values] = table["projection"]["groups"]
        self.by_lemma: Mapping[str, Values] = table["projection"]["lemmas"]
        self._phrasal = tuple(
            Phrasal(frozenset(row["verbs"]), frozenset(row["nouns"]), row["plus"], row["minus"])
            for row in table["phrasal"]
        )
        self.modifiers = {
            word: float(value)
            for value, words in lexicon.table("nominals")["modifiers"].items()
            for word in words
        }  # fmt: skip
        self._openings = _any_of(table["openings"]["conditional"])
        self._phrases = tuple((_any_of(words), float(cap)) for cap, words in table["phrases"].items())

    def phrasal_of(self, verb: Token, noun: Token) -> Phrasal | None:
        """What a verb and its object say together, if they do."""
        lemma = noun.lemma.lower()
        return next((row for row in self._phrasal if verb.lemma in row.verbs and lemma in row.nouns), None)

    def is_copula(self, token: Token) -> bool:
        """Whether the word is "be"."""
        return token.lemma in self.auxiliaries["copula"]

    def is_perfect(self, token: Token) -> bool:
        """Whether the verb is in a perfect: "have closed"."""
        return any(child.dep == "aux" and child.lemma in self.auxiliaries["perfect"] for child in token.children)

    def is_pluperfect(self, token: Token) -> bool:
        """Whether the verb is in the past perfect: "had closed"."""
        return any(
            child.dep == "aux" and child.tag == "VBD" and child.lemma in self.auxiliaries["perfect"]
            for child in token.children
        )

    def hedges(self, sentence: Sentence, text: str) -> Iterator[tuple[Span, float]]:
        """The phrases of a sentence that hedge it, with the most they let it be."""
        lower = _lower(sentence, text)
        for pattern, cap in self._phrases:
            for match in pattern.finditer(lower):
                yield Span(sentence.start + match.start(), sentence.start + match.end()), cap

    def conditions(self, sentence: Sentence, text: str) -> Iterator[Span]:
        """The phrases of a sentence that open a condition: "in case", "as long as"."""
        for match in self._openings.finditer(_lower(sentence, text)):
            yield Span(sentence.start + match.start(), sentence.start + match.end())


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")


def _lower(sentence: Sentence, text: str) -> str:
    words = text[sentence.start : sentence.end].replace("’", "'")
    lower = words.lower()
    # A letter of some other script that is longer in lower case would shift every span.
    return lower if len(lower) == len(words) else words

"""The words that move certainty in one language, compiled from its tables once, and where words stand in a clause."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tocsin.lexicon.cues import Cue, CueBook, cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.taking_back import TakingBack

Values = Mapping[str, float]
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
FINITE = ("VBD", "VBZ", "VBP")
LOOKALIKES = (("VBD", "VBN"), ("VBP", "VB"))
"""Pairs of verb forms that are often one word, which taggers confuse."""
COPULAR = ("acomp", "attr", "oprd")
_TURNED = 14
"""Words within which the verb stands that such an opening turns round: "only after nine days of rain did …"."""
_CLAUSES = ("ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis", "conj")
_BEFORE_A_CLAUSE = ("punct", "cc", "intj", "advcl", "dep", "parataxis", "ccomp")
_WH = ("WRB", "WP", "WDT", "WP$")


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
        self.taking_back = TakingBack(lexicon)
        self.modals: Mapping[str, Values] = table["modals"]
        self.semi_modals: Mapping[str, Values] = table["semi_modals"]
        self.with_object: Mapping[str, Values] = table["semi_modals_with_object"]
        self.adverbs = {word: float(cap) for cap in ("1", "2") for word in table["adverbs"][cap]}
        self.negating = frozenset(table["adverbs"]["negating"])
        self.weak = frozenset(table["adverbs"]["weak_negating"])
        self.judging = dict.fromkeys(table["adverbs"]["false"], -3.0) | dict.fromkeys(table["adverbs"]["true"], 3.0)
        self.negation = {name: frozenset(words) for name, words in table["negation"].items()}
        self.auxiliaries = {name: frozenset(words) for name, words in table["auxiliaries"].items()}
        self.modal_kinds = {name: frozenset(words) for name, words in table["modal_kinds"].items()}
        self.questions = {name: frozenset(words) for name, words in table["questions"].items()}
        self.turning = {
            tuple(phrase.split()): does
            for does in ("denying", "weak", "leaving")
            for phrase in table["turning"][does]
        }  # fmt: skip
        self._turning_verbs = frozenset(table["turning"]["verbs"])
        self._longest_turning = max(map(len, self.turning))
        self.denied_objects = {name: frozenset(words) for name, words in table["denied_objects"].items()}
        self.first_person = frozenset(lexicon.table("parties")["pronouns"]["first"])
        self.marks: Values = table["marks"]
        self.values: Values = table["values"]
        self.clauses = {name: frozenset(words) for name, words in table["clauses"].items()}
        self._signatures: Mapping[str, Values] = table["signatures"]
        self.scoffing: Mapping[str, str] = table["scoffing"]
        self.prepositions: Values = table["prepositions"]
        self.light = frozenset(table["light"]["verbs"])
        self.happening = frozenset(table["light"]["happening"])
        self.by_group: Mapping[str, Values] = table["projection"]["groups"]
        self.by_lemma: Mapping[str, Values] = table["projection"]["lemmas"]
        # "Any", "anyone", "anything" name nothing known.
        self.any = tuple(table["negation"]["any"])
        self._things = frozenset(lexicon.table("parties")["speakers"]["things"])
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

    def signature(self, name: str, word: str) -> Cue:
        """What a construction makes of the clause under it, as a cue that is named by its word."""
        return Cue(word, self._signatures[name]["plus"], self._signatures[name]["minus"])

    def phrasal_of(self, verb: Token, noun: Token) -> Phrasal | None:
        """What a verb and its object say together, if they do."""
        lemma = noun.lemma.lower()
        return next((row for row in self._phrasal if verb.lemma in row.verbs and lemma in row.nouns), None)

    def is_of_thing(self, verb: Token) -> bool:
        """Whether the subject of a verb is a thing, which has no will: "the storm threatens to …"."""
        subject = verb.subject("conj", "xcomp") if verb.pos in ("VERB", "AUX") else None
        return subject is not None and subject.pos == "NOUN" and subject.lemma.lower() in self._things

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

    def turned(self, sentence: Sentence) -> Iterator[tuple[Token, Token, str]]:
        """The clauses of a sentence in which such words as "at no time" put the verb before its subject.

        Each comes as its head, the first of the words, and what they do: "denying", "weak" or "leaving".
        """
        tokens = sentence.tokens
        for number, first in enumerate(tokens):
            before = tokens[number - 1] if number else None
            if before is not None and not (before.pos in ("PUNCT", "CCONJ", "SCONJ") or before.dep in ("cc", "mark")):
                continue
            spelt = tuple(token.lower for token in tokens[number : number + self._longest_turning])
            found = (self.turning.get(spelt[:size]) for size in range(len(spelt), 0, -1))
            does = next((one for one in found if one is not None), None)
            verb = (
                _turned_verb(tokens[number + 1 : number + _TURNED], self._turning_verbs) if does is not None else None
            )
            if does is not None and verb is not None:
                yield verb, first, does

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


def _turned_verb(tokens: Sequence[Token], auxiliaries: Collection[str]) -> Token | None:
    """The head of the clause whose auxiliary stands before its subject, where that comes before any other verb or stop."""
    for token in tokens:
        if token.text in (",", ";", ":", ".", "?") or token.pos == "PUNCT":
            return None
        if token.pos not in ("AUX", "VERB"):
            continue
        head = token.head if token.dep in ("aux", "auxpass") else token
        subject = head.child(*SUBJECTS)
        turned = token.lower in auxiliaries and subject is not None and token.i < subject.left
        return head if turned else None
    return None


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")


def _lower(sentence: Sentence, text: str) -> str:
    words = text[sentence.start : sentence.end].replace("’", "'")
    lower = words.lower()
    # A letter of some other script that is longer in lower case would shift every span.
    return lower if len(lower) == len(words) else words


# --- where words stand: a clause's subject and tense, the words that mark and close it ---------------------------------


def heads_clause(token: Token) -> bool:
    """Whether a word is the head of a clause."""
    return (token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass")) or (
        token.dep in _CLAUSES and any(child.dep in (*SUBJECTS, "neg", "aux", "cop", "advcl") for child in token.children)
    )  # fmt: skip


def clause_head(token: Token) -> Token:
    """The head of the clause a word stands in; the word itself where it heads one."""
    for above in (token, *token.ancestors()):
        if heads_clause(above):
            return above
    return token


def beside(verb: Token) -> list[str]:
    """The words under a verb."""
    return [child.lower for child in verb.children]


def is_past(token: Token) -> bool:
    """Whether the verb, or the first of its auxiliaries, is in the past tense."""
    finite = [child for child in token.children if child.dep in ("aux", "auxpass")]
    if any(child.tag == "MD" for child in finite):
        return False
    return token.tag == "VBD" or any(child.tag == "VBD" for child in finite)


def inverted(token: Token) -> Token | None:
    """The auxiliary or copula that stands before the subject at the very beginning of a clause."""
    subject = token.subject()
    if subject is None:
        return None
    asked = question_word(token)
    words = [token, *(child for child in token.children if child.dep not in _BEFORE_A_CLAUSE)]
    if asked is not None:
        words = [word for word in words if word is token or not word.left <= asked.i <= word.right]
    first = min(words, key=lambda word: word.i)
    is_verb = first.dep in ("aux", "auxpass") or (first is token and token.pos == "AUX")
    return first if is_verb and first.i < subject.left else None


def question_word(token: Token) -> Token | None:
    """The "when", "who", "how many" that a clause begins with."""
    for child in token.children:
        if child.i >= token.i or child.dep in ("ccomp", "advcl", "parataxis", "csubj"):
            continue
        word: Token | None = child
        while word is not None:
            if word.tag in _WH:
                return word
            word = next((below for below in word.children if below.i < word.i), None)
    return token if token.tag in _WH else None


def final_mark(sentence: Sentence) -> Token | None:
    """The question mark or stop a sentence ends in, closing quotes and brackets aside."""
    for token in reversed(sentence.tokens):
        if token.text in ("?", "!", "."):
            return token
        if token.pos != "PUNCT":
            return None
    return None


def question_tag(sentence: Sentence) -> tuple[Token, ...]:
    """The words of "…, isn't it?" at the end of a sentence, or none."""
    words = list(sentence.tokens)
    while words and words[-1].pos == "PUNCT":
        words.pop()
    at = len(words) - 1
    if at < 3 or words[at].pos != "PRON":
        return ()
    start = at - 1
    if words[start].dep == "neg":
        start -= 1
    comma = words[start - 1] if start else None
    if words[start].pos not in ("AUX", "VERB") or comma is None or comma.pos != "PUNCT":
        return ()
    return tuple(words[start:])


def is_imperative(token: Token) -> bool:
    """Whether a verb is a bare stem without subject or auxiliary."""
    return token.tag == "VB" and not any(
        child.dep in (*SUBJECTS, "aux") or child.tag in ("MD", "TO") for child in token.children
    )  # fmt: skip

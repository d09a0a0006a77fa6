"""What "of them" or a number that stands alone goes back to: a noun spoken of before, and the quantity it was counted in."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tocsin.model.parse import Sentence, Token
from tocsin.model.quantity import Quantity
from tocsin.model.reason import Reason
from tocsin.model.span import Span
from tocsin.read.quantities.amounts import Amount, Kind
from tocsin.read.quantities.counted import QuantityMatch, size_of
from tocsin.read.quantities.lexemes import Line

MOST_UNLIKE = 1000
"""How many times greater one number may be than the other if a lone one is to count the same things."""

SENTENCES_BACK = 3
"""How far "of them" may go back."""

NOUNS_BACK = 12
"""How many nouns counted in the same sentence a lone number may go back to."""

WORDS_BACK = 100
"""How many words of each of those sentences are looked at."""

_NOMINAL = ("NOUN", "PROPN")
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "attr", "pobj", "appos", "conj", "ROOT")


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The noun gone back to, the quantity that the number is a part of, and the sentence and word where the noun stands."""

    noun: str | None = None
    whole: Span | None = None
    at: tuple[Sentence, Token] | None = None
    reasons: tuple[Reason, ...] = ()


UNKNOWN = Antecedent()


class AntecedentFinder:
    """Finds what a number without a noun of its own goes back to."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        nouns, units = table["nouns"], table["units"]
        self._of = frozenset(nouns["of"])
        self._relative = frozenset(nouns["relative"])
        self._defined_by = frozenset(nouns["defined_by"])
        self._never = frozenset(nouns["never"])
        self._groups_of = frozenset(nouns["groups"])
        self._plural_tags = frozenset(nouns["plural_tags"])
        self._collectives = frozenset(nouns["plural_collectives"])
        self._uncounted = frozenset[str]().union(
            nouns["not_antecedents"], units["time"], units["other"], table["money"]["words"], table["plurals"]
        )

    def of(
        self, line: Line, amount: Amount, said: Sequence[QuantityMatch], sentences: Sequence[Sentence], number: int,
        earlier: Sequence[Quantity],
    ) -> Antecedent:  # fmt: skip
        """What the amount goes back to; nothing where that is not clear.

        Args:
            line: The sentence it stands in.
            amount: The amount whose noun is sought.
            said: What was counted earlier in the same sentence.
            sentences: All sentences of the document.
            number: Which of them it is.
            earlier: The quantities of the sentences before.
        """
        at = amount.last if line.word(amount.last) in self._of else amount.last + 1
        pronoun = line.word(at + 1) if line.word(at) in self._of else ""
        counts = [one for one in said[-NOUNS_BACK:] if one.counted.whole and one.amount.kind is Kind.COUNT and one.noun]
        alike = [one for one in counts if _alike(one.size, size_of(amount)) or amount.kind is not Kind.COUNT]
        apposed = None if pronoun else self._apposed(line, amount)
        if apposed is not None:
            reason = Reason(rule="quantity.apposed", facts={"noun": apposed.text}, spans=(apposed.span,))
            return Antecedent(apposed.text, None, (line.sentence, apposed), (reason,))
        if alike:
            found = self._said_before(line, alike, pronoun)
        elif pronoun:
            found = self._spoken_of(line.starts[amount.first], pronoun, sentences, number, earlier)
        else:
            return UNKNOWN
        # "There are ten of them" tells how many they are; "there are ten of them who left" takes them out of the rest.
        narrowed = line.word(at + 2) in self._defined_by
        tokens = line.tokens[amount.first : amount.last + 1]
        exist = any(token.dep in (*_SUBJECTS, "attr") and token.head.child("expl") is not None for token in tokens)
        return replace(found, whole=None) if exist and not narrowed else found

    def _said_before(self, line: Line, alike: Sequence[QuantityMatch], pronoun: str) -> Antecedent:
        """What the same sentence counted; parts of it are left aside where their whole was counted too."""
        last = alike[-1]
        if pronoun not in self._relative:
            spans = {one.span for one in alike}
            wholes = [one for one in alike if one.whole not in spans]
            if len({(one.noun or "").lower() for one in wholes}) != 1:
                return UNKNOWN
            last = wholes[-1]
        word = last.counted.named or last.counted.head
        at = (line.sentence, word) if word is not None else last.gone
        if not pronoun:
            reason = Reason(rule="quantity.as_before", facts={"noun": last.noun}, spans=(last.span,))
            return Antecedent(last.noun, None, at, (reason,))
        return Antecedent(last.noun, last.span, at, (_stands_for(pronoun, last.noun),))

    def _apposed(self, line: Line, amount: Amount) -> Token | None:
        """Such as "Tanks (more than 120)"."""
        before = amount.first - 2
        bracketed = before >= 0 and line.word(amount.first - 1) == "("
        return line.tokens[before] if bracketed and self._is_plural(line.tokens[before]) else None

    def _spoken_of(
        self, start: int, pronoun: str, sentences: Sequence[Sentence], number: int, earlier: Sequence[Quantity]
    ) -> Antecedent:
        """The one group that this sentence or those before it speak of."""
        for back in range(min(SENTENCES_BACK, number) + 1):
            groups = self._groups(sentences[number - back], before=start)
            if not groups:
                continue
            if len({token.lemma for token in groups}) != 1:
                return UNKNOWN
            noun, at = groups[0], (sentences[number - back], groups[0])
            return Antecedent(noun.text, _counted_in(noun, earlier), at, (_stands_for(pronoun, noun.text, noun.span),))
        return UNKNOWN

    def _groups(self, sentence: Sentence, *, before: int) -> list[Token]:
        """The groups a sentence speaks of, best kind first: subjects of the main clauses, any subjects, any plurals."""
        end = bisect_right(sentence.tokens, before, key=lambda token: token.end)
        words = sentence.tokens[max(0, end - WORDS_BACK) : end]
        plurals = [token for token in words if self._is_plural(token)]
        subjects = [token for token in plurals if _is_subject(self._topmost(token))]
        leading = [token for token in subjects if _leads(self._topmost(token).head)]
        return leading or subjects or [token for token in plurals if token.dep in _OBJECTS]

    def _topmost(self, token: Token) -> Token:
        """The word that stands for the group in its clause: the number in "a number of families"."""
        if token.dep != "pobj" or token.head.lower not in self._of:
            return token
        above = token.head.head
        return above if above.lower in self._groups_of or above.pos == "NUM" else token

    def _is_plural(self, token: Token) -> bool:
        if token.pos not in _NOMINAL or token.lower in self._uncounted or token.lower in self._never:
            return False
        return token.tag in self._plural_tags or token.lower in self._collectives


def _stands_for(pronoun: str, noun: str | None, *spans: Span) -> Reason:
    return Reason(rule="quantity.stands_for", facts={"pronoun": pronoun, "noun": noun}, spans=spans)


def _counted_in(token: Token, earlier: Sequence[Quantity]) -> Span | None:
    """The span of the quantity that a word lies in."""
    at = bisect_left(earlier, token.end, key=lambda quantity: quantity.end)
    if at < len(earlier) and earlier[at].start <= token.start:
        return Span(earlier[at].start, earlier[at].end)
    return None


def _is_subject(token: Token) -> bool:
    return token.dep in _SUBJECTS or (token.dep == "attr" and token.head.child("expl") is not None)


def _leads(verb: Token) -> bool:
    """Whether a verb heads the sentence, or is coordinated with the verb that does."""
    return verb.dep == "ROOT" or (verb.dep == "conj" and verb.head.dep == "ROOT")


def _alike(one: float, other: float) -> bool:
    low, high = sorted((abs(one), abs(other)))
    return high <= MOST_UNLIKE * max(low, 1.0)

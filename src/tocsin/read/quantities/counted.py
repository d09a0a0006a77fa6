"""The noun a number counts: in the phrase itself, after "of", or the one that "of them" goes back to."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.model.parse import Sentence, Token
from tocsin.read.quantities.lexemes import Line
from tocsin.read.quantities.measures import Amount, Kind

MOST_UNLIKE = 1000
"""How many times greater one number may be than the other if a lone one is to count the same things."""

FARTHEST_HEAD = 9
"""Words between a number and the noun it counts."""

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
class Counted:
    """What is counted, and where the phrase ends.

    Attributes:
        end: One past the last character of the phrase.
        noun: The noun counted, None if it is unknown.
        back: Whether the noun is to be sought in what went before.
        whole: Whether a lone number further on can count the same: not "a 17-member panel".
    """

    end: int
    noun: str | None = None
    back: bool = False
    whole: bool = True


class CountedReader:
    """Finds the noun that an amount counts."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        nouns = table["nouns"]
        self._of = frozenset(nouns["of"])
        self._them = frozenset(nouns["them"])
        self._relative = frozenset(nouns["relative"])
        self._closed_by = frozenset(nouns["closed_by"])
        self._never = frozenset(nouns["never"])
        self._possessive = frozenset(nouns["possessive"])
        self._times = frozenset(nouns["counted_times"])
        self._months = frozenset(table["lookalikes"]["months"]) | frozenset(table["lookalikes"]["weekdays"])
        self._one = frozenset(table["cardinals"]["single"])
        self._plural_tags = frozenset(nouns["plural_tags"])
        self._participle_tags = frozenset(nouns["participle_tags"])
        self._collectives = frozenset(nouns["plural_collectives"])
        units = table["units"]
        self._uncounted = frozenset[str]().union(
            nouns["not_antecedents"], units["time"], units["other"], table["money"]["words"], table["plurals"]
        )

    def counted(self, line: Line, amount: Amount) -> Counted:
        """What an amount counts, and where its phrase ends."""
        end = line.ends[amount.last]
        if amount.kind in (Kind.MONEY, Kind.MEASURE, Kind.TIME):
            return Counted(end, amount.noun)
        if amount.kind in (Kind.PERCENT, Kind.FRACTION):
            base = self._after_of(line, amount.last + 1)
            if base is None and amount.kind is Kind.FRACTION:
                base = self._phrase(line, amount.last) or self._owned(line, amount.last + 1)
            return Counted(end, base.text if base is not None and base.lower not in self._them else None)
        return self._of_count(line, amount, end)

    def _of_count(self, line: Line, amount: Amount, end: int) -> Counted:
        after = amount.last + 1
        if line.at_hyphen(after) and line.is_word(after + 1):
            named = line.word(after + 1) not in self._never
            return Counted(line.ends[after + 1], line.shown(after + 1) if named else None, whole=False)
        partitive = line.word(amount.last) in self._of
        if partitive or line.word(after) in self._of:
            at = after if partitive else after + 1
            return self._of_group(line, amount, at, end=line.ends[amount.last - 1] if partitive else end)
        head = self._phrase(line, amount.last)
        if head is not None:
            return Counted(head.end, head.text)
        return Counted(end, back=True)

    def _of_group(self, line: Line, amount: Amount, at: int, *, end: int) -> Counted:
        """Such as "Dozens of houses" has its noun inside; "dozens of the houses" and "40 of them" have it elsewhere."""
        if line.word(at) in self._them:
            return Counted(end, back=True)
        head = self._after_of(line, at - 1)
        if head is None or head.lower in self._closed_by:
            return Counted(end)
        owned = any(child.dep in ("poss", "det") and child.i < head.i for child in head.children)
        if amount.number.partitive and line.word(at) not in self._closed_by and not owned:
            return Counted(head.end, head.text)
        return Counted(end, head.text)

    def _after_of(self, line: Line, i: int) -> Token | None:
        """The noun that "of" at `i` governs."""
        if line.word(i) not in self._of or i + 1 >= len(line):
            return None
        head = line.tokens[i].child("pobj")
        near = head is not None and 0 < head.i - line.tokens[i].i <= FARTHEST_HEAD
        if head is None or not near or head.pos not in (*_NOMINAL, "PRON", "ADJ"):
            return self._run(line, line.tokens[i + 1])
        first = line.sentence.tokens[0].i
        after = line.sentence.tokens[head.i - first + 1 : head.i - first + 3]
        if len(after) == 2 and after[0].lower in self._possessive:
            return self._run(line, after[1]) or head
        return head

    def _owned(self, line: Line, i: int) -> Token | None:
        """The noun in "half the town", "half its people"."""
        return self._run(line, line.tokens[i + 1]) if line.word(i) in self._closed_by and i + 1 < len(line) else None

    def _phrase(self, line: Line, i: int) -> Token | None:
        """The head noun of the phrase that goes on after the lexeme at `i`."""
        if i + 1 >= len(line):
            return None
        if line.word(i + 1) in self._never - self._times and not self._goes_on(line, i + 1):
            return None
        token = line.tokens[i]
        head = token.head
        while head.i > token.i and head.pos == "NUM" and head.head.i > head.i:
            head = head.head
        if token.dep != "ROOT" and head.i > token.i and self._is_head(line, token, head):
            return self._outermost(line, token, head, single=line.word(i) in self._one)
        return self._run(line, line.tokens[i + 1]) if line.tokens[i + 1] is not token else None

    def _outermost(self, line: Line, token: Token, head: Token, *, single: bool) -> Token:
        """The noun that the counted one is only a part of: the apps, in "five chat apps"."""
        outer = head.head
        agrees = single or outer.tag in self._plural_tags
        inner = head.dep in ("compound", "nmod", "amod") and outer.i > head.i
        return outer if inner and agrees and self._is_head(line, token, outer) else head

    def _goes_on(self, line: Line, i: int) -> bool:
        """Whether the word at `i` describes a noun behind it ("two wounded soldiers")."""
        token = line.tokens[i]
        return token.dep in ("amod", "compound") and token.head.i > token.i and line.tokens[i - 1].head is token.head

    def _is_head(self, line: Line, token: Token, head: Token) -> bool:
        if head.pos not in _NOMINAL or head.i - token.i > FARTHEST_HEAD or head.lower in self._never - self._times:
            return False
        if head.lower in self._months:
            return False
        if token.dep not in ("nummod", "compound", "quantmod", "amod", "nmod", "det", "advmod", "npadvmod", "predet"):
            return False
        return not any(self._parts(other) for other in line.sentence.between(token.i + 1, head.i - 1))

    def _parts(self, token: Token) -> bool:
        """Whether a word stands between phrases and not inside one."""
        if token.lower in self._closed_by or token.pos in ("PRON", "AUX", "SCONJ", "NUM"):
            return True
        return token.lower in self._never and token.dep != "amod"

    def _run(self, line: Line, token: Token) -> Token | None:
        """The noun that ends the run of adjectives and nouns from `token` on."""
        found: Token | None = None
        first = line.sentence.tokens[0].i
        for other in line.sentence.tokens[token.i - first : token.i - first + FARTHEST_HEAD]:
            if self._ends_run(other, found):
                break
            if other.pos in _NOMINAL:
                found = other
        return found

    def _ends_run(self, token: Token, found: Token | None) -> bool:
        """Whether the run of adjectives and nouns is over at this word, of which `found` is the last noun so far."""
        if token.lower in self._never and token.lower not in self._times:
            return True
        open_name = found is not None and found.pos == "PROPN" and found.tag not in self._plural_tags
        if token.lower in self._months:
            return not open_name
        if token.pos == "NOUN":
            return False
        if token.pos == "PROPN":
            return found is not None and found.pos != "PROPN"
        if found is not None:
            return True
        if token.pos == "ADV":
            return token.dep != "advmod"
        return token.pos != "ADJ" and token.tag not in self._participle_tags

    def antecedent(
        self, line: Line, amount: Amount, sentences: Sequence[Sentence], number: int, nouns: Sequence[tuple[str, float]]
    ) -> str | None:
        """What "of them" or a lone number goes back to, None where that is not clear.

        Args:
            line: The sentence it stands in.
            amount: The amount whose noun is sought.
            sentences: All sentences of the document.
            number: Which of them it is.
            nouns: The nouns counted earlier in the same sentence, with how many.
        """
        start = line.starts[amount.first]
        after = amount.last + 1 if line.word(amount.last) not in self._of else amount.last
        alike = [noun for noun, size in nouns[-NOUNS_BACK:] if _alike(size, size_of(amount))]
        nearest = line.word(after) in self._of and line.word(after + 1) in self._relative
        if alike:
            return alike[-1] if nearest or len({noun.lower() for noun in alike}) == 1 else None
        if line.word(after) not in self._of:
            return self._apposed(line, amount)
        for back in range(SENTENCES_BACK + 1):
            if number - back < 0:
                break
            groups = self._groups(sentences[number - back], before=start)
            if groups:
                return groups[0].text if len({token.lemma for token in groups}) == 1 else None
        return None

    def _apposed(self, line: Line, amount: Amount) -> str | None:
        """Such as "Tanks (more than 120)"."""
        before = amount.first - 2
        if before < 0 or line.word(amount.first - 1) != "(" or not self._is_plural(line.tokens[before]):
            return None
        return line.tokens[before].text

    def _groups(self, sentence: Sentence, *, before: int) -> list[Token]:
        """The groups a sentence speaks of, best kind first: subjects of the main clauses, any subjects, any plurals."""
        end = bisect_right(sentence.tokens, before, key=_end)
        plurals = [token for token in sentence.tokens[max(0, end - WORDS_BACK) : end] if self._is_plural(token)]
        subjects = [token for token in plurals if token.dep in _SUBJECTS or _is_said_to_be(token)]
        leading = [token for token in subjects if _leads(token.head)]
        return leading or subjects or [token for token in plurals if token.dep in _OBJECTS]

    def _is_plural(self, token: Token) -> bool:
        if token.pos not in _NOMINAL or token.lower in self._uncounted or token.lower in self._never:
            return False
        return token.tag in self._plural_tags or token.lower in self._collectives


def _end(token: Token) -> int:
    return token.end


def _leads(verb: Token) -> bool:
    """Whether a verb heads the sentence, or stands beside the one that does."""
    return verb.dep == "ROOT" or (verb.dep == "conj" and verb.head.dep == "ROOT")


def _is_said_to_be(token: Token) -> bool:
    """Such as "there were soldiers"."""
    return token.dep == "attr" and token.head.child("expl") is not None


def size_of(amount: Amount) -> float:
    """How great an amount is, by the bound that it has."""
    return amount.high if amount.high is not None else amount.low or 0.0


def _alike(one: float, other: float) -> bool:
    low, high = sorted((abs(one), abs(other)))
    return high <= MOST_UNLIKE * max(low, 1.0)

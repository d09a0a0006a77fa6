"""The noun a number counts, in the phrase itself or after "of"."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tocsin.model.parse import Sentence, Token
from tocsin.model.quantity import Quantity
from tocsin.model.reason import Reason
from tocsin.model.span import Span
from tocsin.read.quantities.amounts import Amount, Kind
from tocsin.read.quantities.lexemes import Line

FARTHEST_HEAD = 9
"""Words between a number and the noun it counts."""

MOST_TOGETHER = 8
"""Nouns of a list that one number counts."""

MOST_BEFORE = 6
"""Lexemes between a bracket and the number in it, where the noun stands before the bracket."""

_TIED = 2
_NOMINAL = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted, and where the phrase ends.

    Attributes:
        end: One past the last character of the phrase.
        noun: The noun counted, None if it is unknown.
        back: Whether the noun is to be sought in what went before.
        whole: Whether a lone number further on can count the same: not "a 17-member panel".
        head: The noun's word in the tree, None where it stands in no phrase with the number.
        named: The word of the noun where that is not the head: the equipment in "200 pieces of equipment".
        together: The words of all nouns that one number counts together: "340 jets, helicopters and boats".
    """

    end: int
    noun: str | None = None
    back: bool = False
    whole: bool = True
    head: Token | None = None
    named: Token | None = None
    together: tuple[Token, ...] = ()


class CountedReader:
    """Finds the noun that an amount counts."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        nouns = table["nouns"]
        self._of = frozenset(nouns["of"])
        self._tallies = frozenset(nouns["tallies"])
        self._them = frozenset(nouns["them"])
        self._demonstratives = frozenset(nouns["demonstratives"])
        self._defined_by = frozenset(nouns["defined_by"])
        self._counters = frozenset(nouns["counters"])
        self._persons = frozenset(nouns["persons"])
        self._relative = frozenset(nouns["relative"])
        self._closed_by = frozenset(nouns["closed_by"])
        self._never = frozenset(nouns["never"])
        self._possessive = frozenset(nouns["possessive"])
        self._times = frozenset(nouns["counted_times"])
        self._months = frozenset(table["lookalikes"]["months"]) | frozenset(table["lookalikes"]["weekdays"])
        self._one = frozenset(table["cardinals"]["single"])
        self._periods = frozenset(table["units"]["time"])
        self._plural_tags = frozenset(nouns["plural_tags"])
        self._participle_tags = frozenset(nouns["participle_tags"])
        self._collectives = frozenset(nouns["plural_collectives"])
        self._measures = frozenset(table["units"]["other"])
        self._marks = frozenset(table["marks"]["nouns"])

    def counted(self, line: Line, amount: Amount) -> Counted:
        """What an amount counts, and where its phrase ends."""
        end = line.ends[amount.last]
        if amount.kind is Kind.NOTHING:
            return Counted(end, amount.noun, head=line.tokens[amount.last])
        if amount.kind in (Kind.MONEY, Kind.MEASURE, Kind.TIME):
            return Counted(end, amount.noun)
        if amount.kind in (Kind.PERCENT, Kind.FRACTION):
            base = self._after_of(line, amount.last + 1)
            if base is None and amount.kind is Kind.FRACTION:
                base = self._phrase(line, amount.last) or self._owned(line, amount.last + 1)
            if base is None:
                return Counted(end)
            if base.lower in self._them:
                return self._of_them(line, self._at(line, base), end=end)
            return Counted(end, base.text, head=base)
        return self._of_count(line, amount, end)

    def _of_count(self, line: Line, amount: Amount, end: int) -> Counted:
        counted = self._of_one(line, amount, end)
        if counted.head is None or counted.named is not None or not counted.whole:
            return counted
        together = self._together(counted.head)
        if len(together) == 1:
            return counted
        noun = " ".join(line.text[counted.head.start : together[-1].end].split())
        return replace(counted, noun=noun, together=together)

    def _together(self, head: Token) -> tuple[Token, ...]:
        """The nouns of a list that share a number: plurals side by side, none with a number or an article of its own."""
        nouns, last = [head], head
        while self._is_group(last) and len(nouns) < MOST_TOGETHER:
            joined = next((child for child in last.children if child.dep == "conj" and child.i > last.i), None)
            if joined is None:
                break
            own = any(
                child.i < joined.i and (child.pos in ("DET", "NUM") or child.dep == "poss") for child in joined.children
            )
            if own or joined.pos not in _NOMINAL or not self._is_group(joined):
                return (head,)
            nouns.append(joined)
            last = joined
        return tuple(nouns)

    def _of_one(self, line: Line, amount: Amount, end: int) -> Counted:
        after = amount.last + 1
        if line.word(after + 1 if line.at_hyphen(after) else after) in self._marks:
            return Counted(end)  # "the 500 mark" counts no marks
        if line.at_hyphen(after) and line.is_word(after + 1):
            noun = line.shown(after + 1) if line.word(after + 1) not in self._never else None
            return Counted(line.ends[after + 1], noun, whole=False)
        partitive = line.word(amount.last) in self._of
        if partitive or line.word(after) in self._of:
            at = after if partitive else after + 1
            return self._of_group(line, amount, at, end=line.ends[amount.last - 1] if partitive else end)
        head = self._phrase(line, amount.last)
        if head is None:
            told = self._by_the_level(line.tokens[amount.last])
            return Counted(end, told.text if told else None, back=told is None, head=told)
        if self._is_shared(line, amount, head):
            return Counted(end, head.text, head=head)
        noun, head = self._past_hyphen(line, head)
        named = self._by_the_piece(line, amount, head) if head.lower in self._counters else None
        return Counted(head.end, named.text if named is not None else noun, head=head, named=named)

    def _by_the_level(self, number: Token) -> Token | None:
        """What a number behind the verb counts where the verb tells "the number of …", by its subject or its object."""
        verb = next((above for above in number.ancestors() if above.pos in ("VERB", "AUX")), None)
        levels = (verb.child("nsubj"), verb.child("nsubjpass"), verb.child("dobj")) if verb is not None else ()
        level = next((one for one in levels if one is not None and one.lower in self._tallies), None)
        # "Put the number of guards at 40".
        led = level is not None and (level.dep != "dobj" or number.dep != "dobj")
        if level is None or level.i > number.i or not led:
            return None
        of = next((child for child in level.children if child.lower in self._of), None)
        thing = of.child("pobj") if of is not None else None
        if thing is None or thing.pos not in _NOMINAL or thing.lower in self._months or thing.lower in self._never:
            return None
        return thing

    def _is_shared(self, line: Line, amount: Amount, head: Token) -> bool:
        """Whether a number has its noun only by way of another one: the first in "7 and 9 lorries"."""
        between = line.sentence.between(line.tokens[amount.last].i + 1, head.i - 1)
        return any(_is_joined(between, at) for at in range(1, len(between)))

    def _past_hyphen(self, line: Line, head: Token) -> tuple[str, Token]:
        """A noun that the parser cut at its hyphen ("two co-owners", "scores of X-rays"), and the word it ends with."""
        tokens = line.sentence.tokens
        at = head.i - tokens[0].i + 1
        before = tokens[max(0, at - 3) : at - 1]
        if (
            len(before) == _TIED
            and before[1].text == "-"
            and before[0].end == before[1].start
            and before[1].end == head.start
        ):
            return line.text[before[0].start : head.end], head  # "dozens of CT-scans"
        if at + 1 >= len(tokens) or tokens[at].text != "-":
            return head.text, head
        tied = tokens[at].start == head.end and tokens[at].end == tokens[at + 1].start
        last = self._run(line, tokens[at + 1]) if tied else None
        return (line.text[head.start : last.end], last) if last is not None else (head.text, head)

    def _by_the_piece(self, line: Line, amount: Amount, head: Token) -> Token | None:
        """What is counted in "200 pieces of equipment", "tanks (120 pieces)"."""
        after = self._at(line, head) + 1
        if line.word(after) in self._of:
            return self._after_of(line, after)
        at = next(
            (i for i in range(amount.first - 1, max(-1, amount.first - MOST_BEFORE), -1) if line.word(i) == "("), 0
        )
        return line.tokens[at - 1] if at and self._is_group(line.tokens[at - 1]) else None

    def _of_group(self, line: Line, amount: Amount, at: int, *, end: int) -> Counted:
        """Such as "Dozens of houses" has its noun inside; "dozens of the houses" and "40 of them" have it elsewhere."""
        if line.word(at) in self._them:
            return self._of_them(line, at, end=end)
        head = self._after_of(line, at - 1)
        if head is None or head.lower in self._closed_by:
            return Counted(end)
        owned = any(child.dep in ("poss", "det") and child.i < head.i for child in head.children)
        noun, head = self._past_hyphen(line, head)
        if amount.number.partitive and line.word(at) not in self._closed_by and not owned:
            return Counted(head.end, noun, head=head)
        return Counted(end, noun, head=head)

    def _of_them(self, line: Line, at: int, *, end: int) -> Counted:
        """What a pronoun leaves to be sought in what went before: not "of us", "of these boats", "of those who left"."""
        if line.word(at) in self._persons:
            return Counted(end)
        if line.word(at) in self._demonstratives and line.is_word(at + 1):
            noun = self._run(line, line.tokens[at + 1])
            if noun is not None and self._is_group(noun):
                return Counted(end, noun.text, head=noun)
            after = line.tokens[at + 1]
            defined = after.lower in self._defined_by or after.pos == "ADP" or after.tag in self._participle_tags
            return Counted(end, back=not defined)
        named = self._named_after(line, at)
        return Counted(end, named.text if named else None, back=True, head=named)

    def _is_group(self, noun: Token) -> bool:
        return noun.tag in self._plural_tags or noun.lower in self._collectives

    def _at(self, line: Line, token: Token) -> int:
        """The position of a word's first lexeme."""
        return bisect_left(line.starts, token.start)

    def _named_after(self, line: Line, at: int) -> Token | None:
        """What the part is, where it is named behind the pronoun: "120 of them tanks"."""
        if at + 1 >= len(line) or line.word(at) in self._relative:
            return None
        named = self._run(line, line.tokens[at + 1])
        if named is None or not self._is_group(named):
            return None
        tokens = line.sentence.tokens
        after = named.i - tokens[0].i + 1
        return named if after == len(tokens) or tokens[after].pos in ("PUNCT", "CCONJ", "ADP") else None

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
        if line.word(i) not in self._closed_by or i + 1 >= len(line):
            return None
        owned = self._run(line, line.tokens[i + 1])
        return owned if owned is not None and owned.lower not in self._periods else None

    def _phrase(self, line: Line, i: int) -> Token | None:
        """The head noun of the phrase that goes on after the lexeme at `i`."""
        if i + 1 >= len(line):
            return None
        if line.word(i + 1) in self._never - self._times:
            # "Two wounded soldiers": the word describes a noun behind it, or else ends the phrase.
            next_one = line.tokens[i + 1]
            goes_on = next_one.dep in ("amod", "compound") and next_one.head.i > next_one.i
            if not goes_on or line.tokens[i].head is not next_one.head:
                return None
        token = line.tokens[i]
        head = token.head
        while head.i > token.i and head.pos == "NUM" and head.head.i > head.i:
            head = head.head
        if token.dep != "ROOT" and head.i > token.i and self._is_head(line, token, head):
            # The counted noun may be only a part of another: in "five chat apps", the apps.
            outer = head.head
            agrees = line.word(i) in self._one or outer.tag in self._plural_tags
            inner = head.dep in ("compound", "nmod", "amod") and outer.i > head.i
            return outer if inner and agrees and self._is_head(line, token, outer) else head
        return self._run(line, line.tokens[i + 1]) if line.tokens[i + 1] is not token else None

    def _is_head(self, line: Line, token: Token, head: Token) -> bool:
        if head.pos not in _NOMINAL or head.i - token.i > FARTHEST_HEAD or head.lower in self._never - self._times:
            return False
        if not head.text[:1].isalpha():
            return False
        if head.lower in self._months:
            return False
        if token.dep not in ("nummod", "compound", "quantmod", "amod", "nmod", "det", "advmod", "npadvmod", "predet"):
            return False
        between = [*line.sentence.between(token.i + 1, head.i - 1), head]
        return not any(self._parts(other) and not self._describes(between, at) for at, other in enumerate(between[:-1]))

    def _describes(self, words: Sequence[Token], at: int) -> bool:
        """Whether a figure inside a phrase does not begin another one.

        It may tell a size or a model ("two 81mm mortars", "forty Leopard 2 tanks"), or share the noun ("7 and 9 lorries").
        """
        if words[at].pos != "NUM" and not words[at].text.isdecimal():
            return False
        if _is_joined(words, at) or (words[at].text[:1].isalpha() and words[at].text[-1:].isdecimal()):
            return True
        model = at > 0 and words[at - 1].pos == "PROPN"
        unit = next((word.lower for word in words[at + 1 : at + 3] if word.lower[:1].isalpha()), "")
        return model or unit in self._measures or words[at].lower.lstrip("0123456789.,-") in self._measures

    def _parts(self, token: Token) -> bool:
        """Whether a word stands between phrases and not inside one."""
        if token.lower in self._closed_by or token.pos in ("PRON", "AUX", "SCONJ", "NUM"):
            return True
        if token.lower.lstrip("-−–").isdecimal():
            return True
        return token.lower in self._never and token.dep != "amod"

    def _run(self, line: Line, token: Token) -> Token | None:
        """The noun that ends the run of adjectives and nouns from `token` on."""
        found: Token | None = None
        first = line.sentence.tokens[0].i
        for other in line.sentence.tokens[token.i - first : token.i - first + FARTHEST_HEAD]:
            if self._ends_run(other, found):
                break
            if other.pos in _NOMINAL and other.text[:1].isalpha():
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


def _is_joined(words: Sequence[Token], at: int) -> bool:
    """Whether a word is a number that stands in a list of numbers: the second in "7 and 9 lorries"."""
    return at > 0 and words[at].pos == "NUM" and (words[at - 1].pos == "CCONJ" or words[at - 1].text == ",")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMatch:
    """An amount of a sentence with the noun it counts and the quantity it is a part of.

    Attributes:
        span: The characters of the amount, from its first modifier to the noun that follows it.
        noun: The noun counted, where it is known by now.
        whole: The span of the quantity that this one is a part of.
        gone: Where the noun stands that the number goes back to: its sentence, and its word there.
        told: The quantity of a sentence before that it counts the same as; `instead` tells that it takes its place.
        increment: Whether it tells how many are new; False for the total that stands next to such a number.
        compares: Whether it only says how many are excepted, of a number that is not told.
        reasons: Why it was read so.
    """

    amount: Amount
    counted: Counted
    span: Span
    noun: str | None = None
    whole: Span | None = None
    gone: tuple[Sentence, Token] | None = None
    told: Quantity | None = None
    instead: bool = False
    increment: bool | None = None
    compares: bool = False
    reasons: tuple[Reason, ...] = ()

    def noun_at(self, sentence: Sentence) -> tuple[Sentence, Token] | None:
        """Where its noun stands: in its own sentence, or in the one it goes back to."""
        word = self.counted.named or self.counted.head
        return (sentence, word) if word is not None else self.gone

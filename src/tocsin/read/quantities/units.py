"""What a quantity is in: the unit by one name ("km" and "kilometers" are kilometre), with what it is counted by ("a day")."""

from collections.abc import Mapping
from typing import Any

from tocsin.read.quantities.amounts import Kind
from tocsin.read.quantities.counted import QuantityMatch
from tocsin.read.quantities.lexemes import Line

MOST_BETWEEN = 5
"""Words that may stand between an amount and what it is by: "700 tonnes of coal per day"."""


class UnitNamer:
    """Names the unit of a quantity."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words, money, rates = table["unit_names"], table["money"], table["rates"]
        self._names: dict[str, str] = words["units"]
        self._scales: dict[str, str] = words["scales"]
        self._currencies: dict[str, str] = words["currencies"]
        self._dimensions = frozenset(words["dimensions"])
        self._percent: str = words["percent"]
        self._points: str = words["percentage_point"]
        self._share: str = words["share"]
        self._times: str = words["times"]
        self._point_words = frozenset(words["point_words"])
        self._codes = frozenset(money["codes"])
        self._per = frozenset(rates["per"])
        self._each, self._shared_by = frozenset(rates["each"]), frozenset(rates["shared_by"])
        self._by: str = rates["name"]
        self._time = frozenset(table["units"]["time"])
        self._known = self._time | frozenset(table["units"]["other"]) | frozenset(self._names)
        self._of = frozenset(table["nouns"]["of"])
        self._counters: dict[str, str] = table["nouns"]["counters"]
        self._counted_times = frozenset(table["nouns"]["counted_times"])
        self._factor_after = frozenset(table["factors"]["after_times"])
        self._factor_before = frozenset(table["factors"]["share_before"])

    def unit(self, line: Line, match: QuantityMatch) -> tuple[str | None, str]:
        """The unit, None where there is none, and the words that make a rate of it, "" where none do."""
        base = self._base(line, match)
        if match.amount.kind is Kind.FRACTION:
            return base, ""
        rate, words = self._rate(line, match)
        if not rate:
            return base, ""
        return f"{base} {rate}" if base else rate, words

    def compares(self, line: Line, match: QuantityMatch) -> bool:
        """Whether a number only sets one thing against another: "half as many boats", "three times as many"."""
        if match.amount.kind is Kind.COUNT and (match.noun or "").lower() not in self._counted_times:
            return False
        at = match.amount.last + 1 if match.amount.kind is Kind.FRACTION else _after(line, match)
        if match.amount.number.high <= 1 and line.word(at) not in self._factor_before:
            return False
        return line.word(at) in self._factor_after

    def _base(self, line: Line, match: QuantityMatch) -> str | None:
        amount = match.amount
        if amount.kind is Kind.PERCENT:
            words = line.words[amount.number.last + 1 : amount.last + 1]
            return self._percent if self._point_words.isdisjoint(words) else self._points
        if amount.kind is Kind.NOTHING:
            return None
        if amount.kind is Kind.FRACTION:
            return self._times if amount.number.high > 1 or self.compares(line, match) else self._share
        if amount.kind is Kind.COUNT:
            head = match.counted.head
            if head is not None and head.lower in self._counters and match.noun != head.text:
                return self._counters[head.lower]
            return self._times if self.compares(line, match) else None
        if amount.kind is Kind.MONEY:
            return self._currency(line, match)
        return self._measure(line, match)

    def _currency(self, line: Line, match: QuantityMatch) -> str | None:
        """The currency by its ISO 4217 code, where the words leave no doubt which it is."""
        amount = match.amount
        written = (amount.noun or "").lower()
        behind = " ".join(line.words[amount.number.last + 1 : amount.last + 1]) if amount.unit_last else ""
        for key in (behind, "".join(written.split())):
            if key in self._currencies:
                return self._currencies[key]
        if written in self._codes:
            return written.upper()
        return line.tokens[amount.last].lemma.lower() if amount.unit_last else written or None

    def _measure(self, line: Line, match: QuantityMatch) -> str | None:
        amount = match.amount
        noun = " ".join((amount.noun or "").lower().split())
        *before, last = noun.split() or [""]
        name = self._names.get(noun) or " ".join((*before, self._one(line, match, last)))
        dimension = next(
            (word for word in line.words[amount.number.last + 1 : amount.last] if word in self._dimensions), ""
        )
        if dimension and dimension not in noun:
            name = f"{dimension} {name}"
        scale = self._scales.get(line.word(amount.last))
        return f"{name} {scale}" if scale and scale not in name else name or None

    def _one(self, line: Line, match: QuantityMatch, word: str) -> str:
        """The name of a unit in the singular."""
        if word in self._names:
            return self._names[word]
        for i in range(match.amount.last, match.amount.number.last, -1):
            if line.word(i) == word:
                return line.tokens[i].lemma.lower() if line.tokens[i].lower == word else word
        return word

    def _rate(self, line: Line, match: QuantityMatch) -> tuple[str, str]:
        """What the amount is by ("per hour"), with the words that say so."""
        measured = match.amount.kind is Kind.MEASURE
        inside = range(match.amount.number.last + 1, match.amount.last + 1) if measured else range(0)
        first = next((i for i in inside if line.word(i) in self._per or line.word(i) in self._each), None)
        at = first if first is not None else self._after_group(line, _after(line, match))
        named = self._by_what(line, at, match)
        if not named:
            return "", ""
        last = at + len(named) + (line.word(at) in self._shared_by)
        return f"{self._by} {' '.join(named)}", line.text[line.starts[at] : line.ends[last]]

    def _after_group(self, line: Line, at: int) -> int:
        """The position after "of coal" in "700 tonnes of coal per day"."""
        if line.word(at) not in self._of:
            return at
        for i in range(at + 1, at + MOST_BETWEEN):
            if line.word(i) in self._per or line.word(i) in self._each:
                return i
        return at

    def _by_what(self, line: Line, at: int, match: QuantityMatch) -> list[str]:
        """What stands behind "per" or "a", in the singular."""
        word, after = line.word(at), line.word(at + 1)
        if not after:
            return []
        if word in self._per:
            if line.is_figure(at + 1) and line.is_word(at + 2) and word.isalpha():
                return [line.shown(at + 1), line.word(at + 2)]
            known = line.is_word(at + 1) and (word.isalpha() or after in self._known)
            return [self._names.get(after) or line.tokens[at + 1].lemma.lower()] if known else []
        if word in self._shared_by and after in self._each and self._is_shared(line, at, match):
            return [line.tokens[at + 2].lemma.lower()]
        if word not in self._each:
            return []
        token = line.tokens[at + 1]
        priced = match.amount.kind is Kind.MONEY and token.pos == "NOUN" and token.tag == "NN"
        longer = token.dep in ("compound", "amod") and token.head.i > token.i  # only the first part of a longer noun
        if after not in self._time and (not priced or longer):
            return []
        return [self._names.get(after) or token.lemma.lower()]

    def _is_shared(self, line: Line, at: int, match: QuantityMatch) -> bool:
        """Whether so many are in each of something: "some 60 guards to a lorry", where nothing is done to them."""
        head = match.counted.head
        each = line.tokens[at + 2] if at + 2 < len(line) else None
        if head is None or each is None or line.tokens[at].head is not head or head.dep not in ("nsubj", "ROOT"):
            return False
        return each.pos == "NOUN" and each.dep == "pobj"


def _after(line: Line, match: QuantityMatch) -> int:
    """The position of the first lexeme after a match."""
    at = match.amount.last + 1
    while at < len(line) and line.starts[at] < match.span.end:
        at += 1
    return at

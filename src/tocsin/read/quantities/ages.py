"""Numbers that are ages: "aged 35", "a 30-year-old", "voters under 30", "Anna Kern, 45, said"."""

from collections.abc import Mapping
from typing import Any

from tocsin.model.parse import Token
from tocsin.read.quantities.lexemes import Line, Phrases
from tocsin.read.quantities.measures import Amount, Kind

OLDEST = 130
"""Years beyond which a number is no age."""

_CLOSING = (",", ";", ".", ")", "")


class Ages:
    """Tells whether a number is somebody's age."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["lookalikes"]
        self._before = Phrases.of(words["ages_before"], True)
        self._before_pause = Phrases.of(words["ages_before_a_pause"], True)
        self._after = Phrases.of(words["ages_after"], True)
        self._old = frozenset(words["old"])
        self._limits = frozenset(words["age_limits"])
        self._people = frozenset(words["age_limit_before"])
        self._continues = frozenset(words["continued_by"])
        self._plural_tags = frozenset(table["nouns"]["plural_tags"])

    def holds(self, line: Line, amount: Amount) -> bool:
        """Whether the number is somebody's age."""
        number = amount.number
        value = number.high
        if not 0 <= value <= OLDEST or amount.kind in (Kind.MONEY, Kind.PERCENT):
            return False
        if self._after.starting(line, number.last + 1) or line.word(amount.last + 1) in self._old:
            return True
        if self._before.ending(line, amount.first - 1):
            return True
        if amount.kind not in (Kind.COUNT, Kind.TIME) or number.vague:
            return False
        if self._is_limit(line, amount):
            return True
        if amount.kind is Kind.TIME:
            return False
        if line.word(amount.last + 1) in _CLOSING and self._before_pause.ending(line, amount.first - 1):
            return True
        return self._is_apposed(line, amount)

    def _is_limit(self, line: Line, amount: Amount) -> bool:
        """Such as "Voters under 30": a number with no noun of its own, after those whom it bounds."""
        at = amount.first - 1
        if line.word(at) not in self._limits or at < 1:
            return False
        if amount.kind is Kind.COUNT and counts_a_noun(line.tokens[amount.last]):
            return False
        token = line.tokens[at - 1]
        return token.lemma.lower() in self._people or line.word(at - 1) in self._people

    def _is_apposed(self, line: Line, amount: Amount) -> bool:
        """Such as "Ivan Petrov, 45, said", "Anna (34)"."""
        before, after = line.word(amount.first - 1), line.word(amount.last + 1)
        paired = after in self._continues and line.is_figure(amount.last + 2) and line.word(amount.last + 3) in _CLOSING
        if before not in (",", "(") or (after not in _CLOSING and not paired) or amount.first < 2:
            return False
        if not line.is_figure(amount.first) or amount.low != amount.high or amount.low != int(amount.number.low):
            return False
        named = line.tokens[amount.first - 2]
        if (named.pos == "PROPN" and named.text[:1].isupper()) or named.lemma.lower() in self._people:
            return True
        return before == after == "," and named.pos == "NOUN" and named.tag not in self._plural_tags


def counts_a_noun(token: Token) -> bool:
    """Whether the number counts a noun that follows it."""
    if token.dep not in ("nummod", "compound", "quantmod", "amod"):
        return False
    return token.head.i > token.i and token.head.pos in ("NOUN", "PROPN", "ADJ", "NUM")

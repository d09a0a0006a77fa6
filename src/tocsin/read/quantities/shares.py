"""Fractions and shares: "half", "two-thirds", "a quarter of a million", "nine in ten", "two and a half"."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from tocsin.read.quantities.lexemes import Line, Phrases
from tocsin.read.quantities.numbers import Number, NumberReader, tidy

# What a fraction in figures is made of; "9/11" and "24/7" are none.
_UNDER_A_SLASH = frozenset(("2", "3", "4", "5", "8", "10", "16"))


class ShareReader:
    """Reads numbers together with the fractions in and around them."""

    def __init__(self, table: Mapping[str, Any], numbers: NumberReader) -> None:
        words = table["fractions"]
        self._numbers = numbers
        self._cardinals = numbers.cardinals
        self._half = frozenset(words["half"])
        self._singular: dict[str, int] = words["denominators"]
        self._plural: dict[str, int] = words["plural_denominators"]
        self._additions = Phrases(words["additions"])
        self._ratios = Phrases.of(words["ratios"], True)
        self._of = frozenset(words["of"])
        self._half_before = frozenset(words["half_before"])
        self._half_blocked = frozenset(words["half_blocked_after"])
        self._share_after = frozenset(words["share_after"])
        self._fold = frozenset(words["times"])
        self._factors: dict[str, float] = table["factors"]["words"]
        self._factor_before = frozenset(table["factors"]["before"])
        self._percent = Phrases.of(table["percent"]["words"], True)
        self._year_from: int = table["lookalikes"]["year_from"]
        self._folds = {word + fold: value for word, (_, value) in self._cardinals.kinds.items() for fold in self._fold}

    def first_words(self) -> Iterator[str]:
        """The words a number or a fraction can begin with."""
        yield from self._numbers.first_words()
        yield from self._half
        yield from self._folds
        yield from self._factors

    def telling_words(self) -> Iterator[str]:
        """The words that make a fraction of an article."""
        yield from self._singular

    def read(self, line: Line, i: int) -> Number | None:
        """The number or fraction that begins at `i`."""
        word = line.word(i)
        if word in self._half:
            return self._halved(line, i, first=i)
        if word in self._folds:
            return Number(i, i, self._folds[word], self._folds[word], fraction=True)
        if word in self._factors:
            return self._factor(line, i)
        if word in self._cardinals.articles:
            if line.word(i + 1) in self._half:
                return self._halved(line, i + 1, first=i)
            if line.word(i + 1) in self._singular:
                return self._share_of_one(line, i)
        number = self._numbers.read(line, i)
        if number is None or number.vague:
            return number
        return self._ratio(line, number) or self._numerator(line, number) or self._mixed(line, number)

    def _factor(self, line: Line, i: int) -> Number | None:
        """Such as "Twice as many"; doubling as an act is no number."""
        if line.word(i + 1) not in self._factor_before or line.tokens[i].pos == "VERB":
            return None
        return Number(i, i, self._factors[line.word(i)], self._factors[line.word(i)], fraction=True)

    def _halved(self, line: Line, i: int, *, first: int) -> Number | None:
        half = Number(first, i, 0.5, 0.5, fraction=True)
        whole = self._of_number(line, half)
        if whole is not None:
            return whole
        after = line.word(i + 1)
        if after in self._cardinals.articles or line.at_hyphen(i + 1):
            # "half an hour", "half-mile": the unit that follows decides; without one it is a share.
            return replace(half, last=i)
        if line.word(first - 1) in self._half_blocked:
            return None
        shared = after in self._half_before or not line.is_word(i + 1)
        return half if shared or line.tokens[i + 1].pos not in ("NOUN", "PROPN", "ADJ", "ADV") else None

    def _share_of_one(self, line: Line, i: int) -> Number | None:
        share = 1 / self._singular[line.word(i + 1)]
        number = Number(i, i + 1, share, share, fraction=True)
        whole = self._of_number(line, number)
        if whole is not None:
            return whole
        if line.word(i + 2) in self._of:
            return number
        ends = not line.is_word(i + 2) or line.tokens[i + 2].pos not in ("NOUN", "PROPN", "ADJ", "NUM")
        return number if ends and line.word(i - 1) in self._share_after else None

    def _of_number(self, line: Line, share: Number) -> Number | None:
        """Such as "A quarter of a million", "half a dozen", "half-million", "one-half of 1 percent"."""
        at = share.last + 1
        if line.word(at) in self._of or line.at_hyphen(at):
            at += 1
        factor = self._cardinals.multiplier(line, at)
        if factor is not None:
            return replace(share.times(factor, last=at), fraction=False)
        if line.word(at) in self._cardinals.articles and self._percent.starting(line, at + 1):
            return replace(share, last=at, fraction=False)
        number = self._cardinals.read(line, at) if at < len(line) else None
        if number is None:
            return None
        scaled = line.word(at) in self._cardinals.articles or self._percent.starting(line, number.last + 1) is not None
        if not scaled:
            return None
        low, high = tidy(number.low * share.low), tidy(number.high * share.high)
        return replace(number, first=share.first, low=low, high=high, bare=False)

    def _ratio(self, line: Line, number: Number) -> Number | None:
        """Such as "Nine in ten", "one in every 200", "1-in-4"."""
        at = number.last + 1
        at += 1 if line.at_hyphen(at) else 0
        found = self._ratios.starting(line, at)
        if found is None or found[0] >= len(line):
            return None
        at = found[0] + (1 if line.at_hyphen(found[0]) else 0)
        whole = self._cardinals.read(line, at) if at < len(line) else None
        if whole is None or not 0 < number.low < whole.low or number.scale != 1 or self._looks_like_year(line, whole):
            return None
        share = number.low / whole.low
        return Number(number.first, whole.last, share, share, fraction=True)

    def _looks_like_year(self, line: Line, whole: Number) -> bool:
        """Whether "in 2014" is a date and not a share."""
        return whole.bare and whole.low >= self._year_from and len(line.word(whole.last)) == 4

    def _numerator(self, line: Line, number: Number) -> Number | None:
        """Such as "Two-thirds", "one third of"."""
        at = number.last + 1
        at += 1 if line.at_hyphen(at) else 0
        if not number.bare or number.low != int(number.low):
            return None
        parts = self._plural.get(line.word(at), 0) if number.low > 1 else self._singular.get(line.word(at), 0)
        if parts <= number.low or not parts:
            return self._slashed(line, number)
        tied = at > number.last + 1 or line.word(at + 1) in self._of or number.low == 1
        if not tied and line.tokens[at].pos == "NOUN" and line.is_figure(number.last):
            return None
        share = Number(number.first, at, number.low / parts, number.low / parts, fraction=True)
        return self._of_number(line, share) or share

    def _slashed(self, line: Line, number: Number) -> Number | None:
        """Such as "1/2", "2 3/4"."""
        at, whole = number.last, 0.0
        if line.is_figure(at + 1) and line.word(at + 2) == "/" and line.glued(at + 2):
            at, whole = at + 1, number.low
        if line.word(at + 1) != "/" or not (line.glued(at + 1) and line.glued(at + 2) and line.is_figure(at + 2)):
            return None
        over, under = line.word(at), line.word(at + 2)
        if not (over.isascii() and over.isdigit() and under in _UNDER_A_SLASH):
            return None
        if not 0 < int(over[:3]) < int(under) or line.word(at + 3) == "/":
            return None
        value = whole + int(over) / int(under)
        return Number(number.first, at + 2, value, value, fraction=not whole)

    def _mixed(self, line: Line, number: Number) -> Number:
        """Such as "Two and a half million"."""
        found = self._additions.starting(line, number.last + 1)
        if found is None:
            return number
        after, part = found
        part *= number.scale
        mixed = replace(number, last=after - 1, low=number.low + part, high=number.high + part, bare=False)
        return self._cardinals.multiplied(line, mixed) if number.scale == 1 else mixed

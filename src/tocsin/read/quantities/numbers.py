"""Numbers in words and digits, exact or vague, and shares: "two hundred and six", "1.5 million", "dozens", "nine in ten"."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from tocsin.read.quantities.lexemes import Line, Phrases

LONGEST = 300
"""Characters a number may have; beyond that a float cannot hold it."""

_PLAIN = str.maketrans("\u066b\u066c，．’\u00a0\u202f\u2009 ", ".,,.'''''")
# Thousands in groups of three, or the Indian way: groups of two before a last one of three.
_GROUPED = re.compile(r"\d{1,3}(?:(?:S\d{3})+|(?:S\d{2})+S\d{3})".replace("S", "[.,']"))


def value_of(text: str, *, decimal: str = ".") -> float | None:
    """The value of a number in digits of any script, None where it is none ("1,2,3", "10.12.2020") or too great to hold.

    `decimal` is the decimal sign of the language, for a number that has one sign only.
    """
    if len(text) > LONGEST:
        return None
    if len(text) == 1:
        return unicodedata.numeric(text, None)
    plain = text.translate(_PLAIN)
    if not plain[:1].isdecimal() or not all(character.isdecimal() or character in ".,'" for character in plain):
        return None
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0:
        return _whole(plain)
    sign, whole, rest = plain[last], plain[:last], plain[last + 1 :]
    lone = sign != decimal and ("," if sign == "." else ".") not in whole
    if sign in whole or (lone and _GROUPED.fullmatch(plain)):
        return _whole(plain)
    if lone and len(rest) > 2:
        return None
    before = _whole(whole)
    return None if before is None or not rest.isdecimal() else float(f"{int(before)}.{rest}")


def _whole(text: str) -> float | None:
    """The value of a whole number, whose groups must be marked by one sign throughout."""
    signs = {character for character in text if not character.isdecimal()}
    if signs and (len(signs) > 1 or not _GROUPED.fullmatch(text)):
        return None
    return float("".join(character for character in text if character.isdecimal()))


# Which kind of number word may follow which: "two hundred", not "hundred two" without a unit before it.
_FOLLOWS = {
    "": {"unit", "teen", "ten"},
    "article": {"hundred", "power", "collective"},
    "figure": {"hundred", "power", "collective"},
    "unit": {"hundred", "power", "collective"},
    "teen": {"hundred", "power", "collective"},
    "ten": {"unit", "power", "collective", "hundred"},
    "hundred": {"unit", "teen", "ten", "power"},
    "power": {"unit", "teen", "ten"},
    "collective": set[str](),
}
_GROUPS = {
    "unit": "units", "teen": "teens", "ten": "tens",
    "hundred": "hundreds", "power": "powers", "collective": "collectives",
}  # fmt: skip
_MULTIPLIERS = ("hundred", "power", "collective")


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase: the positions of its first and last lexeme, and the values it can mean.

    Attributes:
        scale: What the number was multiplied by at its end: a million in "1.5 million".
        vague: It says no figure ("several", "dozens").
        fraction: It is a share of something ("half", "9 in 10").
        partitive: It takes "of" before what it counts ("dozens of houses").
        bare: It is written as a single word or figure, and so could be part of something else.
    """

    first: int
    last: int
    low: float
    high: float
    scale: float = 1
    approximate: bool = False
    vague: bool = False
    fraction: bool = False
    partitive: bool = False
    bare: bool = False

    def times(self, factor: float, *, last: int) -> "Number":
        """The number multiplied by what the lexemes up to `last` say."""
        low, high = tidy(self.low * factor), tidy(self.high * factor)
        return replace(self, low=low, high=high, scale=self.scale * factor, last=last, bare=False)


def tidy(value: float) -> float:
    """A product without the dust of binary fractions (1.1 * 1e6)."""
    return round(value, 9) if abs(value) < 1e15 else value


class CardinalReader:
    """Reads exact numbers: figures and number words, with the powers of ten behind them."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["cardinals"]
        self.kinds: dict[str, tuple[str, float]] = {}
        for kind, group in _GROUPS.items():
            self.kinds |= {word: (kind, float(value)) for word, value in words[group].items()}
        self.suffixes: dict[str, float] = words["suffixes"]
        self.articles = frozenset[str](words["articles"])
        self._joins = frozenset(words["joins"])
        self._decimal: str = table["digits"]["decimal"]

    def read(self, line: Line, i: int) -> Number | None:
        """The exact number that begins at `i`."""
        if line.is_figure(i) or line.is_vulgar(i):
            number = self._figure(line, i)
            if number is None:
                return None
            factor = self.suffixes.get(line.word(number.last + 1)) if line.glued(number.last + 1) else None
            return self.multiplied(line, number) if factor is None else number.times(factor, last=number.last + 1)
        if line.word(i) in self.articles:
            return self._worded(line, i + 1, "article", first=i)
        return self._worded(line, i, "", first=i)

    def multiplier(self, line: Line, i: int) -> float | None:
        """What the word at `i` multiplies by, None if it is no such word."""
        kind, value = self.kinds.get(line.word(i), ("", 0.0))
        return value if kind in _MULTIPLIERS else None

    def multiplied(self, line: Line, number: Number) -> Number:
        """The number with all the powers of ten behind it."""
        after = number.last + 1
        factor = self.multiplier(line, after + 1 if line.at_hyphen(after) else after)
        while factor is not None and number.scale < 1e15:
            number = number.times(factor, last=after + 1 if line.at_hyphen(after) else after)
            after = number.last + 1
            factor = self.multiplier(line, after)
        return number

    def _figure(self, line: Line, i: int) -> Number | None:
        value = value_of(line.shown(i), decimal=self._decimal)
        if value is None:
            return None
        if line.is_vulgar(i + 1) and line.glued(i + 1):
            value += value_of(line.shown(i + 1)) or 0
            return Number(i, i + 1, value, value)
        return Number(i, i, value, value, bare=True)

    def _worded(self, line: Line, i: int, before: str, *, first: int) -> Number | None:
        total, group, scale, power = 0.0, 1.0 if before else 0.0, 1.0, 1e300
        last, at = -1, i
        for at, kind, value in self._number_words(line, i, before):
            if (kind == "power" and value >= power) or (kind == "hundred" and group >= value):
                break
            if kind in _MULTIPLIERS:
                group, scale = group * value, scale * value
            else:
                group, scale = group + value, 1.0
            if kind == "power":
                total, group, power = total + group, 0.0, value
            last = at
        if last < 0:
            return None
        value = total + group
        return Number(first, last, value, value, scale=scale, bare=first == last) if isfinite(value) else None

    def _number_words(self, line: Line, i: int, before: str) -> Iterator[tuple[int, str, float]]:
        """The words of one number, each with its position, its kind and its value."""
        while True:
            at = i
            if before not in ("", "article"):
                joined = before in ("hundred", "power") and line.word(at) in self._joins
                at += 1 if joined or line.at_hyphen(at) else 0
            kind, value = self.kinds.get(line.word(at), ("", 0.0))
            if kind not in _FOLLOWS[before] or (value == 0 and before):
                return
            yield at, kind, value
            before, i = kind, at + 1


class NumberReader:
    """Reads any number that is not a fraction: exact, vague ("several"), or a plural ("tens of thousands").

    A number can begin with one of its `first_words`.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.cardinals = CardinalReader(table)
        self._vague = Phrases([(phrase, entry) for entry in table["vague"] for phrase in entry["words"]])
        self._vague_blocked = frozenset(table["vague_rules"]["blocked_after"])
        self._plurals: dict[str, dict[str, float]] = table["plurals"]
        rules = table["plural_rules"]
        self._of = frozenset(rules["of"])
        self._only_before_of = frozenset(rules["only_before_of"])
        self._repeats = frozenset(rules["repeats"])
        self._blocked = frozenset(rules["blocks_before"])
        exact = self.cardinals.articles.union(self.cardinals.kinds)
        self.first_words = exact | self._vague.first_words.union(self._plurals)

    def read(self, line: Line, i: int) -> Number | None:
        """The number that begins at `i`."""
        if line.word(i) in self._plurals:
            return self._plural(line, i)
        return self._indefinite(line, i) or self.cardinals.read(line, i)

    def _indefinite(self, line: Line, i: int) -> Number | None:
        found = self._vague.starting(line, i)
        if found is None or line.word(i - 1) in self._vague_blocked:
            return None
        after, entry = found
        if "before" in entry and line.word(after) not in entry["before"]:
            return None
        number = Number(i, after - 1, entry["low"], entry["high"], approximate=True, vague=True)
        number = self.cardinals.multiplied(line, number)
        return replace(number, partitive=line.word(number.last) in self._of or line.word(number.last + 1) in self._of)

    def _plural(self, line: Line, i: int) -> Number | None:
        word = line.word(i)
        if word in self._only_before_of and (line.word(i + 1) not in self._of or line.word(i - 1) in self._blocked):
            return None
        entry = self._plurals[word]
        low, below, last = float(entry["low"]), float(entry["below"]), i
        while line.word(last + 1) in self._of and line.word(last + 2) in self._plurals and below < 1e18:
            last += 2
            unit = self._plurals[line.word(last)]["low"] / 2
            low, below = low * unit, below * unit
        if line.word(last + 1) in self._repeats and line.word(last + 2) == line.word(last):
            last += 2
        partitive = line.word(last + 1) in self._of
        return Number(i, last, low, below - 1, approximate=True, vague=True, partitive=partitive)


# What a fraction in figures is made of; "9/11" and "24/7" are none.
_UNDER_A_SLASH = frozenset(("2", "3", "4", "5", "8", "10", "16"))


class ShareReader:
    """Reads numbers together with the fractions in and around them.

    A number or fraction can begin with one of its `first_words`; `telling_words` make a fraction of an article.
    """

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
        self.first_words = numbers.first_words.union(self._half, self._folds, self._factors)
        self.telling_words = frozenset(self._singular)

    def read(self, line: Line, i: int) -> Number | None:
        """The number or fraction that begins at `i`."""
        word = line.word(i)
        if word in self._half:
            return self._halved(line, i, first=i)
        if word in self._folds:
            return Number(i, i, self._folds[word], self._folds[word], fraction=True)
        if word in self._factors:
            # "Twice as many" is a number; doubling as an act is none.
            if line.word(i + 1) not in self._factor_before or line.tokens[i].pos == "VERB":
                return None
            return Number(i, i, self._factors[word], self._factors[word], fraction=True)
        if word in self._cardinals.articles:
            if line.word(i + 1) in self._half:
                return self._halved(line, i + 1, first=i)
            if line.word(i + 1) in self._singular:
                return self._share_of_one(line, i)
        number = self._numbers.read(line, i)
        if number is None or number.vague:
            return number
        return self._ratio(line, number) or self._numerator(line, number) or self._mixed(line, number)

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
        if whole is None or not 0 < number.low < whole.low or number.scale != 1:
            return None
        if whole.bare and whole.low >= self._year_from and len(line.word(whole.last)) == 4:
            return None  # "one in 2014" is a date and no share
        share = number.low / whole.low
        return Number(number.first, whole.last, share, share, fraction=True)

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

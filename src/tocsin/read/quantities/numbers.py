"""Numbers in words and digits, exact or vague: "two hundred and six", "1.5 million", "tens of thousands"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from tocsin.read.quantities.figures import value_of
from tocsin.read.quantities.lexemes import Line, Phrases

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
            return number and self._suffixed(line, number)
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

    def _suffixed(self, line: Line, number: Number) -> Number:
        factor = self.suffixes.get(line.word(number.last + 1)) if line.glued(number.last + 1) else None
        if factor is not None:
            return number.times(factor, last=number.last + 1)
        return self.multiplied(line, number)

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
    """Reads any number that is not a fraction: exact, vague ("several"), or a plural ("tens of thousands")."""

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

    def first_words(self) -> Iterator[str]:
        """The words a number can begin with."""
        yield from self._vague.first_words()
        yield from self._plurals
        yield from self.cardinals.kinds
        yield from self.cardinals.articles

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

"""The names, numbers and days that a value holds, found without the rules that word it.

If a rule of wording made up a number, the text would hold one that its value does not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date

from tocsin.brief.harmless import CUT
from tocsin.model.reason import Reason

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:e[+-]?\d+)?")
_WORD = re.compile(r"[^\W\d_][^\W_]*")
_ROUNDING = 0.005
"""A computed number may be shown with three digits."""

_BITS = 1000
"""What 2 can be raised to."""


class Contents:
    """What the values of a fact hold."""

    def __init__(self, *values: object) -> None:
        parts = list(_parts(values))
        texts = [str(part) for part in parts if isinstance(part, (str, date))]
        self._words = {word for text in texts for word in _WORD.findall(text)}
        self._days = {day for text in texts for day in _DAY.findall(text)}
        self._numbers = {number for text in texts for number in _numbers(text)} | set(_amounts(parts))

    def lacks(self, text: str, *, fixed: Iterable[str] = ()) -> Iterator[str]:
        """Each day, number and capitalised word of a text that is not among them.

        Args:
            text: The worded values.
            fixed: Words that the wording itself may hold.
        """
        rest = _DAY.sub(" ", text)
        yield from (day for day in _DAY.findall(text) if day not in self._days)
        for number in _NUMBER.findall(rest):
            if not any(abs(form - one) <= abs(one) * _ROUNDING for form in _numbers(number) for one in self._numbers):
                yield number
        whole, parts = {*self._words, *fixed}, tuple(self._words)
        for match in _WORD.finditer(rest):
            word = match[0]
            is_cut = rest.startswith(CUT, match.end())
            if word[0].isupper() and word not in whole and not (is_cut and any(one.startswith(word) for one in parts)):
                yield word


def _amounts(parts: Iterable[object]) -> Iterator[float]:
    """The numbers; a share also as the percentage that it rounds to, which is never 0 or 100."""
    for part in parts:
        if isinstance(part, (int, float)):
            yield abs(part)
        if isinstance(part, float) and 0 <= part <= 1:
            yield max(1, min(99, round(part * 100)))


def _parts(value: object) -> Iterator[object]:
    """A value taken apart; of a reason its facts and its weight, in bits and as a factor, for the rest is never worded."""
    if isinstance(value, Reason):
        yield from _parts((value.facts, value.weight, 2.0 ** max(-_BITS, min(_BITS, value.weight))))
    elif isinstance(value, Mapping):
        yield from _parts(tuple(value.values()))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _parts(one)
    elif is_dataclass(value):
        yield from _parts(tuple(getattr(value, one.name) for one in fields(value)))
    else:
        yield value


def _numbers(text: str) -> Iterator[float]:
    """Each number of a text, with a comma or a point taken as either of the things it can be."""
    for number in _NUMBER.findall(text):
        for form in {number.replace(",", ""), number.replace(".", "").replace(",", "."), number.replace(",", ".")}:
            try:
                yield float(form)
            except ValueError:
                continue

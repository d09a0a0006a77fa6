"""The fields of a table in a scenario file, read one by one; what is wrong with them is collected, not raised."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from tocsin.warn.estimative_words import interval_of, intervals, middle, terms
from tocsin.warn.toml_lines import Path

MOST_PROBLEMS = 100
"""After so many the rest is only counted."""
_LONGEST = 2_000
"""Characters of the longest text of a field."""
_SHOWN = 60


@dataclass(slots=True)
class Problems:
    """What is wrong: where in the file, and in words that say what to do."""

    told: list[tuple[Path, str]] = field(default_factory=list)
    untold: int = 0

    def add(self, path: Path, words: str) -> None:
        """One more."""
        if len(self.told) < MOST_PROBLEMS:
            self.told.append((path, words))
        else:
            self.untold += 1

    @property
    def any(self) -> bool:
        """Whether there is any."""
        return bool(self.told)


class Fields:
    """One table of the file. Each method gives a field's value, or None and a problem where it is not what it must be."""

    def __init__(self, table: Mapping[str, Any], path: Path, problems: Problems, *, known: Sequence[str]) -> None:
        self._table = table
        self.path = path
        self._problems = problems
        for key in table:
            if key not in known:
                remedy = did_you_mean(key, known) or f"known here: {', '.join(known)}"
                self.problem(f"there is no key {quoted(key)}; {remedy}", key)

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def problem(self, words: str, key: str | None = None) -> None:
        """Tell of a problem with a key, or with the table as a whole."""
        self._problems.add(self.path if key is None else (*self.path, key), words)

    def raw(self, key: str) -> Any:
        """What stands there, whatever it is."""
        return self._table.get(key)

    def text(self, key: str, *, needed: str | None = None) -> str | None:
        """A text with something in it; `needed` says what it should tell where it has to be there."""
        value = self._table.get(key)
        if value is None:
            if needed:
                self.problem(f"{key} is missing; {needed}")
            return None
        if not isinstance(value, str) or not value.strip():
            self.problem(f'{key} must be a text in quotes, as in {key} = "…"', key)
            return None
        if len(value) > _LONGEST:
            self.problem(f"{key} is longer than {_LONGEST:,} characters; say it shorter", key)
            return None
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or a list of them."""
        value = self._table.get(key)
        if value is None:
            return ()
        listed = [value] if isinstance(value, str) else value
        if (
            not isinstance(listed, list)
            or not listed
            or not all(isinstance(one, str) and one.strip() for one in listed)
        ):
            self.problem(f'{key} must be a text or a list of texts, as in {key} = ["…", "…"], none of them empty', key)
            return ()
        return tuple(one.strip() for one in listed)

    def day(self, key: str, *, needed: str | None = None) -> date | None:
        """A day."""
        value = self._table.get(key)
        if value is None:
            if needed:
                self.problem(f"{key} is missing; {needed}")
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            self.problem(f"{key} must be a day without quotes, as in {key} = 2030-06-30", key)
            return None
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where it is not there."""
        value = self._table.get(key, False)
        if not isinstance(value, bool):
            self.problem(f"{key} must be true or false, without quotes", key)
            return False
        return value

    def number(self, key: str, *, above: float = -math.inf) -> float | None:
        """A finite number, larger than `above`."""
        if key not in self._table:
            return None
        value = as_number(self._table[key])
        if value is None or value <= above:
            limit = "" if above == -math.inf else f" above {above:g}"
            self.problem(f"{key} must be a number{limit}, without quotes; {shown(self._table[key])} is none", key)
            return None
        return value

    def whole(self, key: str, *, least: int, otherwise: int) -> int:
        """A whole number."""
        value = self._table.get(key, otherwise)
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            self.problem(f"{key} must be a whole number, {least} or more; {shown(value)} is none", key)
            return otherwise
        return value

    def threshold(self, key: str, *, needed: str | None = None) -> float | None:
        """A probability to be reached: a number, or a word of ICD 203, which is reached where its interval begins."""
        if key not in self._table:
            if needed:
                self.problem(f"{key} is missing; {needed}")
            return None
        return probability(self._table[key], key, self, key, begins=True)

    def likelihood(self, key: str, what: str) -> float | None:
        """A probability: a number, or a word of ICD 203, which stands for the middle of its interval."""
        return probability(self._table[key], what, self, key, begins=False)


def probability(value: object, what: str, fields: Fields, key: str, *, begins: bool) -> float | None:
    """A probability from a number or a word; `what` is how a problem calls it."""
    if isinstance(value, str):
        interval = interval_of(value)
        if interval is None:
            fields.problem(f"{what}: {_no_word(value)}", key)
            return None
        return interval[0] if begins else middle(interval)
    number = as_number(value)
    if number is None:
        fields.problem(f"{what} must be a number in 0 … 1 or a word of ICD 203 ({', '.join(terms())})", key)
        return None
    if not 0 <= number <= 1:
        per_cent = f"; for {number:g} % write {number / 100:g}" if 1 < number <= 100 else ""
        fields.problem(f"{what} is {shown(value)}, outside 0 … 1{per_cent or '; write a number between them'}", key)
        return None
    return number


def _no_word(value: str) -> str:
    try:
        float(value)
    except ValueError:
        remedy = did_you_mean(value.casefold(), tuple(intervals())) or f"use one of: {', '.join(terms())}; or a number"
        return f"{quoted(value)} is no word of ICD 203; {remedy}"
    return f"{quoted(value)} is a text; write the number without quotes"


def as_number(value: object) -> float | None:
    """A finite number, None for anything else; a whole number too large for arithmetic is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """ "did you mean “…”?", None where nothing known looks like it."""
    near = _nearest(word[:_SHOWN], tuple(known))
    return f"did you mean {quoted(near)}?" if near else None


@lru_cache(maxsize=1000)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    """The same slip is often made all over a file."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), None)


def quoted(text: str) -> str:
    """A text of the file in a message: on one line, and not all of it where it is long."""
    plain = " ".join(text.split())
    return f"“{plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + '…'}”"


def shown(value: object) -> str:
    """Any value of the file in a message."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) >= 10**15:
        return "a number of many digits"
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a table"
    return f"{value:g}" if isinstance(value, (int, float)) else quoted(str(value))

"""Files in TOML that people write: the table that stands in one, the line of each key, and problems told with their line."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

KeyPath = tuple[str | int, ...]
"""Where a value stands: the keys that lead to it, and numbers where they lead through a list."""
MOST_PROBLEMS = 100
"""After so many the rest is only counted."""
_DEEPEST = 16
"""Parts of the longest key with dots, and brackets inside brackets: a scenario or a choice needs five. The time that the
standard reader of TOML takes grows with the square of them."""
_SHOWN = 60
"""Characters of a value that a message shows."""

# A text that is not closed goes on to the end, so that no stretch of the file is looked at twice.
_TEXTS_OVER_LINES = re.compile(r'"""(?:\\.|[^\\])*?(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)', re.DOTALL)
_TEXTS = re.compile(r'"(?:\\.|[^"\\\n])*+"?|\'[^\'\n]*\'?')
_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w-]+)\s*=""")
_DOTTED = re.compile(rf"(?:[^\s.=\[\]]+\s*\.\s*){{{_DEEPEST}}}")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file, with what to do about it; the line is None where the whole file is meant."""

    file: str
    line: int | None
    words: str

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"

    @property
    def where(self) -> str:
        """The file and the line, as an editor takes them."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


def file_bytes(path: Path, *, longest: int, what: str) -> bytes | Problem:
    """What stands in a file, up to one byte more than may; or why it cannot be read.

    Args:
        path: The file.
        longest: How many bytes it may have.
        what: What the file should be and how to get one, as in "a scenario file, or make one with `tocsin scenario new`".
    """
    try:
        with path.open("rb") as file:
            return file.read(longest + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Problem(str(path), None, f"{reason}; name {what}")


def toml_table(
    raw: bytes, name: str, *, longest: int, kind: str, number: Callable[[str], Any] = float
) -> tuple[dict[str, Any], str] | Problem:
    """The table of a file with the text it was read from, or why there is none.

    Args:
        raw: What stands in the file.
        name: What to call the file.
        longest: How many bytes it may have.
        kind: What the file should hold, as in "scenario".
        number: What makes a number of a decimal literal.
    """
    if len(raw) > longest:
        return Problem(name, None, f"larger than {longest // 1_000_000} MB; split the {kind}")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(name, line, "not in UTF-8; save the file in that encoding")
    if (deep := _too_deep(text)) is not None:
        return Problem(name, deep, f"not a {kind}: keys or brackets inside each other, too deep; take them out")
    try:
        return tomllib.loads(text, parse_float=number), text
    except (ValueError, RecursionError) as error:
        return _not_toml(name, error, text, kind)


def told_problems(
    problems: Sequence[tuple[KeyPath, str]], file: str, lines: Mapping[KeyPath, int]
) -> tuple[Problem, ...]:
    """The first problems in the order of the file, and how many more there are."""
    told = [Problem(file, line_of(path, lines), words) for path, words in problems[:MOST_PROBLEMS]]
    told.sort(key=lambda problem: problem.line or 0)
    if len(problems) > MOST_PROBLEMS:
        told.append(Problem(file, None, f"and {len(problems) - MOST_PROBLEMS:,} more; mend these first"))
    return tuple(told)


def line_of(path: KeyPath, lines: Mapping[KeyPath, int]) -> int:
    """The line of a key; of what holds it where it has none, and of what begins there where that has none either."""
    while path:
        if path in lines:
            return lines[path]
        if (*path, 0) in lines:
            return lines[*path, 0]
        path = path[:-1]
    return 1


def lines_of(text: str) -> Mapping[KeyPath, int]:
    """The line, from 1, of each table and of each key that begins a line; the text has to be valid TOML."""
    lines: dict[KeyPath, int] = {}
    lists: dict[KeyPath, int] = defaultdict(int)
    above: KeyPath = ()
    blanked = _TEXTS_OVER_LINES.sub(lambda match: '""' + "\n" * match[0].count("\n"), text)
    for number, line in enumerate(blanked.split("\n"), start=1):
        if header := _HEADER.match(line):
            above = ()
            keys = [key.strip().strip("\"'") for key in header[2].split(".")]
            for depth, key in enumerate(keys, start=1):
                above = (*above, key)
                if header[1] == "[[" and depth == len(keys):
                    lists[above] += 1
                if above in lists:
                    above = (*above, lists[above] - 1)
            lines.setdefault(above, number)
        elif key := _KEY.match(line):
            lines.setdefault((*above, key[1].strip("\"'")), number)
    return lines


def no_such_key(key: str, known: Iterable[str]) -> str:
    """That a table has a key that means nothing, and which one may be meant."""
    names = tuple(known)
    remedy = did_you_mean(key, names) or f"known here: {', '.join(names)}"
    return f"there is no key {quoted(key)}; {remedy}"


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


def _too_deep(text: str) -> int | None:
    """The first line in which keys or brackets lie deeper in each other than any file needs."""
    bare = _TEXTS.sub('""', _TEXTS_OVER_LINES.sub(lambda match: '""' + "\n" * match[0].count("\n"), text))
    depth = 0
    for number, line in enumerate(bare.split("\n"), start=1):
        code = line.partition("#")[0]
        if _DOTTED.match(code.lstrip(" \t[{")):
            return number
        for mark in re.findall(r"[\[\]{}]", code):
            depth = max(0, depth + (1 if mark in "[{" else -1))
            if depth > _DEEPEST:
                return number
    return None


def _not_toml(file: str, error: Exception, text: str, kind: str) -> Problem:
    told = re.search(r"^(.*?) \(at (?:line (\d+), column \d+|end of document)\)$", str(error), re.DOTALL)
    if told is None:
        words = "a number of too many digits" if isinstance(error, ValueError) else "brackets inside brackets, too deep"
        return Problem(file, None, f"not a {kind}: {words}; take it out")
    line, remedy = int(told[2] or text.count("\n") + 1), "texts stand in quotes, lists in [ ], and a key only once"
    return Problem(file, line, f"not TOML: {told[1]}; {remedy} in its table")

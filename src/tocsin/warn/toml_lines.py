"""In which line of a TOML file each key stands: the standard reader tells that for mistakes of syntax only."""

import re
import tomllib
from collections.abc import Mapping

Path = tuple[str | int, ...]
"""Where a value is: the keys that lead to it, and numbers where they lead through a list."""

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<text>"{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    |(?P<newline>\n)
    |(?P<mark>[\[\]{}=,.])
    |(?P<bare>[^\s\[\]{}=,.#"']+)""",
    re.VERBOSE | re.DOTALL,
)


def lines_of(text: str) -> Mapping[Path, int]:
    """The line, from 1, of every table, key and element of a list, by its path. The text has to be valid TOML."""
    scan = _Scan()
    for token in _TOKEN.finditer(text):
        scan.take(str(token.lastgroup), token[0])
    return scan.lines


class _Scan:
    """Walks over the tokens, and knows at each whether a header, a key or a value stands there."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self._line = 1
        self._mode = "key"
        self._keys: list[str] = []
        self._table: Path = ()
        self._current: Path = ()
        self._open: list[tuple[str, Path, int]] = []
        self._lists: dict[Path, int] = {}
        self._is_list = False

    def take(self, kind: str, token: str) -> None:
        """The next token."""
        if kind == "newline":
            self._end_of_line()
        elif kind != "comment":
            {"key": self._key, "header": self._header, "value": self._value}[self._mode](kind, token)
        self._line += token.count("\n")

    def _end_of_line(self) -> None:
        if not self._open:
            self._mode, self._keys = "key", []

    def _key(self, kind: str, token: str) -> None:
        if token == "[" and kind == "mark":
            self._mode, self._is_list, self._keys = "header", False, []
        elif token == "=" and kind == "mark":
            base = self._open[-1][1] if self._open else self._table
            self._current = (*base, *self._keys)
            self.lines.setdefault(self._current, self._line)
            self._mode = "value"
        elif token == "}" and kind == "mark":
            self._close()
        elif kind != "mark":
            self._keys.append(_plain(kind, token))

    def _header(self, kind: str, token: str) -> None:
        if token == "[" and kind == "mark":
            self._is_list = True
        elif token == "]" and kind == "mark" and self._keys:
            self._table = self._resolved()
            self.lines.setdefault(self._table, self._line)
            self._keys = []
        elif kind != "mark":
            self._keys.append(_plain(kind, token))

    def _resolved(self) -> Path:
        """The path of a header: under a list of tables it means the last of them so far."""
        path: Path = ()
        for number, key in enumerate(self._keys, start=1):
            path = (*path, key)
            if self._is_list and number == len(self._keys):
                self._lists[path] = self._lists.get(path, -1) + 1
            if path in self._lists:
                path = (*path, self._lists[path])
        return path

    def _value(self, kind: str, token: str) -> None:
        if kind == "mark" and token == "," and self._open:
            self._next()
        elif kind == "mark" and token in "]}":
            self._close()
        else:
            self.lines.setdefault(self._current, self._line)
            if kind == "mark" and token in "[{":
                self._open.append((token, self._current, 0))
                self._mode, self._keys = ("value" if token == "[" else "key"), []
                self._current = (*self._current, 0) if token == "[" else self._current

    def _next(self) -> None:
        """After a comma: the next element of a list, or the next key of a table in braces."""
        bracket, path, number = self._open[-1]
        if bracket == "[":
            self._open[-1] = (bracket, path, number + 1)
            self._current = (*path, number + 1)
        else:
            self._mode, self._keys = "key", []

    def _close(self) -> None:
        if self._open:
            _, self._current, _ = self._open.pop()
        self._mode = "value"


def _plain(kind: str, token: str) -> str:
    """A key without its quotes."""
    if kind != "text":
        return token
    if "\\" in token:
        try:
            return str(tomllib.loads(f"key = {token}")["key"])
        except tomllib.TOMLDecodeError:
            return token  # a wrong escape, which the standard reader tells of
    return token[1:-1]

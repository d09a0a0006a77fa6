"""Lines of keys."""

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tocsin.warn.toml_lines import lines_of

TEXT = '''# a comment with [brackets] and = signs
name = "x"   # [[not a table]]
long = """
two = 2
# "three" = 3
"""
raw = \'\'\'
[four]\'\'\'
list = [
  "a", # ,
  { b = 1, c = [2,
    3] },
]
1.5 = 1
[one]
"a \\u0062" . 'c' = 0.5
[[many]]
k = 1
[many.under]
likely = { "it, = [x]" = 0.1, other = 2024-01-01 }
[[many]]
k = 2
[[many.inner]]
z = -1.5e3
[[many.inner]]
z = true
'''


def test_every_key_is_found_in_its_line_whatever_stands_around_it() -> None:
    lines = lines_of(TEXT)
    expected = {
        ("name",): 2, ("long",): 3, ("raw",): 7, ("list",): 9, ("list", 0): 10, ("list", 1): 11, ("list", 1, "b"): 11,
        ("list", 1, "c"): 11, ("list", 1, "c", 1): 12, ("1", "5"): 14, ("one",): 15, ("one", "a b", "c"): 16,
        ("many", 0): 17, ("many", 0, "k"): 18, ("many", 0, "under"): 19, ("many", 0, "under", "likely"): 20,
        ("many", 0, "under", "likely", "it, = [x]"): 20, ("many", 0, "under", "likely", "other"): 20, ("many", 1): 21,
        ("many", 1, "k"): 22, ("many", 1, "inner", 0): 23, ("many", 1, "inner", 0, "z"): 24, ("many", 1, "inner", 1): 25,
        ("many", 1, "inner", 1, "z"): 26,
    }  # fmt: skip
    assert {path: lines.get(path) for path in expected} == expected
    assert ("two",) not in lines
    assert ("four",) not in lines


def every_path(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        return found + [one for key, item in value.items() for one in every_path(item, (*path, key))]
    if isinstance(value, list):
        return found + [one for number, item in enumerate(value) for one in every_path(item, (*path, number))]
    return found


def test_no_value_of_the_file_is_without_a_line() -> None:
    found = {path for path in every_path(tomllib.loads(TEXT)) if path not in lines_of(TEXT)}
    # What only leads to others has no line of its own.
    assert found == {("1",), ("one", "a b"), ("many",), ("many", 1, "inner")}


@given(st.text(alphabet="ab\"'[]{}=,.#\\\n 1") | st.text())
def test_any_text_is_walked_through(text: str) -> None:
    lines = lines_of(text)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())


@given(st.text(alphabet="ab\"'[]{}=,.#\n 1", max_size=60))
def test_whatever_is_toml_has_its_top_keys_found(text: str) -> None:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = {path[0] for path in lines_of(text)}
    assert set(table) <= found

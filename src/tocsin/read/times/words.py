"""The words of a text as the classes that forms of time are made of: months, units, numbers.

Each word gets one character, its symbol, that stands for all the classes it belongs to; so a form can be matched as a
regular expression over a string in which every word is one character.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from tocsin.model.parse import Sentence, Token

NOTHING = "\0"
"""The symbol of a word that belongs to no class."""

_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_FIRST_SYMBOL = 0x100
_FIGURE = re.compile(r"\d|\w[-‐‑–]\w|[./]\w|½")
_LONGEST_NUMBER = 15
_NUMBERS = frozenset({"NUMBER", "ORDINAL", "ORDINALFIGURE", "DAY", "SMALL", "YEAR"})
_YEARS = range(1000, 2101)


class Word(NamedTuple):
    """A word or mark of the text with the classes it belongs to; `number` is what its figures amount to."""

    start: int
    end: int
    lower: str
    classes: frozenset[str]
    number: float | None = None


class Vocabulary:
    """Which words belong to which class, and what they are worth there."""

    def __init__(self, table: Mapping[str, Any], literals: Iterable[str]) -> None:
        self._worth: dict[tuple[str, str], Any] = {
            (name, word): value for name, words in table["words"].items() for word, value in words.items()
        }
        self._classes = _classes(table["words"], literals)
        self._pos: dict[str, Any] = table["pos"]
        self._name_kinds = frozenset(table["names"]["kinds"])
        self._name_classes = frozenset(table["names"]["classes"])
        self._hints = frozenset(
            word for word, names in self._classes.items() if not names.isdisjoint(table["triggers"])
        )
        # A form that needs the figures, "21st" and not "first", names the class with FIGURE.
        self._shapes = {name: frozenset({name, f"{name}FIGURE"}) for name in table["shapes"]}
        self._pattern = _pattern(table["shapes"])
        self._symbols = self._alphabet()

    def worth(self, name: str, word: Word) -> Any:
        """What a word is worth in a class; None if it does not belong to it."""
        if name in _NUMBERS and word.number is not None:
            return word.number
        return self._worth.get((name, word.lower))

    def hints(self, sentence: Sentence) -> bool:
        """Whether a sentence has a word or figure that may be part of a time; most need no closer look."""
        return any(
            token.lower in self._hints or (not token.lower.isalpha() and _FIGURE.search(token.lower) is not None)
            for token in sentence.tokens
        )

    def words(self, text: str, start: int, end: int, tokens: Mapping[int, Token]) -> list[Word]:
        """The words of `text` from `start` to `end`; `tokens` are the parser's, by their first character."""
        return [self._word(match, tokens) for match in self._pattern.finditer(text, start, end)]

    def symbol(self, word: Word) -> str:
        """The character that stands for the word's classes."""
        return self._symbols.get(word.classes, NOTHING) if word.classes else NOTHING

    def symbols_of(self, name: str) -> str:
        """Every symbol whose words belong to the class."""
        return "".join(symbol for classes, symbol in self._symbols.items() if name in classes)

    def _word(self, match: re.Match[str], tokens: Mapping[int, Token]) -> Word:
        lower = match.group().lower()
        start, end = match.span()
        kind = match.lastgroup
        if kind is None:
            classes = self._classes.get(lower)
            return Word(start, end, lower, self._spoken(lower, classes, match, tokens) if classes else _NO_CLASSES)
        if kind == "FIGURES":
            number = _number(lower)
            return Word(start, end, lower, _figure_classes(lower, number), number)
        figures = _leading_figures(lower) if kind == "ORDINAL" else None
        return Word(start, end, lower.translate(_APOSTROPHES), self._shapes[kind], figures)

    def _spoken(
        self, lower: str, classes: frozenset[str], match: re.Match[str], tokens: Mapping[int, Token]
    ) -> frozenset[str]:
        token = tokens.get(match.start())
        if token is None:
            return classes
        if token.entity in self._name_kinds and classes & self._name_classes:
            return _NO_CLASSES
        if lower not in self._pos or _is_beside_figure(match):
            return classes
        return _allowed(classes, self._pos[lower], token.pos)

    def _alphabet(self) -> dict[frozenset[str], str]:
        sets = set(self._classes.values()) | set(self._shapes.values())
        sets |= {_figure_classes(str(number), float(number)) for number in range(_YEARS.stop + 1)}
        sets.add(_figure_classes("1.5", 1.5))
        for word, rule in self._pos.items():
            sets |= {_allowed(self._classes[word], rule, pos) for pos in _parts_of_speech(rule)}
        ordered = sorted((set_ for set_ in sets if set_), key=sorted)
        return {classes: chr(_FIRST_SYMBOL + number) for number, classes in enumerate(ordered)}


_NO_CLASSES: frozenset[str] = frozenset()


def _classes(words: Mapping[str, Mapping[str, Any]], literals: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, members in words.items():
        for word in members:
            found.setdefault(word, set()).add(name)
    for word in literals:
        found.setdefault(word, set()).add(word)
    return {word: frozenset(names) for word, names in found.items()}


def _pattern(shapes: Mapping[str, str]) -> re.Pattern[str]:
    """Shapes first, then figures, then runs of letters, then any other mark."""
    named = [f"(?P<{name}>{shape})" for name, shape in shapes.items()]
    figures = r"(?P<FIGURES>\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d+(?:\.\d+)?)"
    return re.compile("|".join([*named, figures, r"[^\W\d_]+", r"[^\s\w]|_"]))


def _allowed(classes: frozenset[str], rule: Any, pos: str) -> frozenset[str]:
    """The classes a word keeps when the tagger calls it `pos`; a list speaks for all of them."""
    if isinstance(rule, list):
        return classes if pos in rule else _NO_CLASSES
    return frozenset(name for name in classes if name not in rule or pos in rule[name])


def _is_beside_figure(match: re.Match[str]) -> bool:
    """Whether a capitalised word stands before or behind a figure, as months do: "1 May", whatever the tagger says."""
    start, end, text = match.start(), match.end(), match.string
    if not text[start].isupper():
        return False
    return (start > 1 and text[start - 1] == " " and text[start - 2].isdecimal()) or (
        text[end : end + 1] == " " and text[end + 1 : end + 2].isdecimal()
    )


def _parts_of_speech(rule: Any) -> set[str]:
    lists = [rule] if isinstance(rule, list) else rule.values()
    return {pos for list_ in lists for pos in list_} | {""}


def _figure_classes(figures: str, number: float | None) -> frozenset[str]:
    classes = {"NUMBER"}
    if number is None:
        return frozenset(classes)
    if figures.isdecimal() and len(figures) <= 2 and 1 <= number <= 31:
        classes |= {"DAY", "SMALL"} if number <= 24 else {"DAY"}
    if figures.isdecimal() and len(figures) == 4 and number in _YEARS:
        classes.add("YEAR")
    return frozenset(classes)


def _number(figures: str) -> float | None:
    return float(figures.replace(",", "")) if len(figures) <= _LONGEST_NUMBER else None


def _leading_figures(text: str) -> float:
    digits = ""
    for character in text:
        if not character.isdecimal():
            break
        digits += character
    return float(digits)

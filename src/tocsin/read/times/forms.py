"""Where a text's words take the form of a time expression.

Each word belongs to classes (months, units, numbers) and gets one character, its symbol, that stands for all of them; so a
form can be matched as a regular expression over a string in which every word is one character.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tocsin.model.parse import Sentence, Token

_NOTHING = "\0"
"""The symbol of a word that belongs to no class."""
_FIRST_SYMBOL = 0x100
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_FIGURE = re.compile(r"\d|\w[-‐‑–]\w|[./]\w|½")
_LONGEST_NUMBER = 15
_NUMBERS = frozenset({"NUMBER", "ORDINAL", "ORDINALFIGURE", "DAY", "SMALL", "YEAR"})
_YEARS = range(1000, 2101)
_LAST_SMALL = 24
_NO_CLASSES: frozenset[str] = frozenset()
_ITEM = re.compile(r"\(\?<?[=!]|[A-Z]+|[a-z]+|\{[\d,]+\}|\S")
_DEEPEST = 8
"""How deep macros may stand in each other."""


class Word(NamedTuple):
    """A word or mark of the text with the classes it belongs to; `number` is what its figures amount to."""

    start: int
    end: int
    lower: str
    classes: frozenset[str]
    number: float | None = None


class Vocabulary:
    """Which words belong to which class, and what they are worth there."""

    def __init__(self, table: Mapping[str, Any], pattern: re.Pattern[str], literals: Iterable[str]) -> None:
        self._worth: dict[tuple[str, str], Any] = {
            (name, word): value for name, words in table["words"].items() for word, value in words.items()
        }
        classes: dict[str, set[str]] = {}
        for name, word in (*self._worth, *((word, word) for word in literals)):
            classes.setdefault(word, set()).add(name)
        self._classes = {word: frozenset(names) for word, names in classes.items()}
        self._pos: dict[str, Any] = table["pos"]
        self._name_kinds = frozenset(table["names"]["kinds"])
        self._name_classes = frozenset(table["names"]["classes"])
        self._hints = frozenset(
            word for word, names in self._classes.items() if not names.isdisjoint(table["triggers"])
        )
        # A form that needs the figures, "21st" and not "first", names the class with FIGURE.
        self._shapes = {name: frozenset({name, f"{name}FIGURE"}) for name in table["shapes"]}
        self._pattern = pattern
        sets = {*self._classes.values(), *self._shapes.values(), _figure_classes("1.5", 1.5)}
        sets |= {_figure_classes(str(number), float(number)) for number in (1, _LAST_SMALL + 1, _YEARS.start)}
        for word, rule in self._pos.items():
            speech = {pos for allowed in ([rule] if isinstance(rule, list) else rule.values()) for pos in allowed}
            sets |= {_allowed(self._classes[word], rule, pos) for pos in speech | {""}}
        self._symbols = {
            classes: chr(_FIRST_SYMBOL + number)
            for number, classes in enumerate(sorted((one for one in sets if one), key=sorted))
        }
        self._members: dict[str, str] = {}
        for names, symbol in self._symbols.items():
            for name in names:
                self._members[name] = self._members.get(name, "") + symbol

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
        return self._symbols.get(word.classes, _NOTHING) if word.classes else _NOTHING

    def any_of(self, names: Iterable[str]) -> str:
        """A pattern for a word of any of these classes."""
        return f"[{''.join(self._members.get(name, '') for name in names)}]"

    def _word(self, match: re.Match[str], tokens: Mapping[int, Token]) -> Word:
        lower = match.group().lower()
        start, end = match.span()
        kind = match.lastgroup
        if kind is None:
            classes = self._classes.get(lower)
            return Word(start, end, lower, self._spoken(lower, classes, match, tokens) if classes else _NO_CLASSES)
        if kind == "FIGURES":
            number = float(lower.replace(",", "")) if len(lower) <= _LONGEST_NUMBER else None
            return Word(start, end, lower, _figure_classes(lower, number), number)
        number = float("".join(filter(str.isdecimal, lower))) if kind == "ORDINAL" else None
        return Word(start, end, lower.translate(_APOSTROPHES), self._shapes[kind], number)

    def _spoken(
        self, lower: str, classes: frozenset[str], match: re.Match[str], tokens: Mapping[int, Token]
    ) -> frozenset[str]:
        """The classes of a word as the parser sees it where it stands: "may" and "March" are not always months."""
        token = tokens.get(match.start())
        if token is None:
            return classes
        if token.entity in self._name_kinds and classes & self._name_classes:
            return _NO_CLASSES
        if lower not in self._pos or _is_beside_figure(match):
            return classes
        rule = self._pos[lower]
        if isinstance(rule, list) and "NOUN" not in rule and match.group()[0].islower():
            return _NO_CLASSES  # "to march", "it may": a month has a capital, whatever the tagger says
        return _allowed(classes, rule, token.pos)


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a time, and the rule that reads it."""

    reads: str
    pattern: re.Pattern[str]
    groups: Mapping[str, tuple[str, ...]]
    needs: re.Pattern[str] | None = None
    value: str = ""
    opens_sentence: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Words `first` to `last` (exclusive) of a block, which take a form."""

    form: Form
    words: Sequence[Word]
    first: int
    last: int
    vocabulary: Vocabulary
    match: re.Match[str] = field(repr=False)

    @property
    def start(self) -> int:
        """The first character."""
        return self.words[self.first].start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.words[self.last - 1].end

    @property
    def inside(self) -> Sequence[Word]:
        """The words of the expression."""
        return self.words[self.first : self.last]

    @property
    def before(self) -> Word | None:
        """The word before the expression."""
        return self.words[self.first - 1] if self.first else None

    @property
    def owns(self) -> bool:
        """Whether a possessive ending follows: "Friday's talks"."""
        return self.last < len(self.words) and "POSSESSIVE" in self.words[self.last].classes

    def spans(self, name: str) -> list[tuple[int, int]]:
        """The words that every place of a class or macro caught, in the order of the form's groups."""
        spans = [self.match.span(group) for group in self.form.groups.get(name, ())]
        return [(first, last) for first, last in spans if last > first]

    def caught(self, name: str) -> Sequence[Word]:
        """The words that the first class or macro of this name caught; empty if it caught none."""
        for first, last in self.spans(name):
            return self.words[first:last]
        return ()

    def worths(self, name: str) -> list[Any]:
        """What the words caught by every place of the class are worth, in the order of the text."""
        return [self.vocabulary.worth(name, self.words[first]) for first, _ in sorted(self.spans(name))]

    def worth(self, name: str) -> Any:
        """What the first word caught by the class is worth; None if it caught none."""
        values = self.worths(name)
        return values[0] if values else None

    def says(self, name: str) -> bool:
        """Whether some word of the expression belongs to the class."""
        return any(name in word.classes for word in self.inside)


class Forms:
    """The forms of one language, compiled."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        # Shapes first, then figures, then runs of letters, then any other mark.
        named = [f"(?P<{name}>{shape})" for name, shape in table["shapes"].items()]
        figures = r"(?P<FIGURES>\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d+(?:\.\d+)?)"
        pattern = re.compile("|".join([*named, figures, r"[^\W\d_]+", r"[^\s\w]|_"]))
        macros = {name: _ITEM.findall(text) for name, text in table["macros"].items()}
        phrases = {name: tuple(pattern.finditer(name)) for name in table["holidays"]}
        self.holidays = {
            tuple(match.group() for match in phrase): table["holidays"][name] for name, phrase in phrases.items()
        }
        longest_first = sorted(phrases.values(), key=len, reverse=True)
        marks = dict.fromkeys(table["words"]["DOT"], "DOT")
        macros["HOLIDAY"] = _ITEM.findall(
            f"({' | '.join(' '.join(m.lastgroup or marks.get(m.group(), m.group()) for m in one) for one in longest_first)})"
        )
        written = [(rule, _ITEM.findall(text)) for rule in table["forms"] for text in rule["is"]]
        used = [item for items in (*macros.values(), *(items for _, items in written)) for item in items]
        self.vocabulary = Vocabulary(table, pattern, {item for item in used if item.islower()})
        self._forms = [self._compiled(rule, items, macros) for rule, items in written]
        self._trigger = re.compile(self.vocabulary.any_of(table["triggers"]))
        self._run = re.compile(f"[^{_NOTHING}]+")

    def find(self, words: Sequence[Word]) -> Iterator[Found]:
        """Every place where words take a form; places may overlap, and the earlier form of a place comes first."""
        symbols = "".join(map(self.vocabulary.symbol, words))
        for run in self._run.finditer(symbols):
            start, end = run.span()
            if not self._trigger.search(symbols, start, end):
                continue
            for form in self._forms:
                if form.needs is not None and not form.needs.search(symbols, start, end):
                    continue
                for match in form.pattern.finditer(symbols, start, end):
                    if match.end() > match.start():
                        yield Found(form, words, match.start(), match.end(), self.vocabulary, match)

    def _compiled(self, rule: Mapping[str, Any], items: Sequence[str], macros: Mapping[str, Sequence[str]]) -> Form:
        groups: dict[str, list[str]] = {}
        pattern = "".join(self._pieces(items, macros, groups, _DEEPEST))
        names = {name: tuple(made) for name, made in groups.items()}
        needs = re.compile(self.vocabulary.any_of(rule["needs"])) if "needs" in rule else None
        opens = rule.get("opens_sentence", False)
        return Form(rule["reads"], re.compile(pattern), names, needs, rule.get("value", ""), opens)

    def _pieces(
        self, items: Sequence[str], macros: Mapping[str, Sequence[str]], groups: dict[str, list[str]], depth: int
    ) -> Iterator[str]:
        for item in items:
            if not item.isalpha():
                yield "(?:" if item == "(" else item
            elif item.islower():
                yield self.vocabulary.any_of([item])
            else:
                made = groups.setdefault(item, [])
                made.append(f"{item}_{len(made)}")
                inner = self._pieces(macros[item], macros, groups, depth - 1) if item in macros and depth else ()
                yield f"(?P<{made[-1]}>{''.join(inner) or self.vocabulary.any_of([item])})"


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


def _figure_classes(figures: str, number: float | None) -> frozenset[str]:
    classes = {"NUMBER"}
    if number is None:
        return frozenset(classes)
    if figures.isdecimal() and len(figures) <= 2 and 1 <= number <= 31:
        classes |= {"DAY", "SMALL"} if number <= _LAST_SMALL else {"DAY"}
    if figures.isdecimal() and len(figures) == 4 and number in _YEARS:
        classes.add("YEAR")
    return frozenset(classes)

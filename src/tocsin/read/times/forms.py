"""Where a text's words take the form of a time expression."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tocsin.read.times.words import NOTHING, Vocabulary, Word

_ITEM = re.compile(r"\(\?<?[=!]|[A-Z]+|[a-z]+|\{[\d,]+\}|\S")
_DEEPEST = 8


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

    def caught(self, name: str) -> Sequence[Word]:
        """The words that the first class or macro of this name caught; empty if it caught none."""
        for group in self.form.groups.get(name, ()):
            first, last = self.match.span(group)
            if last > first:
                return self.words[first:last]
        return ()

    def worths(self, name: str) -> list[Any]:
        """What the words caught by every place of the class are worth, in the order of the form."""
        spans = [self.match.span(group) for group in self.form.groups.get(name, ())]
        return [self.vocabulary.worth(name, self.words[first]) for first, last in sorted(spans) if last > first]

    def worth(self, name: str) -> Any:
        """What the first word caught by the class is worth; None if it caught none."""
        values = self.worths(name)
        return values[0] if values else None

    def says(self, name: str) -> bool:
        """Whether some word of the expression belongs to the class."""
        return any(name in word.classes for word in self.words[self.first : self.last])


class Forms:
    """The forms of one language, compiled."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        macros = {name: _items(text) for name, text in table["macros"].items()}
        self.holidays = {_key(name): rule for name, rule in table["holidays"].items()}
        macros["HOLIDAY"] = _items("(" + " | ".join(_literal(name) for name in _longest_first(self.holidays)) + ")")
        written = [(rule, _items(text)) for rule in table["forms"] for text in rule["is"]]
        literals = {
            item for items in [*macros.values(), *(items for _, items in written)] for item in items if item.islower()
        }
        self.vocabulary = Vocabulary(table, literals)
        self._forms = [self._compiled(rule, items, macros) for rule, items in written]
        self._trigger = re.compile(self._any(table["triggers"]))
        self._run = re.compile(f"[^{NOTHING}]+")

    def find(self, words: Sequence[Word]) -> Iterator[Found]:
        """Every place where words take a form; places may overlap, and the earlier form of a place comes first."""
        symbols = "".join(map(self.vocabulary.symbol, words))
        for run in self._run.finditer(symbols):
            if self._trigger.search(symbols, run.start(), run.end()):
                yield from self._find_in(words, symbols, run.start(), run.end())

    def _find_in(self, words: Sequence[Word], symbols: str, start: int, end: int) -> Iterator[Found]:
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
        needs = re.compile(self._any(rule["needs"])) if "needs" in rule else None
        return Form(
            rule["reads"], re.compile(pattern), names, needs, rule.get("value", ""), rule.get("opens_sentence", False)
        )

    def _pieces(
        self, items: Sequence[str], macros: Mapping[str, Sequence[str]], groups: dict[str, list[str]], depth: int
    ) -> Iterator[str]:
        for item in items:
            if not item.isalpha():
                yield "(?:" if item == "(" else item
                continue
            if item.islower():
                yield self._any([item])
                continue
            made = groups.setdefault(item, [])
            made.append(f"{item}_{len(made)}")
            inner = self._pieces(macros[item], macros, groups, depth - 1) if item in macros and depth else ()
            yield f"(?P<{made[-1]}>{''.join(inner) or self._any([item])})"

    def _any(self, names: Sequence[str]) -> str:
        """A pattern for a word of any of these classes."""
        return f"[{''.join(self.vocabulary.symbols_of(name) for name in names)}]"


def _items(text: str) -> list[str]:
    return _ITEM.findall(text)


def _key(name: str) -> tuple[str, ...]:
    """A phrase as the words it is divided into: letters, and the possessive ending."""
    return tuple(re.findall(r"[^\W\d_]+|'s|'|\.", name.replace("'s", " 's")))


def _longest_first(phrases: Mapping[tuple[str, ...], Any]) -> list[tuple[str, ...]]:
    return sorted(phrases, key=len, reverse=True)


def _literal(phrase: tuple[str, ...]) -> str:
    marks = {"'s": "POSSESSIVE", "'": "POSSESSIVE", ".": "DOT"}
    return " ".join(marks.get(word, word) for word in phrase)

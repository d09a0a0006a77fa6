"""A sentence cut finer than into tokens: words, numbers in digits and single signs, each with the token it lies in.

Parsers differ in how they cut "A$44,000", "3–7" or "500mg"; what is read from digits and signs must not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from tocsin.model.parse import Sentence, Token

Payload = TypeVar("Payload")

VULGAR = frozenset("¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")
"""Fractions that are one character."""

FIGURE = re.compile(rf"[\d{''.join(sorted(VULGAR))}]")
"""A digit of any script, or one of those."""

# A number whose thousands are set off by spaces, one with other signs inside it or none, a vulgar fraction, a word, or any
# other single sign.
_LEXEME = re.compile(
    r"(?<![\d.,])\d{1,3}(?: \d{3}){1,4}(?= [^\W\d_])"
    r"|\d+(?:[.,\u066b\u066c，．]\d+|['’\u00a0\u202f\u2009]\d{3}(?!\d)|[ ]0\d\d(?!\d))*"
    r"|[¼-¾⅐-⅞]"
    r"|[^\W\d_¼-¾⅐-⅞]+(?:['’][^\W\d_]+)*"
    r"|[^\s]"
)
_FIGURES = re.compile(r"\d+")
_APOSTROPHE = str.maketrans("’", "'")


MOST_OF_A_LABEL = 5
"""Words of a label in a list: "Injured so far: 4"."""
_LABEL_SIGNS = (":", "–", "—", "-")
_BEFORE_LABELS = ("", ",", ";", ":", ".", ")", "–", "—", "-", "•", "*")


class Line:
    """The lexemes of one sentence.

    Attributes:
        words: Each lexeme in lower case.
        starts: Where each begins in the text.
        ends: One past the last character of each.
        tokens: The token each lies in.
    """

    __slots__ = ("ends", "sentence", "starts", "text", "tokens", "words")

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.text = text
        self.sentence = sentence
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.tokens: list[Token] = []
        tokens = sentence.tokens
        at, last = 0, len(tokens) - 1
        for start, end in _cut(text, sentence):
            while at < last and tokens[at].end <= start:
                at += 1
            self.words.append(text[start:end].lower().translate(_APOSTROPHE))
            self.starts.append(start)
            self.ends.append(end)
            self.tokens.append(tokens[at])

    def __len__(self) -> int:
        return len(self.words)

    def word(self, i: int) -> str:
        """The lexeme at a position, "" beyond either end."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def glued(self, i: int) -> bool:
        """Whether no space stands between the lexeme at `i` and the one before it."""
        return 0 < i < len(self.words) and self.ends[i - 1] == self.starts[i]

    def is_figure(self, i: int) -> bool:
        """Whether a number written in digits stands at `i`."""
        return self.word(i)[:1].isdecimal()

    def is_vulgar(self, i: int) -> bool:
        """Whether a fraction of one character stands at `i`."""
        return self.word(i) in VULGAR

    def is_word(self, i: int) -> bool:
        """Whether a word of letters stands at `i`."""
        return self.word(i)[:1].isalpha()

    def capital(self, i: int) -> bool:
        """Whether the lexeme at `i` is written with a capital letter."""
        return 0 <= i < len(self.words) and self.text[self.starts[i]].isupper()

    def label(self, i: int) -> range:
        """The words of the label that what begins at `i` stands behind: "Injured so far: 4", "tanks – 12, guns – 3"."""
        first = i - 1
        while self.is_word(first - 1) and i - first <= MOST_OF_A_LABEL:
            first -= 1
        labelled = self.word(i - 1) in _LABEL_SIGNS and self.word(first - 1) in _BEFORE_LABELS
        return range(first, i - 1) if labelled else range(0)

    def is_labelled(self, i: int) -> bool:
        """Whether what begins at `i` stands behind a label and its sign."""
        return len(self.label(i)) > 0

    def shown(self, i: int) -> str:
        """The lexeme at `i` as it is written."""
        return self.text[self.starts[i] : self.ends[i]]

    def at_hyphen(self, i: int) -> bool:
        """Whether a hyphen at `i` joins the lexemes on both sides."""
        return self.word(i) == "-" and self.glued(i) and self.glued(i + 1)


def _cut(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where each lexeme begins and ends. Figures behind a name or a month are two numbers: "on May 13 500 people"."""
    named = False
    for match in _LEXEME.finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        if named and end - start > 1 and " " in match.group():
            yield from (figures.span() for figures in _FIGURES.finditer(text, start, end))
        else:
            yield start, end
        named = start > sentence.start and text[start].isupper()


class Phrases(Generic[Payload]):
    """Phrases of a lexicon, each with what is known of it, found at a position of a line: the longest wins.

    A phrase can begin with one of its `first_words`.
    """

    def __init__(self, phrases: Mapping[str, Payload] | Iterable[tuple[str, Payload]]) -> None:
        self._forward: dict[str, list[tuple[list[str], Payload]]] = {}
        self._backward: dict[str, list[tuple[list[str], Payload]]] = {}
        for phrase, payload in phrases.items() if isinstance(phrases, Mapping) else phrases:
            words = phrase.split()
            self._forward.setdefault(words[0], []).append((words, payload))
            self._backward.setdefault(words[-1], []).append((words, payload))
        for table in (self._forward, self._backward):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))
        self.first_words = frozenset(self._forward)

    @classmethod
    def of(cls, words: Iterable[str], payload: Payload) -> "Phrases[Payload]":
        """Phrases that all mean the same."""
        return cls([(phrase, payload) for phrase in words])

    def starting(self, line: Line, i: int) -> tuple[int, Payload] | None:
        """The longest phrase that begins at `i`: the position after it, and its payload."""
        for words, payload in self._forward.get(line.word(i), ()):
            if line.words[i : i + len(words)] == words:
                return i + len(words), payload
        return None

    def ending(self, line: Line, i: int) -> tuple[int, Payload] | None:
        """The longest phrase whose last word stands at `i`: the position of its first, and its payload."""
        for words, payload in self._backward.get(line.word(i), ()):
            first = i - len(words) + 1
            if first >= 0 and line.words[first : i + 1] == words:
                return first, payload
        return None

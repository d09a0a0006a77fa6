"""WordPiece as uncased BERT uses it (Devlin et al. 2019): a text as words, and each word as pieces of a vocabulary."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_LONGEST_TEXT = 16_384
"""Characters of a text that are looked at: far more than the most pieces that are asked for, unless it is mostly space."""
_LONGEST_WORD = 100
"""Characters of the longest word that is taken apart."""
_KEPT = 1 << 16
"""Words whose pieces are kept ready, and characters whose treatment is."""
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip
"""Blocks of ideographs, each of which is a word."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as words and pieces.

    Attributes:
        words: The words, in lower case and without accents; a mark is a word as well.
        pieces: The numbers of the pieces, between those of the beginning and of the end of a text.
        owners: For each piece the number of its word; -1 for the beginning and the end.
    """

    words: tuple[str, ...]
    pieces: tuple[int, ...]
    owners: tuple[int, ...]


class WordPiece:
    """Takes texts apart with one vocabulary. Names of special pieces inside a text ("[SEP]") are words like others."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Take in the pieces, in the order of their numbers; a piece that goes on a word begins with "##"."""
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._beginning, self._end, self._unknown = (self._numbers[name] for name in ("[CLS]", "[SEP]", "[UNK]"))
        self._cleaned, self._bare = _Cleaned(), _Bare()
        self.pieces_of = lru_cache(maxsize=_KEPT)(self._pieces_of)

    def __call__(self, text: str, *, most: int) -> Tokens:
        """The words and pieces of a text; it is cut where it has more than `most` pieces, beginning and end included."""
        words: list[str] = []
        pieces, owners = [self._beginning], [-1]
        for word in self.words(text):
            own = self.pieces_of(word)[: most - 1 - len(pieces)]
            if not own:
                break
            pieces += own
            owners += [len(words)] * len(own)
            words.append(word)
        return Tokens(tuple(words), (*pieces, self._end), (*owners, -1))

    def words(self, text: str) -> list[str]:
        """The words and marks of a text, in lower case, without accents and control characters."""
        apart = unicodedata.normalize("NFD", text[:_LONGEST_TEXT].translate(self._cleaned))
        return apart.translate(self._bare).split()

    def _pieces_of(self, word: str) -> tuple[int, ...]:
        """The longest piece that begins the word, then the longest that goes on, …; one unknown piece if that fails."""
        if len(word) > _LONGEST_WORD:
            return (self._unknown,)
        pieces: list[int] = []
        start, mark = 0, ""
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self._numbers.get(mark + word[start:end])
                if number is not None:
                    break
            else:
                return (self._unknown,)
            pieces.append(number)
            start, mark = end, "##"
        return tuple(pieces)


class _Treatment(dict[int, str]):
    """What becomes of each character, found out when a text first has it; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        treated = self.treat(chr(code))
        if len(self) < _KEPT:
            self[code] = treated
        return treated

    def treat(self, char: str) -> str:
        raise NotImplementedError


class _Cleaned(_Treatment):
    """White space is one kind of space, control characters are gone, ideographs stand alone."""

    def treat(self, char: str) -> str:
        if char in "\t\n\r":
            return " "
        if char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs"):
            return ""
        if any(first <= ord(char) <= last for first, last in _IDEOGRAPHS):
            return f" {char} "
        return " " if char.isspace() else char


class _Bare(_Treatment):
    """Accents are gone, capitals are small, marks stand alone."""

    def treat(self, char: str) -> str:
        category = unicodedata.category(char)
        if category == "Mn":
            return ""
        # Of ASCII every sign counts as a mark, of other characters only punctuation.
        if category.startswith("P") or (char.isascii() and not char.isalnum() and not char.isspace()):
            return f" {char} "
        return char.lower()

"""What a question asks for, and which of its words say what it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.errors import QueryError
from tocsin.lexicon.language import Lexicon
from tocsin.model.answer import Asked
from tocsin.text.words import WordForms

LONGEST = 2_000
"""Characters of the longest question taken."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart: `words` say what it is about; `alike` are others that may stand for them.

    `names` are those of the words that name something; `sayer` are the words for somebody whose words are asked for;
    `forms` brings words of the question and of claims to one form.
    """

    text: str
    asked: Asked
    words: tuple[str, ...]
    speech: tuple[str, ...]
    alike: dict[str, tuple[str, ...]]
    pointing: frozenset[str]
    names: tuple[str, ...]
    sayer: tuple[str, ...]
    forms: WordForms

    def goes_on(self, sentence: str) -> bool:
        """Whether a sentence opens with a word that points back ("These are …"), and so goes on with the one before."""
        opening = re.match(r"\W*(\w+)", sentence)
        return opening is not None and opening[1].lower() in self.pointing

    def every_word(self) -> Iterator[str]:
        """The words to look for: those of the question and those like them."""
        for word in self.words:
            yield word
            yield from self.alike.get(word, ())


class QuestionReader:
    """Takes questions apart."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("questions")
        self._forms = WordForms(table["forms"])
        self._openings = [(Asked(asked), words) for asked, words in table["asked"].items()]
        self._empty = frozenset(table["words"]["empty"])
        self._speech = frozenset(table["words"]["speech"])
        self._auxiliaries = frozenset(table["words"]["auxiliaries"])
        self._pointing = frozenset(table["words"]["pointing"])
        self._alike: dict[str, tuple[str, ...]] = {}
        for group in table["alike"]["groups"]:
            for word in group:
                self._alike[word] = (*self._alike.get(word, ()), *(other for other in group if other != word))

    def read(self, text: str) -> Question:
        """Take a question apart.

        Raises:
            QueryError: It holds no word to look for.
        """
        if len(text) > LONGEST:
            raise QueryError("question", f"longer than {LONGEST:,} characters; ask about one thing")
        found = re.findall(r"\w+(?:[.'’-]\w+)*", text.lower().replace("’", "'"))
        words = [word.removesuffix("'s") for word in found]
        content = tuple(dict.fromkeys(word for word in words if word not in self._empty and word not in self._speech))
        speech = tuple(word for word in words if word in self._speech)
        if not content and not speech:
            raise QueryError(repr(text[:60]), "there is no word in this question to look for")
        return Question(
            text,
            self._asked(words),
            content or speech,
            speech,
            {word: self._alike[word] for word in content if word in self._alike},
            self._pointing,
            tuple(word for word in content if _is_name(word, text)),
            self._sayer(words),
            self._forms,
        )

    def _sayer(self, words: list[str]) -> tuple[str, ...]:
        """ "What does the mayor say about …": the words between the auxiliary and the word of speech."""
        start = next((number for number, word in enumerate(words) if word in self._auxiliaries), None)
        end = next((number for number, word in enumerate(words) if word in self._speech), None)
        if start is None or end is None or end < start:
            return ()
        return tuple(word for word in words[start + 1 : end] if word not in self._empty)

    def _asked(self, words: list[str]) -> Asked:
        start = " ".join(words[:6])
        for asked, openings in self._openings:
            if any(re.match(rf"{re.escape(opening)}\b", start) for opening in openings):
                return asked
        inside = " ".join(words)
        for asked, openings in self._openings[:2]:
            if any(re.search(rf"\b{re.escape(opening)}\b", inside) for opening in openings[:2]):
                return asked
        return Asked.WHAT


def _is_name(word: str, text: str) -> bool:
    """Whether a word stands in the question with a capital, and not only because it opens it."""
    return re.search(rf"(?<!^)\b{re.escape(word[:1].upper() + word[1:])}\b", text) is not None

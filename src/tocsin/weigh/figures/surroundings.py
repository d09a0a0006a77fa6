"""What the documents of figures say around them: which places and countries they name, and where a figure goes on."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tocsin.lexicon.nations import Nations
from tocsin.model.query import Report
from tocsin.text.folding import folded

_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_WORD = re.compile(r"\w+")


def plainly(text: str) -> str:
    """A text in which a name is found however it is written: folded, without hyphens inside words."""
    return _HYPHEN.sub("", folded(text))


def finder_of(name: str, before: str = "") -> re.Pattern[str]:
    """What finds a place's name in such a text, behind some words (a pattern), if any are given."""
    return re.compile(rf"{before}(?<!\w){re.escape(plainly(name))}(?!\w)")


@dataclass(frozen=True)
class Surroundings:
    """A document, as far as its claims show it.

    Attributes:
        text: Its title and its sentences, each once.
    """

    text: str

    @property
    def title(self) -> str:
        """Its title, empty where it has none."""
        return self.text.partition("\n")[0]

    @cached_property
    def plain(self) -> str:
        """The text as names are looked up in it."""
        return plainly(self.text)

    @cached_property
    def words(self) -> list[str]:
        """Its words, as they are written."""
        return _WORD.findall(self.text)

    def times(self, place: str) -> int:
        """How often it names a place."""
        return len(finder_of(place).findall(self.plain))

    def forms(self, form: Callable[[str], str]) -> frozenset[str]:
        """The forms of its words, in lower case."""
        return frozenset(form(word.lower()) for word in self.words)

    def countries(self, nations: Nations) -> frozenset[str]:
        """The countries it names, by their codes."""
        return frozenset(one.country for one in nations.named(self.words))


NOTHING = Surroundings("")


def surroundings(claims: Iterable[Report], titles: Mapping[str, str | None]) -> dict[str, Surroundings]:
    """What each document says, by its id.

    Args:
        claims: All claims of the documents.
        titles: The titles of documents, by their ids.
    """
    sentences: dict[str, dict[int, str]] = defaultdict(dict)
    for report in claims:
        sentences[report.document][report.sentence_span.start] = report.sentence
    return {
        document: Surroundings("\n".join([titles.get(document) or "", *(held[at] for at in sorted(held))]))
        for document, held in sentences.items()
    }

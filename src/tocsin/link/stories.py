"""What a document is about, by the names and words it begins with: documents of two stories share almost none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from tocsin.lexicon.language import Lexicon
from tocsin.link.words import Wordings, is_inside
from tocsin.text.words import Word

BEGINS = 5
"""Letters by which two names are one: "Karvonia", "Karvonian"."""
_NAMED = 2
"""Names that a story must have for it to be told from another one."""
_COMMON = 5
"""Words of content that two documents of one story share at least, where they share no name."""
_SHARE = 0.25
"""The share of the contents of a short document that is enough instead."""
_SEVERAL = 3
"""Paragraphs under headings, with names of their own alone, from which on each is a story: a digest."""
_HEADED = re.compile(r"[^\W\d_][^\n.:!?]{0,30}[.:] ")
"""What begins with a heading: "Zelenka. The mayor says …"."""
_KEPT = 2048
"""Beginnings that are kept as stories: those of one document are asked for with each of its claims."""


@dataclass(frozen=True, slots=True)
class Story:
    """What a document, or a paragraph of a digest, is about.

    Attributes:
        names: How its names begin.
        outlet: How the names in that of its outlet begin: "Port Sabine Post" tells where it is.
        common: How the words begin that it writes small: what another one writes large is no name there.
        contents: The forms of its words of content.
    """

    names: frozenset[str]
    outlet: frozenset[str]
    common: frozenset[str]
    contents: frozenset[str]

    def names_others(self, other: "Story") -> bool:
        """Whether both name somebody or something, and nothing that the other names."""
        return self._tells(other) and other._tells(self) and not self.names_one(other)

    def is_shared(self, other: "Story") -> bool:
        """Whether they name one thing; where one of the two tells too few names, whether they share words enough."""
        both_tell = self._tells(other) and other._tells(self)
        return self.names_one(other) or (not both_tell and self._words_shared(other))

    def is_apart(self, other: "Story") -> bool:
        """Whether they name others, and share almost no word."""
        return self.names_others(other) and not self._words_shared(other)

    def _tells(self, other: "Story") -> bool:
        return len(self.names - other.common) >= _NAMED

    def names_one(self, other: "Story") -> bool:
        """Whether both name one thing, as far as neither writes it small."""
        ours, theirs = self.names - other.common, other.names - self.common
        return bool(ours & theirs or ours & other.outlet or self.outlet & theirs)

    def _words_shared(self, other: "Story") -> bool:
        least = min(_COMMON, _SHARE * min(len(self.contents), len(other.contents)))
        return len(self.contents & other.contents) >= least


def never_names(lexicon: Lexicon) -> frozenset[str]:
    """Words in lower case that are no names, though they may be written as such: days, months, kinds of bodies."""
    return frozenset(word for name in lexicon.table("places")["never"]["words"] for word in name.split())


class StoryReader:
    """Reads what documents are about, in one language."""

    def __init__(self, lexicon: Lexicon, wordings: Wordings) -> None:
        self._wordings = wordings
        numbers, speakers = lexicon.table("quantities")["cardinals"], lexicon.table("parties")["speakers"]
        days = lexicon.table("times")["words"]
        self._never = frozenset(
            (
                *never_names(lexicon),
                *(word for kind in ("units", "teens", "tens", "hundreds") for word in numbers[kind]),
                *(word for kind in ("MONTH", "ABBREVIATED", "WEEKDAY", "DAYABBREVIATED") for word in days[kind]),
                *(word for kind in ("either", "persons", "bodies") for word in speakers[kind]),
            )
        )
        # An agency and its people report on many stories.
        self._credits = [re.compile(pattern, re.MULTILINE) for pattern in lexicon.table("links")["stories"]["credits"]]
        self.story = lru_cache(maxsize=_KEPT)(self._story)
        self._paragraphs = lru_cache(maxsize=_KEPT)(self._split)

    def of(self, opening: str, passage: str, outlet: str | None) -> Story:
        """What a sentence is about: of a digest its paragraph, else what its document begins with.

        Args:
            opening: What the document begins with.
            passage: The sentence.
            outlet: Who published it.
        """
        whole = next((paragraph for paragraph in self._paragraphs(opening) if passage in paragraph), opening)
        story, here = self.story(whole, outlet), self.story(passage, outlet)
        return replace(story, names=story.names | here.names)

    def _split(self, opening: str) -> tuple[str, ...]:
        """The paragraphs of a digest, each under a heading and with names that no other has; none of any other text."""
        headed = [one for one in re.split(r"\n\s*\n", opening) if _HEADED.match(one)]
        named = [self.story(one, None).names for one in headed]
        told = len(named) >= _SEVERAL and all(len(names) >= _NAMED for names in named)
        apart = told and all(not mine & yours for number, mine in enumerate(named) for yours in named[:number])
        return tuple(headed) if apart else ()

    def _story(self, text: str, outlet: str | None) -> Story:
        wording = self._wordings.of(text)
        names, common, contents = set(), set(), set()
        credits = [found.span() for pattern in self._credits for found in pattern.finditer(text)]
        for word, form in zip(wording.words, wording.forms, strict=True):
            if any(start <= word.start < end for start, end in credits):
                continue
            if word.lower not in self._never:
                contents.add(form)
            begins = self._wordings.form(word.lower)[:BEGINS]
            if text[word.start].islower():
                common.add(begins)
            elif (
                text[word.start].isupper()
                and word.lower not in self._never
                and _is_name(text, word)
                and word.end - word.start > 1
            ):
                names.add(begins)
        of_outlet = frozenset(self._of_outlet(outlet or ""))
        return Story(frozenset(names) - common - of_outlet, of_outlet, frozenset(common), frozenset(contents - {""}))

    def _of_outlet(self, outlet: str) -> Iterator[str]:
        for word in self._wordings.of(outlet).words:
            if word.lower not in self._never:
                yield self._wordings.form(word.lower)[:BEGINS]


def _is_name(text: str, word: Word) -> bool:
    """Whether a word with a capital stands within a sentence, or is the heading of the text: "Zelenka. The mayor …"."""
    is_heading = word.start == 0 and text[word.end : word.end + 1] in (".", ":")
    return is_heading or is_inside(text, word)

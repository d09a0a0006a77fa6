"""The title of a document, and whether a text is about what its title tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.claim.clauses import Clause
from tocsin.claim.topic.content import ACTING, NAMING, ContentWords
from tocsin.claim.topic.shortening import LONGEST
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.reading import Reading, SetAside
from tocsin.model.span import Span, SpanIndex
from tocsin.text.folding import folded

FIRST = 6
"""Sentences among which title and lead are looked for: a title, a subtitle and a few lines that are no part of the text."""
ENDS = (".", "!", "?", "”", '"', "…")
"""How sentences end, and lines that are none do not."""
_CHECKED = 40
"""Lines among which those are looked for that tell a text which weighs a claim."""
_GREETING = 2
"""Lines in which a bulletin says that it is one."""
_HEADS = 2
"""Such lines, of which one alone may be chance."""
SHOWN = 3
"""Words of a title at least that tell what an article is about."""
_TELLING = 2
"""Words of a title from which on a lead must share one."""
_WORDS = re.compile(r"[^\W\d_]{2,}")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)] [^\W\d_]")
_LABELLED = re.compile(r"([^\W\d_a-zß-öø-ÿ][\w’' -]{1,30}): \S.*[.!?]$")
_SAYING = 6
"""Words of a line that says something behind its label, at least: "Injured: 4" is a row."""
_ITEMS = 3
"""Numbered paragraphs at least of a text that is a list of matters."""
_CRUMBS = frozenset("|›»>()")
"""Signs in a line of a page's menu, or in a dateline."""
_LABEL_KIND = "label"
"""The kind of furniture that a title may be."""
_DATELINE_KINDS = ("dateline", "agencies")
"""The kinds of furniture that may tell where a text was written."""
_BEHIND_PLACE = re.compile(r"[,(]")
_PARTS = re.compile(r"\s+[–—|-]\s+|:\s+")
"""What parts a title from the name of a column or page behind or before it."""
_DAYS = ("DATE", "TIME")
_NEWS = (("GPE", "LOC", "ORG"), ("DATE",), ("CARDINAL", "MONEY", "PERCENT", "QUANTITY"))


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its text without the name of the page, the sentence it was read as, its words and their stems."""

    text: str
    sentence: Sentence
    tokens: tuple[Token, ...]
    stems: frozenset[str]


class TitleReader:
    """Finds the titles of documents, in one language."""

    def __init__(self, lexicon: Lexicon, content: ContentWords) -> None:
        table = lexicon.table("claims")["standalone"]
        self._content = content
        self._pages = re.compile("|".join(table["pages"]), re.IGNORECASE)
        self._subjects = re.compile(table["subjects"], re.IGNORECASE)
        self._checks = frozenset(table["checks"])
        times = lexicon.table("times")["words"]
        self._kinds = frozenset(table["kinds_of_texts"]).union(times["MONTH"], times["WEEKDAY"], table["generic"])
        self._bulletins = re.compile("|".join(table["bulletins"]), re.IGNORECASE)

    def read(self, reading: Reading, furniture: SpanIndex[SetAside]) -> Title | None:
        """The title of a document: its first line, where that ends as no sentence does and is no stamp, byline or button."""
        lines = (one for one in reading.sentences[:FIRST] if self._may_be_title(one, furniture))
        first = next(lines, None)
        if first is not None and first.tokens[-1].text == ":":
            # "LIVE: Floods in Oberau", of which the label was read as a sentence.
            is_label = self._pages.search(reading.document.text[first.start : first.end].rstrip(": ")) is not None
            titled = next(lines, None) if is_label else None
            first = titled if titled is not None and titled.block == first.block else first
        if (subject := self._subject_line(reading, furniture)) is not None:
            return subject
        if first is None:
            return None
        if first.tokens[-1].text in ENDS or len(first.tokens) > LONGEST:
            return None
        text = reading.document.text[first.start : first.end]
        behind = reading.document.text[first.end : first.end + 1]
        if not _CRUMBS.isdisjoint(text) or behind not in ("", "\n", "\r"):
            return None  # "Business › Markets", "LINZ, May 3 (Wire) - …"
        if ":" in text and any(word.entity == "DATE" and word.text[0].isdecimal() for word in first.tokens):
            return None  # "Reporting period: 14–20 October"
        parts = [part for part in _PARTS.split(text) if not self._pages.search(part)]
        text = " ".join((text if len(parts) == len(_PARTS.split(text)) else " – ".join(parts)).split())
        if not text or text == reading.document.outlet:
            return None
        tokens = tuple(word for word in first.tokens if word.text in text)
        if self._names_channel(tokens):
            return None
        stems = self._content.stems(tokens)
        return Title(text=text, sentence=first, tokens=tokens, stems=stems) if stems else None

    def _names_channel(self, tokens: Sequence[Token]) -> bool:
        """Whether a line only names a channel or column: "Harbour Watch – channel, 7 May 2025"."""
        told = [word for word in tokens if word.pos in NAMING and word.entity not in _DAYS]
        kinds = [word for word in told if word.lower in self._kinds or word.lemma.lower() in self._kinds]
        return bool(kinds) and all(word in kinds or word.pos == "PROPN" for word in told)

    def _subject_line(self, reading: Reading, furniture: SpanIndex[SetAside]) -> Title | None:
        """A heading that says what a statement is on, below the name of who issues it: "On the flood in the valley"."""
        for line in reading.sentences[:FIRST]:
            text = reading.document.text[line.start : line.end]
            match = self._subjects.match(text)
            if match is None or not any(
                one.reason.facts["kind"] == _LABEL_KIND for one in furniture.covering(line.span)
            ):
                continue
            tokens = tuple(word for word in line.tokens if word.start >= line.start + match.end())
            text, stems = " ".join(text[match.end() :].split()), self._content.stems(tokens)
            return Title(text=text, sentence=line, tokens=tokens, stems=stems) if stems else None
        return None

    def given(self, reading: Reading) -> str | None:
        """The title of a document that is no part of its text, without the name of its page; None where there is none."""
        document = reading.document
        title = " ".join((document.title or "").split())
        parts = [part for part in _PARTS.split(title) if not self._pages.search(part) and part != document.outlet]
        title = title if len(parts) == len(_PARTS.split(title)) else " – ".join(parts)
        words = title.split()
        if not self._names_matter(title, document.outlet or ""):
            return None
        begins = folded(" ".join(document.text[: 2 * len(title) + 1].split())).startswith(folded(title))
        plain = sum(any(map(str.isalnum, word)) for word in words)
        if not SHOWN <= plain <= LONGEST or begins or title.endswith("?"):
            return None
        return title.rstrip(".")

    def _names_matter(self, title: str, outlet: str) -> bool:
        """Whether a title tells more than who published what kind of text when: "Police report 7 May"."""
        own = {word.lower() for word in _WORDS.findall(outlet)} | self._kinds
        return any(word.lower() not in own for word in _WORDS.findall(title))

    def asked(self, reading: Reading, *, begins: bool) -> str | None:
        """What a title asks, or the first line of a text that `begins` with its title: "Did the mayor buy a yacht?"."""
        given = " ".join((reading.document.title or "").split())
        first = reading.sentences[0] if reading.sentences else None
        line, _, rest = reading.document.text.strip().partition("\n")
        # "The police shut the bridge. Will it open again?" is no title.
        is_title = begins and first is not None and bool(rest) and first.end - first.start >= len(line.strip())
        titles = (given, *([line.strip()] if is_title else []))
        title = next((one for one in titles if one.endswith("?") and len(one.split()) <= LONGEST), "")
        parts = [part for part in _PARTS.split(title) if not self._pages.search(part)]
        title = parts[-1] if parts else ""
        return title if len(title.split()) > SHOWN else None

    def dateline(self, reading: Reading, furniture: SpanIndex[SetAside]) -> str | None:
        """The place of the dateline that a text begins with: "ENNS, May 3 (Wire) – …"."""
        for one in reading.sentences[:FIRST]:
            for aside in furniture.covering(one.span):
                place = _BEHIND_PLACE.split(aside.text)[0].strip()
                if aside.reason.facts["kind"] in _DATELINE_KINDS and place.isupper():
                    return place.title()
        return None

    def _may_be_title(self, line: Sentence, furniture: SpanIndex[SetAside]) -> bool:
        """Whether a line is no furniture, or the heading of a live page: "Floods in Oberau: live"."""
        about = furniture.covering(line.span)
        return not about or any(self._pages.search(part) for one in about for part in _PARTS.split(one.text)) or all(
            one.reason.facts["kind"] == _LABEL_KIND for one in about
        )  # fmt: skip

    def is_check(self, reading: Reading) -> bool:
        """Whether a document weighs what others claim: "CLAIM: …", "VERDICT: false". Its title tells what is so."""
        lines = reading.document.text.splitlines()
        heads = (line.partition(":")[0].strip("*# ").lower() for line in lines[:_CHECKED] if ":" in line)
        return sum(head in self._checks for head in heads) >= _HEADS

    def is_bulletin(self, reading: Reading) -> bool:
        """Whether a document begins as a list of news does, each paragraph a matter of its own: "Here are the headlines"."""
        lines = [line.strip() for line in reading.document.text.splitlines() if line.strip()]
        title = reading.document.title or ""
        if any(self._bulletins.search(line) for line in (title, *lines[:_GREETING])):
            return True
        # "1. …", "2. …", "Bridge: …", "Schools: …" under a title that tells nothing.
        items = sum(bool(_NUMBERED.match(line)) for line in lines)
        labels = [match[1] for line in lines if (match := _LABELLED.match(line)) and len(line.split()) >= _SAYING]
        items = max(items, len(labels) if len(set(labels)) == len(labels) else 0)
        return items >= _ITEMS and items > len(lines) / 2 and self.given(reading) is None

    def is_told_by(
        self, title: Title, lead: Span, clause: Span, sentences: Sequence[tuple[Sentence, Sequence[Clause]]]
    ) -> bool:  # fmt: skip
        """Whether a lead has a word of the title, or the title too few to tell."""
        if title.sentence.span.overlaps(lead) or len(title.stems) < _TELLING:
            return True
        # News tells who or where, when and how many; a scene does not.
        kinds = {word.entity for one, _ in sentences if one.span.overlaps(clause) for word in one.tokens}
        if sum(not kinds.isdisjoint(group) for group in _NEWS) > 1:
            return True
        # "The last ferry" and "the last crossing" share nothing that tells what they are about.
        stems = self._content.stems(title.tokens, kinds=ACTING) or title.stems
        return any(
            not stems.isdisjoint(self._content.stems(one.tokens, kinds=ACTING))
            for one, _ in sentences
            if one.span.overlaps(lead)
        )

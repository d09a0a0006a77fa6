"""Attributions by where a source stands: before a colon, behind a dash, at the end of a headline, atop a forwarded post."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from tocsin.lexicon.cues import CueBook
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token, written
from tocsin.model.span import Span
from tocsin.read.attribution.relation import CLOCK, Relation, Speakers, joined, trimmed

_LABEL = 6
"""Words a label may have."""
_OFFICE = 12
"""The same where it ends in a name: "The head of the military administration Ivo Dan: …"."""
_MATTERS = 3
"""Paragraphs with a label each of a text that is a list of matters, at least."""
_LEAST = 3
"""The least number of words that the content of a label has."""
_HEADLINE = 30
"""Words a headline may have."""
_AGAIN = 4
"""How often a post may have been forwarded before it was forwarded last."""
_STOPS = (".", "!", "?", "…")
_COUNTED = ("NUM", "NOUN", "PUNCT", "CCONJ")
_NAMES = ("PERSON", "ORG", "NORP")
_SUBJECTS = ("nsubj", "nsubjpass")
_PARTS = ("NOUN", "PROPN", "ADJ", "DET", "ADP", "CCONJ", "PART", "NUM", "PRON", "PUNCT")


class LabelRules:
    """Finds sources that no grammar ties to what they say."""

    def __init__(self, lexicon: Lexicon, cues: CueBook) -> None:
        table = lexicon.table("attribution")
        openings = "|".join(map(re.escape, table["forwards"]["openings"]))
        alone = "|".join(map(re.escape, table["forwards"]["alone"]))
        stamp, name = r"(?:\[[^\]\n]{1,40}\]\s*)?", r"(?P<source>[^:\n]{2,60}?)"
        self._forward = re.compile(rf"{stamp}(?P<cue>{openings})\s+{name}:\s*", re.I)
        self._heading = re.compile(rf"{stamp}(?P<cue>{alone}):?\s+{name}\s*:?\s*\Z", re.I)
        self._before = frozenset(table["labels"]["before_content"])
        self._behind = frozenset(table["labels"]["behind_content"])
        dashes = "|".join(map(re.escape, sorted(table["labels"]["dashes"], key=len, reverse=True)))
        self._signature = re.compile(rf"\s*(?P<dash>{dashes})\s*")
        self._speech = frozenset(table["verbs"]["speech_groups"])
        self._quote_only = frozenset(table["verbs"]["quote_only"])
        self._writings = frozenset(table["labels"]["writings"])
        self._headings = frozenset(lexicon.table("turns")["marks"]["not_speakers"])
        self._of_places = frozenset(lexicon.table("parties")["names"]["of_places"])
        self._outlet_words = tuple(lexicon.table("turns")["lead"]["outlet_words"])
        self._houses = frozenset(table["labels"]["houses"])
        self._they = frozenset(lexicon.table("coreference")["pronouns"]["they"])
        self._cues = cues
        self._speakers = Speakers(lexicon)

    def find(self, text: str, sentences: Sequence[Sentence], quotes: Sequence[Span]) -> list[Relation]:
        """The labelled attributions of a document, at most one a paragraph."""
        paragraphs = [tuple(group) for _, group in groupby(sentences, key=lambda sentence: sentence.block)]
        # The last words of names, and the capitalised words before the colons of several paragraphs (whose turn it is to
        # speak): one may stand as a label where the tagger does not see that it is a name.
        known = {token.lower for sentence in sentences for token in sentence.tokens if token.entity in _NAMES}
        heads = (_head(self._before_colon(_words(paragraph))) for paragraph in paragraphs)
        repeated = Counter(head.lower for head in heads if head is not None)
        known |= {label for label, times in repeated.items() if times > 1}
        is_digest = self._is_digest(paragraphs, known)
        found: list[Relation] = []
        starts = [quote.start for quote in quotes]
        for number, paragraph in enumerate(paragraphs):
            inside = quotes[bisect_left(starts, paragraph[0].start) : bisect_left(starts, paragraph[-1].end)]
            relation = (
                self._forwarded(text, paragraph)
                or self._forwarded_below(text, paragraphs, number)
                or (self._labelled(paragraph, known, {quote.start for quote in inside}) if not is_digest else None)
                or self._trailing(paragraph, known, inside)
            )
            found.extend([relation] if relation is not None else self._signed(text, paragraph, inside))
        return found

    def _is_digest(self, paragraphs: Sequence[Sequence[Sentence]], known: set[str]) -> bool:
        """Whether the labels of a text tell its matters, "Bridge: …", "Schools: …", "Weather: …": some can say nothing."""
        labels = [label for one in paragraphs if (label := self._before_colon(_words(one))) and len(label) < _LABEL]
        if len(labels) < _MATTERS or len({written(label) for label in labels}) < len(labels):
            return False
        dumb = sum(self._label(label, known) is None for label in labels)
        return dumb > 1 and 2 * len(labels) >= len(paragraphs)

    def _before_colon(self, words: Sequence[Token]) -> Sequence[Token]:
        """What stands before the first colon, where that comes soon, without a mark that opens a quotation."""
        place = next((n for n, word in enumerate(words[: _OFFICE + 2]) if word.text in self._before), 0)
        # "14:35 Ministry: …" in a ticker.
        first = 1 if words[0].pos == "PUNCT" or CLOCK.fullmatch(words[0].text) else 0
        return words[first:place] if first < place and words[first].text[:1].isupper() else ()

    def _signed(self, text: str, paragraph: Sequence[Sentence], quotes: Sequence[Span]) -> Iterator[Relation]:
        """ "“It is safe.” — Anna Brunner": a quotation and the name it is signed with."""
        words = _words(paragraph)
        starts = [word.start for word in words]
        for quote in quotes:
            match = self._signature.match(text, quote.end, paragraph[-1].end)
            if match is None:
                continue
            first = bisect_left(starts, match.end())
            last = first
            while (
                last < min(len(words), first + _LABEL)
                and words[last].pos in ("PROPN", "NOUN")
                and words[last].text[0].isupper()
            ):
                last += 1
            ended = (
                last == len(words)
                or words[last].pos == "PUNCT"
                or "\n" in text[words[last - 1].end : words[last].start]
            )
            content = trimmed([word for word in words if quote.covers(word.span)])
            if last - first >= 2 and ended and _count(content) >= _LEAST:
                dash = Span(*match.span("dash"))
                anchor = words[bisect_right(starts, dash.start) - 1]
                name = words[first:last]
                yield Relation(name[-1], joined(name), (dash,), joined(content), anchor, certain=True)

    def _forwarded(self, text: str, paragraph: Sequence[Sentence]) -> Relation | None:
        """A post that says it was taken from somebody: the rest of the paragraph is that one's."""
        match = self._forward.match(text, paragraph[0].start, paragraph[-1].end)
        if match is None:
            return None
        words = _words(paragraph)
        named = [word for word in words if match.start("source") <= word.start < match.end("source")]
        content = trimmed([word for word in words if word.start >= match.end()])
        if not named or not content:
            return None
        cue = Span(*match.span("cue"))
        anchor = next(word for word in words if word.start >= cue.start)
        return Relation(named[-1], (Span(*match.span("source")),), (cue,), joined(content), anchor, certain=True)

    def _forwarded_below(self, text: str, paragraphs: Sequence[Sequence[Sentence]], number: int) -> Relation | None:
        """The same on a line of its own: what follows is that one's, up to an empty line or the next post.

        One line behind the heading may be empty, and a post may have been forwarded more than once.
        """
        heading = paragraphs[number]
        match = self._heading.match(text, heading[0].start, heading[-1].end)
        if match is None:
            return None
        below: list[Sentence] = []
        again, said = 0, False
        for place in range(number + 1, len(paragraphs)):
            before, paragraph = paragraphs[place - 1], paragraphs[place]
            if below and text[before[-1].end : paragraph[0].start].count("\n") > 1:
                break
            start, end = paragraph[0].start, paragraph[-1].end
            if self._heading.match(text, start, end) or self._forward.match(text, start, end):
                again += 1
                if said or again > _AGAIN:
                    break
            else:
                said = True
            below += paragraph
        content = trimmed(_words(below))
        words = [word for word in _words(heading) if word.start >= match.start("cue")]
        if not content or not words:
            return None
        source = Span(*match.span("source"))
        return Relation(words[-1], (source,), (Span(*match.span("cue")),), joined(content), words[0], certain=True)

    def _labelled(self, paragraph: Sequence[Sentence], known: set[str], opened: set[int]) -> Relation | None:
        """ "Ministry: the bridge is safe": the rest of the paragraph."""
        words = _words(paragraph)
        label = self._before_colon(words)
        source = self._label(label, known)
        place = next((number for number, word in enumerate(words) if word.text in self._before), len(words))
        said = words[place + 1 :]
        if source is None or not said:
            return None
        content = trimmed(said)
        # A headline says something of somebody: "the man who runs the mill" does not.
        verbs = (word for word in content if word.pos in ("VERB", "AUX"))
        tells = (
            len(label) > _LABEL
            or self._is_common(source)
            or any(verb.dep not in ("relcl", "aux", "auxpass") for verb in verbs)
        )
        if said[0].start not in opened and (_count(content) < _LEAST or not tells or self._is_topic(label, content)):
            return None
        return _beside(source, label, words[place], content)

    def _is_topic(self, label: Sequence[Token], content: Sequence[Token]) -> bool:
        """ "Hospital: they turn people away", "Forces: 340 firefighters": what follows speaks of whom the label names."""
        counted = content[0].tag == "CD" and all(word.pos in _COUNTED for word in content)
        if counted and len(label) == 1 and label[0].tag in ("NNS", "NNPS"):
            return True
        spoken_of = content[0].lower in self._they and content[0].dep in _SUBJECTS
        return spoken_of and label[-1].lemma.lower() in self._houses

    def _trailing(self, paragraph: Sequence[Sentence], known: set[str], quotes: Sequence[Span]) -> Relation | None:
        """ "The bridge is safe – ministry", "Bridge safe, mayor says", "“It is safe.” – Anna Brunner": what is before it."""
        words = _words(paragraph)
        if words[-1].text in _STOPS:
            return None
        for place in range(len(words) - 2, max(0, len(words) - _LABEL - 2), -1):
            mark, tail = words[place], words[place + 1 :]
            quoted = any(quote.start == words[0].start and quote.end == words[place - 1].end for quote in quotes)
            if len(words) > _HEADLINE and not quoted:
                return None
            if mark.text in self._behind:
                source, cue = self._label(tail, known), mark
            elif mark.text == ",":
                source, verb = self._told(tail)
                cue = verb or mark
            else:
                continue
            content = trimmed(words[:place])
            if source is not None and _count(content) >= _LEAST - (mark.text == ","):
                return _beside(source, [word for word in tail if word is not cue], cue, content)
            if mark.text != ",":
                return None
        return None

    def _told(self, tail: Sequence[Token]) -> tuple[Token | None, Token | None]:
        """ "Says mayor", "mayor says": who it is, and the verb."""
        for verb in (tail[0], tail[-1]):
            lemma = verb.lemma.lower()
            cue = self._cues.attributing(lemma) if verb.pos == "VERB" else None
            if cue is not None and cue.name in self._speech and lemma not in self._quote_only:
                phrase = [word for word in tail if word is not verb]
                return (_head(phrase), verb) if _is_nominal(phrase) else (None, None)
        return None, None

    def _label(self, words: Sequence[Token], known: set[str]) -> Token | None:
        """The head of a phrase that does nothing but name somebody."""
        office = len(words) > _LABEL and all(word.pos == "PROPN" for word in words[-2:]) and words[-3].text[0].islower()
        if not words or len(words) > (_OFFICE if office else _LABEL) or not _is_nominal(words):
            return None
        if written([word for word in words if not CLOCK.fullmatch(word.text)]).lower() in self._headings:
            return None
        head = words[-1] if office else _head(words)
        if office or head is None:
            return head
        if words[0].lower in self._of_places and head.entity != "ORG" and not head.lower.endswith(self._outlet_words):
            return None  # "Port Asel: …", a dateline
        named = head.entity in _NAMES or (head.text[0].isupper() and head.lower in known)
        return head if named or self._is_common(head) else None

    def _is_common(self, token: Token) -> bool:
        return token.pos in ("NOUN", "PROPN") and (
            self._speakers.is_noun(token) or token.lemma.lower() in self._writings
        )


def _words(paragraph: Sequence[Sentence]) -> list[Token]:
    return [word for sentence in paragraph for word in sentence.tokens]


def _beside(source: Token, phrase: Sequence[Token], cue: Token, content: Sequence[Token]) -> Relation:
    return Relation(source, joined(trimmed(phrase)), (cue.span,), joined(content), cue, certain=True)


def _is_nominal(words: Sequence[Token]) -> bool:
    named = any(word.pos in ("NOUN", "PROPN") for word in words)
    return named and all(word.pos in _PARTS for word in words)


def _head(words: Sequence[Token]) -> Token | None:
    """The noun the other words hang on: the last one before any preposition."""
    until = next((n for n, word in enumerate(words) if n and (word.pos == "ADP" or word.text == ",")), len(words))
    return next((word for word in reversed(words[:until]) if word.pos in ("NOUN", "PROPN")), None)


def _count(words: Sequence[Token]) -> int:
    return sum(word.pos != "PUNCT" for word in words)

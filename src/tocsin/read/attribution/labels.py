"""Attributions by where a source stands: before a colon, behind a dash, at the end of a headline, atop a forwarded post."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from tocsin.lexicon.cues import CueBook
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token, written
from tocsin.model.span import Span
from tocsin.read.attribution.label_names import LABEL, OFFICE, LabelNames, Speaks, head_of, is_nominal
from tocsin.read.attribution.relation import CLOCK, Relation, joined, trimmed

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
_SUBJECTS = ("nsubj", "nsubjpass")


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
        self._they = frozenset(lexicon.table("coreference")["pronouns"]["they"])
        self._names = LabelNames(lexicon, cues)

    def find(self, text: str, sentences: Sequence[Sentence], quotes: Sequence[Span]) -> list[Relation]:
        """The labelled attributions of a document, at most one a paragraph."""
        paragraphs = _paragraphs(sentences)
        known = self._names.known(sentences)
        listed = self._least_of(paragraphs, known)
        found: list[Relation] = []
        starts = [quote.start for quote in quotes]
        for number, paragraph in enumerate(paragraphs):
            inside = quotes[bisect_left(starts, paragraph[0].start) : bisect_left(starts, paragraph[-1].end)]
            relation = (
                self._forwarded(text, paragraph)
                or self._forwarded_below(text, paragraphs, number)
                or self._labelled(paragraph, known, inside, listed)
                or self._trailing(paragraph, known, inside)
            )
            found.extend([relation] if relation is not None else self._signed(text, paragraph, inside))
        return found

    def _least_of(self, paragraphs: Sequence[Sequence[Sentence]], known: Collection[str]) -> Speaks:
        """How surely a label must name a speaker in a text.

        Where labels tell matters ("Bridge: …", "Schools: …", "Weather: …"), "Police: …" may be one of them.
        """
        labels = [label for one in paragraphs if (label := self._before_colon(_words(one))) and len(label) < LABEL]
        dumb = sum(self._names.speaks(label, known) <= Speaks.PERHAPS for label in labels)
        if len(labels) < 2 or not dumb:
            return Speaks.PERHAPS
        apart = len(labels) >= _MATTERS and len({written(label) for label in labels}) == len(labels)
        return Speaks.BY_NAME if apart and dumb > 1 and 2 * len(labels) >= len(paragraphs) else Speaks.SURELY

    def _before_colon(self, words: Sequence[Token]) -> Sequence[Token]:
        """What stands before the first colon, where that comes soon, without a mark that opens a quotation."""
        place = next((n for n, word in enumerate(words[: OFFICE + 2]) if word.text in self._before), 0)
        # "14:35 Ministry: …" in a ticker.
        first = 1 if words[0].pos == "PUNCT" or CLOCK.fullmatch(words[0].text) else 0
        return words[first:place] if first < place and words[first].text[:1].isupper() else ()

    def _behind_label(self, words: Sequence[Token]) -> tuple[Token | None, Sequence[Token]]:
        """The mark behind a label, and what follows it."""
        place = next((number for number, word in enumerate(words) if word.text in self._before), len(words))
        said = words[place + 1 :]
        return (words[place], said) if said else (None, ())

    def topics(self, sentences: Sequence[Sentence], quotes: Sequence[Span]) -> frozenset[int]:
        """The positions of the marks behind labels that are no speakers."""
        paragraphs = _paragraphs(sentences)
        known = self._names.known(sentences)
        listed = self._least_of(paragraphs, known)
        opened = {quote.start for quote in quotes}
        found = set()
        for paragraph in paragraphs:
            words = _words(paragraph)
            label = self._before_colon(words)
            colon, said = self._behind_label(words)
            if colon is None or self._names.head(label) is None:
                continue
            least = self._names.least(said, opens_quotation=said[0].start in opened, listed=listed)
            if Speaks.PERHAPS < least > self._names.speaks(label, known):
                found.add(colon.i)
        return frozenset(found)

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
                last < min(len(words), first + LABEL)
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
        named = Span(*match.span("source"))
        words = [word for word in _words(heading) if match.start("cue") <= word.start < named.end]
        if not content or not words:
            return None
        source = Span(*match.span("source"))
        return Relation(words[-1], (source,), (Span(*match.span("cue")),), joined(content), words[0], certain=True)

    def _labelled(
        self, paragraph: Sequence[Sentence], known: Collection[str], quotes: Sequence[Span], listed: Speaks
    ) -> Relation | None:
        """ "Ministry: the bridge is safe": the rest of the paragraph."""
        words = _words(paragraph)
        label = self._before_colon(words)
        colon, said = self._behind_label(words)
        source = self._names.head(label)
        if source is None or colon is None:
            return None
        quoted = any(quote.start == said[0].start for quote in quotes)
        least = self._names.least(said, opens_quotation=quoted, listed=listed)
        if self._names.speaks(label, known) < least:
            return None
        # What stands behind the quotation is told by the text.
        content = trimmed([word for word in said if not quoted or any(quote.covers(word.span) for quote in quotes)])
        # A headline says something of somebody: "the man who runs the mill" does not.
        verbs = (word for word in content if word.pos in ("VERB", "AUX"))
        tells = (
            len(label) > LABEL
            or self._names.is_common(source)
            or any(verb.dep not in ("relcl", "aux", "auxpass") for verb in verbs)
        )
        if not quoted and (_count(content) < _LEAST or not tells or self._is_topic(label, content)):
            return None
        return _beside(source, label, colon, content)

    def _is_topic(self, label: Sequence[Token], content: Sequence[Token]) -> bool:
        """ "Hospital: they turn people away", "Forces: 340 firefighters": what follows speaks of whom the label names."""
        counted = content[0].tag == "CD" and all(word.pos in _COUNTED for word in content)
        if counted and len(label) == 1 and label[0].tag in ("NNS", "NNPS"):
            return True
        spoken_of = content[0].lower in self._they and content[0].dep in _SUBJECTS
        return spoken_of and self._names.is_house(label[-1])

    def _trailing(
        self, paragraph: Sequence[Sentence], known: Collection[str], quotes: Sequence[Span]
    ) -> Relation | None:
        """ "The bridge is safe – ministry", "Bridge safe, mayor says", "“It is safe.” – Anna Brunner": what is before it."""
        words = _words(paragraph)
        if words[-1].text in _STOPS:
            return None
        for place in range(len(words) - 2, max(0, len(words) - LABEL - 2), -1):
            mark, tail = words[place], words[place + 1 :]
            quoted = any(quote.start == words[0].start and quote.end == words[place - 1].end for quote in quotes)
            if len(words) > _HEADLINE and not quoted:
                return None
            if mark.text in self._behind:
                source = self._names.head(tail) if self._names.speaks(tail, known) > Speaks.PERHAPS else None
                cue = mark
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
            if self._names.is_saying(verb):
                phrase = [word for word in tail if word is not verb]
                return (head_of(phrase), verb) if is_nominal(phrase) else (None, None)
        return None, None


def _paragraphs(sentences: Sequence[Sentence]) -> list[tuple[Sentence, ...]]:
    return [tuple(group) for _, group in groupby(sentences, key=lambda sentence: sentence.block)]


def _words(paragraph: Sequence[Sentence]) -> list[Token]:
    return [word for sentence in paragraph for word in sentence.tokens]


def _beside(source: Token, phrase: Sequence[Token], cue: Token, content: Sequence[Token]) -> Relation:
    return Relation(source, joined(trimmed(phrase)), (cue.span,), joined(content), cue, certain=True)


def _count(words: Sequence[Token]) -> int:
    return sum(word.pos != "PUNCT" for word in words)

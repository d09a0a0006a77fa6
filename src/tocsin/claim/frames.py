"""The words of a text that only say who says something: they frame a claim and are no part of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.claim.clauses import Clause
from tocsin.model.reading import Attribution, Reading
from tocsin.model.span import Span, SpanIndex


class Frames:
    """The cues and sources of one reading, by where they stand."""

    def __init__(self, reading: Reading) -> None:
        text = reading.document.text
        self._cues = {cue.start: one for one in reading.cited for cue in _words(one.cue, text)}
        self._sources = {word.start: one for one in reading.cited for word in _words(one.source, text)}
        self._by_content = SpanIndex((part, one) for one in reading.cited for part in one.content)

    def introduces(self, clause: Clause) -> bool:
        """Whether a clause is the cue, or at the top of its sentence the source, of what is said elsewhere."""
        attribution = self._cues.get(clause.head.start)
        if attribution is None and clause.head.head is clause.head:
            attribution = self._sources.get(clause.head.start)
        if attribution is None or not attribution.content or _only_under_condition(clause, attribution):
            return False
        return not any(part.overlaps(clause.span) for part in attribution.content)

    def trimmed(self, clause: Clause) -> Clause:
        """The clause without a frame at either end: "according to the police, …"."""
        around = self._by_content.covering(clause.head.span)
        if not around:
            return clause
        framing = [span for one in around for span in (*one.cue, *one.source)]
        words = list(clause.words)
        while words and words[0] is not clause.head and (_in(words[0].span, framing) or words[0].pos == "PUNCT"):
            words.pop(0)
        while words and words[-1] is not clause.head and (_in(words[-1].span, framing) or words[-1].text in (",", ":")):
            words.pop()
        return replace(clause, words=tuple(words))


def _only_under_condition(clause: Clause, attribution: Attribution) -> bool:
    """ "We will attack if they come": whatever holds the condition for a content, the clause states something."""
    return any(
        child.dep == "advcl"
        and child.child("mark") is not None
        and any(part.covers(child.span) for part in attribution.content)
        for child in clause.head.children
    )


def _in(word: Span, spans: Sequence[Span]) -> bool:
    return any(span.covers(word) for span in spans)


def _words(parts: Sequence[Span], text: str) -> Iterator[Span]:
    for part in parts:
        for match in re.finditer(r"\S+", text[part.start : part.end]):
            yield Span(part.start + match.start(), part.start + match.end())

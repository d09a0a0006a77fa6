"""An attribution as the rules and the model hand it on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.phrases import joined, source_words, trimmed


@dataclass(slots=True)
class Relation:
    """An attribution before its party is named.

    `source` is the word that heads the source, None where nobody is named; spans are in the order of the text. What is
    `certain` is told by words that mean nothing else: no model may pass it over.
    """

    source: Token | None
    source_spans: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    anchor: Token
    certain: bool = False

    def covers(self, span: Span) -> bool:
        """Whether a stretch of text lies in the content."""
        return any(part.start <= span.start and span.end <= part.end for part in self.content)

    def leave_out(self, span: Span) -> None:
        """Take a stretch of text out of source and content."""
        self.content = tuple(part for whole in self.content for part in cut(whole, span))
        self.source_spans = tuple(part for whole in self.source_spans for part in cut(whole, span))


def cut(span: Span, hole: Span) -> list[Span]:
    """What remains of a span beside a hole in it."""
    if not span.overlaps(hole):
        return [span]
    parts = [Span(span.start, hole.start), Span(hole.end, span.end)]
    return [part for part in parts if part.end - part.start > 1]


def related(
    source: Token | None, cue: Iterable[Token], content: Sequence[Token], sentence: Sentence, anchor: Token
) -> Relation:
    """The relation of these words; what is source or cue is no content.

    Args:
        source: The word that heads the source.
        cue: The words of the cue.
        content: The words of the content, in order.
        sentence: Where they stand.
        anchor: The word of the cue that the others hang on.
    """
    cue_words = sorted(cue, key=lambda word: word.i)
    who = source_words(source, cue_words, content, sentence)
    used = {word.i for word in (*cue_words, *who)}
    words = trimmed([word for word in content if word.i not in used])
    return Relation(source, joined(trimmed(who)), joined(cue_words), joined(words), anchor)

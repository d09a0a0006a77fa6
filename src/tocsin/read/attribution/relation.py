"""An attribution as the rules and the model hand it on."""

from dataclasses import dataclass

from tocsin.model.parse import Token
from tocsin.model.span import Span


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

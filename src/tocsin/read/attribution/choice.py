"""Which attributions count: those the network's roles amount to, and those the rules are certain of.

Without the network the rules stand alone.
"""

from collections.abc import Iterable, Sequence

from tocsin.model.parse import Token
from tocsin.model.span import Span, SpanIndex, breadth
from tocsin.read.attribution.links import linked
from tocsin.read.attribution.quoted_contents import QuotedContents
from tocsin.read.attribution.relation import Relation, cut
from tocsin.read.network.network import Paragraph, ReadingNetwork, Seen

_SAME = 0.5
"""The share of their union that two contents must have in common to be one."""


def chosen_attributions(
    network: ReadingNetwork, seen: Seen, ruled: Sequence[Relation], quoted: QuotedContents
) -> list[Relation]:
    """The attributions of a document, in the order of their cues.

    Args:
        network: The network.
        seen: The document as the network sees it.
        ruled: What the rules found in it.
        quoted: Its quotations, which belong as a whole to whoever is cited for a part.
    """
    by_anchor = SpanIndex((relation.anchor.span, relation) for relation in ruled if relation.content)
    chosen: list[Relation] = []
    for paragraph, tags in network.roles(seen):
        chosen += _in_paragraph(paragraph, tags, by_anchor.overlapping(paragraph.span))
    quoted.extend(chosen)
    return sorted(chosen, key=lambda relation: relation.cue)


def _in_paragraph(paragraph: Paragraph, tags: Sequence[str], ruled: Sequence[Relation]) -> list[Relation]:
    sentence_of = [number for number, sentence in enumerate(paragraph.sentences) for _ in sentence.tokens]
    chosen = linked(paragraph.words, tags, sentence_of)
    _lend_sources(chosen, ruled)
    for relation in chosen:
        _without_itself(relation, paragraph.words)
    for relation in ruled:
        if relation.certain and not any(_is_same(relation, other) for other in chosen):
            chosen.append(relation)
    return chosen


def _without_itself(relation: Relation, words: Sequence[Token]) -> None:
    """What is source or cue is no content, nor is a comma that this leaves in front."""
    holes = [
        hole
        for hole in (*relation.source_spans, *relation.cue)
        if any(part.overlaps(hole) for part in relation.content)
    ]
    for hole in holes:
        parts = [part for whole in relation.content for part in cut(whole, hole)]
        starts = [_first_word(part, words) for part in parts]
        relation.content = tuple(
            Span(start, part.end) for start, part in zip(starts, parts, strict=True) if start is not None
        )


def _first_word(part: Span, words: Sequence[Token]) -> int | None:
    return next((word.start for word in words if part.start <= word.start < part.end and word.text not in ",;"), None)


def _is_same(one: Relation, other: Relation) -> bool:
    """Whether two attributions tell the same; "the ministry said, citing the mayor, that P" holds two of one content."""
    if shared(one.content, other.content) < _SAME:
        return False
    return not (one.source_spans and other.source_spans) or bool(
        _overlap(one.source_spans, other.source_spans) or _overlap(one.cue, other.cue)
    )


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def _lend_sources(chosen: Iterable[Relation], ruled: Iterable[Relation]) -> None:
    """The source that the rules found for the same cue, where they are certain or the network saw none."""
    known = {relation.anchor.i: relation for relation in ruled if relation.source is not None}
    for relation in chosen:
        lender = known.get(relation.anchor.i)
        if lender is not None and (lender.certain or relation.source is None):
            relation.source, relation.source_spans = lender.source, lender.source_spans


def shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The share of their union that two sets of spans have in common, by characters."""
    both = _overlap(one, other)
    whole = breadth((*one, *other)) - both
    return both / whole if whole else 0.0

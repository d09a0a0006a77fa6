"""Which attributions count: those the network's roles amount to, and those the rules are certain of.

The network gives each word a role; each content and each source goes to the cue it stands nearest to. Without the network
the rules stand alone.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from tocsin.model.parse import Token
from tocsin.model.span import Span, SpanIndex, breadth
from tocsin.read.attribution.relation import Relation, antecedent, cut
from tocsin.read.network.network import Paragraph, ReadingNetwork, Seen
from tocsin.read.network.symbols import CONTENT, CUE, SOURCE

_SAME = 0.5
"""The share of their union that two contents must have in common to be one."""
# How many words another cue, or the end of a sentence, between two chunks counts for.
_CUE_BETWEEN = 15
_SENTENCE_BETWEEN = 12


def chosen_attributions(network: ReadingNetwork, seen: Seen, ruled: Sequence[Relation]) -> list[Relation]:
    """The attributions of a section of a document as the network sees it, given what the rules found in the document."""
    by_anchor = SpanIndex((relation.anchor.span, relation) for relation in ruled if relation.content)
    chosen: list[Relation] = []
    for paragraph, tags in network.roles(seen):
        chosen += _in_paragraph(paragraph, tags, by_anchor.overlapping(paragraph.span))
    return chosen


def shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The share of their union that two sets of spans have in common, by characters."""
    both = _overlap(one, other)
    whole = breadth((*one, *other)) - both
    return both / whole if whole else 0.0


def _in_paragraph(paragraph: Paragraph, tags: Sequence[str], ruled: Sequence[Relation]) -> list[Relation]:
    sentence_of = [number for number, sentence in enumerate(paragraph.sentences) for _ in sentence.tokens]
    chosen = _linked(paragraph.words, tags, sentence_of)
    lenders = {relation.anchor.i: relation for relation in ruled if relation.source is not None}
    for relation in chosen:
        # The rules lend the source they found for the same cue, where they are certain or the network saw none.
        lender = lenders.get(relation.anchor.i)
        if lender is not None and (lender.certain or relation.source is None):
            relation.source, relation.source_spans = lender.source, lender.source_spans
        if lender is not None and lender.anchor.dep == "prep" and not _overlap(lender.content, relation.content):
            relation.content = lender.content  # "A. According to X, B": B, not what stands before
        relation.is_cited = lender is not None and lender.is_cited
        _without_itself(relation, paragraph.words)
    chosen = [relation for relation in chosen if relation.content]
    for relation in ruled:
        if relation.certain and not any(_is_same(relation, other) for other in chosen):
            chosen.append(relation)
    return chosen


def _without_itself(relation: Relation, words: Sequence[Token]) -> None:
    """What is source or cue is no content, nor is a comma that this leaves in front."""
    own = (*relation.source_spans, *relation.cue)
    for hole in [hole for hole in own if any(part.overlaps(hole) for part in relation.content)]:
        kept: list[Span] = []
        for part in (part for whole in relation.content for part in cut(whole, hole)):
            inside = (word for word in words if part.start <= word.start < part.end and word.text not in ",;")
            first = next(inside, None)
            if first is not None:
                kept.append(Span(first.start, part.end))
        relation.content = tuple(kept)


def _is_same(one: Relation, other: Relation) -> bool:
    """Whether two attributions tell the same; "the ministry said, citing the mayor, that P" holds two of one content."""
    if shared(one.content, other.content) < _SAME:
        return False
    return not (one.source_spans and other.source_spans) or bool(
        _overlap(one.source_spans, other.source_spans) or _overlap(one.cue, other.cue)
    )


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


# --- from the roles of words to relations -----------------------------------------------------------------------------


@dataclass(slots=True)
class _Chunk:
    """A stretch of words with one role, from the first to the last of them."""

    role: str
    first: int
    last: int
    sources: list["_Chunk"] = field(default_factory=list)
    contents: list["_Chunk"] = field(default_factory=list)


def _linked(words: Sequence[Token], tags: Sequence[str], sentence_of: Sequence[int]) -> list[Relation]:
    """The relations that the tags of a paragraph's words ("B-T", "I-T", … or "O") and their sentences' numbers amount to."""
    chunks: list[_Chunk] = []
    for number, tag in enumerate(tags):
        if tag == "O":
            continue
        begins, role = tag[0] == "B", tag[2:]
        if not begins and chunks and chunks[-1].role == role and chunks[-1].last == number - 1:
            chunks[-1].last = number
        else:
            chunks.append(_Chunk(role, number, number))
    cues = [chunk for chunk in chunks if chunk.role == CUE]
    sources = [chunk for chunk in chunks if chunk.role == SOURCE]
    if not cues:
        return []
    places = [cue.first for cue in cues]

    def distance(one: _Chunk, other: _Chunk) -> int:
        left, right = (one, other) if one.first < other.first else (other, one)
        between = bisect_left(places, right.first) - bisect_right(places, left.last)
        apart = abs(sentence_of[one.first] - sentence_of[other.first])
        return right.first - left.last + _CUE_BETWEEN * between + _SENTENCE_BETWEEN * apart

    def nearest(chunk: _Chunk, among: Sequence[_Chunk]) -> list[_Chunk]:
        return sorted(among, key=lambda other: distance(chunk, other))

    for content in chunks:
        if content.role == CONTENT:
            nearest(content, cues)[0].contents.append(content)
    for source in sources:
        for cue in nearest(source, cues)[:2]:
            if not cue.sources or distance(source, cue) < distance(cue.sources[0], cue):
                cue.sources = [source]
                break
    for cue in cues:
        if not cue.sources:  # a source may serve several cues of its sentence
            here = [source for source in sources if sentence_of[source.first] == sentence_of[cue.first]]
            cue.sources = nearest(cue, here)[:1]
    return [
        Relation(
            source=antecedent(_top(words, cue.sources[0])) if cue.sources else None,
            source_spans=tuple(_span(words, source) for source in cue.sources),
            cue=(_span(words, cue),),
            content=tuple(_span(words, content) for content in cue.contents),
            anchor=_top(words, cue),
        )
        for cue in cues
        if cue.contents
    ]


def _span(words: Sequence[Token], chunk: _Chunk) -> Span:
    return Span(words[chunk.first].start, words[chunk.last].end)


def _top(words: Sequence[Token], chunk: _Chunk) -> Token:
    """The word of a chunk that the others hang under."""
    inside = words[chunk.first : chunk.last + 1]
    low, high = inside[0].i, inside[-1].i
    tops = [word for word in inside if word.head is word or not low <= word.head.i <= high]
    verbal = [word for word in tops if word.pos not in ("PUNCT", "DET", "ADP", "AUX", "PART")]
    return (verbal or tops or list(inside))[0]

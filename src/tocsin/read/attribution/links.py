"""From the tags of words to relations: each content and each source goes to the cue it stands nearest to."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from tocsin.model.parse import Token
from tocsin.model.span import Span
from tocsin.read.attribution.phrases import antecedent
from tocsin.read.attribution.relation import Relation
from tocsin.read.network.fields import CONTENT, CUE, SOURCE

# How many words another cue, or the end of a sentence, between two chunks counts for.
_CUE_BETWEEN = 15
_SENTENCE_BETWEEN = 12


@dataclass(slots=True)
class _Chunk:
    """A stretch of words with one role, from the first to the last of them."""

    role: str
    first: int
    last: int
    sources: list["_Chunk"] = field(default_factory=list)
    contents: list["_Chunk"] = field(default_factory=list)


def linked(words: Sequence[Token], tags: Sequence[str], sentence_of: Sequence[int]) -> list[Relation]:
    """The relations that the tags of a paragraph's words amount to.

    Args:
        words: The words of a paragraph, in order.
        tags: A tag each, "B-T", "I-T", … or "O".
        sentence_of: The number of the sentence each word stands in.
    """
    chunks = _chunks(tags)
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
    return [_relation(words, cue) for cue in cues if cue.contents]


def _chunks(tags: Sequence[str]) -> list[_Chunk]:
    found: list[_Chunk] = []
    for number, tag in enumerate(tags):
        if tag == "O":
            continue
        begins, role = tag[0] == "B", tag[2:]
        if not begins and found and found[-1].role == role and found[-1].last == number - 1:
            found[-1].last = number
        else:
            found.append(_Chunk(role, number, number))
    return found


def _relation(words: Sequence[Token], cue: _Chunk) -> Relation:
    source = cue.sources[0] if cue.sources else None
    return Relation(
        source=antecedent(_top(words, source)) if source else None,
        source_spans=(_span(words, source),) if source else (),
        cue=(_span(words, cue),),
        content=tuple(_span(words, content) for content in cue.contents),
        anchor=_top(words, cue),
    )


def _span(words: Sequence[Token], chunk: _Chunk) -> Span:
    return Span(words[chunk.first].start, words[chunk.last].end)


def _top(words: Sequence[Token], chunk: _Chunk) -> Token:
    """The word of a chunk that the others hang under."""
    inside = words[chunk.first : chunk.last + 1]
    low, high = inside[0].i, inside[-1].i
    tops = [word for word in inside if word.head is word or not low <= word.head.i <= high]
    verbal = [word for word in tops if word.pos not in ("PUNCT", "DET", "ADP", "AUX", "PART")]
    return (verbal or tops or list(inside))[0]

"""What the network sees of each word: symbols from the parse, the lexicon and the rules.

Nothing here is of one language: words reach the network as entries of a vocabulary that its training wrote down.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tocsin.lexicon.cues import CueBook
from tocsin.model.parse import Token
from tocsin.model.span import Span
from tocsin.read.attribution.relation import Relation

FIELDS = (
    "word", "lemma", "pos", "tag", "dep", "head", "entity", "quoted", "rule", "cue", "head_cue", "cue_above", "capital",
    "head_pos",
)  # fmt: skip
SOURCE, CUE, CONTENT = "S", "C", "T"
_FAR = 12
"""How many words up the tree the nearest cue is looked for."""


def fields_of(
    words: Sequence[Token], *, quotes: Sequence[Span], ruled: Sequence[Relation], cues: CueBook
) -> list[tuple[str, ...]]:
    """The symbols of each word of a paragraph, in the order of `FIELDS`.

    Args:
        words: The words of a paragraph, in order.
        quotes: The quotations in it.
        ruled: The attributions that the rules found in it.
        cues: The language's cues.
    """
    place = {word.i: number for number, word in enumerate(words)}
    groups = [_group(word, cues) for word in words]
    quoted = _quoted(words, quotes)
    rules = rule_tags(words, ruled)
    return [
        (
            word.lower, word.lemma, word.pos, word.tag, word.dep, word.head.lemma.lower(), word.entity,
            "1" if quoted[number] else "0", rules[number], groups[number],
            groups[place[word.head.i]] if word.head.i in place else "-", _above(word, groups, place),
            "1" if word.text[:1].isupper() else "0", word.head.pos,
        )
        for number, word in enumerate(words)
    ]  # fmt: skip


def rule_tags(words: Sequence[Token], relations: Sequence[Relation]) -> list[str]:
    """What part of a rule's finding each word is, and inside how many contents it stands."""
    tags = ["O"] * len(words)
    depth = [0] * len(words)
    starts = [word.start for word in words]
    for relation in relations:
        for spans, role in ((relation.content, CONTENT), (relation.source_spans, SOURCE), (relation.cue, CUE)):
            for number in _covered(starts, spans):
                if role == CONTENT:
                    depth[number] += 1
                    tags[number] = CONTENT if tags[number] == "O" else tags[number]
                elif depth[number] == 0 or tags[number] == CONTENT:
                    tags[number] = role
    return [f"{tag}{min(level, 2)}" for tag, level in zip(tags, depth, strict=True)]


def _group(word: Token, cues: CueBook) -> str:
    lemma = word.lemma.lower()
    if word.pos in ("VERB", "AUX"):
        cue = cues.attributing(lemma)
        return cue.name if cue else "-"
    if word.pos == "NOUN":
        noun = cues.nouns.get(lemma)
        return "noun" if noun is not None and noun.attributes else "-"
    return "adj" if word.pos == "ADJ" and lemma in cues.adjectives else "-"


def _above(word: Token, groups: Sequence[str], place: dict[int, int]) -> str:
    """The nearest cue above a word, by which relation the word hangs under it, and on which side."""
    token = word
    for _ in range(_FAR):
        if token.head is token:
            break
        dep, token = token.dep, token.head
        group = groups[place[token.i]] if token.i in place else "-"
        if group != "-":
            return f"{group}|{dep}|{'<' if word.i < token.i else '>'}"
    return "-"


def _quoted(words: Sequence[Token], quotes: Sequence[Span]) -> list[bool]:
    quoted = [False] * len(words)
    for number in _covered([word.start for word in words], quotes):
        quoted[number] = True
    return quoted


def _covered(starts: Sequence[int], spans: Sequence[Span]) -> Iterator[int]:
    for span in spans:
        yield from range(bisect_left(starts, span.start), bisect_left(starts, span.end))

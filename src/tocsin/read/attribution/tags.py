"""What the tagger of attributions sees of each word, and the tags it learns from.

A conditional random field tags each word of a paragraph as part of a source, a cue or a content, or of none of them. Among
what it sees is what the rules found, and how likely the candidate model holds each relation the word could be part of.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from tocsin.lexicon.cues import CueBook
from tocsin.model.parse import Token
from tocsin.model.span import Span
from tocsin.read.attribution.relation import Relation

SOURCE, CUE, CONTENT = "S", "C", "T"
_STEPS = (0.1, 0.25, 0.45, 0.65, 0.85)
"""Where chances are cut: the tagger takes symbols, not numbers."""


class TagFeatures:
    """Describes the words of a paragraph to the tagger."""

    def __init__(self, cues: CueBook) -> None:
        self._cues = cues

    def of(
        self,
        words: Sequence[Token],
        *,
        quotes: Sequence[Span],
        ruled: Sequence[Relation],
        likely: Sequence[tuple[float, Relation]],
    ) -> list[list[str]]:
        """One list of features a word.

        Args:
            words: The words of a paragraph, in order.
            quotes: The quotations in it.
            ruled: What the rules found in it.
            likely: Every candidate with its chance of being an attribution.
        """
        features = self._own(words, _quoted(words, quotes), rule_tags(words, ruled))
        _add_chances(features, words, likely)
        return features

    def _own(self, words: Sequence[Token], quoted: Sequence[bool], ruled: Sequence[str]) -> list[list[str]]:
        lower = [word.lower for word in words]
        groups = [self._group(word) for word in words]
        place = {word.i: number for number, word in enumerate(words)}
        own = [
            [
                "b", "w=" + low, "l=" + word.lemma, "p=" + word.pos, "t=" + word.tag, "d=" + word.dep,
                "h=" + word.head.lemma, "hd=" + word.dep + "|" + word.head.lemma, "e=" + word.entity, f"q{quote}",
                "r=" + rule, "g=" + group, "gh=" + _head_group(word, groups, place),
                "a=" + _above(word, groups, place), "gd=" + group + "|" + word.dep, f"qr={quote}{rule}",
                f"c={word.text[:1].isupper()}",
            ]
            for word, low, quote, rule, group in zip(words, lower, quoted, ruled, groups, strict=True)
        ]  # fmt: skip
        last = len(words) - 1
        for number, features in enumerate(own):
            if number:
                before = number - 1
                features += (
                    "-w=" + lower[before],
                    "-p=" + words[before].pos,
                    "-r=" + ruled[before],
                    "-g=" + groups[before],
                )
            else:
                features.append("first")
            if number > 1:
                features += ("--w=" + lower[number - 2], "--r=" + ruled[number - 2])
            if number < last:
                after = number + 1
                features += (
                    "+w=" + lower[after],
                    "+p=" + words[after].pos,
                    "+r=" + ruled[after],
                    "+g=" + groups[after],
                )
            else:
                features.append("last")
            if number + 1 < last:
                features += ("++w=" + lower[number + 2], "++r=" + ruled[number + 2])
        return own

    def _group(self, word: Token) -> str:
        lemma = word.lemma.lower()
        if word.pos in ("VERB", "AUX"):
            cue = self._cues.attributing(lemma)
            return cue.name if cue else "-"
        if word.pos == "NOUN":
            noun = self._cues.nouns.get(lemma)
            return "noun" if noun is not None and noun.attributes else "-"
        return "adj" if word.pos == "ADJ" and lemma in self._cues.adjectives else "-"


def _head_group(word: Token, groups: Sequence[str], place: dict[int, int]) -> str:
    number = place.get(word.head.i)
    return groups[number] if number is not None else "-"


def _above(word: Token, groups: Sequence[str], place: dict[int, int]) -> str:
    """The nearest cue above a word, by which relation the word hangs under it, and on which side."""
    token = word
    for _ in range(12):
        if token.head is token:
            break
        dep, token = token.dep, token.head
        group = groups[place[token.i]] if token.i in place else "-"
        if group != "-":
            return f"{group}|{dep}|{'<' if word.i < token.i else '>'}"
    return "-"


def _quoted(words: Sequence[Token], quotes: Sequence[Span]) -> list[bool]:
    starts = [word.start for word in words]
    quoted = [False] * len(words)
    for quote in quotes:
        for number in _covered(starts, quote):
            quoted[number] = True
    return quoted


def rule_tags(words: Sequence[Token], relations: Sequence[Relation]) -> list[str]:
    """What part of a rule's finding each word is, and inside how many contents it stands."""
    tags = ["O"] * len(words)
    depth = [0] * len(words)
    starts = [word.start for word in words]
    for relation in relations:
        for spans, role in ((relation.content, CONTENT), (relation.source_spans, SOURCE), (relation.cue, CUE)):
            for number in (number for span in spans for number in _covered(starts, span)):
                if role == CONTENT:
                    depth[number] += 1
                    tags[number] = CONTENT if tags[number] == "O" else tags[number]
                elif depth[number] == 0 or tags[number] == CONTENT:
                    tags[number] = role
    return [f"{tag}{min(level, 2)}" for tag, level in zip(tags, depth, strict=True)]


def _add_chances(features: list[list[str]], words: Sequence[Token], likely: Iterable[tuple[float, Relation]]) -> None:
    starts = [word.start for word in words]
    best = {role: [0.0] * len(words) for role in (SOURCE, CUE, CONTENT)}
    for chance, relation in likely:
        if chance < _STEPS[0]:
            continue
        for role, spans in ((CONTENT, relation.content), (CUE, relation.cue), (SOURCE, relation.source_spans)):
            for number in (number for span in spans for number in _covered(starts, span)):
                best[role][number] = max(best[role][number], chance)
    contents = [_step(chance) for chance in best[CONTENT]]
    last = len(words) - 1
    for number, own in enumerate(features):
        content, cue, source = contents[number], _step(best[CUE][number]), _step(best[SOURCE][number])
        before = contents[number - 1] if number else "-"
        after = contents[number + 1] if number < last else "-"
        own += (
            "mT" + content,
            "mC" + cue,
            "mS" + source,
            "m" + content + cue + source,
            "mp" + before + content,
            "mn" + content + after,
        )


def _step(chance: float) -> str:
    return str(bisect_left(_STEPS, chance))


def _covered(starts: Sequence[int], span: Span) -> range:
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def tags_of(
    words: Sequence[Token], relations: Iterable[tuple[Sequence[Span], Sequence[Span], Sequence[Span]]]
) -> list[str]:
    """One tag a word ("B-T", "I-S", …, "O") for relations given as the spans of source, cue and content.

    Of relations that lie inside each other the widest is tagged.
    """
    tags = ["O"] * len(words)
    starts = [word.start for word in words]
    for parts in sorted(relations, key=lambda parts: -sum(span.end - span.start for span in parts[2])):
        hit = [
            (number, ("B-" if place == 0 else "I-") + role)
            for role, spans in zip((SOURCE, CUE, CONTENT), parts, strict=True)
            for span in spans
            for place, number in enumerate(_covered(starts, span))
        ]
        if all(tags[number] == "O" for number, _ in hit):
            for number, tag in hit:
                tags[number] = tag
    return tags

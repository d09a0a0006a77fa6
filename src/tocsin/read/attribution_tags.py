"""What the tagger of attributions sees of each word, and how its tags become relations.

A conditional random field tags each word of a paragraph as part of a source, a cue or a content, or of none of them; the
relations that the rules find are among what it sees. Its tags are then joined by nearness.
"""

from collections.abc import Sequence

from tocsin.lexicon.cues import CueBook
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attributions import Relation

ROLES = ("S", "C", "T")
"""Source, cue, content."""


class TagFeatures:
    """Describes the words of a paragraph to the tagger."""

    def __init__(self, cues: CueBook) -> None:
        self._cues = cues

    def of(self, words: Sequence[Token], *, quoted: Sequence[bool], ruled: Sequence[str]) -> list[list[str]]:
        """One list of features a word.

        Args:
            words: The words of a paragraph, in order.
            quoted: For each, whether it stands in a quotation.
            ruled: For each, the tag that the rules give it.
        """
        lower = [word.lower for word in words]
        groups = [self._group(word) for word in words]
        place = {word.i: number for number, word in enumerate(words)}
        own = [
            [
                "b", "w=" + low, "l=" + word.lemma, "p=" + word.pos, "t=" + word.tag, "d=" + word.dep,
                "h=" + word.head.lemma, "hd=" + word.dep + "|" + word.head.lemma, "e=" + word.entity, "q" + str(quote),
                "r=" + rule, "g=" + group, "gh=" + self._head_group(word, groups, place), "a=" + self._above(word, groups, place),
                "gd=" + group + "|" + word.dep, "qr=" + str(quote) + rule, "c=" + ("1" if word.text[:1].isupper() else "0"),
            ]
            for word, low, quote, rule, group in zip(words, lower, quoted, ruled, groups, strict=True)
        ]  # fmt: skip
        last = len(words) - 1
        for number, features in enumerate(own):
            if number:
                before = words[number - 1]
                features += (
                    "-w=" + lower[number - 1],
                    "-p=" + before.pos,
                    "-r=" + ruled[number - 1],
                    "-g=" + groups[number - 1],
                )
            else:
                features.append("first")
            if number > 1:
                features += ("--w=" + lower[number - 2], "--r=" + ruled[number - 2])
            if number < last:
                after = words[number + 1]
                features += (
                    "+w=" + lower[number + 1],
                    "+p=" + after.pos,
                    "+r=" + ruled[number + 1],
                    "+g=" + groups[number + 1],
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
        if word.pos == "ADJ":
            return "adj" if lemma in self._cues.adjectives else "-"
        return "-"

    def _head_group(self, word: Token, groups: Sequence[str], place: dict[int, int]) -> str:
        number = place.get(word.head.i)
        return groups[number] if number is not None else "-"

    def _above(self, word: Token, groups: Sequence[str], place: dict[int, int]) -> str:
        """The nearest cue above a word, by which relation the word hangs under it, and on which side."""
        token, steps = word, 0
        while token.head is not token and steps < 12:
            dep, token = token.dep, token.head
            steps += 1
            group = groups[place[token.i]] if token.i in place else "-"
            if group != "-":
                return f"{group}|{dep}|{'<' if word.i < token.i else '>'}"
        return "-"


def tags_of(
    words: Sequence[Token], relations: Sequence[tuple[Sequence[Span], Sequence[Span], Sequence[Span]]]
) -> list[str]:
    """One tag a word ("B-T", "I-S", …, "O") for relations given as spans of source, cue and content.

    Where relations lie inside each other the outer one is tagged.
    """
    tags = ["O"] * len(words)
    ordered = sorted(relations, key=lambda parts: -sum(span.end - span.start for span in parts[2]))
    for parts in ordered:
        hit = [
            (number, role, span)
            for role, spans in zip(ROLES, parts, strict=True)
            for span in spans
            for number, word in enumerate(words)
            if word.start < span.end and span.start < word.end
        ]
        if any(tags[number] != "O" for number, _, _ in hit):
            continue
        for number, role, span in hit:
            tags[number] = ("B-" if words[number].start <= span.start or number == 0 else "I-") + role
    return tags


def rule_tags(words: Sequence[Token], relations: Sequence[Relation]) -> list[str]:
    """The tags of what the rules found; a word inside several contents counts how many."""
    tags = ["O"] * len(words)
    depth = [0] * len(words)
    starts = [word.start for word in words]
    for relation in relations:
        for spans, role in ((relation.content, "T"), (relation.source_spans, "S"), (relation.cue, "C")):
            for span in spans:
                for number in _covered(starts, span):
                    if role == "T":
                        depth[number] += 1
                        if tags[number] == "O":
                            tags[number] = "T"
                    elif depth[number] == 0 or tags[number] == "T":
                        tags[number] = role
    return [f"{tag}{min(level, 2)}" for tag, level in zip(tags, depth, strict=True)]


def _covered(starts: Sequence[int], span: Span) -> range:
    from bisect import bisect_left

    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def chunks(words: Sequence[Token], tags: Sequence[str]) -> list[tuple[str, int, int]]:
    """The stretches of words with one tag: role, first and last word's number."""
    found: list[tuple[str, int, int]] = []
    for number, tag in enumerate(tags):
        if tag == "O":
            continue
        role = tag[2:]
        if found and tag[0] == "I" and found[-1][0] == role and found[-1][2] == number - 1:
            found[-1] = (role, found[-1][1], number)
        else:
            found.append((role, number, number))
    return found


def sentences_by_word(sentences: Sequence[Sentence]) -> dict[int, int]:
    """The number of each word's sentence."""
    return {word.i: number for number, sentence in enumerate(sentences) for word in sentence.tokens}

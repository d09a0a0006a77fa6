"""The phrases of a text that can stand for somebody or something: names, descriptions and pronouns.

A phrase runs over all that hangs on its head, as in OntoNotes: an apposition or a relative clause is part of it, a
possessive ending too. Of a coordination both the whole ("Anna and Karl") and its members are phrases.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.model.parse import Sentence, Token

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_PERSONAL = frozenset(("PRP", "PRP$"))
_RELATIVE = frozenset(("WDT", "WP", "WP$", "WRB", "EX"))
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "dative"))
_PARTS = frozenset((
    "compound", "appos", "expl", "flat", "nmod", "amod", "det", "predet", "cc", "preconj", "aux", "case", "nummod",
    "quantmod", "dep", "meta", "intj", "advmod", "mark", "punct", "neg",
))  # fmt: skip
"""Relations by which a word is part of another's phrase, or no phrase at all."""
_INSIDE = frozenset(("compound", "nmod"))
"""Those by which a name may stand inside a phrase and still be spoken of: "the NASA probe"."""
_NAMES = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"))
_BREAKS = frozenset((":", ";", "–", "—", "--", "…", "?", "!"))
_EDGES = frozenset((
    ",", ".", ";", ":", "?", "!", "-", "–", "—", "--", '"', "“", "”", "'", "''", "``", "‘", "’", "(", ")", "[", "]", "…",
    "*", "«", "»",
))  # fmt: skip
_OPENINGS = frozenset(("cc", "preconj", "mark", "intj"))


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A phrase by its head.

    Attributes:
        left: Its first word's position among the document's tokens.
        right: Its last word's.
        start: Its first character.
        end: One past its last character.
        sentence: The number of its sentence.
        is_several: Whether it is a coordination, its head the first member's.
    """

    head: Token
    left: int
    right: int
    start: int
    end: int
    sentence: int
    is_several: bool = False


def phrases_of(sentences: Sequence[Sentence]) -> list[Phrase]:
    """The phrases of a document, by where they start, the longer first."""
    found: list[Phrase] = []
    for number, sentence in enumerate(sentences):
        for token in sentence.tokens:
            if token.pos in _NOMINAL:
                if token.tag in _PERSONAL:
                    found.append(Phrase(token, token.i, token.i, token.start, token.end, number))
                elif token.dep in _PARTS:
                    if token.dep in _INSIDE and _ends_a_name(token, sentence):
                        found.append(_name_inside(token, sentence, number))
                elif token.tag not in _RELATIVE:
                    found.extend(_phrases(token, sentence, number))
            elif token.dep in _ARGUMENTS and (
                token.pos in ("NUM", "DET") or (token.pos in ("ADJ", "VERB") and _is_nominal(token))
            ):
                found.extend(_phrases(token, sentence, number))
    found.sort(key=lambda phrase: (phrase.start, -phrase.end))
    return found


def _is_nominal(token: Token) -> bool:
    """Whether an argument that the tagger takes for an adjective or verb is a noun or name: "the poor", "Ellen came"."""
    return token.child("det") is not None or (token.text[0].isupper() and not token.children)


def _ends_a_name(token: Token, sentence: Sentence) -> bool:
    if token.entity not in _NAMES and token.pos != "PROPN":
        return False
    after = token.i + 1 - sentence.tokens[0].i
    if after >= len(sentence.tokens):
        return True
    other = sentence.tokens[after]
    return other.entity != token.entity and other.pos != "PROPN"


def _name_inside(token: Token, sentence: Sentence, number: int) -> Phrase:
    first = sentence.tokens[0].i
    left = token.i - first
    while left > 0 and sentence.tokens[left - 1].entity == token.entity != "":
        left -= 1
    return Phrase(token, left + first, token.i, sentence.tokens[left].start, token.end, number)


def _phrases(token: Token, sentence: Sentence, number: int) -> Iterator[Phrase]:
    right = token.right
    joined = [child for child in token.children if child.i > token.i and child.dep in ("cc", "conj")]
    if joined:
        if {child.dep for child in joined} == {"cc", "conj"}:
            yield _trimmed(token, token.left, right, sentence.tokens, number, is_several=True)
        right = max(min(child.left for child in joined) - 1, token.i)
    yield _trimmed(token, token.left, right, sentence.tokens, number, is_several=False)


def _trimmed(
    token: Token, left: int, right: int, tokens: Sequence[Token], number: int, *, is_several: bool
) -> Phrase:  # fmt: skip
    """A phrase without the marks and small words at its edges, cut where the sentence breaks off."""
    first = tokens[0].i
    left, right, at = left - first, right - first, token.i - first
    right = next((place - 1 for place in range(at + 1, right + 1) if tokens[place].text in _BREAKS), right)
    while left < at and (tokens[left].text in _EDGES or tokens[left].dep in _OPENINGS):
        left += 1
    while right > at and tokens[right].text in _EDGES:
        if tokens[right].text == ")" and any(tokens[place].text == "(" for place in range(left, right)):
            break
        right -= 1
    return Phrase(token, left + first, right + first, tokens[left].start, tokens[right].end, number, is_several)

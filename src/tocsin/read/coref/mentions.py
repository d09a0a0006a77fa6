"""The phrases of a text that can stand for somebody or something: names, descriptions and pronouns.

A phrase runs over all that hangs on its head, as in OntoNotes: an apposition or a relative clause is part of it, a
possessive ending too; but what is added behind a person's name and names somebody else is none. Of a coordination both the
whole ("Anna and Karl") and its members are phrases.
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
_ADDED = frozenset(("relcl", "appos"))
"""Relations of what is added behind a name; a preposition's phrase is if a mark sets it off."""
_BREAKS = frozenset((":", ";", "–", "—", "--", "…", "?", "!"))
_EDGES = frozenset((
    ",", ".", ";", ":", "?", "!", "-", "–", "—", "--", '"', "“", "”", "'", "''", "``", "‘", "’", "(", ")", "[", "]", "…",
    "*", "«", "»",
))  # fmt: skip
_OPENINGS = frozenset(("cc", "preconj", "mark", "intj", "neg"))
_CLOSING = {")": "(", "]": "[", "”": "“", "»": "«", '"': '"'}
"""Marks that belong to a phrase if what opens them does."""


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
    return other.entity != token.entity and (other.pos != "PROPN" or token.entity == "GPE")  # "US President"


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
    others = [child.left for child in token.children if child.i > token.i and _is_of_others(token, child, sentence)]
    right = max(min([right, *(left - 1 for left in others)]), token.i)
    yield _trimmed(token, token.left, right, sentence.tokens, number, is_several=False)


def _trimmed(
    token: Token, left: int, right: int, tokens: Sequence[Token], number: int, *, is_several: bool
) -> Phrase:  # fmt: skip
    """A phrase without the marks and small words at its edges, cut where the sentence breaks off."""
    first = tokens[0].i
    left, right, at = left - first, right - first, token.i - first
    right = _unbroken(tokens, at, _closed(tokens, left, right))
    while left < at and (tokens[left].text in _EDGES or tokens[left].dep in _OPENINGS):
        left += 1
    while right > at and tokens[right].text in _EDGES:
        opening = _CLOSING.get(tokens[right].text)
        if tokens[right].tag == "POS" or any(tokens[place].text == opening for place in range(left, right)):
            break
        right -= 1
    return Phrase(token, left + first, right + first, tokens[left].start, tokens[right].end, number, is_several)


def _is_of_others(token: Token, child: Token, sentence: Sentence) -> bool:
    """Whether what is added behind a person's name names another person: that is no part of the phrase."""
    if token.pos != "PROPN" or token.entity not in ("PERSON", ""):
        return False
    # A word below the child may stand before the name itself.
    before, *words = sentence.between(max(child.left - 1, token.i), child.right)
    added = child.dep in _ADDED or (child.dep == "prep" and before.pos == "PUNCT")
    return added and child.entity != "PERSON" and any(word.entity == "PERSON" for word in words)


def _closed(tokens: Sequence[Token], left: int, right: int) -> int:
    """The last word of a phrase, with the mark behind it that closes what was opened within."""
    after = tokens[right + 1].text if right + 1 < len(tokens) else ""
    if after not in _CLOSING:
        return right
    within = [tokens[place].text for place in range(left, right + 1)]
    opened = within.count(_CLOSING[after])
    return right + (opened % 2 if after == _CLOSING[after] else opened > within.count(after))


def _unbroken(tokens: Sequence[Token], at: int, right: int) -> int:
    """The last word of a phrase, at a break behind its head at the latest; what stands in brackets is there whole or not."""
    opened: list[int] = []
    for place in range(at + 1, right + 1):
        text = tokens[place].text
        if text in ("(", "["):
            opened.append(place)
        elif text in (")", "]") and opened:
            opened.pop()
        elif text in _BREAKS and not opened:
            return place - 1
    return opened[0] - 1 if opened else right

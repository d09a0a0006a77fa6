"""Which words of a sentence or clause are repeated where it is too long to be repeated whole."""

from tocsin.claim.clauses import Clause
from tocsin.model.parse import Sentence, Token

LONGEST = 28
"""Words of a clause that are told at most."""
_LEAST = 8
"""Words that a sentence or phrase which is cut off keeps at least."""
_CUTS = ("advcl", "relcl", "parataxis")
_OBJECTS = ("dobj", "attr", "acomp", "oprd", "dative", "xcomp", "ccomp")
ASKING = ("WRB", "WP", "WDT")
"""Tags of the words that begin a question or a relative clause."""


def up_to(sentence: Sentence, most: int) -> list[Token]:
    """A sentence from its beginning, up to a sign if it has more words than that."""
    words = list(sentence.tokens[:most])
    if len(words) < len(sentence.tokens):
        signs = [place for place, word in enumerate(words) if word.pos == "PUNCT" and place > _LEAST]
        words = words[: signs[-1]] if signs else words
    return ended(words)


def shortened(clause: Clause) -> list[Token]:
    """The words of a clause up to the first clause below it, or as many as may be told, whole phrases if they can be."""
    words, head = clause.words, clause.head
    first, behind = words[0].i, [child for child in head.children if child.i > head.i]
    last = min([first + LONGEST, *(child.left for child in behind if child.dep in _CUTS)])
    # Of a phrase that reaches further than that, nothing is told, but for the object itself.
    reach = (child.left for child in behind if child.left < last <= child.right and child.dep not in _OBJECTS)
    last = min((place for place in reach if place - first > _LEAST), default=last)
    told = [word for word in words if word.i < last]
    if len(told) < len(words) and last == first + LONGEST:
        ends = [
            n for n, word in enumerate(told) if word.pos in ("ADP", "PUNCT", "SCONJ", "CCONJ") or word.tag in ASKING
        ]
        told = told[: ends[-1]] if ends and ends[-1] > _LEAST else told
    return ended(told)


def ended(words: list[Token]) -> list[Token]:
    """Words without what only leads on at their end: "…, saying", but not the "in" of "were brought in"."""
    while len(words) > 1:
        last = words[-1]
        leads = last.pos in ("PUNCT", "ADP", "SCONJ", "CCONJ", "DET") and last.dep != "prt"
        if not leads and not (last.tag == "VBG" and last.dep == "advcl"):
            break
        words.pop()
    return words

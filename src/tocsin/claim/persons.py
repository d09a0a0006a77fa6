"""What a document's persons are, by the words that stand at their name: "union secretary Mara Toth"."""

from collections.abc import Iterator
from itertools import groupby

from tocsin.model.parse import Sentence, Token, written

_PERSON = "PERSON"
_TITLE = ("compound", "amod", "nmod", "poss", "case")
_ASKING = ("WDT", "WP", "WP$")
_MOST = 8
"""Words of an apposition or relative clause that tells an office."""


def persons_of(sentence: Sentence) -> Iterator[tuple[str, list[Token]]]:
    """The full names in a sentence that are told with an office, and the words of both, in the order to be told in."""
    for kind, group in groupby(sentence.tokens, key=lambda token: token.entity):
        if kind != _PERSON:
            continue
        run = [token for token in group if token.tag != "POS" and (token.pos != "PUNCT" or token.tag == "HYPH")]
        if len(run) < 2:
            continue
        office = _before(run, sentence)
        told = [*office, *run] if office else [*run, *_behind(run, sentence)]
        if len(told) > len(run):
            yield written(run), told


def _before(run: list[Token], sentence: Sentence) -> list[Token]:
    """The office in front of a name: "secretary X", "the secretary, X"."""
    low, high = run[0].i, run[-1].i
    top = next((token for token in run if not low <= token.head.i <= high or token.head is token), run[-1])
    head, first = top.head, sentence.tokens[0].i
    apart = top.dep == "appos" and low > first and sentence.between(low - 1, low - 1)[0].text == ","
    while apart and head.dep == "pobj" and head.head.dep == "prep" and head.head.head.pos == "NOUN":
        head = head.head.head  # "the head of the plant, X": X is no plant
    if top.dep == "appos" and head.pos == "NOUN" and head.i < low and low - head.right <= _MOST:
        # The phrase of the office reaches over the name itself.
        words = sentence.between(head.left, low - 1)
    else:
        left = low
        while left > first and _is_office(sentence.between(left - 1, left - 1)[0], top, low):
            left -= 1
        asks = left > first and sentence.between(left - 1, left - 1)[0].tag in _ASKING
        words = sentence.between(left + asks, low - 1)  # "what leverage minister X has"
    return _bare(words) if len(words) <= _MOST else []


def _is_office(word: Token, top: Token, low: int) -> bool:
    """Whether a word in front of a name belongs to the name's phrase."""
    above = word
    for _ in range(3):
        if above is top:
            return False
        if above.dep not in _TITLE:
            return False
        above = above.head
        if above is top or above.i >= low:
            return word.pos in ("NOUN", "PROPN", "ADJ", "PRON", "PART") or word.tag == "POS"
    return False


def _behind(run: list[Token], sentence: Sentence) -> list[Token]:
    """The office behind a name: "X, the secretary", "X, who heads the union", with the comma."""
    for token in run:
        for child in token.children:
            near = child.left - run[-1].i in (1, 2) and child.right - child.left < _MOST
            relative = child.dep == "relcl" and sentence.between(child.left, child.left)[0].tag == "WP"
            if near and (relative or (child.dep == "appos" and child.pos == "NOUN")):
                return list(sentence.between(run[-1].i + 1, child.right))
    return []


def _bare(words: tuple[Token, ...]) -> list[Token]:
    """Words without an article in front and marks behind."""
    told = list(words)
    while told and (told[0].pos in ("DET", "PUNCT", "CCONJ")):
        told.pop(0)
    while told and told[-1].pos in ("PUNCT", "ADP", "CCONJ"):
        told.pop()
    return told if any(word.pos in ("NOUN", "PROPN") for word in told) else []

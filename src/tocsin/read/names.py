"""Which words a name runs over."""

from collections.abc import Collection, Sequence

from tocsin.model.parse import Sentence, Token

_OF_SEVERAL = ("'", "’")
"""The possessive ending of a plural."""
_PLURAL = ("NNS", "NNPS")


def entity_run(token: Token, sentence: Sentence) -> list[Token]:
    """The words of the name a word is part of, as the tagger marked it."""
    if not token.entity:
        return []
    first = sentence.tokens[0].i
    left = right = token.i - first
    while left > 0 and sentence.tokens[left - 1].entity == token.entity:
        left -= 1
    while right + 1 < len(sentence.tokens) and sentence.tokens[right + 1].entity == token.entity:
        right += 1
    return list(sentence.tokens[_begin(sentence.tokens, left) : right + 1])


def _begin(tokens: Sequence[Token], left: int) -> int:
    """Where a name begins of which a part is known: "Seven Rivers Voice", "the Nurses' League"."""
    if left > 1 and _is_numeral_of_name(tokens[left - 1]):
        return left - 1
    if left > 1 and tokens[left - 1].tag == "POS" and tokens[left - 1].text in _OF_SEVERAL:
        whose = tokens[left - 2]
        return left - 2 if whose.text[0].isupper() and whose.tag in _PLURAL and whose.entity != "PERSON" else left
    return left


def _is_numeral_of_name(word: Token) -> bool:
    """ "Seven Rivers Voice": a number in words that is a name's has a capital, though no sentence begins with it."""
    number = word.pos == "NUM" or word.entity == "CARDINAL"
    return number and word.text.isalpha() and word.text[0].isupper() and not word.text.isupper()


def proper_run(token: Token, sentence: Sentence) -> list[Token]:
    """A proper noun with the capitalised words before it that hang on it."""
    first = sentence.tokens[0].i
    left = token.i - first
    while left > 0 and sentence.tokens[left - 1].pos in ("PROPN", "ADJ") and sentence.tokens[left - 1].head is token:
        left -= 1
    return list(sentence.tokens[_begin(sentence.tokens, left) : token.i - first + 1])


def with_joint(run: list[Token], sentence: Sentence, joints: Collection[str]) -> list[Token]:
    """ "General Staff" + "of the Armed Forces": a name goes on behind a joint if another name stands there.

    What "and" joins to that is part of the name of one office: "the Ministry of Roads and Bridges".
    """
    last = run[-1]
    joint = next((c for c in last.children if c.dep == "prep" and c.lower in joints and c.i == last.i + 1), None)
    below = joint.child("pobj") if joint is not None else None
    if below is not None and below.pos == "PROPN" and below.right - last.i <= 6:
        run = [*run, *sentence.between(last.i + 1, below.i)]
    beside = run[-1].child("conj")
    if beside is None or beside.i != run[-1].i + 2 or not beside.text[0].isupper() or beside.left != beside.i:
        return run
    return [*run, *sentence.between(run[-1].i + 1, beside.i)] if any(word.lower in joints for word in run) else run


def is_own_work(token: Token, works: Collection[str], this: Collection[str]) -> bool:
    """Whether a word is what an outlet calls itself: "this newspaper"."""
    return token.lemma.lower() in works and any(child.dep == "det" and child.lower in this for child in token.children)

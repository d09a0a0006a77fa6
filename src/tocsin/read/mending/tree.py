"""Words taken from one place of a sentence's tree and hung in another, and the kinds of words that mending asks for."""

from tocsin.model.parse import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
NOUNS = ("NOUN", "PROPN")
TOLD = ("VBD", "VBZ", "VBP")
"""Tags of verbs in the past and present, without an auxiliary."""


def move(token: Token, head: Token, dep: str) -> None:
    """Hang a word under another."""
    if token.head is not token:
        token.head.children.remove(token)
    token.head, token.dep = head, dep
    head.children.append(token)
    head.children.sort(key=lambda child: child.i)


def move_behind(place: Token, above: Token, head: Token) -> None:
    """Hang what stands behind a place under one word under another, in the same roles."""
    for child in [child for child in above.children if child.i > place.i]:
        move(child, head, child.dep)


def make_root(token: Token, root: Token) -> None:
    """Let a word under the root be the root in its stead; the old root is left to be hung under it."""
    token.head.children.remove(token)
    token.head, token.dep = token, root.dep


def put_in_place(token: Token, above: Token) -> None:
    """Let a word under another take that one's place in the sentence; the other is left to be hung elsewhere."""
    if above.head is above:
        make_root(token, above)
        return
    token.head.children.remove(token)
    over = above.head
    over.children[over.children.index(above)] = token
    token.head, token.dep = over, above.dep
    above.head = above

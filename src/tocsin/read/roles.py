"""What the document says its persons and bodies are: "minister Oleg Marin", "Clean Rivers, a campaign group"."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from tocsin.model.parse import Sentence, Token

_SINGULAR = ("NN", "NNP")
_NARROWING = ("compound", "amod", "poss", "nmod", "nummod", "prep", "acl")


class Roles:
    """Common nouns by whom the document says to be one."""

    def __init__(self, nouns: Collection[str], definite: Collection[str]) -> None:
        """Start with nobody.

        Args:
            nouns: The nouns that may stand for somebody named.
            definite: The articles that say that somebody known is meant.
        """
        self._nouns = nouns
        self._definite = definite
        self._held: dict[str, list[tuple[int, str | None]]] = {}
        self._others: dict[str, list[int]] = {}

    def learn(self, named: Iterable[tuple[Sequence[Token], str]], sentences: Sequence[Sentence]) -> None:
        """Take in the names of a document, in order, each with its words, and the nouns that describe nobody named."""
        told: set[int] = set()
        bearers: dict[str, list[tuple[int, str]]] = {}
        for run, name in named:
            for noun in nouns_of(run):
                told.add(noun.i)
                if _word(noun) in self._nouns:
                    bearers.setdefault(_word(noun), []).append((noun.i, name))
        self._held = {word: _sole_so_far(sorted(borne)) for word, borne in bearers.items()}
        for sentence in sentences:
            for token in sentence.tokens:
                if token.pos == "NOUN" and token.i not in told and not self._is_bare(token):
                    self._others.setdefault(_word(token), []).append(token.i)

    def holder(self, token: Token) -> str | None:
        """Whom "the minister" is, where just one was said to be one before and no other was spoken of since."""
        if not self._is_bare(token):
            return None
        held = self._held.get(_word(token), [])
        place = bisect_left(held, token.i, key=lambda one: one[0])
        if place == 0:
            return None
        last, name = held[place - 1]
        others = self._others.get(_word(token), [])
        number = bisect_left(others, token.i)
        return name if number == 0 or others[number - 1] < last else None

    def _is_bare(self, token: Token) -> bool:
        """Whether a noun is a definite description without anything that tells it from others."""
        articles = [child for child in token.children if child.dep == "det"]
        return (
            token.tag in _SINGULAR
            and any(article.lower in self._definite for article in articles)
            and token.child(*_NARROWING) is None
            and all(child.left > token.i + 1 for child in token.children if child.dep == "relcl")
        )


def nouns_of(run: Sequence[Token]) -> Iterator[Token]:
    """The nouns a name bears or is described by: before it, beside it, behind "is", and its own last word."""
    low, high = run[0].i, run[-1].i
    head = next((token for token in run if not low <= token.head.i <= high or token.head is token), run[-1])
    yield head
    for child in head.children:
        if child.dep in ("compound", "nmod", "appos") and child.pos in ("NOUN", "PROPN"):
            yield child
    if head.dep == "appos" and head.head.pos == "NOUN":
        yield head.head
    if head.dep == "nsubj" and head.head.pos == "AUX" and head.head.child("aux", "neg", "mark", "advmod") is None:
        predicate = head.head.child("attr")
        if predicate is not None:
            yield predicate


def _sole_so_far(borne: Sequence[tuple[int, str]]) -> list[tuple[int, str | None]]:
    """At each place the one name that was given the noun up to there, None from where a second one was."""
    first = borne[0][1]
    sole: str | None = first
    found: list[tuple[int, str | None]] = []
    for position, name in borne:
        sole = sole if name == first else None
        found.append((position, sole))
    return found


def _word(token: Token) -> str:
    return token.lemma.lower() if token.pos == "NOUN" else token.lower

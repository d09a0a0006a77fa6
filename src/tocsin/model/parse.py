"""The grammatical analysis that the rules of reading walk over.

Every parser's output is brought to this one form: universal part-of-speech tags, and the dependency labels of the
CLEAR style (Choi and Palmer, 2012), which spaCy's English models give. A parser with other labels maps to these in its
adapter, so the rules are written once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tocsin.model.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(slots=True, eq=False)
class Token:
    """A word in its sentence's tree. Mutable only while a parser's adapter ties the tree together.

    Attributes:
        i: Position among the document's tokens.
        lower: The form in lower case, with typographic apostrophes made straight.
        pos: Universal part of speech.
        tag: The parser's finer tag, for English that of the Penn Treebank.
        dep: Relation to the head; the root's is "ROOT".
        start: First character in the document's text.
        end: One past the last character.
        entity: What kind of name the word is part of (PERSON, ORG, GPE, …), or "".
        is_copula: A verb that only links its subject to what it is said to be: "be", "remain".
        head: The governing word; the root is its own head.
    """

    i: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    start: int
    end: int
    entity: str
    is_copula: bool = False
    head: "Token" = field(init=False, repr=False)
    children: list["Token"] = field(default_factory=list, repr=False)
    left: int = -1
    right: int = -1

    @property
    def span(self) -> Span:
        """The characters of the word."""
        return Span(self.start, self.end)

    def child(self, *deps: str) -> "Token | None":
        """The first dependant with one of these relations."""
        for other in self.children:
            if other.dep in deps:
                return other
        return None

    @property
    def is_infinitive(self) -> bool:
        """Whether the word is a verb with "to"."""
        return any(child.tag == "TO" and child.dep in ("aux", "mark") for child in self.children)

    @property
    def is_gerund(self) -> bool:
        """Whether the word is a verb in "-ing", or in a perfect of it: "leaving", "having left"."""
        return self.tag == "VBG" or any(
            child.dep in ("aux", "auxpass") and child.tag == "VBG" for child in self.children
        )

    @property
    def is_present(self) -> bool:
        """Whether the word is a verb in the present, and in no perfect: "covers", "is covered", not "has covered"."""
        helpers = [child for child in self.children if child.dep in ("aux", "auxpass")]
        first = helpers[0] if helpers else self
        perfect = bool(helpers) and first.dep == "aux" and (helpers[1] if len(helpers) > 1 else self).tag == "VBN"
        return first.tag in ("VBZ", "VBP") and not perfect

    @property
    def is_passive(self) -> bool:
        """Whether the word is a verb in the passive."""
        return any(child.dep == "auxpass" for child in self.children)

    @property
    def predicate(self) -> "Token":
        """The word that carries the meaning of a clause: behind a copula the adjective or noun, else its head itself."""
        return (self.is_copula and self.child("acomp", "attr", "oprd")) or self

    def subject(self, *through: str) -> "Token | None":
        """The subject of a verb, or of the next above that it hangs on by one of these relations: of the fourth at most."""
        token = self
        for _ in range(4):
            subject = token.child("nsubj", "nsubjpass")
            if subject is not None or token.dep not in through or token.head is token:
                return subject
            token = token.head
        return None

    def ancestors(self) -> Iterator["Token"]:
        """The words above this one, nearest first, the root last."""
        token = self
        while token.head is not token:
            token = token.head
            yield token


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words in order, its root, and the block of text (a paragraph) it stands in.

    A word's `left` and `right` are the positions, among the document's tokens, of the outermost words of its subtree,
    so that `sentence.subtree(token)` needs no walk. `vectors` is what the parser's own network made of each word, a row a
    word; None where the parser does not tell.
    """

    tokens: tuple[Token, ...]
    root: Token
    block: int
    start: int
    end: int
    vectors: "NDArray[np.float32] | None" = field(default=None, compare=False, repr=False)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> dict[str, Any]:
        """A parse is a working note that leaves in no record: nothing of it is checked."""
        return {"type": "any"}

    @property
    def span(self) -> Span:
        """The characters of the sentence."""
        return Span(self.start, self.end)

    def between(self, left: int, right: int) -> tuple[Token, ...]:
        """The words from position `left` to position `right`, both among the document's tokens, both included."""
        first = self.tokens[0].i
        return self.tokens[left - first : right - first + 1]

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """The words from the first to the last of the subtree under `token`."""
        return self.between(token.left, token.right)


def written(tokens: Sequence[Token]) -> str:
    """The text of some words, with a space where the document has any white space or leaves a word out."""
    text = ""
    previous: Token | None = None
    for token in tokens:
        glued = previous is None or previous.end == token.start
        text += token.text if glued else " " + token.text
        previous = token
    return text

"""Who or what the phrases of a document stand for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from tocsin.model.mention import Mention
from tocsin.model.parse import Sentence, Token, written
from tocsin.model.span import Span
from tocsin.read.coref.mentions import Phrase


@dataclass(frozen=True, slots=True)
class Link:
    """A phrase that stands for the same as another, both by their numbers, and how sure that is, in 0 … 1."""

    phrase: int
    other: int
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class Entity:
    """Somebody or something that phrases of a document stand for.

    Attributes:
        number: Its number in the document, by its first phrase.
        name: Its name in the fullest form, where it has one; else its first description as it is written; for pronouns alone
            None.
        mentions: Its phrases, in order, each with how sure the link to an earlier one is.
        is_named: Whether `name` is a proper name.
        naming: The phrase that the name is taken from.
    """

    number: int
    name: str | None
    mentions: tuple[Mention, ...]
    is_named: bool
    naming: Phrase | None


class Coreference:
    """The entities of a document. A phrase that nothing is linked to is an entity of its own."""

    def __init__(
        self, sentences: Sequence[Sentence], phrases: Sequence[Phrase], names: Sequence[str | None],
        is_pronoun: Sequence[bool], links: Iterable[Link],
    ) -> None:  # fmt: skip
        """Group the phrases.

        Args:
            sentences: The document's sentences.
            phrases: Its phrases, in order.
            names: The name that each of them is, in its fullest form; None for what is no name.
            is_pronoun: Whether it is a pronoun.
            links: The links, one at most for each phrase.
        """
        self._sentences, self._phrases, self._names, self._is_pronoun = sentences, phrases, names, is_pronoun
        self._confidence: dict[int, float] = {}
        linked = list(range(len(phrases)))
        for link in links:
            linked[link.phrase] = link.other
            self._confidence[link.phrase] = link.confidence
        self._roots = roots_of(linked)
        self._members: dict[int, list[int]] = {}
        for number, root in enumerate(self._roots):
            self._members.setdefault(root, []).append(number)
        self._made: dict[int, Entity] = {}

    def entity_of(self, where: Token | Span) -> Entity | None:
        """What a phrase stands for.

        Args:
            where: The phrase's head, or its characters.

        Returns:
            The entity; None where no phrase has that head or those characters.
        """
        number = self._by_head.get(where.i) if isinstance(where, Token) else self._by_span.get(where)
        return self._entity(self._roots[number]) if number is not None else None

    def confidence_of(self, head: Token) -> float:
        """How sure it is that the phrase under a word stands for its entity; 1 for an entity's first, 0 for no phrase."""
        number = self._by_head.get(head.i)
        return self._confidence.get(number, 1.0) if number is not None else 0.0

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities that have more than one phrase, by their first."""
        return tuple(self._entity(root) for root, members in self._members.items() if len(members) > 1)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The phrases of all these entities, in the order of the text."""
        found = [mention for entity in self.entities for mention in entity.mentions]
        return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))

    @cached_property
    def _by_head(self) -> dict[int, int]:
        return {one.head.i: number for number, one in enumerate(self._phrases) if not one.is_several}

    @cached_property
    def _by_span(self) -> dict[Span, int]:
        return {Span(one.start, one.end): number for number, one in enumerate(self._phrases)}

    def _entity(self, root: int) -> Entity:
        if root not in self._made:
            members, names = self._members[root], self._names
            named = next((one for one in members if names[one]), None)
            called = named if named is not None else next((one for one in members if not self._is_pronoun[one]), None)
            phrase = self._phrases[called] if called is not None else None
            name = names[called] if called is not None else None
            if phrase is not None and name is None:
                name = written(self._sentences[phrase.sentence].between(phrase.left, phrase.right))
            mentions = (
                Mention(
                    start=self._phrases[one].start, end=self._phrases[one].end, entity=root,
                    confidence=self._confidence.get(one, 1.0),
                )
                for one in members
            )  # fmt: skip
            self._made[root] = Entity(root, name, tuple(mentions), named is not None, phrase)
        return self._made[root]


def roots_of(linked: Sequence[int]) -> list[int]:
    """The lowest number that each number leads to over links in any direction.

    Args:
        linked: For each number the one it is linked to, or itself.
    """
    parent = list(range(len(linked)))

    def find(number: int) -> int:
        root = number
        while parent[root] != root:
            root = parent[root]
        while parent[number] != root:
            parent[number], number = root, parent[number]
        return root

    for number, other in enumerate(linked):
        one, two = find(number), find(other)
        parent[max(one, two)] = min(one, two)
    return [find(number) for number in range(len(linked))]

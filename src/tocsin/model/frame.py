"""What a claim says happens or is, as a frame: a predicate, and who or what stands in which role of it."""

from dataclasses import dataclass, field

ACTOR, OBJECT, RECIPIENT, IS, TO_DO = "actor", "object", "recipient", "is", "to do"
"""The roles besides those that a preposition names: who does it, what it is done to, to whom, what something is said to be or
to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Who or what stands in a role.

    Attributes:
        role: The role: one of those above, or the preposition that leads to it.
        head: The lemma of its noun, in lower case; empty for a number alone.
        words: The lemmas of its other words of content, numbers left out; names as they are written, in lower case.
        of: Of these, what follows it by "of": "wheat" of "exports of wheat"; empty where nothing does.
        called: The names among its words, as they are written and in their order: "Livonia" of "the ferry Livonia"; or empty.
        which: Its number in a series, as it is written: "3" of "tank 3", "eighth" of "the eighth level"; or empty.
        name: Who or what its noun stands for elsewhere in the document; None for itself.
        is_name: Whether its noun is part of a name.
        is_none: Whether it says that there is none: "no bridge", "nobody".
    """

    role: str
    head: str
    words: tuple[str, ...] = ()
    of: str = ""
    called: str = ""
    which: str = ""
    name: str | None = None
    is_name: bool = False
    is_none: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A predicate with its roles.

    Attributes:
        predicate: The lemma of the verb, or of what something is said to be.
        particle: What makes another verb of it: "in" of "come in".
        fillers: What stands in its roles, in the order of the text.
        is_coming: Whether the words set it in the future: "will leave", "is to leave".
        start: Where the word begins in its document that tells the deed, or what something is said to be; None where it was
            not kept. Two frames are equal wherever they stand.
    """

    predicate: str
    particle: str | None = None
    fillers: tuple[Filler, ...] = ()
    is_coming: bool = False
    start: int | None = field(default=None, compare=False)

    @property
    def said(self) -> str:
        """The predicate with its particle."""
        return f"{self.predicate} {self.particle}" if self.particle else self.predicate

    @property
    def nouns(self) -> tuple[str, ...]:
        """The nouns that stand in its roles, without names."""
        return tuple(dict.fromkeys(one.head for one in self.fillers if one.head and not one.is_name))

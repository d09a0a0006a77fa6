"""A phrase that stands for the same as others of its document."""

from dataclasses import dataclass

from tocsin.model.notes import internal


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A phrase, and the number of the entity it stands for; phrases of one entity have one number.

    `confidence`, a working note, tells how sure the link to an earlier phrase is, in 0 … 1; 1 for the first of its entity.
    """

    start: int
    end: int
    entity: int
    confidence: float = internal(1.0)

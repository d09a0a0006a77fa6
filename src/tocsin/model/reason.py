"""Why: a score never travels without it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that moved a score: by how much, in words a reader understands, and the claims it rests on."""

    weight: float
    words: str
    claims: tuple[str, ...] = ()

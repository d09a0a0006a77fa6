"""What happens, and how surely it is presented."""

from dataclasses import dataclass

from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.notes import internal
from tocsin.model.reason import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A predicate, and how surely its speaker presents it as so.

    `factuality` is what the words say, and what decides everywhere; `score` (-3 … 3) is how surely readers of such
    sentences took it to be so, which for plans and requests is far less. `steps` are the reasons, from the predicate
    outward, and `kind` what the words above make of it ("hopes that …" a wish): working notes and no part of the reading's
    record. A claim has the certainty of the event its predicate is.
    """

    start: int
    end: int
    lemma: str
    factuality: Factuality
    score: float
    steps: tuple[Reason, ...] = internal(())
    kind: Kind | None = internal(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Who did what to whom: the words of the text, None where it names nobody; `type` is PLOVER's where one fits."""

    lemma: str
    actor: str | None = None
    recipient: str | None = None
    object: str | None = None
    type: str | None = None

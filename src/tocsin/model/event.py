"""What happens, and how surely it is presented."""

from dataclasses import dataclass

from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.notes import internal
from tocsin.model.reason import StoredReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A predicate, and how surely whoever utters it presents it as so.

    `factuality` is what the words say, by the walk; `score` (-3 … 3) is how surely readers of such sentences took it to
    hold, which the walk's own score, `stated`, is weighed into. `steps` are the walk's reasons, from the predicate
    outward, and `kind` what the words above make of it ("hopes that …" a wish). These three are working notes and not
    part of the reading's record.
    """

    start: int
    end: int
    lemma: str
    factuality: Factuality
    score: float
    stated: float = internal(3.0)
    steps: tuple[StoredReason, ...] = internal(())
    kind: Kind | None = internal(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Who did what to whom: the words of the text, None where it names nobody; `type` is PLOVER's where one fits."""

    lemma: str
    actor: str | None = None
    recipient: str | None = None
    object: str | None = None
    type: str | None = None

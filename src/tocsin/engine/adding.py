"""Documents into a case: which of them are to be read, and what becomes of each. One process writes; others may read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Literal

from tocsin.engine.analyst import now
from tocsin.engine.batches import is_full
from tocsin.engine.reader import Reader, unknown_language
from tocsin.engine.spreading import Workers, read_portions
from tocsin.errors import InputError, NothingThere
from tocsin.ledger.port import Ledger
from tocsin.model.document import Document, Evidence
from tocsin.model.query import FailedDocument
from tocsin.model.reading import Reading, Unread

State = Literal["new", "read anew", "known", "removed", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one document: whether it is new, read again, known already, refused or failed.

    `size` is how many bytes it was taken from, 0 where that is not known.
    """

    name: str
    state: State
    claims: int = 0
    problem: str | None = None
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failure:
    """A document that cannot be read, and its id where that is known."""

    error: InputError
    document: str | None = None
    size: int = 0


_Sorted = Evidence | Added | _Failure


class Addition:
    """One run that adds documents to a case.

    What is entered does not depend on who reads, or on how much of it an earlier run has done.
    """

    def __init__(self, ledger: Ledger, reader: Reader) -> None:
        self._ledger = ledger
        self._reader = reader
        self._under_way: set[str] = set()

    def run(self, collected: Iterable[Evidence | InputError], workers: Workers) -> Iterator[Iterator[Added]]:
        """Read what is to be read, and enter it in order.

        Yields:
            Portions of documents; as each of them is gone through, its documents are entered and tell what became of them.
        """
        for found, readings in read_portions(self._reader, workers, self._portions(collected)):
            yield map(self._entered, found, repeat(readings))

    def preview(self, collected: Iterable[Evidence | InputError]) -> Iterator[Added]:
        """What would become of documents; nothing is read or entered. Copies of one document all count as new."""
        for one in collected:
            found = self._sorted(one)
            if isinstance(found, Evidence):
                yield Added(name=found.document.name, state=self._state(found.document), size=len(found.raw))
            else:
                yield self._told(found) if isinstance(found, _Failure) else found

    def _portions(
        self, collected: Iterable[Evidence | InputError]
    ) -> Iterator[tuple[list[_Sorted], list[Document]] | None]:
        """What is to be read together, and with it what is not; None before a document of which a copy is under way.

        What the case knows of it must be known first.
        """
        portion: list[_Sorted] = []
        characters = 0
        for one in collected:
            key = one.document.id if isinstance(one, Evidence) else None
            if key in self._under_way:
                if any(isinstance(other, Evidence) and other.document.id == key for other in portion):
                    yield self._portion(portion)
                    portion, characters = [], 0
                yield None
            found = self._sorted(one)
            portion.append(found)
            if isinstance(found, Evidence):
                self._under_way.add(found.document.id)
            characters += len(one.document.text) if isinstance(one, Evidence) else 0
            if is_full(len(portion), characters):
                yield self._portion(portion)
                portion, characters = [], 0
        if portion:
            yield self._portion(portion)

    def _portion(self, found: list[_Sorted]) -> tuple[list[_Sorted], list[Document]]:
        return found, [one.document for one in found if isinstance(one, Evidence)]

    def _sorted(self, collected: Evidence | InputError) -> _Sorted:
        """The document with all that is known of it, or why it need not or cannot be read."""
        if isinstance(collected, InputError):
            return _Failure(error=collected)
        document, size = collected.document, len(collected.raw)
        known = self._ledger.known(document.id)
        if known is not None:
            # What was told once is not forgotten when it is not told again.
            facts = ("title", "outlet", "url", "published", "language")
            document = replace(
                document, **{fact: getattr(known, fact) for fact in facts if getattr(document, fact) is None}
            )
        if (error := unknown_language(document)) is not None:
            return _Failure(error=error, document=document.id, size=size)
        removal = self._ledger.removal(document.id)
        if removal is not None:
            why = f"{document.name}: was removed from this case ({removal.reason}); `tocsin restore` puts it back"
            return Added(name=document.name, state="removed", problem=why, size=size)
        if self._ledger.holds(document, reader=self._reader.fingerprint):
            return Added(name=document.name, state="known", size=size)
        return replace(collected, document=document)

    def _state(self, document: Document) -> State:
        return "new" if self._ledger.known(document.id) is None else "read anew"

    def _entered(self, found: _Sorted, readings: Iterator[Reading | Unread]) -> Added:
        if isinstance(found, Added):
            return found
        if isinstance(found, Evidence):
            self._under_way.discard(found.document.id)
            reading = next(readings)
            if isinstance(reading, Reading):
                state = self._state(found.document)
                entered = self._ledger.add(found, reading, reader=self._reader.fingerprint, at=now())
                return Added(
                    name=found.document.name, state=state if entered else "known", claims=len(reading.claims),
                    size=len(found.raw),
                )  # fmt: skip
            error = InputError(found.document.name, reading.problem)
            found = _Failure(error=error, document=found.document.id, size=len(found.raw))
        if not isinstance(found.error, NothingThere):
            self._ledger.enter_failed(
                FailedDocument(name=found.error.name, document=found.document, problem=found.error.problem, at=now())
            )
        return self._told(found)

    def _told(self, failure: _Failure) -> Added:
        return Added(name=failure.error.name, state="failed", problem=str(failure.error), size=failure.size)

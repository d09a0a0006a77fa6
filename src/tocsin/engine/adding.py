"""Documents into a case: which of them are to be read, and what becomes of each. One process writes; others may read."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Literal

from tocsin.collect.web.gathered import COLLECTOR, Gathered, Unchanged
from tocsin.engine.batches import is_full
from tocsin.engine.reader import Reader, unknown_language
from tocsin.engine.spreading import Workers, read_portions
from tocsin.engine.versions import as_version, earlier_version, is_outdated, outlet_of, says_the_same
from tocsin.errors import CaseError, InputError, NothingThere
from tocsin.ledger.port import Ledger
from tocsin.model.document import Document, Evidence
from tocsin.model.moments import now
from tocsin.model.query import FailedDocument
from tocsin.model.reading import Reading, Unread
from tocsin.model.sighting import Sighting, Visit

State = Literal["new", "changed", "read anew", "known", "removed", "failed"]


_PATIENCE = 5.0
"""Seconds after which a portion is read as it is: from a slow server it would fill up late."""
_WAIT = 1.0
"""Seconds that a document which was read waits for others, to be entered together with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one document: whether it is new, a later version, read again, known already, refused or failed.

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A document that need not be read, and how it was found this time."""

    told: Added
    document: str
    seen: Sighting


_Sorted = Evidence | Added | _Failure | _Known | Visit


class Addition:
    """One run that adds documents to a case.

    What is entered does not depend on who reads, or on how much of it an earlier run has done.
    """

    def __init__(self, ledger: Ledger, reader: Reader) -> None:
        self._ledger = ledger
        self._reader = reader
        self._under_way: set[str] = set()
        self._unread: set[str] = set()

    def run(self, collected: Iterable[Gathered], workers: Workers) -> Iterator[Iterator[Added]]:
        """Read what is to be read, and enter it in order.

        Yields:
            Portions of documents; as each of them is gone through, its documents are entered and tell what became of them.
        """
        for found, readings in read_portions(self._reader, workers, self._portions(collected)):
            yield self._entered(found, readings)

    def preview(self, collected: Iterable[Gathered]) -> Iterator[Added]:
        """What would become of documents; nothing is read or entered. Copies of one document all count as new."""
        for one in collected:
            found = self._sorted(one)
            if isinstance(found, Evidence):
                yield Added(name=found.document.name, state=self._state(found), size=len(found.raw))
            elif isinstance(found, _Failure):
                yield self._told(found)
            elif not isinstance(found, Visit):
                yield found.told if isinstance(found, _Known) else found

    def _portions(self, collected: Iterable[Gathered]) -> Iterator[tuple[list[_Sorted], list[Document]] | None]:
        """What is to be read together, and with it what is not; None before a document of which a copy is under way.

        What the case knows of it must be known first.
        """
        portion: list[_Sorted] = []
        characters = 0
        began = monotonic()
        for one in collected:
            keys = _keys_of(one)
            if not keys.isdisjoint(self._under_way):
                if any(not keys.isdisjoint(_keys_of(other)) for other in portion):
                    yield self._portion(portion)
                    portion, characters = [], 0
                yield None
            found = self._sorted(one)
            portion.append(found)
            if isinstance(found, Evidence):
                self._under_way |= keys
            characters += len(one.document.text) if isinstance(one, Evidence) else 0
            if is_full(len(portion), characters) or monotonic() - began > _PATIENCE:
                yield self._portion(portion)
                portion, characters, began = [], 0, monotonic()
        if portion:
            yield self._portion(portion)

    def _portion(self, found: list[_Sorted]) -> tuple[list[_Sorted], list[Document]]:
        return found, [one.document for one in found if isinstance(one, Evidence)]

    def _sorted(self, collected: Gathered) -> _Sorted:
        """The document with all that is known of it, or why it need not or cannot be read."""
        if isinstance(collected, InputError):
            return _Failure(error=collected)
        if isinstance(collected, Unchanged):
            return Added(name=collected.address, state="known")
        if isinstance(collected, Visit):
            return collected
        seen = collected.seen or _file_sighting(collected)
        document, size = collected.document, len(collected.raw)
        known = self._ledger.known(document.id)
        if known is not None:
            # What was told once is not forgotten when it is not told again.
            facts = ("title", "outlet", "url", "published", "time", "language")
            document = replace(
                document, **{fact: getattr(known, fact) for fact in facts if getattr(document, fact) is None}
            )
            if seen.status is not None:
                # One page at two addresses is one document: the second address is another sighting of it.
                document = replace(document, url=known.url or document.url)
        if document.outlet is None and seen.status is not None:
            document = replace(document, outlet=outlet_of(seen))
        if (error := unknown_language(document)) is not None:
            return _Failure(error=error, document=document.id, size=size)
        removal = self._ledger.removal(document.id)
        if removal is not None:
            why = f"{document.name}: was removed from this case ({removal.reason}); `tocsin restore` puts it back"
            return Added(name=document.name, state="removed", problem=why, size=size)
        told = Added(name=document.name, state="known", size=size)
        if self._ledger.holds(document, reader=self._reader.fingerprint):
            return _Known(told=told, document=document.id, seen=seen)
        if is_outdated(self._ledger, seen):
            why = f"{document.name}: left out, because the case holds it as it was edited later"
            return Added(name=document.name, state="known", problem=why, size=size)
        earlier = earlier_version(self._ledger, document, seen)
        if earlier is None:
            return replace(collected, document=document, seen=seen)
        if says_the_same(earlier, document) and self._ledger.holds(earlier, reader=self._reader.fingerprint):
            return told
        removal = self._ledger.removal(earlier.id)
        if removal is not None:
            why = f"{document.name}: an earlier version was removed from this case ({removal.reason})"
            return Added(name=document.name, state="removed", problem=why, size=size)
        return replace(collected, document=document, seen=as_version(seen, earlier, document))

    def _state(self, found: Evidence) -> State:
        if found.seen is not None and found.seen.replaces is not None:
            return "changed"
        return "new" if self._ledger.known(found.document.id) is None else "read anew"

    def _entered(self, portion: Iterable[_Sorted], readings: Iterator[Reading | Unread]) -> Iterator[Added]:
        """Enter what was found, in order: documents that follow on one another in one transaction."""
        together: list[tuple[Evidence, Reading]] = []
        began = monotonic()
        for found in portion:
            if isinstance(found, Evidence):
                self._under_way -= _keys_of(found)
                reading = next(readings)
                if isinstance(reading, Reading):
                    together.append((found, reading))
                    if monotonic() - began < _WAIT:
                        continue
            yield from self._enter(together)
            together, began = [], monotonic()
            if isinstance(found, Evidence):
                if isinstance(reading, Reading):
                    continue
                error = InputError(found.document.name, reading.problem)
                self._unread.add(found.seen.address if found.seen is not None else found.where)
                found = _Failure(error=error, document=found.document.id, size=len(found.raw))
            if isinstance(found, Added):
                yield found
            elif isinstance(found, Visit):
                self._ledger.enter_visit(self._as_held(found))
            elif isinstance(found, _Known):
                self._ledger.enter_sighting(found.document, found.seen)
                yield found.told
            else:
                if not isinstance(found.error, NothingThere):
                    self._ledger.enter_failed(
                        FailedDocument(
                            name=found.error.name, document=found.document, problem=found.error.problem, at=now()
                        )
                    )
                yield self._told(found)
        yield from self._enter(together)

    def _enter(self, together: Sequence[tuple[Evidence, Reading]]) -> Iterator[Added]:
        """Enter documents; if not all of them can be entered, those before the first that cannot."""
        states = [self._state(found) for found, _ in together]
        try:
            entered = self._ledger.add_all(together, reader=self._reader.fingerprint, at=now()) if together else []
        except CaseError:
            if len(together) < 2:
                raise
            for one in together:
                yield from self._enter([one])
            return
        for (found, reading), state, is_new in zip(together, states, entered, strict=True):
            yield Added(
                name=found.document.name, state=state if is_new else "known", claims=len(reading.claims),
                size=len(found.raw),
            )  # fmt: skip

    def _as_held(self, visit: Visit) -> Visit:
        """A visit with the document that the case holds of the address; what it does not hold is asked for again, whole."""
        if visit.document is None or self._ledger.known(visit.document) is not None:
            return visit
        found = self._ledger.found_at(visit.address)
        if found is None or visit.address in self._unread:
            return replace(visit, document=found[0] if found else None, etag=None, modified=None)
        return replace(visit, document=found[0])

    def _told(self, failure: _Failure) -> Added:
        return Added(name=failure.error.name, state="failed", problem=str(failure.error), size=failure.size)


def _keys_of(one: Gathered | _Sorted) -> set[str]:
    """By what a document is the same as one that is still being read: its id, and the address of its own that it has."""
    if not isinstance(one, Evidence):
        return set()
    return {one.document.id, *(address for name, address in one.details.items() if name == "address")}


def _file_sighting(evidence: Evidence) -> Sighting:
    """How a document of a file was found: now, and under the path from the root."""
    where = evidence.where if evidence.where.startswith("stdin") else os.path.abspath(evidence.where)
    if (address := evidence.details.get("address")) is None:
        return Sighting(address=where, at=now(), collector=COLLECTOR, details=evidence.details)
    # What has an address of its own, as a message has, is looked for there when it is found again in another file.
    details = {**evidence.details, "file": where}
    return Sighting(address=address, answered=address, at=now(), collector=COLLECTOR, details=details)

"""What each part of a ledger works by: connections that are one transaction, and what databases do differently."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import copy
from itertools import accumulate
from typing import Any, NamedTuple, Protocol, Self

from sqlalchemy import ColumnElement, Connection, Engine

from tocsin.errors import CaseError, RecordError
from tocsin.ledger.evidence_folder import EvidenceFolder
from tocsin.model.as_of import AsOf

Connect = Callable[[], AbstractContextManager[Connection]]
"""What opens a connection with a transaction."""


COMMON_WORD = 5_000
"""Claims from which on a word tells too little of a claim to look for it, where others do, or to look at all that have it."""

MOST_RANKED = 8_000
"""Claims that are ranked at most where all words of a search are common."""


def rarest(often: Mapping[str, int]) -> list[str]:
    """The rarest of some common words: as many as not too many claims have, or one; each claim found has to be ranked."""
    ordered = sorted(often, key=often.__getitem__)
    looked_at = accumulate(often[word] for word in ordered)
    return [word for word, count in zip(ordered, looked_at, strict=True) if count <= MOST_RANKED] or ordered[:1]


class Found(NamedTuple):
    """Which claims are found by words, and how well they fit: the higher, the better."""

    matches: ColumnElement[bool]
    fit: ColumnElement[float]


class WordIndex(Protocol):
    """How claims are found by their words."""

    def enter(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Enter what claims can be found by (see `entries.word_rows`)."""

    def all_of(self, words: str) -> Found | None:
        """Claims with every word or phrase in their own words, their sentence or their parties; None if there is no word."""

    def having(self, said: Collection[tuple[str, ...]], beginnings: Collection[str]) -> ColumnElement[bool] | None:
        """Claims in whose own words all words of a phrase stand, or one that begins so; None if there is none of either.

        Others may be found as well, whose words have the same stems.
        """

    def latest_of(self, connection: Connection, words: str) -> Found | None:
        """Of the claims that `all_of` finds the latest, some thousands; None if there are no more than that."""

    def any_of(self, connection: Connection, words: Sequence[str]) -> Found | None:
        """Claims in or near which any word stands; None if there is none, or no word.

        A word that more than COMMON_WORD claims have is not looked for where another one is rarer; if all are common, only
        claims with all of them are looked at; if there are none, those with the rarest, MOST_RANKED of them or few more.
        """


class Connected(ABC):
    """A case in a database.

    Attributes:
        name: The file or address.
        can_write: Whether it can be written.
    """

    name: str
    can_write: bool
    _engine: Engine
    _words: WordIndex
    _failures: tuple[type[Exception], ...]
    """The errors of the database."""
    _evidence: EvidenceFolder | None = None
    """Where the bytes of documents are kept; None where the database keeps them."""
    _shared: Connection | None = None
    _as_of: AsOf | None = None
    _streams = True
    """Whether a query can be read bit by bit while others are made."""

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        view = copy(self)
        with self._reading() as connection:
            view._shared = connection
            yield view

    def as_of(self, moment: AsOf) -> Self:
        view = copy(self)
        view.can_write, view._as_of = False, moment
        return view

    def _reading(self) -> AbstractContextManager[Connection]:
        shared = self._shared
        if shared is not None:
            return self._guarded(lambda: nullcontext(shared), write=False)
        engine = self._engine if self._as_of is None else self._engine.execution_options(as_of=self._as_of)
        return self._guarded(engine.connect, write=False)

    def _writing(self) -> AbstractContextManager[Connection]:
        if self._as_of is not None:
            raise CaseError(f"{self.name}: what it held earlier can be read, not changed")
        return self._guarded(self._engine.execution_options(writes=True).begin, write=True)

    @contextmanager
    def _guarded(self, connect: Connect, *, write: bool) -> Iterator[Connection]:
        """A connection in one transaction, whose database errors come out as errors of the case."""
        failures: tuple[type[Exception], ...] = (*self._failures, RecordError, UnicodeDecodeError)
        try:
            with connect() as connection:
                yield connection
        except UnicodeEncodeError as error:
            half = ascii(error.object[error.start : error.end])
            raise CaseError(f"{self.name}: {half} is no character that can be stored or looked for") from error
        except OverflowError as error:
            raise CaseError(f"{self.name}: a number is too large to be stored or looked for") from error
        except failures as error:
            raise self._case_error(error) from error
        except ValueError as error:
            if write:
                raise
            raise self._case_error(error) from error

    @abstractmethod
    def _case_error(self, error: Exception) -> CaseError:
        """What an error of the database says, or one over what was read from it, and the way out."""

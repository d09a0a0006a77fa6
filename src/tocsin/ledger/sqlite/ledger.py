"""A case in one SQLite file."""

from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy.exc import DatabaseError

from tocsin.ledger.sqlite.claims import Claims
from tocsin.ledger.sqlite.connections import MEMORY, case_error
from tocsin.ledger.sqlite.documents import Documents
from tocsin.ledger.sqlite.judgements import Judgements
from tocsin.ledger.sqlite.linking import Linking
from tocsin.ledger.sqlite.links import Links
from tocsin.ledger.sqlite.migrations import migrate


class SqliteLedger(Documents, Claims, Links, Linking, Judgements):
    """A ledger (see the port) in one SQLite file."""

    def __init__(self, path: Path | str) -> None:
        """Open a case, making it if it is not there.

        Args:
            path: The file, or ":memory:" for a case that is gone when closed.

        Raises:
            CaseError: The file cannot be opened, is no case, or was written by a later Tocsin.
        """
        super().__init__(MEMORY if str(path) == MEMORY else str(Path(path)))
        try:
            migrate(self._engine, name=self.name)
        except (DatabaseError, UnicodeDecodeError) as error:
            raise case_error(self.name, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

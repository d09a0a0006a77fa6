"""A ledger in a database."""

from typing import Self

from tocsin.ledger.sql.claims import Claims
from tocsin.ledger.sql.documents import Documents
from tocsin.ledger.sql.history import Histories
from tocsin.ledger.sql.judgements import Judgements
from tocsin.ledger.sql.linking import Linking
from tocsin.ledger.sql.links import Links
from tocsin.ledger.sql.merging import Merging
from tocsin.ledger.sql.parties import Parties
from tocsin.ledger.sql.questions import Questions
from tocsin.ledger.sql.sightings import Sightings
from tocsin.ledger.sql.vectors import Vectors


class SqlLedger(
    Documents, Sightings, Claims, Histories, Links, Linking, Parties, Judgements, Questions, Vectors, Merging
):
    """All that the port asks for, over the connections of one database or another."""

    def flush(self) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        if self._as_of is None:
            self._engine.dispose()

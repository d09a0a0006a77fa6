"""A case in a PostgreSQL database."""

from pathlib import Path

from tocsin.errors import CaseError
from tocsin.ledger.postgres.connections import PostgresConnected, may_write
from tocsin.ledger.postgres.schema import make_case, migrate, version_of
from tocsin.ledger.sql.ledger import SqlLedger
from tocsin.ledger.sql.tables import VERSION


class PostgresLedger(SqlLedger, PostgresConnected):
    """A ledger (see the port) in a schema of a PostgreSQL database."""

    def __init__(self, address: str, *, create: bool, evidence: Path | None = None) -> None:
        """Open a case.

        Args:
            address: The address of the database. Its tables are those of the first schema that the user looks in.
            create: Whether to make the case if the database holds none.
            evidence: The folder of evidence, which all who use the case must reach; by default the database keeps the bytes.

        Raises:
            CaseError: The database cannot be reached, holds no case and none is to be made, holds one of a later version,
                or one of an earlier version that this user may not change.
        """
        super().__init__(address, evidence=evidence)
        with self._reading() as connection:
            version = version_of(connection)
        if not version:
            if not create:
                raise CaseError(f"there is no case in {self.name}; `tocsin add` makes one")
            with self._writing() as connection:
                make_case(connection, self.name)
            version = VERSION
        if version > VERSION:
            raise CaseError(
                f"{self.name}: written by a later version of Tocsin (schema {version}); upgrade Tocsin to open it"
            )
        if version < VERSION:
            with self._writing() as connection:
                migrate(connection)
        with self._reading() as connection:
            self.can_write = may_write(connection)

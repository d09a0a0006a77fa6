"""How a case file gets from one version of the schema to the next: numbered steps, run in order, each in a transaction."""

from collections.abc import Callable

from sqlalchemy import Connection, Engine, text

from tocsin.errors import CaseError
from tocsin.ledger.sqlite.tables import metadata

Migration = Callable[[Connection], None]


def m001_the_first_tables(connection: Connection) -> None:
    """The tables, and the index of words."""
    metadata.create_all(connection)
    connection.execute(
        text(
            "create virtual table words using fts5("
            "claim, sentence, context, parties, title, tokenize = 'porter unicode61 remove_diacritics 2')"
        )
    )


def m002_links_grades_and_assessments(connection: Connection) -> None:
    """What links, weighs and warns: the tables that a case of the first version lacks."""
    metadata.create_all(connection)


MIGRATIONS: tuple[Migration, ...] = (m001_the_first_tables, m002_links_grades_and_assessments)


def migrate(engine: Engine, *, name: str) -> None:
    """Bring a case file to the present schema.

    Raises:
        CaseError: The file was written by a later Tocsin, or holds somebody else's tables.
    """
    with engine.connect() as connection:
        version = connection.execute(text("pragma user_version")).scalar_one()
        foreign = version == 0 and connection.execute(text("select count(*) from sqlite_master")).scalar_one() > 0
    if foreign:
        raise CaseError(f"{name}: this SQLite file is no case of Tocsin; name another with --case")
    if version > len(MIGRATIONS):
        raise CaseError(f"{name}: written by a later version of Tocsin (schema {version}); upgrade Tocsin to open it")
    for number, migration in enumerate(MIGRATIONS[version:], start=version + 1):
        with engine.execution_options(writes=True).begin() as connection:
            # Another process may have got here first.
            if connection.execute(text("pragma user_version")).scalar_one() >= number:
                continue
            migration(connection)
            connection.execute(text(f"pragma user_version = {number}"))

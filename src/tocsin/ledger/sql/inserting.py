"""Entering many rows at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, more: str = "") -> None:
    """Insert many rows by the driver itself: what SQLAlchemy does for each of them would cost as much as the insertion.

    Args:
        connection: The transaction.
        table: The table.
        rows: The rows, which have the same columns.
        more: What the statement ends with.
    """
    if rows:
        names = list(rows[0])
        form = ":{}" if connection.dialect.name == "sqlite" else "%({})s"
        values = ", ".join(map(form.format, names))
        connection.exec_driver_sql(
            f"insert into {table.name} ({', '.join(names)}) values ({values}) {more}", list(rows)
        )

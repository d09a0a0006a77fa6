"""`tocsin documents`: what the case is made of."""

from typing import Annotated

import typer

from tocsin.cli.options import Case, ListFormat

_COLUMNS = ("name", "outlet", "published", "claims", "title", "url", "language", "added", "removed", "id")


def documents(
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE, case: Case = None
) -> None:
    """List the case's documents by day of publication; removed ones tell why."""
    from tocsin.cli import output
    from tocsin.engine.case import Case as OpenCase
    from tocsin.model.record import to_json

    with OpenCase.existing(case) as opened:
        rows = [to_json(row) for row in opened.documents()]
    shown = [("name", 6), ("outlet", 4), ("published", 3), ("claims", 2), ("title", 8), ("removed", 3)]
    output.listing(rows, form, csv_columns=_COLUMNS, table_columns=shown)

"""`tocsin history`: what became of a claim, a proposition, a party or the grades of a source."""

from typing import Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import Case, KnownBy, ListFormat

_SHOWN = (("since", 3), ("until", 3), ("what", 2), ("words", 8), ("by", 2), ("reason", 6))


def history(
    key: Annotated[
        str,
        typer.Argument(
            metavar="ID|NAME",
            help="The id of a claim, or the beginning of it; or the name of a party or source.",
            show_default=False,
        ),
    ],
    known_by: KnownBy = None,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    case: Case = None,
) -> None:
    """Show since when the case has held a claim or a name, what it held before, and who entered it; the oldest entry first.

    Of a claim: the readings that have it, its removals, its links, the propositions it was of and their other claims.
    Of a name: since when the case has the names of its party, the rulings on them, and the grades. An entry without
    "until" still holds, or is of one moment. Moments are in UTC.
    """
    from tocsin.model.record import to_json

    with open_case(case, known_by=known_by) as opened:
        rows = [to_json(entry) for entry in opened.history(key)]
    if form is ListFormat.TABLE or form is ListFormat.CSV:
        rows = [{**row, "since": row["since"][:19], "until": (row["until"] or "")[:19]} for row in rows]
    output.listing(rows, form, csv_columns=[name for name, _ in _SHOWN], table_columns=_SHOWN)

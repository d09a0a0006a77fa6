"""`tocsin origins`: whose word a proposition is, from how many independent sources, and what that makes of it."""

from typing import Annotated

import typer

from tocsin.cli.options import Case, ListFormat

_SHOWN = (
    ("id", 1), ("reports", 2), ("origins", 2), ("against", 2), ("probability", 6), ("credibility", 4), ("text", 12)
)  # fmt: skip


def origins(
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="The id of a claim, or the beginning of one; without it the case's propositions are listed.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, help="How many propositions, or origins of one and reports of each, at most.")
    ] = 20,
    form: Annotated[
        ListFormat | None,
        typer.Option("--format", help="table, json, jsonl or csv; of one proposition json, or else text."),
    ] = None,
    case: Case = None,
) -> None:
    """Show whose word a claim is: its reports by independent origin, those against it, and how probable that leaves it.

    Without an id, list what most independent origins say. Reports that copy, forward or cite one another are one origin.
    """
    from tocsin.engine.case import Case as OpenCase

    with OpenCase.existing(case) as opened:
        if key is None:
            _list(opened, limit, form or ListFormat.TABLE)
        else:
            _show(opened, key, limit, form)

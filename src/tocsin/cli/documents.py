"""`tocsin documents`: what the case is made of."""

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import Case, ListFormat

if TYPE_CHECKING:
    from tocsin.engine.case import Case as OpenCase

_COLUMNS = ("name", "outlet", "published", "claims", "title", "url", "language", "added", "removed", "id")
_SHOWN = (("name", 6), ("outlet", 4), ("published", 3), ("claims", 2), ("title", 8), ("removed", 3))
_FAILED = (("name", 6), ("problem", 12), ("at", 3), ("document", 3))


def documents(
    failed: Annotated[
        bool, typer.Option("--failed", help="List the documents that could not be read, until they are.")
    ] = False,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    case: Case = None,
) -> None:
    """List the case's documents by day of publication; removed ones tell why."""
    with open_case(case) as opened:
        if failed:
            _print_failed(opened, form)
        else:
            print_documents(opened, form)


def print_documents(case: "OpenCase", form: ListFormat) -> None:
    """Print the documents that a case holds or has held."""
    from tocsin.model.record import to_json

    output.listing(map(to_json, case.documents()), form, csv_columns=_COLUMNS, table_columns=_SHOWN)
    failed = len(case.failed_documents())
    if failed:
        documents = "1 document" if failed == 1 else f"{failed} documents"
        output.warn(f"{documents} could not be read; `tocsin documents --failed` lists them")


def _print_failed(case: "OpenCase", form: ListFormat) -> None:
    from tocsin.model.record import to_json

    columns = [name for name, _ in _FAILED]
    number = output.listing(map(to_json, case.failed_documents()), form, csv_columns=columns, table_columns=_FAILED)
    if not number and form is ListFormat.TABLE:
        output.warn("every document that was given could be read")

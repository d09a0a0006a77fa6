"""`tocsin documents`: what the case is made of."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import At, Case, KnownBy, ListFormat

if TYPE_CHECKING:
    from tocsin.engine.case import Case as OpenCase

_SHOWN = (("name", 6), ("outlet", 4), ("published", 3), ("claims", 2), ("title", 8), ("removed", 3))
_FAILED = (("name", 6), ("problem", 12), ("at", 3), ("document", 3))


def documents(
    failed: Annotated[
        bool, typer.Option("--failed", help="List the documents that could not be read, until they are.")
    ] = False,
    retry: Annotated[
        bool, typer.Option("--retry", help="Add again what could not be read: its files and addresses as they are now.")
    ] = False,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    known_by: KnownBy = None,
    at: At = None,
    case: Case = None,
) -> None:
    """List the case's documents by day of publication; removed ones tell why."""
    from tocsin.model.record import to_json

    with open_case(case, known_by=known_by, at=at) as opened:
        if retry:
            _retry(opened)
            return
        if not failed:
            print_documents(opened, form)
            return
        rows = map(to_json, opened.failed_documents())
        number = output.listing(rows, form, csv_columns=[name for name, _ in _FAILED], table_columns=_FAILED)
        if not number and form is ListFormat.TABLE:
            output.warn("every document that was given could be read")


def _retry(case: "OpenCase") -> None:
    """Try again what could not be read, and tell what came of it."""
    states: Counter[str] = Counter()
    with output.problems() as problem:
        for added in case.retry(tell=output.warn):
            states[added.state] += 1
            if added.problem:
                problem(added.name, added.problem)
    told = ", ".join(f"{number} {state}" for state, number in states.items())
    output.line(told or "there was nothing to try again")
    if states["failed"]:
        raise typer.Exit(1)


def print_documents(case: "OpenCase", form: ListFormat) -> None:
    """Print the documents that a case holds or has held."""
    from tocsin.engine.list_rows import DOCUMENTS
    from tocsin.model.record import to_json

    output.listing(map(to_json, case.documents()), form, csv_columns=DOCUMENTS, table_columns=_SHOWN)
    failed = len(case.failed_documents())
    if failed:
        documents = "1 document" if failed == 1 else f"{failed} documents"
        output.warn(f"{documents} could not be read; `tocsin documents --failed` lists them")

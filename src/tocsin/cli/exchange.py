"""`tocsin merge`, `export`, `import` and `redact`: a case carried to another, to files and back, or without a source."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import By, Case


class ExportFormat(StrEnum):
    """How a case is written."""

    JSONL = "jsonl"
    PARQUET = "parquet"


def merge(
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The other case: a file or an address.", show_default=False)
    ],
    reason: Annotated[str, typer.Option("--reason", "--why", help="Why; it is kept.", show_default=False)],
    by: By = None,
    case: Case = None,
) -> None:
    """Enter what another case holds and this one does not: documents, readings, judgements, reviews, questions.

    Everything comes with its own time, author and reason, so that both histories are kept; the later of two judgements on
    one thing holds. The other case is only read. Merging it again enters what is new since, or nothing.
    """
    from tocsin.engine.case import Case as OpenCase

    with open_case(case, create=True) as opened, OpenCase.open(other) as given:
        entered = opened.merge(given, reason=reason, by=by)
        opened.documents()
    told = ", ".join(f"{number} {kind.replace('_', ' ')}" for kind, number in entered.items())
    output.line(f"merged {other}: {told}" if told else f"{other}: nothing is new, all of it was merged before")


def export(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", help="A file, or for Parquet a folder; it must not be there.", show_default=False
        ),
    ],
    form: Annotated[ExportFormat, typer.Option("--format", help="How to write.")] = ExportFormat.JSONL,
    case: Case = None,
) -> None:
    """Write everything that the case holds, with its history, its evidence and its chain: `tocsin import` makes it again."""
    with open_case(case) as opened:
        rows = opened.export(path, form="parquet" if form is ExportFormat.PARQUET else "jsonl")
    output.line(f"{rows} rows written to {path}")


def import_(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="What `tocsin export` wrote.", show_default=False)],
    case: Case = None,
) -> None:
    """Make a case of what `tocsin export` wrote: the same case, in a file or in PostgreSQL. The case must be empty.

    The chain must agree with what was exported. If anything is wrong, nothing is entered.
    """
    from tocsin.engine.case import Case as Made

    with Made.made_or_undone(case), open_case(case, create=True) as opened:
        rows = opened.import_from(path)
        name = opened.name
    output.line(f"{rows} rows entered in {name}")


def redact(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The source, by any of its names.", show_default=False)],
    to: Annotated[Path, typer.Option("--to", metavar="COPY", help="The file of the copy, which must not be there.")],
    also: Annotated[
        list[str] | None,
        typer.Option(
            "--also", metavar="TEXT", help="A further name, handle or address of it. May be given several times."
        ),
    ] = None,
    case: Case = None,
) -> None:
    """Make a copy of the case in a file without the identity of a source, and prove that nothing of it is left.

    All names of its party go, in every script and inflection, and the hosts of its documents; so do the bytes, full texts,
    offsets and hashes of every document that names it, and the reasons that people wrote anywhere. The claims of these
    documents stay, with the names replaced. If anything of the source is found in the copy, no copy is kept.
    """
    with open_case(case) as opened:
        done = opened.redact(name, to, also=also or ())
    output.line(f"{to}: {done.documents} documents withheld, {done.values} values replaced")
    output.line(f"nothing of the source is left in the {done.checked} values and files of the copy")

"""`tocsin evidence`: all that proves one claim, readable without Tocsin."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import Case


def evidence(
    key: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The id of a claim or its beginning; or the id or name of a document, for all its claims.",
            show_default=False,
        ),
    ],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into", metavar="FOLDER", help="Write files into this folder, which is made.", show_default=False
        ),
    ] = None,
    warc: Annotated[
        Path | None,
        typer.Option("--warc", metavar="FILE", help="Write one WARC file (.warc or .warc.gz).", show_default=False),
    ] = None,
    case: Case = None,
) -> None:
    """Write what proves a claim: bytes, text, offsets, how they were found, hashes, and the entries of the chain.

    Without options the folder is named after the claim. READ-ME.txt in it says how each step is checked without Tocsin.
    """
    from tocsin.engine.evidence import write_folder
    from tocsin.engine.warc import write_warc

    with open_case(case) as opened:
        package = opened.evidence(key)
    document = package.reading.document.id.removeprefix("sha256:")
    name = package.claims[0].claim.id if len(package.claims) == 1 else document
    if into is not None or warc is None:
        folder = into or Path(f"evidence-{name[:12]}")
        written = write_folder(package, folder)
        output.line(f"{len(written)} files in {folder}; its READ-ME.txt says how they are checked")
    if warc is not None:
        write_warc(package, warc)
        output.line(f"{warc} written")

"""`tocsin verify`: whether evidence and judgements are as they were entered."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import Case, RecordFormat


def verify(
    head: Annotated[
        Path | None,
        typer.Option("--head", metavar="FILE", help="A head that was kept outside: the chain must lead through it."),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option("--export", metavar="FILE", help="Write the head to this file, if nothing was changed."),
    ] = None,
    form: Annotated[RecordFormat, typer.Option("--format", help="text, or json.")] = RecordFormat.TEXT,
    case: Case = None,
) -> None:
    """Hash all evidence, rulings, grades and assessments again, and name what was altered, dropped, reordered or cut off.

    The exit status is 1 if anything was. Someone who can write to the database can make the whole chain again, or cut
    off its end: only a head that was kept elsewhere, or signed, shows that.
    """
    from tocsin.engine.chain_head import read_head, write_head

    kept = read_head(head) if head is not None else None
    with open_case(case) as opened:
        flaws, now, name = opened.verify(kept), opened.chain_head(), opened.name
    if form is RecordFormat.JSON:
        found = [{"what": flaw.what, "fault": flaw.fault.name.lower(), "words": str(flaw)} for flaw in flaws]
        output.json_line({"entries": now.number, "head": now.hash, "flaws": found})
    else:
        for flaw in flaws:
            output.line(str(flaw))
        entries = "1 entry" if now.number == 1 else f"{now.number} entries"
        if not flaws:
            output.line(f"{entries}, nothing was changed; the head is {now.hash}")
    if flaws:
        raise typer.Exit(1)
    if export is not None:
        write_head(export, now, case=name)

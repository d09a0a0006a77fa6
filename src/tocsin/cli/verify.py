"""`tocsin verify`: whether evidence and judgements are as they were entered."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import AllowPrivate, Case, KnownBy, RecordFormat


def verify(
    head: Annotated[
        Path | None,
        typer.Option("--head", metavar="FILE", help="A head that was kept outside: the chain must lead through it."),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option("--export", metavar="FILE", help="Write the head to this file, if nothing was changed."),
    ] = None,
    timestamp: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            show_default=False,
            help="With --export: have the head stamped with the time by this service (RFC 3161), into FILE.tsr.",
        ),
    ] = None,
    certificate: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            show_default=False,
            help="With --head: check its FILE.tsr by the certificates in this file (PEM) of the service that stamped it.",
        ),
    ] = None,
    allow_private: AllowPrivate = False,
    known_by: KnownBy = None,
    form: Annotated[RecordFormat, typer.Option("--format", help="text, or json.")] = RecordFormat.TEXT,
    case: Case = None,
) -> None:
    """Hash all evidence and judgements again, and name what was altered, dropped, reordered or cut off.

    The exit status is 1 if anything was. Someone who can write to the database can make the whole chain again, or cut
    off its end: only a head that was kept elsewhere, or signed, shows that. With --known-by it is the chain as it was then.
    """
    from tocsin.engine.chain_head import read_head, write_head
    from tocsin.engine.timestamps import checked_stamp, stamp
    from tocsin.engine.visiting import fetcher_for

    if (timestamp is not None and export is None) or (certificate is not None and head is None):
        raise typer.BadParameter("--timestamp goes with --export, and --certificate with --head")
    kept = read_head(head) if head is not None else None
    stamped = checked_stamp(head, certificate) if head is not None and certificate is not None else None
    with open_case(case, known_by=known_by) as opened:
        flaws, now, name = opened.verify(kept), opened.chain_head(), opened.name
    if form is RecordFormat.JSON:
        found = [{"what": flaw.what, "fault": flaw.fault.name.lower(), "words": str(flaw)} for flaw in flaws]
        moment = {"stamped": stamped.isoformat()} if stamped is not None else {}
        output.json_line({"entries": now.number, "head": now.hash, "flaws": found, **moment})
    else:
        for flaw in flaws:
            output.line(str(flaw))
        entries = "1 entry" if now.number == 1 else f"{now.number} entries"
        if not flaws:
            output.line(f"{entries}, nothing was changed; the head is {now.hash}")
        if stamped is not None and kept is not None:
            output.line(f"the head of entry {kept.number} existed at {stamped:%Y-%m-%d %H:%M:%S} UTC, by its timestamp")
    if flaws:
        raise typer.Exit(1)
    if export is not None:
        write_head(export, now, case=name)
        if timestamp is not None:
            stamp(export, timestamp, fetcher_for(private=allow_private))

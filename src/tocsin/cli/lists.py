"""`tocsin lists`: sanctions lists, kept with their versions."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import output
from tocsin.cli.options import ListFormat, given_day

lists = typer.Typer(no_args_is_help=True, help="Keep versions of sanctions lists, and tell how they differ.")

Folder = Annotated[
    Path | None,
    typer.Option(
        "--lists", metavar="FOLDER", show_default=False,
        help="The folder of the lists.  [default: TOCSIN_LISTS, or tocsin-lists in this folder]",
    ),
]  # fmt: skip
_SHOWN = (("list", 2), ("dated", 2), ("entries", 1), ("passed_over", 1), ("format", 2), ("sha256", 4))
_CHANGES = (("change", 1), ("id", 2), ("name", 4), ("programs_before", 2), ("programs_after", 2), ("names_after", 4))


@lists.command("add")
def add(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            show_default=False,
            help="Files of the OFAC (SDN XML, CSV), EU (XML, CSV), UK (XML, CSV) or UN (XML) list, or FollowTheMoney lines.",
        ),
    ],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What the list is called.", show_default=False)],
    dated: Annotated[
        date | None,
        typer.Option(
            "--date", parser=given_day, metavar="DATE", help="The day of the version.  [default: that in the file]"
        ),
    ] = None,
    folder: Folder = None,
) -> None:
    """Enter files as versions of a list. A file that is entered already changes nothing.

    A file that is cut off, of a form that is not known, or empty, is reported on standard error, the rest goes on, and the
    exit status is 1.
    """  # fmt: skip
    from tocsin.engine.listing import add_list, kept_lists
    from tocsin.errors import InputError

    kept = kept_lists(folder)
    failures = 0
    for path in files:
        try:
            version, new = add_list(kept, path, name=name, dated=dated)
        except InputError as error:
            failures += 1
            output.warn(str(error))
            continue
        state = "entered" if new else "known already"
        over = f"; {version.passed_over} ships, aircraft and others passed over" if version.passed_over else ""
        output.line(
            f"{path}: {state}: {version.name} of {version.dated}, {version.entries} entries ({version.format}){over}"
        )
    if failures:
        raise typer.Exit(1)


@lists.command("list")
def list_(
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    folder: Folder = None,
) -> None:
    """List the versions that are kept."""
    from tocsin.engine.listing import kept_lists, version_record

    rows = map(version_record, kept_lists(folder).versions())
    if not output.listing(rows, form, csv_columns=[column for column, _ in _SHOWN], table_columns=_SHOWN):
        output.warn("no list is kept; `tocsin lists add` enters one")


@lists.command("diff")
def diff(
    before: Annotated[
        str,
        typer.Argument(
            metavar="NAME@DATE", help="The earlier version: that which held on the day.", show_default=False
        ),
    ],
    after: Annotated[
        str | None,
        typer.Argument(metavar="NAME[@DATE]", help="The later version.  [default: the latest]", show_default=False),
    ] = None,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    folder: Folder = None,
) -> None:
    """Tell which entries are new, gone or changed between two versions of a list."""
    from tocsin.engine.listing import change_record, kept_lists, version_named

    kept = kept_lists(folder)
    one, other = version_named(kept, before), version_named(kept, after or before.partition("@")[0])
    blank = dict.fromkeys(column for column, _ in _CHANGES)
    rows = ({**blank, **change_record(change)} for change in kept.difference(one, other))
    if not output.listing(rows, form, csv_columns=list(blank), table_columns=_CHANGES):
        output.warn(f"{one.name} of {one.dated} and of {other.dated} have the same entries")

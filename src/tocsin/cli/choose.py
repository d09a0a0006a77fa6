"""`tocsin choose`: what an actor under pressure will do, how sure that is, and what would change it."""

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import Case, KnownBy

if TYPE_CHECKING:
    from tocsin.model.choice_report import ChoiceOutlook


class ChoiceFormat(StrEnum):
    """How a choice is printed."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class _FileOrCommand(TyperGroup):
    """A group whose first argument may be a file as well: what is no command goes to the command that reads files."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["file", *args]
        return super().parse_args(ctx, args)


choose = typer.Typer(
    cls=_FileOrCommand,
    no_args_is_help=True,
    help="Say what an actor under pressure will do, how sure that is, and what would change it: `tocsin choose FILE`.",
)


@choose.command("file")
def file(
    path: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A choice file.", show_default=False)] = None,
    form: Annotated[ChoiceFormat, typer.Option("--format", help="How to print.")] = ChoiceFormat.TEXT,
    every: Annotated[
        bool, typer.Option("--all", help="Show every row of the long tables, and the whole tree.")
    ] = False,
    history: Annotated[
        bool, typer.Option("--history", help="List what was recorded so far, of the file's choice or of all.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Record nothing in the case.")] = False,
    known_by: KnownBy = None,
    case: Case = None,
) -> None:
    """Work out a choice file; `tocsin choose FILE` is enough.

    Where there is a case, its claims and scenarios are looked up, and what has changed is recorded. It is the one that --case
    or TOCSIN_CASE names, or tocsin.db in this folder; without one the file stands for itself.
    """
    from tocsin.engine.choosing import choose as work_out

    if path is None and not history:
        raise typer.BadParameter("name a choice file; `tocsin choose new NAME` makes one")
    if history:
        _history(path, case, form)
    elif case is None and known_by is None and not _is_there():
        assert path is not None
        _print(work_out(path), form, every=every)
    else:
        assert path is not None
        with open_case(case, known_by=known_by) as opened:
            _print(opened.choose(path, record=not dry_run), form, every=every)


@choose.command("new")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it.", show_default=False)],
    folder: Annotated[Path, typer.Option("--into", help="The folder to write it to.")] = Path("."),
    case: Case = None,
) -> None:
    """Write a choice file to go on from: commented, and with an example that passes the check.

    Where there is a case, the claims with figures that it holds are listed in the comments, to be named in the file.
    """
    from tocsin.engine.choosing import write_choice

    if case is None and not _is_there():
        path = write_choice(name, folder)
    else:
        with open_case(case) as opened:
            path = write_choice(name, folder, opened.view)
    output.line(f"wrote {path}; put your actors, moves and pays there, then `tocsin choose check {path}`")


@choose.command("check")
def check(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Choice files.", show_default=False)],
) -> None:
    """Tell what is wrong in choice files, each with its line and what to do; the exit status is 1 where anything is."""
    from tocsin.choices.choice_file import check_choice
    from tocsin.engine.choosing import form_words

    wrong = 0
    for path in paths:
        checked = check_choice(path)
        for problem in checked.problems:
            output.warn(str(problem))
        for note in checked.notes:
            output.warn(f"{note.where}: note: {note.words}")
        wrong += bool(checked.problems)
        if checked.choice is not None:
            output.line(f"{path}: “{checked.choice.name}”, {form_words(checked.choice)}")
    if wrong:
        raise typer.Exit(1)


def _is_there() -> bool:
    """Whether there is a case that nobody named on the command line."""
    from tocsin.settings import Settings

    chosen = Settings.load().case
    return os.environ.get("TOCSIN_CASE") is not None or os.path.lexists(str(chosen))


def _print(outlook: "ChoiceOutlook", form: ChoiceFormat, *, every: bool) -> None:
    if form is ChoiceFormat.JSON:
        from tocsin.engine.choosing import outlook_record

        output.json_line(outlook_record(outlook))
    elif form is ChoiceFormat.HTML:
        from tocsin.brief.choice_page import choice_page

        output.block(choice_page(outlook))
    else:
        from tocsin.brief.choice_words import choice_parts

        for part in choice_parts(outlook, every=every):
            if isinstance(part, str):
                output.line(part)
            else:
                output.table(part.columns, part.rows, title=part.title)
        output.line(f"This advice is {outlook.recorded}.")


def _history(path: Path | None, case: str | None, form: ChoiceFormat) -> None:
    from tocsin.brief.choice_words import HISTORY_COLUMNS, history_rows
    from tocsin.choices.choice_file import load_choice
    from tocsin.engine.choosing import advice_record

    name = None if path is None else load_choice(path).name
    with open_case(case) as opened:
        advices = opened.advices(name)
    if form is ChoiceFormat.JSON:
        for one in advices:
            output.json_line(advice_record(one))
    elif advices:
        rows = [[row[column] for column, _ in HISTORY_COLUMNS] for row in history_rows(advices)]
        output.table(HISTORY_COLUMNS, rows)
    else:
        output.warn("no advice is recorded in this case; `tocsin choose FILE --case CASE` records it")

"""`tocsin choose`: what an actor under pressure will do, how sure that is, and what would change it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from tocsin.cli import output


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
    help="Say what an actor under pressure will do, how sure that is, and what would change it.",
)


@choose.command("file")
def file(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A choice file.", show_default=False)],
    form: Annotated[ChoiceFormat, typer.Option("--format", help="How to print.")] = ChoiceFormat.TEXT,
) -> None:
    """Answer the questions of a choice file; `tocsin choose FILE` is enough."""
    from tocsin.engine.choosing import choice_record

    output.json_line(choice_record(path))

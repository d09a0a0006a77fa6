"""The commands, in the order the help lists them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from tocsin.cli import (
    add,
    ask,
    brief,
    claims,
    demo,
    documents,
    estimate,
    grade,
    link,
    origins,
    read,
    relate,
    relations,
    remove,
    scenario,
    show,
    warn,
)


class Commands(TyperGroup):
    """The commands; a usage error names a long value cut, as every message does."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Read the options before the command."""
        with _short_message():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with _short_message():
            return super().invoke(ctx)


@contextmanager
def _short_message() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if isinstance(text := getattr(error, "message", None), str):
            from tocsin.cli.output import message

            error.message = message(text)  # type: ignore[attr-defined]
        raise


app = typer.Typer(
    name="tocsin",
    cls=Commands,
    help="Early warning from open sources: a ledger of who claims what, on whose word, how surely, when, where, how many.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def tocsin(
    context: typer.Context, version: bool = typer.Option(False, "--version", help="Print the version and stop.")
) -> None:
    """Early warning from open sources: a ledger of who claims what, on whose word, how surely, when, where, how many."""
    if version:
        from importlib.metadata import version as version_of

        typer.echo(f"tocsin {version_of('tocsin')}")
        raise typer.Exit
    del context


app.command("read")(read.read)
app.command("relate")(relate.relate)
app.command("add")(add.add)
app.command("ask")(ask.ask)
app.command("claims")(claims.claims)
app.command("show")(show.show)
app.command("documents")(documents.documents)
app.command("conflicts")(relations.conflicts)
app.command("changes")(relations.changes)
app.command("echoes")(relations.echoes)
app.command("origins")(origins.origins)
app.command("grade")(grade.grade)
app.command("link")(link.link)
app.command("unlink")(link.unlink)
app.command("remove")(remove.remove)
app.command("restore")(remove.restore)
app.add_typer(scenario.scenario, name="scenario")
app.command("estimate")(estimate.estimate)
app.command("warn")(warn.warn)
app.command("brief")(brief.brief)
app.command("demo")(demo.demo)

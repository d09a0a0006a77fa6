"""The commands, in the order the help lists them."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from typer.core import TyperGroup

from tocsin.cli import (
    add,
    ask,
    brief,
    choose,
    claims,
    demo,
    documents,
    echo,
    estimate,
    evidence,
    exchange,
    exposure,
    grade,
    history,
    link,
    lists,
    names,
    origins,
    party,
    propositions,
    questions,
    read,
    relate,
    relations,
    remove,
    review,
    scenario,
    serve,
    show,
    sources,
    verify,
    warn,
    watch,
)


@contextmanager
def _short_message() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if isinstance(text := getattr(error, "message", None), str):
            from tocsin.cli.output import message

            error.message = message(text)  # type: ignore[attr-defined]
        raise


class Commands(TyperGroup):
    """The commands; a usage error names a long value cut, as every message does."""

    make_context = _short_message()(TyperGroup.make_context)
    invoke = _short_message()(TyperGroup.invoke)


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


for _command in (
    read.read, relate.relate, names.names, exposure.exposure, add.add, ask.ask, claims.claims, show.show, documents.documents,
    relations.conflicts, relations.changes, echo.echo, propositions.links, propositions.propositions,
    origins.origins, history.history, grade.grade, review.review, link.link, link.unlink, remove.remove, remove.restore,
    verify.verify, evidence.evidence, exchange.merge, exchange.export, exchange.redact,
    estimate.estimate, warn.warn, watch.watch, brief.brief, serve.serve, demo.demo,
):  # fmt: skip
    app.command()(_command)
app.command("import")(exchange.import_)
app.add_typer(party.party, name="party")
app.add_typer(sources.sources, name="sources")
app.add_typer(lists.lists, name="lists")
app.add_typer(questions.questions, name="questions")
app.add_typer(scenario.scenario, name="scenario")
app.add_typer(choose.choose, name="choose")
app.add_typer(serve.accounts, name="accounts")

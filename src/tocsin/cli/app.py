"""The commands, in the order the help lists them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from typer.core import TyperGroup

from tocsin.cli import (
    add,
    ask,
    brief,
    cache,
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


_PANELS: dict[str, dict[str, Callable[..., None] | typer.Typer]] = {
    "Read without a case": {
        "read": read.read, "relate": relate.relate, "cache": cache.cache, "names": names.names,
        "exposure": exposure.exposure, "choose": choose.choose,
    },
    "Fill a case": {
        "add": add.add, "watch": watch.watch, "documents": documents.documents, "sources": sources.sources,
        "remove": remove.remove, "restore": remove.restore,
    },
    "Ask it": {
        "ask": ask.ask, "questions": questions.questions, "claims": claims.claims, "show": show.show,
        "history": history.history,
    },
    "Find whose word it is, and where accounts meet or part": {
        "origins": origins.origins, "propositions": propositions.propositions, "conflicts": relations.conflicts,
        "changes": relations.changes, "links": propositions.links, "echo": echo.echo,
    },
    "Judge it": {
        "review": review.review, "link": link.link, "unlink": link.unlink, "party": party.party, "grade": grade.grade,
    },
    "Weigh and warn": {
        "estimate": estimate.estimate, "scenario": scenario.scenario, "warn": warn.warn, "brief": brief.brief,
        "lists": lists.lists,
    },
    "Prove and share it": {
        "verify": verify.verify, "evidence": evidence.evidence, "merge": exchange.merge, "export": exchange.export,
        "import": exchange.import_, "redact": exchange.redact, "serve": serve.serve, "accounts": serve.accounts,
        "demo": demo.demo,
    },
}  # fmt: skip
"""The commands by what they are for."""

for _panel, _commands in _PANELS.items():
    for _name, _command in _commands.items():
        if isinstance(_command, typer.Typer):
            app.add_typer(_command, name=_name, rich_help_panel=_panel)
        else:
            app.command(_name, rich_help_panel=_panel)(_command)

"""`tocsin brief`: what a case has to say about a time, every sentence with its sources."""

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.case import open_case
from tocsin.cli.options import At, Case, KnownBy, given_day

if TYPE_CHECKING:
    from tocsin.model.scenario import Scenario


class BriefFormat(StrEnum):
    """How a brief is written."""

    MARKDOWN = "md"
    HTML = "html"


Since = Annotated[
    date | None,
    typer.Option(
        "--since", parser=given_day, metavar="DATE",
        help="Documents published from this day on; those without a day count by the day they were added.",
    ),
]  # fmt: skip
Until = Annotated[
    date | None, typer.Option("--until", parser=given_day, metavar="DATE", help="Documents published up to this day.")
]


def brief(
    since: Since = None,
    until: Until = None,
    about: Annotated[
        str | None, typer.Option("--about", metavar="WORDS", help="Words that each claim or its sentence must hold.")
    ] = None,
    place: Annotated[
        str | None, typer.Option("--in", metavar="PLACE", help="A place's name, or a country's two-letter code.")
    ] = None,
    scenario: Annotated[
        list[Path] | None,
        typer.Option(
            "--scenario", metavar="FILE",
            help="A scenario, or a folder of them, to be looked at for this brief; may be given several times. "
            "Nothing of it is recorded.",
        ),
    ] = None,
    form: Annotated[
        BriefFormat | None,
        typer.Option("--format", help="md or html.  [default: by the ending of --out, else md]", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file to write; by default standard output.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="What to call it; by default the case's name.")] = None,
    known_by: KnownBy = None, at: At = None, case: Case = None,
) -> None:  # fmt: skip
    """Write a brief: alarms, what is new, main propositions, figures, conflicts, changes, echoes, what is not known, sources.

    Nothing in it is made up: each sentence is composed from records, cites claims, and is proved before it is written.
    """
    from tocsin.brief.spreadsheet import clean
    from tocsin.engine.briefing import written
    from tocsin.engine.whole_files import write_whole
    from tocsin.model.brief import Scope

    if since is not None and until is not None and since > until:
        raise typer.BadParameter(f"--since {since} is after --until {until}")
    scope = Scope(since=since, until=until, about=_words("--about", about), place=_words("--in", place))
    scenarios = _scenarios(scenario) if scenario else []
    with open_case(case, known_by=known_by, at=at) as opened:
        made = opened.brief(scope, title=title, scenarios=scenarios)
    is_page = form is BriefFormat.HTML if form or out is None else out.suffix.lower() in (".html", ".htm")
    text = written(made, html=is_page)
    if out is None:
        sys.stdout.write(clean(text))
    else:
        write_whole(out, text)


def _words(option: str, text: str | None) -> str | None:
    if text is not None and not any(char.isalnum() for char in text):
        raise typer.BadParameter(f"{option} {text!r} holds no word")
    return text


def _scenarios(paths: list[Path]) -> "list[Scenario]":
    """The scenarios of the files; a brief that leaves one out in silence would mislead, so the first fault stops it."""
    from tocsin.engine.scenarios import scenarios_in

    found = []
    for one in scenarios_in(paths):
        if isinstance(one, Exception):
            raise one
        found.append(one)
    return found

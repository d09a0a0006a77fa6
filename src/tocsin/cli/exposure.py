"""`tocsin exposure`: who is reached by a rule of sanctions on a day, by which path, and what is open."""

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.lists import Folder
from tocsin.cli.options import given_day

if TYPE_CHECKING:
    from tocsin.engine.exposing import Exposed

_COLUMNS = (("entity", 3), ("status", 1), ("certainty", 1), ("share", 1), ("path", 2), ("why", 6))


class ExposureFormat(StrEnum):
    """How statuses are given."""

    TEXT = "text"
    JSON = "json"


def exposure(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help='Files of one case a line, {"id", "entities", "edges", "listed", …}; tables of ties '
            "(CSV with from, to, type, share …); FollowTheMoney files; or - for standard input.",
            show_default=False,
        ),
    ],
    rule: Annotated[
        str | None,
        typer.Option(
            "--rule",
            metavar="RULE",
            help="ofac50, eu, uk, cooperation or topics; with @DATE a version of it (eu@2018-05-04). Overrides a case's own.",
        ),
    ] = None,
    on: Annotated[
        date | None,
        typer.Option(
            "--on", parser=given_day, metavar="DATE", help="The day asked about.  [default: the case's, or today]"
        ),
    ] = None,
    if_listed: Annotated[
        list[str] | None,
        typer.Option("--if-listed", metavar="ID", help="What if this entity were listed; may be repeated."),
    ] = None,
    if_freed: Annotated[
        list[str] | None,
        typer.Option("--if-freed", metavar="ID", help="What if this entity were taken off the list; may be repeated."),
    ] = None,
    lists: Annotated[
        list[str] | None,
        typer.Option(
            "--list",
            metavar="NAME[@DATE]",
            help="Look names up in this list that is kept; may be repeated. See `tocsin lists`.",
        ),
    ] = None,
    trust_names: Annotated[
        bool,
        typer.Option(
            "--trust-names", help="Take a name that matches one of a list for certain, not only for probable."
        ),
    ] = False,
    folder: Folder = None,
    form: Annotated[
        ExposureFormat, typer.Option("--format", help="Text, or one JSON object a line.")
    ] = ExposureFormat.TEXT,
) -> None:
    """For each entity of each case, print its status under a rule on a day, with the ties that give it.

    The statuses are listed, blocked (the rule reaches it whatever the open points are), possibly (for some of them),
    adjacent (a tie joins it to somebody listed or blocked) and not. Each rule is a named, dated reading of public texts: a
    status is no verdict and no legal advice. A case that contradicts itself is told on standard error, the rest goes on, and
    the exit status is 1.
    """
    from tocsin.engine.exposing import Asked, Exposed, exposed, exposure_record, tags_record
    from tocsin.engine.listing import kept_lists
    from tocsin.model.exposure import Supposition

    suppose = Supposition(listed=tuple(if_listed or ()), freed=tuple(if_freed or ()))
    asked = Asked(
        rule=rule, on=on, suppose=suppose, lists=tuple(lists or ()), folder=kept_lists(folder), trust_names=trust_names
    )  # fmt: skip
    failures = 0
    with output.problems() as problem:
        for path in files:
            for one in exposed(path, asked, stdin=getattr(sys.stdin, "buffer", None)):
                if isinstance(one, Exception):
                    failures += 1
                    problem(one.name, str(one))
                elif form is ExposureFormat.JSON:
                    output.json_line(exposure_record(one) if isinstance(one, Exposed) else tags_record(one))
                elif isinstance(one, Exposed):
                    _print(one)
                else:
                    output.line(
                        f"{one.id}: " + ("; ".join(f"{entity} {topic}" for entity, topic in one.tags) or "no tags")
                    )
    if failures:
        raise typer.Exit(1)


def _print(found: "Exposed") -> None:
    from tocsin.engine.exposing import exposure_record
    from tocsin.lexicon.wording import reason_words

    exposure = found.exposure
    names = {entity.id: entity.name for entity in found.network.entities}
    rows = []
    for one in exposure_record(found)["entities"]:
        share = one["share"]
        ends = "" if share is None else f"{share[0]} %" if share[0] == share[1] else f"{share[0]}–{share[1]} %"
        open_points = [point["words"] for point in one["unknown"]]
        rows.append((
            f"{one['entity']} {names[one['entity']]}", one["status"], one["certainty"] or one["weakest"], ends,
            " ".join(one["path"]), "; ".join([one["why"], *open_points]),
        ))  # fmt: skip
    title = f"{found.id}: {exposure.rule} (version {exposure.version}) on {exposure.on}"
    output.table(_COLUMNS, rows, title=title)
    for change in exposure.changes or ():
        output.line(f"{names[change.entity]}: {change.before} before, {change.after} with what is supposed")
    for settled in exposure.settling[:3]:
        words = reason_words(settled.unknown.reason)
        output.line(f"would settle {settled.least} to {settled.most} of what is possible: {words}")

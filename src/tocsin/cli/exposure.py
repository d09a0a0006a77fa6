"""`tocsin exposure`: who is reached by a rule of sanctions on a day, by which path, and what is open."""

import sys
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.lists import Folder
from tocsin.cli.options import At, Case, KnownBy, given_day

if TYPE_CHECKING:
    from tocsin.engine.exposing import Exposed, Tagged

_COLUMNS = (("entity", 3), ("status", 1), ("certainty", 1), ("share", 1), ("path", 2), ("why", 6))


class ExposureFormat(StrEnum):
    """How statuses are given."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    FTM = "ftm"
    STATEMENTS = "statements"
    SVG = "svg"


def exposure(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE…",
            help='Files of one case a line, {"id", "entities", "edges", "listed", …}; tables of ties '
            "(CSV with from, to, type, share …); FollowTheMoney files; or - for standard input. "
            "Without a file, the ties that the claims of the case report.",
            show_default=False,
        ),
    ] = None,
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
        ExposureFormat,
        typer.Option(
            "--format",
            help="Text; one JSON object a line; CSV, a row an entity; FollowTheMoney as ftm or statements; svg, a drawing.",
        ),
    ] = ExposureFormat.TEXT,
    entity: Annotated[
        str | None, typer.Option("--entity", metavar="ID", help="Of what is drawn: the path of this entity only.")
    ] = None,
    known_by: KnownBy = None,
    at: At = None,
    case: Case = None,
) -> None:
    """For each entity of each case, print its status under a rule on a day, with the ties that give it.

    The statuses are listed, blocked (the rule reaches it whatever the open points are), possibly (for some of them),
    adjacent (a tie joins it to somebody listed or blocked) and not. Each rule is a named, dated reading of public texts: a
    status is no verdict and no legal advice. A case that contradicts itself is reported on standard error, the rest goes
    on, and the exit status is 1.
    """
    from tocsin.cli.case import open_case
    from tocsin.engine.exposing import Asked, exposed
    from tocsin.engine.listing import kept_lists
    from tocsin.model.exposure import Supposition

    suppose = Supposition(listed=tuple(if_listed or ()), freed=tuple(if_freed or ()))
    asked = Asked(
        rule=rule, on=on, suppose=suppose, lists=tuple(lists or ()), folder=kept_lists(folder), trust_names=trust_names
    )  # fmt: skip
    failures = 0
    printed = _Printed(form, entity)
    with output.problems() as problem:
        for path in files or ():
            for one in exposed(path, asked, stdin=getattr(sys.stdin, "buffer", None)):
                if isinstance(one, Exception):
                    failures += 1
                    problem(one.name, str(one))
                else:
                    printed(one)
        if not files:
            if rule is None:
                raise typer.BadParameter("the claims of a case name no rule; name one with --rule")
            with open_case(case, known_by=known_by, at=at) as opened:
                printed(opened.exposure(rule, asked))
    printed.finish()
    if failures:
        raise typer.Exit(1)


class _Printed:
    """Prints what was worked out, in the form that was asked for."""

    def __init__(self, form: ExposureFormat, entity: str | None) -> None:
        self._form, self._entity = form, entity
        self._rows: list[Mapping[str, object]] = []

    def __call__(self, found: "Exposed | Tagged") -> None:
        from tocsin.engine.exposing import (
            Exposed,
            drawn,
            exposure_record,
            ftm_records,
            statement_records,
            status_rows,
            tags_record,
        )

        if not isinstance(found, Exposed):
            if self._form is ExposureFormat.JSON:
                output.json_line(tags_record(found))
            else:
                output.line(f"{found.id}: " + ("; ".join(f"{one} {topic}" for one, topic in found.tags) or "no tags"))
        elif self._form is ExposureFormat.JSON:
            output.json_line(exposure_record(found))
        elif self._form is ExposureFormat.TEXT:
            _print(found)
        elif self._form is ExposureFormat.SVG:
            output.block(drawn(found, self._entity))
        elif self._form is ExposureFormat.FTM:
            for record in ftm_records(found):
                output.json_line(record)
        else:
            self._rows += status_rows(found) if self._form is ExposureFormat.CSV else statement_records(found)

    def finish(self) -> None:
        """Print the rows of a table: all of them have one header."""
        if self._rows:
            output.csv_rows(self._rows, columns=list(self._rows[0]))


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
        name = names[one["entity"]]
        rows.append((
            name if name == one["entity"] else f"{one['entity']} {name}", one["status"],
            one["certainty"] or one["weakest"], ends, " ".join(one["path"]), "; ".join([one["why"], *open_points]),
        ))  # fmt: skip
    title = f"{found.id}: {exposure.rule} (version {exposure.version}) on {exposure.on}"
    output.table(_COLUMNS, rows, title=title)
    for change in exposure.changes or ():
        output.line(f"{names[change.entity]}: {change.before} before, {change.after} with what is supposed")
    for settled in exposure.settling[:3]:
        words = reason_words(settled.unknown.reason)
        output.line(f"would settle {settled.least} to {settled.most} of what is possible: {words}")

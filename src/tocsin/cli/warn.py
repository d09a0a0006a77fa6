"""`tocsin warn`: how scenarios stand by what the case holds, and whether an alarm rings."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import Case, KnownBy, given_day

if TYPE_CHECKING:
    from tocsin.engine.case import Case as OpenCase
    from tocsin.model.assessment import Assessment, Outlook
    from tocsin.model.scenario import Scenario

RINGS = 3
"""The exit status where an alarm rings."""


def warn(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="SCENARIO...", help="Scenario files, or folders of them.", show_default=False),
    ] = None,
    at: Annotated[
        date | None,
        typer.Option(
            "--at",
            parser=given_day,
            metavar="DATE",
            help="Look from the end of this day: what was published later is unknown.",
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a scenario, a line each.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Show every row of the long tables.")] = False,
    history: Annotated[
        bool, typer.Option("--history", help="List the assessments and alarms recorded so far.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Record nothing in the case.")] = False,
    known_by: KnownBy = None,
    case: Case = None,
) -> None:
    """Weigh the hypotheses of scenarios by what the case holds; the exit status is 3 where an alarm rings.

    A scenario that cannot be used does not stop the others; the exit status is then 1, unless an alarm rings.
    """
    from tocsin.engine.scenarios import scenarios_in
    from tocsin.errors import InputError

    if not paths and not history:
        raise typer.BadParameter("name a scenario file or a folder of them; `tocsin scenario new NAME` makes one")
    loaded = list(scenarios_in(paths or []))
    scenarios = [one for one in loaded if not isinstance(one, InputError)]
    for one in loaded:
        if isinstance(one, InputError):
            output.warn(str(one))
    with open_case(case, known_by=known_by) as opened:
        if history:
            _history(opened, scenarios if paths else None, json=json)
            rings = False
        else:
            rings = _warn(opened, scenarios, at, json=json, every=every, record=not dry_run)
    if rings or len(scenarios) < len(loaded):
        raise typer.Exit(RINGS if rings else 1)


def _warn(
    opened: "OpenCase", scenarios: "Sequence[Scenario]", at: date | None, *, json: bool, every: bool, record: bool
) -> bool:
    """Print how each scenario stands; whether any alarm rings."""
    from tocsin.brief.assessment import alarm_words
    from tocsin.engine.assessment_record import outlook_record

    monitor = opened.monitor(on=at)
    rings = False
    for number, outlook in enumerate(monitor.outlooks(scenarios)):
        recorded = monitor.record(outlook).value if record else "not recorded: this is a dry run"
        rings = rings or outlook.assessment.rings
        if json:
            output.json_line(outlook_record(outlook, recorded=recorded, alarm_words=alarm_words(outlook)))
        else:
            _print(outlook, recorded, first=number == 0, every=every)
    return rings


def _print(outlook: "Outlook", recorded: str, *, first: bool, every: bool) -> None:
    from tocsin.brief.assessment import outlook_parts

    if not first:
        output.line("")
    for part in outlook_parts(outlook, every=every):
        if isinstance(part, str):
            output.line(part)
        else:
            columns = [(output.one_line(name), share) for name, share in part.columns]
            output.table(columns, part.rows, title=part.title)
    output.line(f"This assessment is {recorded}.")


def _history(opened: "OpenCase", scenarios: "Sequence[Scenario] | None", *, json: bool) -> None:
    from tocsin.brief.assessment import HISTORY_COLUMNS, history_rows
    from tocsin.engine.assessment_record import history_record

    names = None if scenarios is None else {one.name for one in scenarios}
    found = [one for one in opened.assessments() if names is None or one.scenario in names]
    if json:
        last: dict[str, Assessment] = {}
        for one in found:
            output.json_line(history_record(one, last.get(one.scenario)))
            last[one.scenario] = one
    elif found:
        output.table(HISTORY_COLUMNS, [[row[name] for name, _ in HISTORY_COLUMNS] for row in history_rows(found)])
    else:
        output.warn("no assessment is recorded in this case; `tocsin warn SCENARIO` records one")

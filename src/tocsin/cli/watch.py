"""`tocsin watch`: feeds, addresses and folders, visited again and again."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import Case
from tocsin.cli.warn import RINGS

if TYPE_CHECKING:
    from tocsin.engine.watching import Assessed, Came


def watch(
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="What is to be watched.", show_default=False)],
    once: Annotated[
        bool,
        typer.Option("--once", help="Visit every source once and stop, for cron; the status is 3 if an alarm rings."),
    ] = False,
    case: Case = None,
) -> None:
    """Visit feeds, addresses and folders when they are due, and enter what is new, until it is stopped.

    After each round the scenarios of the file are looked at; where an alarm begins to ring, its `on_alarm` command is run.
    What was entered is kept whenever it is stopped, and a later run goes on from there.
    """
    from tocsin.collect.watch_file import read_watch_file
    from tocsin.engine.watching import Assessed, Watch

    plan = read_watch_file(file)
    with open_case(case, create=True) as opened:
        watching = Watch(opened, plan, tell=output.warn)
        watching.record_sources()
        rings = False
        for came in watching.round(every=True) if once else watching.forever():
            if isinstance(came, Assessed):
                _tell_assessed(came)
                rings = rings or came.outlook.assessment.rings
            else:
                _tell(came)
        failed = watching.failed
    if rings or failed:
        raise typer.Exit(RINGS if rings else 1)


def _tell(came: "Came") -> None:
    added = came.added
    name = came.source.outlet or came.source.place
    if added.problem:
        output.warn(added.problem)
    elif added.state != "known":
        from tocsin.brief.wording import count_words

        _line(f"{name}: {added.state}: {added.name} ({count_words(added.claims, 'claim')})")


def _tell_assessed(assessed: "Assessed") -> None:
    from tocsin.brief.assessment import alarm_words

    if assessed.told or assessed.outlook.assessment.rings:
        _line(f"{assessed.outlook.scenario.name}: {alarm_words(assessed.outlook)}")
    if assessed.told:
        _line(f"{assessed.outlook.scenario.name}: the command on_alarm was run")


def _line(text: str) -> None:
    """A line with the hour in UTC; it is shown at once, also where it goes to a file."""
    import sys
    from datetime import UTC, datetime

    output.line(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {text}")
    sys.stdout.flush()

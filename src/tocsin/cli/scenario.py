"""`tocsin scenario`: scenario files made, checked and listed."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.options import ListFormat

if TYPE_CHECKING:
    from tocsin.warn.scenario_file import Checked, ScenarioReader

scenario = typer.Typer(no_args_is_help=True, help="Make, check and list scenario files: what would be seen, if what.")

_HORIZON = timedelta(days=90)
"""How far from today the horizon of a new scenario lies, until its maker says better."""
_SHOWN = (("file", 4), ("name", 4), ("question", 8), ("horizon", 3), ("hypotheses", 3), ("indicators", 3), ("state", 4))


@scenario.command("new")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it.", show_default=False)],
    folder: Annotated[Path, typer.Option("--into", help="The folder to write it to.")] = Path("."),
) -> None:
    """Write a scenario file to go on from: commented, and with an example that passes the check."""
    from tocsin.engine.whole_files import make_folder, write_whole
    from tocsin.text.file_names import toml_name
    from tocsin.warn.template import scenario_template

    path = folder / toml_name(name, of="a scenario")
    text = scenario_template(name, horizon=date.today() + _HORIZON)
    make_folder(folder)
    write_whole(path, text, new=True)
    output.line(
        f"wrote {path}; put your question, hypotheses and indicators there, then `tocsin scenario check {path}`"
    )


@scenario.command("check")
def check(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Scenario files.", show_default=False)],
) -> None:
    """Tell what is wrong in scenario files, each with its line and what to do; the exit status is 1 where anything is."""
    reader = _reader()
    wrong = 0
    for path in paths:
        checked = reader.check(path)
        for problem in checked.problems:
            output.warn(str(problem))
        for note in checked.notes:
            output.warn(f"{note.where}: note: {note.words}")
        wrong += bool(checked.problems)
        if checked.scenario is not None:
            made, alarm = checked.scenario, checked.scenario.alarm
            rings = f"rings when “{alarm.hypothesis}” reaches {alarm.rings_at:g}" if alarm else "nothing rings"
            parts = f"{len(made.hypotheses)} hypotheses, {len(made.indicators)} indicators"
            output.line(f"{path}: “{made.name}”, {parts}, up to {made.horizon.isoformat()}; {rings}")
    if wrong:
        raise typer.Exit(1)


@scenario.command("list")
def list_(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where they lie.", show_default=False)] = Path("."),
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
) -> None:
    """List the scenario files of a folder; by default of this one."""
    from tocsin.errors import InputError
    from tocsin.warn.scenario_file import scenario_files

    if not folder.is_dir():
        raise InputError(str(folder), "is no folder; name one that holds scenario files")
    reader = _reader()
    found = ((path, reader.check(path)) for path in scenario_files(folder))
    rows = (_row(path, checked) for path, checked in found if checked.is_scenario)
    number = output.listing(rows, form, csv_columns=[name for name, _ in _SHOWN], table_columns=_SHOWN)
    if not number and form is ListFormat.TABLE:
        output.warn(f"{folder}: no scenario file here; `tocsin scenario new NAME` makes one")


def _reader() -> "ScenarioReader":
    from tocsin.lexicon.language import lexicon_for
    from tocsin.warn.scenario_file import ScenarioReader

    return ScenarioReader(lexicon_for(None))


def _row(path: Path, checked: "Checked") -> dict[str, object]:
    made = checked.scenario
    if made is None:
        state = str(checked.problems[0].words) if checked.problems else "not usable"
        return {**dict.fromkeys(name for name, _ in _SHOWN), "file": path.name, "state": state}
    return {
        "file": path.name, "name": made.name, "question": made.question, "horizon": made.horizon.isoformat(),
        "hypotheses": len(made.hypotheses), "indicators": len(made.indicators), "state": "fits",
    }  # fmt: skip

"""Scenario files and folders of them, made ready for use; what cannot be used comes as its error, and the rest goes on."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from tocsin.errors import InputError
from tocsin.lexicon.language import lexicon_for
from tocsin.model.scenario import Scenario
from tocsin.text.folding import folded
from tocsin.warn.scenario_file import ScenarioReader, scenario_files


def scenarios_in(paths: Iterable[Path]) -> Iterator[Scenario | InputError]:
    """The scenarios of files, and of the scenario files in folders, in the order given.

    A file that is named twice counts once. Two files must not hold scenarios of one name, for what is recorded of a
    scenario is found by its name.
    """
    reader = ScenarioReader(lexicon_for(None))
    files: set[str] = set()
    names: dict[str, Path] = {}
    for path in _files(paths, reader):
        if isinstance(path, InputError):
            yield path
        elif (real := os.path.realpath(path)) not in files:
            files.add(real)
            try:
                scenario = reader.load(path)
            except InputError as error:
                yield error
                continue
            first, problem = names.setdefault(folded(scenario.name), path), f"the name “{scenario.name}” is that of"
            yield scenario if first == path else InputError(str(path), f"{problem} {first} already; give it another")


def _files(paths: Iterable[Path], reader: ScenarioReader) -> Iterator[Path | InputError]:
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        found = [one for one in scenario_files(path) if reader.check(one).is_scenario]
        yield from found
        if not found:
            yield InputError(str(path), "no scenario file in this folder; `tocsin scenario new NAME --into` makes one")

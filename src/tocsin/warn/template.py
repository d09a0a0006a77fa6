"""A new scenario file, with comments that say how to go on from it."""

import json
from datetime import date
from pathlib import Path
from string import Template

from tocsin.text.file_names import usable_name

_FILE = Path(__file__).parent / "scenario.toml.template"


def scenario_template(name: str, *, horizon: date) -> str:
    """The text of a scenario file that passes the check.

    Raises:
        InputError: The name cannot be one.
    """
    return Template(_FILE.read_text(encoding="utf-8")).substitute(
        name=json.dumps(usable_name(name, of="a scenario"), ensure_ascii=False), horizon=horizon.isoformat()
    )

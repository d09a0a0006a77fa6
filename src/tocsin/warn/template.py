"""A new scenario file, with comments that say how to go on from it."""

import json
import re
from datetime import date
from pathlib import Path
from string import Template

from tocsin.errors import InputError
from tocsin.text.folding import folded

_FILE = Path(__file__).parent / "scenario.toml.template"
_LONGEST = 200
_LONGEST_FILE_NAME = 60


def scenario_template(name: str, *, horizon: date) -> str:
    """The text of a scenario file that passes the check.

    Raises:
        InputError: The name cannot be one.
    """
    return Template(_FILE.read_text(encoding="utf-8")).substitute(
        name=json.dumps(_usable(name), ensure_ascii=False), horizon=horizon.isoformat()
    )


def file_name(name: str) -> str:
    """What to call the file of a scenario: the words of its name, and nothing that could lead to another folder.

    Raises:
        InputError: The name cannot be one.
    """
    return "-".join(re.findall(r"[^\W_]+", folded(_usable(name))))[:_LONGEST_FILE_NAME].strip("-") + ".toml"


def _usable(name: str) -> str:
    plain = " ".join(name.split())
    if not plain.isprintable() or not re.search(r"[^\W_]", plain) or len(plain) > _LONGEST:
        raise InputError(
            "NAME", f"a scenario's name has a letter or digit, no control characters, at most {_LONGEST} signs"
        )
    return plain

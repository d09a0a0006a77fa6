"""A new choice file, with comments that say how to go on from it."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from string import Template

from tocsin.text.file_names import usable_name

_FILE = Path(__file__).parent / "choice.toml.template"
_DEADLINE = timedelta(days=14)


def choice_template(name: str, *, start: date, claims: Sequence[tuple[str, str]] = ()) -> str:
    """The text of a choice file that passes the check.

    Args:
        name: What to call the choice.
        start: The date of its first move.
        claims: Claims of a case that its numbers could rest on, each with its id and its words.

    Raises:
        InputError: The name cannot be one.
    """
    lines = ["", "# Claims of the case with figures, to be named under `claims`:"] if claims else []
    lines += [f"#   {key}  {' '.join(words.split())}" for key, words in claims]
    return Template(_FILE.read_text(encoding="utf-8")).substitute(
        name=json.dumps(usable_name(name, of="a choice"), ensure_ascii=False),
        start=start.isoformat(),
        by=(start + _DEADLINE).isoformat(),
        claims="\n".join(lines),
    )

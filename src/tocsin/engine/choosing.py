"""Choice files read, answered, and tied to a case."""

from pathlib import Path
from typing import Any

from tocsin.choices.answering import answers, plain
from tocsin.choices.choice_file import load_choice


def choice_record(path: Path) -> dict[str, Any]:
    """A choice with its answers as one JSON object.

    Raises:
        InputError: The file cannot be used; the message names file, line and remedy.
    """
    choice = load_choice(path)
    return {"schema": 1, "file": str(path), "name": choice.name, "answers": plain(answers(choice, str(path)))}

"""Names that people give to what is written to a file, and the names of the files."""

import re

from tocsin.errors import InputError
from tocsin.text.folding import folded

_LONGEST = 200
_LONGEST_FILE_NAME = 60


def usable_name(name: str, *, of: str) -> str:
    """A name on one line.

    Args:
        name: As it was given.
        of: What it is the name of, as in "a scenario".

    Raises:
        InputError: The name cannot be one.
    """
    plain = " ".join(name.split())
    if not plain.isprintable() or not re.search(r"[^\W_]", plain) or len(plain) > _LONGEST:
        words = f"{of}'s name has a letter or digit, no control characters, at most {_LONGEST} signs"
        raise InputError("NAME", words)
    return plain


def toml_name(name: str, *, of: str) -> str:
    """What to call the file of a thing: the words of its name, and nothing that could lead to another folder.

    Raises:
        InputError: The name cannot be one.
    """
    return "-".join(re.findall(r"[^\W_]+", folded(usable_name(name, of=of))))[:_LONGEST_FILE_NAME].strip("-") + ".toml"

"""A case that is there already."""

import os
from pathlib import Path

from tocsin.errors import CaseError
from tocsin.settings import Settings

_MEMORY = ":memory:"


def existing_case(path: Path | str | None = None) -> Path:
    """The file of a case that is there; reading from a case must not make an empty one by a mistyped name.

    Args:
        path: The file; by default what TOCSIN_CASE says, or tocsin.db in this folder.

    Raises:
        CaseError: There is none.
    """
    chosen = Path(path if path is not None else Settings.load().case)
    if str(chosen) != _MEMORY and not os.path.lexists(chosen):
        raise CaseError(f"there is no case {chosen}; `tocsin add` makes one, --case or TOCSIN_CASE names another")
    return chosen

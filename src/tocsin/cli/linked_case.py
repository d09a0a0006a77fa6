"""A case whose claims are all linked: what a run that was broken off left is made up for."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.engine.case import Case


def linked_case(path: Path | None) -> "Case":
    """Open a case that is there already, and link what is not linked yet."""
    from tocsin.cli.progress import progress
    from tocsin.engine.case import Case

    opened = Case.existing(path)
    if opened.ledger.unlinked():
        with progress("linking the claims of the case", of="batches") as tell:
            for number in opened.link():
                tell(f"{number} claims linked", None)
    return opened

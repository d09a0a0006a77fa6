"""A case carried to another: merged, exported, imported."""

from datetime import datetime
from pathlib import Path
from typing import Literal

from tocsin.engine.exchange import read_lines, read_parquet, write_lines, write_parquet
from tocsin.errors import CaseError
from tocsin.ledger.port import Ledger, Portable


def merge(ledger: Ledger, other: Ledger, *, reason: str, by: str, at: datetime) -> dict[str, int]:
    """Enter what another case holds and this one does not (see `Case.merge`)."""
    if not reason.strip():
        raise CaseError(f"{other.name}: say why; the reason is kept with the merge")
    if other.name == ledger.name:
        raise CaseError(f"{other.name}: a case cannot be merged into itself")
    if flaws := other.flaws():
        raise CaseError(f"{other.name}: it was changed past Tocsin ({flaws[0]}); `tocsin verify` tells more")
    return portable(ledger).merge(portable(other), name=other.name, at=at, by=by, reason=reason)


def export(ledger: Ledger, path: Path, *, form: Literal["jsonl", "parquet"]) -> int:
    """Write all rows of a case."""
    case = portable(ledger)
    write = write_parquet if form == "parquet" else write_lines
    return write(path, case.stored_form(), case.stored_rows())


def import_from(ledger: Ledger, path: Path) -> int:
    """Enter all rows that were exported."""
    case = portable(ledger)
    read = read_parquet if path.is_dir() else read_lines
    return sum(case.enter_stored(read(path, case.stored_form())).values())


def portable(ledger: Ledger) -> Portable:
    """The case as one whose rows can be carried over."""
    if not isinstance(ledger, Portable):
        raise CaseError(f"{ledger.name}: a case in memory cannot be carried over; keep it in a file")
    return ledger

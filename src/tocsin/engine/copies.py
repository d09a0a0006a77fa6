"""A case carried to another: merged, exported, imported, or copied without the identity of a source."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from typing import Literal

from tocsin.engine.exchange import read_lines, read_parquet, write_lines, write_parquet
from tocsin.engine.redacting import Redacted, hosts_of, identity_of, leftovers, names_of, redacted_rows
from tocsin.errors import CaseError
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger, Portable
from tocsin.model.party import Party
from tocsin.text.folding import folded


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


def redact(ledger: Ledger, path: Path, names: Iterable[str], party: Party | None, name: str) -> Redacted:
    """Make a copy of a case without a source's identity, and prove it (see `Case.redact`)."""
    if path.exists() or Path(f"{path}.evidence").exists():
        raise CaseError(f"{path}: is there already and is left as it is; name another file for the copy")
    known = {*names_of(party, name), *names}
    addresses = hosts_of(
        row.url for row in ledger.documents() if row.outlet and folded(row.outlet) in {folded(one) for one in known}
    )
    identity = identity_of(known, addresses)
    rows, documents, values = redacted_rows(portable(ledger).stored_rows(), identity)
    evidence = Path(f"{path}.evidence")
    with made_or_undone(path):
        with open_ledger(path, evidence=evidence) as copy:
            empty = path.read_bytes().decode("utf-8", "replace")
            portable(copy).enter_stored(rows, chain_again=True)
        with open_ledger(path, evidence=evidence) as copy:
            files = [path, *(one for one in evidence.rglob("*") if one.is_file())]
            found, checked = leftovers(portable(copy).stored_rows(), files, identity, empty=empty)
        if found:
            raise CaseError(f"{path}: no copy is kept, for something of the source is left in {', '.join(found[:5])}")
    return Redacted(documents, values, checked)


@contextmanager
def made_or_undone(path: Path) -> Iterator[None]:
    """Remove the file of a case and its folder of evidence if an error ends the block in which they are made.

    What was there before is left as it is.
    """
    parts = [Path(f"{path}{end}") for end in ("", "-wal", "-shm", ".evidence")]
    made = [one for one in parts if not os.path.lexists(one)] if not os.path.lexists(path) else []
    try:
        yield
    except BaseException:
        for one in made:
            if one.is_dir():
                rmtree(one, ignore_errors=True)
            else:
                one.unlink(missing_ok=True)
        raise


def portable(ledger: Ledger) -> Portable:
    """The case as one whose rows can be carried over."""
    if not isinstance(ledger, Portable):
        raise CaseError(f"{ledger.name}: a case in memory cannot be carried over; keep it in a file")
    return ledger

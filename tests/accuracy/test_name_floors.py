"""The matcher of names is as good as it was on invented pairs."""

import json
from pathlib import Path

from tocsin.resolve.matcher import NameKind, compare

PAIRS = Path(__file__).parents[2] / "benchmarks" / "names" / "pairs.jsonl"
FLOOR = 0.99


def test_names_match_as_often_rightly_as_they_did() -> None:
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    found = [(compare(row["a"], row["b"], NameKind(row["kind"])).match, row["match"]) for row in rows]
    right = sum(match and wanted for match, wanted in found)
    assert len(rows) > 400
    assert 2 * right / (sum(match for match, _ in found) + sum(wanted for _, wanted in found)) >= FLOOR

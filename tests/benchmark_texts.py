"""The invented texts of benchmarks/accuracy, which the floors are measured on."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "benchmarks" / "accuracy"


def entries_of(name: str, part: str | None = None) -> list[dict[str, Any]]:
    """The entries of a file of the folder, or of one part of it."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [entry for entry in map(json.loads, lines) if part is None or entry["part"] == part]

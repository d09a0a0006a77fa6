"""The saved pages: main text, day and outlet do not fall below what they must reach, on both parts."""

import runpy
from pathlib import Path
from typing import Any

import pytest

SCORE: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "pages" / "score.py"))


@pytest.mark.parametrize("part", ["tuned", "held"])
def test_text_day_and_outlet_of_saved_pages_are_found(part: str) -> None:
    measured = SCORE["scores"](part)["tocsin"]
    assert measured["text"] >= 0.97
    assert measured["day"] >= 0.95
    assert measured["outlet"] >= 0.95

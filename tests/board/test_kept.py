"""Results that outlive the board: the same when a board is started again, bounded, and as if absent where damaged."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tocsin.board import derived, kept
from tocsin.board.app import create_app
from tocsin.board.kept import Kept
from tocsin.board.settings import BoardSettings

AT = datetime(2026, 4, 11, 8, 30)
PAGES = (
    "/", "/conflicts", "/changes", "/echoes", "/propositions", "/figures", "/documents", "/parties", "/sources",
    "/figures?subject=people+evacuated&place=Lavam%C3%BCnd", "/review", "/review/sample", "/review/report",
    "/parties/network.json", "/map", "/exposure?rule=eu", "/api/echo", "/api/conflicts", "/api/counts",
)  # fmt: skip


def shown(settings: BoardSettings) -> list[str]:
    """The pages without what differs from visitor to visitor."""
    with TestClient(create_app(settings)) as client:
        client.cookies.set("tocsin_visit", "20200101T000000|20200101T000000")
        return [re.sub(r'name="form_token" value="\w+"', "", client.get(path).text) for path in PAGES]


def test_a_board_that_is_started_again_shows_the_same_and_works_nothing_out_again(
    settings: BoardSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "LONG", 0.0)
    # Scenarios are weighed from now on each time; here only what is made of the case is looked at.
    settings = replace(settings, scenarios=(), choices=())
    first = shown(settings)
    made: list[object] = []
    monkeypatch.setattr(derived, "dump", lambda value: made.append(value) or "null")
    assert shown(settings) == first
    assert made == []


def test_damaged_results_are_as_if_they_were_not_there(tmp_path: Path) -> None:
    store = Kept(tmp_path)
    store.put("key", (1, 2), AT, 3.0, "[7]")
    assert store.get("key") == ((1, 2), AT, 3.0, "[7]")
    for damage in (b"no result", b"\xff", b"", (tmp_path / "derived").joinpath(next(iter(
        (tmp_path / "derived").glob("*.json"))).name).read_bytes().replace(b"[[1", b"{[1")):  # fmt: skip
        next(iter((tmp_path / "derived").glob("*.json"))).write_bytes(damage)
        assert store.get("key") is None


def test_only_so_many_results_and_bytes_are_kept_the_newest_always(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_MOST", 3)
    monkeypatch.setattr(kept, "_BYTES", 1_000)
    store = Kept(tmp_path)
    for number in range(5):
        store.put(f"key{number}", (1,), AT, 3.0, "[7]")
    assert len(list((tmp_path / "derived").glob("*.json"))) == 3
    store.put("large", (1,), AT, 3.0, "x" * 2_000)
    assert store.get("large") is not None
    assert len(list((tmp_path / "derived").glob("*.json"))) == 1

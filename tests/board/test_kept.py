"""What was worked out over the whole case is the same when a board is started again, and is not worked out again."""

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from tocsin.board import door
from tocsin.board.app import create_app
from tocsin.board.settings import BoardSettings

PAGES = (
    "/", "/conflicts", "/changes", "/echoes", "/propositions", "/figures", "/documents", "/parties", "/sources",
    "/figures?subject=people+evacuated&place=Lavam%C3%BCnd", "/review", "/review/sample", "/review/report",
    "/parties/network.json", "/api/echo", "/api/conflicts", "/api/counts",
)  # fmt: skip


def shown(settings: BoardSettings) -> list[str]:
    """The pages without what differs from visitor to visitor."""
    with TestClient(create_app(settings)) as client:
        client.cookies.set("tocsin_visit", "20200101T000000|20200101T000000")
        return [re.sub(r'name="form_token" value="\w+"', "", client.get(path).text) for path in PAGES]


def test_a_board_that_is_started_again_shows_the_same_and_works_nothing_out_again(
    settings: BoardSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_LONG", 0.0)
    # Scenarios are weighed from now on each time; here only what is made of the case is looked at.
    settings = replace(settings, scenarios=(), choices=())
    first = shown(settings)
    made: list[object] = []
    monkeypatch.setattr(door, "dump", lambda value: made.append(value) or "null")
    assert shown(settings) == first
    assert made == []

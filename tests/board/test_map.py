"""What the map is drawn from: works along a border with how far they are, and the divisions of the countries spoken of."""

from pathlib import Path

from starlette.testclient import TestClient

from tocsin.board.app import create_app
from tocsin.board.settings import BoardSettings
from tocsin.engine.case import Case
from tocsin.engine.reader import Reader

TEXT = (
    "A fence along the border between Poland and Belarus was completed in May, the ministry in Warsaw said. "
    "Soldiers are digging trenches along the border between Latvia and Russia, the governor of Latgale said."
)


def test_works_along_a_border_are_told_with_its_sides_and_how_far_they_are(tmp_path: Path, reader: Reader) -> None:
    (tmp_path / "border.txt").write_text(TEXT, encoding="utf-8")
    with Case.open(tmp_path / "case.db", create=True, reader=reader) as case:
        list(case.add([tmp_path / "border.txt"]))
    settings = BoardSettings(case=tmp_path / "case.db", accounts=tmp_path / "b", names=("testserver",), patience=60)
    with TestClient(create_app(settings)) as client:
        found = client.get("/map/places.json").json()
        told = {(one["thing"], one["status"], frozenset(one["countries"])) for one in found["works"]}
        assert ("fence", "finished", frozenset({"PL", "BY"})) in told
        assert any(address.startswith("/static/divisions/PL.json") for address in found["divisions"])
        lines = client.get(found["divisions"][0]).json()
        assert lines
        assert all(len(line) % 2 == 0 for line in lines)
        assert "Works along borders" in client.get("/map").text

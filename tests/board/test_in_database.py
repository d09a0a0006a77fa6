"""The board of a case in PostgreSQL, as a team runs it."""

from pathlib import Path

import psycopg
from board_client import send
from starlette.testclient import TestClient

from tocsin.board.app import create_app
from tocsin.board.settings import BoardSettings
from tocsin.engine.case import Case
from tocsin.engine.reader import Reader

TEXT = (
    "The mayor said that more than 400 people had left Saalbrunn on Monday. The operator denied that the dam broke.\n"
)


def test_a_case_in_a_database_is_shown_changed_and_its_loss_told(database: str, tmp_path: Path, reader: Reader) -> None:
    source = tmp_path / "dam.txt"
    source.write_text(TEXT, encoding="utf-8")
    with Case.open(database, create=True, reader=reader) as opened:
        assert [one.state for one in opened.add([source])] == ["new"]
    settings = BoardSettings(case=database, accounts=tmp_path / "board", names=("testserver",), patience=60)
    with TestClient(create_app(settings), follow_redirects=False) as client:
        for path in (
            "/",
            "/claims?words=dam",
            "/documents",
            "/propositions",
            "/sources",
            "/parties",
            "/review",
            "/map",
        ):
            assert client.get(path).status_code == 200, path
        assert "password" not in client.get("/").text
        assert send(client, "/sources/grade", name="mayor", grade="B", reason="his record").status_code == 303
        assert "his record" in client.get("/sources").text
        with psycopg.connect(database, autocommit=True) as other:
            other.execute("alter table claim rename to lost")
            other.execute("alter table reading rename to lost_too")
            lost = client.get("/claims")
            assert lost.status_code == 503
            assert "Traceback" not in lost.text
            assert client.get("/api/claims").headers["content-type"] == "application/problem+json"
            other.execute("alter table lost rename to claim")
            other.execute("alter table lost_too rename to reading")
        assert client.get("/claims").status_code == 200

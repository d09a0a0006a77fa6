"""What a hostile page, a hostile document or a hostile visitor cannot do."""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from board_client import form_token, send
from starlette.testclient import TestClient

from tocsin.board import api
from tocsin.board.accounts import Accounts, Role
from tocsin.board.app import create_app
from tocsin.board.limits import Limit
from tocsin.board.pages import ROUTERS
from tocsin.board.settings import BoardSettings, is_loopback
from tocsin.engine.case import Case
from tocsin.engine.reader import Reader

PASSWORD = "correct horse battery"
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}\u202e"


@pytest.fixture
def guarded(settings: BoardSettings, tmp_path: Path) -> Iterator[TestClient]:
    """A board that asks for accounts, with one of each role."""
    accounts = Accounts(settings.accounts)
    for role in Role:
        accounts.add(role.value, role, PASSWORD)
    guarded_settings = BoardSettings(
        case=settings.case, accounts=settings.accounts, scenarios=settings.scenarios, at=settings.at, login=True,
        names=("testserver",), patience=60,
    )  # fmt: skip
    with TestClient(create_app(guarded_settings), follow_redirects=False) as made:
        yield made


def log_in(client: TestClient, name: str, password: str = PASSWORD) -> int:
    token = form_token(client, "/login")
    answer = client.post("/login", data={"form_token": token, "name": name, "password": password, "next": "/"})
    return answer.status_code


def bearer(settings: BoardSettings, name: str) -> dict[str, str]:
    return {"authorization": f"Bearer {Accounts(settings.accounts).new_token(name, 'test')}"}


def routes_that_change() -> list[str]:
    """The address of every route that takes a form or a body, with something in the place of its parameters."""
    routes = [("", route) for router in ROUTERS for route in router.routes]
    routes += [("/api", route) for route in api.router.routes]
    return [re.sub(r"\{\w+\}", "1", prefix + route.path) for prefix, route in routes if "POST" in (route.methods or ())]


# --- scripts ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def hostile(tmp_path: Path, reader: Reader) -> Iterator[TestClient]:
    """A board on a case whose document tries to be a page of its own."""
    record = {
        "text": f"The mayor {EVIL} said that 400 people had left Saalbrunn. Officials of {EVIL} denied it on Monday.",
        "title": EVIL, "outlet": EVIL, "name": f"{EVIL}\r\nX-Evil: 1", "url": "javascript:alert(1)",
        "published": "2026-03-09",
    }  # fmt: skip
    source = tmp_path / "evil.jsonl"
    source.write_text(json.dumps(record) + "\n", encoding="utf-8")
    path = tmp_path / "evil.db"
    with Case.open(path, create=True, reader=reader) as opened:
        assert [one.state for one in opened.add([source])] == ["new"]
        opened.grade(EVIL, "D", reason=EVIL, by=EVIL)  # type: ignore[arg-type]
        opened.keep_question(f"Who left {EVIL}?", by=EVIL)
    settings = BoardSettings(case=path, accounts=tmp_path / "board", names=("testserver",), patience=60)
    with TestClient(create_app(settings), follow_redirects=False) as made:
        yield made


def test_hostile_text_stays_text_on_every_page(hostile: TestClient) -> None:
    document = hostile.get("/api/documents").json()[0]["id"]
    claim = hostile.get("/api/claims").json()[0]["id"]
    party = next(iter(hostile.get("/api/parties").json()), {"id": "none"})["id"]
    pages = (
        "/", "/ask", "/questions", "/claims", "/documents", "/propositions", "/figures", "/conflicts", "/changes", "/echoes",
        "/parties", "/sources", "/scenarios", "/map", f"/documents/{document}", f"/claims/{claim}", f"/propositions/{claim}",
        f"/parties/{party}", "/account",
    )  # fmt: skip
    for path in pages:
        text = hostile.get(path).text
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path
        assert 'href="javascript:' not in text, path
        assert "\u202e" not in text, path
        assert "49" not in re.findall(r"onerror=alert\(1\)&gt;(\S+)", text), path


@pytest.mark.parametrize(
    "path",
    ["/ask?q=", "/claims?words=", "/claims?place=",
     "/documents?q=", "/parties?q=", "/sources?q=", "/figures?subject=",
     "/conflicts?about=", "/claims?since=", "/claims?certainty=", "/login?next=", "/scenarios/", "/claims/", "/documents/"],
)  # fmt: skip
def test_what_an_address_holds_is_shown_as_text(client: TestClient, path: str) -> None:
    answer = client.get(path + quote(EVIL, safe=""))
    assert answer.status_code < 500
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


def test_every_answer_carries_the_policy_and_the_other_headers(client: TestClient) -> None:
    paths = (
        "/", "/static/board.css", "/nowhere", "/api/counts", "/api/claims/none", "/claims.csv",
        "/figures/chart.svg?subject=people",
    )  # fmt: skip
    for path in paths:
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe-eval" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
    policy = client.get("/").headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-inline" not in policy


# --- forms of other sites --------------------------------------------------------------------------------------------


def test_no_form_without_the_token_of_its_page_changes_anything(client: TestClient) -> None:
    paths = routes_that_change()
    assert len(paths) >= 15
    for path in paths:
        answer = client.post(path, data={"name": "x", "reason": "x"})
        assert answer.status_code in (400, 403), path
        wrong = client.post(path, data={"form_token": "0" * 64, "reason": "x"})
        assert wrong.status_code in (400, 403), path


def test_a_token_of_another_browser_is_worth_nothing(client: TestClient, settings: BoardSettings) -> None:
    stolen = form_token(client)
    client.cookies.clear()
    answer = client.post("/sources/grade", data={"form_token": stolen, "name": "x", "grade": "D", "reason": "x"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_a_form_that_another_site_sends_is_refused_even_with_the_token(
    client: TestClient, headers: dict[str, str]
) -> None:
    token = form_token(client)
    data = {"form_token": token, "name": "x", "grade": "D", "reason": "x"}
    assert client.post("/sources/grade", data=data, headers=headers).status_code == 403


def test_a_page_that_poses_as_the_board_under_another_name_gets_nothing(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


# --- who may what ----------------------------------------------------------------------------------------------------


def test_without_an_account_nothing_is_shown(guarded: TestClient) -> None:
    for path in ("/", "/claims", "/claims.csv", "/documents", "/map/places.json", "/figures/data.json?subject=people"):
        answer = guarded.get(path)
        assert answer.status_code == 303, path
        assert answer.headers["location"].startswith("/login?next=")
    for path in ("/api/claims", "/api/counts", "/api/openapi.json"):
        answer = guarded.get(path)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_readers_session_and_token_can_change_nothing(guarded: TestClient, settings: BoardSettings) -> None:
    assert log_in(guarded, "reader") == 303
    own = {
        "/logout",
        "/logout/everywhere",
        "/theme",
        "/login",
        "/account/password",
        "/account/tokens",
        "/account/tokens/drop",
    }
    before = guarded.get("/api/verify").json()["head"]
    for path in routes_that_change():
        if path in own or path.endswith("/try"):
            continue
        assert send(guarded, path, name="x", other="y", reason="x", grade="D", q="Who left?").status_code == 403, path
    guarded.cookies.clear()
    token = bearer(settings, "reader")
    graded = {"name": "x", "reliability": "D", "reason": "x"}
    assert guarded.post("/api/sources/grade", json=graded, headers=token).status_code == 403
    for path in routes_that_change():
        if path not in own and not path.endswith("/try"):
            assert guarded.post(path, data={"reason": "x"}, headers=token).status_code in (400, 403), path
    assert guarded.get("/api/verify", headers=token).json()["head"] == before


def test_an_analysts_token_grades_and_is_named_as_who_did(guarded: TestClient, settings: BoardSettings) -> None:
    graded = {"name": "Drava Watch channel", "reliability": "D", "reason": "took back alarms"}
    answer = guarded.post("/api/sources/grade", json=graded, headers=bearer(settings, "analyst"))
    assert answer.status_code == 200
    assert answer.json()["by"] == "analyst"


def test_a_browsers_session_alone_changes_nothing_by_the_api(guarded: TestClient) -> None:
    assert log_in(guarded, "analyst") == 303
    graded = {"name": "Drava Watch channel", "reliability": "D", "reason": "x"}
    assert guarded.post("/api/sources/grade", json=graded).status_code == 403
    token = {"x-form-token": form_token(guarded)}
    assert guarded.post("/api/sources/grade", json=graded, headers=token).status_code == 200


def test_accounts_are_made_and_seen_by_admins_only(guarded: TestClient) -> None:
    assert log_in(guarded, "analyst") == 303
    assert "What was taken out" not in guarded.get("/account").text
    assert send(guarded, "/account/add", name="mallory", role="admin", password=PASSWORD).status_code == 403
    assert log_in(guarded, "admin") == 303
    assert "What was taken out" in guarded.get("/account").text
    assert send(guarded, "/account/add", name="new", role="reader", password=PASSWORD).status_code == 303
    assert send(guarded, "/account/add", name="new", role="emperor", password=PASSWORD).status_code == 400
    assert send(guarded, "/account/add", name="new", role="reader", password="short").status_code == 400
    assert send(guarded, "/account/remove", name="admin").status_code == 403


def test_one_sees_and_takes_back_only_ones_own_tokens(guarded: TestClient, settings: BoardSettings) -> None:
    Accounts(settings.accounts).new_token("admin", "the admin's own")
    assert log_in(guarded, "reader") == 303
    assert "the admin" not in guarded.get("/account").text
    assert send(guarded, "/account/tokens/drop", label="the admin's own").status_code == 400
    assert len(Accounts(settings.accounts).named("admin").tokens) == 1  # type: ignore[union-attr]


def test_a_token_is_shown_once_and_ends_when_it_is_taken_back(guarded: TestClient) -> None:
    assert log_in(guarded, "reader") == 303
    shown = re.search(r"tocsin_[\w-]{40,}", send(guarded, "/account/tokens", label="notebook").text)
    assert shown is not None
    assert shown[0] not in guarded.get("/account").text
    guarded.cookies.clear()
    headers = {"authorization": f"Bearer {shown[0]}"}
    assert guarded.get("/api/counts", headers=headers).status_code == 200
    assert log_in(guarded, "reader") == 303
    assert send(guarded, "/account/tokens/drop", label="notebook").status_code == 303
    guarded.cookies.clear()
    assert guarded.get("/api/counts", headers=headers).status_code == 401


def test_logging_in_gives_a_new_key_and_logging_out_ends_it(guarded: TestClient) -> None:
    form_token(guarded, "/login")
    before = guarded.cookies["tocsin"]
    assert log_in(guarded, "reader") == 303
    held = guarded.cookies["tocsin"]
    assert held != before
    assert send(guarded, "/logout").status_code == 303
    guarded.cookies.set("tocsin", held)
    assert guarded.get("/").status_code == 303


def test_a_session_outlives_a_restart_and_its_key_is_kept_nowhere(guarded: TestClient, settings: BoardSettings) -> None:
    assert log_in(guarded, "analyst") == 303
    token, key = form_token(guarded), guarded.cookies["tocsin"]
    kept = (settings.accounts / "sessions.json").read_bytes()
    assert key.encode() not in kept
    assert (settings.accounts / "sessions.json").stat().st_mode & 0o077 == 0
    with TestClient(create_app(replace(settings, login=True)), follow_redirects=False) as again:
        again.cookies.set("tocsin", key)
        assert again.get("/account").status_code == 200
        graded = again.post(
            "/sources/grade", data={"form_token": token, "name": "Danubia Wire", "grade": "B", "reason": "its record"}
        )
        assert graded.headers["location"] == "/sources?q=Danubia+Wire", "a page that was open before still works"


def test_a_session_ends_with_its_time_also_over_a_restart(
    guarded: TestClient, settings: BoardSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert log_in(guarded, "reader") == 303
    key, later = guarded.cookies["tocsin"], time.time() + 13 * 3600
    monkeypatch.setattr("tocsin.board.sessions.time.time", lambda: later)
    with TestClient(create_app(replace(settings, login=True)), follow_redirects=False) as again:
        again.cookies.set("tocsin", key)
        assert again.get("/").status_code == 303


def test_logging_out_everywhere_ends_every_session_of_the_account_only(guarded: TestClient) -> None:
    keys = []
    for name in ("reader", "reader", "analyst"):
        guarded.cookies.clear()
        assert log_in(guarded, name) == 303
        keys.append(guarded.cookies["tocsin"])
    guarded.cookies.clear()
    guarded.cookies.set("tocsin", keys[0])
    assert send(guarded, "/logout/everywhere").headers["location"] == "/login"
    found = []
    for key in keys:
        guarded.cookies.clear()
        guarded.cookies.set("tocsin", key)
        found.append(guarded.get("/account").status_code)
    assert found == [303, 303, 200]


def test_a_password_that_the_command_changes_ends_the_sessions_that_the_old_one_began(
    guarded: TestClient, settings: BoardSettings
) -> None:
    assert log_in(guarded, "analyst") == 303
    Accounts(settings.accounts).add("analyst", Role.ANALYST, f"another {PASSWORD}")
    assert guarded.get("/").status_code == 303


def test_an_account_that_is_removed_is_out_at_once(guarded: TestClient, settings: BoardSettings) -> None:
    assert log_in(guarded, "analyst") == 303
    assert guarded.get("/").status_code == 200
    Accounts(settings.accounts).remove("analyst")
    assert guarded.get("/").status_code == 303
    ended = guarded.post("/sources/grade", data={"name": "x"})
    assert ended.headers["location"] == "/login?ended=1"
    assert "was not entered" in guarded.get("/login?ended=1").text


def test_passwords_are_kept_as_argon2_and_the_file_is_its_owners(settings: BoardSettings) -> None:
    Accounts(settings.accounts).add("ada", Role.READER, PASSWORD)
    path = settings.accounts / "accounts.json"
    text = path.read_text(encoding="utf-8")
    assert "$argon2id$" in text
    assert PASSWORD not in text
    assert path.stat().st_mode & 0o077 == 0


def test_guessing_passwords_is_slowed_down(guarded: TestClient) -> None:
    found = {log_in(guarded, "admin", f"wrong password {number}") for number in range(14)}
    assert found == {401, 429}


def test_a_limit_lets_a_caller_through_again_and_keeps_callers_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter((0.0, 0.0, 0.0, 0.0, 10.0))
    monkeypatch.setattr("tocsin.board.limits.time.monotonic", lambda: next(clock))
    limit = Limit(rate=0.5, burst=2)
    assert [limit.wait("a"), limit.wait("a")] == [0, 0]
    assert limit.wait("a") == 2
    assert limit.wait("b") == 0
    assert limit.wait("a") == 0


# --- paths, headers, bodies ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd",
     "/static/vendor/../../app.py", "/documents/..%2f..%2fetc%2fpasswd/raw", "/documents/%2fetc%2fpasswd",
     "/scenarios/..%2f..%2fdam.toml"],
)  # fmt: skip
def test_no_path_leads_out_of_what_the_board_shows(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text
    assert "root:" not in answer.text


def test_a_name_with_line_breaks_puts_no_header_into_an_answer(hostile: TestClient) -> None:
    document = hostile.get("/api/documents").json()[0]["id"]
    answer = hostile.get(f"/documents/{document}/raw")
    assert answer.status_code == 200
    assert "x-evil" not in answer.headers
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "/%0d%0aSet-Cookie:x=1", "javascript:alert(1)",
     "/a\r\nX-Evil: 1"],
)  # fmt: skip
def test_logging_in_leads_nowhere_else(guarded: TestClient, target: str) -> None:
    token = form_token(guarded, "/login")
    fields = {"form_token": token, "name": "reader", "password": PASSWORD, "next": target}
    answer = guarded.post("/login", data=fields)
    assert answer.status_code == 303
    assert answer.headers["location"] in ("/", "/%0d%0aSet-Cookie:x=1")
    assert "x-evil" not in answer.headers


def test_a_body_that_is_too_long_is_refused(client: TestClient) -> None:
    token = form_token(client)
    assert client.post("/questions", data={"form_token": token, "q": "x" * 2_000_000}).status_code == 413
    assert client.post("/questions", content=(b"x" * 100_000 for _ in range(30))).status_code in (400, 403, 413)


def test_cells_that_a_spreadsheet_would_run_are_text(tmp_path: Path, reader: Reader) -> None:
    record = {
        "text": "=cmd|'/c calc'!A1 said that 400 people had left Saalbrunn.",
        "outlet": "=1+1",
        "name": "@SUM(A1)",
    }
    source = tmp_path / "sheet.jsonl"
    source.write_text(json.dumps(record) + "\n", encoding="utf-8")
    with Case.open(tmp_path / "sheet.db", create=True, reader=reader) as opened:
        list(opened.add([source]))
    settings = BoardSettings(
        case=tmp_path / "sheet.db", accounts=tmp_path / "board", names=("testserver",), patience=60
    )
    with TestClient(create_app(settings)) as client:
        for line in client.get("/claims.csv").text.splitlines()[1:]:
            assert not re.search(r'(^|,)"?[=@]', line)


# --- the description of the API --------------------------------------------------------------------------------------


def test_every_call_of_the_api_is_described_with_an_example(client: TestClient) -> None:
    schema = client.get("/api/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert len(schema["paths"]) >= 20
    for path, calls in schema["paths"].items():
        for call in calls.values():
            assert "example" in call["responses"]["200"]["content"]["application/json"], path
            assert "application/problem+json" in call["responses"]["4XX"]["content"], path
            assert call["description"], path


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.3.4.5"])
def test_this_machine_alone_reaches_a_loopback_address(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "board.example", "localhost.evil.example"])
def test_others_reach_every_other_address(host: str) -> None:
    assert not is_loopback(host)


def test_a_board_that_listens_everywhere_answers_to_the_names_that_it_was_given(tmp_path: Path) -> None:
    def hosts(**options: object) -> frozenset[str] | None:
        return BoardSettings(case="case.db", accounts=tmp_path, **options).hosts  # type: ignore[arg-type]

    assert hosts(host="0.0.0.0") is None
    assert hosts(host="0.0.0.0", names=("Board.example",)) == {"board.example", "127.0.0.1", "localhost", "[::1]"}
    assert hosts(host="10.0.0.5") == {"10.0.0.5"}
    assert "evil.example" not in (hosts() or ())

"""What the pages show, to a browser without JavaScript."""

import html
import re
import sqlite3
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from board_client import add_names_to_merge, form_token, send
from starlette.testclient import TestClient

from tocsin.board.app import create_app
from tocsin.board.settings import BoardSettings
from tocsin.engine.case import Case
from tocsin.model.document import Evidence
from tocsin.model.moments import now

PAGES = (
    "/", "/ask", "/ask?q=How+many+residents+fled%3F", "/questions", "/claims", "/documents", "/propositions", "/figures",
    "/figures?subject=people+evacuated", "/conflicts", "/changes", "/echoes", "/parties", "/sources", "/scenarios",
    "/scenarios/The%20Korbach%20dam", "/map", "/review", "/choices", "/choices/spillway", "/exposure",
    "/exposure?rule=ofac50&on=2026-04-01", "/account", "/api", "/login", "/health",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_without_javascript(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "on" + "click" not in answer.text
    if "html" in answer.headers["content-type"]:
        assert "<h1" in answer.text
        assert not re.search(r"<script(?![^>]*\bsrc=)", answer.text)
        assert " style=" not in answer.text


def test_the_overview_tells_which_alarm_rings_and_why(client: TestClient) -> None:
    text = client.get("/").text
    assert "the alarm rings" in text
    assert "What moved it most" in text


def test_a_second_visit_tells_what_is_new_since_the_first(client: TestClient) -> None:
    assert "your first visit" in client.get("/").text
    client.cookies.set("tocsin_visit", "|20200101T000000")
    assert "18 documents" in client.get("/").text
    assert "18 documents" in client.get("/").text, "a page loaded twice is one visit"


def test_an_answer_shows_its_sentence_and_who_disagrees(client: TestClient) -> None:
    text = client.get("/ask", params={"q": "Was the turbine tunnel inundated?"}).text
    assert "The turbine gallery was not flooded" in text
    assert "disagrees" in text


def test_claims_are_narrowed_by_words_and_facets(client: TestClient) -> None:
    every = client.get("/api/claims", params={"limit": 10_000}).json()
    some = client.get("/api/claims", params={"outlet": "Danubia Wire", "certainty": "PR+", "limit": 10_000}).json()
    assert 0 < len(some) < len(every)
    assert {one["outlet"] for one in some} == {"Danubia Wire"}
    assert {one["factuality"] for one in some} == {"PR+"}
    assert "without outlet Danubia Wire" in client.get("/claims", params={"outlet": "Danubia Wire"}).text


def test_the_export_holds_what_is_shown_and_is_recorded(client: TestClient) -> None:
    lines = client.get("/claims.csv", params={"words": "turbine gallery"}).text.splitlines()
    assert lines[0].startswith("id,factuality")
    assert len(lines) > 2
    assert "/claims.csv?words=turbine+gallery" in client.get("/account").text


@pytest.mark.parametrize(
    ("page", "form", "column"),
    [
        (page, form, column)
        for page, column in (
            ("/claims?words=turbine", "text"), ("/documents?q=turbine", "name"), ("/propositions", "statement"),
            ("/conflicts?about=turbine", "sentence"), ("/changes", "why"), ("/echoes", "a_document"),
            ("/parties?q=dam", "names"), ("/sources?q=wire", "grade"), ("/review/report", "judgement"),
            ("/figures?subject=people+evacuated", "standing"), ("/map", "lat"),
        )
        for form in ("csv", "json")
        if (page, form) != ("/map", "json")
    ],
)  # fmt: skip
def test_a_list_leads_to_a_file_of_what_it_shows(client: TestClient, page: str, form: str, column: str) -> None:
    shown = client.get(page).text
    links = [html.unescape(found) for found in re.findall(rf'href="([^"]*\.{form}[^"]*)" download', shown)]
    assert links, "the page has no link to a file"
    answer = client.get(links[-1])
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    if form == "csv":
        assert column in answer.text.splitlines()[0].split(",")
    else:
        assert isinstance(answer.json(), list)
    assert urlsplit(links[-1]).path in client.get("/account").text, "what was taken out is not told"


def test_a_figure_leads_to_other_places_and_measures_of_what_is_counted(client: TestClient) -> None:
    every = client.get("/figures", params={"subject": "people evacuated"}).text
    assert "place=Lavam%C3%BCnd" in every
    there = client.get("/figures", params={"subject": "people evacuated", "place": "Lavamünd"}).text
    assert '<a href="/figures?subject=people+evacuated">everywhere</a>' in there
    measured = client.get("/figures", params={"subject": "people", "measure": "evacuated"}).text
    assert '<a href="/figures?subject=people">what most accounts have</a>' in measured
    assert "measure=evacuated" in client.get("/figures", params={"subject": "people"}).text


def test_a_claim_leads_to_its_document_and_the_document_back(client: TestClient) -> None:
    claim = client.get("/api/claims", params={"words": "turbine gallery", "limit": 1}).json()[0]
    page = client.get(f"/claims/{claim['id']}").text
    document = re.search(r'href="(/documents/sha256[^"#]+)#', page)
    assert document is not None
    assert f"/claims/{claim['id']}" in client.get(document[1]).text


def test_of_a_claim_that_denies_the_page_tells_what_is_denied_and_that_the_denial_is_weighed(
    client: TestClient,
) -> None:
    found = client.get("/api/claims", params={"words": "turbine gallery", "certainty": "CT-"}).json()
    denial = next(one for one in found if "was not flooded" in one["text"])
    page = client.get(f"/claims/{denial['id']}").text
    assert "that it is not so: " in page
    assert "What is said and denied: “" in page


def test_the_bytes_of_a_document_are_those_of_its_hash(client: TestClient) -> None:
    row = client.get("/api/documents").json()[0]
    answer = client.get(f"/documents/{row['id']}/raw")
    assert f"sha256:{sha256(answer.content).hexdigest()}" == row["id"]
    assert answer.headers["content-disposition"].startswith("attachment")


def test_a_removed_document_says_why_and_can_be_put_back(client: TestClient) -> None:
    key = client.get("/api/documents").json()[0]["id"]
    claim = client.get(f"/api/documents/{key}").json()["claims"][0]["id"]
    assert send(client, f"/documents/{key}/remove", reason="a forgery").status_code == 303
    assert "Removed from the case: a forgery" in client.get(f"/documents/{key}").text
    assert client.get(f"/claims/{claim}").status_code == 410
    assert send(client, f"/documents/{key}/restore", reason="it is none").status_code == 303
    assert client.get(f"/claims/{claim}").status_code == 200


def test_a_claim_of_an_earlier_reading_is_shown_with_its_successor(client: TestClient, settings: BoardSettings) -> None:
    with Case.open(settings.case) as opened:
        report = next(iter(opened.claims()))
        reading, _ = opened.document(report.document)
        claims = tuple(one.claim for one in opened.claims_of(report.document))
        shifted = (replace(claims[0], id="f" * 20), *claims[1:])
        evidence = Evidence(document=reading.document, raw=opened.raw(report.document), media_type="text/markdown")
        assert opened.ledger.add(evidence, replace(reading, claims=shifted), reader="a later reader", at=now())
    answer = client.get(f"/claims/{claims[0].id}")
    assert answer.status_code == 410
    assert f"/claims/{'f' * 20}" in answer.text


def test_in_a_large_case_a_page_shows_the_last_result_with_its_age_until_the_next_is_there(
    settings: BoardSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tocsin.board.door._SMALL", 0)
    monkeypatch.setattr("tocsin.board.results.LONG", 0.0)
    told = re.compile(r"As of \d\d:\d\d UTC; the case has changed since\. This is being worked out again")
    with TestClient(create_app(settings), follow_redirects=False) as client:
        whole = client.get("/conflicts")
        assert not told.search(whole.text)
        assert send(client, "/questions", q="Was anyone injured?").status_code == 303
        stale = client.get("/conflicts")
        assert told.search(stale.text)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stale.headers["tocsin-as-of"])
        assert stale.text.count("<li>") == whole.text.count("<li>"), "the last result is not shown"
        (waiting,) = set(re.findall(r'data-waiting="(\w+)"', stale.text))
        for _ in range(600):
            if client.get("/working", params={"key": waiting}).json() == {waiting: None}:
                break
            time.sleep(0.1)
        again = client.get("/conflicts")
        assert not told.search(again.text)
        assert "tocsin-as-of" not in again.headers


def test_what_was_never_worked_out_has_its_place_and_says_how_far_it_is(
    settings: BoardSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tocsin.board.door._SMALL", 0)
    with TestClient(create_app(replace(settings, patience=0.0)), follow_redirects=False) as client:
        page = client.get("/echoes")
        assert page.status_code == 200
        assert "<h1 data-frame>Echoes</h1>" in page.text
        assert re.search(r"being worked out from the whole case, <span data-progress>(for|after) \d", page.text)
        assert '<noscript><meta http-equiv="refresh"' in page.text
        api = client.get("/api/echo")
        assert (api.status_code, api.headers["retry-after"]) == (202, "3")
        assert api.json()["title"] == "Being worked out"
        assert client.get("/echoes/network.svg").headers["content-type"] == "image/svg+xml"
        for action in ("try", "record"):
            answer = send(client, f"/scenarios/The Korbach dam/{action}")
            assert answer.status_code == 503
            assert "Nothing was entered" in answer.text
        assert client.get("/").status_code == 200


def test_in_a_large_case_no_page_links_what_is_left_and_the_worker_does(
    settings: BoardSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tocsin.board.door._SMALL", 0)
    with Case.open(settings.case) as opened:
        row = opened.documents()[0]
        reading, _ = opened.document(row.id)
        evidence = Evidence(document=reading.document, raw=opened.raw(row.id), media_type="text/markdown")
        whole = replace(reading, claims=tuple(one.claim for one in opened.claims_of(row.id)))
        assert opened.ledger.add(evidence, whole, reader="a later reader", at=now())

    def unlinked() -> int:
        with Case.open(settings.case, finishes=False) as looked_at:
            return looked_at.view.unlinked()

    assert unlinked() > 0
    with TestClient(create_app(settings)) as client:
        assert client.get("/claims").status_code == 200
        assert unlinked() > 0
        assert client.get("/conflicts").status_code == 200
        assert unlinked() == 0


def test_the_matrix_is_tried_with_other_numbers_and_nothing_is_recorded(client: TestClient) -> None:
    before = client.get("/scenarios").text.count("it gets out of hand")
    answer = send(client, "/scenarios/The Korbach dam/try", p1="0.1", p0="98")
    assert answer.status_code == 200
    assert "nothing of it is recorded" in answer.text
    assert "the alarm rings" not in answer.text
    assert client.get("/scenarios").text.count("it gets out of hand") == before
    assert send(client, "/scenarios/The Korbach dam/try", p1="-4").status_code == 400


def test_how_a_scenario_stands_is_recorded_once(client: TestClient, settings: BoardSettings) -> None:
    def recorded() -> int:
        with Case.open(settings.case) as opened:
            return len(opened.assessments("The Korbach dam"))

    before = recorded()
    for row in client.get("/api/documents").json()[-4:]:
        assert send(client, f"/documents/{row['id']}/remove", reason="a forgery").status_code == 303
    for _ in range(2):
        assert send(client, "/scenarios/The Korbach dam/record").status_code == 303
        assert recorded() == before + 1
    assert send(client, "/scenarios/none/record").status_code == 404


def test_own_numbers_are_kept_beside_those_of_the_file_and_taken_back(client: TestClient) -> None:
    address = "/scenarios/The Korbach dam"
    without_reason = send(client, f"{address}/numbers", p1="0.1", p0="98")
    assert without_reason.status_code == 400
    assert "Nothing was entered yet" in without_reason.text
    reason = "gates are opened each spring"
    assert send(client, f"{address}/numbers", p1="0.1", p0="98", reason=reason).status_code == 303
    shown = client.get(address).text
    assert reason in shown
    assert "would be silent" in shown
    assert ">the alarm rings</span></div>" in shown, "the alarm goes by the file"
    name = shown.partition("?numbers=")[2].partition('"')[0]
    with_own = client.get(f"{address}?numbers={name}").text
    assert "With the numbers of" in with_own
    assert ">the alarm rings</span></div>" not in with_own
    assert send(client, f"{address}/numbers/undo").status_code == 303
    after = client.get(address).text
    assert "All hold with the file" in after
    assert "taken back" in after


def test_grades_rulings_and_questions_are_entered(client: TestClient) -> None:
    assert (
        send(client, "/sources/grade", name="Drava Watch channel", grade="D", reason="took back alarms").status_code
        == 303
    )
    assert "took back alarms" in client.get("/sources", params={"q": "Drava Watch"}).text
    ruled = send(
        client, "/parties/rule", name="Drava Watch channel", other="Drava Watch", same="same", reason="one channel"
    )
    assert ruled.status_code == 303
    assert "one channel" in client.get("/parties").text
    assert send(client, "/questions", q="Was anyone injured?").status_code == 303
    page = client.get("/questions").text
    assert "1. Was anyone injured?" in page
    assert re.search(r"Was anyone injured\?.{0,200}first run: \d+ answers", client.get("/").text, re.DOTALL)
    assert send(client, "/questions/seen").status_code == 303
    assert "nothing new" in client.get("/questions").text
    assert send(client, "/questions/1/remove").status_code == 303
    assert "Was anyone injured?" not in client.get("/questions").text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/claims/0000000000", 404, "holds nothing with the id"),
        ("/documents/nothing-here", 404, "holds nothing with the id"),
        ("/claims?since=yesterday", 400, "is no day"),
        ("/claims?certainty=sure", 400, "known: CT+"),
        ("/claims?since=2026-05-01&until=2026-04-01", 400, "is after"),
        ("/claims?limit=99999", 400, "limit"),
        ("/documents?since=yesterday", 400, "since: /documents has no such field; it takes q, limit"),
        ("/parties?since=2026-04-01", 400, "has no such field"),
        ("/health?since=now", 400, "it takes none"),
        ("/api/counts?since=2026-04-01", 400, "has no such field"),
        ("/figures?subject=unicorns+tamed", 400, "no account"),
        ("/ask?q=%3F%3F", 400, ""),
        ("/scenarios/none", 404, "holds nothing"),
        ("/nowhere", 404, "no such page"),
    ],
)
def test_a_wrong_address_is_answered_with_what_is_wrong(client: TestClient, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert "Traceback" not in answer.text


def test_a_question_of_ten_thousand_characters_is_refused_in_a_sentence(client: TestClient) -> None:
    refused = client.get("/ask", params={"q": "flood " * 1_700})
    assert refused.status_code == 400
    assert "note bad" in refused.text
    assert len(refused.text) < 20_000
    assert client.get("/claims", params={"words": "flood " * 1_700}).status_code == 400


def test_a_case_that_is_removed_replaced_or_damaged_under_the_board_is_told(
    settings: BoardSettings,
) -> None:
    with TestClient(create_app(settings)) as client:
        path = Path(settings.case)
        assert client.get("/").status_code == 200
        aside = path.rename(path.with_name("aside.db"))
        gone = client.get("/")
        assert gone.status_code == 503
        assert "not there any more" in gone.text
        assert client.get("/api/counts").headers["content-type"] == "application/problem+json"
        with Case.open(path, create=True):
            pass
        assert "holds no document yet" in client.get("/").text, "another case under the name is opened"
        path.unlink()
        path.write_bytes(b"this is no case" * 100)
        assert client.get("/").status_code == 503
        path.unlink()
        aside.rename(path)
        assert "18" in client.get("/").text


def test_a_case_that_a_later_version_has_changed_under_the_board_is_told_and_not_written(
    client: TestClient, settings: BoardSettings
) -> None:
    assert client.get("/claims").status_code == 200
    token = form_token(client)
    with sqlite3.connect(settings.case) as other:
        (version,) = other.execute("pragma user_version").fetchone()
        other.execute(f"pragma user_version = {version + 1}")
    told = client.get("/claims")
    assert told.status_code == 503
    assert "written by a later version of Tocsin" in told.text
    refused = client.post("/questions", data={"form_token": token, "q": "Was anyone injured?"})
    assert refused.status_code == 503
    with sqlite3.connect(settings.case) as other:
        other.execute(f"pragma user_version = {version}")
    assert "Was anyone injured?" not in client.get("/questions").text


def test_a_case_that_another_program_writes_to_can_be_read(client: TestClient, settings: BoardSettings) -> None:
    with sqlite3.connect(settings.case) as other:
        other.execute("begin immediate")
        assert client.get("/claims").status_code == 200
        assert client.get("/").status_code == 200


def test_the_form_token_stands_in_the_page(client: TestClient) -> None:
    assert len(form_token(client)) == 64


def test_a_claim_is_confirmed_corrected_rejected_and_taken_back(client: TestClient) -> None:
    claim = client.get("/api/claims", params={"words": "turbine gallery", "limit": 1}).json()[0]
    path = f"/review/{claim['id']}"
    assert send(client, f"{path}/enter", judgement="confirmed").status_code == 303
    assert "confirmed" in client.get(path).text
    corrected = send(
        client, f"{path}/enter", judgement="corrected", reason="it is a question", **{"f-kind": "question"}
    )
    assert corrected.status_code == 303
    assert client.get(f"/api/claims/{claim['id']}").json()["kind"] == "question"
    assert send(client, f"{path}/undo", reason="it is none").status_code == 303
    assert client.get(f"/api/claims/{claim['id']}").json()["kind"] == claim["kind"]
    assert send(client, f"{path}/enter", judgement="rejected", reason="not said").status_code == 303
    assert client.get(f"/claims/{claim['id']}").status_code == 410
    assert "stands no longer" in client.get(path).text
    assert send(client, f"{path}/undo").status_code == 303
    assert client.get(f"/claims/{claim['id']}").status_code == 200
    assert "4 reviews" not in client.get("/review/report").text


def test_a_correction_that_cannot_be_understood_is_told_and_changes_nothing(client: TestClient) -> None:
    claim = client.get("/api/claims", params={"limit": 1}).json()[0]
    wrong = send(client, f"/review/{claim['id']}/enter", judgement="corrected", reason="x", **{"f-time": "some day"})
    assert wrong.status_code == 400
    assert send(client, f"/review/{claim['id']}/enter", judgement="crowned", reason="x").status_code == 400
    assert client.get(f"/api/claims/{claim['id']}").json() == claim


def test_of_two_reviewers_on_one_claim_the_second_is_told_of_the_first(client: TestClient) -> None:
    claim = client.get("/api/claims", params={"limit": 1}).json()[0]["id"]
    assert send(client, f"/review/{claim}/enter", judgement="confirmed", seen="0").status_code == 303
    late = send(client, f"/review/{claim}/enter", judgement="rejected", reason="I do not see it", seen="0")
    assert late.status_code == 409
    assert "nothing of yours was entered" in late.text
    assert 'value="I do not see it"' in late.text
    assert client.get(f"/claims/{claim}").status_code == 200


def test_a_choice_is_worked_out_and_recorded(client: TestClient) -> None:
    shown = client.get("/choices/spillway").text
    assert "What would change it" in shown
    claim = re.search(r'<a class="id" href="(/claims/[0-9a-f]+)">', shown)
    assert claim is not None
    assert client.get(claim[1]).status_code == 200
    picture = client.get("/choices/spillway/picture")
    assert "<svg" in picture.text
    assert "sandbox" in picture.headers["content-security-policy"]
    assert "No advice is recorded" in client.get("/choices").text
    assert send(client, "/choices/spillway/record").status_code == 303
    assert "No advice is recorded" not in client.get("/choices").text
    assert client.get("/choices/none").status_code == 404


def test_a_proposed_merge_is_confirmed_ruled_apart_and_taken_back(client: TestClient, settings: BoardSettings) -> None:
    name, other = add_names_to_merge(Path(str(settings.case)))
    page = client.get("/parties").text
    assert "merges to confirm</a>" in page
    form = f'name="name" value="{name}"><input type="hidden" name="other" value="{other}">'
    assert form in page
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    pair = {"name": name, "other": other}
    answer = send(client, "/parties/rule", **pair, seen=seen, same="same")
    assert (answer.status_code, answer.headers["location"]) == (303, "/parties#merges")
    page = client.get("/parties").text
    assert "are one party, by" in page
    assert page.count(form) == 1, "the pair is no longer proposed, and its ruling can be taken back"
    late = send(client, "/parties/rule", **pair, seen=seen, same="other", reason="two men")
    assert late.status_code == 409
    assert "nothing of yours was entered" in late.text
    assert send(client, "/parties/rule", **pair, seen=str(int(seen) + 1)).status_code == 303
    page = client.get("/parties").text
    assert "are left to the rules" in page
    assert page.count(form) == 1, "the pair is proposed again, and nothing is left to take back"
    assert send(client, "/parties/rule", **pair, seen=str(int(seen) + 2), same="other").status_code == 303
    assert "are two parties" in client.get("/parties").text


def test_typed_names_are_ruled_on_with_a_reason_only(client: TestClient) -> None:
    assert send(client, "/parties/rule", name="Danubia Wire", other="Styria Digest", same="same").status_code == 400

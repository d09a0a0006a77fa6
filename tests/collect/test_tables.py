"""Tables and records of other programs: columns are guessed, shown and given; a row is a document."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made_files import MORE, NEWS, an_xlsx, collected, only, problems, texts

from tocsin.model.document import Evidence


def a_table(tmp_path: Path, *rows: list[str], name: str = "a.csv", separator: str = ",") -> Path:
    made = io.StringIO()
    csv.writer(made, delimiter=separator).writerows(rows)
    file = tmp_path / name
    file.write_text(made.getvalue())
    return file


def documents(file: Path, **options: Any) -> list[Evidence]:
    return [one for one in collected(file, **options) if isinstance(one, Evidence)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_rows_are_documents_whatever_separates_their_cells(tmp_path: Path, separator: str) -> None:
    head = ["published_at", "headline", "body", "link", "source"]
    row = ["2026-03-02 14:05", "Bridge", f"{NEWS}\n\n{MORE}", "https://unterdrau.example/1", "Radio Unterdrau"]
    (found,) = documents(a_table(tmp_path, head, row, separator=separator))
    document = found.document
    assert (document.text, document.title, document.outlet, document.url) == (
        row[2],
        "Bridge",
        "Radio Unterdrau",
        row[3],
    )
    assert document.published == date(2026, 3, 2)
    assert document.name == "a-2"
    assert json.loads(found.raw) == dict(zip(head, row, strict=True))


def test_the_columns_that_are_taken_are_told(tmp_path: Path) -> None:
    told: list[str] = []
    collected(a_table(tmp_path, ["date", "message"], ["2026-03-02", NEWS]), told=told)
    assert told == [f"{tmp_path}/a.csv: columns taken: text=message, published=date; --columns changes it"]


def test_given_columns_go_before_guessed_ones(tmp_path: Path) -> None:
    file = a_table(tmp_path, ["text", "remark", "date", "seen"], [NEWS, MORE, "2026-03-02", "2026-03-05"])
    (found,) = documents(file, columns={"text": "remark", "published": "seen"})
    assert (found.document.text, found.document.published) == (MORE, date(2026, 3, 5))


def test_a_column_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    file = a_table(tmp_path, ["date", "message"], ["2026-03-02", NEWS])
    assert problems(file, columns={"text": "body"}) == [f"{file}: there is no column 'body'; it has: date, message"]
    assert "there is no fact 'words'" in problems(file, columns={"words": "message"})[0]


def test_a_column_of_many_words_is_taken_for_the_text_where_no_name_tells(tmp_path: Path) -> None:
    assert texts(a_table(tmp_path, ["a", "b"], ["1", NEWS], ["2", MORE])) == [NEWS, MORE]


def test_a_table_without_texts_asks_for_the_column(tmp_path: Path) -> None:
    said = problems(a_table(tmp_path, ["a", "b"], ["1", "2"]))
    assert said == [
        f"{tmp_path}/a.csv: no column seems to hold the text; say which with --columns text=NAME (it has: a, b)"
    ]


def test_days_that_can_be_read_in_two_ways_are_not_guessed(tmp_path: Path) -> None:
    file = a_table(tmp_path, ["date", "text"], ["03/05/2026", NEWS])
    told: list[str] = []
    assert documents(file, told=told)[0].document.published is None
    assert "dates=dmy" in told[0]
    assert documents(file, columns={"dates": "mdy"})[0].document.published == date(2026, 3, 5)


def test_one_day_that_can_be_read_in_one_way_tells_the_order_of_the_others(tmp_path: Path) -> None:
    file = a_table(tmp_path, ["date", "text"], ["03/05/2026", NEWS], ["30/05/2026", MORE])
    assert [one.document.published for one in documents(file)] == [date(2026, 5, 3), date(2026, 5, 30)]


@pytest.mark.parametrize("year", ["1404-12-11", "2569-03-02", "1447-09-13"])
def test_years_of_other_calendars_are_left_unknown(tmp_path: Path, year: str) -> None:
    (found,) = documents(a_table(tmp_path, ["date", "text"], [year, NEWS]))
    assert found.document.published is None


def test_rows_without_text_are_counted(tmp_path: Path) -> None:
    told: list[str] = []
    assert len(documents(a_table(tmp_path, ["id", "text"], ["1", NEWS], ["2", ""], ["3", " "]), told=told)) == 1
    assert "2 records without text left out" in told[-1]


def test_a_spreadsheet_may_have_a_title_over_its_table(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(an_xlsx(["Reports of March", None], ["date", "text"], [date(2026, 3, 2), NEWS], [None, None]))
    (found,) = documents(file)
    assert (found.document.text, found.document.published) == (NEWS, date(2026, 3, 2))


def test_a_table_of_4cat_is_known_and_its_forwards_are_origins(tmp_path: Path) -> None:
    head = ["thread_id", "id", "body", "timestamp", "author", "author_forwarded_from_name", "chat"]
    file = a_table(tmp_path, head, ["9", "1", NEWS, "2026-03-02 14:05:00", "valley", "River Post", "Valley Watch"])
    told: list[str] = []
    (found,) = documents(file, told=told)
    assert found.document.text == f"Forwarded from River Post\n\n{NEWS}"
    assert found.document.outlet == "Valley Watch"
    assert dict(found.details) == {"author": "valley", "forwarded_from": "River Post"}
    assert "written by 4CAT" in told[0]


def test_a_table_of_events_is_read_by_its_notes(tmp_path: Path) -> None:
    head = ["event_id_cnty", "event_date", "event_type", "actor1", "source", "notes", "timestamp"]
    row = ["XXX12", "2 March 2026", "Protests", "Rioters", "Radio Unterdrau", NEWS, "1772542800"]
    (found,) = documents(a_table(tmp_path, head, row))
    document = found.document
    assert (document.text, document.outlet, document.name) == (NEWS, "Radio Unterdrau", "XXX12")
    assert document.published == date(2026, 3, 3)


@pytest.mark.parametrize("form", ["sheet", "database", "json"])
def test_what_auto_archiver_wrote_is_known(tmp_path: Path, form: str) -> None:
    url = "https://posts.example/1"
    if form == "sheet":
        head = ["Link", "Archive status", "Archive location", "Upload timestamp", "Upload title", "Text content"]
        file = a_table(tmp_path, head, [url, "ok", "s3://x", "2026-03-02T14:05:00+00:00", "Bridge", NEWS])
    elif form == "database":
        moment = "datetime.datetime(2026, 3, 2, 14, 5, tzinfo=datetime.timezone.utc)"
        kept = f"{{'url': '{url}', 'title': 'Bridge', 'timestamp': {moment}, 'content': {NEWS!r}}}"
        file = a_table(tmp_path, ["status", "metadata", "media"], ["ok", kept, "[]"])
    else:
        file = tmp_path / "a.json"
        told = {"url": url, "title": "Bridge", "timestamp": "2026-03-02 14:05:00+00:00", "content": NEWS}
        file.write_text(json.dumps([{"status": "ok", "metadata": told, "media": []}]))
    (found,) = documents(file)
    document = found.document
    assert (document.text, document.title, document.url, document.published) == (NEWS, "Bridge", url, date(2026, 3, 2))


def test_documents_of_follow_the_money_are_read_and_persons_left_out(tmp_path: Path) -> None:
    properties = {
        "bodyText": [NEWS],
        "title": ["Bridge"],
        "publishedAt": ["2026-03-02"],
        "language": ["eng"],
        "publisher": ["Radio"],
    }
    lines = [
        {"id": "a", "schema": "Person", "properties": {"name": ["A. Lorenz"]}},
        {"id": "b", "schema": "PlainText", "properties": properties},
        {"id": "c", "schema": "HyperText", "properties": {"bodyHtml": [f"<p>{MORE}</p>"]}},
    ]
    file = tmp_path / "a.ftm.json"
    file.write_text("\n".join(map(json.dumps, lines)))
    told: list[str] = []
    first, second = documents(file, told=told)
    document = first.document
    assert (document.text, document.title, document.outlet, document.language) == (NEWS, "Bridge", "Radio", "en")
    assert document.published == date(2026, 3, 2)
    assert second.document.text == MORE
    assert "1 records that are no documents left out" in told[-1]


def test_the_reports_of_a_misp_event_are_documents(tmp_path: Path) -> None:
    report = {
        "uuid": "5e1f",
        "name": "Bridge",
        "content": f"# Bridge\n\n{NEWS} @[attribute](5e1f-11)",
        "timestamp": "1772456700",
    }
    event = {
        "Event": {
            "uuid": "1",
            "info": "x",
            "date": "2026-03-01",
            "Orgc": {"name": "CERT Drau"},
            "EventReport": [report],
        }
    }
    for data in (event, {"response": [event]}, [event]):
        file = tmp_path / "misp.json"
        file.write_text(json.dumps(data))
        (found,) = documents(file)
        document = found.document
        assert (document.text.strip(), document.title, document.outlet) == (
            f"# Bridge\n\n{NEWS}",
            "Bridge",
            "CERT Drau",
        )
        assert document.published == date(2026, 3, 2)


def test_one_document_in_the_fields_of_tocsin_is_read_from_json(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"text": NEWS, "published": "2026-03-02", "outlet": "Radio Unterdrau", "tags": [1, 2]}))
    document = only(file).document
    assert (document.text, document.outlet, document.published) == (NEWS, "Radio Unterdrau", date(2026, 3, 2))


def test_records_cut_off_in_the_middle_give_those_before(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps([{"title": str(number), "body": NEWS} for number in range(30)])[:-60])
    found = collected(file)
    assert sum(isinstance(one, Evidence) for one in found) == 29
    assert "cut off" in str(found[-1])

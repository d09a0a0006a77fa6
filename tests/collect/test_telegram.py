"""Telegram Desktop exports: each message with text is a document with its moment, its origin, and what it answers."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from made_files import MORE, NEWS, a_chat, a_message, as_json, collected, only, problems, texts

from tocsin.collect.files import FileCollector
from tocsin.collect.given import Given
from tocsin.errors import InputError
from tocsin.model.document import Evidence

AN_HOUR_EAST = timezone(timedelta(hours=1))
PLACEHOLDER = "(File not included. Change data exporting settings to download.)"
PAGE = """<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="page_wrap">
<div class="page_header"><div class="content"><div class="text bold">Valley Watch</div></div></div>
<div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">2 March 2026</div></div>
<div class="message default clearfix" id="message55"><div class="pull_left userpic_wrap"></div><div class="body">
<div class="pull_right date details" title="02.03.2026 14:05:00 UTC+01:00">14:05</div>
<div class="from_name">Valley Watch</div>
<div class="text">The bridge is <strong>closed</strong>.<br>All of it.</div></div></div>
<div class="message default clearfix joined" id="message56"><div class="body">
<div class="pull_right date details" title="02.03.2026 14:09:00 UTC+01:00">14:09</div>
<div class="reply_to details">In reply to <a href="#go_to_message55">this message</a></div>
<div class="forwarded body">
<div class="from_name">River Post <span class="date details" title="01.03.2026 10:00:00">
01.03.2026 10:00:00</span></div>
<div class="text">Nobody was hurt.</div></div></div></div>
<div class="message default clearfix" id="message57"><div class="body">
<div class="pull_right date details" title="02.03.2026 14:15:00 UTC+01:00">14:15</div>
<div class="from_name">Valley Watch</div>
<div class="media_wrap clearfix"><a class="photo_wrap clearfix pull_left" href="photos/photo_1.jpg"></a></div></div></div>
</div></div></div></body></html>
"""


def export(tmp_path: Path, data: Any, name: str = "result.json") -> Path:
    file = tmp_path / name
    file.write_bytes(as_json(data))
    return file


def test_a_message_is_a_document_with_its_channel_its_moment_and_its_address(tmp_path: Path) -> None:
    found = only(export(tmp_path, a_chat(a_message(55, NEWS)))).document
    assert (found.text, found.name, found.outlet) == (NEWS, "Valley Watch-55", "Valley Watch")
    assert found.published == date(2026, 3, 2)
    assert found.time == datetime(2026, 3, 2, 14, 5, tzinfo=AN_HOUR_EAST)
    assert found.url == "https://t.me/c/123/55"


def test_text_in_parts_is_put_together(tmp_path: Path) -> None:
    parts = ["The bridge is ", {"type": "bold", "text": "closed"}, " says ", {"type": "mention", "text": "@mayor"}, "."]
    assert only(export(tmp_path, a_chat(a_message(1, parts)))).document.text == "The bridge is closed says @mayor."


def test_who_a_message_was_forwarded_from_stands_above_it_and_is_kept(tmp_path: Path) -> None:
    found = only(export(tmp_path, a_chat(a_message(1, NEWS, forwarded_from="River Post"))))
    assert found.document.text == f"Forwarded from River Post\n\n{NEWS}"
    assert found.details["forwarded_from"] == "River Post"


def test_edits_replies_and_media_are_kept(tmp_path: Path) -> None:
    message = a_message(
        2, NEWS, edited="2026-03-02T15:00:00", edited_unixtime="1772460000", reply_to_message_id=1,
        photo="photos/photo_1.jpg", file=PLACEHOLDER, media_type="video_file", author="A. Lorenz",
    )  # fmt: skip
    assert dict(only(export(tmp_path, a_chat(message))).details) == {
        "author": "A. Lorenz",
        "edited": "2026-03-02T15:00:00+01:00",
        "reply_to": "1",
        "media": "photo: photos/photo_1.jpg; video_file: not included",
        "address": "https://t.me/c/123/2",
    }


def test_in_a_group_who_wrote_a_message_is_its_outlet(tmp_path: Path) -> None:
    chat = a_chat(a_message(1, NEWS, **{"from": "Anna L."}), type="private_group", name="Neighbours")
    found = only(export(tmp_path, chat)).document
    assert found.outlet == "Anna L."
    assert found.url == "tg://openmessage?chat_id=123&message_id=1"


def test_messages_without_text_are_counted_and_service_messages_passed_over(tmp_path: Path) -> None:
    service = {"id": 1, "type": "service", "date": "2026-03-02T14:05:00", "action": "pin_message", "text": ""}
    chat = a_chat(service, a_message(2, "", photo="photos/a.jpg"), a_message(3, NEWS))
    told: list[str] = []
    assert only(export(tmp_path, chat), told=told).document.text == NEWS
    assert "Valley Watch: 1 messages hold only pictures" in told[0]


def test_a_poll_is_a_question_with_its_answers(tmp_path: Path) -> None:
    poll = {
        "question": "Is the bridge closed?",
        "closed": False,
        "answers": [{"text": "Yes", "voters": 3}, {"text": "No"}],
    }
    assert texts(export(tmp_path, a_chat(a_message(1, "", poll=poll)))) == ["Is the bridge closed?\n- Yes\n- No"]


def test_the_chats_of_an_account_keep_apart(tmp_path: Path) -> None:
    others = a_chat(a_message(1, MORE), name="River Post", id=7)
    account = {
        "about": "x",
        "personal_information": {"first_name": "A", "bio": "text"},
        "contacts": {"about": "x", "list": [{"first_name": "B", "date": "2020-01-01T00:00:00"}]},
        "chats": {"about": "x", "list": [a_chat(a_message(1, NEWS)), others]},
        "left_chats": {"about": "x", "list": [a_chat(a_message(9, NEWS), name="Old", id=8)]},
    }
    found = [one for one in collected(export(tmp_path, account)) if isinstance(one, Evidence)]
    assert [(one.document.name, one.document.url) for one in found] == [
        ("Valley Watch-1", "https://t.me/c/123/1"), ("River Post-1", "https://t.me/c/7/1"), ("Old-9", "https://t.me/c/8/9"),
    ]  # fmt: skip


def test_a_cut_off_export_gives_the_messages_before_the_cut(tmp_path: Path) -> None:
    file = export(tmp_path, a_chat(*(a_message(number, f"{NEWS} {number}") for number in range(50))))
    file.write_bytes(file.read_bytes()[:-900])
    found = collected(file)
    assert sum(isinstance(one, Evidence) for one in found) > 40
    assert isinstance(found[-1], InputError)
    assert "cut off" in str(found[-1])


@pytest.mark.parametrize("cut", range(1, 700, 37))
def test_an_export_cut_anywhere_gives_one_error_at_most_and_no_half_message(tmp_path: Path, cut: int) -> None:
    whole = as_json(a_chat(a_message(1, NEWS), a_message(2, MORE)))
    file = tmp_path / "result.json"
    file.write_bytes(whole[:-cut])
    found = collected(file)
    assert {one.document.text for one in found if isinstance(one, Evidence)} <= {NEWS, MORE}
    assert len([one for one in found if isinstance(one, InputError)]) == 1


def test_an_export_tells_which_messages_it_holds_all_of(tmp_path: Path) -> None:
    collector = FileCollector(given=Given(), longest=10_000)
    list(collector.collect([export(tmp_path, a_chat(a_message(3, NEWS), a_message(9, MORE)))]))
    (series,) = collector.whole
    assert (series.address, series.numbers) == ("https://t.me/c/123/", {3, 9})


def test_a_cut_off_export_tells_nothing_of_the_kind(tmp_path: Path) -> None:
    file = export(tmp_path, a_chat(a_message(3, NEWS), a_message(9, MORE)))
    file.write_bytes(file.read_bytes()[:-4])
    collector = FileCollector(given=Given(), longest=10_000)
    list(collector.collect([file]))
    assert not collector.whole


@pytest.mark.parametrize(
    ("message", "moment"),
    [
        ({"date_unixtime": "not a number"}, "2026-03-02T14:05:00"),
        ({"date": "yesterday"}, "2026-03-02T13:05:00+00:00"),
        ({"date": "2026-02-01T00:00:00"}, "2026-03-02T13:05:00+00:00"),
    ],
    ids=["no seconds", "no date", "the two do not agree"],
)
def test_a_moment_is_taken_from_what_is_right_of_it(tmp_path: Path, message: dict[str, str], moment: str) -> None:
    found = only(export(tmp_path, a_chat(a_message(1, NEWS, **message)))).document
    assert found.time is not None
    assert found.time.isoformat() == moment


def test_an_export_in_html_gives_the_same_of_each_message(tmp_path: Path) -> None:
    file = tmp_path / "messages.html"
    file.write_text(PAGE)
    first, second = (one for one in collected(file) if isinstance(one, Evidence))
    assert first.document.text == "The bridge is closed.\nAll of it."
    assert (first.document.name, first.document.outlet) == ("Valley Watch-55", "Valley Watch")
    assert first.document.time == datetime(2026, 3, 2, 14, 5, tzinfo=AN_HOUR_EAST)
    assert second.document.text == "Forwarded from River Post\n\nNobody was hurt."
    assert dict(second.details) == {"author": "Valley Watch", "forwarded_from": "River Post", "reply_to": "55"}
    assert second.document.time == datetime(2026, 3, 2, 14, 9, tzinfo=AN_HOUR_EAST)


def test_an_export_in_html_that_is_cut_off_is_told_to_be(tmp_path: Path) -> None:
    file = tmp_path / "messages.html"
    file.write_text(PAGE[: PAGE.index('<div class="message default clearfix" id="message57"')])
    assert len(texts(file)) == 2
    assert "cut off" in problems(file)[0]


def test_an_export_without_any_text_is_an_error(tmp_path: Path) -> None:
    assert "no message of this Telegram export has a text" in problems(export(tmp_path, a_chat(a_message(1, ""))))[0]

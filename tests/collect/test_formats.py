"""Every kind of file through the same door: its words, and what it says of itself."""

import gzip
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from made_files import (
    MORE,
    NEWS,
    a_docx,
    a_mail,
    a_page,
    a_page_of,
    a_pdf,
    a_tar,
    a_warc,
    a_zip,
    an_epub,
    an_odt,
    an_rtf,
    an_xlsx,
    collected,
    only,
    problems,
    texts,
)

from tocsin.model.document import Evidence

FILES: dict[str, Callable[[], bytes]] = {
    "report.txt": lambda: NEWS.encode(),
    "report.md": lambda: NEWS.encode(),
    "report.html": lambda: a_page(f"{NEWS} {MORE} {NEWS}").encode(),
    "report.pdf": lambda: a_pdf(a_page_of(NEWS)),
    "report.docx": lambda: a_docx(NEWS),
    "report.odt": lambda: an_odt(f"<text:p>{NEWS}</text:p>"),
    "report.rtf": lambda: an_rtf(NEWS),
    "report.epub": lambda: an_epub(f"<p>{NEWS}</p>"),
    "report.eml": lambda: a_mail(NEWS),
    "report.mbox": lambda: b"From desk@unterdrau.example Mon Mar  2 14:05:00 2026\n" + a_mail(NEWS),
    "report.srt": lambda: f"1\n00:00:01,000 --> 00:00:04,000\n{NEWS}\n".encode(),
    "report.vtt": lambda: f"WEBVTT\n\n00:01.000 --> 00:04.000\n{NEWS}\n".encode(),
    "report.csv": lambda: f"date,body\n2026-03-02,{NEWS}\n".encode(),
    "report.tsv": lambda: f"date\tbody\n2026-03-02\t{NEWS}\n".encode(),
    "report.xlsx": lambda: an_xlsx(["date", "body"], [date(2026, 3, 2), NEWS]),
    "report.json": lambda: f'[{{"date": "2026-03-02", "body": "{NEWS}"}}]'.encode(),
    "report.jsonl": lambda: f'{{"text": "{NEWS}"}}\n'.encode(),
    "report.rss": lambda: (
        f"<rss version='2.0'><channel><title>Radio</title><item><description>{NEWS}</description></item></channel></rss>"
    ).encode(),
    "report.warc.gz": lambda: a_warc({"https://unterdrau.example/bridge": a_page(f"{NEWS} {MORE} {NEWS}")}),
    "report.wacz": lambda: a_zip(
        {"archive/a.warc.gz": a_warc({"https://unterdrau.example/bridge": a_page(f"{NEWS} {MORE} {NEWS}")})}
    ),
    "report.zip": lambda: a_zip({"inside/report.txt": NEWS}),
    "report.tar": lambda: a_tar({"inside/report.txt": NEWS.encode()}),
    "report.tar.gz": lambda: a_tar({"inside/report.txt": NEWS.encode()}, mode="w:gz"),
    "report.txt.gz": lambda: gzip.compress(NEWS.encode()),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_the_words_of_a_file_are_found_whatever_its_kind(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(FILES[name]())
    found = only(file)
    assert NEWS in found.document.text
    assert found.document.language in ("en", None)
    assert found.raw


@pytest.mark.parametrize("name", FILES)
def test_the_same_file_gives_the_same_documents_each_time(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(FILES[name]())
    first, second = collected(file), collected(file)
    assert first == second


@pytest.mark.parametrize("name", FILES)
def test_an_empty_file_is_told_in_one_line_whatever_its_kind(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"")
    (said,) = problems(file)
    assert said.startswith(str(file))
    assert "\n" not in said
    assert "could not be read (" not in said


@pytest.mark.parametrize("name", FILES)
def test_noise_is_told_in_one_line_whatever_the_ending_says(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(bytes(range(128, 256)) * 40 + b"\0\1\2")
    assert len(problems(file)) == 1
    assert "could not be read (" not in problems(file)[0]


def test_a_word_file_keeps_tables_and_notes_and_leaves_out_what_was_deleted_or_hidden(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>It was </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r><w:r><w:t>closed.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Town</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>Hurt</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>Saalbrunn</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = "<w:footnote><w:p><w:r><w:t>By the count of noon.</w:t></w:r></w:p></w:footnote>"
    notes = f"<w:footnotes {space}>{note}</w:footnotes>"
    core = "<c xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Bridge</dc:title><dc:creator>A. Writer</dc:creator></c>"
    file = tmp_path / "a.docx"
    file.write_bytes(a_docx(NEWS, body=body, more={"word/footnotes.xml": notes, "docProps/core.xml": core}))
    found = only(file)
    assert found.document.text == (
        f"{NEWS}\n\nIt was closed.\n\n| Town | Hurt |\n| Saalbrunn | 12 |\n\nBy the count of noon."
    )
    assert found.document.title == "Bridge"
    assert found.details == {"author": "A. Writer"}


def test_an_open_document_text_keeps_headings_lists_and_tables(tmp_path: Path) -> None:
    body = (
        "<text:h>Bridge closed</text:h><text:p>It<text:s text:c='2'/>was<text:line-break/>closed.</text:p>"
        "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Town</text:p></table:table-cell>"
        "<table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table>"
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
    )
    file = tmp_path / "a.odt"
    file.write_bytes(an_odt(body, meta="<dc:title>Bridge</dc:title>"))
    assert only(file).document.text == "Bridge closed\n\nIt  was\nclosed.\n\n- one\n\n| Town | 12 |"
    assert only(file).document.title == "Bridge"


def test_a_book_is_read_in_the_order_of_its_spine(tmp_path: Path) -> None:
    file = tmp_path / "a.epub"
    meta = "<dc:title>The Bridge</dc:title><dc:publisher>Drau Press</dc:publisher><dc:date>2026-03-02</dc:date>"
    file.write_bytes(an_epub("<h1>One</h1><p>First.</p>", "<h1>Two</h1><p>Second.</p>", meta=meta))
    found = only(file).document
    assert found.text == "One\n\nFirst.\n\nTwo\n\nSecond."
    assert (found.title, found.outlet, found.published) == ("The Bridge", "Drau Press", date(2026, 3, 2))


def test_a_mail_tells_its_sender_day_and_subject_and_brings_its_attachments(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(
        a_mail(
            f"{NEWS}\n\n-- \nRadio Unterdrau, Main Square 1", attached={"more.docx": a_docx(MORE), "a.png": b"\x89PNG"}
        )
    )
    told: list[str] = []
    mail, attachment = collected(file, told=told)
    assert isinstance(mail, Evidence)
    assert isinstance(attachment, Evidence)
    assert mail.document.text.strip() == NEWS
    assert (mail.document.title, mail.document.outlet, mail.document.published) == (
        "The bridge",
        "Radio Unterdrau",
        date(2026, 3, 2),
    )
    assert mail.document.time == datetime(2026, 3, 2, 14, 5, tzinfo=timezone(timedelta(hours=1)))
    assert (attachment.document.text, attachment.document.outlet) == (MORE, "Radio Unterdrau")
    assert attachment.where == f"{file} > more.docx"
    assert told == [f"{file}: attachments of other kinds left out: a.png"]


def test_the_mails_of_a_mailbox_are_a_document_each(tmp_path: Path) -> None:
    file = tmp_path / "a.mbox"
    start = b"From desk@unterdrau.example Mon Mar  2 14:05:00 2026\n"
    file.write_bytes(start + a_mail(NEWS) + b"\n" + start + a_mail(MORE) + b"\n")
    assert [text.strip() for text in texts(file)] == [NEWS, MORE]


def test_subtitles_keep_their_time_codes_and_speakers(tmp_path: Path) -> None:
    file = tmp_path / "a.vtt"
    file.write_text(
        "WEBVTT\n\nNOTE made by hand\n\nintro\n00:00:01.000 --> 00:00:03.000\n<v Anna Lorenz>The bridge\n\n"
        "00:00:03.000 --> 00:00:05.000\n<v Anna Lorenz>is closed.\n\n"
        "01:00:05.500 --> 01:00:07.000\n<v Mayor>It is <i>not</i>.\n"
    )
    assert only(file).document.text == "[00:00:01] Anna Lorenz: The bridge is closed.\n[01:00:05] Mayor: It is not."


def test_a_feed_gives_a_document_an_entry_with_its_moment(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text(
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Radio Unterdrau</title>"
        f"<entry><title>Bridge</title><link href='https://unterdrau.example/1'/><published>2026-03-02T23:30:00+02:00</published>"
        f"<author><name>A. Lorenz</name></author><content type='html'>&lt;p&gt;{NEWS}&lt;/p&gt;"
        f"&lt;p&gt;{MORE}&lt;/p&gt;</content></entry>"
        "<entry><title>Without text</title></entry></feed>"
    )
    told: list[str] = []
    found = only(file, told=told)
    assert found.document.text == f"{NEWS}\n\n{MORE}"
    assert (found.document.title, found.document.outlet, found.document.url) == (
        "Bridge",
        "Radio Unterdrau",
        "https://unterdrau.example/1",
    )
    assert found.document.time == datetime(2026, 3, 2, 21, 30, tzinfo=UTC)
    assert found.details == {"author": "A. Lorenz"}
    assert "1 entries without text left out" in told[0]


def test_a_web_archive_tells_the_addresses_of_its_pages(tmp_path: Path) -> None:
    file = tmp_path / "a.warc"
    page = a_page(f"{NEWS} {MORE} {NEWS}")
    file.write_bytes(a_warc({"https://unterdrau.example/bridge": page}, packed=False))
    found = only(file)
    assert found.document.url == "https://unterdrau.example/bridge"
    assert found.details["fetched"] == "2026-03-03T08:00:00Z"
    assert found.raw == page.encode()


def test_a_cut_off_web_archive_gives_the_pages_before_the_cut(tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    pages = {f"https://unterdrau.example/{n}": a_page(f"{NEWS} {MORE} In all {n} cars were there.") for n in range(5)}
    file.write_bytes(a_warc(pages)[:-150])
    found = collected(file)
    assert sum(isinstance(one, Evidence) for one in found) == 4
    assert "the archive is cut off in https://unterdrau.example/4" in str(found[-1])

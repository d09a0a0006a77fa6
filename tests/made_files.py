"""Small files of every kind, made for the tests: each builder takes the words and fills in the rest."""

import io
import json
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tocsin.collect.files import FileCollector
from tocsin.collect.given import Given
from tocsin.errors import InputError
from tocsin.model.document import Evidence

NEWS = "The mayor of Saalbrunn said that the bridge over the river was closed on Monday."
MORE = "The ministry denied that anybody had been hurt when the western pillar gave way."


def collected(
    *paths: Path | str, longest: int = 100_000, told: list[str] | None = None, seconds: float = 60, megabytes: int = 2_000,
    **given: Any,
) -> list[Evidence | InputError]:  # fmt: skip
    """What is collected at these paths; what the collector tells is put into `told`."""
    collector = FileCollector(
        given=Given(**given), longest=longest, seconds=seconds, megabytes=megabytes,
        tell=told.append if told is not None else None,
    )  # fmt: skip
    return list(collector.collect(paths))


def only(path: Path, **options: Any) -> Evidence:
    """The one document at a path."""
    (found,) = collected(path, **options)
    assert isinstance(found, Evidence), found
    return found


def texts(*paths: Path, **options: Any) -> list[str]:
    """The texts of the documents at these paths."""
    return [one.document.text for one in collected(*paths, **options) if isinstance(one, Evidence)]


def problems(*paths: Path, **options: Any) -> list[str]:
    """What is said of what cannot be read at these paths."""
    return [str(one) for one in collected(*paths, **options) if isinstance(one, InputError)]


def a_zip(members: Mapping[str, str | bytes], *, first: str | None = None) -> bytes:
    """A zip of these members; `first` is stored before the others and not packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        if first is not None:
            archive.writestr(zipfile.ZipInfo("mimetype"), first)
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def a_tar(members: Mapping[str, bytes], *, mode: str = "w") -> bytes:
    """A tar of these members."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


def a_docx(*paragraphs: str, body: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """A Word file of these paragraphs, with more XML behind them."""
    words = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = f'<?xml version="1.0"?><w:document {space}><w:body>{words}{body}</w:body></w:document>'
    return a_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **(more or {})})


def an_odt(body: str, *, meta: str = "") -> bytes:
    """An OpenDocument text with this body."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {spaces}>{text}</office:document-content>"
    told = f"<office:document-meta {spaces}><office:meta>{meta}</office:meta></office:document-meta>"
    kind = "application/vnd.oasis.opendocument.text"
    return a_zip({"content.xml": content, "meta.xml": told}, first=kind)


def an_epub(*chapters: str, meta: str = "") -> bytes:
    """An e-book of these chapters."""
    items = "".join(
        f'<item id="c{number}" href="c{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{meta}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    pages = {
        f"OEBPS/c{number}.xhtml": f"<html><head><title>x</title></head><body>{chapter}</body></html>"
        for number, chapter in enumerate(chapters)
    }
    return a_zip(
        {"META-INF/container.xml": container, "OEBPS/book.opf": package, **pages}, first="application/epub+zip"
    )


def a_pdf(*pages: Sequence[tuple[float, float, str]], password: str | None = None, title: str = "") -> bytes:
    """A PDF whose pages hold these lines, each with its place in points from the lower left."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, encrypt=password, invariant=1)
    canvas.setTitle(title)
    for lines in pages:
        for x, y, text in lines:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def a_raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalog."""
    raw, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(raw))
    return raw + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def a_page_of(words: str, *, x: float = 72, top: float = 760, width: int = 80) -> list[tuple[float, float, str]]:
    """The lines of a page that holds these words."""
    lines: list[str] = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [(x, top - 14 * number, line) for number, line in enumerate(lines)]


def an_rtf(text: str) -> bytes:
    """An RTF file of this text."""
    return ("{\\rtf1\\ansi\\ansicpg1252{\\info{\\title A title}{\\author A. Writer}}\\pard " + text + "\\par}").encode(
        "cp1252"
    )


def a_mail(text: str, *, attached: Mapping[str, bytes] | None = None, **headers: str) -> bytes:
    """A mail of this text."""
    mail = EmailMessage()
    told = {
        "Subject": "The bridge",
        "From": "Radio Unterdrau <desk@unterdrau.example>",
        "Date": "Mon, 02 Mar 2026 14:05:00 +0100",
    }
    for name, value in {**told, **headers}.items():
        mail[name] = value
    mail.set_content(text)
    for name, content in (attached or {}).items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def an_xlsx(*rows: Sequence[object]) -> bytes:
    """A spreadsheet of these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def a_page(words: str, *, head: str = "", title: str = "Bridge closed") -> str:
    """A web page of this article."""
    body = f"<article><h1>{title}</h1><p>{words}</p></article>"
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def a_warc(pages: Mapping[str, str], *, packed: bool = True) -> bytes:
    """A web archive of these pages by their addresses."""
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=packed)
    for url, page in pages.items():
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        payload = io.BytesIO(page.encode())
        record = writer.create_warc_record(
            url,
            "response",
            payload=payload,
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2026-03-03T08:00:00Z"},
        )
        writer.write_record(record)
    return made.getvalue()


def a_message(number: int, text: Any, **facts: Any) -> dict[str, Any]:
    """A message of a Telegram export, sent at 14:05 by a clock one hour before UTC."""
    return {
        "id": number, "type": "message", "date": "2026-03-02T14:05:00", "date_unixtime": "1772456700", "from": "Valley Watch",
        "from_id": "channel123", "text": text, "text_entities": [], **facts,
    }  # fmt: skip


def a_chat(*messages: Mapping[str, Any], **facts: Any) -> dict[str, Any]:
    """A Telegram export of one chat."""
    return {"name": "Valley Watch", "type": "public_channel", "id": 123, "messages": list(messages), **facts}


def as_json(data: Any) -> bytes:
    """Data as Telegram Desktop writes it."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()

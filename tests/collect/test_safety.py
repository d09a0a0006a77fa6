"""Hostile and broken files: limits hold, nothing leaves its place, one line says why, and the rest goes on."""

import io
import os
import tarfile
import zipfile
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
    a_raw_pdf,
    a_tar,
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

from tocsin.collect.formats import archives
from tocsin.model.document import Evidence

BOMB = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (number + 1, *[number] * 10)
    for number in range(97, 106)
)
SECRET = "The password is swordfish."


def put(tmp_path: Path, name: str, content: bytes) -> Path:
    file = tmp_path / name
    file.write_bytes(content)
    return file


# --- archives ---------------------------------------------------------------------------------------------------------


def test_the_files_of_an_archive_are_named_with_it(tmp_path: Path) -> None:
    file = put(
        tmp_path, "a.zip", a_zip({"b/one.txt": NEWS, "two.docx": a_docx(MORE), "c.png": "x", "__MACOSX/._one.txt": "x"})
    )
    told: list[str] = []
    one, two = (found for found in collected(file, told=told) if isinstance(found, Evidence))
    assert (one.where, one.document.name) == (f"{file} > b/one.txt", "one")
    assert two.document.text == MORE
    assert told == [f"{file}: 1 files of other kinds left out"]


def test_an_archive_in_an_archive_is_read_to_a_depth(tmp_path: Path) -> None:
    inside = a_zip({"a.txt": NEWS})
    for number in range(3):
        inside = (
            a_tar({f"{number}.zip": inside}) if number % 2 else a_zip({f"{number}.tar" if number else "0.zip": inside})
        )
    assert texts(put(tmp_path, "deep.zip", inside)) == [NEWS]
    for _ in range(4):
        inside = a_zip({"deeper.zip": inside})
    assert "lies more than 4 files deep" in problems(put(tmp_path, "deeper.zip", inside))[0]


def test_a_name_that_leads_out_of_an_archive_is_a_name_and_no_path(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    file = put(folder, "a.zip", a_zip({"../../evil.txt": NEWS, "/etc/evil.txt": MORE}))
    assert texts(file) == [NEWS, MORE]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_links_in_a_tar_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "secret.txt", SECRET.encode())
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
            link = tarfile.TarInfo(f"link{kind!r}.txt")
            link.type, link.linkname = kind, str(tmp_path / "secret.txt")
            archive.addfile(link)
    file = put(tmp_path, "a.tar", made.getvalue())
    assert problems(file) == [f"{file}: no document was found in it"]


@pytest.mark.parametrize("kind", ["zip", "tar.gz", "txt.gz"])
def test_what_unpacks_to_far_more_than_text_does_is_stopped(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "_FREE", 1_000_000)
    zeros = b"0" * 50_000_000
    bomb = {
        "zip": lambda: a_zip({"a.txt": NEWS, "bomb.txt": zeros}),
        "tar.gz": lambda: a_tar({"a.txt": NEWS.encode(), "bomb.txt": zeros}, mode="w:gz"),
        "txt.gz": lambda: archives.gzip.compress(zeros),  # type: ignore[attr-defined]
    }[kind]()
    said = problems(put(tmp_path, f"a.{kind}", bomb), longest=100_000_000)
    assert any("unpacks to far more" in one for one in said)
    assert (NEWS in texts(put(tmp_path, f"b.{kind}", bomb), longest=100_000_000)) == (kind != "txt.gz")


def test_a_member_under_a_password_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    raw = a_zip({"a.txt": NEWS, "b.txt": MORE})
    # The flag of an encrypted member, in its own header and in the list of members.
    local, listed = raw.index(b"PK\x03\x04"), raw.index(b"PK\x01\x02")
    raw = raw[: local + 6] + b"\x01" + raw[local + 7 : listed + 8] + b"\x01" + raw[listed + 9 :]
    file = put(tmp_path, "a.zip", raw)
    assert texts(file) == [MORE]
    assert problems(file) == [f"{file} > a.txt: is protected by a password; unpack it and add the files"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.docx", "a.epub", "a.xlsx", "a.pdf"])
def test_a_file_that_is_cut_off_is_told_to_be(tmp_path: Path, name: str) -> None:
    whole = {
        "a.zip": lambda: a_zip({"a.txt": NEWS * 50}),
        "a.tar": lambda: a_tar({"a.txt": NEWS.encode() * 500}),
        "a.tar.gz": lambda: a_tar({f"{n}.txt": os.urandom(4000).hex().encode() for n in range(9)}, mode="w:gz"),
        "a.docx": lambda: a_docx(NEWS),
        "a.epub": lambda: an_epub(f"<p>{NEWS}</p>"),
        "a.xlsx": lambda: an_xlsx(["date", "text"], ["2026-03-02", NEWS]),
        "a.pdf": lambda: a_pdf(a_page_of(NEWS)),
    }[name]()
    said = problems(put(tmp_path, name, whole[: len(whole) // 2]))
    assert len(said) == 1
    assert "cut off or damaged" in said[0] or "could be read" in said[0]


# --- documents --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["docx", "odt", "epub", "feed", "page"])
def test_entities_are_never_resolved(tmp_path: Path, kind: str) -> None:
    put(tmp_path, "secret.txt", SECRET.encode())
    declared = BOMB + b'<!ENTITY s SYSTEM "' + (tmp_path / "secret.txt").as_uri().encode() + b'">]>'
    words = f"{NEWS} &s; &j;"
    if kind == "feed":
        raw = (
            declared
            + f"<rss><channel><title>R</title><item><description>{words}</description></item></channel></rss>".encode()
        )
        file = put(tmp_path, "a.xml", raw)
    elif kind == "page":
        file = put(tmp_path, "a.html", declared + a_page(f"{words} {MORE} {NEWS}").encode())
    else:
        made = {
            "docx": lambda: a_docx(words),
            "odt": lambda: an_odt(f"<text:p>{words}</text:p>"),
            "epub": lambda: an_epub(words),
        }
        members = zipfile.ZipFile(io.BytesIO(made[kind]()))
        content = {name: members.read(name) for name in members.namelist()}
        again = {
            name: declared + raw.partition(b"?>")[2] if raw.startswith(b"<?xml") else declared + raw
            for name, raw in content.items() if raw.startswith(b"<")
        }  # fmt: skip
        file = put(tmp_path, f"a.{kind}", a_zip({**content, **again}))
    for found in collected(file):
        if isinstance(found, Evidence):
            assert SECRET not in found.document.text
            assert len(found.document.text) < 1_000


def test_a_parser_that_does_not_end_is_stopped_and_the_next_file_is_read(tmp_path: Path) -> None:
    # Thousands of pages that are one and the same.
    pages = b" ".join([b"3 0 R"] * 4_900)
    stream = b"BT /F1 12 Tf " + b"1 0 0 1 72 700 Tm (The bridge is closed.) Tj " * 3_000 + b"ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 4900/Kids[" + pages + b"]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n" % len(stream) + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    put(tmp_path, "a.pdf", a_raw_pdf(*objects))
    put(tmp_path, "b.pdf", a_pdf(a_page_of(NEWS)))
    first, second = collected(tmp_path, seconds=4)
    assert str(first) == f"{tmp_path}/a.pdf: its parser did not end within 4 seconds and was stopped"
    assert isinstance(second, Evidence)


@pytest.mark.skipif(os.name != "posix", reason="memory is limited where the system can")
def test_a_parser_that_takes_all_memory_is_stopped_and_the_next_file_is_read(tmp_path: Path) -> None:
    put(tmp_path, "a.docx", a_docx(NEWS, body="<w:p/>" * 12_000_000))
    put(tmp_path, "b.docx", a_docx(NEWS))
    first, second = collected(tmp_path, megabytes=400)
    assert "memory" in str(first)
    assert isinstance(second, Evidence)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_a_document_under_a_password_is_told(tmp_path: Path, name: str) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    file = put(tmp_path, name, a_pdf(a_page_of(NEWS), password="secret") if name == "a.pdf" else ole)
    assert "password" in problems(file)[0]


def test_a_pdf_of_pictures_is_told_to_be_a_scan(tmp_path: Path) -> None:
    # A page with one picture and no text.
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length 30>>stream\nq 600 0 0 800 0 0 cm /I Do Q  \nendstream",
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n0\n"
        b"endstream",
    ]  # fmt: skip
    file = put(tmp_path, "a.pdf", a_raw_pdf(*objects))
    assert problems(file) == [f"{file}: its pages are pictures (a scan) without a text layer; run it through OCR first"]


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.csv", "a.json", "a.html", "a.docx", "a.zip"])
def test_a_file_of_two_gigabytes_is_refused_in_a_moment(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    with file.open("wb") as stream:
        stream.truncate(2_000_000_000)
    assert len(problems(file)) == 1


# --- what the name says and what is inside ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", lambda: a_pdf(a_page_of(NEWS))),
        ("a.html", lambda: a_docx(NEWS)),
        ("a.docx", lambda: a_pdf(a_page_of(NEWS))),
        ("a.pdf", lambda: an_rtf(NEWS)),
        ("a.txt", lambda: a_page(f"{NEWS} {MORE} {NEWS}").encode()),
        ("a.csv", lambda: an_xlsx(["date", "text"], ["2026-03-02", NEWS])),
        ("a.json", lambda: a_zip({"a.txt": NEWS})),
    ],
    ids=["PDF as text", "Word as page", "PDF as Word", "RTF as PDF", "page as text", "sheet as table", "zip as JSON"],
)
def test_a_file_under_a_wrong_ending_is_read_as_what_it_is(tmp_path: Path, name: str, content: object) -> None:
    file = put(tmp_path, name, content())  # type: ignore[operator]
    told: list[str] = []
    assert NEWS in only(file, told=told).document.text
    assert any("which its content is" in one for one in told)


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (b"\x89PNG\r\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"7z\xbc\xaf\x27\x1c", "unpack"),
        (b"SQLite format 3\0", "CSV"),
    ],
)
def test_what_cannot_be_read_under_any_name_is_told_with_the_way_out(tmp_path: Path, start: bytes, said: str) -> None:
    assert said in problems(put(tmp_path, "a.pdf", start + b"\0" * 500))[0]


def test_a_link_to_a_folder_is_not_followed_round_and_round(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    put(tmp_path / "in", "a.txt", NEWS.encode())
    (tmp_path / "in" / "loop").symlink_to(tmp_path, target_is_directory=True)
    told: list[str] = []
    assert texts(tmp_path, told=told) == [NEWS]
    assert told == [f"{tmp_path}/in/loop: left out, because it is a link to a folder; add that folder itself"]


def test_a_mail_that_is_encrypted_is_told(tmp_path: Path) -> None:
    file = put(tmp_path, "a.eml", a_mail("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----"))
    assert problems(file) == [f"{file}: this mail is encrypted and cannot be read"]

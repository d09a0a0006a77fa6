"""Text that was read in a wrong encoding: put right where that is sure, told, and left alone anywhere else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import only

from tocsin.collect.mojibake import mended

GOOD = [
    "The mayor’s office said “no” – the bridge isn’t safe.",
    "Мэр города сказал, что мост закрыт.",
    "Die Brücke über den Fluß ist gesperrt, schließt der Bürgermeister.",
    "市长说这座桥已经关闭。🔔🔔",
]


@pytest.mark.parametrize("text", GOOD)
@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_what_was_read_as_a_western_encoding_is_put_right(text: str, wrong: str) -> None:
    raw = text.encode()
    try:
        seen = raw.decode(wrong)
    except UnicodeDecodeError:
        seen = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw)
    put_right, number = mended(seen)
    assert put_right == text
    assert number >= 2


@pytest.mark.parametrize(
    "text", [*GOOD, "SÃO PAULO", "Ã© is how é looks when it is read wrongly.", "naïve café £5 §3 – “ok”", "«Â»"]
)
def test_text_that_was_read_rightly_is_left_alone(text: str) -> None:
    assert mended(text) == (text, 0)


@given(st.text())
def test_mending_twice_is_mending_until_nothing_is_wrong(text: str) -> None:
    put_right, number = mended(text)
    assert len(put_right) <= len(text)
    assert (put_right == text) == (number == 0)


def test_a_document_whose_text_was_put_right_says_so_and_keeps_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(GOOD[0].encode().decode("cp1252", "ignore").replace("â€", "â€œ", 0), encoding="utf-8")
    raw = file.read_bytes()
    told: list[str] = []
    found = only(file, told=told)
    assert found.raw == raw
    assert "’s office" in found.document.text
    assert found.details["repaired"].startswith("UTF-8 that had been read as Windows-1252")
    assert "had been read in a wrong encoding" in told[0]

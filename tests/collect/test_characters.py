"""Bytes to characters."""

import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.collect.characters import characters
from tocsin.errors import InputError

ENGLISH = "The mayor’s office in São Paulo said: “It is closed” – and paid £5."
RUSSIAN = "Мэр сообщил, что из города уехали более четырёхсот человек."


@given(st.text(min_size=1).filter(lambda text: "\0" not in text))
def test_utf_8_comes_back_as_it_was_written(text: str) -> None:
    assert characters(text.encode(), name="x") == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, "🔔"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str, text: str) -> None:
    assert characters(text.encode(encoding), name="x") == text


@pytest.mark.parametrize(
    "text",
    [ENGLISH, "The mayor’s café closed.", "He paid £5 for it.", "Señor Muñoz left.", "Björn Åkesson of Ærø said no."],
)
def test_windows_1252_is_what_short_western_texts_are_taken_for(text: str) -> None:
    assert characters(text.encode("cp1252"), name="x") == text


def test_windows_1251_is_told_by_its_letters() -> None:
    assert characters(RUSSIAN.encode("cp1251"), name="x") == RUSSIAN


@pytest.mark.parametrize("raw", [b"\x7fELF\x02\x01\x00", b"a\x00b", b"\x00"])
def test_zero_bytes_are_no_text(raw: bytes) -> None:
    with pytest.raises(InputError, match=r"^x: this is not text"):
        characters(raw, name="x")


def test_noise_is_no_text() -> None:
    noise = random.Random(7).randbytes(5000).replace(b"\0", b"\1")
    with pytest.raises(InputError, match="encoding cannot be told"):
        characters(noise, name="x")


@pytest.mark.parametrize(
    "raw",
    [
        RUSSIAN.encode()[:-2] + b"\xd0",
        (RUSSIAN * 20).encode()[:301] + b"\xff" + RUSSIAN.encode(),
        RUSSIAN.encode("utf-16")[:-1],
    ],
)
def test_a_damaged_file_is_refused_rather_than_read_as_something_else(raw: bytes) -> None:
    with pytest.raises(InputError, match=r"damaged|cannot be told"):
        characters(raw, name="x")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_error(raw: bytes) -> None:
    with suppress(InputError):
        assert isinstance(characters(raw, name="x"), str)

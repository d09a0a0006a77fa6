"""Names made comparable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.text.folding import folded


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Łódź", "lodz"),
        ("ĐORĐEVIĆ", "dordevic"),
        ("O’Brien", "o'brien"),
        ("O´Brien", "o'brien"),
        ("  Al‑Quds \n Post ", "al-quds post"),
        ("Straße", "strasse"),
        ("İzmir", "izmir"),
        ("Ærø", "aero"),
        ("ℍq", "hq"),
        ("Ёлка", "елка"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("“Radio”\tUnterdrau", '"radio" unterdrau'),
        ("\u00a0", ""),
        ("", ""),
    ],
)
def test_names_are_compared_without_case_accents_and_marks(name: str, plain: str) -> None:
    assert folded(name) == plain


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert folded(folded(name)) == folded(name)
    assert folded(name.upper()) == folded(folded(name).upper())


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_no_mark_above_or_below_a_letter_is_left(name: str) -> None:
    assert not any(map(unicodedata.combining, folded(name)))

"""In what language a text is, where that can be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.collect.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said that the bridge was closed and that nobody could cross it. " * 4, "en"),
        ("Der Bürgermeister sagte, die Brücke sei gesperrt und niemand könne sie überqueren. " * 4, "de"),
        ("Мост закрыт, сообщил мэр города Заальбрунн вчера вечером.", "ru"),
        ("Міст зачинено, повідомив мер міста вчора ввечері.", "uk"),
        ("Мэр горада паведаміў, што мост зачынены і ніхто не можа па ім прайсці. " * 4, "be"),
    ],
)
def test_the_language_of_a_text_is_told(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The bridge is closed.",
        "Мост закрыт.",
        "1234 5678 " * 100,
        "x" * 10_000,
        "🔔 " * 300,
        "kjh sdkfj qwpoe zmxn vb " * 40,
    ],
)
def test_what_is_too_short_or_no_language_stays_unknown(text: str) -> None:
    assert language_of(text) is None


def test_a_word_of_another_language_does_not_change_it() -> None:
    assert language_of("The paper Комсомольская правда said that the bridge was closed to all traffic. " * 5) == "en"


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text: str) -> None:
    language = language_of(text)
    assert language is None or language.isascii()


def test_a_title_in_another_language_is_not_the_texts() -> None:
    title = "Voulez-vous danser avec moi, la belle chanson de la vallée perdue et de la rivière d'argent. "
    text = "The song was first heard in Norvale, where the choir of the town sang it in front of the old bridge. " * 6
    assert language_of(title + text) == "en"

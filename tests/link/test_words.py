"""Words brought to one form."""

import pytest

from tocsin.lexicon.language import lexicon_for
from tocsin.link.words import Wordings, in_order, longest_run

FORMS = Wordings(lexicon_for("en"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("arrested", "arrests"),
        ("killing", "killed"),
        ("deaths", "died"),
        ("broke", "breaks"),
        ("send", "sent"),
        ("go", "went"),
        ("strike", "struck"),
        ("dismiss", "dismissed"),
        ("crosses", "cross"),
    ],
)
def test_forms_of_one_word_are_one(one: str, other: str) -> None:
    assert FORMS.form(one) == FORMS.form(other)


def test_words_without_content_and_bare_numbers_are_left_out() -> None:
    assert FORMS.of("The dam was closed on 12 March 2026.").contents == FORMS.of("dam closed March").contents


def test_the_longest_run_is_counted_in_words() -> None:
    assert longest_run(("a", "b", "c", "d"), ("x", "b", "c", "y", "d")) == 2


def test_words_in_order_may_have_others_between_them() -> None:
    assert in_order(("a", "b", "c", "d"), ("a", "x", "c", "y", "d")) == 3

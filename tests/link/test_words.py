"""Words brought to one form."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(st.lists(st.sampled_from("abc"), max_size=9), st.lists(st.sampled_from("abc"), max_size=9))
def test_words_in_order_are_those_of_the_longest_common_sequence(left: list[str], right: list[str]) -> None:
    common = {()}
    for word in left:
        common |= {(*one, word) for one in common}
    inside = [one for one in common if _is_in_order(one, right)]
    assert in_order(tuple(left), tuple(right)) == max(map(len, inside))


def _is_in_order(words: Sequence[str], text: Sequence[str]) -> bool:
    left = iter(text)
    return all(word in left for word in words)


def test_a_part_of_a_text_holds_the_words_that_stand_whole_in_it() -> None:
    text = "The old dam was closed at noon."
    part = FORMS.of(text).part(text.index("dam"), text.index(" at"))
    assert part.written == ("dam", "was", "closed")
    assert part.contents == FORMS.of("dam was closed").contents

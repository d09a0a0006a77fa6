"""By what claims that may stand in a relation find each other."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from link.claim_builders import a_profile

from tocsin.link.keys import keys

TESTS = str(Path(__file__).parents[1])
COPIED = (
    "More than forty cellars along the lower bank of the river were flooded on Sunday night, and the pumps of the"
    " brigade stood idle until the morning because nobody had the key of the shed"
)
OTHER = (
    "A court at Neustadt heard the owner of the quarry, who wants the road to his pits widened before the harvest"
    " and offered the farmers a share of the toll for the next ten seasons"
)


def keys_of(sentence: str, clause: str | None = None) -> frozenset[int]:
    return keys(a_profile(sentence, clause))


def test_near_copies_share_more_than_their_words() -> None:
    left, right = keys_of(f"{COPIED}."), keys_of(f"As we hear, {COPIED[0].lower()}{COPIED[1:]}.")
    words = a_profile(COPIED).passage.contents
    assert len(left & right) > len(words)


def test_the_same_words_in_another_order_share_no_more_than_their_words() -> None:
    turned = " ".join(reversed(COPIED.replace(",", "").split()))
    assert len(keys_of(COPIED) & keys_of(turned)) == len(a_profile(COPIED).passage.contents)


def test_two_stories_share_hardly_a_key() -> None:
    assert len(keys_of(COPIED) & keys_of(OTHER)) < 2


def test_the_forms_of_a_word_are_one_key() -> None:
    assert keys_of("The cellars flooded.") == keys_of("Cellar floods.")


def test_a_clause_is_found_by_its_whole_sentence() -> None:
    assert keys_of(COPIED, "the pumps of the brigade stood idle") == keys_of(COPIED)


def test_a_short_sentence_is_found_by_its_words_only() -> None:
    assert len(keys_of("Cellars flooded at Korbach.")) == 3


@pytest.mark.parametrize("sentence", ["it is", "2026", "“…”", "is " * 3])
def test_a_sentence_without_content_of_few_words_has_no_key(sentence: str) -> None:
    assert keys_of(sentence) == frozenset()


def test_keys_are_the_same_in_another_process() -> None:
    imports = "from link.claim_builders import a_profile; from tocsin.link.keys import keys"
    script = f"{imports}; print(sorted(keys(a_profile({COPIED!r}))))"
    done = subprocess.run(
        [sys.executable, "-c", script], env={"PYTHONPATH": TESTS, "PYTHONHASHSEED": "7"}, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == str(sorted(keys_of(COPIED)))


@given(st.text(alphabet=st.characters(), min_size=1).filter(str.strip))
def test_any_text_has_keys_that_a_database_can_hold(text: str) -> None:
    assert all(0 <= key < 2**32 for key in keys_of(text, text.strip()))

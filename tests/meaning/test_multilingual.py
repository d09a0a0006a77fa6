"""Vectors across languages, of the extra `languages`."""

import os

import numpy as np
import pytest

from tocsin.meaning.multilingual import Multilingual, multilingual

TEXTS = ["The ferry was held in the harbour.", "The mayor resigned on Monday.", "Forty pumps were handed over."]


@pytest.fixture(scope="module")
def encoder() -> Multilingual:
    found = multilingual()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("Где удерживали паром?", 0),
        ("Хто подав у відставку?", 1),
        ("Хто пайшоў у адстаўку?", 1),
        ("Wie viele Pumpen wurden übergeben?", 2),
        ("¿Quién dimitió?", 1),
    ],
)
def test_a_question_in_another_language_is_nearest_to_what_answers_it(
    encoder: Multilingual, question: str, nearest: int
) -> None:
    assert int(np.argmax(encoder.encode(TEXTS) @ encoder.question(question))) == nearest


def test_vectors_have_length_one_and_those_of_texts_without_words_none(encoder: Multilingual) -> None:
    lengths = np.linalg.norm(encoder.encode([*TEXTS, "", "?!", "\0"]), axis=1)
    assert np.allclose(lengths, [1, 1, 1, 0, 0, 0], atol=1e-4)
    assert encoder.encode([]).shape == (0, encoder.size)


def test_hostile_texts_do_no_harm(encoder: Multilingual) -> None:
    vectors = encoder.encode(["a\0b", "\ud800 half", "x" * 100_000, "word " * 50_000])
    assert np.isfinite(vectors).all()
    assert np.array_equal(encoder.encode(["a\0b"]), encoder.encode(["a b"]))


def test_the_threads_of_this_process_are_left_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "5")
    Multilingual()
    assert os.environ["OMP_NUM_THREADS"] == "5"
    monkeypatch.delenv("OMP_NUM_THREADS")
    Multilingual()
    assert "OMP_NUM_THREADS" not in os.environ

"""Texts fall into the pieces that the model learned with."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.lexicon.language import lexicon_for
from tocsin.meaning.tokenizer import WordPiece
from tocsin.meaning.weights import weights_in

VOCABULARY = weights_in(lexicon_for("en").folder).vocabulary
TOKENIZER = WordPiece(VOCABULARY)
# Made with the model's original tokenizer and runtime (tokenizers 0.23, onnxruntime 1.32).
REFERENCE = json.loads((Path(__file__).parent / "reference.json").read_text(encoding="utf-8"))


def pieces(text: str, *, most: int = 256) -> list[str]:
    return [VOCABULARY[number] for number in TOKENIZER(text, most=most).pieces]


@pytest.mark.parametrize("one", [one for one in REFERENCE if isinstance(one["pieces"], list)])
def test_the_pieces_are_those_of_the_original(one: dict[str, list[str]]) -> None:
    assert pieces(str(one["text"])) == ["[CLS]", *one["pieces"], "[SEP]"]


def test_a_long_text_is_cut_at_the_most_pieces_and_still_ends() -> None:
    cut = pieces("rain " * 1000, most=256)
    assert (len(cut), cut[0], cut[-1]) == (256, "[CLS]", "[SEP]")


def test_a_text_without_words_has_its_beginning_and_end_only() -> None:
    for text in ("", " \n\t", "\x00\x07\u200b\ufffd"):
        assert pieces(text) == ["[CLS]", "[SEP]"]


def test_a_special_piece_written_in_a_text_is_plain_words() -> None:
    assert pieces("stop [SEP] go") == ["[CLS]", "stop", "[", "sep", "]", "go", "[SEP]"]


def test_every_piece_knows_its_word() -> None:
    tokens = TOKENIZER("Overcrowding in Korbach", most=256)
    assert tokens.words == ("overcrowding", "in", "korbach")
    assert [owner for owner in tokens.owners if owner >= 0] == sorted(owner for owner in tokens.owners if owner >= 0)
    assert set(tokens.owners) == {-1, 0, 1, 2}


def test_a_word_is_cut_with_its_pieces() -> None:
    tokens = TOKENIZER("rain Korbach", most=4)
    assert len(tokens.pieces) == 4
    assert tokens.words == ("rain", "korbach")


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    tokens = TOKENIZER(text, most=64)
    assert 2 <= len(tokens.pieces) <= 64
    assert len(tokens.owners) == len(tokens.pieces)

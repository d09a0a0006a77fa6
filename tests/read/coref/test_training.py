"""The script that trains the ranker: which rows it takes, and that it gives the same weights for the same rows."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tocsin.lexicon.language import lexicon_for
from tocsin.read.coref.weights import FILE, Weights, weights_in

SCRIPT = Path(__file__).parents[3] / "scripts" / "train_coreference.py"


def spans(text: str, *words: str) -> list[list[int]]:
    """Where each of some words stands, each behind the one before."""
    found, start = [], 0
    for word in words:
        start = text.index(word, start)
        found.append([start, start + len(word)])
        start += len(word)
    return found


def clustered() -> dict[str, Any]:
    text = "Anna Brunner opened the bridge on Monday. She thanked the engineers, and they closed the bridge."
    entities = (("Anna Brunner", "She"), ("the bridge", "the bridge"), ("the engineers", "they"))
    return {"text": text, "clusters": [spans(text, *entity) for entity in entities]}


def named(*, same: bool) -> dict[str, Any]:
    text = "Karl Huber met Jonas Roth in Linz. He closed the bridge."
    one, other, pronoun = spans(text, "Karl Huber", "Jonas Roth", "He")
    return {"text": text, "pronoun": pronoun, "a": {"span": one, "same": same}, "b": {"span": other, "same": False}}


def trained(rows: list[dict[str, Any]], folder: Path) -> Weights:
    folder.mkdir()
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    command = [sys.executable, str(SCRIPT), str(folder / "rows.jsonl"), "--epochs", "1", "--into", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    assert (folder / FILE).is_file()
    weights = weights_in(folder)
    assert weights is not None
    return weights


@pytest.mark.slow
def test_texts_with_one_annotated_pronoun_change_the_part_for_pronouns_alone(tmp_path: Path) -> None:
    without = trained([clustered(), named(same=True)], tmp_path / "true")
    turned = trained([clustered(), named(same=False)], tmp_path / "false")
    assert all(
        np.array_equal(array, turned.parts["nominal"][name]) for name, array in without.parts["nominal"].arrays.items()
    )
    assert not np.array_equal(without.parts["pronoun"]["facts"], turned.parts["pronoun"]["facts"])


@pytest.mark.slow
def test_the_same_texts_give_the_same_weights(tmp_path: Path) -> None:
    rows = [clustered(), named(same=True), named(same=False)]
    one, other = trained(rows, tmp_path / "one"), trained(rows, tmp_path / "other")
    assert one.rows == other.rows
    for part, arrays in one.parts.items():
        assert all(np.array_equal(array, other.parts[part][name]) for name, array in arrays.arrays.items())


def test_the_ranker_knows_the_parser_whose_vectors_it_was_trained_with() -> None:
    lexicon = lexicon_for("en")
    weights = weights_in(lexicon.folder)
    assert weights is not None
    assert weights.parser == lexicon.table("manifest")["parser"]

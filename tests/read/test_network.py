"""The reading network's arithmetic, checked against plain computations of the same formulas."""

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.errors import LexiconError
from tocsin.model.span import Span, SpanIndex
from tocsin.read.network.outputs import CertaintyEstimator, RoleTagger
from tocsin.read.network.symbols import FIELDS
from tocsin.read.network.trunk import Trunk, Words
from tocsin.read.network.weights import Weights, save, weights_in

_CHANCE = np.random.default_rng(7)
_ROLES = ("O", "B-S", "I-S", "B-T", "I-T")


def _array(*shape):
    return _CHANCE.standard_normal(shape).astype(np.float32)


@pytest.fixture(scope="module")
def weights():
    layer, memory, width, hidden = 6, 4, 5, 3
    whole = 2 * memory + layer
    arrays = {f"embed.{name}": _array(4, 2) for name in FIELDS}
    arrays |= {"input.weight": _array(layer, 2 * len(FIELDS) + 2 * width), "input.bias": _array(layer)}
    for direction in ("forward", "backward"):
        arrays |= {f"{direction}.inputs": _array(4 * memory, layer), f"{direction}.own": _array(4 * memory, memory)}
        arrays[f"{direction}.bias"] = _array(4 * memory)
    arrays |= {"roles.weight": _array(5, whole), "roles.bias": _array(5), "roles.steps": _array(5, 5)}
    arrays |= {"predicates.linear": _array(3, 2), "predicates.hidden": _array(3, hidden)}
    arrays |= {"predicates.vectors": _array(hidden, 2 * whole), "predicates.bias": _array(hidden)}
    arrays |= {"predicates.out": _array(2, hidden), "predicates.out_bias": _array(2)}
    arrays |= {"registers.symbols": _array(3, 2), "registers.vectors": _array(2, whole), "registers.bias": _array(2)}
    vocabularies = {"predicates": {"a": 1, "b": 2}, "registers": {"x": 1, "y": 2}}
    return Weights(arrays, vocabularies, "a parser", _ROLES, ("news", "web"))


def _paragraph(size):
    return Words(
        symbols=_CHANCE.integers(0, 4, (size, len(FIELDS))),
        heads=_CHANCE.integers(0, max(size, 1), size),
        vectors=_array(size, 5),
    )


def _vectors(trunk, *paragraphs):
    lengths = [len(paragraph.heads) for paragraph in paragraphs]
    return np.split(trunk.vectors(lengths, paragraphs.__getitem__), np.cumsum(lengths)[:-1])


def _plain_vectors(weights, words):
    """The same network word by word, in double precision, gate by gate."""
    rows = []
    for number in range(len(words.heads)):
        parts = [weights[f"embed.{name}"][words.symbols[number, column]] for column, name in enumerate(FIELDS)]
        parts += [words.vectors[number], words.vectors[words.heads[number]]]
        rows.append(
            np.maximum(weights["input.weight"].astype(float) @ np.concatenate(parts) + weights["input.bias"], 0)
        )
    ahead = _plain_memory(weights, "forward", rows)
    back = _plain_memory(weights, "backward", rows[::-1])[::-1]
    return np.array([np.concatenate(parts) for parts in zip(ahead, back, rows, strict=True)])


def _plain_memory(weights, direction, rows):
    inputs, own, bias = (weights[f"{direction}.{name}"].astype(float) for name in ("inputs", "own", "bias"))
    state = cell = np.zeros(own.shape[1])
    states = []
    for row in rows:
        enter, forget, new, out = np.split(inputs @ row + own @ state + bias, 4)
        cell = _sigmoid(forget) * cell + _sigmoid(enter) * np.tanh(new)
        state = _sigmoid(out) * np.tanh(cell)
        states.append(state)
    return states


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


def test_vectors_are_those_of_the_plain_computation(weights):
    words = _paragraph(9)
    np.testing.assert_allclose(_vectors(Trunk(weights), words)[0], _plain_vectors(weights, words), atol=1e-4)


def test_a_paragraph_has_the_same_vectors_alone_and_among_others(weights):
    paragraphs = [_paragraph(size) for size in (3, 0, 17, 1, 8)]
    trunk = Trunk(weights)
    for alone, among in zip(paragraphs, _vectors(trunk, *paragraphs), strict=True):
        np.testing.assert_allclose(_vectors(trunk, alone)[0], among, atol=1e-5)


def test_the_tags_are_the_best_path_of_all_that_are_allowed(weights):
    tagger = RoleTagger(weights)
    for _ in range(20):
        vectors = _array(4, weights["roles.weight"].shape[1])
        scores = vectors @ weights["roles.weight"].T + weights["roles.bias"]
        best = max(
            (path for path in product(range(5), repeat=4) if _is_allowed([_ROLES[number] for number in path])),
            key=lambda path: _path_score(path, scores, weights["roles.steps"]),
        )
        assert tagger.tags([vectors]) == [[_ROLES[number] for number in best]]


def test_a_paragraph_has_the_same_tags_alone_and_among_others(weights):
    tagger = RoleTagger(weights)
    paragraphs = [_array(size, weights["roles.weight"].shape[1]) for size in (3, 0, 17, 1, 8, 8)]
    assert tagger.tags(paragraphs) == [tagger.tags([one])[0] for one in paragraphs]


def _is_allowed(tags):
    return all(tag[0] != "I" or before[2:] == tag[2:] for before, tag in zip(["O", *tags], tags, strict=False))


def _path_score(path, scores, steps):
    return sum(scores[word, tag] for word, tag in enumerate(path)) + sum(
        steps[before, tag] for before, tag in pairwise(path)
    )


def test_nothing_to_tag_has_no_tags(weights):
    assert RoleTagger(weights).tags([np.zeros((0, weights["roles.weight"].shape[1]), np.float32)]) == [[]]


def test_shares_of_registers_add_up_to_one(weights):
    estimator = CertaintyEstimator(weights)
    whole = weights["registers.vectors"].shape[1]
    shares = estimator.register([["x", "unheard of"], []], [_array(3, whole), _array(2, whole)])
    assert shares.sum() == pytest.approx(1)


def test_a_document_without_a_word_reads_like_all_registers_alike(weights):
    assert CertaintyEstimator(weights).register([], []).tolist() == [0.5, 0.5]


def test_estimates_stay_on_the_scale(weights):
    estimator = CertaintyEstimator(weights)
    around = 100 * _array(50, weights["predicates.vectors"].shape[1])
    scores = estimator.scores([["a", "b", "unheard of"]] * 50, around, np.array([0.3, 0.7], np.float32))
    assert len(scores) == 50
    assert all(-3 <= score <= 3 for score in scores)


def test_weights_come_back_as_they_were_saved(tmp_path):
    about = {"parser": "p", "roles": ["O"], "registers": ["r"], "vocabularies": {"word": ["dam", "мост"]}}
    save(tmp_path, {"input.bias": np.array([0.5, -2.0])}, about)
    weights = weights_in(tmp_path)
    assert weights["input.bias"].tolist() == [0.5, -2.0]
    assert weights.vocabularies == {"word": {"dam": 1, "мост": 2}}


def test_a_folder_without_weights_has_none(tmp_path):
    assert weights_in(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_broken_weights_are_an_error_that_names_the_file(tmp_path, content):
    (tmp_path / "reading.npz").write_bytes(content)
    with pytest.raises(LexiconError, match=r"reading\.npz"):
        weights_in(tmp_path)


_SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda s: Span(s[0], s[0] + s[1])), max_size=12)


@examples(200)
@given(_SPANS, st.integers(0, 30), st.integers(1, 9))
def test_an_index_finds_just_what_overlaps(spans, start, size):
    wanted = Span(start, start + size)
    found = SpanIndex((span, span) for span in spans).overlapping(wanted)
    assert found == sorted(span for span in spans if span.overlaps(wanted))


def test_weights_whose_description_lacks_a_part_are_an_error_that_names_the_file(tmp_path: Path) -> None:
    save(tmp_path, {}, {"vocabularies": {}})
    with pytest.raises(LexiconError, match=r"reading\.npz"):
        weights_in(tmp_path)

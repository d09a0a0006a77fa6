"""Vectors of texts: those of the original model, the same at each run, whatever the text."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

import tocsin
from tocsin.errors import LexiconError
from tocsin.lexicon.language import lexicon_for
from tocsin.meaning.encoder import Encoder, Encoding
from tocsin.meaning.weights import FILE, weights_in

ENCODER = Encoder.load()
REFERENCE = json.loads((Path(__file__).parent / "reference.json").read_text(encoding="utf-8"))
TEXTS = [
    "The ferry was held in the harbour.",
    "A boat is kept in port.",
    "The mayor of Korbach resigned on Monday.",
    "Rain.",
]


def test_vectors_are_those_of_the_original_runtime() -> None:
    made = ENCODER.encode([one["text"] for one in REFERENCE])
    assert np.abs(made[:, ::24] - np.array([one["vector"] for one in REFERENCE])).max() < 0.001


def test_vectors_have_length_one() -> None:
    assert np.allclose(np.linalg.norm(ENCODER.encode(TEXTS), axis=1), 1, atol=1e-5)


def test_what_means_alike_points_alike() -> None:
    ferry, boat, mayor, _ = ENCODER.encode(TEXTS)
    assert ferry @ boat > 0.5 > 0.2 > ferry @ mayor


def test_the_same_texts_give_the_same_vectors() -> None:
    assert np.array_equal(ENCODER.encode(TEXTS), Encoder.load().encode(TEXTS))


def test_a_vector_does_not_depend_on_the_texts_beside_it() -> None:
    together = ENCODER.encode(TEXTS * 30)[: len(TEXTS)]
    alone = np.concatenate([ENCODER.encode([text]) for text in TEXTS])
    assert np.allclose(together, alone, atol=1e-5)


def test_texts_that_come_again_are_not_encoded_again_and_those_of_long_ago_are_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tocsin.meaning.encoder._KEPT_WORDS", 40)
    encoder = Encoder(weights_in(lexicon_for().folder))
    first, again, other = encoder.encode_words([TEXTS[0], TEXTS[0], TEXTS[1]])
    assert first is again
    assert encoder.encode_words([TEXTS[1], TEXTS[0]]) == [other, first]
    encoder.encode_words([f"Gate {number} is open." for number in range(20)])
    assert encoder.encode_words([TEXTS[0]])[0] is not first


def test_portions_that_two_threads_make_in_any_order_give_the_same_vectors() -> None:
    texts = [f"{text} Gate {number} is open." for number in range(40) for text in TEXTS]
    encoding = ENCODER.begin(words=texts)
    assert len(encoding.portions) > 3
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda make: make(), reversed(encoding.portions)))
    for text, alone in zip(texts, ENCODER.encode_words(texts), strict=True):
        assert np.array_equal(encoding.words[text].vectors, alone.vectors)
        assert np.array_equal(encoding.words[text].whole, alone.whole)


def test_vectors_made_ahead_are_used_as_they_are_until_others_are_taken() -> None:
    encoder = Encoder(weights_in(lexicon_for().folder))
    ahead = encoder.begin(words=TEXTS[:2], texts=TEXTS[2:])
    encoder.take(ahead.finished())
    assert not encoder.begin(words=TEXTS[:2], texts=TEXTS[2:]).portions
    assert encoder.encode_words(TEXTS[:1])[0] is ahead.words[TEXTS[0]]
    assert np.array_equal(encoder.encode(TEXTS[2:]), Encoder.load().encode(TEXTS[2:]))
    encoder.take(Encoding({}, {}))
    assert encoder.begin(texts=TEXTS[2:]).portions


def test_texts_with_their_words_and_texts_alone_are_made_in_one_portion() -> None:
    encoder = Encoder(weights_in(lexicon_for().folder))
    both = encoder.begin(words=TEXTS[:2], texts=TEXTS[1:])
    assert len(both.portions) == 1
    both.finished()
    assert np.allclose([both.texts[text] for text in TEXTS[1:]], ENCODER.encode(TEXTS[1:]), atol=1e-5)
    assert np.allclose([both.words[text].whole for text in TEXTS[:2]], ENCODER.encode(TEXTS[:2]), atol=1e-5)


def test_no_texts_give_no_vectors() -> None:
    assert ENCODER.encode([]).shape == (0, ENCODER.size)
    assert ENCODER.encode_words([]) == []


def test_a_text_without_words_has_no_direction() -> None:
    for text in ("", " \t", "\x00\x1b\u200b"):
        assert not ENCODER.encode([text]).any()
        (vectors,) = ENCODER.encode_words([text])
        assert vectors.words == ()
        assert vectors.vectors.shape == (0, ENCODER.size)
        assert not vectors.whole.any()


def test_what_stands_far_behind_in_a_text_is_not_seen() -> None:
    long = "The ferry was held. " * 80
    assert np.array_equal(ENCODER.encode([long]), ENCODER.encode([long + "The mayor resigned."]))


@pytest.mark.parametrize(
    "text", ["паром в порту", "渡し船は港にある", "في الميناء", "🙂🙂", "‮abc‬", "x" * 100_000, "��", "\ud800"]
)
def test_any_script_and_any_sign_gives_a_finite_vector(text: str) -> None:
    assert np.isfinite(ENCODER.encode([text])).all()


def test_each_word_has_a_vector_of_its_own_and_the_whole_is_that_of_the_text() -> None:
    (vectors,) = ENCODER.encode_words(["Korbach's pumps failed."])
    assert vectors.words == ("korbach", "'", "s", "pumps", "failed", ".")
    assert vectors.vectors.shape == (6, ENCODER.size)
    assert np.allclose(np.linalg.norm(vectors.vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors.whole, ENCODER.encode(["Korbach's pumps failed."])[0], atol=1e-5)


def test_vectors_carry_the_name_of_their_model() -> None:
    assert ENCODER.model == "all-MiniLM-L6-v2-int8"


def test_a_file_that_is_no_encoder_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no weights")
    with pytest.raises(LexiconError, match="sentence encoder"):
        weights_in(tmp_path)


def test_the_file_is_the_one_that_the_notice_names() -> None:
    notice = (Path(tocsin.__file__).parents[2] / "NOTICE").read_text(encoding="utf-8")
    (named,) = re.findall(r"SHA-256 of meaning\.npz\W+([0-9a-f]{64})", notice)
    assert sha256((lexicon_for("en").folder / FILE).read_bytes()).hexdigest() == named

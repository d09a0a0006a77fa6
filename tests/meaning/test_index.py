"""The vectors that a case is searched by: near those of the encoder, quick to make, small to keep."""

import numpy as np

from tocsin.lexicon.language import lexicon_for
from tocsin.meaning.encoder import encoder_for
from tocsin.meaning.index import indexer_for, packed

ENCODER, INDEXER = encoder_for(lexicon_for("en")), indexer_for(lexicon_for("en"))
TEXTS = [
    "The ferry was held in the harbour.",
    "The mayor of Korbach resigned on Monday.",
    "Two hundred pumps were handed over to the fire brigade.",
    "Rain is expected in the valley.",
]


def test_the_sentence_asked_for_is_the_nearest() -> None:
    asked = ENCODER.encode(
        ["Where is the boat kept?", "Who stepped down?", "How many pumps did the firefighters get?", "Will it be wet?"]
    )
    assert (asked @ INDEXER.encode(TEXTS).T).argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_vectors_point_where_those_of_the_encoder_do() -> None:
    cosines = (INDEXER.encode(TEXTS) * ENCODER.encode(TEXTS)).sum(axis=1)
    assert cosines.min() > 0.5


def test_a_vector_does_not_depend_on_the_texts_beside_it() -> None:
    together = INDEXER.encode(TEXTS * 100)
    assert np.allclose(together[: len(TEXTS)], INDEXER.encode(TEXTS), atol=1e-5)
    assert np.allclose(together[0], INDEXER.encode(TEXTS[:1])[0], atol=1e-5)


def test_a_text_without_words_has_no_direction() -> None:
    vectors = INDEXER.encode(["", "Rain.", " \x00\u200b"])
    assert not vectors[0].any()
    assert vectors[1].any()
    assert not vectors[2].any()
    assert INDEXER.encode([]).shape == (0, INDEXER.size)


def test_packing_keeps_the_direction() -> None:
    vectors = INDEXER.encode(TEXTS)
    small = packed(vectors).astype(np.float32)
    cosines = (small * vectors).sum(axis=1) / np.linalg.norm(small, axis=1)
    assert packed(vectors).nbytes == len(TEXTS) * INDEXER.size
    assert cosines.min() > 0.999
    assert not packed(np.zeros((1, 4), np.float32)).any()


def test_the_model_of_vectors_is_named() -> None:
    assert INDEXER.model.startswith(ENCODER.model)

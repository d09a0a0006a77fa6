"""Predicates that mean alike are near."""

import numpy as np

from tocsin.lexicon.language import lexicon_for
from tocsin.meaning.encoder import Encoder
from tocsin.meaning.predicates import PredicateSimilarity

SIMILARITY = PredicateSimilarity(Encoder.load(), lexicon_for("en"))


def test_synonyms_are_nearer_than_what_has_nothing_in_common() -> None:
    for first, second in (("destroy", "demolish"), ("arrest", "detain"), ("give", "hand over"), ("cancel", "call off")):
        assert SIMILARITY.similarity(first, second) > SIMILARITY.similarity(first, "swim")


def test_a_predicate_is_itself() -> None:
    assert np.isclose(SIMILARITY.similarity("call off", "call off"), 1, atol=1e-5)


def test_similarity_has_no_direction() -> None:
    assert SIMILARITY.similarity("buy", "sell") == SIMILARITY.similarity("sell", "buy")


def test_a_predicate_without_words_is_like_none() -> None:
    assert SIMILARITY.similarity("", "give") == 0
    assert SIMILARITY.similarity("\u200b", "") == 0


def test_predicates_prepared_together_are_those_made_alone() -> None:
    together = PredicateSimilarity(Encoder.load(), lexicon_for("en"))
    together.prepare(["give", "hand over", "swim", "give"])
    assert np.isclose(together.similarity("give", "swim"), SIMILARITY.similarity("give", "swim"), atol=1e-5)

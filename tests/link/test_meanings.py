"""What claims mean, as vectors."""

import numpy as np
import pytest
from link.read_pairs import Pairs, Said, later

from tocsin.engine.reader import Reader
from tocsin.link.meanings import Meaning


@pytest.fixture(scope="module")
def pairs(reader: Reader) -> Pairs:
    return Pairs(reader)


def meaning(pairs: Pairs, said: Said) -> Meaning:
    found = pairs.profile(said).meaning
    assert found is not None
    return found


def test_a_predicate_means_what_it_does_in_its_sentence(pairs: Pairs) -> None:
    fired, dismissed, painted = (
        meaning(pairs, Said(text=f"The company {did} its director.")).predicate
        for did in ("fired", "dismissed", "painted")
    )
    assert fired is not None
    assert dismissed is not None
    assert painted is not None
    assert fired @ dismissed > fired @ painted


def test_the_vectors_of_a_meaning_are_of_length_1(pairs: Pairs) -> None:
    found = meaning(pairs, Said(text="The dam at Orrin has burst, the mayor said."))
    for vector in (found.whole, found.sentence, found.predicate):
        assert vector is not None
        assert np.isclose(np.linalg.norm(vector), 1, atol=1e-5)


def test_what_is_said_twice_means_the_same(pairs: Pairs) -> None:
    told = Said(text="The dam at Orrin has burst.")
    assert meaning(pairs, told) is meaning(pairs, later(told.text))


def test_a_claim_that_is_its_whole_sentence_means_what_the_sentence_does(pairs: Pairs) -> None:
    found = meaning(pairs, Said(text="The dam at Orrin has burst"))
    assert np.array_equal(found.whole, found.sentence)

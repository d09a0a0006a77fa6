"""What claims mean, as vectors."""

import numpy as np
import pytest
from factory import a_claim, a_document
from link.read_pairs import Pairs, Said, later

from tocsin.engine.reader import Reader
from tocsin.link.meanings import Meaning, Meanings
from tocsin.meaning.encoder import Encoder


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


def test_what_claims_mean_as_wholes_is_the_same_whether_or_not_all_of_it_is_made() -> None:
    document = a_document("The dam at Orrin has burst, the mayor said. The road to Wels is closed.")
    claims = [(a_claim(document, "The dam at Orrin has burst"), document.text)]
    claims.append((a_claim(document, "The road to Wels is closed."), document.text))
    meanings = Meanings(Encoder.load())
    before = meanings.wholes(claims)
    made = [one.whole for one in meanings.of(claims)]
    assert np.allclose(before, made, atol=1e-6)
    assert np.array_equal(meanings.wholes(claims), made)

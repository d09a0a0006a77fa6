"""By what claims that may stand in a relation find each other."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from link.claim_builders import a_profile

from tocsin.link.candidates import Candidates, keys_of

TESTS = str(Path(__file__).parents[1])
COPIED = (
    "More than forty cellars along the lower bank of the river were flooded on Sunday night, and the pumps of the"
    " brigade stood idle until the morning because nobody had the key of the shed"
)
OTHER = (
    "A court at Neustadt heard the owner of the quarry, who wants the road to his pits widened before the harvest"
    " and offered the farmers a share of the toll for the next ten seasons"
)


def keys_to(sentence: str, clause: str | None = None) -> frozenset[int]:
    profile = a_profile(sentence, clause)
    return frozenset(keys_of(profile.passage, profile.marks))


def test_near_copies_share_more_than_their_words() -> None:
    left, right = keys_to(f"{COPIED}."), keys_to(f"As we hear, {COPIED[0].lower()}{COPIED[1:]}.")
    words = a_profile(COPIED).passage.contents
    assert len(left & right) > len(words)


def test_the_same_words_in_another_order_share_no_more_than_their_words() -> None:
    turned = " ".join(reversed(COPIED.replace(",", "").split()))
    assert len(keys_to(COPIED) & keys_to(turned)) == len(a_profile(COPIED).passage.contents)


def test_two_stories_share_hardly_a_key() -> None:
    assert len(keys_to(COPIED) & keys_to(OTHER)) < 2


def test_the_forms_of_a_word_are_one_key() -> None:
    assert keys_to("The cellars flooded.") == keys_to("Cellar floods.")


def test_a_clause_is_found_by_its_whole_sentence() -> None:
    assert keys_to(COPIED, "the pumps of the brigade stood idle") == keys_to(COPIED)


def test_a_short_sentence_is_found_by_its_words_only() -> None:
    assert len(keys_to("Cellars flooded at Korbach.")) == 3


@pytest.mark.parametrize("sentence", ["it is", "2026", "“…”", "is " * 3])
def test_a_sentence_without_content_of_few_words_has_no_key(sentence: str) -> None:
    assert keys_to(sentence) == frozenset()


def test_keys_are_the_same_in_another_process() -> None:
    imports = "from link.claim_builders import a_profile; from tocsin.link.candidates import keys_of"
    script = f"{imports}; one = a_profile({COPIED!r}); print(sorted(keys_of(one.passage, one.marks)))"
    env = {"PYTHONPATH": os.pathsep.join([TESTS, *sys.path]), "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=env, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == str(sorted(keys_to(COPIED)))


@given(st.text(alphabet=st.characters(), min_size=1).filter(str.strip))
def test_any_text_has_keys_that_a_database_can_hold(text: str) -> None:
    assert all(0 <= key < 2**32 for key in keys_to(text, text.strip()))


# --- the claims to compare -------------------------------------------------------------------------------------------


class Index:
    """The keys of a case as its ledger has them."""

    def __init__(self) -> None:
        self.keys: dict[int, frozenset[int]] = {}

    def latest(self, keys: Iterable[int]) -> dict[int, list[int]]:
        return {key: [row for row in sorted(self.keys) if key in self.keys[row]][-DEPTH:] for key in keys}

    def candidates(self) -> Candidates:
        often = Counter(key for own in self.keys.values() for key in own)
        most = min(COMMON, max(often.values(), default=0))
        return Candidates(self.frequencies, self.latest, most=most, common=COMMON, depth=DEPTH)

    def frequencies(self, keys: Iterable[int]) -> dict[int, int]:
        return {key: min(COMMON, sum(key in own for own in self.keys.values())) for key in keys}


DEPTH = 3
COMMON = 8
_KEYS = st.one_of(st.frozensets(st.integers(0, 30), min_size=17), st.frozensets(st.integers(0, 30), max_size=5))
"""More keys than a claim is looked for by, so that the rarest count; or few."""
_DOCUMENTS = st.lists(st.lists(_KEYS, max_size=4), max_size=12)


def rows_of(documents: Sequence[Sequence[frozenset[int]]]) -> list[dict[int, frozenset[int]]]:
    """The keys of the claims of documents, by rows that go on from document to document."""
    rows = count()
    return [{next(rows): own for own in document} for document in documents]


@given(_DOCUMENTS, st.sets(st.integers(0, 12)))
def test_what_is_found_does_not_depend_on_how_many_documents_are_given_at_a_time(
    documents: list[list[frozenset[int]]], borders: set[int]
) -> None:
    rows = rows_of(documents)
    whole = {row: others for found in Index().candidates().find(rows) for row, others in found.items()}
    found: dict[int, list[int]] = {}
    index = Index()
    candidates = index.candidates()
    for number in range(len(rows)):
        found |= next(candidates.find(rows[number : number + 1]))
        index.keys |= rows[number]
        if number in borders:
            candidates = index.candidates()
    assert found == whole


def test_those_that_share_most_come_first_and_of_others_the_latest() -> None:
    rows = rows_of([[frozenset({1, 2}), frozenset({1, 2, 3})], [frozenset({3, 9})], [frozenset({1, 2, 3})]])
    assert list(Index().candidates().find(rows)) == [{0: [], 1: [0]}, {2: [1]}, {3: [1, 0, 2]}]


def test_of_the_claims_with_a_key_only_the_latest_are_looked_at() -> None:
    rows = rows_of([[frozenset({1, 2})]] * 6)
    assert list(Index().candidates().find(rows))[5] == {5: [4, 3, 2]}


def test_a_word_is_less_rare_once_a_document_with_it_is_known() -> None:
    candidates = Index().candidates()
    (cellars,) = keys_of(a_profile("Cellars.").passage, ())
    word = next(iter(a_profile("Cellars.").passage.contents))
    rarities = [
        candidates.rarity(word) for _ in candidates.find([{1: frozenset({cellars})}, {2: frozenset({cellars})}])
    ]
    assert 1.0 > rarities[0] > rarities[1]

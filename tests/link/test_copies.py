"""What two documents say alike is one origin's word where one copies the other."""

from collections.abc import Iterable

import pytest

from tocsin.lexicon.wording import reason_words
from tocsin.link.copies import one_origin_of_copies
from tocsin.model.link import Link, Relation
from tocsin.model.reason import in_words

ALIKE = in_words("the same is said: gate, guards", weight=0.8)
APART = in_words("they are of different outlets, and no source is common to both", weight=0.4)


def a_link(claim: str, other: str, relation: Relation = Relation.CORROBORATES) -> Link:
    """A link between claims that are named after their documents: a1, a2 … stand in document a."""
    return Link(claim=claim, other=other, relation=relation, reasons=(ALIKE, APART))


def copied(*links: Link) -> list[Link]:
    names = {name for link in links for name in (link.claim, link.other)}
    return one_origin_of_copies(links, {name: name[0] for name in names})


def echoes(number: int, *, of: str = "a", by: str = "b") -> Iterable[Link]:
    return (a_link(f"{by}{one}", f"{of}{one}", Relation.ECHO) for one in range(number))


def test_agreement_of_a_copy_with_its_original_is_one_origins_word() -> None:
    *_, agreement = copied(*echoes(3), a_link("a8", "b8"))
    assert agreement.relation is Relation.REPEATS
    assert [reason_words(reason) for reason in agreement.reasons] == [
        reason_words(ALIKE), "3 claims of the one text are copied from the other",
    ]  # fmt: skip


def test_two_copied_claims_are_no_copied_document() -> None:
    links = [*echoes(2), a_link("a8", "b8")]
    assert copied(*links) == links


def test_it_does_not_matter_which_copied_which() -> None:
    assert copied(a_link("a8", "b8"), *echoes(3, of="b", by="a"))[0].relation is Relation.REPEATS
    assert copied(a_link("b8", "a8"), *echoes(3))[0].relation is Relation.REPEATS


def test_a_third_document_stays_a_witness_of_its_own() -> None:
    *_, agreement = copied(*echoes(5), a_link("c8", "a8"))
    assert agreement.relation is Relation.CORROBORATES


@pytest.mark.parametrize("relation", [one for one in Relation if one is not Relation.CORROBORATES])
def test_any_other_relation_of_a_copy_stays_what_it_is(relation: Relation) -> None:
    *_, link = copied(*echoes(4), a_link("b8", "a8", relation))
    assert link == a_link("b8", "a8", relation)


def test_no_links_are_no_links() -> None:
    assert one_origin_of_copies([], {}) == []

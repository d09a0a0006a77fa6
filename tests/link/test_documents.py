"""What whole documents tell of their claims."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from factory import a_document, sentences_of
from link.claim_builders import in_text, span_of

from tocsin.link.documents import links_within, one_origin_of_copies
from tocsin.link.origins import Origin
from tocsin.model.claim import Claim
from tocsin.model.kind import Kind
from tocsin.model.link import Link, Relation
from tocsin.model.quantity import Quantity
from tocsin.model.query import Report
from tocsin.model.reason import Reason
from tocsin.model.span import Span

THOUGHT = "We thought the siren was a drill. It was a flood. The pumps failed too."
BELIEF, FLOOD, PUMPS = "the siren was a drill", "It was a flood", "The pumps failed too"
COUNTED = "The crew lost 200 boats, 120 of them barges."


def links(text: str, claims: Sequence[Claim]) -> list[Link]:
    document, sentences = a_document(text), [one.span for one in sentences_of(text)]

    def found(claim: Claim) -> Report:
        span = next(one for one in reversed(sentences) if one.start <= claim.start)
        return Report(
            claim=claim, document=document.id, name="report", outlet=None, published=date(2026, 3, 2),
            sentence=text[span.start : span.end], sentence_span=span,
        )  # fmt: skip

    return list(links_within([found(claim) for claim in claims]))


def told(
    text: str = THOUGHT, kinds: Sequence[Kind] = (), speakers: Sequence[str | None] = (), middle: str = FLOOD
) -> list[Claim]:
    return in_text(
        text, BELIEF, middle, PUMPS, kind=kinds or (Kind.FORMER_BELIEF, Kind.STATEMENT, Kind.STATEMENT),
        speaker=speakers or (None, None, None),
    )  # fmt: skip


def test_what_is_said_next_revises_a_belief_since_given_up() -> None:
    belief, flood, _ = told()
    (link,) = links(THOUGHT, [belief, flood])
    assert (link.claim, link.other, link.relation) == (flood.id, belief.id, Relation.REVISES)
    assert link.reasons


def test_a_belief_is_revised_by_one_statement_only() -> None:
    assert len(links(THOUGHT, told())) == 1


def test_a_question_takes_the_place_of_no_belief() -> None:
    claims = told(kinds=(Kind.FORMER_BELIEF, Kind.QUESTION, Kind.STATEMENT))
    assert [link.claim for link in links(THOUGHT, claims)] == [claims[2].id]


def test_another_speaker_takes_the_place_of_no_belief() -> None:
    claims = told(speakers=("Ilse Brandt", "Radio Unterdrau", "Ilse Brandt"))
    assert [link.claim for link in links(THOUGHT, claims)] == [claims[2].id]


def test_what_is_said_far_below_takes_the_place_of_no_belief() -> None:
    between = "The weather was fine and the market was held. " * 12
    text = f"We thought the siren was a drill. {between}It was a flood. The pumps failed too."
    assert links(text, told(text)) == []


def test_what_stands_before_a_belief_does_not_revise_it() -> None:
    text = "It was a flood. We thought the siren was a drill."
    claims = in_text(text, FLOOD, BELIEF, kind=(Kind.STATEMENT, Kind.FORMER_BELIEF))
    assert links(text, claims) == []


def test_the_entry_that_a_correction_above_it_takes_back_does_not_revise_it() -> None:
    text = "12:10 Correction: a pylon fell on the school. 9:30 A pylon fell on the school. 9:00 The school is open."
    written, entry, before = "a pylon fell on the school", "A pylon fell on the school", "The school is open"
    claims = in_text(
        text, written, entry, before, kind=(Kind.FORMER_BELIEF, Kind.STATEMENT, Kind.STATEMENT),
        steps=((Reason(rule="certainty.withdrawn"),), (), ()), predicate=("fell", "fell", "open"),
    )  # fmt: skip
    assert links(text, claims) == []


def test_statements_are_nothing_to_each_other() -> None:
    assert links(THOUGHT, told(kinds=(Kind.STATEMENT,) * 3)) == []


def a_number(text: str, words: str, **facts: Any) -> Quantity:
    span = span_of(text, words)
    return Quantity(start=span.start, end=span.end, low=float(words), high=float(words), **facts)


def test_a_figure_that_the_text_calls_a_part_links_its_claim_to_the_whole() -> None:
    whole = a_number(COUNTED, "200")
    part = a_number(COUNTED, "120", part_of=Span(whole.start, whole.end))
    claims = in_text(COUNTED, "The crew lost 200 boats", "120 of them barges", quantities=((whole,), (part,)))
    (link,) = links(COUNTED, claims)
    assert (link.claim, link.other, link.relation) == (claims[1].id, claims[0].id, Relation.PART_OF)


def test_a_part_and_its_whole_in_one_claim_make_no_link() -> None:
    whole = a_number(COUNTED, "200")
    part = a_number(COUNTED, "120", part_of=Span(whole.start, whole.end))
    assert links(COUNTED, in_text(COUNTED, COUNTED, quantities=((whole, part),))) == []


def test_a_figure_that_is_called_a_part_of_itself_makes_no_link() -> None:
    span = span_of(COUNTED, "200")
    assert links(COUNTED, in_text(COUNTED, COUNTED, quantities=((a_number(COUNTED, "200", part_of=span),),))) == []


def test_a_whole_that_no_claim_holds_makes_no_link() -> None:
    part = a_number(COUNTED, "120", part_of=span_of(COUNTED, "200"))
    claims = in_text(COUNTED, "The crew lost", "120 of them barges", quantities=((), (part,)))
    assert links(COUNTED, claims) == []


def test_a_document_without_claims_has_no_links() -> None:
    assert list(links_within([])) == []


# --- one text copied from another ------------------------------------------------------------------------------------

ALIKE = Reason(rule="link.same_said", weight=0.8, facts={"words": ("gate", "guards")})
APART = Origin.DIFFERENT_OUTLETS.reason


def a_link(claim: str, other: str, relation: Relation = Relation.CORROBORATES) -> Link:
    """A link between claims that are named after their documents: a1, a2 … stand in document a."""
    return Link(claim=claim, other=other, relation=relation, reasons=(APART, ALIKE))


def copied(*links: Link) -> list[Link]:
    names = {name for link in links for name in (link.claim, link.other)}
    return one_origin_of_copies(links, {name: name[0] for name in names})


def echoes(number: int, *, of: str = "a", by: str = "b") -> Iterable[Link]:
    return (a_link(f"{by}{one}", f"{of}{one}", Relation.ECHO) for one in range(number))


def test_agreement_of_a_copy_with_its_original_is_one_origins_word() -> None:
    *_, agreement = copied(*echoes(3), a_link("a8", "b8"))
    assert agreement.relation is Relation.REPEATS
    assert agreement.reasons == (ALIKE, Reason(rule="link.copied_document", weight=0.6, facts={"claims": 3}))


def repeats(number: int, *, of: str = "a", by: str = "b") -> Iterable[Link]:
    return (a_link(f"{by}{one}", f"{of}{one}", Relation.REPEATS) for one in range(number))


def test_what_a_text_that_is_written_from_another_says_in_its_own_voice_is_one_origins_word() -> None:
    *_, agreement = copied(*repeats(3), a_link("a8", "b8"))
    assert agreement.relation is Relation.REPEATS
    assert agreement.reasons == (ALIKE, Reason(rule="link.rewritten_document", weight=0.5, facts={"claims": 3}))


def test_a_source_of_its_own_stays_one_in_a_text_that_is_written_from_another() -> None:
    named = replace(a_link("a8", "b8"), reasons=(Origin.DIFFERENT_SOURCES.reason, ALIKE))
    assert copied(*repeats(3), named)[-1] == named


def test_one_claim_that_repeats_three_makes_no_text_that_is_written_from_another() -> None:
    links = [*(a_link("b1", f"a{one}", Relation.REPEATS) for one in range(3)), a_link("a8", "b8")]
    assert copied(*links) == links


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

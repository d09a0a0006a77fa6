"""The propositions of a case, the links between its claims, and what a person lays down of them."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import pytest
from factory import AT, a_document, a_reading, an_evidence
from hypothesis import given
from hypothesis import strategies as st
from ledger.link_builders import (
    DAY,
    WHY,
    a_link,
    a_paper,
    claim,
    corroborating,
    enter,
    found,
    link,
    propositions,
    relations,
    rivals,
    rule,
    take,
)
from sqlalchemy import event
from tiers import examples

from tocsin.errors import Ambiguous, CaseError, NotInCase
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.ledger.sqlite.ledger import SqliteLedger
from tocsin.lexicon.wording import reason_words
from tocsin.model.groups import Groups
from tocsin.model.link import Link, LinkingResult, Relation
from tocsin.model.reading import Reading

# --- propositions ----------------------------------------------------------------------------------------------------


def test_claims_that_say_the_same_are_one_proposition_named_after_the_first_entered(ledger: Ledger) -> None:
    enter(ledger, *"abcd")
    link(ledger, *corroborating("cb", "ba"))
    assert propositions(ledger) == {"a": {"a", "b", "c"}}
    assert ledger.proposition_ids() == dict.fromkeys(map(claim, "abc"), claim("a"))


def test_any_claim_of_a_proposition_finds_it(ledger: Ledger) -> None:
    enter(ledger, *"abc")
    link(ledger, *corroborating("ab", "bc"))
    for name in "abc":
        assert ledger.proposition(claim(name)[:12].upper()).id == claim("a")


def test_a_claim_that_nothing_says_alike_is_a_proposition_of_its_own(ledger: Ledger) -> None:
    enter(ledger, "a")
    alone = ledger.proposition(claim("a"))
    assert (alone.id, [one.name for one in alone.claims], alone.links) == (claim("a"), ["a"], ())
    assert propositions(ledger) == {}


@pytest.mark.parametrize("key", ["", "zz", "0" * 20, "%", "_", "a' or '1'='1", "\x00"])
def test_a_key_that_no_claim_bears_is_refused_by_name(ledger: Ledger, key: str) -> None:
    enter(ledger, "a")
    with pytest.raises(NotInCase) as refused:
        ledger.proposition(key)
    assert repr(key) in str(refused.value)


def test_a_key_that_several_propositions_bear_is_refused(ledger: Ledger) -> None:
    names = [f"n{number}" for number in range(17)]
    enter(ledger, *names)
    begins = [claim(name)[0] for name in names]
    key = next(one for one in begins if begins.count(one) > 1)
    with pytest.raises(Ambiguous) as refused:
        ledger.proposition(key)
    assert repr(key) in str(refused.value)


def test_a_key_that_only_claims_of_one_proposition_bear_finds_it(ledger: Ledger) -> None:
    names = [f"n{number}" for number in range(17)]
    enter(ledger, *names)
    link(ledger, *(a_link(names[0], other) for other in names[1:]))
    begins = [claim(name)[0] for name in names]
    key = next(one for one in begins if begins.count(one) > 1)
    assert ledger.proposition(key).id == claim(names[0])


def test_claims_come_by_day_and_those_without_a_day_last(ledger: Ledger) -> None:
    enter(ledger, "a", published=None)
    enter(ledger, "b", published=date(2026, 3, 9))
    enter(ledger, "c", published=date(2026, 3, 1))
    link(ledger, *corroborating("ab", "bc"))
    assert [one.name for one in ledger.proposition(claim("a")).claims] == ["c", "b", "a"]


def test_a_proposition_brings_the_links_between_its_claims_and_no_others(ledger: Ledger) -> None:
    enter(ledger, *"abc")
    link(ledger, *corroborating("ab"), a_link("c", "a", Relation.CONTRADICTS))
    assert ledger.proposition(claim("a")).links == tuple(corroborating("ab"))


def test_only_links_of_the_same_make_a_proposition(ledger: Ledger) -> None:
    others = "bcdefgh"
    enter(ledger, "a", *others)
    link(ledger, *(a_link("a", other, relation) for other, relation in zip(others, Relation, strict=True)))
    same = {other for other, relation in zip(others, Relation, strict=True) if relation.is_same}
    assert propositions(ledger) == {"a": {"a", *same}}


def test_the_propositions_with_most_claims_come_first(ledger: Ledger) -> None:
    enter(ledger, *"abcde")
    link(ledger, *corroborating("ab", "cd", "de"))
    assert list(propositions(ledger)) == ["c", "a"]


def test_a_proposition_can_be_looked_at_while_all_are_listed() -> None:
    with open_ledger(":memory:") as ledger:
        enter(ledger, *"abc")
        link(ledger, *corroborating("ab"), a_link("c", "b", Relation.CONTRADICTS))
        listed = list(ledger.propositions())
        assert [len(rivals(ledger, one.id)) for one in listed] == [1]


# --- as a case grows -------------------------------------------------------------------------------------------------


def test_the_id_stays_when_claims_join(ledger: Ledger) -> None:
    for number, pair in enumerate(("ba", "cb", "da")):
        enter(ledger, *("abcd"[: number + 2]))
        link(ledger, *corroborating(pair))
        assert list(propositions(ledger)) == ["a"]


def test_two_propositions_that_merge_keep_the_older_id(ledger: Ledger) -> None:
    enter(ledger, *"abcd")
    link(ledger, *corroborating("ab", "cd"))
    assert propositions(ledger) == {"a": {"a", "b"}, "c": {"c", "d"}}
    enter(ledger, "e")
    link(ledger, *corroborating("ed", "eb"))
    assert propositions(ledger) == {"a": set("abcde")}


def test_the_id_stays_when_the_first_document_is_read_anew(ledger: Ledger) -> None:
    enter(ledger, *"abc")
    links = corroborating("ab", "bc")
    link(ledger, *links)
    enter(ledger, "a", reader="reader 2")
    assert propositions(ledger) == {"b": {"b", "c"}}
    link(ledger, links[0])
    assert propositions(ledger) == {"a": set("abc")}


def test_what_a_superseded_reading_joined_is_parted_until_the_new_one_is_linked(ledger: Ledger) -> None:
    enter(ledger, *"abc")
    link(ledger, *corroborating("ab", "bc"))
    enter(ledger, "b", reader="reader 2")
    assert propositions(ledger) == {}
    assert relations(ledger) == []
    assert ledger.unlinked() == 1
    link(ledger, *corroborating("ab", "bc"))
    assert propositions(ledger) == {"a": set("abc")}
    assert len(relations(ledger)) == 2


def test_a_removed_document_parts_what_it_joined_and_restoring_brings_it_back(ledger: Ledger) -> None:
    enter(ledger, *"abc")
    link(ledger, *corroborating("ab", "bc"))
    take(ledger, "b")
    assert propositions(ledger) == {}
    assert relations(ledger) == []
    with pytest.raises(NotInCase):
        ledger.proposition(claim("b"))
    take(ledger, "b", "restored")
    assert propositions(ledger) == {"a": set("abc")}
    assert len(relations(ledger)) == 2


def test_the_id_passes_on_while_the_first_document_is_removed(ledger: Ledger) -> None:
    enter(ledger, *"abc")
    link(ledger, *corroborating("ab", "bc"))
    take(ledger, "a")
    assert propositions(ledger) == {"b": {"b", "c"}}
    take(ledger, "a", "restored")
    assert propositions(ledger) == {"a": set("abc")}


def test_a_batch_is_not_entered_twice(ledger: Ledger) -> None:
    enter(ledger, *"ab")
    once = found(ledger, *corroborating("ab"))
    assert ledger.enter_links(once, at=AT)
    assert not ledger.enter_links(once, at=AT)
    assert len(relations(ledger)) == 1


def test_what_was_found_of_a_reading_that_is_superseded_meanwhile_is_not_entered(ledger: Ledger) -> None:
    enter(ledger, *"ab")
    late = found(ledger, *corroborating("ab"))
    enter(ledger, "b", reader="reader 2")
    assert not ledger.enter_links(late, at=AT)
    assert ledger.unlinked() == 2


def test_what_was_found_of_a_document_that_is_removed_meanwhile_is_not_entered(ledger: Ledger) -> None:
    enter(ledger, *"ab")
    link(ledger)
    enter(ledger, "c")
    late = found(ledger, *corroborating("ac", "bc"))
    take(ledger, "a")
    assert not ledger.enter_links(late, at=AT)
    assert link(ledger, *corroborating("bc"))
    assert propositions(ledger) == {"b": {"b", "c"}}


def test_the_next_claims_to_link_are_told_before_those_before_them_are_linked(ledger: Ledger) -> None:
    for name in "abc":
        enter(ledger, name)
    first, second, third = ledger.unlinked_batch()[0]
    readings, batch = ledger.unlinked_batch(after=first)
    assert readings == [second, third]
    assert [one.report.name for one in batch] == ["b", "c"]
    assert ledger.unlinked_batch(after=third) == ([], [])
    assert ledger.unlinked_batch()[0] == [first, second, third]


@pytest.mark.slow
def test_readings_without_claims_are_linked_a_portion_at_a_time(ledger: Ledger) -> None:
    for number in range(501):
        empty = Reading(document=a_document(f"{number}"), claims=(), sentences=())
        ledger.add(an_evidence(empty.document), empty, reader="reader 1", at=AT)
    enter(ledger, "a")
    assert len(ledger.unlinked_batch()[0]) == 500
    link(ledger)
    assert len(ledger.unlinked_batch()[0]) == 2


@pytest.mark.slow
def test_a_proposition_of_5_000_claims_is_put_together_and_taken_apart(ledger: Ledger) -> None:
    text = "\n".join(f"Post {number} says so." for number in range(5_000))
    posts, last = a_reading(a_document(text, name="posts")), a_paper("a")
    ledger.add(an_evidence(posts.document), posts, reader="reader 1", at=AT)
    ledger.add(an_evidence(last.document), last, reader="reader 1", at=AT)
    ids = [one.id for one in (*posts.claims, *last.claims)]
    first, rows = ids[0], {name: row for row, name in enumerate(ids, start=1)}
    chain = [
        Link(claim=one, other=other, relation=Relation.ECHO, reasons=(WHY,))
        for one, other in zip(ids[1:], ids, strict=False)
    ]
    assert ledger.enter_links(LinkingResult(readings=[1, 2], keys={}, links=chain, rows=rows), at=AT)
    assert len(ledger.proposition(ids[-1]).claims) == 5_001
    take(ledger, "a")
    (one,) = ledger.propositions()
    assert (one.id, len(one.claims), len(one.links)) == (first, 5_000, 4_999)


_LINKS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1]), max_size=14)


@examples(20)
@given(_LINKS, st.data())
def test_links_in_any_order_and_portions_make_the_propositions_of_all_at_once(
    pairs: list[tuple[int, int]], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(pairs))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(pairs)), max_size=3)))
    names = [f"n{number}" for number in range(8)]
    with open_ledger(":memory:") as ledger:
        enter(ledger, *names)
        for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(mixed)], strict=True)):
            enter(ledger, f"last{number}")
            link(ledger, *_distinct(a_link(names[one], names[other]) for one, other in mixed[start:end]))
        groups = Groups(pairs).groups()
        assert propositions(ledger) == {names[min(group)]: {names[one] for one in group} for group in groups}


def _distinct(links: Iterable[Link]) -> list[Link]:
    return list(dict.fromkeys(links))


# --- what a person lays down -----------------------------------------------------------------------------------------


def test_a_cut_splits_a_proposition(ledger: Ledger) -> None:
    enter(ledger, *"abcd")
    link(ledger, *corroborating("ab", "bc", "cd"))
    rule(ledger, "c", "b", None)
    assert propositions(ledger) == {"a": {"a", "b"}, "c": {"c", "d"}}


def test_a_cut_parts_nothing_that_other_links_hold_together(ledger: Ledger) -> None:
    enter(ledger, *"abc")
    link(ledger, *corroborating("ab", "bc", "ca"))
    rule(ledger, "a", "b", None)
    assert propositions(ledger) == {"a": set("abc")}


def test_a_link_that_a_person_lays_down_joins_and_names_them(ledger: Ledger) -> None:
    enter(ledger, *"abcd")
    link(ledger, *corroborating("ab", "cd"))
    rule(ledger, "d", "a", Relation.REPEATS, reason="one witness")
    assert propositions(ledger) == {"a": set("abcd")}
    (laid,) = [one for one in ledger.proposition(claim("a")).links if one.by]
    assert (laid.by, laid.relation, reason_words(laid.reasons[0])) == (
        "an analyst", Relation.REPEATS, "an analyst: one witness",
    )  # fmt: skip


def test_a_ruling_takes_the_place_of_what_was_found_of_two_claims(ledger: Ledger) -> None:
    enter(ledger, *"ab")
    link(ledger, *corroborating("ab"))
    rule(ledger, "b", "a", Relation.CONTRADICTS)
    assert relations(ledger) == [("b", "contradicts", "a")]
    assert propositions(ledger) == {}


def test_the_last_ruling_on_two_claims_counts_and_none_is_lost(ledger: Ledger) -> None:
    enter(ledger, *"ab")
    link(ledger, *corroborating("ab"))
    rule(ledger, "a", "b", None)
    rule(ledger, "b", "a", Relation.ECHO)
    assert relations(ledger) == [("b", "echo", "a")]
    assert [one.relation for one in ledger.link_rulings()] == [None, Relation.ECHO]


@pytest.mark.parametrize("read_anew", ["a", "b"])
def test_a_cut_outlives_a_new_reading(ledger: Ledger, read_anew: str) -> None:
    enter(ledger, *"ab")
    link(ledger, *corroborating("ab"))
    rule(ledger, "a", "b", None)
    enter(ledger, read_anew, reader="reader 2")
    link(ledger, *corroborating("ba"))
    assert relations(ledger) == []
    assert propositions(ledger) == {}


@pytest.mark.parametrize("read_anew", ["a", "b"])
def test_a_confirmed_link_comes_back_after_a_new_reading_though_nothing_finds_it(
    ledger: Ledger, read_anew: str
) -> None:
    enter(ledger, *"ab")
    link(ledger)
    rule(ledger, "a", "b", Relation.REPEATS)
    enter(ledger, read_anew, reader="reader 2")
    assert relations(ledger) == []
    link(ledger)
    assert relations(ledger) == [("a", "repeats", "b")]
    assert propositions(ledger) == {"a": {"a", "b"}}


def test_cutting_where_there_is_no_link_is_refused(ledger: Ledger) -> None:
    enter(ledger, *"ab")
    with pytest.raises(CaseError, match=f"{claim('a')} and {claim('b')}: there is no link"):
        rule(ledger, "a", "b", None)
    assert ledger.link_rulings() == []


def test_a_claim_cannot_be_linked_to_itself(ledger: Ledger) -> None:
    enter(ledger, "a")
    with pytest.raises(CaseError, match=f"{claim('a')}: a claim has no link to itself"):
        rule(ledger, "a", "a", Relation.REPEATS)


@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_a_ruling_without_a_reason_is_refused(ledger: Ledger, reason: str) -> None:
    enter(ledger, *"ab")
    with pytest.raises(CaseError, match="say why"):
        rule(ledger, "a", "b", Relation.REPEATS, reason=reason)
    assert relations(ledger) == []


@pytest.mark.parametrize("pair", ["ax", "xa"])
def test_a_ruling_on_a_claim_that_the_case_does_not_hold_is_refused_by_name(ledger: Ledger, pair: str) -> None:
    enter(ledger, "a")
    with pytest.raises(NotInCase, match=claim("x")):
        rule(ledger, *pair, Relation.REPEATS)


def test_a_ruling_on_a_claim_of_a_removed_document_is_refused(ledger: Ledger) -> None:
    enter(ledger, *"ab")
    take(ledger, "b")
    with pytest.raises(NotInCase):
        rule(ledger, "a", "b", Relation.REPEATS)


# --- links and rivals ------------------------------------------------------------------------------------------------


def test_what_contradicts_a_proposition_is_its_rival_on_both_sides(ledger: Ledger) -> None:
    enter(ledger, *"abcd")
    link(ledger, *corroborating("ab", "cd"), a_link("d", "b", Relation.CONTRADICTS))
    for one, other in ("ac", "ca"):
        (rival,) = rivals(ledger, claim(one))
        assert (rival.proposition.id, rival.later, len(rival.links)) == (claim(other), False, 1)
        assert rival.proposition.claims == ledger.proposition(claim(other)).claims


def test_what_revises_a_proposition_is_a_later_rival_but_not_what_it_revises(ledger: Ledger) -> None:
    enter(ledger, *"ab")
    link(ledger, a_link("b", "a", Relation.REVISES))
    (rival,) = rivals(ledger, claim("a"))
    assert (rival.proposition.id, rival.later) == (claim("b"), True)
    assert rivals(ledger, claim("b")) == ()


def test_a_rival_is_one_however_many_links_say_so(ledger: Ledger) -> None:
    enter(ledger, *"abcd")
    against = [a_link(*pair, Relation.CONTRADICTS) for pair in ("ca", "cb", "da")]
    link(ledger, *corroborating("ab", "cd"), *against)
    (rival,) = rivals(ledger, claim("a"))
    assert rival.links == tuple(against)


def test_no_proposition_is_its_own_rival(ledger: Ledger) -> None:
    enter(ledger, *"abc")
    link(ledger, *corroborating("ab", "bc"), a_link("c", "a", Relation.CONTRADICTS))
    assert rivals(ledger, claim("a")) == ()


def test_a_part_an_echo_and_what_leaves_it_open_are_no_rivals(ledger: Ledger) -> None:
    enter(ledger, *"abcd")
    link(ledger, a_link("b", "a", Relation.PART_OF), a_link("c", "a", Relation.ECHO), a_link("d", "a", Relation.OPEN))
    assert rivals(ledger, claim("a")) == ()


def test_links_of_the_wanted_relations_come_with_their_claims_in_the_order_they_were_found(ledger: Ledger) -> None:
    enter(ledger, *"abc")
    link(ledger, a_link("b", "a", Relation.REVISES), *corroborating("ca"), a_link("c", "b", Relation.CONTRADICTS))
    assert relations(ledger, (Relation.CONTRADICTS, Relation.REVISES)) == [
        ("b", "revises", "a"), ("c", "contradicts", "b"),
    ]  # fmt: skip
    assert relations(ledger, ()) == []


def test_links_since_a_day_have_a_claim_of_that_day_or_later_or_of_no_known_day(ledger: Ledger) -> None:
    enter(ledger, *"ab", published=DAY)
    enter(ledger, "c", published=date(2026, 3, 9))
    enter(ledger, "d", published=None)
    link(ledger, *corroborating("ba", "ca", "da"))
    since = ledger.links([Relation.CORROBORATES], since=date(2026, 3, 9))
    assert [one.claim.name for one in since] == ["c", "d"]
    assert len(list(ledger.links([Relation.CORROBORATES], since=DAY))) == 3
    assert len(list(ledger.links([Relation.CORROBORATES], since=date.max))) == 1


def test_an_empty_case_has_nothing_to_link_and_nothing_linked(ledger: Ledger) -> None:
    assert ledger.unlinked() == 0
    assert ledger.unlinked_batch() == ([], [])
    assert ledger.proposition_ids() == {}
    assert propositions(ledger) == {}
    assert relations(ledger) == []
    assert ledger.link_rulings() == []


# --- many propositions at once ---------------------------------------------------------------------------------------


def test_propositions_in_context_bring_their_rivals_and_what_they_revise(ledger: Ledger) -> None:
    enter(ledger, *"abcdef")
    revises, against = a_link("b", "e", Relation.REVISES), a_link("c", "a", Relation.CONTRADICTS)
    link(ledger, *corroborating("ab", "cd"), revises, against, a_link("f", "d", Relation.REVISES))
    contexts = {one.proposition.id: one for one in ledger.propositions_in_context(map(claim, "bacx"))}
    assert list(contexts) == [claim("a"), claim("c")]
    first = contexts[claim("a")]
    assert first.proposition == ledger.proposition(claim("a"))
    assert [(rival.proposition.id, rival.links, rival.later) for rival in first.rivals] == [
        (claim("c"), (against,), False)
    ]
    assert [(one.link, one.claim.name, one.other.name) for one in first.before] == [(revises, "b", "e")]
    second = contexts[claim("c")]
    assert {rival.proposition.id: rival.later for rival in second.rivals} == {claim("a"): False, claim("f"): True}
    assert second.before == ()


def test_propositions_of_many_claims_come_once_each_in_the_order_of_the_claims(ledger: Ledger) -> None:
    enter(ledger, *"abcd")
    link(ledger, *corroborating("ab"))
    found = ledger.propositions_of(map(claim, "dbxac"))
    assert [one.id for one in found] == list(map(claim, "dac"))


def test_ends_and_reasons_of_links_are_those_of_the_links(ledger: Ledger) -> None:
    enter(ledger, *"abc")
    link(ledger, a_link("b", "a", Relation.REVISES), *corroborating("cb"))
    rule(ledger, "a", "c", Relation.CONTRADICTS)
    ends = ledger.link_ends(tuple(Relation))
    linked = list(ledger.links(tuple(Relation)))
    assert [(one.claim, one.other, one.relation, one.by) for one in ends] == [
        (one.link.claim, one.link.other, one.link.relation, one.link.by) for one in linked
    ]
    reasons = ledger.link_reasons([one.number for one in ends] + [99])
    assert [reasons[one.number] for one in ends] == [one.link.reasons for one in linked]
    assert len(reasons) == len(ends) == 3


def test_statements_for_propositions_do_not_grow_with_their_number(file: SqliteLedger) -> None:
    names = [f"n{number}" for number in range(30)]
    enter(file, *names)
    link(file, *(a_link(*pair, list(Relation)[number % 5]) for number, pair in enumerate(pairwise(names))))
    for some in (names[:1], names[:3], names):
        assert statements(file, map(claim, some)) <= 6


def statements(ledger: SqliteLedger, claims: Iterable[str]) -> int:
    """How many statements it takes to look at the propositions of claims."""
    said: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        said.append(statement)

    event.listen(ledger._engine, "before_cursor_execute", note)
    assert ledger.propositions_in_context(claims)
    event.remove(ledger._engine, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in said)


# --- copies that echo finds ------------------------------------------------------------------------------------------


def test_copies_are_entered_once_and_are_links_of_their_propositions(ledger: Ledger) -> None:
    enter(ledger, *"abc")
    link(ledger, *corroborating("ab", "bc"))
    copy = a_link("c", "a", Relation.ECHO)
    assert ledger.enter_copies([copy, copy], at=AT) == 1
    assert ledger.enter_copies([copy], at=AT) == 0
    assert copy in ledger.proposition(claim("a")).links
    assert propositions(ledger) == {"a": {"a", "b", "c"}}


def test_a_copy_that_is_ruled_on_or_gone_is_not_entered(ledger: Ledger) -> None:
    enter(ledger, *"abc")
    link(ledger, *corroborating("ab", "bc"))
    rule(ledger, "a", "b", Relation.CORROBORATES)
    take(ledger, "c", "removed")
    copies = [a_link("b", "a", Relation.ECHO), a_link("c", "b", Relation.ECHO)]
    assert ledger.enter_copies(copies, at=AT) == 0

"""What the case held at an earlier moment, and what had been said by a day: the same whatever keeps the case."""

from datetime import date, datetime

import pytest
from factory import a_document, a_reading, an_evidence
from ledger.link_builders import a_link, a_paper, claim, document, found, propositions, relations
from ledger.test_assessments import an_assessment
from ledger.test_ledger import rows

from tocsin.errors import CaseError
from tocsin.ledger.port import Ledger
from tocsin.model.as_of import AsOf
from tocsin.model.link import LinkRuling, Relation
from tocsin.model.party import PartyRuling
from tocsin.model.query import ClaimFilter, FailedDocument, Ruling
from tocsin.model.source import Grade, Reliability


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, day, hour)


def by(ledger: Ledger, day: int, hour: int = 23) -> Ledger:
    """The case as it was held by an hour of a day."""
    return ledger.as_of(AsOf(known_by=at(day, hour)))


def said_by(ledger: Ledger, day: int) -> Ledger:
    """The case as far as it was said by a day."""
    return ledger.as_of(AsOf(at=date(2026, 3, day)))


def enter(
    ledger: Ledger, moment: datetime, *names: str, reader: str = "reader 1", published: date | None = None
) -> None:
    for name in names:
        paper = a_paper(name, published=published or moment.date())
        ledger.add(an_evidence(paper.document), paper, reader=reader, at=moment)


def take(ledger: Ledger, name: str, action: str, moment: datetime) -> None:
    ledger.rule_document(Ruling(document=document(name), action=action, at=moment, by="an analyst", reason="a forgery"))


def names(ledger: Ledger) -> set[str]:
    return {found.name for found in ledger.claims()}


def test_a_claim_is_known_from_the_moment_its_document_was_added(ledger: Ledger) -> None:
    enter(ledger, at(2), "a")
    enter(ledger, at(4), "b")
    assert names(by(ledger, 1)) == set()
    assert names(by(ledger, 2)) == {"a"}
    assert names(by(ledger, 4, 8)) == {"a"}
    assert names(by(ledger, 4, 9)) == {"a", "b"}
    assert [row.name for row in by(ledger, 2).documents()] == ["a"]
    assert by(ledger, 2).counts()["claims"] == 1


def test_words_find_only_what_was_known(ledger: Ledger) -> None:
    enter(ledger, at(2), "a")
    enter(ledger, at(4), "b")
    then = by(ledger, 3)
    assert [match.report.name for match in then.search(["gate"], limit=9)] == ["a"]
    assert [one.name for one in then.claims(ClaimFilter(words="gate closed"))] == ["a"]


def test_a_document_that_is_read_again_was_once_read_otherwise(ledger: Ledger) -> None:
    paper = a_document("The gate closed. The pump failed.", name="a", published=date(2026, 3, 2))
    before, after = a_reading(paper), a_reading(paper, a_reading(paper).claims[1])
    ledger.add(an_evidence(paper), before, reader="reader 1", at=at(2))
    ledger.add(an_evidence(paper), after, reader="reader 2", at=at(5))
    assert len(list(ledger.claims())) == 1
    assert [one.claim.text for one in by(ledger, 4).claims()] == ["The gate closed.", "The pump failed."]
    assert by(ledger, 4).holds(paper, reader="reader 1")


def test_a_removed_document_was_held_before_and_is_held_again_after_its_restoration(ledger: Ledger) -> None:
    enter(ledger, at(2), "a", "b")
    take(ledger, "a", "removed", at(4))
    take(ledger, "a", "restored", at(6))
    assert [names(by(ledger, day)) for day in (3, 5, 7)] == [{"a", "b"}, {"b"}, {"a", "b"}]
    removed = {row.name: row.removed for row in by(ledger, 5).documents()}
    assert removed == {"a": "a forgery", "b": None}
    assert by(ledger, 3).removal(document("a")) is None
    assert len(by(ledger, 5).rulings()) == 1


def test_links_and_propositions_are_those_that_were_held_then(ledger: Ledger) -> None:
    enter(ledger, at(2), "a", "b")
    ledger.enter_links(found(ledger, a_link("a", "b")), at=at(2, 12))
    enter(ledger, at(4), "c")
    ledger.enter_links(found(ledger, a_link("c", "b")), at=at(4, 12))
    cut = LinkRuling(claim=claim("a"), other=claim("b"), relation=None, at=at(6), by="an analyst", reason="two gates")
    ledger.rule_link(cut)
    assert propositions(by(ledger, 2, 10)) == {}
    assert propositions(by(ledger, 3)) == {"a": {"a", "b"}}
    assert propositions(by(ledger, 5)) == {"a": {"a", "b", "c"}}
    assert propositions(by(ledger, 7)) == propositions(ledger) == {"b": {"b", "c"}}
    assert relations(by(ledger, 5)) == [("a", "corroborates", "b"), ("c", "corroborates", "b")]
    assert relations(by(ledger, 7)) == [("c", "corroborates", "b")]
    assert by(ledger, 5).link_rulings() == []
    (ends,) = by(ledger, 3).link_ends([Relation.CORROBORATES])
    assert by(ledger, 3).link_reasons([ends.number])[ends.number]


def test_a_proposition_in_its_context_has_the_rivals_of_that_moment(ledger: Ledger) -> None:
    enter(ledger, at(2), "a", "b")
    ledger.enter_links(found(ledger, a_link("a", "b")), at=at(2, 12))
    enter(ledger, at(4), "c")
    ledger.enter_links(found(ledger, a_link("c", "b", Relation.CONTRADICTS)), at=at(4, 12))
    (before,) = by(ledger, 3).propositions_in_context([claim("a")])
    (after,) = by(ledger, 4).propositions_in_context([claim("a")])
    assert (len(before.rivals), len(after.rivals)) == (0, 1)


def test_a_restored_document_whose_links_are_found_again_keeps_them(ledger: Ledger) -> None:
    enter(ledger, at(2), "a", "b")
    ledger.enter_links(found(ledger, a_link("a", "b")), at=at(2, 12))
    (before,) = ledger.link_ends([Relation.CORROBORATES])
    take(ledger, "a", "removed", at(4))
    take(ledger, "a", "restored", at(6))
    ledger.enter_links(found(ledger, a_link("a", "b")), at=at(6, 12))
    assert ledger.link_ends([Relation.CORROBORATES]) == [before]
    assert [propositions(by(ledger, day)) for day in (3, 5, 7)] == [{"a": {"a", "b"}}, {}, {"a": {"a", "b"}}]


def test_grades_and_rulings_on_names_are_those_that_were_entered_by_then(ledger: Ledger) -> None:
    enter(ledger, at(2), "a")
    for day, letter in ((3, Reliability.B), (5, Reliability.D)):
        ledger.enter_grade(Grade(name="a", reliability=letter, at=at(day), by="an analyst", reason="its record"))
    ruling = PartyRuling(name="a", other="the paper", same=True, at=at(5), by="an analyst", reason="its masthead")
    ledger.rule_party(ruling)
    assert by(ledger, 2).grades() == {}
    assert by(ledger, 4).grades()["a"].reliability is Reliability.B
    assert by(ledger, 6).grades()["a"].reliability is Reliability.D
    assert (by(ledger, 4).party_rulings(), by(ledger, 6).party_rulings()) == ([], [ruling])


def test_parties_that_were_entered_since_are_worked_out_again(ledger: Ledger) -> None:
    enter(ledger, at(2), "a")
    enter(ledger, at(4), "b")
    basis = ledger.stale_parties()
    assert basis is not None
    ledger.enter_parties([], basis=basis)
    assert by(ledger, 5).parties() == []
    assert by(ledger, 3).parties() is None
    assert said_by(ledger, 5).parties() is None
    assert [name.written for name in by(ledger, 3).party_names()] == ["a"]


def test_an_assessment_is_known_from_its_entry_whatever_moment_it_looks_from(ledger: Ledger) -> None:
    ledger.enter_assessment(an_assessment(at=at(1)), at=at(5))
    assert by(ledger, 4).assessments() == []
    assert by(ledger, 4).last_assessment("the port closes") is None
    assert len(by(ledger, 5).assessments()) == 1


def test_a_document_that_could_not_be_read_is_listed_until_it_was(ledger: Ledger) -> None:
    paper = a_paper("a")
    failed = FailedDocument(name="a", document=paper.document.id, problem="no text", at=at(2))
    ledger.enter_failed(failed)
    enter(ledger, at(4), "a")
    assert by(ledger, 3).failed_documents() == [failed]
    assert by(ledger, 1).failed_documents() == by(ledger, 4).failed_documents() == []


def test_what_was_published_later_is_left_out(ledger: Ledger) -> None:
    enter(ledger, at(8), "a", published=date(2026, 3, 2))
    enter(ledger, at(8), "b", published=date(2026, 3, 4))
    enter(ledger, at(8), "c", published=date(2026, 3, 6))
    ledger.enter_links(found(ledger, a_link("a", "b"), a_link("c", "b")), at=at(8))
    assert names(said_by(ledger, 4)) == {"a", "b"}
    assert propositions(said_by(ledger, 4)) == {"a": {"a", "b"}}
    assert relations(said_by(ledger, 4)) == [("a", "corroborates", "b")]
    assert propositions(said_by(ledger, 2)) == {}
    assert said_by(ledger, 2).proposition_ids() == {}
    assert len(said_by(ledger, 2).propositions_of([claim("a")])) == 1


def test_a_document_without_a_day_of_publication_counts_from_the_day_it_was_added(ledger: Ledger) -> None:
    undated = a_document("The gate closed.", name="a")
    ledger.add(an_evidence(undated), a_reading(undated), reader="reader 1", at=at(4, 17))
    assert names(said_by(ledger, 3)) == set()
    assert names(said_by(ledger, 4)) == {"a"}


def test_both_moments_are_asked_for_together(ledger: Ledger) -> None:
    enter(ledger, at(3), "a", published=date(2026, 3, 1))
    enter(ledger, at(5), "b", published=date(2026, 3, 1))
    enter(ledger, at(5), "c", published=date(2026, 3, 5))
    assert names(ledger.as_of(AsOf(known_by=at(6), at=date(2026, 3, 2)))) == {"a", "b"}
    assert names(ledger.as_of(AsOf(known_by=at(4), at=date(2026, 3, 9)))) == {"a"}


def test_what_was_held_earlier_cannot_be_changed(ledger: Ledger) -> None:
    enter(ledger, at(2), "a")
    then = by(ledger, 3)
    assert not then.can_write
    for change in (
        lambda: enter(then, at(4), "b"),
        lambda: take(then, "a", "removed", at(4)),
        lambda: then.enter_grade(Grade(name="a", at=at(4), by="an analyst", reason="its record")),
        lambda: then.enter_assessment(an_assessment(), at=at(4)),
        lambda: then.enter_vectors("m", {}),
    ):
        with pytest.raises(CaseError, match="held earlier"):
            change()
    enter(ledger, at(4), "b")
    assert names(ledger) == {"a", "b"}


def test_only_what_changes_gets_a_new_version(file: Ledger) -> None:
    enter(file, at(2), "a", "b", "c", "d")
    file.enter_links(found(file, a_link("a", "b"), a_link("c", "d")), at=at(2))
    enter(file, at(3), "e")
    file.enter_links(found(file, a_link("e", "a")), at=at(3))
    assert rows(file, "earlier_proposition") == 0
    enter(file, at(4), "f")
    file.enter_links(found(file, a_link("f", "a"), a_link("f", "c")), at=at(4))
    assert rows(file, "earlier_proposition") == 2
    take(file, "f", "removed", at(5))
    assert rows(file, "earlier_proposition") == 5
    assert rows(file, "earlier_link") == 0

"""Names as claims have them, the parties they lead to, and what analysts say of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random

import pytest
from factory import AT, a_claim, a_document, a_reading, an_evidence
from ledger.link_builders import enter, take

from tocsin.errors import CaseError
from tocsin.ledger.port import Ledger
from tocsin.model.as_of import AsOf
from tocsin.model.event import Action
from tocsin.model.party import ComparedNames, Party, PartyKind, PartyName, PartyRuling, Post, PostTold
from tocsin.model.place import Place
from tocsin.model.query import Ruling
from tocsin.model.review import Judgement, Review
from tocsin.model.source import Grade, Reliability

Add = Callable[..., bool]
TEXT = a_document("The mayor said so. The ministry denied it.", outlet="Radio Unterdrau", language="en")


def a_party(
    name: str,
    *more: str,
    kind: PartyKind = PartyKind.PERSON,
    may_be: tuple[str, ...] = (),
    speaks_for: tuple[str, ...] = (),
) -> Party:
    names = tuple(PartyName(written=one, script="Latn", language="en", claims=2) for one in (name, *more))
    return Party(id=name.lower(), kind=kind, name=name, names=names, may_be=may_be)


def a_ruling(name: str, other: str, *, same: bool | None = True, reason: str = "one man") -> PartyRuling:
    return PartyRuling(name=name, other=other, same=same, at=AT, by="an analyst", reason=reason)


def a_grade(name: str) -> Grade:
    return Grade(name=name, reliability=Reliability.B, at=AT, by="an analyst", reason="its record")


def names(ledger: Ledger) -> dict[str, int]:
    return {name.written: name.claims for name in ledger.party_names()}


def test_names_are_those_of_outlets_speakers_and_sources_with_their_claims(ledger: Ledger, add: Add) -> None:
    event = Action(lemma="close", actor="the guard", recipient=None, object="gate")
    said = a_claim(TEXT, "said so", speaker="Radio Unterdrau", sources=("the Mayor",), event=event)
    add(a_reading(TEXT, said, a_claim(TEXT, "denied it", speaker="ministry", sources=("the Mayor", "ministry"))))
    assert names(ledger) == {"Radio Unterdrau": 2, "the Mayor": 2, "ministry": 1}


def test_a_name_is_one_however_it_is_written_and_shown_as_most_texts_have_it(ledger: Ledger, add: Add) -> None:
    spellings = ("Général Đorđević", "GENERAL DORDEVIC", "Général  Đorđević", "Ірина")
    for number, source in enumerate(spellings):
        document = a_document(f"Number {number}.", language="en" if number else None, published=date(2026, 3, 1))
        add(a_reading(document, a_claim(document, f"Number {number}", sources=(source,))))
    first, second = ledger.party_names()
    assert (first.written, first.claims, first.script, first.language) == ("Général Đorđević", 3, "Latn", "en")
    assert (second.written, second.script) == ("Ірина", "Cyrl")


def test_an_outlet_is_known_to_be_an_organisation(ledger: Ledger, add: Add) -> None:
    add(a_reading(TEXT, a_claim(TEXT, "said so", speaker="mayor")))
    assert {name.written: name.kind for name in ledger.party_names()} == {
        "Radio Unterdrau": PartyKind.ORGANISATION, "mayor": None,
    }  # fmt: skip


def test_names_of_removed_and_superseded_readings_are_no_names_of_the_case(ledger: Ledger, add: Add) -> None:
    enter(ledger, "a", "b")
    take(ledger, "a")
    assert names(ledger) == {"b": 1}
    add(a_reading(TEXT, a_claim(TEXT, "said so", sources=("mayor",))))
    add(a_reading(replace(TEXT, outlet=None), a_claim(TEXT, "denied it", sources=("ministry",))), reader="reader 2")
    assert names(ledger) == {"b": 1, "ministry": 1}


def test_parties_come_back_as_they_were_entered_and_replace_those_before(ledger: Ledger) -> None:
    before, basis = [a_party("Anna Berg", "Berg")], ledger.stale_parties()
    assert basis is not None
    ledger.enter_parties(before, basis=basis)
    assert ledger.parties() == before
    after = [a_party("Ministry", kind=PartyKind.ORGANISATION), a_party("Anna Berg", "Berg", "mayor", may_be=("x", "y"))]
    after[1] = replace(after[1], speaks_for=("ministry",))
    ledger.enter_parties(after, basis=basis)
    assert ledger.parties() == after


def test_parties_are_found_by_any_of_their_names(ledger: Ledger) -> None:
    berg, ministry = a_party("Anna Berg", "Frau Berg"), a_party("Ministry")
    basis = ledger.stale_parties()
    assert basis is not None
    ledger.enter_parties([ministry, berg], basis=basis)
    assert ledger.parties_named(["FRAU  BERG"]) == [berg]
    assert ledger.parties_named(["anna berg", "frau berg", "ministry", "nobody"]) == [ministry, berg]
    assert ledger.parties_named([]) == []


def test_parties_are_stale_when_names_rulings_or_grades_were_entered_since(ledger: Ledger) -> None:
    for change in (
        lambda: None,
        lambda: enter(ledger, "a"),
        lambda: take(ledger, "a"),
        lambda: take(ledger, "a", "restored"),
        lambda: ledger.rule_party(a_ruling("a", "b")),
        lambda: ledger.enter_grade(a_grade("a")),
    ):
        change()
        basis = ledger.stale_parties()
        assert basis is not None
        assert (ledger.parties(), ledger.parties_named(["a"])) == (None, None)
        ledger.enter_parties([], basis=basis)
        assert ledger.stale_parties() is None
        assert (ledger.parties(), ledger.parties_named(["a"])) == ([], [])


def test_names_that_were_graded_come_last_until_a_claim_has_them(ledger: Ledger) -> None:
    ledger.enter_grade(a_grade("Anna Berg"))
    enter(ledger, "a")
    assert list(names(ledger).items()) == [("a", 1), ("Anna Berg", 0)]


def test_a_name_that_is_a_place_of_the_case_is_known_to_be_one(ledger: Ledger, add: Add) -> None:
    place = Place(start=0, end=7, name="Korbach")
    add(a_reading(TEXT, a_claim(TEXT, "said so", sources=("korbach",), places=(place,))))
    assert PartyKind.PLACE in [name.kind for name in ledger.party_names()]


def test_rulings_on_names_are_kept_in_order(ledger: Ledger) -> None:
    told = [a_ruling("Berg", "mayor"), a_ruling("Berg", "mayor", same=False), a_ruling("Berg", "mayor", same=None)]
    for ruling in told:
        ledger.rule_party(ruling)
    assert ledger.party_rulings() == told


@pytest.mark.parametrize(
    ("name", "other", "reason", "said"),
    [
        ("Berg", "BERG", "x", "two names"),
        ("", "Berg", "x", "two names"),
        ("Berg", "mayor", " ", "say why"),
        ("Berg", "x" * 10_000, "x", "too long for a name"),
        ("\u200b", "Berg", "x", "a character that can be seen"),
    ],
)
def test_a_ruling_that_says_nothing_is_refused(ledger: Ledger, name: str, other: str, reason: str, said: str) -> None:
    with pytest.raises(CaseError, match=said):
        ledger.rule_party(a_ruling(name, other, reason=reason))
    assert ledger.party_rulings() == []


def test_half_a_character_in_a_ruling_on_names_is_refused(ledger: Ledger) -> None:
    with pytest.raises(CaseError):
        ledger.rule_party(a_ruling("Berg", "mayor", reason="half \ud800"))
    assert ledger.party_rulings() == []


@pytest.mark.parametrize("seed", range(6))
def test_names_that_are_counted_bit_by_bit_are_those_that_are_counted_at_once(ledger: Ledger, seed: int) -> None:
    draw, at = Random(seed), AT
    outlets, sources = (
        (None, "Radio Hamn", "Hamn Post", "Hamn  Post"),
        ("the mayor", "The Mayor", "Radio  Hamn", "HAMN POST", "Korbach", "Anna Berg"),
    )
    entered: list[str] = []

    def add(reader: str = "reader 1") -> None:
        document = a_document(
            f"Gate {draw.randrange(12)} was shut.",
            outlet=draw.choice(outlets),
            language=draw.choice((None, "en", "uk")),
        )
        own = tuple(draw.sample(sources, 2))
        claim = a_claim(document, document.text, sources=own, places=(Place(start=0, end=4, name="Korbach"),))
        if ledger.add(an_evidence(document), a_reading(document, claim), reader=reader, at=at):
            entered.append(document.id)

    def rule() -> None:
        key = draw.choice(entered)
        action = "removed" if ledger.removal(key) is None else "restored"
        ledger.rule_document(Ruling(document=key, action=action, at=at, by="ana", reason="so"))

    def judge() -> None:
        reports = list(ledger.claims())
        if reports:
            report = draw.choice(reports)
            judgement = draw.choice((Judgement.REJECTED, Judgement.CONFIRMED, Judgement.CORRECTED))
            changes = {"sources": draw.sample(sources, 1)} if judgement is Judgement.CORRECTED else {}
            ledger.enter_review(
                Review(
                    claim=report.claim.id, document=report.document, start=report.claim.start, end=report.claim.end,
                    words=report.claim.text, judgement=judgement, changes=changes, at=at, by="ana", reason="so",
                )
            )  # fmt: skip

    def undo() -> None:
        reviews = ledger.reviews()
        if reviews:
            one = draw.choice(reviews)
            taken_back = replace(one, judgement=Judgement.UNDONE, undoes=one.number, changes={}, at=at)
            ledger.enter_review(taken_back)

    add()
    for _ in range(60):
        at += timedelta(minutes=1)
        again = partial(add, "reader 2")
        draw.choice((add, add, add, again, rule, judge, judge, undo, ledger.count_names, ledger.count_names))()
        assert ledger.party_names() == ledger.as_of(AsOf(known_by=at + timedelta(days=1))).party_names()


NAMES = ComparedNames(
    found_by={"Ilse Brandt": "[]", "I. Brandt": "[1]"},
    matches={("I. Brandt", "Ilse Brandt"): False, ("Ilse Brandt", "Ilse Brandt"): True},
)


def test_names_that_were_compared_come_back_with_those_that_were_compared_with_them(ledger: Ledger) -> None:
    assert ledger.compared_names(by="one") == ComparedNames()
    ledger.enter_compared_names(NAMES, by="one", beside=0)
    assert ledger.compared_names(by="one") == NAMES
    more = ComparedNames(found_by={"Karl Berg": "[2]"}, matches={("Karl Berg", "Karl Berg"): True})
    ledger.enter_compared_names(more, by="one", beside=2)
    assert ledger.compared_names(by="one") == NAMES | more


def test_names_that_were_not_compared_with_what_another_program_entered_are_not_kept(ledger: Ledger) -> None:
    ledger.enter_compared_names(NAMES, by="one", beside=0)
    ledger.enter_compared_names(ComparedNames(found_by={"Karl Berg": "[2]"}), by="one", beside=0)
    assert ledger.compared_names(by="one") == NAMES


def test_names_that_another_version_compared_are_given_up(ledger: Ledger) -> None:
    ledger.enter_compared_names(NAMES, by="one", beside=0)
    assert ledger.compared_names(by="two") == ComparedNames()
    ledger.enter_compared_names(ComparedNames(found_by={"Karl Berg": "[2]"}), by="two", beside=0)
    assert ledger.compared_names(by="two").found_by == {"Karl Berg": "[2]"}
    assert ledger.compared_names(by="one") == ComparedNames()


POST = Post(person="Ilse Brandt", office="mayor", body="Korbach")


def test_posts_are_those_of_the_texts_that_stand_with_their_document_and_day(ledger: Ledger, add: Add) -> None:
    add(a_reading(TEXT))
    older = a_document("Nothing.", published=date(2026, 3, 1))
    add(a_reading(older))
    assert [text for _, _, text in ledger.texts_without_posts()] == [TEXT.text, older.text]
    first, second = (number for number, _, _ in ledger.texts_without_posts())
    ledger.enter_posts({first: (), second: (POST,)})
    assert list(ledger.texts_without_posts()) == []
    assert ledger.posts() == [PostTold(POST, older.id, date(2026, 3, 1))]
    ledger.enter_posts({second: (POST,)})
    assert len(ledger.posts()) == 1
    ledger.rule_document(Ruling(document=older.id, action="removed", at=AT, by="an analyst", reason="a forgery"))
    assert ledger.posts() == []

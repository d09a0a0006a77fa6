"""The ledger keeps what is entered, and takes nothing back."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from factory import AT, a_claim, a_document, a_reading, an_evidence

from tocsin.errors import Ambiguous, CaseError, NotInCase
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.model.event import Action
from tocsin.model.place import Place
from tocsin.model.quantity import Quantity, Thing, measure_key
from tocsin.model.query import ClaimClues, ClaimFilter, FailedDocument, Ruling
from tocsin.model.reading import SetAside
from tocsin.model.reason import Reason

Add = Callable[..., bool]

REPORT = a_document("The mayor said so. The ministry denied it.", name="report", published=date(2026, 3, 1))
OTHER = a_document("The bridge is closed.", name="bridge", published=date(2026, 2, 1))


def a_ruling(action: str = "removed", *, document: str = REPORT.id, reason: str = "a forgery") -> Ruling:
    return Ruling(document=document, action=action, at=AT, by="an analyst", reason=reason)


def rows(ledger: Ledger, table: str) -> int:
    with sqlite3.connect(ledger.name) as connection:
        return int(connection.execute(f"select count(*) from {table}").fetchone()[0])


def test_a_claim_comes_back_with_its_document_and_sentence(ledger: Ledger, add: Add) -> None:
    claim = a_claim(REPORT, "denied it", speaker="Radio Unterdrau", sources=("ministry",))
    add(a_reading(replace(REPORT, outlet="Radio Unterdrau"), claim))
    (found,) = ledger.claims()
    assert found.claim == claim
    assert (found.document, found.name, found.outlet, found.published) == (
        REPORT.id,
        "report",
        "Radio Unterdrau",
        date(2026, 3, 1),
    )
    assert found.sentence == "The ministry denied it."
    assert REPORT.text[slice(*found.sentence_span)] == found.sentence


def test_the_bytes_of_a_document_are_kept(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT))
    assert ledger.raw(REPORT.id) == REPORT.text.encode()


def test_a_document_comes_back_as_it_was_read_without_its_claims(ledger: Ledger, add: Add) -> None:
    reading = a_reading(REPORT)
    add(reading)
    found, row = ledger.document(REPORT.id)
    assert found == replace(reading, claims=(), sentences=())
    assert (row.name, row.claims, row.added, row.removed) == ("report", 2, AT, None)


def test_a_reading_without_claims_is_kept(ledger: Ledger, add: Add) -> None:
    assert add(replace(a_reading(REPORT), claims=(), sentences=()))
    assert [row.claims for row in ledger.documents()] == [0]


def test_adding_twice_changes_nothing(ledger: Ledger, add: Add) -> None:
    assert add(a_reading(REPORT))
    before = list(ledger.claims())
    assert not add(a_reading(REPORT), at=datetime(2027, 1, 1))
    assert list(ledger.claims()) == before
    assert [row.added for row in ledger.documents()] == [AT]
    assert len(before) == 2


def test_adding_twice_does_not_change_the_file(file: Ledger) -> None:
    assert file.add(an_evidence(REPORT), a_reading(REPORT), reader="reader 1", at=AT)
    before = Path(file.name).read_bytes()
    assert not file.add(an_evidence(REPORT), a_reading(REPORT), reader="reader 1", at=datetime(2027, 1, 1))
    assert Path(file.name).read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        {"published": date(2026, 3, 9)},
        {"outlet": "Another"},
        {"title": "New"},
        {"language": "en"},
        {"url": "https://example.org"},
    ],
)
def test_a_document_with_other_facts_is_entered_anew(ledger: Ledger, add: Add, change: dict[str, object]) -> None:
    add(a_reading(REPORT))
    assert add(a_reading(replace(REPORT, **change)))  # type: ignore[arg-type]
    assert len(list(ledger.claims())) == 2
    assert len(ledger.documents()) == 1


def test_another_reader_supersedes(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT))
    assert add(a_reading(REPORT, a_claim(REPORT, "denied it")), reader="reader 2")
    assert [found.claim.text for found in ledger.claims()] == ["denied it"]


def test_what_is_superseded_or_removed_stays_in_the_file(file: Ledger) -> None:
    for number in (1, 2):
        file.add(an_evidence(REPORT), a_reading(REPORT), reader=f"reader {number}", at=AT)
    tables = ("evidence", "reading", "claim", "current_reading")
    assert [rows(file, table) for table in tables] == [1, 2, 4, 1]
    file.rule_document(a_ruling())
    assert [rows(file, table) for table in tables] == [1, 2, 4, 0]


def test_superseded_claims_are_found_by_nothing(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT, a_claim(REPORT, "The mayor said so", speaker="mayor")))
    add(a_reading(REPORT, a_claim(REPORT, "denied it")), reader="reader 2")
    assert list(ledger.claims(ClaimFilter(speaker="mayor"))) == []
    assert list(ledger.claims(ClaimFilter(words="mayor"))) == []
    assert {match.report.claim.text for match in ledger.search(["mayor"], limit=10)} == {"denied it"}
    assert ledger.counts() == {"documents": 1, "claims": 1, "speakers": 0, "sources": 0}


def test_the_reading_before_the_last_stands_again_when_it_is_entered_again(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT))
    add(a_reading(REPORT, a_claim(REPORT, "denied it")), reader="reader 2")
    assert add(a_reading(REPORT), reader="reader 1")
    assert len(list(ledger.claims())) == 2


def test_claims_come_by_day_of_publication_and_place_in_the_text(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT, a_claim(REPORT, "The mayor said so"), a_claim(REPORT, "denied it")))
    add(a_reading(OTHER))
    assert [found.claim.text for found in ledger.claims()] == [
        "The bridge is closed.",
        "The mayor said so",
        "denied it",
    ]


def test_documents_are_listed_by_day_of_publication_those_without_one_last(ledger: Ledger, add: Add) -> None:
    for document in (a_document("No day.", name="no day"), REPORT, OTHER):
        add(a_reading(document))
    assert [row.name for row in ledger.documents()] == ["bridge", "report", "no day"]


def test_counts_tell_what_the_case_goes_by(ledger: Ledger, add: Add) -> None:
    add(
        a_reading(
            REPORT,
            a_claim(REPORT, "said so", speaker="Radio", sources=("the Mayor", "a friend")),
            a_claim(REPORT, "denied it", speaker="RADIO"),
        )
    )
    add(a_reading(OTHER))
    assert ledger.counts() == {"documents": 2, "claims": 3, "speakers": 1, "sources": 2}


# --- removing and restoring ------------------------------------------------------------------------------------------


def test_a_removed_document_and_its_claims_are_gone_from_every_answer(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT))
    add(a_reading(OTHER))
    ledger.rule_document(a_ruling())
    assert [found.name for found in ledger.claims()] == ["bridge"]
    assert ledger.search(["mayor"], limit=5) == []
    assert ledger.claims_of(REPORT.id) == []
    assert ledger.counts()["documents"] == 1


def test_the_record_of_a_removal_stays(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT))
    ledger.rule_document(a_ruling())
    assert [row.removed for row in ledger.documents()] == ["a forgery"]
    assert ledger.removal(REPORT.id) == a_ruling()
    assert ledger.raw(REPORT.id)
    found, _ = ledger.document("report")
    assert found.document.text == REPORT.text


def test_a_restored_document_is_as_it_was(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT))
    before = list(ledger.claims())
    ledger.rule_document(a_ruling())
    ledger.rule_document(a_ruling("restored", reason="genuine after all"))
    assert list(ledger.claims()) == before
    assert ledger.removal(REPORT.id) is None
    assert [row.removed for row in ledger.documents()] == [None]


def test_rulings_are_kept_in_order(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT))
    told = [a_ruling(), a_ruling("restored", reason="genuine"), a_ruling(reason="forged after all")]
    for ruling in told:
        ledger.rule_document(ruling)
    assert ledger.rulings() == told


def test_adding_a_removed_document_does_not_bring_it_back(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT))
    ledger.rule_document(a_ruling())
    assert not add(a_reading(REPORT), reader="reader 2")
    assert list(ledger.claims()) == []


def test_only_what_the_case_held_can_be_removed(ledger: Ledger) -> None:
    with pytest.raises(NotInCase, match="sha256:0"):
        ledger.rule_document(a_ruling(document="sha256:0"))


@pytest.mark.parametrize(
    ("before", "action", "said"),
    [(["removed"], "removed", "already removed from the case"), ([], "restored", "is in the case")],
)
def test_a_ruling_that_changes_nothing_is_refused(
    ledger: Ledger, add: Add, before: list[str], action: str, said: str
) -> None:
    add(a_reading(REPORT))
    for earlier in before:
        ledger.rule_document(a_ruling(earlier))
    with pytest.raises(CaseError, match=said):
        ledger.rule_document(a_ruling(action))
    assert len(ledger.rulings()) == len(before)


def test_a_ruling_needs_a_reason(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT))
    with pytest.raises(CaseError, match="say why"):
        ledger.rule_document(a_ruling(reason="  "))
    assert len(list(ledger.claims())) == 2


# --- identifiers -----------------------------------------------------------------------------------------------------


def test_a_document_is_found_by_its_name_its_id_and_the_beginning_of_its_id(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT))
    add(a_reading(OTHER))
    digits = REPORT.id.removeprefix("sha256:")
    for key in ("report", REPORT.id, digits, digits[:4], digits[:12].upper(), REPORT.id[:12]):
        assert ledger.document(key)[1].id == REPORT.id


@pytest.mark.parametrize(
    "key", ["", "no such", "sha256:zz", "re", "%", "_____", "report%", "x' or 1=1 --", "a\0b", "🔔"]
)
def test_an_id_that_the_case_does_not_hold_is_named(ledger: Ledger, add: Add, key: str) -> None:
    add(a_reading(REPORT))
    with pytest.raises(NotInCase) as caught:
        ledger.document(key)
    assert repr(key) in str(caught.value)
    with pytest.raises(NotInCase):
        ledger.claim(key)
    with pytest.raises(NotInCase):
        ledger.raw(key)


def test_a_name_that_two_documents_bear_asks_for_more(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT))
    add(a_reading(replace(OTHER, name="report")))
    with pytest.raises(Ambiguous, match="give more of it") as caught:
        ledger.document("report")
    assert REPORT.id[:19] in str(caught.value)
    assert OTHER.id[:19] in str(caught.value)


def test_a_claim_is_found_by_its_id_and_the_beginning_of_it(ledger: Ledger, add: Add) -> None:
    claims = a_claim(REPORT, "said so", id="aaaa1111"), a_claim(REPORT, "denied it", id="aaab2222")
    add(a_reading(REPORT, *claims))
    for key in ("aaaa1111", "aaaa", "AAAA1"):
        assert ledger.claim(key).claim == claims[0]


def test_a_short_id_that_two_claims_share_lists_them(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT, a_claim(REPORT, "said so", id="aaaa1111"), a_claim(REPORT, "denied it", id="aaab2222")))
    with pytest.raises(Ambiguous, match="aaaa1111, aaab2222"):
        ledger.claim("aaa")


def test_half_a_character_cannot_be_looked_for(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT))
    with pytest.raises(CaseError, match=r"\\udce9"):
        ledger.document("caf\udce9")
    with pytest.raises(CaseError):
        list(ledger.claims(ClaimFilter(speaker="caf\udce9")))


# --- documents that could not be read, and figures ---------------------------------------------------------------------


def a_failure(name: str, document: str | None = None, *, problem: str = "could not be read") -> FailedDocument:
    return FailedDocument(name=name, document=document, problem=problem, at=AT)


def test_a_document_that_could_not_be_read_is_listed_until_it_is_read(ledger: Ledger, add: Add) -> None:
    ledger.enter_failed(a_failure("report", REPORT.id))
    ledger.enter_failed(a_failure("report", REPORT.id, problem="an IndexError"))
    assert ledger.failed_documents() == [a_failure("report", REPORT.id, problem="an IndexError")]
    add(a_reading(OTHER))
    assert len(ledger.failed_documents()) == 1
    add(a_reading(REPORT))
    assert ledger.failed_documents() == []


def test_a_file_that_could_not_be_read_is_listed_until_a_document_comes_from_it(ledger: Ledger) -> None:
    ledger.enter_failed(a_failure("posts.jsonl line 3"))
    ledger.enter_failed(a_failure("a/report.txt"))
    evidence = replace(an_evidence(REPORT), where="a/report.txt")
    assert ledger.add(evidence, a_reading(REPORT), reader="reader 1", at=AT)
    assert [failed.name for failed in ledger.failed_documents()] == ["posts.jsonl line 3"]


def test_claims_are_found_by_what_their_figures_count_and_measure(ledger: Ledger, add: Add) -> None:
    things = (Thing(head="boat", modifiers=("river",)),)
    figure = Quantity(start=0, end=3, low=400, high=400, noun="boats", measure="lost", things=things)
    add(a_reading(REPORT, a_claim(REPORT, "said so", quantities=(figure,)), a_claim(REPORT, "denied it")))
    for key in ("boat", "river", measure_key("lost")):
        assert [found.claim.text for found in ledger.claims_counting([key, "tank"])] == ["said so"]
    assert ledger.claims_counting(["tank", measure_key(None)]) == []
    assert [found.claim.text for found in ledger.claims_counting()] == ["said so"]
    assert ledger.claim_ids() == [found.claim.id for found in ledger.claims()]


TOWNS = a_document("Fire. Three boats sank off Kremnitz. Tying ropes helped. The ﬁre went out.", name="towns")
CLUED = {
    "phrase": ClaimClues(phrases=frozenset({("boats", "kremnitz")})),
    "other form of a word": ClaimClues(phrases=frozenset({("boat",)})),
    "beginning": ClaimClues(beginnings=frozenset({"krem"})),
    "event": ClaimClues(events=frozenset({"sink"})),
    "type of event": ClaimClues(events=frozenset({"ASSAULT"})),
    "figure": ClaimClues(figures=frozenset({"boats"})),
    "any figure": ClaimClues(figures=frozenset({""})),
    "counted": ClaimClues(counted=frozenset({"boat"})),
}


@pytest.mark.parametrize("clues", CLUED.values(), ids=CLUED)
def test_a_claim_with_a_clue_is_tested(ledger: Ledger, add: Add, clues: ClaimClues) -> None:
    figure = Quantity(start=0, end=5, low=3, high=3, noun="boats", things=(Thing(head="boat"),))
    event = Action(lemma="sink", actor="boats", type="ASSAULT")
    add(a_reading(TOWNS, a_claim(TOWNS, "Three boats sank off Kremnitz", quantities=(figure,), event=event)))
    add(a_reading(REPORT))
    found = ledger.claims_where(ClaimFilter(), lambda record: "boats" in record["text"], clues=clues)
    assert [one.claim.text for one in found] == ["Three boats sank off Kremnitz"]


@pytest.mark.parametrize(
    ("clues", "text"),
    [
        (ClaimClues(beginnings=frozenset({"tyin"})), "Tying ropes helped"),
        (ClaimClues(phrases=frozenset({("fire",)})), "The ﬁre went out"),
    ],
)
def test_clues_find_words_with_short_stems_and_letters_set_as_one(
    ledger: Ledger, add: Add, clues: ClaimClues, text: str
) -> None:
    add(a_reading(TOWNS, a_claim(TOWNS, text)))
    found = ledger.claims_saying(ClaimFilter(), lambda told: told == text, clues=clues)
    assert [one.claim.text for one in found] == [text]


def test_documents_that_count_a_thing_come_by_place_then_by_period_then_by_day(ledger: Ledger, add: Add) -> None:
    figure = Quantity(start=0, end=5, low=3, high=3, noun="boats", measure="lost", things=(Thing(head="boat"),))
    for name, day, words in (
        ("old there", date(2024, 1, 1), "off Kremnitz"), ("late", date(2024, 5, 1), "off Derby"),
        ("in time", date(2024, 3, 1), "off Derby"), ("no day", None, "off Derby"),
    ):  # fmt: skip
        text = f"Three boats sank {words}, {name}."
        document = a_document(text, name=name, title=f"About {name}", published=day)
        places = (Place(start=17, end=26, name=words.removeprefix("off "), country=None),)
        add(a_reading(document, a_claim(document, text[:-1], quantities=(figure,), places=places)))
    add(a_reading(REPORT))
    names = {row.id: row.name for row in ledger.documents()}
    asked = ledger.documents_counting(["boat"], place="Kremnitz", since=date(2024, 2, 1), until=date(2024, 4, 1))
    assert [names[document] for document in asked] == ["old there", "in time", "late", "no day"]
    assert [names[one] for one in ledger.documents_counting(["boat"])] == ["late", "in time", "old there", "no day"]
    assert set(asked.values()) == {1}
    assert ledger.documents_counting(["tank"]) == {}
    assert ledger.counted_forms() == {"boat", measure_key("lost")}
    assert sorted(places for _, places in ledger.places_with_figures()) == [["Derby"]] * 3 + [["Kremnitz"]]
    assert list(ledger.titles(asked).values()) == [f"About {one}" for one in ("old there", "late", "in time", "no day")]
    assert [names[one] for one in ledger.undated()] == ["no day"]
    assert [one.name for one in ledger.claims_counting(latest=2)] == ["in time", "no day"]


# --- streams and memory ----------------------------------------------------------------------------------------------


def test_the_case_can_be_changed_while_claims_are_being_listed(ledger: Ledger, add: Add) -> None:
    add(a_reading(REPORT))
    listed = ledger.claims()
    next(listed)
    add(a_reading(OTHER))
    ledger.rule_document(a_ruling())
    assert [found.sentence for found in listed] == ["The ministry denied it."]
    assert [found.name for found in ledger.claims()] == ["bridge"]


def test_a_case_in_memory_does_all_that_a_file_does() -> None:
    with open_ledger(":memory:") as ledger:
        for document in (REPORT, OTHER):
            assert ledger.add(an_evidence(document), a_reading(document), reader="reader 1", at=AT)
        for found in ledger.claims():
            assert found.document == REPORT.id or ledger.claim(found.claim.id) == found
            if ledger.removal(REPORT.id) is None:
                ledger.rule_document(a_ruling())
        assert [row.removed for row in ledger.documents()] == [None, "a forgery"]
    assert not Path(":memory:").exists()


def test_two_cases_in_memory_know_nothing_of_each_other() -> None:
    with open_ledger(":memory:") as one, open_ledger(":memory:") as other:
        one.add(an_evidence(REPORT), a_reading(REPORT), reader="reader 1", at=AT)
        assert other.documents() == []


def test_what_was_set_aside_is_kept_with_its_reason_and_is_no_claim(ledger: Ledger, add: Add) -> None:
    aside = SetAside(start=0, end=9, text="The mayor", reason=Reason(rule="claim.set_aside", facts={"kind": "label"}))
    add(a_reading(REPORT, a_claim(REPORT, "denied it"), set_aside=(aside,)))
    assert ledger.document(REPORT.id)[0].set_aside == (aside,)
    assert [report.claim.text for report in ledger.claims()] == ["denied it"]


def test_the_weightiest_claims_come_first_where_that_is_asked_for(ledger: Ledger, add: Add) -> None:
    light, heavy = a_claim(REPORT, "said so", weight=0.2), a_claim(REPORT, "denied it", weight=0.7)
    not_weighed = a_claim(REPORT, "The ministry")
    add(a_reading(REPORT, light, not_weighed, heavy))
    found = [report.claim for report in ledger.claims(ClaimFilter(by_weight=True))]
    assert found == [heavy, light, not_weighed]


@pytest.mark.parametrize("time", [None, "2026-03-02T07:03:11", "2026-03-02T07:03:11+02:00"])
def test_the_time_of_day_is_kept_as_it_was_told(ledger: Ledger, time: str | None) -> None:
    told = datetime.fromisoformat(time) if time else None
    document = replace(a_document("The ferry left early."), time=told)
    ledger.add(an_evidence(document), a_reading(document), reader="one", at=AT)
    (kept,) = ledger.texts()
    assert (kept.time, kept.text) == (told, document.text)
    assert ledger.known(document.id) == document
    assert not ledger.add(an_evidence(document), a_reading(document), reader="one", at=AT)

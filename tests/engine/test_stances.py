"""The propositions of a case: who says so, who says it is not so, who leaves it open, and what that proves."""

import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from factory import AT, an_evidence
from link.read_pairs import Pairs, said

from tocsin.engine.case import Case
from tocsin.engine.reader import Reader
from tocsin.engine.records import stated_record
from tocsin.model.document import Document
from tocsin.model.estimate import Credibility
from tocsin.model.link import Relation
from tocsin.model.reading import Reading
from tocsin.model.stance import Stance, StatedProposition

MONDAY = date(2026, 3, 2)
Paper = tuple[str | None, date | None, str]
CLOSED = "The night guards closed the flood gate at Korbach."
MAYOR = ("Observer", MONDAY, "Mayor Ilse Brandt said that the night guards closed the flood gate at Korbach.")
PRIEST = ("Courier", MONDAY, "According to Jonas Krämer, the flood gate at Korbach was shut by the night guards.")
DENIAL = ("Ledger", MONDAY, "Marta Oswald denied that the night guards closed the flood gate at Korbach.")
OPEN = ("Digest", MONDAY, "It is unclear whether the night guards closed the flood gate at Korbach.")
BESIDE = ("Herald", MONDAY, "The orchestra of Neustadt will play in the market hall.")


@contextmanager
def a_case(reader: Reader, *papers: Paper) -> Iterator[Case]:
    """A case of these papers, each one document."""
    lines = [
        {"name": f"paper {number}", "outlet": outlet, "published": day and day.isoformat(), "text": text}
        for number, (outlet, day, text) in enumerate(papers)
    ]
    told = [{name: value for name, value in line.items() if value is not None} for line in lines]
    with Case.open(":memory:", create=True, reader=reader) as case:
        if told:
            list(case.add(["-"], stdin=io.BytesIO("\n".join(map(json.dumps, told)).encode())))
        yield case


def stated(reader: Reader, *papers: Paper) -> list[StatedProposition]:
    """The propositions of a case of these papers; that each claim takes one stance is checked."""
    with a_case(reader, *papers) as case:
        found = list(case.stated_propositions())
        takers = [taker.report.claim.id for one in found for taker in one.takers]
        assert sorted(takers) == sorted(report.claim.id for report in case.claims())
        for one in found:
            assert any(taker.report.claim.id == one.id for taker in one.takers)
        return found


def about(found: Sequence[StatedProposition], words: str) -> StatedProposition:
    """The one proposition with a report that has these words."""
    (one,) = [one for one in found if any(words in taker.report.claim.text for taker in one.takers)]
    return one


def stances(one: StatedProposition) -> list[tuple[str | None, str]]:
    return [(taker.report.outlet, taker.stance.value) for taker in one.takers]


# --- who takes which stance ------------------------------------------------------------------------------------------


def test_a_denial_stands_against_what_it_denies(reader: Reader) -> None:
    one = about(stated(reader, MAYOR, PRIEST, DENIAL, BESIDE), "gate")
    assert sorted(stances(one)) == [("Courier", "for"), ("Ledger", "against"), ("Observer", "for")]
    assert (one.estimate.witnesses_for, one.estimate.witnesses_against) == (2, 1)


def test_what_is_left_open_supports_nothing_and_denies_nothing(reader: Reader) -> None:
    alone, beside = (about(stated(reader, *papers), "gate") for papers in ((MAYOR,), (MAYOR, OPEN)))
    assert sorted(stances(beside)) == [("Digest", "open"), ("Observer", "for")]
    for name in ("witnesses_for", "witnesses_against", "credibility", "probability"):
        assert getattr(beside.estimate, name) == getattr(alone.estimate, name)


def test_what_only_denials_say_is_stated_as_they_say_it(reader: Reader) -> None:
    one = about(stated(reader, DENIAL), "gate")
    assert stances(one) == [("Ledger", "for")]
    assert "denied" in one.statement


def test_a_denial_of_a_denial_takes_one_stance(reader: Reader) -> None:
    again = ("Tribune", MONDAY + timedelta(days=1), f"Mayor Ilse Brandt denied that {DENIAL[2][:-1]}.")
    found = stated(reader, MAYOR, DENIAL, again)
    assert all(taker.stance in Stance for one in found for taker in one.takers)


def test_those_who_take_a_stance_come_by_day(reader: Reader) -> None:
    late = ("Observer", MONDAY + timedelta(days=4), MAYOR[2])
    undated = ("Ledger", None, DENIAL[2])
    one = about(stated(reader, undated, late, PRIEST), "gate")
    days = [taker.report.published for taker in one.takers]
    assert days == [MONDAY, MONDAY + timedelta(days=4), None]


def test_the_origin_of_a_report_is_the_one_whose_word_it_is(reader: Reader) -> None:
    one = about(stated(reader, MAYOR, PRIEST), "gate")
    assert {taker.origin for taker in one.takers} == {"Ilse Brandt", "Jonas Krämer"}


def test_a_proposition_is_found_by_any_of_its_claims(reader: Reader) -> None:
    with a_case(reader, MAYOR, PRIEST, DENIAL, OPEN, BESIDE) as case:
        for one in case.stated_propositions():
            for taker in one.takers:
                assert stated_record(case.stated(taker.report.claim.id)) == stated_record(one)


# --- what that proves ------------------------------------------------------------------------------------------------


def test_two_named_witnesses_make_it_probable_and_one_does_not(reader: Reader) -> None:
    two = about(stated(reader, MAYOR, PRIEST), "gate")
    assert two.estimate.credibility <= Credibility.PROBABLE
    one = about(stated(reader, MAYOR), "gate")
    assert one.estimate.credibility >= Credibility.POSSIBLE


def test_outlets_that_cite_one_source_are_one_witness(reader: Reader) -> None:
    papers = [
        (f"Paper {number}", MONDAY + timedelta(days=number), MAYOR[2]) for number in range(4)
    ]  # fmt: skip
    one = about(stated(reader, *papers), "gate")
    assert one.estimate.witnesses_for == 1
    assert one.estimate.credibility >= Credibility.POSSIBLE


def test_two_outlets_that_cite_each_other_confirm_nothing(reader: Reader) -> None:
    circle = [
        ("Observer", MONDAY, "The Courier reported that the night guards closed the flood gate at Korbach."),
        ("Courier", MONDAY, "The Observer reported that the night guards closed the flood gate at Korbach."),
    ]
    one = about(stated(reader, *circle), "gate")
    assert len(one.takers) == 2
    assert one.estimate.credibility >= Credibility.POSSIBLE


def test_the_same_document_under_two_addresses_is_one_witness(reader: Reader) -> None:
    copies = [("Observer", MONDAY, f"{CLOSED} {MAYOR[2]}"), ("Mirror", MONDAY, f"{CLOSED} {MAYOR[2]} ")]
    found = stated(reader, *copies)
    for one in found:
        assert one.estimate.witnesses_for <= 1
        assert one.estimate.credibility >= Credibility.POSSIBLE


def test_a_corrected_figure_is_revised_by_the_one_that_sets_it_aside(reader: Reader) -> None:
    wrong = ("Observer", MONDAY, "The flood killed 240 people in the valley.")
    right = ("Observer", MONDAY + timedelta(days=1), "The flood killed 190 people, not 240, in the valley.")
    with a_case(reader, wrong, right) as case:
        (link,) = case.links()
        assert (link.link.relation, link.claim.published) == (Relation.REVISES, right[1])
        assert case.stated(link.other.claim.id).estimate.credibility >= Credibility.DOUBTFUL


def test_a_correction_that_names_no_figure_leaves_every_claim_its_place(reader: Reader) -> None:
    wrong = ("Observer", MONDAY, "The flood killed 240 people in the valley.")
    found = stated(reader, wrong, ("Observer", MONDAY, "Correction: an earlier figure was wrong, the mayor said."))
    assert len(found) >= 2


# --- cases of all kinds ----------------------------------------------------------------------------------------------


def test_an_empty_case_has_no_propositions(reader: Reader) -> None:
    assert stated(reader) == []


def test_a_case_without_dates_and_outlets_has_propositions(reader: Reader) -> None:
    papers: list[Paper] = [(None, None, text) for _, _, text in (MAYOR, PRIEST, DENIAL, OPEN)]
    one = about(stated(reader, *papers), "gate")
    assert sorted(stance for _, stance in stances(one)) == ["against", "for", "for", "open"]


@pytest.mark.parametrize("number", ["0", "-40", "1e30", "1000000000000000000000000000000", "00", "½"])
def test_odd_figures_leave_every_claim_its_place(reader: Reader, number: str) -> None:
    odd = ("Courier", MONDAY, f"The flood killed {number} people in the valley.")
    stated(reader, ("Observer", MONDAY, "The flood killed 40 people in the valley."), odd)


def test_figures_do_not_chain(reader: Reader) -> None:
    texts = [f"The flood killed {number} people in the valley." for number in ("40", "about 43", "47")]
    pairs = Pairs(reader)
    first, second, third = (said(text, outlet=f"Paper {number}") for number, text in enumerate(texts))
    assert pairs.relation(first, second) is Relation.CORROBORATES
    assert pairs.relation(second, third) is Relation.CORROBORATES
    assert pairs.relation(first, third) is Relation.CONTRADICTS
    with a_case(reader, *((f"Paper {number}", MONDAY, text) for number, text in enumerate(texts))) as case:
        for proposition in case.ledger.propositions():
            told = {report.claim.text for report in proposition.claims}
            assert not {texts[0][:-1], texts[2][:-1]} <= told


PAPERS: list[Paper] = [
    MAYOR, PRIEST, DENIAL, OPEN, BESIDE,
    ("Mirror", MONDAY + timedelta(days=1), MAYOR[2]),
    ("Radio Unterdrau", MONDAY, "The flood killed 40 people in the valley. The hospitals of Saalbrunn were overcrowded."),
    ("Styria Digest", MONDAY + timedelta(days=2), "The flood killed 52 people in the valley. The hospitals are empty."),
    ("Tribune", MONDAY + timedelta(days=3), "The flood killed 52 people, not 40, in the valley."),
    ("Danubia Wire", None, "The council will open the new bridge at Korbach on 20 March."),
    ("Harbour Post", date(2026, 3, 21), "The new bridge at Korbach was opened by the council on 20 March."),
]  # fmt: skip


@pytest.fixture(scope="module")
def readings(reader: Reader) -> list[Reading]:
    documents = (
        Document(id=f"sha256:{number}", name=f"paper {number}", outlet=outlet, published=day, text=text, language="en")
        for number, (outlet, day, text) in enumerate(PAPERS)
    )
    return list(reader.read_all(documents))


def found_in(reader: Reader, readings: Sequence[Reading], *, portion: int) -> tuple[list[Any], list[Any]]:
    """The links and propositions of a case that is linked each time so many documents are entered."""
    with Case.open(":memory:", create=True, reader=reader) as case:
        for start in range(0, len(readings), portion):
            for reading in readings[start : start + portion]:
                case.ledger.add(an_evidence(reading.document), reading, reader="reader 1", at=AT)
            list(case.link())
        links = [(one.link.claim, one.link.other, one.link.relation, one.link.reasons) for one in case.links()]
        return sorted(links), list(map(stated_record, case.stated_propositions()))


@pytest.mark.parametrize("portion", [1, 2, 3, 7])
def test_the_result_is_the_same_whatever_the_portions_that_are_linked(
    reader: Reader, readings: list[Reading], portion: int
) -> None:
    assert found_in(reader, readings, portion=portion) == found_in(reader, readings, portion=len(readings))


def test_no_two_claims_have_two_links(reader: Reader) -> None:
    with a_case(reader, *PAPERS) as case:
        ends = [frozenset((one.link.claim, one.link.other)) for one in case.links()]
        assert len(set(ends)) == len(ends)
        assert all(len(pair) == 2 for pair in ends)
        assert all(one.link.reasons for one in case.links())


def test_what_excludes_each_other_is_never_one_proposition(reader: Reader) -> None:
    with a_case(reader, *PAPERS) as case:
        excluded = {
            frozenset((one.link.claim, one.link.other)) for one in case.links()
            if one.link.relation is Relation.CONTRADICTS
        }  # fmt: skip
        assert excluded
        for proposition in case.ledger.propositions():
            ids = [report.claim.id for report in proposition.claims]
            assert not excluded & set(map(frozenset, combinations(ids, 2)))


@pytest.mark.slow
def test_two_thousand_reports_of_one_proposition_are_one(reader: Reader, tmp_path: Path) -> None:
    (reading,) = reader.read_all([Document(id="sha256:0", name="paper", text=CLOSED, language="en")])
    with Case.open(tmp_path / "many.db", create=True, reader=reader) as case:
        for number in range(2_000):
            document = replace(
                reading.document, id=f"sha256:{number:04}", name=f"paper {number}", outlet=f"Paper {number}",
                published=MONDAY + timedelta(days=number // 1_000),
            )  # fmt: skip
            claims = tuple(replace(claim, id=f"{claim.id[:8]}{number:012}") for claim in reading.claims)
            copy = replace(reading, document=document, claims=claims)
            case.ledger.add(an_evidence(document), copy, reader="reader 1", at=AT)
        list(case.link())
        (one,) = case.stated_propositions()
        assert len(one.takers) == 2_000
        assert one.estimate.witnesses_for == 1
        assert one.estimate.credibility >= Credibility.POSSIBLE

"""What became of claims, propositions, parties and grades, and the case as it was: through the case, without a reader."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from engine.test_warning import DAM
from ledger.link_builders import a_link, claim, document, enter, found

from tocsin.engine.brief_records import brief_records
from tocsin.engine.case import Case
from tocsin.engine.warning import Recorded
from tocsin.errors import CaseError, NotInCase
from tocsin.ledger.memory.ledger import MemoryLedger
from tocsin.ledger.opening import open_ledger
from tocsin.model.brief import Scope
from tocsin.model.history import Happening, HistoryEntry
from tocsin.model.link import LinkRuling
from tocsin.model.party import PartyRuling
from tocsin.model.query import Ruling
from tocsin.model.source import Grade, Reliability


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, day, hour)


@pytest.fixture(params=["sqlite", "postgres", "memory"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    """Papers a, b, c: a and b say the same until an analyst parts them; c is removed and restored."""
    address = {"sqlite": lambda: tmp_path / "case.db", "postgres": lambda: request.getfixturevalue("database")}
    ledger = MemoryLedger() if request.param == "memory" else open_ledger(address[request.param]())
    enter(ledger, "a", "b", at=at(2))
    ledger.enter_links(found(ledger, a_link("a", "b")), at=at(2, 12))
    enter(ledger, "c", at=at(3))
    ledger.enter_links(found(ledger, a_link("c", "b")), at=at(3, 12))
    for day, action in ((4, "removed"), (5, "restored")):
        ledger.rule_document(
            Ruling(document=document("c"), action=action, at=at(day), by="an analyst", reason="is it genuine")
        )
    ledger.enter_links(found(ledger, a_link("c", "b")), at=at(5, 12))
    ledger.rule_link(
        LinkRuling(claim=claim("a"), other=claim("b"), relation=None, at=at(6), by="an analyst", reason="two gates")
    )
    for day, letter in ((3, Reliability.B), (7, Reliability.D)):
        ledger.enter_grade(Grade(name="a", reliability=letter, at=at(day), by="an analyst", reason="its record"))
    ledger.rule_party(PartyRuling(name="a", other="the first", same=True, at=at(6), by="an analyst", reason="masthead"))
    with Case(ledger) as opened:
        yield opened


def lines(entries: list[HistoryEntry], what: Happening) -> list[tuple[datetime, datetime | None, str]]:
    return [(one.since, one.until, one.words) for one in entries if one.what is what]


def test_the_life_of_a_claim_tells_its_readings_links_and_rulings(case: Case) -> None:
    told = case.history(claim("a")[:12])
    assert lines(told, Happening.READ) == [(at(2), None, "in a, by reader reader 1")]
    ((since, until, words),) = lines(told, Happening.LINKED)
    assert (since, until) == (at(2, 12), at(6))
    assert words.startswith(f"corroborates {claim('b')[:8]}")
    (ruled,) = (one for one in told if one.what is Happening.RULED)
    assert (ruled.since, ruled.by, ruled.reason) == (at(6), "an analyst", "two gates")
    assert [one.since for one in told] == sorted(one.since for one in told)


def test_the_life_of_a_proposition_tells_who_was_of_it_and_when(case: Case) -> None:
    told = lines(case.history(claim("b")), Happening.IN_PROPOSITION)
    first, second = claim("a")[:8], claim("b")[:8]
    own = [(since, until) for since, until, words in told if words == f"{first}: this claim"]
    assert own == [(at(2, 12), at(6))]
    assert [(since, until) for since, until, words in told if words == f"{second}: this claim"] == [(at(6), None)]
    of_c = [(since, until) for since, until, words in told if words.startswith(f"{first}: {claim('c')[:8]}")]
    assert of_c == [(at(3, 12), at(4)), (at(5), at(6))]


def test_a_removed_claim_has_a_life_too(case: Case) -> None:
    told = case.history(claim("c"))
    assert lines(told, Happening.READ) == [
        (at(3), at(4), "in c, by reader reader 1"), (at(5), None, "in c, by reader reader 1"),
    ]  # fmt: skip
    assert [(one.what, one.since) for one in told if one.what in (Happening.REMOVED, Happening.RESTORED)] == [
        (Happening.REMOVED, at(4)), (Happening.RESTORED, at(5)),
    ]  # fmt: skip


def test_the_life_of_a_party_tells_its_names_rulings_and_grades(case: Case) -> None:
    told = case.history("A")
    assert lines(told, Happening.NAMED) == [(at(2), None, "“a” in a")]
    grades = [(since, until, words[0]) for since, until, words in lines(told, Happening.GRADED)]
    assert grades == [(at(3), at(7), "B"), (at(7), None, "D")]
    assert len(lines(told, Happening.RULED)) == 1


def test_what_the_case_never_had_has_no_life(case: Case) -> None:
    with pytest.raises(NotInCase):
        case.history("nobody at all")


def test_the_case_as_it_was_answers_like_the_case_of_that_day(case: Case) -> None:
    then = case.as_of(known_by=at(4, 23))
    assert [one.name for one in then.claims()] == ["a", "b"]
    assert {one.name for one in then.proposition(claim("a")).claims} == {"a", "b"}
    assert then.estimate(claim("a")).reports == 2
    grades = {source.name: source.reliability for source in then.sources()}
    assert grades["a"] is Reliability.B
    assert [row.name for row in then.documents() if row.removed] == ["c"]
    assert [one.name for one in case.claims()] == ["a", "b", "c"]
    assert then.brief().sections


def test_a_day_and_a_moment_are_asked_for_together(case: Case) -> None:
    assert list(case.as_of(known_by=at(9), at=date(2026, 3, 1)).claims()) == []
    assert len(list(case.as_of(known_by=at(2, 23), at=date(2026, 3, 2)).claims())) == 2


def test_a_scenario_weighed_by_what_was_held_earlier_is_not_recorded(case: Case) -> None:
    monitor = case.as_of(known_by=at(3, 23)).monitor()
    assert monitor.at == datetime(2026, 3, 3, 23)
    (outlook,) = monitor.outlooks([DAM])
    assert monitor.record(outlook) is Recorded.HELD_THEN
    assert case.assessments() == []


def test_a_brief_of_an_earlier_day_looks_at_scenarios_from_that_day(case: Case) -> None:
    then = case.as_of(known_by=at(3, 23))
    assert then.brief(scenarios=[DAM]).sections
    (assessment,) = brief_records(then.ledger, Scope(), [DAM], now=at(3, 23)).assessments
    assert assessment.at == datetime(2026, 3, 3, 23)


def test_a_day_of_publication_is_the_day_that_scenarios_are_looked_at_from(case: Case) -> None:
    assert case.as_of(at=date(2026, 3, 2)).monitor().at == datetime(2026, 3, 2, 23, 59, 59)
    both = case.as_of(known_by=at(2), at=date(2026, 3, 5)).monitor()
    assert both.at == at(2)


def test_what_was_held_earlier_cannot_be_changed(case: Case) -> None:
    then = case.as_of(known_by=at(4))
    with pytest.raises(CaseError, match="held earlier"):
        then.remove("a", reason="a forgery")
    with pytest.raises(CaseError, match="held earlier"):
        then.grade("a", Reliability.A, reason="its record")

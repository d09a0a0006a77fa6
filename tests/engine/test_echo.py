"""Echo over a case: reports that echo are one origin, days narrow it, owners count once."""

import json
from datetime import date

import pytest

from tocsin.engine.case import Case
from tocsin.engine.echoing import echo_record
from tocsin.engine.reader import Reader
from tocsin.model.brief import Scope
from tocsin.model.query import ClaimFilter

LINES = (
    "The council sold the ferry to a stranger on Monday. The crew was dismissed without notice.",
    "The ferry carried eleven sealed crates at night. The harbour master looked away.",
    "The pier was closed to fishermen on Tuesday. The guards came from another town.",
)
EDITED = (
    "The council sold the ferry to a stranger on Monday. The crew was sacked without notice.",
    "The ferry carried eleven sealed boxes at night. The harbour master looked away.",
    "The pier was shut to fishermen on Tuesday. The guards came from another town.",
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Case:
    folder = tmp_path_factory.mktemp("echo")
    rows = []
    for number, (line, edited) in enumerate(zip(LINES, EDITED, strict=True)):
        day = f"2026-03-{2 + 3 * number:02}"
        rows.append({"name": f"g{number}", "outlet": "Gazette", "time": f"{day}T08:00:00", "text": line})
        rows.append({"name": f"m{number}", "outlet": "Mirror", "time": f"{day}T10:30:00", "text": edited})
        other = f"Herald readers sent {number + 4} letters about the {('park', 'bridge', 'school')[number]}."
        rows.append({"name": f"h{number}", "outlet": "Herald", "time": f"{day}T09:00:00", "text": other})
    (folder / "posts.jsonl").write_text("\n".join(map(json.dumps, rows)))
    case = Case.open(folder / "case.db", create=True, reader=reader)
    assert {added.state for added in case.add([folder / "posts.jsonl"])} == {"new"}
    return case


def test_reports_that_echo_are_one_origin(case: Case) -> None:
    (edge,) = case.echo().edges
    assert (edge.source, edge.repeater, edge.lag_minutes, edge.is_thin) == ("Gazette", "Mirror", 150, True)
    shared = [
        one for one in case.ledger.propositions() if {report.outlet for report in one.claims} == {"Gazette", "Mirror"}
    ]
    assert shared
    for proposition in shared:
        assert len({origin.name for origin in case.origins(proposition.claims).values()}) == 1


def test_echo_twice_enters_nothing_new(case: Case) -> None:
    case.echo()
    before = list(case.links())
    case.echo()
    assert list(case.links()) == before


def test_days_narrow_what_is_compared(case: Case) -> None:
    record = echo_record(case.echo(since=date(2026, 3, 8)))
    assert record["edges"] == []


def test_of_many_documents_the_latest_are_compared_and_the_rest_is_told(case: Case) -> None:
    documents = len(case.documents())
    found = case.echo(latest=documents - 1)
    assert found.left_out == 1
    assert "1 earlier ones are left out" in found.notes[0]
    assert case.echo(latest=documents) == case.echo()


def test_a_speaker_is_counted_by_the_documents_with_statements(case: Case) -> None:
    found = case.increase(ClaimFilter(speaker="Gazette"))
    assert (found.documents, found.is_more) == (3, False)
    assert case.increase(ClaimFilter(speaker="Nobody Known")).documents == 0


def test_a_brief_tells_who_repeats_whom(case: Case) -> None:
    case.echo()
    told = [one for part in case.brief().sections if part.name == "narratives" for one in part.passages]
    (repeated,) = [below for one in told for below in one.beside]
    assert (repeated.facts["repeater"].value, repeated.facts["source"].value) == ("Mirror", "Gazette")
    assert repeated.facts["lag"].value == (150.0, 2.5, 0.1)
    assert told[0].claims
    assert repeated.claims


def test_a_brief_of_claims_that_no_narrative_holds_tells_of_none(case: Case) -> None:
    assert "narratives" not in {part.name for part in case.brief(Scope(about="letters")).sections}


def test_outlets_of_one_owner_by_their_records_do_not_repeat_each_other_unless_ruled_apart(case: Case) -> None:
    for name in ("gazette", "Mirror"):
        case.record_source(name, owner="Pier Holding", reason="the imprint")
    found = case.echo()
    assert found.edges == ()
    assert "Gazette counts as one outlet with Mirror" in found.notes
    case.rule_party("Mirror", "Gazette", same=False, reason="two editors")
    assert len(case.echo().edges) == 1
    case.rule_party("Mirror", "Gazette", same=None, reason="one editor again")
    case.record_source("Mirror", owner="", reason="sold")
    assert len(case.echo().edges) == 1


def test_outlets_that_are_ruled_to_be_one_do_not_repeat_each_other(case: Case) -> None:
    case.rule_party("Gazette", "Mirror", same=True, reason="one owner")
    found = case.echo()
    assert found.edges == ()
    assert "Gazette counts as one outlet with Mirror" in found.notes

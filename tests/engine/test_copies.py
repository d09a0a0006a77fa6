"""A case carried to another: exported and imported row by row, or merged with one that holds other things."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from factory import AT, a_claim, a_document, a_reading, an_evidence
from hypothesis import given
from hypothesis import strategies as st
from postgres import a_schema
from tiers import examples

from tocsin.engine.case import Case
from tocsin.engine.copies import portable
from tocsin.errors import CaseError, InputError
from tocsin.ledger.memory.ledger import MemoryLedger
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger, StoredRow
from tocsin.model.kind import Kind
from tocsin.model.link import Link, LinkingResult, LinkRuling, Relation
from tocsin.model.party import PartyRuling
from tocsin.model.query import ClaimFilter, Ruling
from tocsin.model.reason import in_words
from tocsin.model.review import Judgement, Review
from tocsin.model.source import Grade, Reliability

HOUR = timedelta(hours=1)
TEXTS = (
    "The mayor said that 400 people had left Saalbrunn. The ministry denied it.",
    "The gate of the mill was closed. Nobody was hurt, a nurse said.",
    "Radio Unterdrau reports that 400 people had left.",
)
DOCUMENTS = [a_document(text, name=f"text {number}", outlet=f"Outlet {number}") for number, text in enumerate(TEXTS)]
Step = tuple[str, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["add", "again", "remove", "restore", "link", "cut", "correct", "reject", "undo", "grade", "party", "ask"]
        ),
        st.integers(0, 2),
        st.integers(0, 5),
    ),
    max_size=12,
)


def do(ledger: Ledger, done: list[Step]) -> None:
    """Enter one thing after another, an hour apart; what cannot be entered is passed over."""
    for number, (what, which, other) in enumerate(done):
        at, by = AT + number * HOUR, f"analyst {other % 2}"
        document = DOCUMENTS[which]
        try:
            if what in ("add", "again"):
                claims = [
                    a_claim(document),
                    a_claim(document, document.text.split(". ")[-1], speaker=f"Outlet {which}"),
                ]
                reading = a_reading(document, *claims[: 1 + other % 2])
                # One reader finds the same in a document each time.
                reader = f"reader {other if what == 'again' else other % 2}"
                ledger.add(an_evidence(document), reading, reader=reader, at=at)
            elif what in ("remove", "restore"):
                ruling = Ruling(document=document.id, action=f"{what}d", at=at, by=by, reason="so")
                ledger.rule_document(ruling)
            elif what == "link":
                link_all(ledger, at=at)
            elif what == "cut":
                one, two = (report.claim.id for report in list(ledger.claims())[:2])
                ledger.rule_link(
                    LinkRuling(claim=one, other=two, relation=Relation.CONTRADICTS, at=at, by=by, reason="so")
                )
            elif what in ("correct", "reject", "undo"):
                report = ledger.claims_as_read(document.id)[0]
                judgement, changes = Judgement.REJECTED, dict[str, Any]()
                if what == "correct":
                    judgement, changes = Judgement.CORRECTED, {"kind": list(Kind)[other].value}
                undoes = ledger.reviews()[-1].number if what == "undo" else None
                ledger.enter_review(
                    Review(
                        claim=report.claim.id, document=document.id, start=report.claim.start, end=report.claim.end,
                        words=report.claim.text, judgement=Judgement.UNDONE if undoes else judgement, undoes=undoes,
                        changes={} if undoes else changes, at=at, by=by, reason="so",
                    )
                )  # fmt: skip
            elif what == "grade":
                ledger.enter_grade(Grade(name=f"Outlet {which}", reliability=Reliability.B, at=at, by=by, reason="so"))
            elif what == "party":
                ledger.rule_party(
                    PartyRuling(name="mayor", other=f"name {which}", same=True, at=at, by=by, reason="so")
                )
            else:
                question, _ = ledger.enter_standing_question(f"Who left {which}?", ClaimFilter(), at=at, by=by)
                if other % 2:
                    ledger.change_standing_question(question.number, "Who stayed?", ClaimFilter(), at=at, by=by)
        except (CaseError, ValueError, IndexError, StopIteration):
            continue


def link_all(ledger: Ledger, *, at: Any) -> None:
    """Link what is not linked: every claim repeats the first one."""
    readings, batch = ledger.unlinked_batch()
    first = next(iter(ledger.claims()))
    (row,) = (one.row for one in ledger.linkable(range(1, 100)) if one.report.claim.id == first.claim.id)
    rows = {one.report.claim.id: one.row for one in batch} | {first.claim.id: row}
    links = [
        Link(claim=key, other=first.claim.id, relation=Relation.REPEATS, reasons=(in_words("alike", weight=0.7),))
        for key in rows if key != first.claim.id
    ]  # fmt: skip
    ledger.enter_links(
        LinkingResult(readings=readings, keys={row: [row] for row in rows.values()}, links=links, rows=rows), at=at
    )


def rows_of(ledger: Ledger) -> list[StoredRow]:
    return list(portable(ledger).stored_rows())


def what_is_held(ledger: Ledger) -> list[Any]:
    """What a case says, whatever numbers it gives to things."""
    return [
        sorted((report.claim.id, report.claim.kind, report.name) for report in ledger.claims()),
        sorted(str(one) for one in ledger.rulings()),
        sorted((one.at, one.judgement, one.by) for one in ledger.reviews()),
        sorted(str(one) for one in ledger.grade_history()),
        sorted(str(one) for one in ledger.link_rulings()),
        sorted(one.question for one in ledger.standing_questions()),
        sorted((row.id, row.removed) for row in ledger.documents()),
    ]


@pytest.fixture(params=["sqlite", "postgres"])
def new_case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Ledger]]:
    """Opens new cases in one database or the other."""
    opened: list[Any] = []
    numbers = iter(range(1000))

    def make() -> Ledger:
        if request.param == "sqlite":
            opened.append(open_ledger(tmp_path / f"{next(numbers)}.db"))
            return opened[-1]
        schema = a_schema(request.getfixturevalue("postgres"))
        address = schema.__enter__()
        opened.append(schema)
        ledger = open_ledger(address)
        opened.append(ledger)
        return ledger

    yield make
    for one in reversed(opened):
        one.__exit__(None, None, None)


@examples(6)
@given(done=steps, parquet=st.booleans())
def test_what_is_exported_and_imported_is_the_same_row_for_row(
    new_case: Callable[[], Ledger], tmp_path_factory: pytest.TempPathFactory, done: list[Step], parquet: bool
) -> None:
    folder = tmp_path_factory.mktemp("export")
    first, second = new_case(), new_case()
    do(first, done)
    form: Any = "parquet" if parquet else "jsonl"
    written = Case(first).export(folder / "case", form=form)
    assert Case(second).import_from(folder / "case") == written
    assert rows_of(second) == rows_of(first)
    assert second.flaws() == []
    # What is entered next is numbered on from there.
    do(second, [("add", 0, 1), ("add", 1, 1), ("link", 0, 0), ("grade", 0, 0), ("reject", 0, 0), ("ask", 0, 1)])
    assert second.flaws() == []


def test_a_file_and_a_database_are_turned_into_each_other(tmp_path: Path, database: str) -> None:
    with (
        open_ledger(tmp_path / "case.db") as file,
        open_ledger(database) as there,
        open_ledger(tmp_path / "2.db") as back,
    ):
        do(file, [("add", 0, 1), ("add", 1, 1), ("link", 0, 0), ("correct", 0, 3), ("remove", 1, 0), ("ask", 0, 1)])
        Case(file).export(tmp_path / "a.jsonl")
        Case(there).import_from(tmp_path / "a.jsonl")
        assert there.flaws(file.chain_head()) == []
        Case(there).export(tmp_path / "b.jsonl")
        assert (tmp_path / "b.jsonl").read_bytes() == (tmp_path / "a.jsonl").read_bytes()
        Case(back).import_from(tmp_path / "b.jsonl")
        assert rows_of(back) == rows_of(file)
        assert list(back.claims(ClaimFilter(words="Saalbrunn"))) == list(there.claims(ClaimFilter(words="Saalbrunn")))


@examples(6)
@given(ours=steps, theirs=steps)
def test_merging_is_idempotent_and_leaves_nothing_out(
    new_case: Callable[[], Ledger], ours: list[Step], theirs: list[Step]
) -> None:
    one, other = new_case(), new_case()
    do(one, ours)
    do(other, theirs)
    before = what_is_held(other)
    Case(one).merge(Case(other), reason="one desk", by="ilse")
    assert one.flaws() == []
    assert what_is_held(other) == before
    held = rows_of(one)
    assert Case(one).merge(Case(other), reason="again", by="ilse") == {}
    assert rows_of(one) == held
    # The other way round the same comes out.
    Case(other).merge(Case(one), reason="back", by="karl")
    assert what_is_held(other) == what_is_held(one)
    assert other.flaws() == []


def test_a_merged_document_comes_with_its_own_history(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "one.db") as one, open_ledger(tmp_path / "two.db") as two:
        do(two, [("add", 1, 1), ("correct", 1, 3), ("link", 0, 0)])
        do(one, [("add", 0, 1)])
        one.count_names()
        Case(one).merge(Case(two), reason="one desk", by="ilse")
        one.count_names()
        assert one.party_names() == Case(one).as_of(known_by=AT + 1000 * HOUR).ledger.party_names()
        merged = Case(one).as_of(known_by=AT)
        assert [report.claim.kind for report in merged.ledger.claims_of(DOCUMENTS[1].id)] == [
            Kind.STATEMENT,
            Kind.STATEMENT,
        ]
        later = Case(one).as_of(known_by=AT + HOUR)
        assert later.ledger.claims_of(DOCUMENTS[1].id)[0].claim.kind is list(Kind)[3]
        assert one.reviews()[0].by == "analyst 1"


def test_of_judgements_in_two_cases_the_later_holds(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "one.db") as one, open_ledger(tmp_path / "two.db") as two:
        do(one, [("add", 0, 1), ("correct", 0, 3), ("correct", 0, 5)])
        do(two, [("add", 0, 1), ("correct", 0, 4)])
        Case(one).merge(Case(two), reason="one desk", by="ilse")
        assert one.claims_of(DOCUMENTS[0].id)[0].claim.kind is list(Kind)[5]
        assert len(one.reviews()) == 3


def test_a_claim_that_was_corrected_twice_comes_with_its_last_correction_alone(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "one.db") as one, open_ledger(tmp_path / "two.db") as two:
        do(one, [("again", 0, 0)])
        do(two, [("add", 0, 0), ("correct", 0, 3), ("correct", 0, 5)])
        Case(one).merge(Case(two), reason="one desk", by="ilse")
        assert [report.claim.kind for report in one.claims_of(DOCUMENTS[0].id)] == [list(Kind)[5]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: [], "no JSON object"),
        (lambda lines: ["{}", *lines[1:]], "no export"),
        (lambda lines: [lines[0].replace('"schema":', '"schema":9'), *lines[1:]], "is of schema 9"),
        (lambda lines: [*lines[:-1], lines[-1][:20]], "cut off"),
        (lambda lines: [*lines, '{"table":"nowhere","row":{}}'], "no row of a table"),
        (lambda lines: [lines[0], *lines[2:]], "was altered"),
        (
            lambda lines: [
                line.replace('"reason":"so"', '"reason":"no"') if line.startswith('{"table":"ruling"') else line
                for line in lines
            ],
            "was altered: ruling 1",
        ),
    ],
)
def test_an_export_that_is_wrong_leaves_the_case_empty(tmp_path: Path, change: Any, said: str) -> None:
    with open_ledger(tmp_path / "case.db") as file:
        do(file, [("add", 0, 1), ("remove", 0, 0)])
        Case(file).export(tmp_path / "a.jsonl")
    lines = change((tmp_path / "a.jsonl").read_text().splitlines())
    (tmp_path / "b.jsonl").write_text("\n".join(lines))
    with open_ledger(tmp_path / "new.db") as new:
        with pytest.raises((CaseError, InputError), match=said):
            Case(new).import_from(tmp_path / "b.jsonl")
        assert rows_of(new) == []


def test_a_case_that_holds_something_takes_no_import(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "case.db") as file:
        do(file, [("add", 0, 1)])
        Case(file).export(tmp_path / "a.jsonl")
        with pytest.raises(CaseError, match="holds something already"):
            Case(file).import_from(tmp_path / "a.jsonl")
        with pytest.raises(InputError, match="is there already"):
            Case(file).export(tmp_path / "a.jsonl")
        with pytest.raises(InputError, match="cannot be written"):
            Case(file).export(tmp_path / "nowhere" / "a.jsonl")


def test_a_case_that_was_altered_is_not_merged(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "one.db") as one, open_ledger(tmp_path / "two.db") as two:
        do(two, [("add", 0, 1), ("remove", 0, 0)])
        with sqlite3.connect(tmp_path / "two.db") as connection:
            connection.execute("update ruling set reason = 'another'")
        with pytest.raises(CaseError, match="changed past Tocsin"):
            Case(one).merge(Case(two), reason="one desk")
        with pytest.raises(CaseError, match="into itself"):
            Case(one).merge(Case(one), reason="one desk")
        with pytest.raises(CaseError, match="say why"):
            Case(one).merge(Case(two), reason=" ")
        with pytest.raises(CaseError, match="in memory cannot be carried"):
            Case(one).merge(Case(MemoryLedger()), reason="one desk")


def test_every_line_of_an_export_is_an_object_that_names_its_table(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "case.db") as file:
        do(file, [("add", 0, 1)])
        Case(file).export(tmp_path / "a.jsonl")
        header, *lines = map(json.loads, (tmp_path / "a.jsonl").read_text().splitlines())
        assert header["tocsin_export"] == 1
        assert {line["table"] for line in lines} <= header["tables"].keys()
        assert (tmp_path / "a.jsonl").stat().st_mode & 0o077 == 0

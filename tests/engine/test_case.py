"""A case from end to end: documents go in, claims and honest answers come out."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from factory import AT, a_document, an_evidence

import tocsin
from tocsin import Case, Claim, ClaimFilter, FigureQuery, Given, Reader, Reading, claim_row, ledger_row
from tocsin.brief.rows import COLUMNS
from tocsin.claim.claims import ClaimFinder
from tocsin.engine.adding import Added
from tocsin.engine.pages import write_pages
from tocsin.engine.records import answer_record, claim_record
from tocsin.engine.scenarios import scenarios_in
from tocsin.errors import CaseError, InputError, NotInCase, QueryError, TocsinError
from tocsin.ledger.memory.ledger import MemoryLedger
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.sql import claims, reports
from tocsin.model.answer import Answer, Asked
from tocsin.model.query import Report
from tocsin.model.scenario import Scenario

DEMO = Path(tocsin.__file__).parent / "demo"
DAM = "The mayor said that more than 400 people had left Saalbrunn. The operator denied that the dam was damaged.\n"
BRIDGE = "The police said that the bridge at Korbach was closed on Monday.\n"
RUSSIAN = "Мэр сообщил, что из города уехали более четырёхсот человек и что мост закрыт."


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of two documents."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "dam.txt").write_text(DAM)
    (folder / "bridge.txt").write_text(BRIDGE)
    return folder


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Case]:
    """A case of two documents, only to be read."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "dam.txt").write_text(DAM)
    (folder / "bridge.txt").write_text(BRIDGE)
    with Case.open(folder / "case.db", create=True, reader=reader) as opened:
        list(opened.add([folder], given=Given(published=date(2026, 3, 4), outlet="Radio Unterdrau")))
        yield opened


def states(added: Iterator[Added]) -> list[tuple[str, str]]:
    return [(one.name, one.state) for one in added]


# --- adding ----------------------------------------------------------------------------------------------------------


def test_documents_are_new_the_first_time_and_known_the_second(case: Case, texts: Path) -> None:
    assert states(case.add([texts])) == [("bridge", "new"), ("dam", "new")]
    before = list(case.claims())
    assert states(case.add([texts])) == [("bridge", "known"), ("dam", "known")]
    assert list(case.claims()) == before


def test_what_was_entered_is_told_with_its_number_of_claims(case: Case, texts: Path) -> None:
    (added,) = case.add([texts / "dam.txt"])
    assert added.claims == len(list(case.claims())) > 1
    assert added.problem is None


def test_a_document_given_another_day_is_read_anew(case: Case, texts: Path) -> None:
    bridge = texts / "bridge.txt"
    list(case.add([bridge], given=Given(published=date(2026, 3, 4))))
    (before,) = {found.claim.time for found in case.claims() if found.claim.time}
    assert states(case.add([bridge], given=Given(published=date(2026, 3, 11)))) == [("bridge", "read anew")]
    (after,) = {found.claim.time for found in case.claims() if found.claim.time}
    assert (before.earliest, after.earliest) == (date(2026, 3, 2), date(2026, 3, 9))
    assert len(case.documents()) == 1


def test_what_was_told_once_is_not_forgotten_when_it_is_not_told_again(case: Case, texts: Path) -> None:
    bridge = texts / "bridge.txt"
    list(case.add([bridge], given=Given(published=date(2026, 3, 4), outlet="Radio Unterdrau")))
    assert states(case.add([bridge])) == [("bridge", "known")]
    (row,) = case.documents()
    assert (row.published, row.outlet) == (date(2026, 3, 4), "Radio Unterdrau")


def test_the_same_text_under_two_names_is_one_document(case: Case, texts: Path) -> None:
    (texts / "copy.txt").write_text(DAM)
    assert states(case.add([texts])) == [("bridge", "new"), ("copy", "new"), ("dam", "known")]
    assert len(case.documents()) == 2


def test_a_removed_document_stays_out_until_it_is_restored(case: Case, texts: Path) -> None:
    list(case.add([texts]))
    case.remove("dam", reason="a forgery", by="an analyst")
    (added,) = case.add([texts / "dam.txt"])
    assert added.state == "removed"
    assert added.problem is not None
    assert "a forgery" in added.problem
    assert "restore" in added.problem
    assert {found.name for found in case.claims()} == {"bridge"}
    case.restore("dam", reason="it was genuine")
    assert states(case.add([texts / "dam.txt"])) == [("dam", "known")]
    assert {found.name for found in case.claims()} == {"bridge", "dam"}


def test_rulings_keep_who_made_them_and_why(case: Case, texts: Path) -> None:
    list(case.add([texts]))
    case.remove("dam", reason="a forgery", by="an analyst")
    (ruling,) = case.ledger.rulings()
    assert (ruling.action, ruling.reason, ruling.by) == ("removed", "a forgery", "an analyst")
    assert case.document("dam")[1].removed == "a forgery"


def test_the_rest_of_a_batch_goes_on_after_a_failure(case: Case, texts: Path) -> None:
    (texts / "a-broken.txt").write_bytes(b"\0\0")
    (texts / "c-empty.txt").write_text(" \n")
    (texts / "russian.txt").write_text(RUSSIAN)
    added = list(case.add([texts / "missing.txt", texts]))
    assert [one.state for one in added] == ["failed", "failed", "new", "failed", "new", "failed"]
    for one in added:
        assert (one.problem is None) == (one.state == "new")
    assert "'ru'" in str(added[-1].problem)
    assert "--language" in str(added[-1].problem)


def test_a_fault_in_one_document_fails_it_and_no_other(
    case: Case, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(text: str, *rest: object) -> tuple[()]:
        if "Korbach" in text:
            raise IndexError("list index out of range")
        return ()

    monkeypatch.setattr("tocsin.read.document_reader.quotations", faulty)
    failed, entered = case.add([texts])
    assert (failed.name, failed.state) == ("bridge", "failed")
    assert failed.problem == "bridge: could not be read (IndexError: list index out of range)"
    assert (entered.name, entered.state) == ("dam", "new")


def test_a_language_that_is_given_is_believed(case: Case, texts: Path) -> None:
    (texts / "russian.txt").write_text(RUSSIAN)
    assert states(case.add([texts / "russian.txt"], given=Given(language="en"))) == [("russian", "new")]


def test_documents_are_entered_as_they_come(case: Case) -> None:
    lines = [json.dumps({"name": f"p{number}", "text": f"The dam broke {number} times."}) for number in range(100)]
    stream = case.add(["-"], stdin=io.BytesIO("\n".join(lines).encode()))
    assert next(stream).name == "p0"
    with open_ledger(case.ledger.name) as other:
        held = {row.name for row in other.documents()}
    assert "p0" in held
    assert "p99" not in held
    stream.close()
    again = states(case.add(["-"], stdin=io.BytesIO("\n".join([lines[0], lines[99]]).encode())))
    assert again == [("p0", "known"), ("p99", "new")]


def test_adding_nothing_adds_nothing(case: Case) -> None:
    assert list(case.add([])) == []


def test_known_documents_cost_neither_parsing_nor_what_fetches_addresses(case: Case, texts: Path) -> None:
    list(case.add([texts]))
    script = (
        "import sys; from tocsin import Case\n"
        f"with Case.open({case.name!r}) as case: states = [added.state for added in case.add([{str(texts)!r}])]\n"
        "print(states, 'spacy' in sys.modules, 'httpcore' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "['known', 'known'] False False\n"


def test_a_case_is_made_by_adding_and_not_by_looking(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="there is no case"):
        Case.open(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []
    Case.open(tmp_path / "new.db", create=True).close()
    Case.open(tmp_path / "new.db").close()


def test_the_case_is_the_one_the_environment_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Case.open(create=True).close()
    monkeypatch.setenv("TOCSIN_CASE", "other.db")
    Case.open(create=True).close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.db", "tocsin.db"]


# --- what was left to do ---------------------------------------------------------------------------------------------

COPY = "The mayor said that more than 400 people had left Saalbrunn, the Courier reports.\n"


@pytest.fixture
def unlinked(tmp_path: Path, reader: Reader) -> MemoryLedger:
    """A case of two documents whose adding was stopped before they were linked."""
    ledger = MemoryLedger()
    for number, text in enumerate((DAM, COPY)):
        document = replace(
            a_document(text), name=f"d{number}", outlet=f"Paper {number}", published=date(2026, 3, 4 + number)
        )
        ledger.add(an_evidence(document), reader.read(document), reader="reader 1", at=AT)
    assert ledger.unlinked() > 1
    return ledger


LOOKS: dict[str, Callable[[Case], object]] = {
    "documents": lambda case: case.documents(),
    "document": lambda case: case.document("d0"),
    "claims": lambda case: case.claims(),
    "claim": lambda case: case.claim(next(case.ledger.claims()).claim.id),
    "claims_of": lambda case: case.claims_of(a_document(DAM).id),
    "counts": lambda case: case.counts(),
    "ask": lambda case: case.ask("How many people left Saalbrunn?"),
    "proposition": lambda case: case.proposition(next(case.ledger.claims()).claim.id),
    "estimate": lambda case: case.estimate(next(case.ledger.claims()).claim.id),
    "best_supported": lambda case: case.best_supported(),
    "series": lambda case: case.series(FigureQuery(subject="people left")),
    "figures": lambda case: case.figures(FigureQuery(subject="people left")),
    "conflicts": lambda case: case.conflicts(),
    "changes": lambda case: case.changes(),
    "copies": lambda case: case.copies(),
    "sources": lambda case: case.sources(),
    "parties": lambda case: case.parties(),
    "monitor": lambda case: case.monitor(),
    "brief": lambda case: case.brief(),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_method_that_reads_links_first_what_was_left_unlinked(
    unlinked: MemoryLedger, reader: Reader, look: Callable[[Case], object]
) -> None:
    told: list[tuple[int, int]] = []
    with Case(unlinked, reader=reader, on_linking=lambda done, total: told.append((done, total))) as case:
        look(case)
    assert unlinked.unlinked() == 0
    left = told[0][1]
    assert told[-1] == (left, left)


def test_a_case_that_cannot_be_written_is_read_with_a_warning(unlinked: MemoryLedger, reader: Reader) -> None:
    unlinked.can_write = False
    left = unlinked.unlinked()
    with (
        Case(unlinked, reader=reader) as case,
        pytest.warns(UserWarning, match=f"{left} claims of memory are not linked"),
    ):
        assert case.ask("How many people left Saalbrunn?").findings
    assert unlinked.unlinked() == left


def test_a_document_that_cannot_be_read_is_kept_in_a_list_until_it_can(
    case: Case, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (texts / "c.txt").write_bytes(b"\0\0")
    with monkeypatch.context() as patched:
        patched.setattr(ClaimFinder, "find", fail_on("bridge"))
        added = {one.name: one for one in case.add([texts])}
    assert {name: one.state for name, one in added.items()} == {
        "bridge": "failed", "dam": "new", f"{texts}/c.txt": "failed",
    }  # fmt: skip
    assert "could not be read" in str(added["bridge"].problem)
    failed = {one.name: one for one in case.failed_documents()}
    assert failed.keys() == {"bridge", f"{texts}/c.txt"}
    assert failed["bridge"].document is not None
    assert failed["bridge"].problem == "could not be read (ZeroDivisionError: too much)"
    (texts / "c.txt").write_text("The dam held.\n")
    assert states(case.add([texts])) == [("bridge", "new"), ("c", "new"), ("dam", "known")]
    assert case.failed_documents() == []


def test_what_is_not_there_is_no_document_that_could_not_be_read(case: Case, tmp_path: Path) -> None:
    assert [one.state for one in case.add([tmp_path / "none.txt"])] == ["failed"]
    assert case.failed_documents() == []


def fail_on(word: str) -> Callable[[ClaimFinder, Reading], tuple[Claim, ...]]:
    find = ClaimFinder.find

    def found(self: ClaimFinder, reading: Reading) -> tuple[Claim, ...]:
        if word in reading.document.text:
            raise ZeroDivisionError("too much")
        return find(self, reading)

    return found


# --- asking ----------------------------------------------------------------------------------------------------------


def test_a_question_is_answered_by_the_claim_with_its_sentence(filled: Case) -> None:
    answer = filled.ask("How many people left Saalbrunn?")
    best = answer.findings[0].report
    assert answer.asked is Asked.HOW_MANY
    assert best.sentence == "The mayor said that more than 400 people had left Saalbrunn."
    assert best.claim.quantities[0].low == 400
    assert best.outlet == "Radio Unterdrau"


def test_a_question_of_when_finds_the_time(filled: Case) -> None:
    answer = filled.ask("When was the bridge closed?")
    assert answer.findings[0].report.claim.time is not None
    assert answer.findings[0].report.claim.time.earliest == date(2026, 3, 2)


@pytest.mark.parametrize(
    "question", ["How many penguins live in Antarctica?", "Who won the chess tournament?", "zxcvb qwert"]
)
def test_a_question_on_which_the_case_holds_nothing_is_answered_with_nothing(filled: Case, question: str) -> None:
    assert filled.ask(question).findings == ()


def test_an_empty_case_answers_nothing(case: Case) -> None:
    assert case.ask("How many people left?").findings == ()


def test_what_most_documents_count_is_told(case: Case, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"The mayor said that {40 + number} soldiers had entered Kremnitz.\n")
    list(case.add(sorted(tmp_path.glob("*.txt"))))
    assert [counted.noun for counted in case.most_counted()] == ["soldiers"]


def test_findings_are_limited_and_ordered_by_fit(filled: Case) -> None:
    fits = [
        finding.fit for finding in filled.ask("What did the operator of the dam at Saalbrunn say?", limit=10).findings
    ]
    assert fits == sorted(fits, reverse=True)
    assert all(0 < fit <= 1 for fit in fits)
    assert len(filled.ask("What did the operator of the dam at Saalbrunn say?", limit=1).findings) == 1


def test_what_somebody_denies_answers_what_that_one_says(filled: Case) -> None:
    best = filled.ask("What did the operator say?").findings[0].report.claim
    assert best.text == "the dam was damaged"
    assert best.factuality.score < 0


def test_what_is_said_by_somebody_of_another_place_is_no_answer(filled: Case) -> None:
    assert filled.ask("What did the operator of the bridge say?").findings == ()


@pytest.mark.parametrize("question", ["", "   ", "?", "What is it?", "the of and", "\0", "🔔", "...", "“”"])
def test_a_question_without_a_word_to_look_for_is_refused(filled: Case, question: str) -> None:
    with pytest.raises(QueryError):
        filled.ask(question)


def test_a_question_of_ten_thousand_characters_is_refused(filled: Case) -> None:
    with pytest.raises(QueryError, match="longer than"):
        filled.ask("dam " * 2500)


@pytest.mark.parametrize(
    "question",
    [
        "dam " * 499,
        'how many "people" left',
        "people' OR '1'='1",
        "'; drop table claim; --",
        "people*",
        "NEAR(people left)",
        "claim:people",
        "people AND left",
        "{people}",
        "^people",
        "people\x00left",
        "people -left",
        "\u202epeople",
        "(((people",
        "%people%",
    ],
)
def test_a_hostile_question_is_a_question(filled: Case, question: str) -> None:
    assert isinstance(filled.ask(question), Answer)
    assert filled.ask("How many people left Saalbrunn?").findings


def test_a_question_with_half_a_character_is_asked_without_it(filled: Case) -> None:
    assert filled.ask("How many people left \udce9 Saalbrunn?").findings


# --- what is loaded ---------------------------------------------------------------------------------------------------


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the claims that are loaded from the file meanwhile."""
    ids: list[str] = []
    load = reports.report

    def noting(row: Any) -> Report:
        ids.append(row.id)
        return load(row)

    for module in (reports, claims):
        monkeypatch.setattr(module, "report", noting)
    return ids


def test_a_figure_that_nothing_counts_loads_no_claim(sample: Case, loaded: list[str]) -> None:
    loaded.clear()
    assert not sample.series(FigureQuery(subject="giraffes", place="Lavamünd")).accounts
    assert not loaded


def test_scenarios_load_no_claim_that_matches_no_indicator(sample: Case, loaded: list[str]) -> None:
    scenarios = [one for one in scenarios_in([DEMO / "scenarios"]) if isinstance(one, Scenario)]
    (outlook,) = sample.monitor(on=date(2026, 4, 11)).outlooks(scenarios)
    count = sample.counts()["claims"]
    assert {claim for reason in outlook.assessment.reasons for claim in reason.claims} <= set(loaded)
    assert len(set(loaded)) < count / 2


# --- looking ---------------------------------------------------------------------------------------------------------


def test_every_claim_can_be_shown_by_its_id(filled: Case) -> None:
    claims = list(filled.claims())
    assert len({found.claim.id for found in claims}) == len(claims)
    for found in claims:
        assert filled.claim(found.claim.id) == found


def test_every_claim_stands_where_it_says(filled: Case) -> None:
    for found in filled.claims():
        reading, _ = filled.document(found.document)
        text = reading.document.text
        assert text[found.claim.start : found.claim.end] == found.claim.text
        assert text[slice(*found.sentence_span)] == found.sentence


def test_what_is_not_there_is_said(filled: Case) -> None:
    for look in (filled.document, filled.claim):
        with pytest.raises(NotInCase, match="no-such"):
            look("no-such")
    with pytest.raises(NotInCase):
        filled.remove("no-such", reason="x")


def test_claims_make_a_data_frame(filled: Case) -> None:
    frame = pd.DataFrame(ledger_row(found) for found in filled.claims())
    assert tuple(frame.columns) == (*COLUMNS, "sentence", "document", "name", "outlet", "published")
    assert (frame.low == 400).any()
    assert set(frame.published) == {"2026-03-04"}
    assert frame.score.between(-3, 3).all()


def test_rows_are_of_plain_values(filled: Case) -> None:
    for found in filled.claims(ClaimFilter(limit=5)):
        for row in (claim_row(found.claim), ledger_row(found)):
            assert {type(value) for value in row.values()} <= {str, int, float, type(None)}


def test_records_of_claims_and_answers_are_json(filled: Case) -> None:
    record = json.loads(json.dumps(claim_record(next(filled.claims()))))
    assert {"id", "sentence", "document", "published", "steps"} <= set(record)
    answer = json.loads(json.dumps(answer_record(filled.ask("How many people left Saalbrunn?"))))
    assert answer["answers"][0]["fit"] > 0
    assert answer["asked"] == "how many"


def test_pages_are_written_for_what_is_in_the_case(case: Case, texts: Path, tmp_path: Path) -> None:
    (texts / "a b_c.é.txt").write_text("The dam held.")
    list(case.add([texts]))
    case.remove("bridge", reason="off the subject")
    pages = write_pages(case, tmp_path / "deep" / "pages")
    assert [path.suffix for path in pages] == [".html", ".html"]
    assert "more than 400 people" in next(path for path in pages if path.name.startswith("dam")).read_text(
        encoding="utf-8"
    )


def test_pages_that_cannot_be_written_are_an_error_of_the_folder(case: Case, texts: Path, tmp_path: Path) -> None:
    list(case.add([texts / "dam.txt"]))
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(InputError, match="taken"):
        write_pages(case, tmp_path / "taken")


def test_every_error_is_one_of_ours() -> None:
    assert issubclass(CaseError, TocsinError)
    assert issubclass(QueryError, TocsinError)

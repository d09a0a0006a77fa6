"""A brief of a real case: what of it is told, and what is not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from factory import a_claim, a_document, a_reading, an_evidence

from tocsin.brief.render.wording import BriefWording
from tocsin.collect.given import Given
from tocsin.engine import briefing
from tocsin.engine.briefing import brief, written
from tocsin.engine.case import Case
from tocsin.engine.reader import Reader
from tocsin.engine.scenarios import scenarios_in
from tocsin.engine.warning import ScenarioMonitor
from tocsin.engine.whole_files import write_whole
from tocsin.errors import InputError, UnprovenBrief
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.lexicon.language import lexicon_for
from tocsin.model.brief import Brief, Scope
from tocsin.model.link import LinkRuling, Relation
from tocsin.model.query import ClaimFilter
from tocsin.model.scenario import Scenario
from tocsin.model.source import Grade, Reliability

WORDING = BriefWording(lexicon_for("en"))
TEXTS = {
    ("Drava Observer", date(2026, 3, 2)): "The council said that 400 people had left Saalbrunn on Monday.",
    (
        "Radio Unterdrau",
        date(2026, 3, 4),
    ): "Police said that 400 people had left Saalbrunn on Monday. Who pays for the beds?",
    ("Styria Digest", date(2026, 3, 6)): "The ministry denied that 400 people had left Saalbrunn on Monday.",
    (
        "Danubia Wire",
        date(2026, 3, 9),
    ): "The bridge at Korbach is closed to lorries of more than 40 tonnes, police said.",
}
SCENARIO = """
name = "Saalbrunn"
question = "Will the town be empty by the end of the year?"
horizon = 2026-12-31
resolution = "By the register of residents."

[[hypothesis]]
name = "it empties"
prior = 0.3

[[hypothesis]]
name = "it fills again"
prior = 0.5

[[hypothesis]]
name = "a planted story"
prior = 0.2

[alarm]
hypothesis = "it empties"
rings_at = 0.4
silent_at = 0.3

[[indicator]]
name = "people leave"
words = ["left Saalbrunn"]
likelihood = { "it empties" = 0.9, "it fills again" = 0.2, "a planted story" = 0.2 }
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Ledger]:
    """Four documents of four outlets and days, linked."""
    folder = tmp_path_factory.mktemp("brief")
    with Case.open(folder / "saalbrunn.db", create=True, reader=reader) as case:
        for number, ((outlet, day), text) in enumerate(TEXTS.items()):
            path = folder / f"report-{number}.txt"
            path.write_text(text)
            assert [one.state for one in case.add([path], given=Given(outlet=outlet, published=day))] == ["new"]
        denial, told = (next(case.claims(ClaimFilter(source=name))).claim.id for name in ("ministry", "council"))
        case.ledger.rule_link(
            LinkRuling(
                claim=denial, other=told, relation=Relation.CONTRADICTS, at=datetime(2026, 3, 9), by="an analyst",
                reason="of the same Monday",
            )
        )  # fmt: skip
        yield case.ledger


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    path = tmp_path / "saalbrunn.toml"
    path.write_text(SCENARIO)
    (made,) = scenarios_in([path])
    assert isinstance(made, Scenario), made
    return made


def text_of(made: Brief) -> str:
    return written(made, html=False)


def outlets(made: Brief) -> set[str | None]:
    return {found.outlet for found in made.references}


def test_a_brief_tells_of_all_documents_and_bears_the_cases_name(ledger: Ledger) -> None:
    made = brief(ledger, Scope())
    assert outlets(made) == {outlet for outlet, _ in TEXTS}
    assert made.title == "saalbrunn"
    assert "4 documents" in text_of(made)


def test_it_can_bear_another_title(ledger: Ledger) -> None:
    assert brief(ledger, Scope(), title="Of Monday").title == "Of Monday"


def test_the_conflict_is_told_side_by_side(ledger: Ledger) -> None:
    (section,) = [one for one in brief(ledger, Scope()).sections if one.name == "conflicts"]
    sides = [WORDING.text(one) for one in section.passages[0].beside]
    assert "of the same Monday" in WORDING.text(section.passages[0])
    assert any("ministry" in side for side in sides)
    assert any("council" in side or "Police" in side for side in sides)


def test_since_and_until_are_days_of_publication(ledger: Ledger) -> None:
    assert outlets(brief(ledger, Scope(since=date(2026, 3, 9)))) == {"Danubia Wire"}
    late = brief(ledger, Scope(since=date(2026, 3, 4), until=date(2026, 3, 4)))
    assert "Styria Digest" not in text_of(late)
    assert "Danubia Wire" not in text_of(late)


def test_what_came_after_the_last_day_is_not_known_yet(ledger: Ledger) -> None:
    made = brief(ledger, Scope(until=date(2026, 3, 5)))
    assert outlets(made) == {"Drava Observer", "Radio Unterdrau"}
    assert "conflicts" not in [one.name for one in made.sections]
    assert all(one.published is None or one.published <= date(2026, 3, 5) for one in made.references)


def test_about_keeps_to_claims_that_hold_the_words(ledger: Ledger) -> None:
    assert outlets(brief(ledger, Scope(about="bridge lorries"))) == {"Danubia Wire"}


def test_in_keeps_to_claims_of_the_place(ledger: Ledger) -> None:
    made = brief(ledger, Scope(place="Korbach"))
    assert outlets(made) <= {"Danubia Wire"}


def test_a_question_is_answered_by_what_the_words_asked_for_leave_out(tmp_path: Path, reader: Reader) -> None:
    text = (
        "Anna Brunner spoke to Radio Seefeld.\n\n– Who pays for the beds?\n– The district pays for everything, I think.\n"
        "– Who washes the beds?\n"
    )
    (tmp_path / "interview.txt").write_text(text)
    with Case.open(tmp_path / "case.db", create=True, reader=reader) as case:
        list(case.add([tmp_path / "interview.txt"], given=Given(outlet="Radio Seefeld")))
        made = brief(case.ledger, Scope(about="beds"))
    (asked,) = [one for part in made.sections for one in part.passages if one.template == "unknown.questions"]
    assert asked.facts["many"].value == 1
    assert "washes" in WORDING.text(asked.beside[0])


def test_an_empty_case_says_so() -> None:
    with open_ledger(":memory:") as ledger:
        made = brief(ledger, Scope())
    assert [one.name for one in made.sections] == ["nothing"]
    assert "holds no document yet" in text_of(made)


def test_nothing_of_the_period_says_so(ledger: Ledger) -> None:
    assert "holds no document of this period" in text_of(brief(ledger, Scope(since=date(2027, 1, 1))))
    assert "no claim of what was asked" in text_of(brief(ledger, Scope(about="xylophone")))


def test_a_document_without_a_day_counts_by_the_day_it_was_added() -> None:
    document = a_document("The old dam at Korbach broke in the night.")
    with open_ledger(":memory:") as ledger:
        ledger.add(an_evidence(document), a_reading(document), reader="r", at=datetime(2026, 5, 6, 12))
        assert brief(ledger, Scope(since=date(2026, 5, 6), until=date(2026, 5, 6))).references
        assert not brief(ledger, Scope(since=date(2026, 5, 7))).references
        assert not brief(ledger, Scope(until=date(2026, 5, 5))).references


def test_grades_are_found_however_the_name_is_written(ledger: Ledger) -> None:
    grade = Grade(
        name="DRAVA observer", reliability=Reliability.B, at=datetime(2026, 3, 9), by="an analyst", reason="its record"
    )
    ledger.enter_grade(grade)
    assert "Drava Observer: B (usually reliable)" in text_of(brief(ledger, Scope()))


def test_scenarios_are_looked_at_without_a_trace(ledger: Ledger, scenario: Scenario) -> None:
    made = text_of(brief(ledger, Scope(until=date(2026, 3, 5)), scenarios=[scenario]))
    assert "“Saalbrunn” rings, as of 2026-03-05; “it empties”: " in made
    assert ledger.assessments() == []


def test_what_was_recorded_is_told(tmp_path: Path, reader: Reader, scenario: Scenario) -> None:
    with Case.open(tmp_path / "case.db", create=True, reader=reader) as case:
        (tmp_path / "report.txt").write_text("The council said that 400 people had left Saalbrunn on Monday.")
        list(case.add([tmp_path / "report.txt"], given=Given(published=date(2026, 3, 2))))
        lookout = ScenarioMonitor(case.ledger)
        for outlook in lookout.outlooks([scenario]):
            lookout.record(outlook)
        assert "“Saalbrunn” rings" in text_of(brief(case.ledger, Scope()))
        assert "Saalbrunn” rings" not in text_of(brief(case.ledger, Scope(until=date(2020, 1, 1))))


def test_a_removed_document_is_not_spoken_of(tmp_path: Path, reader: Reader) -> None:
    with Case.open(tmp_path / "case.db", create=True, reader=reader) as case:
        for number, text in enumerate(TEXTS.values()):
            (tmp_path / f"report-{number}.txt").write_text(text)
        list(case.add(sorted(tmp_path.glob("*.txt"))))
        case.remove("report-2", reason="sent by mistake")
        assert "ministry" not in text_of(brief(case.ledger, Scope()))


def test_a_brief_that_is_not_proved_is_no_brief(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def composed(*args: object, **options: object) -> Brief:
        made = compose(*args, **options)  # type: ignore[arg-type]
        first, *rest = made.sections
        scope, held, *others = first.passages
        five = replace(held.facts["documents"], value=5)
        wrong = replace(held, facts={**held.facts, "documents": five})
        return replace(made, sections=(replace(first, passages=(scope, wrong, *others)), *rest))

    compose = briefing.compose
    monkeypatch.setattr(briefing, "compose", composed)
    with pytest.raises(UnprovenBrief, match=r"5 documents.*documents: the records give 4"):
        brief(ledger, Scope())


def test_a_case_of_one_sentence_told_many_times_stays_short() -> None:
    with open_ledger(":memory:") as ledger:
        for number in range(120):
            document = a_document(
                f"Some {number + 2} boats of the fleet lie in the harbour of Muta.", outlet=f"Outlet {number}"
            )
            claim = a_claim(document, speaker=document.outlet)
            ledger.add(an_evidence(document), a_reading(document, claim), reader="r", at=datetime(2026, 5, 6))
        assert len(text_of(brief(ledger, Scope())).splitlines()) < 150


# --- files that are written whole ---------------------------------------------------------------------------------


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "brief.md", "ä\n")
    assert (tmp_path / "brief.md").read_bytes() == "ä\n".encode()
    assert list(tmp_path.iterdir()) == [tmp_path / "brief.md"]


def test_a_file_that_cannot_be_replaced_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "brief.md"
    path.write_text("before")

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tocsin.engine.whole_files.os.fsync", full)
    with pytest.raises(InputError, match=r"brief\.md.*No space left"):
        write_whole(path, "after")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link_and_a_files_permissions_are_kept(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("before")
    (tmp_path / "real.md").chmod(0o640)
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    write_whole(tmp_path / "link.md", "after")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "after"
    assert (tmp_path / "real.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["", "missing/brief.md"])
def test_what_cannot_be_written_is_an_error_that_names_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"cannot be written"):
        write_whole(tmp_path / name, "text")


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    write_whole(Path("/dev/null"), "text")
    assert not Path("/dev/null").is_file()

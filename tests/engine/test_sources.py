"""The sources of a case with their grades."""

from pathlib import Path

import pytest

from tocsin import Case, Given
from tocsin.engine.sources import grade, history, sources
from tocsin.errors import CaseError
from tocsin.model.source import Counting, Reliability

TEXT = (
    "The mayor said that the weir was closed. Officials said that it was open. The mayor said that the road was wet.\n"
)


@pytest.fixture
def weir(case: Case, tmp_path: Path) -> Case:
    (tmp_path / "weir.txt").write_text(TEXT)
    list(case.add([tmp_path / "weir.txt"], given=Given(outlet="Radio Unterdrau")))
    return case


def test_whoever_could_be_anybody_is_listed_only_when_graded(weir: Case) -> None:
    assert not any(source.name.lower() == "officials" for source in sources(weir.ledger))
    grade(weir.ledger, "Officials", Reliability.E, reason="never named")
    found = {source.name.lower(): source for source in sources(weir.ledger)}
    assert found["officials"].reliability is Reliability.E
    assert found["officials"].claims >= 1


def test_those_of_most_claims_come_first(weir: Case) -> None:
    counted = [source.claims for source in sources(weir.ledger)]
    assert counted == sorted(counted, reverse=True)
    assert sources(weir.ledger)[0].name == "Radio Unterdrau"


def test_a_grade_without_a_word_on_figures_keeps_what_was_said_of_them(weir: Case) -> None:
    grade(weir.ledger, "The Mayor", Reliability.B, reason="known", counting=Counting.MINIMUM, by="ana")
    grade(weir.ledger, "the mayor", Reliability.F, reason="known no longer", by="ben")
    assert [(one.reliability.value, one.counting, one.by) for one in history(weir.ledger, "THE MAYOR")] == [
        ("B", Counting.MINIMUM, "ana"),
        ("F", Counting.MINIMUM, "ben"),
    ]


def test_a_grade_needs_a_name_and_a_reason(weir: Case) -> None:
    for name, reason in (("", "x"), ("the mayor", " ")):
        with pytest.raises(CaseError):
            grade(weir.ledger, name, Reliability.A, reason=reason)
    assert history(weir.ledger, "the mayor") == []


def test_an_empty_case_has_no_sources(case: Case) -> None:
    assert sources(case.ledger) == []

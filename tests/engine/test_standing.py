"""Standing questions from Python: each run tells what came since the last."""

from datetime import date
from pathlib import Path

import pytest

from tocsin.collect.given import Given
from tocsin.engine.case import Case
from tocsin.errors import NoSuchQuestion, QueryError
from tocsin.model.query import ClaimFilter

QUESTION = "How many people left Wels?"


def add(case: Case, folder: Path, text: str, *, outlet: str, day: int = 4) -> None:
    page = folder / f"{outlet}.txt"
    page.write_text(text)
    (added,) = case.add([page], given=Given(outlet=outlet, published=date(2026, 3, day)))
    assert added.state == "new"


def test_a_run_tells_what_is_new_since_the_last_recorded_one(case: Case, tmp_path: Path) -> None:
    add(case, tmp_path, "The mayor said that 300 people had left Wels on Monday.", outlet="Courier")
    standing, is_new = case.keep_question(QUESTION)
    assert is_new
    assert case.standing_questions() == [standing]
    (first,) = case.run_questions()
    assert first.since is None
    assert [item.report.outlet for item in first.new] == ["Courier"]
    (second,) = case.run_questions()
    assert (second.is_news, second.since) == (False, first.at)
    add(case, tmp_path, "The police said that 450 people have left Wels since Monday.", outlet="Herald", day=5)
    for record in (False, True):
        (third,) = case.run_questions(standing.number, record=record)
        assert [item.report.outlet for item in third.new] == ["Herald"]
    assert not next(case.run_questions()).is_news


def test_an_empty_case_has_no_news(case: Case) -> None:
    case.keep_question(QUESTION)
    (news,) = case.run_questions()
    assert (news.is_news, news.answer.findings) == (False, ())


def test_a_filter_narrows_what_is_news(case: Case, tmp_path: Path) -> None:
    case.keep_question(QUESTION, wanted=ClaimFilter(source="police"))
    add(case, tmp_path, "The mayor said that 300 people had left Wels on Monday.", outlet="Courier")
    assert not next(case.run_questions()).is_news


def test_what_cannot_be_asked_or_is_not_there_is_refused(case: Case) -> None:
    with pytest.raises(QueryError):
        case.keep_question("?!")
    with pytest.raises(NoSuchQuestion):
        list(case.run_questions(3))
    with pytest.raises(NoSuchQuestion):
        case.remove_question(3)

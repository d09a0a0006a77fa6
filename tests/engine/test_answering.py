"""A question to a case: one answer a proposition, in few looks at the ledger however large the case is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from ledger.link_builders import a_link, enter, link
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tocsin.collect.given import Given
from tocsin.engine.case import Case
from tocsin.ledger.opening import open_ledger
from tocsin.model.link import Relation

MOST = 24
"""Statements for one question; each look at the ledger begins with one."""
OF_FIGURES = 16
"""How many more it takes to tell what the accounts of a figure allow together, from the documents of the answers."""


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture(scope="module", params=[8, 120], ids=["small", "large"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """Papers that say that the gate closed: each four of them one proposition, which the next one contradicts."""
    papers = [f"P{number}" for number in range(request.param)]
    groups = [papers[at : at + 4] for at in range(0, len(papers), 4)]
    path = tmp_path_factory.mktemp("answering") / "case.db"
    with open_ledger(path) as ledger:
        enter(ledger, *papers)
        same = [a_link(group[0], other) for group in groups for other in group[1:]]
        rivals = [a_link(one[1], other[2], Relation.CONTRADICTS) for one, other in pairwise(groups)]
        changes = [a_link(other[3], one[3], Relation.REVISES) for one, other in pairwise(groups[:4])]
        assert link(ledger, *same, *rivals, *changes)
    with Case.open(path) as case:
        # What is left to do once is done: the claims are linked and have vectors, and their names are those of parties.
        assert case.parties()
        assert case.ask("gate").findings
        yield case


@pytest.mark.parametrize("limit", [1, 5, 100])
@pytest.mark.parametrize("question", ["Did the gate close?", "Who says that the gate closed?", "gate paper"])
def test_a_question_takes_few_statements(case: Case, question: str, limit: int) -> None:
    with statements() as sent:
        answer = case.ask(question, limit=limit)
    assert answer.findings
    assert 0 < len(sent) <= MOST


def test_a_question_without_an_answer_takes_as_few(case: Case) -> None:
    with statements() as sent:
        assert not case.ask("How many penguins live in Antarctica?").findings
    assert 0 < len(sent) <= MOST


def test_each_answer_is_another_proposition_weighed_with_its_rivals(case: Case) -> None:
    answer = case.ask("Did the gate close?", limit=100)
    supports = [item.support for item in answer.findings if item.support is not None]
    assert len({support.estimate.proposition for support in supports}) == len(answer.findings) > 1
    assert all(support.disagree or support.revised for support in supports)
    assert any(support.revised for support in supports)
    assert any(support.before for support in supports)
    for item, support in zip(answer.findings, supports, strict=True):
        assert support.estimate == case.estimate(item.report.claim.id)


def test_what_the_accounts_of_a_figure_allow_together_stands_with_its_answers(tmp_path: Path) -> None:
    told = {
        4: "Six sailors were killed in Graz, the police said.",
        7: "Nine sailors have been killed in Graz, the police said.",
    }
    with Case.open(tmp_path / "case.db", create=True) as case:
        for day, text in told.items():
            path = tmp_path / f"day{day}.txt"
            path.write_text(text, encoding="utf-8")
            list(case.add([path], given=Given(outlet="The Gazette", published=date(2026, 3, day))))
        # Names are counted and vectors are made when a case is first asked.
        assert case.parties()
        assert case.ask("sailors").findings
        with statements() as sent:
            answer = case.ask("How many sailors were killed in Graz?")
    assert [item.report.name for item in answer.findings] == ["day7", "day4"]
    assert answer.figures is not None
    assert answer.figures.levels[-1].high == 9
    assert 0 < len(sent) <= MOST + OF_FIGURES

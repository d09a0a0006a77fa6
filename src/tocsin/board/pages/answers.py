"""Questions: asked once, and kept to be asked again."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from tocsin.board.accounts import Role
from tocsin.board.context import Asker, OurForm, TheCase, TheDesk, as_by, needs
from tocsin.board.derived import Bench, Derived
from tocsin.board.pages.claims import certainty_of, day_or_none
from tocsin.board.rendering import page
from tocsin.errors import InputError
from tocsin.model.answer import Answer, Asked
from tocsin.model.query import ClaimFilter
from tocsin.model.standing import QuestionNews

router = APIRouter()


def _news(bench: Bench) -> list[QuestionNews]:
    return list(bench.case.run_questions(record=False))


NEWS = Derived(name="news", make=_news, of=list[QuestionNews])
"""What is new on the questions that the case keeps."""
_SHOWN = 2_000
"""Characters of a question that a page shows again."""


@router.get("/ask")
def ask(
    request: Request,
    case: TheCase,
    q: str = "",
    source: str = "",
    place: str = "",
    since: str = "",
    until: str = "",
    certainty: Annotated[list[str] | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 5,
) -> HTMLResponse:
    """A question, answered from the claims of the case."""
    question = " ".join(q.split())
    wanted = ClaimFilter(
        source=source or None, place=place or None, since=day_or_none("since", since), until=day_or_none("until", until),
        certainty=certainty_of(certainty),
    )  # fmt: skip
    problem, answer = "", None
    if question:
        try:
            answer = case.ask(question, limit=limit, wanted=wanted)
        except InputError as error:
            problem = error.problem
    return page(
        request, "ask", status=400 if problem else 200, q=question[:_SHOWN], wanted=wanted, answer=answer,
        problem=problem, limit=limit, kept=case.standing_questions(), beside=_beside(answer) if answer else [],
    )  # fmt: skip


@router.get("/questions")
def questions(request: Request, desk: TheDesk) -> HTMLResponse:
    """What is new on the questions that the case keeps."""
    return page(request, "questions", news=desk.soon(NEWS))


@router.post("/questions", dependencies=[needs(Role.ANALYST)])
def keep(form: OurForm, case: TheCase, visitor: Asker) -> RedirectResponse:
    """Keep a question."""
    wanted = ClaimFilter(
        source=form["source"] or None, place=form["place"] or None, since=_day(form["since"]), until=_day(form["until"])
    )
    case.keep_question(form["q"], wanted=wanted, by=as_by(visitor))
    return RedirectResponse("/questions", 303)


@router.post("/questions/seen", dependencies=[needs(Role.ANALYST)])
def seen(form: OurForm, case: TheCase) -> RedirectResponse:
    """Record that the news was seen: from now on only later ones are news."""
    for _ in case.run_questions(record=True):
        pass
    return RedirectResponse("/questions", 303)


@router.post("/questions/{number}/remove", dependencies=[needs(Role.ANALYST)])
def remove(number: int, form: OurForm, case: TheCase, visitor: Asker) -> RedirectResponse:
    """Ask a question no longer."""
    case.remove_question(number, by=as_by(visitor))
    return RedirectResponse("/questions", 303)


def _day(text: str) -> date | None:
    return day_or_none("day", text)


def _beside(answer: Answer) -> list[tuple[str, object]]:
    """The figures of the answers, or their times, where the question asks for them."""
    from tocsin.brief.wording import figure_words, time_words  # noqa: PLC0415

    rows: list[tuple[str, object]] = []
    for report in (one.report for one in answer.findings):
        claim = report.claim
        if answer.asked is Asked.HOW_MANY:
            rows += [(figure_words(quantity), report) for quantity in claim.quantities]
        elif answer.asked is Asked.WHEN and claim.time is not None:
            rows.append((time_words(claim.time), report))
    return rows

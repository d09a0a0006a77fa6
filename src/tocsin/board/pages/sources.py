"""Sources with their grades."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse

from tocsin.board.accounts import Role
from tocsin.board.context import Asker, OurForm, TheCase, TheDesk, as_by, needs
from tocsin.board.derived import Bench, Derived
from tocsin.board.files import FileForm, TheTaking
from tocsin.board.rendering import link, page
from tocsin.board.results import Desk
from tocsin.engine.list_rows import SOURCES, source_row
from tocsin.engine.sources import KnownSource
from tocsin.errors import QueryError
from tocsin.model.record import to_json
from tocsin.model.source import Counting, Reliability
from tocsin.text.folding import folded

router = APIRouter()

Name = Annotated[str, Query(max_length=200)]
_PAGE, _MOST = 100, 1_000


@router.get("/sources")
def show(
    request: Request,
    case: TheCase,
    desk: TheDesk,
    q: Name = "",
    limit: Annotated[int, Query(ge=1, le=_MOST)] = _PAGE,
) -> HTMLResponse:
    """The sources of the case with their grades, those of most claims first."""
    found = _found(desk, q)
    history, records = (case.grades_of(q), case.source_records(q)) if q else ([], [])
    return page(
        request, "sources", q=q, rows=found[:limit], total=len(found), limit=limit, step=_PAGE, most=_MOST,
        history=history, records=records, grades=Reliability, countings=Counting,
    )  # fmt: skip


@router.get("/sources.{form}")
def sources_file(
    form: FileForm, desk: TheDesk, taking: TheTaking, q: Name = ""
) -> StreamingResponse:  # fmt: skip
    """The sources that are listed, as a file."""
    found = _found(desk, q)
    return taking.file("sources", form, columns=SOURCES, rows=map(source_row, found), records=map(to_json, found))


@router.post("/sources/grade", dependencies=[needs(Role.ANALYST)])
def grade(form: OurForm, case: TheCase, visitor: Asker) -> RedirectResponse:
    """Grade how far a source can be relied on."""
    if form["grade"] not in list(Reliability):
        raise QueryError("grade", f"{form['grade'][:20]!r} is none; a grade is A, B, C, D, E or F")
    if form["counts"] and form["counts"] not in list(Counting):
        raise QueryError("counts", f"{form['counts'][:20]!r} is none; figures are a claim or a minimum")
    counting = Counting(form["counts"]) if form["counts"] else None
    case.grade(form["name"], Reliability(form["grade"]), counting=counting, reason=form["reason"], by=as_by(visitor))
    return RedirectResponse(link("/sources", q=form["name"]), 303)


@router.post("/sources/record", dependencies=[needs(Role.ANALYST)])
def record(form: OurForm, case: TheCase, visitor: Asker) -> RedirectResponse:
    """Enter whose an outlet is, and where it is at home; a field that is left empty stays as it was."""
    given = {name: form[name].strip() or None for name in ("country", "language", "owner")}
    case.record_source(form["name"], **given, reason=form["reason"], by=as_by(visitor))
    return RedirectResponse(link("/sources", q=form["name"]), 303)


def _found(desk: Desk, q: str) -> list[KnownSource]:
    wanted = folded(q)
    return [one for one, text in desk.shaped(SOURCES_OF_CASE, _listed) if wanted in text]


def _listed(sources: list[KnownSource]) -> list[tuple[KnownSource, str]]:
    return [(one, folded(one.name)) for one in sources]


def _sources(bench: Bench) -> list[KnownSource]:
    return bench.case.sources()


SOURCES_OF_CASE = Derived(name="sources", make=_sources, of=list[KnownSource])
"""The sources of the case with their grades, those of most claims first."""

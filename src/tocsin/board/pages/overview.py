"""The overview: what rings, what is new since the last visit, what conflicts, what could not be read."""

from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse

from tocsin.board.context import TheCase, TheDesk, TheDoor, TheResults, TheSettings
from tocsin.board.derived import Bench, Derived
from tocsin.board.pages.answers import NEWS
from tocsin.board.pages.documents import DOCUMENTS_IN_ORDER
from tocsin.board.pages.figures import COUNTED
from tocsin.board.pages.relations import CHANGES, CONFLICTS
from tocsin.board.pages.scenarios import STANDINGS, standings_asked
from tocsin.board.rendering import page
from tocsin.brief.sections.figures import Counted
from tocsin.model.query import DocumentRow
from tocsin.model.series import Series
from tocsin.weigh.figures.subject import FigureQuery

router = APIRouter()

_VISIT = timedelta(minutes=30)
"""A pause after which coming back is another visit."""
_SHOWN = 5
_COOKIE = "tocsin_visit"
_ASKED = 50
"""Results whose state is told at once."""
_FORM = "%Y%m%dT%H%M%S"


@router.get("/")
def show(request: Request, case: TheCase, door: TheDoor, desk: TheDesk, settings: TheSettings) -> HTMLResponse:
    """The overview."""
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    before, current = _visits(request.cookies.get(_COOKIE, ""))
    if current is None or now - current > _VISIT:
        before = current
    recent = desk.soon(_RECENT)
    new = list(takewhile(lambda row: before is not None and row.added > before, recent or ()))
    new_ids = {row.id for row in new}
    conflicts, changes = desk.soon(CONFLICTS, None, None), desk.soon(CHANGES, None, None)
    made = page(
        request, "overview",
        counts=desk.soon(COUNTS), before=before,
        standings=desk.soon(STANDINGS, *standings_asked(settings)),
        new=new, newest=(recent or [])[:_SHOWN], is_known=recent is not None,
        conflicts=conflicts, changes=changes, shown=_SHOWN,
        new_conflicts=sum(
            any(one.document in new_ids for side in found.sides for one in side.claims) for found in conflicts or ()
        ),
        new_changes=sum(one.claim.document in new_ids for one in changes or ()),
        figures=desk.soon(_FIGURES), failed=case.failed_documents(),
        questions=case.standing_questions(), news={one.question.number: one for one in desk.soon(NEWS) or ()},
        notes=door.notes, unlinked=case.view.unlinked(),
    )  # fmt: skip
    held = f"{before:{_FORM}}|{now:{_FORM}}" if before else f"|{now:{_FORM}}"
    made.set_cookie(
        _COOKIE, held, max_age=365 * 24 * 3600, httponly=True, samesite="lax", secure=settings.https, path="/"
    )
    return made


@router.get("/health")
def health(case: TheCase) -> JSONResponse:
    """Whether the board can read its case; for those who watch over it."""
    case.standing_questions()
    return JSONResponse({"status": "ok"})


@router.get("/working")
def working(results: TheResults, key: Annotated[list[str], Query(max_length=64)]) -> JSONResponse:
    """How far results are that a page waits for, in words; null where one is there."""
    return JSONResponse(results.waiting(key[:_ASKED]))


def _recent(bench: Bench) -> list[DocumentRow]:
    rows = (row for row in bench.made(DOCUMENTS_IN_ORDER) if row.removed is None)
    return sorted(rows, key=lambda row: row.added, reverse=True)


def _counts(bench: Bench) -> dict[str, int]:
    return bench.case.counts()


def _figures(bench: Bench) -> list[tuple[Counted, Series]]:
    counted = bench.made(COUNTED)[:_SHOWN]
    wanted = (FigureQuery(subject=one.noun, measure=one.measure, place=one.place) for one in counted)
    found = bench.case.figures(*wanted)
    return [(one, each.series) for one, each in zip(counted, found, strict=True) if each.series.accounts]


_RECENT = Derived(name="recent", make=_recent, of=list[DocumentRow])
"""The documents that stand, those added last first."""
COUNTS = Derived(name="counts", make=_counts, of=dict[str, int])
"""How many documents, claims, speakers and sources the case holds."""
_FIGURES = Derived(name="figures", make=_figures, of=list[tuple[Counted, Series]], is_long=True)
"""What the case counts most, over time."""


def _visits(cookie: str) -> tuple[datetime | None, datetime | None]:
    """When the visit before began, and when this one was last heard of."""

    def read(text: str) -> datetime | None:
        try:
            return datetime.strptime(text, _FORM)
        except ValueError:
            return None

    before, _, current = cookie.partition("|")
    return read(before), read(current)

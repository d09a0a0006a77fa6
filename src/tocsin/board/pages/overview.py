"""The overview: what rings, what is new since the last visit, what conflicts, what could not be read."""

from datetime import UTC, datetime, timedelta
from itertools import takewhile

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from tocsin.board.context import TheCase, TheDoor, TheSettings
from tocsin.board.pages.answers import news_of
from tocsin.board.pages.scenarios import standings_soon
from tocsin.board.rendering import page
from tocsin.brief.sections.figures import Counted
from tocsin.engine.case import Case
from tocsin.engine.relations import Conflict
from tocsin.model.link import Linked
from tocsin.model.query import DocumentRow
from tocsin.model.series import Series
from tocsin.weigh.figures.subject import FigureQuery

router = APIRouter()

_VISIT = timedelta(minutes=30)
"""A pause after which coming back is another visit."""
_SHOWN = 5
_COOKIE = "tocsin_visit"
_FORM = "%Y%m%dT%H%M%S"


@router.get("/")
def show(request: Request, case: TheCase, door: TheDoor, settings: TheSettings) -> HTMLResponse:
    """The overview."""
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    before, current = _visits(request.cookies.get(_COOKIE, ""))
    if current is None or now - current > _VISIT:
        before = current
    recent = door.soon("recent", lambda: _recent(case), of=list[DocumentRow])
    new = list(takewhile(lambda row: before is not None and row.added > before, recent or ()))
    new_ids = {row.id for row in new}
    conflicts = door.soon(("conflicts", None, None), case.conflicts, of=list[Conflict])
    changes = door.soon(("changes", None, None), case.changes, of=list[Linked])

    def figures() -> list[tuple[Counted, Series]]:
        counted = door.kept("most_counted", case.most_counted, of=tuple[Counted, ...])[:_SHOWN]
        found = case.figures(*(FigureQuery(subject=one.noun, measure=one.measure, place=one.place) for one in counted))
        return [(one, each.series) for one, each in zip(counted, found, strict=True) if each.series.accounts]

    made = page(
        request, "overview",
        counts=door.soon("counts", case.counts, of=dict[str, int]), before=before,
        standings=standings_soon(case, door, settings),
        new=new, newest=(recent or [])[:_SHOWN], is_known=recent is not None,
        conflicts=conflicts, changes=changes, shown=_SHOWN,
        new_conflicts=sum(
            any(one.document in new_ids for side in found.sides for one in side.claims) for found in conflicts or ()
        ),
        new_changes=sum(one.claim.document in new_ids for one in changes or ()),
        figures=door.soon("figures", figures, of=list[tuple[Counted, Series]]), failed=case.failed_documents(),
        questions=case.standing_questions(), news={one.question.number: one for one in news_of(case, door) or ()},
        notes=door.notes,
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


def _recent(case: Case) -> list[DocumentRow]:
    """The documents that stand, those added last first."""
    rows = (row for row in case.documents() if row.removed is None)
    return sorted(rows, key=lambda row: row.added, reverse=True)


def _visits(cookie: str) -> tuple[datetime | None, datetime | None]:
    """When the visit before began, and when this one was last heard of."""

    def read(text: str) -> datetime | None:
        try:
            return datetime.strptime(text, _FORM)
        except ValueError:
            return None

    before, _, current = cookie.partition("|")
    return read(before), read(current)

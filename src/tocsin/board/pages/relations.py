"""Conflicts, changes and echoes: what the links between claims come to."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from tocsin.board.context import TheCase, TheDoor
from tocsin.board.pages.claims import day_or_none
from tocsin.board.rendering import OWN_STYLE, page
from tocsin.brief import echo_lines
from tocsin.engine.echoing import drawn
from tocsin.engine.relations import Conflict, Copying
from tocsin.errors import NotInCase
from tocsin.model.echo import Echo
from tocsin.model.link import Linked

router = APIRouter()

_MOST = 500
Limit = Annotated[int, Query(ge=1, le=_MOST)]
About = Annotated[str, Query(max_length=500)]


@router.get("/conflicts")
def conflicts(
    request: Request, case: TheCase, door: TheDoor, since: str = "", about: About = "", limit: Limit = 20
) -> HTMLResponse:
    """Accounts that cannot all be true, side by side; those with the latest account first."""
    day, words = _asked(since, about)
    found = door.latest(("conflicts", day, words), lambda: case.conflicts(since=day, about=words), of=list[Conflict])
    return page(request, "conflicts", found=found[:limit], total=len(found), **_shown(since, about, limit))


@router.get("/changes")
def changes(
    request: Request, case: TheCase, door: TheDoor, since: str = "", about: About = "", limit: Limit = 20
) -> HTMLResponse:
    """What is told otherwise now than before; the latest first."""
    day, words = _asked(since, about)
    found = door.latest(("changes", day, words), lambda: case.changes(since=day, about=words), of=list[Linked])
    return page(request, "changes", found=found[:limit], total=len(found), **_shown(since, about, limit))


@router.get("/echoes")
def echoes(
    request: Request, case: TheCase, door: TheDoor, since: str = "", about: About = "", limit: Limit = 20
) -> HTMLResponse:
    """Who repeats whose line, with lag and share, in bursts, in coordination; and which documents copy which."""
    day, words = _asked(since, about)
    found = door.latest(("echoes", day, words), lambda: case.copies(since=day, about=words), of=list[Copying])
    return page(
        request, "echoes", found=found[:limit], total=len(found), lines=echo_lines,
        echo=door.latest(("echo", day, None), lambda: case.echo(since=day), of=Echo), **_shown(since, about, limit),
    )  # fmt: skip


@router.get("/echoes/{form}.svg")
def echo_picture(form: str, case: TheCase, door: TheDoor, since: str = "") -> Response:
    """Who repeats whom as a network, or lag and share as a chart; it holds its own style, so it is shown as an image."""
    if form not in ("network", "chart"):
        raise NotInCase(form)
    day = day_or_none("since", since)
    found = door.latest(("echo", day, None), lambda: case.echo(since=day), of=Echo)
    made = drawn(found, "svg" if form == "network" else "chart")
    return Response(made, media_type="image/svg+xml", headers=OWN_STYLE)


def _asked(since: str, about: str) -> tuple[date | None, str | None]:
    return day_or_none("since", since), about.strip() or None


def _shown(since: str, about: str, limit: int) -> dict[str, Any]:
    return {"since": since, "about": about, "limit": limit, "step": 20, "most": _MOST}

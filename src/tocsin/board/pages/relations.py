"""Conflicts, changes and echoes: what the links between claims come to."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from tocsin.board.context import TheCase, TheDoor
from tocsin.board.door import Door
from tocsin.board.files import FileForm, TheTaking
from tocsin.board.pages.claims import day_or_none
from tocsin.board.rendering import OWN_STYLE, page
from tocsin.brief import echo_lines
from tocsin.engine.case import Case
from tocsin.engine.echoing import EDGE_COLUMNS, drawn, echo_record, edge_rows
from tocsin.engine.list_rows import CONFLICTS, LINKS, conflict_rows, link_row
from tocsin.engine.records import conflict_record, linked_record
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
    found = _conflicts(case, door, since, about)
    return page(request, "conflicts", found=found[:limit], total=len(found), **_shown(since, about, limit))


@router.get("/conflicts.{form}")
def conflicts_file(
    form: FileForm, case: TheCase, door: TheDoor, taking: TheTaking, since: str = "", about: About = ""
) -> StreamingResponse:
    """The conflicts that are listed as a file; in CSV each claim of each side has a row."""
    found = _conflicts(case, door, since, about)
    return taking.file(
        "conflicts", form, columns=CONFLICTS, rows=conflict_rows(found), records=map(conflict_record, found)
    )


@router.get("/changes")
def changes(
    request: Request, case: TheCase, door: TheDoor, since: str = "", about: About = "", limit: Limit = 20
) -> HTMLResponse:
    """What is told otherwise now than before; the latest first."""
    found = _changes(case, door, since, about)
    return page(request, "changes", found=found[:limit], total=len(found), **_shown(since, about, limit))


@router.get("/changes.{form}")
def changes_file(
    form: FileForm, case: TheCase, door: TheDoor, taking: TheTaking, since: str = "", about: About = ""
) -> StreamingResponse:
    """The changes that are listed, as a file."""
    found = _changes(case, door, since, about)
    return taking.file("changes", form, columns=LINKS, rows=map(link_row, found), records=map(linked_record, found))


@router.get("/echoes")
def echoes(
    request: Request, case: TheCase, door: TheDoor, since: str = "", about: About = "", limit: Limit = 20
) -> HTMLResponse:
    """Who repeats whose line, with lag and share, in bursts, in coordination; and which documents copy which."""
    found = _copies(case, door, since, about)
    return page(
        request, "echoes", found=found[:limit], total=len(found), lines=echo_lines, echo=_echo(case, door, since),
        **_shown(since, about, limit),
    )  # fmt: skip


@router.get("/echoes.{form}")
def echoes_file(
    form: FileForm, case: TheCase, door: TheDoor, taking: TheTaking, since: str = "", about: About = ""
) -> StreamingResponse:
    """Which documents copy which as a file, link by link."""
    found = [one for copying in _copies(case, door, since, about) for one in copying.links]
    return taking.file("copies", form, columns=LINKS, rows=map(link_row, found), records=map(linked_record, found))


@router.get("/echoes/edges.{form}")
def edges_file(
    form: FileForm, case: TheCase, door: TheDoor, taking: TheTaking, since: str = ""
) -> StreamingResponse:  # fmt: skip
    """Who repeats whom as a file; in JSON with narratives, bursts and groups."""
    found = _echo(case, door, since)
    return taking.file(
        "echo", form, columns=EDGE_COLUMNS, rows=edge_rows(found), records=map(echo_record, (found,))
    )  # fmt: skip


@router.get("/echoes/{form}.svg")
def echo_picture(form: str, case: TheCase, door: TheDoor, since: str = "") -> Response:
    """Who repeats whom as a network, or lag and share as a chart; it holds its own style, so it is shown as an image."""
    if form not in ("network", "chart"):
        raise NotInCase(form)
    made = drawn(_echo(case, door, since), "svg" if form == "network" else "chart")
    return Response(made, media_type="image/svg+xml", headers=OWN_STYLE)


def _conflicts(case: Case, door: Door, since: str, about: str) -> list[Conflict]:
    day, words = _asked(since, about)
    return door.latest(("conflicts", day, words), lambda: case.conflicts(since=day, about=words), of=list[Conflict])


def _changes(case: Case, door: Door, since: str, about: str) -> list[Linked]:
    day, words = _asked(since, about)
    return door.latest(("changes", day, words), lambda: case.changes(since=day, about=words), of=list[Linked])


def _copies(case: Case, door: Door, since: str, about: str) -> list[Copying]:
    day, words = _asked(since, about)
    return door.latest(("echoes", day, words), lambda: case.copies(since=day, about=words), of=list[Copying])


def _echo(case: Case, door: Door, since: str) -> Echo:
    day = day_or_none("since", since)
    return door.latest(("echo", day, None), lambda: case.echo(since=day), of=Echo)


def _asked(since: str, about: str) -> tuple[date | None, str | None]:
    return day_or_none("since", since), about.strip() or None


def _shown(since: str, about: str, limit: int) -> dict[str, Any]:
    return {"since": since, "about": about, "limit": limit, "step": 20, "most": _MOST}

"""Conflicts, changes and echoes: what the links between claims come to."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from tocsin.board.context import TheDesk
from tocsin.board.derived import Bench, Derived
from tocsin.board.files import FileForm, TheTaking
from tocsin.board.pages.claims import day_or_none
from tocsin.board.rendering import OWN_STYLE, page
from tocsin.board.results import Desk
from tocsin.brief import echo_lines
from tocsin.engine import list_rows
from tocsin.engine.echoing import EDGE_COLUMNS, drawn, echo_record, edge_rows
from tocsin.engine.records import conflict_record, linked_record
from tocsin.engine.relations import Conflict, Copying
from tocsin.errors import NotInCase
from tocsin.model.echo import Echo
from tocsin.model.link import Linked

router = APIRouter()

_MOST = 500
_COMPARED = 3_000
"""Documents that the page of echoes compares, the latest: of 47,000 it would take many minutes."""
Limit = Annotated[int, Query(ge=1, le=_MOST)]
About = Annotated[str, Query(max_length=500)]


@router.get("/conflicts")
def conflicts(request: Request, desk: TheDesk, since: str = "", about: About = "", limit: Limit = 20) -> HTMLResponse:
    """Accounts that cannot all be true, side by side; those with the latest account first."""
    found = desk.latest(CONFLICTS, *_asked(since, about))
    return page(request, "conflicts", found=found[:limit], total=len(found), **_shown(since, about, limit))


@router.get("/conflicts.{form}")
def conflicts_file(
    form: FileForm, desk: TheDesk, taking: TheTaking, since: str = "", about: About = ""
) -> StreamingResponse:
    """The conflicts that are listed as a file; in CSV each claim of each side has a row."""
    found = desk.latest(CONFLICTS, *_asked(since, about))
    return taking.file(
        "conflicts",
        form,
        columns=list_rows.CONFLICTS,
        rows=list_rows.conflict_rows(found),
        records=map(conflict_record, found),
    )


@router.get("/changes")
def changes(request: Request, desk: TheDesk, since: str = "", about: About = "", limit: Limit = 20) -> HTMLResponse:
    """What is told otherwise now than before; the latest first."""
    found = desk.latest(CHANGES, *_asked(since, about))
    return page(request, "changes", found=found[:limit], total=len(found), **_shown(since, about, limit))


@router.get("/changes.{form}")
def changes_file(
    form: FileForm, desk: TheDesk, taking: TheTaking, since: str = "", about: About = ""
) -> StreamingResponse:
    """The changes that are listed, as a file."""
    found = desk.latest(CHANGES, *_asked(since, about))
    return taking.file(
        "changes", form, columns=list_rows.LINKS, rows=map(list_rows.link_row, found), records=map(linked_record, found)
    )


@router.get("/echoes")
def echoes(request: Request, desk: TheDesk, since: str = "", about: About = "", limit: Limit = 20) -> HTMLResponse:
    """Who repeats whose line, with lag and share, in bursts, in coordination; and which documents copy which."""
    found = desk.latest(COPIES, *_asked(since, about))
    return page(
        request, "echoes", found=found[:limit], total=len(found), lines=echo_lines, echo=_echo(desk, since),
        **_shown(since, about, limit),
    )  # fmt: skip


@router.get("/echoes.{form}")
def echoes_file(
    form: FileForm, desk: TheDesk, taking: TheTaking, since: str = "", about: About = ""
) -> StreamingResponse:
    """Which documents copy which as a file, link by link."""
    found = [one for copying in desk.latest(COPIES, *_asked(since, about)) for one in copying.links]
    return taking.file(
        "copies", form, columns=list_rows.LINKS, rows=map(list_rows.link_row, found), records=map(linked_record, found)
    )


@router.get("/echoes/edges.{form}")
def edges_file(
    form: FileForm, desk: TheDesk, taking: TheTaking, since: str = ""
) -> StreamingResponse:  # fmt: skip
    """Who repeats whom as a file; in JSON with narratives, bursts and groups."""
    found = _echo(desk, since)
    return taking.file(
        "echo", form, columns=EDGE_COLUMNS, rows=edge_rows(found), records=map(echo_record, (found,))
    )  # fmt: skip


@router.get("/echoes/{form}.svg")
def echo_picture(form: str, desk: TheDesk, since: str = "") -> Response:
    """Who repeats whom as a network, or lag and share as a chart; it holds its own style, so it is shown as an image."""
    if form not in ("network", "chart"):
        raise NotInCase(form)
    made = drawn(_echo(desk, since), "svg" if form == "network" else "chart")
    return Response(made, media_type="image/svg+xml", headers=OWN_STYLE)


def _conflicts(bench: Bench, since: date | None, about: str | None) -> list[Conflict]:
    return bench.case.conflicts(since=since, about=about)


def _changes(bench: Bench, since: date | None, about: str | None) -> list[Linked]:
    return bench.case.changes(since=since, about=about)


def _copies(bench: Bench, since: date | None, about: str | None) -> list[Copying]:
    return bench.case.copies(since=since, about=about)


def _whole_echo(bench: Bench, since: date | None, until: date | None) -> Echo:
    return bench.case.echo(since=since, until=until, latest=_COMPARED)


CONFLICTS = Derived(name="conflicts", make=_conflicts, of=list[Conflict])
"""Accounts that cannot all be true, published since a day, about some words."""
CHANGES = Derived(name="changes", make=_changes, of=list[Linked])
"""What is told otherwise now than before, likewise."""
COPIES = Derived(name="copies", make=_copies, of=list[Copying])
"""Which documents copy which, likewise."""
ECHO = Derived(name="echo", make=_whole_echo, of=Echo, is_long=True)
"""Who repeats whose line, in a period."""


def _echo(desk: Desk, since: str) -> Echo:
    return desk.latest(ECHO, day_or_none("since", since), None)


def _asked(since: str, about: str) -> tuple[date | None, str | None]:
    return day_or_none("since", since), about.strip() or None


def _shown(since: str, about: str, limit: int) -> dict[str, Any]:
    return {"since": since, "about": about, "limit": limit, "step": 20, "most": _MOST}

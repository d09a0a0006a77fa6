"""Exposure: who is reached by a rule of sanctions on a day, by the ties that claims report, with the passages."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from tocsin.board.context import TheDesk
from tocsin.board.derived import Bench, Derived
from tocsin.board.files import FileForm, TheTaking
from tocsin.board.pages.claims import day_or_none
from tocsin.board.rendering import OWN_STYLE, page
from tocsin.board.results import Desk
from tocsin.engine.exposing import STATUS_COLUMNS, Asked, Exposed, drawn, exposure_record, rule_names, status_rows
from tocsin.errors import InputError
from tocsin.model.exposure import Supposition

router = APIRouter()

Rule = Annotated[str, Query(max_length=100)]
Listed = Annotated[str, Query(alias="if_listed", max_length=500)]


@router.get("/exposure")
def show(request: Request, desk: TheDesk, rule: Rule = "", on: str = "", if_listed: Listed = "") -> HTMLResponse:
    """Who is reached by a rule, on a day, by which path, and what is open."""
    day, found, problem = day_or_none("on", on), None, ""
    if rule:
        try:
            found = _found(desk, rule, day, if_listed)
        except InputError as error:
            problem = error.problem
    shown = {}
    if found is not None:
        shown = {
            "record": exposure_record(found)["entities"], "names": {one.id: one.name for one in found.network.entities},
            "ties": {one.id: one for one in found.network.ties},
        }  # fmt: skip
    return page(
        request, "exposure", status=400 if problem else 200, rules=rule_names(), rule=rule, on=day, if_listed=if_listed,
        found=found, problem=problem, **{"record": [], "names": {}, "ties": {}, **shown},
    )  # fmt: skip


@router.get("/exposure/drawing.svg")
def drawing(desk: TheDesk, rule: Rule, on: str = "", if_listed: Listed = "", entity: str = "") -> Response:
    """The network, or the path of one entity, as a picture; it holds its own style, so it is shown as an image."""
    found = _found(desk, rule, day_or_none("on", on), if_listed)
    return Response(drawn(found, entity or None), media_type="image/svg+xml", headers=OWN_STYLE)


@router.get("/exposure/statuses.{form}")
def statuses(
    form: FileForm, desk: TheDesk, taking: TheTaking, rule: Rule, on: str = "", if_listed: Listed = ""
) -> StreamingResponse:
    """The statuses as a file."""
    found = _found(desk, rule, day_or_none("on", on), if_listed)
    records = exposure_record(found)["entities"] if form == "json" else ()
    return taking.file("exposure", form, columns=STATUS_COLUMNS, rows=status_rows(found), records=records)


def _exposed(bench: Bench, rule: str, on: date, if_listed: str) -> Exposed:
    suppose = Supposition(listed=tuple(one.strip() for one in if_listed.split(",") if one.strip()))
    return bench.case.exposure(rule, Asked(rule=rule, on=on, suppose=suppose))


_EXPOSED = Derived(name="exposure", make=_exposed, of=Exposed, is_long=True)
"""Who is reached by a rule on a day, where some, parted by commas, were listed."""


def _found(desk: Desk, rule: str, on: date | None, if_listed: str) -> Exposed:
    return desk.latest(_EXPOSED, rule, on or date.today(), if_listed)

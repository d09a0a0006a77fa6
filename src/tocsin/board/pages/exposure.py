"""Exposure: who is reached by a rule of sanctions on a day, by the ties that claims report, with the passages."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from tocsin.board.context import Asker, TheAudit, TheCase, TheDoor, note
from tocsin.board.door import Door
from tocsin.board.pages.claims import attached, day_or_none
from tocsin.board.rendering import OWN_STYLE, link, page
from tocsin.brief.spreadsheet import csv_lines
from tocsin.engine.case import Case
from tocsin.engine.exposing import Asked, Exposed, drawn, exposure_record, rule_names, status_rows
from tocsin.errors import InputError
from tocsin.model.exposure import Supposition

router = APIRouter()

Rule = Annotated[str, Query(max_length=100)]
Listed = Annotated[str, Query(alias="if_listed", max_length=500)]


@router.get("/exposure")
def show(
    request: Request, case: TheCase, door: TheDoor, rule: Rule = "", on: str = "", if_listed: Listed = ""
) -> HTMLResponse:
    """Who is reached by a rule, on a day, by which path, and what is open."""
    day, found, problem = day_or_none("on", on), None, ""
    if rule:
        try:
            found = _found(case, door, rule, day, if_listed)
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
def drawing(
    case: TheCase, door: TheDoor, rule: Rule, on: str = "", if_listed: Listed = "", entity: str = ""
) -> Response:
    """The network, or the path of one entity, as a picture; it holds its own style, so it is shown as an image."""
    found = _found(case, door, rule, day_or_none("on", on), if_listed)
    return Response(drawn(found, entity or None), media_type="image/svg+xml", headers=OWN_STYLE)


@router.get("/exposure/statuses.csv")
def statuses(
    case: TheCase, door: TheDoor, visitor: Asker, audit: TheAudit, rule: Rule, on: str = "", if_listed: Listed = ""
) -> Response:
    """The statuses as CSV."""
    note(audit, visitor, link("/exposure/statuses.csv", rule=rule, on=on))
    rows = list(status_rows(_found(case, door, rule, day_or_none("on", on), if_listed)))
    lines = "".join(csv_lines(rows, columns=list(rows[0]) if rows else ["entity"]))
    return Response(lines, media_type="text/csv; charset=utf-8", headers=attached("exposure.csv"))


def _found(case: Case, door: Door, rule: str, on: date | None, if_listed: str) -> Exposed:
    suppose = Supposition(listed=tuple(one.strip() for one in if_listed.split(",") if one.strip()))
    asked = Asked(rule=rule, on=on, suppose=suppose)
    return door.latest(("exposure", rule, on or date.today(), if_listed), lambda: case.exposure(rule, asked))

"""Propositions: what claims say together, for and against, from outlet to origin."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from tocsin.board.context import TheCase, TheDesk
from tocsin.board.derived import Bench, Derived
from tocsin.board.files import FileForm, TheTaking
from tocsin.board.pages.relations import CHANGES
from tocsin.board.rendering import page
from tocsin.brief.origin_tree import branches
from tocsin.engine.list_rows import PROPOSITIONS, proposition_row
from tocsin.engine.records import stated_record
from tocsin.model.stance import Stance, StatedProposition

router = APIRouter()

MOST = 400
"""Propositions that are looked at for the list."""


def _most_reported(bench: Bench) -> list[StatedProposition]:
    return bench.case.most_reported(limit=MOST)


PROPOSITIONS_OF_CASE = Derived(
    name="propositions", make=_most_reported, of=list[StatedProposition], is_long=True
)  # fmt: skip
"""What several claims say together, those with most reports first."""
_REPORTS = 50
"""Reports of one origin that its tree shows."""


@router.get("/propositions")
def show_propositions(
    request: Request, desk: TheDesk, limit: Annotated[int, Query(ge=1, le=MOST)] = 50
) -> HTMLResponse:
    """What claims say together; those with most reports first."""
    found = desk.soon(PROPOSITIONS_OF_CASE)
    rows = [(one, *_counted(one)) for one in (found or [])[:limit]]
    return page(
        request,
        "propositions",
        rows=rows,
        total=len(found or []),
        is_known=found is not None,
        limit=limit,
        step=50,
        most=MOST,
    )


@router.get("/propositions.{form}")
def propositions_file(form: FileForm, desk: TheDesk, taking: TheTaking) -> StreamingResponse:
    """The propositions that the list can show, as a file."""
    found = desk.latest(PROPOSITIONS_OF_CASE)
    return taking.file(
        "propositions", form, columns=PROPOSITIONS, rows=map(proposition_row, found), records=map(stated_record, found)
    )


@router.get("/propositions/{key}")
def show_proposition(request: Request, key: str, case: TheCase, desk: TheDesk) -> HTMLResponse:
    """One proposition: all its reports as a tree from whose word it is to who published it, for and against, over time."""
    stated = case.stated(key)
    estimate = case.estimate(stated.id)
    sides = [
        ("say so", "side-a", [(origin, branches(origin, _REPORTS)) for origin in estimate.origins]),
        ("say otherwise", "side-b", [(origin, branches(origin, _REPORTS)) for origin in estimate.against]),
    ]
    reports = {taker.report.claim.id for taker in stated.takers}
    known = desk.soon(CHANGES, None, None)
    changes = [one for one in known or () if {one.link.claim, one.link.other} & reports]
    open_ones = [taker for taker in stated.takers if taker.stance is Stance.OPEN]
    return page(
        request, "proposition", stated=stated, estimate=estimate, sides=sides, open_ones=open_ones, changes=changes
    )


def _counted(one: StatedProposition) -> tuple[Any, ...]:
    stances = [taker.stance for taker in one.takers]
    return tuple(stances.count(stance) for stance in (Stance.FOR, Stance.AGAINST, Stance.OPEN))

"""The case as JSON: the same records as the command line gives; errors as problem+json (RFC 9457)."""

import json
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from tocsin.board.accounts import Role
from tocsin.board.context import Asker, Forged, TheAudit, TheCase, TheDesk, TheSessions, TheSettings, as_by, needs, note
from tocsin.board.files import json_answer
from tocsin.board.pages.claims import Wanted, query_of
from tocsin.board.pages.documents import DOCUMENTS_IN_ORDER
from tocsin.board.pages.figures import Asked, figure_of
from tocsin.board.pages.overview import COUNTS
from tocsin.board.pages.parties import PARTIES_OF_CASE
from tocsin.board.pages.propositions import MOST, PROPOSITIONS_OF_CASE
from tocsin.board.pages.relations import CHANGES, CONFLICTS, COPIES, ECHO
from tocsin.board.pages.scenarios import STANDINGS, standings_asked
from tocsin.board.pages.sources import SOURCES_OF_CASE
from tocsin.board.rendering import link, page
from tocsin.brief.wording import ruling_words
from tocsin.engine import records
from tocsin.engine.assessment_record import history_record, outlook_record
from tocsin.engine.echoing import echo_record
from tocsin.engine.estimating import figures_record
from tocsin.errors import NotInCase
from tocsin.lexicon.wording import reason_words
from tocsin.model.record import to_json, to_record
from tocsin.model.source import Reliability

router = APIRouter(tags=["case"])

_MOST = 10_000
Limit = Annotated[int, Query(ge=1, le=_MOST, description="How many at most.")]
Since = Annotated[date | None, Query(description="Only where an account was published on this day or later.")]
About = Annotated[str | None, Query(max_length=500, description="Only what holds these words.")]

_CLAIM = {
    "id": "9f2c4e1ab05d7733c1f0", "start": 120, "end": 171, "text": "more than 400 people had left the town",
    "kind": "statement", "speaker": "The Observer", "sources": ["the mayor"], "factuality": "CT+", "score": 3.0,
    "probability": [0.95, 0.99], "sentence": "The mayor said that more than 400 people had left the town.",
    "document": "sha256:…", "name": "evacuation", "outlet": "The Observer", "published": "2026-03-09",
}  # fmt: skip


def _example(example: Any) -> dict[int | str, dict[str, Any]]:
    """What the description of the API shows of an answer, and that errors are problems."""
    problem = {"type": "about:blank", "title": "Not in this case", "status": 404, "detail": "the case holds nothing …"}
    wrong = {"description": "A problem", "content": {"application/problem+json": {"example": problem}}}
    return {200: {"content": {"application/json": {"example": example}}}, "4XX": wrong, "5XX": wrong}


@router.get("", include_in_schema=False)
def described(request: Request) -> HTMLResponse:
    """What the API offers, for people."""
    return page(request, "api", schema=_schema(request))


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> JSONResponse:
    """What the API offers, as OpenAPI 3.1."""
    return JSONResponse(_schema(request))


@router.get("/counts", responses=_example({"documents": 18, "claims": 312, "speakers": 21, "sources": 40}))
def counts(desk: TheDesk) -> dict[str, int]:
    """How many documents, claims, speakers and sources the case holds."""
    return desk.latest(COUNTS)


@router.get("/claims", responses=_example([_CLAIM]))
def claims(case: TheCase, wanted: Wanted, visitor: Asker, audit: TheAudit, limit: Limit = 100) -> StreamingResponse:
    """The claims that a filter asks for, by document and place in the text; with words the best fit first."""
    note(audit, visitor, link("/api/claims", **query_of(wanted, limit=limit)))
    return json_answer(records.claim_record(one) for one in case.claims(replace(wanted, limit=limit)))


@router.get("/claims/{key}", responses=_example(_CLAIM))
def claim(key: str, case: TheCase) -> JSONResponse:
    """One claim with its reasons, by its id or the beginning of it."""
    return JSONResponse(records.claim_record(case.claim(key)))


@router.get("/claims/{key}/history", responses=_example([{"since": "2026-03-09T10:00:00", "what": "read"}]))
def claim_history(key: str, case: TheCase) -> JSONResponse:
    """What became of a claim and its proposition, the oldest entry first; also of one that was superseded."""
    return JSONResponse(to_json(case.history(key)))


@router.get("/documents", responses=_example([{"id": "sha256:…", "name": "evacuation", "claims": 17}]))
def documents(desk: TheDesk, limit: Limit = 1_000) -> StreamingResponse:
    """The documents of the case, removed ones too."""
    return json_answer(to_json(one) for one in desk.latest(DOCUMENTS_IN_ORDER)[:limit])


@router.get("/documents/failed", responses=_example([{"name": "report.pdf", "problem": "could not be read"}]))
def failed(case: TheCase) -> JSONResponse:
    """The documents that could not be read, each with its last problem."""
    return JSONResponse(to_json(case.failed_documents()))


@router.get("/documents/{key}", responses=_example({"schema": 2, "document": {"id": "sha256:…"}, "claims": []}))
def document(key: str, case: TheCase, visitor: Asker, audit: TheAudit) -> JSONResponse:
    """A document's reading with its claims, in the form of `tocsin read --format jsonl`."""
    reading, row = case.document(key)
    note(audit, visitor, f"/api/documents/{row.id}")
    whole = replace(reading, claims=tuple(one.claim for one in case.claims_of(row.id)))
    return JSONResponse(to_record(whole, notes=True, words=reason_words))


@router.get("/ask", responses=_example({"question": "How many people left?", "asked": "how many", "answers": [_CLAIM]}))
def ask(
    case: TheCase, q: Annotated[str, Query(min_length=1, max_length=10_000)], wanted: Wanted, limit: Limit = 5
) -> JSONResponse:
    """A question, answered from the claims of the case, with who supports each answer and who disagrees."""
    return JSONResponse(records.answer_record(case.ask(q, limit=min(limit, 100), wanted=wanted)))


@router.get("/propositions", responses=_example([{"id": "9f2c…", "statement": "…", "origins_for": 2}]))
def propositions(desk: TheDesk, limit: Annotated[int, Query(ge=1, le=MOST)] = 50) -> StreamingResponse:
    """What several claims say together, those with most reports first."""
    return json_answer(map(records.stated_record, desk.latest(PROPOSITIONS_OF_CASE)[:limit]))


@router.get("/propositions/{key}", responses=_example({"id": "9f2c…", "statement": "…", "reports": []}))
def proposition(key: str, case: TheCase) -> JSONResponse:
    """One proposition with all who take a stance on it, and its weight with the origins for and against."""
    stated = case.stated(key)
    estimate = records.estimate_record(case.estimate(stated.id))
    return JSONResponse({**records.stated_record(stated), "estimate": estimate})


@router.get("/figures", responses=_example({"subject": "people evacuated", "levels": [], "accounts": []}))
def figures(desk: TheDesk, wanted: Asked) -> JSONResponse:
    """A figure over time: the band, what each source says by itself, and the accounts."""
    return JSONResponse(figures_record(figure_of(desk, wanted)))


@router.get("/conflicts", responses=_example([{"sides": [], "links": []}]))
def conflicts(desk: TheDesk, since: Since = None, about: About = None, limit: Limit = 100) -> StreamingResponse:
    """Accounts that cannot all be true, side by side; those with the latest account first."""
    return json_answer(map(records.conflict_record, desk.latest(CONFLICTS, since, about)[:limit]))


@router.get("/changes", responses=_example([{"relation": "revises"}]))
def changes(desk: TheDesk, since: Since = None, about: About = None, limit: Limit = 100) -> StreamingResponse:
    """What is told otherwise now than before; the latest first."""
    return json_answer(map(records.linked_record, desk.latest(CHANGES, since, about)[:limit]))


@router.get("/echoes", responses=_example([{"relation": "echo"}]))
def echoes(desk: TheDesk, since: Since = None, about: About = None, limit: Limit = 100) -> StreamingResponse:
    """Which documents copy which, link by link."""
    found = (one for copying in desk.latest(COPIES, since, about) for one in copying.links)
    return json_answer(map(records.linked_record, islice(found, limit)))


@router.get("/echo", responses=_example({"narratives": [], "edges": [], "bursts": [], "groups": []}))
def echo(desk: TheDesk, since: Since = None, until: Since = None) -> JSONResponse:
    """Who repeats whose line: narratives, edges from outlet to outlet, bursts, coordinated groups."""
    return JSONResponse(echo_record(desk.latest(ECHO, since, until)))


@router.get("/parties", responses=_example([{"id": "…", "name": "General Staff", "kind": "organisation", "names": []}]))
def parties(desk: TheDesk) -> Response:
    """The parties that the names of the case lead to."""
    return Response(desk.shaped(PARTIES_OF_CASE, _as_json), media_type="application/json")


@router.post(
    "/parties/rule", dependencies=[needs(Role.ANALYST)], responses=_example({"ruled": "“A” and “B” are one party …"})
)
def rule_party(
    request: Request,
    case: TheCase,
    visitor: Asker,
    sessions: TheSessions,
    name: Annotated[str, Body(max_length=500)],
    other: Annotated[str, Body(max_length=500)],
    reason: Annotated[str, Body(max_length=5_000)],
    same: Annotated[bool | None, Body()] = None,
) -> dict[str, str]:
    """Rule that two names are one party's, or are not; without `same` an earlier ruling is taken back."""
    _check_form_token(request, visitor, sessions)
    return {"ruled": ruling_words(case.rule_party(name, other, same=same, reason=reason, by=as_by(visitor)))}


@router.get("/sources", responses=_example([{"name": "Drava Watch channel", "claims": 40, "grade": None}]))
def sources(desk: TheDesk) -> Response:
    """The sources of the case with their grades, those of most claims first."""
    return Response(desk.shaped(SOURCES_OF_CASE, _as_json), media_type="application/json")


def _as_json(found: list[Any]) -> str:
    """Records as the text of an answer: of thousands it is made once for each state of the case."""
    return json.dumps(to_json(found), ensure_ascii=False, allow_nan=False)


@router.post(
    "/sources/grade",
    dependencies=[needs(Role.ANALYST)],
    responses=_example({"name": "Drava Watch", "reliability": "D"}),
)
def grade(
    request: Request,
    case: TheCase,
    visitor: Asker,
    sessions: TheSessions,
    name: Annotated[str, Body(max_length=500)],
    reliability: Annotated[Reliability, Body()],
    reason: Annotated[str, Body(max_length=5_000)],
) -> JSONResponse:
    """Grade how far a source can be relied on."""
    _check_form_token(request, visitor, sessions)
    return JSONResponse(to_json(case.grade(name, reliability, reason=reason, by=as_by(visitor))))


@router.get("/scenarios", responses=_example([{"scenario": "The Korbach dam", "alarm": {"rings": True}}]))
def scenarios(desk: TheDesk, settings: TheSettings) -> JSONResponse:
    """How the scenarios stand: those that the board has files of as weighed now, the others as recorded last."""
    return JSONResponse(
        [
            outlook_record(one.outlook, recorded="not recorded: this is a look", alarm_words=one.words or "")
            if one.outlook is not None
            else history_record(one.last, None)
            for one in desk.latest(STANDINGS, *standings_asked(settings))
        ]
    )


@router.get("/scenarios/{name}", responses=_example({"scenario": "The Korbach dam", "alarm": {"rings": True}}))
def scenario(name: str, desk: TheDesk, settings: TheSettings) -> JSONResponse:
    """How one scenario stands."""
    for one in desk.latest(STANDINGS, *standings_asked(settings)):
        if one.name == name and one.outlook is not None:
            words = one.words or ""
            return JSONResponse(outlook_record(one.outlook, recorded="not recorded: this is a look", alarm_words=words))
    raise NotInCase(name)


@router.get("/verify", responses=_example({"head": {"number": 36, "hash": "…"}, "flaws": []}))
def verify(case: TheCase) -> JSONResponse:
    """What was changed in the case past Tocsin, and the end of its chain of hashes."""
    head = case.chain_head()
    flaws = [str(flaw) for flaw in case.verify()]
    return JSONResponse({"head": {"number": head.number, "hash": head.hash}, "flaws": flaws})


def _check_form_token(request: Request, visitor: Asker, sessions: TheSessions) -> None:
    """A browser's session alone changes nothing by the API: another site could have sent it."""
    if not visitor.by_token and not sessions.is_form_token(visitor.key, request.headers.get("x-form-token", "")):
        raise Forged("send a token as “Authorization: Bearer …”, or the token of a page as “X-Form-Token”")


def _schema(request: Request) -> dict[str, Any]:
    app = request.app
    if app.openapi_schema is None:
        app.openapi_schema = get_openapi(title="Tocsin", version="1", description=app.description, routes=app.routes)
    schema: dict[str, Any] = app.openapi_schema
    return schema

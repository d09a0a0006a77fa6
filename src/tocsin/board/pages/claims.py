"""Claims: searched, divided by facets, each with a page of its own, and taken out as CSV or JSON."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from tocsin.board.context import TheCase
from tocsin.board.files import FileForm, TheTaking
from tocsin.board.rendering import link, page
from tocsin.brief.claim_lines import certainty_reasons, details
from tocsin.brief.rows import LEDGER_COLUMNS, ledger_row
from tocsin.engine.records import claim_record
from tocsin.errors import NotInCase, QueryError
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.query import ClaimFilter

router = APIRouter()

_PAGE, _MOST = 50, 500
"""Claims that are listed at first, and at most: who wants to see more narrows the list, or takes it as a file."""
_AMONG = 200
"""Claims that the facets are counted in: making more would take most of the time of the page."""
LONGEST = 500
"""Characters of one field of a filter at most."""
FACET_NAMES = {
    "outlet": "Outlet", "speaker": "Speaker", "source": "On whose word", "party": "Named in it",
    "place": "Place", "month": "Period", "certainty": "Certainty",
    "kinds": "Kind", "language": "Language",
}  # fmt: skip


def day_or_none(name: str, text: str) -> date | None:
    """A day of a form or an address.

    Raises:
        QueryError: It is none.
    """
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise QueryError(name, f"{text[:40]!r} is no day; write it as 2026-03-02") from None


def certainty_of(values: Iterable[str] | None) -> tuple[Factuality, ...]:
    """The certainties of a query.

    Raises:
        QueryError: One is none.
    """
    known = {one.value: one for one in Factuality}
    found = [value for value in values or () if value]
    if unknown := [value for value in found if value not in known]:
        raise QueryError("certainty", f"{unknown[0][:40]!r} is none; known: {', '.join(known)}")
    return tuple(known[value] for value in found)


def _text(name: str, text: str) -> str | None:
    if len(text) > LONGEST:
        raise QueryError(name, f"it may have {LONGEST} characters; these are {len(text):,}. Give less of it.")
    return text.strip() or None


def claim_filter(
    words: str = "",
    outlet: str = "",
    speaker: str = "",
    source: str = "",
    party: str = "",
    place: str = "",
    since: str = "",
    until: str = "",
    language: str = "",
    document: str = "",
    certainty: Annotated[list[str] | None, Query()] = None,
    kinds: Annotated[list[str] | None, Query()] = None,
    sort: str = "",
) -> ClaimFilter:
    """Which claims an address asks for.

    Raises:
        QueryError: A value of it cannot be understood.
    """
    known = {one.value: one for one in Kind}
    asked = [value for value in kinds or () if value]
    if unknown := [value for value in asked if value not in known]:
        raise QueryError("kinds", f"{unknown[0][:40]!r} is none; known: {', '.join(known)}")
    found = ClaimFilter(
        words=_text("words", words), outlet=_text("outlet", outlet), speaker=_text("speaker", speaker),
        source=_text("source", source), party=_text("party", party), place=_text("place", place),
        since=day_or_none("since", since), until=day_or_none("until", until), language=_text("language", language),
        document=_text("document", document), certainty=certainty_of(certainty),
        kinds=tuple(known[value] for value in asked), by_weight=sort == "weight",
    )  # fmt: skip
    if found.since and found.until and found.since > found.until:
        raise QueryError("since", f"{found.since} is after {found.until}")
    return found


Wanted = Annotated[ClaimFilter, Depends(claim_filter)]


def query_of(wanted: ClaimFilter, **changed: Any) -> dict[str, Any]:
    """A filter as the query of an address, with some fields changed."""
    query: dict[str, Any] = {
        name: getattr(wanted, name)
        for name in (
            "words", "outlet", "speaker", "source", "party", "place", "since", "until", "language", "document",
        )
    }  # fmt: skip
    query |= {
        "certainty": tuple(one.value for one in wanted.certainty), "kinds": tuple(one.value for one in wanted.kinds),
        "sort": "weight" if wanted.by_weight else None,
    }  # fmt: skip
    return {**query, **changed}


@router.get("/claims")
def show_claims(
    request: Request, case: TheCase, wanted: Wanted, limit: Annotated[int, Query(ge=1, le=_MOST)] = _PAGE
) -> HTMLResponse:
    """The claims that an address asks for, with facets to narrow them."""
    found, facets = case.facets(wanted, among=max(_AMONG, limit + 1))
    return page(
        request, "claims", wanted=wanted, reports=found[:limit], total=len(found), among=_AMONG, limit=limit, most=_MOST,
        step=_PAGE, facets=facets, facet_names=FACET_NAMES, query_of=query_of, of_facet=_of_facet,
        chosen=list(_chosen(wanted)), certainties=Factuality, kinds=Kind,
    )  # fmt: skip


@router.get("/claims.{form}")
def claims_file(form: FileForm, case: TheCase, wanted: Wanted, taking: TheTaking) -> StreamingResponse:
    """The claims that an address asks for, as CSV or as a JSON array of the records of the command line."""
    found = case.claims(wanted)
    return taking.file(
        "claims", form, columns=LEDGER_COLUMNS, rows=map(ledger_row, found), records=map(claim_record, found)
    )  # fmt: skip


@router.get("/claims/{key}")
def show_claim(request: Request, key: str, case: TheCase) -> HTMLResponse:
    """One claim in its paragraph: why it was read so, and who takes a stance on it. An earlier one leads to its successor."""
    try:
        report = case.claim(key)
    except NotInCase:
        history, found = case.successors(key)
        return page(
            request, "superseded", status=410, key=key, history=history, successors=found,
            entries=case.history(history.claim.id),
        )  # fmt: skip
    claim = report.claim
    reading, row = case.document(report.document)
    text = reading.document.text
    start, end = text.rfind("\n", 0, claim.start) + 1, text.find("\n", claim.end)
    return page(
        request, "claim", report=report, row=row, stated=case.stated(claim.id), estimate=case.estimate(claim.id),
        details=[*details(claim, text), *certainty_reasons(claim)], entries=case.history(claim.id),
        before=text[start : claim.start], after=text[claim.end : end if end >= 0 else None],
        near=[one for one in case.like(claim.id, limit=6) if one[0].claim.id != claim.id][:5],
    )  # fmt: skip


def _of_facet(name: str, value: str) -> dict[str, Any]:
    """What a value of a facet asks for: a month is its first day to its last."""
    if name != "month":
        return {name: value}
    first = date.fromisoformat(f"{value}-01")
    return {"since": first, "until": (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)}


def _chosen(wanted: ClaimFilter) -> Iterator[tuple[str, str, str]]:
    """What narrows the list: its name, its value, and the address without it."""
    for name in ("words", "outlet", "speaker", "source", "party", "place", "since", "until", "language", "document"):
        value = getattr(wanted, name)
        if value is not None:
            yield name, str(value), link("/claims", **query_of(wanted, **{name: None}))
    for name in ("certainty", "kinds"):
        for one in getattr(wanted, name):
            left = tuple(other.value for other in getattr(wanted, name) if other is not one)
            yield name, one.value, link("/claims", **query_of(wanted, **{name: left}))

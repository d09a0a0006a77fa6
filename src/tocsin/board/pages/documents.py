"""Documents: what the case is made of, each with its text, its claims, its evidence and its versions."""

import re
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from tocsin.board.accounts import Role
from tocsin.board.context import Asker, OurForm, TheAudit, TheCase, TheDesk, as_by, needs, note
from tocsin.board.derived import Bench, Derived
from tocsin.board.files import FileForm, TheTaking
from tocsin.board.rendering import document_link, page
from tocsin.board.results import Desk
from tocsin.brief.reading_page import paragraphs
from tocsin.engine.list_rows import DOCUMENTS
from tocsin.model.query import DocumentRow
from tocsin.model.record import to_json
from tocsin.text.folding import folded

router = APIRouter()


def _in_order(bench: Bench) -> list[DocumentRow]:
    return bench.case.documents()


DOCUMENTS_IN_ORDER = Derived(name="in order", make=_in_order, of=list[DocumentRow])
"""The documents of the case in the order in which they were added, removed ones too."""

Query_ = Annotated[str, Query(max_length=500)]
_PAGE, _MOST = 100, 1_000
_LONGEST = 60_000
"""Characters of two versions that are compared word by word."""


@router.get("/documents")
def show_documents(
    request: Request,
    case: TheCase,
    desk: TheDesk,
    q: Query_ = "",
    limit: Annotated[int, Query(ge=1, le=_MOST)] = _PAGE,
) -> HTMLResponse:
    """The documents of the case, and those that could not be read."""
    found = _found(desk, q)
    return page(
        request, "documents", q=q, rows=found[:limit], total=len(found), limit=limit, step=_PAGE, most=_MOST,
        failed=case.failed_documents(),
    )  # fmt: skip


@router.get("/documents.{form}")
def documents_file(
    form: FileForm, desk: TheDesk, taking: TheTaking, q: Query_ = ""
) -> StreamingResponse:  # fmt: skip
    """The documents that are listed, as a file."""
    records = list(map(to_json, _found(desk, q)))
    return taking.file("documents", form, columns=DOCUMENTS, rows=records, records=records)


@router.get("/documents/{key}")
def show_document(request: Request, key: str, case: TheCase, desk: TheDesk) -> HTMLResponse:
    """A document: its text with its claims marked, and what is known of where it came from."""
    reading, row = case.document(key)
    reports = [] if row.removed is not None else case.claims_of(row.id)
    claims = tuple(report.claim for report in reports)
    return page(
        request, "document", row=row, paragraphs=list(paragraphs(replace(reading, claims=claims))), claims=claims,
        aside=reading.set_aside, sightings=case.sightings(row.id),
        versions=_versions(desk.soon(_LISTED), row),
        language=reading.document.language,
    )  # fmt: skip


@router.get("/documents/{key}/raw")
def raw(key: str, case: TheCase, visitor: Asker, audit: TheAudit) -> Response:
    """The bytes that a document was taken from, to be kept: a browser never shows them as a page of the board."""
    _, row = case.document(key)
    note(audit, visitor, f"raw bytes of {row.id}")
    plain = re.sub(r"[^\w.-]", "-", row.name, flags=re.ASCII)[:80] or "document"
    name = quote(row.name[:120].replace("/", "-"), safe="")
    return Response(
        case.raw(row.id), media_type="application/octet-stream",
        headers={
            "content-disposition": f"attachment; filename=\"{plain}.bin\"; filename*=UTF-8''{name}.bin",
            "content-security-policy": "default-src 'none'; sandbox",
        },
    )  # fmt: skip


@router.get("/documents/{key}/compare/{other}")
def compare(request: Request, key: str, other: str, case: TheCase) -> HTMLResponse:
    """What one version of a document says otherwise than another one, word by word."""
    (old, old_row), (new, new_row) = case.document(key), case.document(other)
    one, two = (re.findall(r"\s+|\w+|[^\w\s]", text.document.text[:_LONGEST]) for text in (old, new))
    matcher = SequenceMatcher(None, one, two, autojunk=False) if len(one) * len(two) < 4_000_000 else None
    runs = [] if matcher is None else [
        (tag, "".join(one[a:b]), "".join(two[c:d])) for tag, a, b, c, d in matcher.get_opcodes()
    ]  # fmt: skip
    return page(request, "compare", one=old_row, two=new_row, runs=runs, is_too_long=matcher is None)


@router.post("/documents/{key}/remove", dependencies=[needs(Role.ANALYST)])
def remove(key: str, form: OurForm, case: TheCase, visitor: Asker) -> RedirectResponse:
    """Take a document out of the case; the record of it stays."""
    row = case.remove(key, reason=form["reason"], by=as_by(visitor))
    return RedirectResponse(document_link(row.id), 303)


@router.post("/documents/{key}/restore", dependencies=[needs(Role.ANALYST)])
def restore(key: str, form: OurForm, case: TheCase, visitor: Asker) -> RedirectResponse:
    """Put a removed document back."""
    row = case.restore(key, reason=form["reason"], by=as_by(visitor))
    return RedirectResponse(document_link(row.id), 303)


def _found(desk: Desk, q: str) -> list[DocumentRow]:
    wanted = folded(q)
    return [row for row, text in desk.latest(_LISTED) if wanted in text]


def _listed(bench: Bench) -> list[tuple[DocumentRow, str]]:
    listed: list[DocumentRow] = bench.made(DOCUMENTS_IN_ORDER)
    rows = sorted(listed, key=lambda row: row.published or row.added.date(), reverse=True)
    return [(row, folded(" ".join((row.name, row.title or "", row.outlet or "")))) for row in rows]


_LISTED = Derived(name="documents", make=_listed, of=list[tuple[DocumentRow, str]])
"""The documents, those published last first, each with what it is searched by."""


def _versions(rows: list[tuple[DocumentRow, str]] | None, row: DocumentRow) -> list[DocumentRow]:
    """The other documents of one address, or of one name and outlet."""
    return [
        one for one, _ in rows or ()
        if one.id != row.id
        and ((row.url is not None and one.url == row.url) or (one.name == row.name and one.outlet == row.outlet))
    ]  # fmt: skip

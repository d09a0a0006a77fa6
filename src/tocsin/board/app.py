"""The app: the guard in front, a router for each kind of page, and one table of what errors become."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from tocsin.board import api
from tocsin.board.accounts import Accounts
from tocsin.board.audit import Audit
from tocsin.board.context import Forged, KnownFields, NotAllowed
from tocsin.board.door import Door
from tocsin.board.guard import Guard
from tocsin.board.pages import ROUTERS
from tocsin.board.rendering import FOLDER, page, page_name
from tocsin.board.results import NotReady, Results
from tocsin.board.sessions import Sessions
from tocsin.board.settings import BoardSettings
from tocsin.errors import Ambiguous, CaseError, InputError, NoSuchQuestion, NotInCase, SettingsError, TocsinError

_THREADS = 8
"""Requests that are worked on at once; more of them would only wait for each other, and for connections to the case."""
_PLACE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="40"><text x="8" y="26" font-family="sans-serif" '
    'font-size="14" fill="#808080">being worked out, {}</text></svg>'
)
"""What stands in the place of a picture."""
_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (Forged, 403), (NotAllowed, 403), (NotInCase, 404), (NoSuchQuestion, 404), (Ambiguous, 400), (InputError, 400),
    (CaseError, 503), (SettingsError, 503), (TocsinError, 500),
)  # fmt: skip
_TITLES = {
    400: "This cannot be asked so", 401: "Who are you?", 403: "Not allowed", 404: "Not in this case",
    405: "Not possible here", 413: "Too much", 429: "Too many requests", 500: "Something went wrong",
    503: "The case cannot be used now",
}  # fmt: skip


def create_app(settings: BoardSettings) -> FastAPI:
    """The board of a case.

    Args:
        settings: Its case, and who may see it.

    Raises:
        CaseError: The case cannot be opened.
    """
    door = Door(settings.case)
    results = Results(door, settings)

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
        yield
        results.close()

    app = FastAPI(
        title="Tocsin", docs_url=None, redoc_url=None, openapi_url=None, lifespan=living,
        description="The case as JSON: the same records as the command line gives.",
    )  # fmt: skip
    app.state.settings, app.state.door, app.state.results = settings, door, results
    app.state.accounts, app.state.audit, app.state.sessions = (
        Accounts(settings.accounts), Audit(settings.accounts),
        Sessions(settings.accounts if settings.login else None),
    )  # fmt: skip
    app.mount("/static", _Static(directory=FOLDER / "static"), name="static")
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False, dependencies=[KnownFields])
    app.include_router(api.router, prefix="/api", dependencies=[KnownFields])
    for kind in (TocsinError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, _answer_error)
    app.add_middleware(GZipMiddleware, minimum_size=800, compresslevel=5)
    app.add_middleware(Guard, settings=settings, accounts=app.state.accounts, sessions=app.state.sessions)
    return app


class _Static(StaticFiles):
    """Files that pages load; their addresses change with them, so a browser may keep them."""

    def file_response(self, *args: object, **options: object) -> Response:
        made = super().file_response(*args, **options)  # type: ignore[arg-type]
        made.headers["cache-control"] = "public, max-age=31536000, immutable"
        return made


def _answer_error(request: Request, error: Exception) -> Response:
    """An error as a page, or for programs as problem+json (RFC 9457)."""
    if isinstance(error, NotReady):
        return _being_worked_out(request, error)
    words, headers = str(error), dict[str, str]()
    if isinstance(error, HTTPException):
        status, headers = error.status_code, dict(error.headers or {})
        words = "there is no such page on this board" if status == 404 else str(error.detail)
    elif isinstance(error, RequestValidationError):
        status = 400
        first = error.errors()[0] if error.errors() else {"loc": ("request",), "msg": "it cannot be read"}
        words = f"{first['loc'][-1]}: {re.sub(r'^(String|Input|Value) ', 'it ', str(first['msg']))}"
    elif isinstance(error, TocsinError):
        status = next(code for kind, code in _STATUS if isinstance(error, kind))
    else:
        # What nothing foresaw is told by its kind alone: its words may hold what is not for this visitor.
        status, words = 500, f"this page could not be made ({type(error).__name__}); please report it"
    title = _TITLES.get(status, "This did not work")
    if request.url.path.startswith("/api"):
        body = {"type": "about:blank", "title": title, "status": status, "detail": words}
        return JSONResponse(body, status, headers, "application/problem+json")
    made = page(request, "error", status=status, title=title, detail=words)
    made.headers.update(headers)
    return made


def _being_worked_out(request: Request, error: NotReady) -> Response:
    """No error: the frame of the page, which looks again by itself; for programs what they are to ask for again."""
    path, headers = request.url.path, {"retry-after": "3"}
    if request.method not in ("GET", "HEAD"):
        detail = "What this rests on is being worked out. Nothing was entered; send it again in a while."
        return page(request, "error", status=503, title="Not yet", detail=detail)
    if path.endswith(".svg"):
        return Response(_PLACE.format(error.waiting.words), 200, headers, "image/svg+xml")
    if path.startswith("/api") or "." in path.rpartition("/")[2]:
        body = {"type": "about:blank", "title": "Being worked out", "status": 202, "detail": str(error)}
        return JSONResponse(body, 202, headers, "application/problem+json")
    made = page(request, "working", title=page_name(path), what=error.waiting.name)
    made.headers.update(headers)
    return made

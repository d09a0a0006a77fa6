"""The app: the guard in front, a router for each kind of page, and one table of what errors become."""

import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

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
from tocsin.board.context import Forged, NotAllowed
from tocsin.board.door import Door, NotReady
from tocsin.board.guard import Guard
from tocsin.board.kept import Kept
from tocsin.board.pages import ROUTERS
from tocsin.board.rendering import FOLDER, page
from tocsin.board.sessions import Sessions
from tocsin.board.settings import BoardSettings
from tocsin.errors import Ambiguous, CaseError, InputError, NoSuchQuestion, NotInCase, SettingsError, TocsinError

_THREADS = 8
"""Requests that are worked on at once; more of them would only wait for each other, and for connections to the case."""
_SMALL, _PATIENCE = 50_000_000, 2.0
"""Bytes up to which a case is small, and the seconds that its pages wait for each of their parts."""
_TURN = 0.0005
"""Seconds that a thread computes before another has its turn. A page waits for its turn at each step of a query; with the
usual 5 ms it would wait most of its time while something is worked out over a large case.
"""
_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (Forged, 403), (NotAllowed, 403), (NotInCase, 404), (NoSuchQuestion, 404), (Ambiguous, 400), (InputError, 400),
    (NotReady, 503), (CaseError, 503), (SettingsError, 503), (TocsinError, 500),
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
    patience = max(settings.patience, _PATIENCE) if _is_small(settings.case) else settings.patience
    door = Door(settings.case, patience=patience, store=Kept(settings.accounts))

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
        sys.setswitchinterval(_TURN)
        yield
        door.close()

    app = FastAPI(
        title="Tocsin", docs_url=None, redoc_url=None, openapi_url=None, lifespan=living,
        description="The case as JSON: the same records as the command line gives.",
    )  # fmt: skip
    app.state.settings, app.state.door = settings, door
    app.state.accounts, app.state.audit, app.state.sessions = (
        Accounts(settings.accounts), Audit(settings.accounts),
        Sessions(settings.accounts if settings.login else None),
    )  # fmt: skip
    app.mount("/static", _Static(directory=FOLDER / "static"), name="static")
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    app.include_router(api.router, prefix="/api")
    for kind in (TocsinError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, _answer_error)
    app.add_middleware(GZipMiddleware, minimum_size=800, compresslevel=5)
    app.add_middleware(Guard, settings=settings, accounts=app.state.accounts, sessions=app.state.sessions)
    return app


def _is_small(case: Path | str) -> bool:
    """Whether a case is a file so small that everything about it is worked out in a moment."""
    if "://" in str(case):
        return False
    try:
        return Path(case).stat().st_size < _SMALL
    except OSError:
        return False


class _Static(StaticFiles):
    """Files that pages load; their addresses change with them, so a browser may keep them."""

    def file_response(self, *args: object, **options: object) -> Response:
        made = super().file_response(*args, **options)  # type: ignore[arg-type]
        made.headers["cache-control"] = "public, max-age=31536000, immutable"
        return made


def _answer_error(request: Request, error: Exception) -> Response:
    """An error as a page, or for programs as problem+json (RFC 9457)."""
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
        if isinstance(error, NotReady):
            headers = {"retry-after": "3"}
    else:
        # What nothing foresaw is told by its kind alone: its words may hold what is not for this visitor.
        status, words = 500, f"this page could not be made ({type(error).__name__}); please report it"
    title = "Being worked out" if isinstance(error, NotReady) else _TITLES.get(status, "This did not work")
    if request.url.path.startswith("/api"):
        body = {"type": "about:blank", "title": title, "status": status, "detail": words}
        return JSONResponse(body, status, headers, "application/problem+json")
    made = page(request, "error", status=status, title=title, detail=words, later=isinstance(error, NotReady))
    made.headers.update(headers)
    return made

"""What every request passes: who asks, whether they may, how often, and what the answer must carry."""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tocsin.board.accounts import Accounts, Role
from tocsin.board.limits import Limit
from tocsin.board.sessions import Sessions
from tocsin.board.settings import BoardSettings

LARGEST = 1_000_000
"""Bytes of a request's body at most."""
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
_OPEN = ("/static/", "/login", "/health")
"""What can be seen without an account."""
_SEEN_FOR = 365 * 24 * 3600
_KEY = re.compile(r"[\w-]{20,100}")
_PLOT_STYLE = (
    ":where(.tocsin-plot) {\n  --plot-background: white;\n  display: block;\n  height: auto;\n  height: intrinsic;\n"
    "  max-width: 100%;\n}\n:where(.tocsin-plot text),\n:where(.tocsin-plot tspan) {\n  white-space: pre;\n}"
)
"""The one style sheet that Observable Plot writes into a page; the policy knows it by its hash."""
POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'",
    f"style-src 'self' 'sha256-{b64encode(sha256(_PLOT_STYLE.encode()).digest()).decode()}'",
    "img-src 'self' data: blob:", "connect-src 'self'", "font-src 'self'", "manifest-src 'self'", "form-action 'self'",
    "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'",
))  # fmt: skip
"""Nothing is loaded from elsewhere, and no script or style stands in a page (Content Security Policy Level 3)."""
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks.

    Attributes:
        name: Of the account; None where the board needs none, or where nobody is logged in.
        key: What the cookie holds.
        form_token: What a form must carry.
        by_token: Whether it is a program with a token: no browser sends that by itself, so its forms need none.
        address: From where.
    """

    name: str | None
    role: Role
    key: str
    form_token: str
    by_token: bool = False
    address: str = ""


class Guard:
    """The middleware that stands before everything else."""

    def __init__(self, app: ASGIApp, *, settings: BoardSettings, accounts: Accounts, sessions: Sessions) -> None:
        """Stand before an app."""
        self._app, self._settings = app, settings
        self._accounts, self._sessions = accounts, sessions
        self._hosts = settings.hosts
        self._cookie = "__Host-tocsin" if settings.https else "tocsin"
        self._reads, self._writes, self._logins = Limit(40, 400), Limit(2, 60), Limit(0.1, 10)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        key, is_new = self._key(request)
        visitor = self._visitor(request, key)
        scope.setdefault("state", {})["visitor"] = visitor
        scope["state"]["guard"] = self

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if self._settings.https:
                    headers.setdefault("strict-transport-security", "max-age=31536000")
                # Pages hold what only this visitor may see, and a form's token.
                headers.setdefault("cache-control", "no-store")
                desk = scope["state"].get("desk")
                if desk is not None and desk.as_of is not None:
                    # For programs, what a page says in words: the case has changed since.
                    headers.setdefault("tocsin-as-of", f"{desk.as_of:%Y-%m-%dT%H:%M:%SZ}")
                if is_new and not visitor.by_token and "text/html" in headers.get("content-type", ""):
                    headers.append("set-cookie", self.cookie(key))
            await send(message)

        refused = self._refused(request, visitor)
        if refused is not None:
            await refused(scope, receive, guarded)
            return
        size = 0

        async def limited() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > LARGEST:
                raise _TooLarge
            return message

        try:
            await self._app(scope, limited, guarded)
        except _TooLarge:
            await _problem(request, 413, f"a request may hold {LARGEST:,} bytes at most")(scope, receive, guarded)

    def cookie(self, key: str) -> str:
        """The header that gives a browser a key."""
        secure = "; Secure" if self._settings.https else ""
        return f"{self._cookie}={key}; Path=/; HttpOnly; SameSite=Lax; Max-Age={_SEEN_FOR}{secure}"

    def _key(self, request: Request) -> tuple[str, bool]:
        try:
            held = SimpleCookie(request.headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            held = None
        if held is not None and _KEY.fullmatch(held.value):
            return held.value, False
        return self._sessions.new_key(), True

    def _visitor(self, request: Request, key: str) -> Visitor:
        address = request.client.host if request.client else ""
        token = self._sessions.form_token(key)
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            account = self._accounts.of_token(bearer.strip())
            if account is not None:
                return Visitor(
                    name=account.name, role=account.role, key=key, form_token=token, by_token=True, address=address
                )
            return Visitor(name=None, role=Role.READER, key=key, form_token=token, by_token=True, address=address)
        held = self._sessions.session(key) if self._settings.login else None
        account = self._accounts.named(held.account) if held is not None else None
        if held is not None and account is not None and held.is_of(account):
            return Visitor(name=account.name, role=account.role, key=key, form_token=token, address=address)
        role = Role.READER if self._settings.login else Role.ADMIN
        return Visitor(name=None, role=role, key=key, form_token=token, address=address)

    def _refused(self, request: Request, visitor: Visitor) -> Response | None:
        """Why a request is not let pass; None if it is."""
        host = request.headers.get("host", "")
        if self._hosts is not None and _name_of(host) not in self._hosts:
            return _problem(
                request, 421, f"this board is not called {host[:100]!r}; `tocsin serve --name` gives it names"
            )
        if request.method not in _SAFE and not visitor.by_token and _is_foreign(request.headers, host):
            return _problem(
                request, 403, "this form was sent by another site; open the page on this board and send it there"
            )
        path = request.url.path
        is_open = path.startswith(_OPEN)
        if (self._settings.login or visitor.by_token) and visitor.name is None and not is_open:
            if path.startswith("/api") or visitor.by_token:
                return _problem(request, 401, "an account is needed: send a token as “Authorization: Bearer …”")
            if request.method in _SAFE:
                asked = path + (f"?{request.url.query}" if request.url.query else "")
                return RedirectResponse(f"/login?next={quote(asked, safe='')}", 303)
            return RedirectResponse("/login?ended=1", 303)
        limit = self._reads if request.method in _SAFE else self._logins if path == "/login" else self._writes
        # Reading on one's own machine burdens nobody else.
        is_free = path.startswith("/static/") or (limit is self._reads and not self._settings.login)
        wait = 0.0 if is_free else limit.wait(visitor.name or visitor.address)
        if wait:
            seconds = f"{wait:.0f}" if wait > 1 else "1"
            return _problem(request, 429, f"too many requests; wait {seconds} seconds", {"retry-after": seconds})
        if int_or(request.headers.get("content-length"), 0) > LARGEST:
            return _problem(request, 413, f"a request may hold {LARGEST:,} bytes at most")
        return None


class _TooLarge(Exception):
    """A body that is longer than it said."""


def int_or(text: str | None, otherwise: int) -> int:
    """A number of a header or a query, or another one where it is none."""
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) < 12 else otherwise


def is_own_path(path: str) -> bool:
    """Whether an address that somebody is to be led to lies on this board."""
    return re.fullmatch(r"/(?![/\\])[^\\\x00-\x20\x7f]*", path) is not None


def _name_of(host: str) -> str:
    """The name in a Host header, without its port."""
    return re.sub(r":\d+$", "", host.lower())


def _is_foreign(headers: Headers, host: str) -> bool:
    """Whether a browser says that another site sends the request; a program that is no browser says nothing."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != host.lower()


def _problem(request: Request, status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    if request.url.path.startswith("/api"):
        body = {"type": "about:blank", "title": words.partition(";")[0], "status": status, "detail": words}
        return JSONResponse(body, status, headers, "application/problem+json")
    return PlainTextResponse(f"{words}\n", status, headers)

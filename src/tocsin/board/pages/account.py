"""Logging in and out, one's own password and tokens, and for admins the accounts and the record of exports."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from tocsin.board.accounts import Role
from tocsin.board.context import (
    Asker,
    NotAllowed,
    OurForm,
    TheAccounts,
    TheAudit,
    TheSessions,
    TheSettings,
    needs,
    note,
)
from tocsin.board.guard import Guard, is_own_path
from tocsin.board.rendering import page
from tocsin.errors import InputError

router = APIRouter()


@router.get("/login")
def login_page(
    request: Request, next_: Annotated[str, Query(alias="next", max_length=2_000)] = "/", ended: bool = False
) -> HTMLResponse:
    """The form to log in."""
    return page(request, "login", next=next_ if is_own_path(next_) else "/", problem="", ended=ended)


@router.post("/login", response_model=None)
def login(
    request: Request, form: OurForm, accounts: TheAccounts, sessions: TheSessions, audit: TheAudit, visitor: Asker
) -> HTMLResponse | RedirectResponse:
    """Log in; the browser gets a new key, so that one that somebody gave it is worth nothing."""
    target = form["next"] if is_own_path(form["next"]) else "/"
    account = accounts.checked(form["name"], form["password"])
    if account is None:
        audit.enter(by=form["name"][:64], address=visitor.address, what="a log-in that failed")
        problem = "There is no account of this name with this password."
        return page(request, "login", status=401, next=target, problem=problem, ended=False)
    sessions.end(visitor.key)
    guard: Guard = request.state.guard
    made = RedirectResponse(target, 303)
    made.headers.append("set-cookie", guard.cookie(sessions.begin(account)))
    return made


@router.post("/logout")
def logout(form: OurForm, sessions: TheSessions, visitor: Asker) -> RedirectResponse:
    """Log out."""
    sessions.end(visitor.key)
    return RedirectResponse("/login", 303)


@router.post("/logout/everywhere")
def logout_everywhere(form: OurForm, sessions: TheSessions, visitor: Asker, audit: TheAudit) -> RedirectResponse:
    """End every session of one's own account, on whatever machine."""
    name = _own(visitor)
    sessions.end_all(name)
    note(audit, visitor, "logged out everywhere")
    return RedirectResponse("/login", 303)


@router.post("/theme")
def theme(form: OurForm, settings: TheSettings) -> RedirectResponse:
    """Choose light or dark; without a choice the browser's own holds."""
    made = RedirectResponse(form["back"] if is_own_path(form["back"]) else "/", 303)
    chosen = form["theme"] if form["theme"] in ("light", "dark") else "light"
    made.set_cookie(
        "tocsin_theme", chosen, max_age=365 * 24 * 3600, httponly=True, samesite="lax", secure=settings.https, path="/"
    )
    return made


@router.get("/account")
def account_page(
    request: Request, visitor: Asker, accounts: TheAccounts, audit: TheAudit, sessions: TheSessions
) -> HTMLResponse:
    """One's own account, and for admins all of them."""
    own = accounts.named(visitor.name) if visitor.name else None
    is_admin = visitor.role.may(Role.ADMIN)
    return page(
        request, "account", own=own, accounts=accounts.all() if is_admin else [],
        exports=audit.latest() if is_admin else [], roles=Role, key=None, sessions=_shown(visitor, sessions),
    )  # fmt: skip


@router.post("/account/password")
def password(
    form: OurForm, visitor: Asker, accounts: TheAccounts, sessions: TheSessions, audit: TheAudit
) -> RedirectResponse:
    """Change one's own password; all sessions of the account end."""
    name = _own(visitor)
    account = accounts.checked(name, form["old"])
    if account is None:
        raise NotAllowed("the old password is another one; nothing was changed")
    accounts.add(name, account.role, form["new"])
    sessions.end_all(name)
    audit.enter(by=name, address=visitor.address, what="a change of the password")
    return RedirectResponse("/login", 303)


@router.post("/account/tokens")
def new_token(
    request: Request, form: OurForm, visitor: Asker, accounts: TheAccounts, audit: TheAudit, sessions: TheSessions
) -> HTMLResponse:
    """Make a token for programs; this page is the only one that ever shows it."""
    name = _own(visitor)
    key = accounts.new_token(name, form["label"])
    audit.enter(by=name, address=visitor.address, what=f"a new token: {form['label'][:64]}")
    return page(
        request, "account", own=accounts.named(name), accounts=[], exports=[], roles=Role, key=key,
        sessions=_shown(visitor, sessions),
    )  # fmt: skip


@router.post("/account/tokens/drop")
def drop_token(form: OurForm, visitor: Asker, accounts: TheAccounts) -> RedirectResponse:
    """Take one of one's own tokens back."""
    accounts.drop_token(_own(visitor), form["label"])
    return RedirectResponse("/account", 303)


@router.post("/account/add", dependencies=[needs(Role.ADMIN)])
def add(
    form: OurForm, visitor: Asker, accounts: TheAccounts, sessions: TheSessions, audit: TheAudit
) -> RedirectResponse:
    """Make an account, or give one another role and password."""
    if form["role"] not in list(Role):
        raise InputError("role", f"{form['role'][:20]!r} is none; known: {', '.join(Role)}")
    accounts.add(form["name"], Role(form["role"]), form["password"])
    sessions.end_all(form["name"])
    note(audit, visitor, f"account {form['name'][:64]}: {form['role']}")
    return RedirectResponse("/account", 303)


@router.post("/account/remove", dependencies=[needs(Role.ADMIN)])
def remove(
    form: OurForm, visitor: Asker, accounts: TheAccounts, sessions: TheSessions, audit: TheAudit
) -> RedirectResponse:
    """Remove an account; its sessions and tokens end at once."""
    if form["name"] == visitor.name:
        raise NotAllowed("nobody removes their own account: another admin does")
    accounts.remove(form["name"])
    sessions.end_all(form["name"])
    note(audit, visitor, f"account {form['name'][:64]}: removed")
    return RedirectResponse("/account", 303)


def _shown(visitor: Asker, sessions: TheSessions) -> list[tuple[datetime, datetime]]:
    """When each session of the visitor's account began, and when it was last used (UTC)."""
    own = sessions.of(visitor.name) if visitor.name else []
    return [(datetime.fromtimestamp(one.began, UTC), datetime.fromtimestamp(one.used, UTC)) for one in own]


def _own(visitor: Asker) -> str:
    if visitor.name is None:
        raise NotAllowed("this board needs no account, so you have none; `tocsin accounts add` makes one")
    if visitor.by_token:
        raise NotAllowed("a token cannot change its own account; log in for that")
    return visitor.name

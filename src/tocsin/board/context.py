"""What pages need of a request, as dependencies with a name."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request, params
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from tocsin.board.accounts import Accounts, Role
from tocsin.board.audit import Audit
from tocsin.board.door import Door
from tocsin.board.guard import Visitor
from tocsin.board.results import Desk, Results
from tocsin.board.sessions import Sessions
from tocsin.board.settings import BoardSettings
from tocsin.engine.case import Case
from tocsin.errors import QueryError, TocsinError


class NotAllowed(TocsinError):
    """What the visitor's role does not allow."""


class Forged(TocsinError):
    """A form that does not carry the token of its page."""


def _visitor(request: Request) -> Visitor:
    visitor: Visitor = request.state.visitor
    return visitor


def _door(request: Request) -> Door:
    door: Door = request.app.state.door
    return door


def _case(request: Request) -> Case:
    return _door(request).case()


def _results(request: Request) -> Results:
    results: Results = request.app.state.results
    return results


def _desk(request: Request) -> Desk:
    desk = Desk(results=_results(request))
    request.state.desk = desk
    return desk


def _settings(request: Request) -> BoardSettings:
    settings: BoardSettings = request.app.state.settings
    return settings


def _accounts(request: Request) -> Accounts:
    accounts: Accounts = request.app.state.accounts
    return accounts


def _sessions(request: Request) -> Sessions:
    sessions: Sessions = request.app.state.sessions
    return sessions


def _audit(request: Request) -> Audit:
    audit: Audit = request.app.state.audit
    return audit


def _known_fields(request: Request) -> None:
    """Refuse an address with a field that its page does not look at: who narrows a list is to know that it did not happen.

    Raises:
        QueryError: It has one.
    """
    route = request.scope.get("route")
    if isinstance(route, APIRoute) and request.query_params:
        known = list(dict.fromkeys(_fields(route.dependant)))
        unknown = next((name for name in request.query_params if name not in known), None)
        if unknown is not None:
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            raise QueryError(unknown, f"{request.url.path} has no such field; {takes}")


def _fields(dependant: Dependant) -> Iterator[str]:
    """The fields of an address that a page and what it depends on look at."""
    yield from (one.alias for one in dependant.query_params)
    for one in dependant.dependencies:
        yield from _fields(one)


KnownFields = Depends(_known_fields)
Asker = Annotated[Visitor, Depends(_visitor)]
TheDoor = Annotated[Door, Depends(_door)]
TheResults = Annotated[Results, Depends(_results)]
TheDesk = Annotated[Desk, Depends(_desk)]
TheCase = Annotated[Case, Depends(_case)]
TheSettings = Annotated[BoardSettings, Depends(_settings)]
TheAccounts = Annotated[Accounts, Depends(_accounts)]
TheSessions = Annotated[Sessions, Depends(_sessions)]
TheAudit = Annotated[Audit, Depends(_audit)]


class Form(dict[str, str]):
    """The fields of a form, each once; a field that is missing is empty."""

    def __missing__(self, name: str) -> str:
        return ""


async def _form(request: Request, visitor: Asker) -> Form:
    """A form of ours.

    Raises:
        Forged: It does not carry the token of the visitor's page.
    """
    sent = await request.form()
    form = Form({name: value for name, value in sent.items() if isinstance(value, str)})
    token = form.pop("form_token", "") or request.headers.get("x-form-token", "")
    if not visitor.by_token and not _sessions(request).is_form_token(visitor.key, token):
        raise Forged(
            "this form was not sent from a page of this board, or the page is an old one; open it again, then send it"
        )
    return form


OurForm = Annotated[Form, Depends(_form)]


def needs(role: Role) -> params.Depends:
    """A dependency that lets pass visitors with this role or a higher one."""

    def check(visitor: Asker) -> Visitor:
        if not visitor.role.may(role):
            raise NotAllowed(f"this takes the role {role.value}; you are here as {visitor.role.value}")
        return visitor

    return params.Depends(check)


def as_by(visitor: Visitor) -> str | None:
    """Who enters something; None where the board needs no account, and then it is the user who runs it."""
    return visitor.name


def note(audit: Audit, visitor: Visitor, what: str) -> None:
    """Tell the audit what a visitor takes out or changes.

    Raises:
        OSError: It cannot be entered; then nothing may leave.
    """
    audit.enter(by=visitor.name or "local user", address=visitor.address, what=what)

"""Choices: what an actor under pressure will do, how sure that is, and what would change it."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from tocsin.board.accounts import Role
from tocsin.board.context import OurForm, TheCase, TheDesk, TheSettings, needs
from tocsin.board.derived import Bench, Derived
from tocsin.board.rendering import OWN_STYLE, page
from tocsin.board.results import Desk
from tocsin.board.settings import BoardSettings
from tocsin.brief.choice_page import choice_page
from tocsin.brief.choice_words import HISTORY_COLUMNS, choice_parts, history_rows
from tocsin.errors import InputError, NotInCase
from tocsin.model.choice_report import ChoiceOutlook

router = APIRouter()


def _outlook(bench: Bench, path: Path, changed: int) -> ChoiceOutlook:
    return bench.case.choose(path, record=False)


_OUTLOOK = Derived(name="choice", make=_outlook, of=ChoiceOutlook)
"""What a choice comes to, by its file and the moment of the file's last change."""


def _files(settings: BoardSettings) -> dict[str, Path]:
    """The choice files by their names without ending; of two of one name the first."""
    found: dict[str, Path] = {}
    for path in settings.choices:
        for one in sorted(path.glob("*.toml")) if path.is_dir() else [path]:
            found.setdefault(one.stem, one)
    return found


def _file(settings: BoardSettings, name: str) -> Path:
    path = _files(settings).get(name)
    if path is None:
        raise NotInCase(name)
    return path


def _latest(name: str, desk: Desk, settings: BoardSettings) -> ChoiceOutlook:
    path = _file(settings, name)
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise InputError(name, error.strerror or str(error)) from error
    return desk.latest(_OUTLOOK, path, changed)


@router.get("/choices")
def show_choices(request: Request, case: TheCase, settings: TheSettings) -> HTMLResponse:
    """The choice files of the board, and what they came to so far."""
    rows = history_rows(case.advices())[::-1][:100]
    columns = [name for name, _ in HISTORY_COLUMNS]
    return page(request, "choices", files=_files(settings), rows=rows, columns=columns)


@router.get("/choices/{name}")
def show_choice(request: Request, name: str, case: TheCase, desk: TheDesk, settings: TheSettings) -> HTMLResponse:
    """One choice: what is best, what flips it, threats and numbers in doubt, the tree."""
    outlook = _latest(name, desk, settings)
    claims = {claim for one in outlook.report.swings for claim in one.claims}
    claims |= {claim for one in outlook.advice.doubts for claim in (one.claim, *one.against)}
    history = history_rows(case.advices(outlook.advice.choice))[::-1][:50]
    return page(
        request, "choice", name=name, outlook=outlook, parts=list(choice_parts(outlook, every=True)), rows=history,
        columns=[column for column, _ in HISTORY_COLUMNS], claims=claims,
    )  # fmt: skip


@router.get("/choices/{name}/picture")
def picture(name: str, desk: TheDesk, settings: TheSettings) -> HTMLResponse:
    """The same as the command's page, which draws the tree; it holds its own style, so it has its own policy."""
    return HTMLResponse(choice_page(_latest(name, desk, settings)), headers=OWN_STYLE)


@router.post("/choices/{name}/record", dependencies=[needs(Role.ANALYST)])
def record(name: str, form: OurForm, case: TheCase, settings: TheSettings) -> RedirectResponse:
    """Enter what a choice comes to now."""
    case.choose(_file(settings, name))
    return RedirectResponse("/choices", 303)

"""Scenarios: their hypotheses, their alarms, the matrix of competing hypotheses, and what the conclusion hangs on."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from math import isfinite
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from tocsin.board.accounts import Role
from tocsin.board.context import Asker, Form, OurForm, TheCase, TheDesk, TheSettings, as_by, needs
from tocsin.board.derived import Bench, Derived
from tocsin.board.pages.claims import day_or_none
from tocsin.board.rendering import page
from tocsin.board.results import Desk
from tocsin.board.settings import BoardSettings
from tocsin.brief.assessment import alarm_words, history_rows, outlook_parts
from tocsin.engine.case import Case
from tocsin.engine.scenarios import scenarios_in
from tocsin.engine.warning import reweighed
from tocsin.errors import NotInCase, QueryError
from tocsin.model.assessment import AlarmState, Assessment, Outlook
from tocsin.model.matrix_ruling import MatrixRuling, applied, holding
from tocsin.model.scenario import Scenario

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A scenario as the case last recorded it, and as it is weighed now where the board has its file.

    `words` say what the alarm does; None where only a record is known.
    """

    name: str
    last: Assessment
    state: AlarmState
    words: str | None
    outlook: Outlook | None = None


def standings_asked(settings: BoardSettings) -> tuple[Any, ...]:
    """What the scenarios are weighed by: the board's files as they are now, the day it looks from, and today."""
    return settings.scenarios, _files(settings), settings.at, datetime.now(UTC).date()


@router.get("/scenarios")
def show_scenarios(request: Request, case: TheCase, desk: TheDesk, settings: TheSettings) -> HTMLResponse:
    """The scenarios and their alarms."""
    problems = [str(one) for one in scenarios_in(settings.scenarios) if not isinstance(one, Scenario)]
    rows = desk.latest(_RECORDED)
    return page(
        request,
        "scenarios",
        standings=desk.latest(STANDINGS, *standings_asked(settings)),
        problems=problems,
        history=rows[::-1][:50],
    )


@router.get("/scenarios/{name}")
def show_scenario(
    request: Request, name: str, case: TheCase, desk: TheDesk, settings: TheSettings, at: str = "", numbers: str = ""
) -> HTMLResponse:
    """One scenario: its hypotheses, its matrix, its history, and what the conclusion hangs on.

    `at` looks from an earlier day, `numbers` names an analyst whose own numbers are to be shown.
    """
    found = _named(name, desk, settings)
    day = day_or_none("at", at)
    outlook, held = _on(found, day, desk, settings), holding(case.matrix_rulings(found.name))
    if outlook is None or not numbers:
        return _page(request, found, outlook, case, at=day)
    own = next((one for one in held if one.by == numbers), None)
    if own is None:
        raise NotInCase(numbers)
    return _page(request, found, reweighed(outlook, applied(outlook.scenario, own.cells)), case, at=day, numbers=own)


@router.post("/scenarios/{name}/try", dependencies=[needs(Role.READER)])
def try_changes(
    request: Request, name: str, form: OurForm, case: TheCase, desk: TheDesk, settings: TheSettings
) -> HTMLResponse:
    """The same with other priors and likelihoods, to see what that would change; nothing is entered."""
    found = _named(name, desk, settings)
    day = day_or_none("at", form["at"])
    outlook = _on(found, day, desk, settings)
    if outlook is None:
        raise NotInCase(name)
    return _page(request, found, reweighed(outlook, changed(outlook.scenario, form)), case, at=day, tried=True)


@router.post("/scenarios/{name}/numbers", dependencies=[needs(Role.ANALYST)], response_model=None)
def keep_numbers(
    request: Request, name: str, form: OurForm, case: TheCase, desk: TheDesk, settings: TheSettings, visitor: Asker
) -> HTMLResponse | RedirectResponse:
    """Enter the numbers of a form as what the analyst holds, next to those of the scenario's file."""
    found = _named(name, desk, settings)
    if found.outlook is None:
        raise NotInCase(name)
    tried = changed(found.outlook.scenario, form)
    if not form["reason"].strip():
        told = "Say why: the reason is kept with the numbers. Nothing was entered yet."
        return _page(request, found, reweighed(found.outlook, tried), case, at=None, tried=True, told=told, status=400)
    case.rule_matrix(found.outlook.scenario, tried, reason=form["reason"].strip(), by=as_by(visitor))
    return RedirectResponse(f"/scenarios/{quote(name, safe='')}#numbers", 303)


@router.post("/scenarios/{name}/numbers/undo", dependencies=[needs(Role.ANALYST)])
def undo_numbers(name: str, form: OurForm, case: TheCase, visitor: Asker) -> RedirectResponse:
    """Take back what the analyst entered last on the numbers of a scenario."""
    case.undo_matrix(name, reason=form["reason"].strip() or "taken back", by=as_by(visitor))
    return RedirectResponse(f"/scenarios/{quote(name, safe='')}#numbers", 303)


@router.post("/scenarios/{name}/record", dependencies=[needs(Role.ANALYST)])
def record(
    name: str, form: OurForm, case: TheCase, desk: TheDesk, settings: TheSettings, visitor: Asker
) -> RedirectResponse:
    """Enter how a scenario stands now."""
    standings = desk.current(STANDINGS, *standings_asked(settings))
    outlook = next((one.outlook for one in standings if one.name == name), None)
    if outlook is None:
        raise NotInCase(name)
    case.monitor(on=settings.at).record(outlook)
    return RedirectResponse(f"/scenarios/{quote(name, safe='')}", 303)


def changed(scenario: Scenario, form: Form) -> Scenario:
    """A scenario with the priors and likelihoods of a form; fields that the form lacks stay.

    Raises:
        QueryError: One is no probability, or the priors sum to nothing.
    """
    priors = [_share(form, f"p{number}", one.prior) for number, one in enumerate(scenario.hypotheses)]
    if sum(priors) <= 0:
        raise QueryError("priors", "they are all 0; at least one hypothesis must be possible")
    return replace(
        scenario,
        hypotheses=tuple(
            replace(one, prior=prior / sum(priors)) for one, prior in zip(scenario.hypotheses, priors, strict=True)
        ),
        indicators=tuple(
            replace(one, likelihoods=tuple(
                _share(form, f"l{number}-{column}", held) for column, held in enumerate(one.likelihoods)
            ))
            for number, one in enumerate(scenario.indicators)
        ),
    )  # fmt: skip


def _share(form: Form, name: str, held: float) -> float:
    text = form[name].strip()
    if not text:
        return held
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not isfinite(value) or not 0 <= value <= 100:
        raise QueryError(name, f"{text[:20]!r} is no percentage; write a number from 0 to 100")
    return value / 100


def _named(name: str, desk: Desk, settings: BoardSettings) -> Standing:
    found = next((one for one in desk.latest(STANDINGS, *standings_asked(settings)) if one.name == name), None)
    if found is None:
        raise NotInCase(name)
    return found


def _on(found: Standing, day: date | None, desk: Desk, settings: BoardSettings) -> Outlook | None:
    """How a scenario stands from the end of a day; None where the board has no file of it."""
    if found.outlook is None or day is None:
        return found.outlook
    return desk.latest(_OUTLOOK, found.outlook.scenario, day)


def _page(
    request: Request,
    found: Standing,
    outlook: Outlook | None,
    case: Case,
    *,
    at: date | None,
    tried: bool = False,
    numbers: MatrixRuling | None = None,
    told: str = "",
    status: int = 200,
) -> HTMLResponse:
    history = case.assessments(found.name)
    rulings = case.matrix_rulings(found.name)
    own = []
    if outlook is not None and found.outlook is not None:
        # The sightings are those of the day that is looked from; the numbers are the file's, then each analyst's.
        plain = found.outlook.scenario
        own = [(one, reweighed(outlook, applied(plain, one.cells)).assessment) for one in holding(rulings)]
    parts = list(outlook_parts(outlook)) if outlook is not None else []
    values: dict[str, Any] = {
        "standing": found, "outlook": outlook, "parts": parts, "history": history_rows(history)[::-1][:50],
        "rulings": rulings[::-1][:50], "own": own, "numbers": numbers, "told": told,
        "file": found.outlook.scenario if found.outlook is not None else None,
        "at": at, "tried": tried, "alarm": alarm_words(outlook) if outlook is not None else None,
    }  # fmt: skip
    return page(request, "scenario", status=status, **values)


def _files(settings: BoardSettings) -> tuple[tuple[str, int], ...]:
    """The scenario files with the moments of their last changes."""
    found = []
    for path in settings.scenarios:
        for one in sorted(path.glob("*.toml")) if path.is_dir() else [path]:
            try:
                found.append((str(one), one.stat().st_mtime_ns))
            except OSError:
                continue
    return tuple(found)


def _standings(
    bench: Bench, paths: tuple[Path, ...], files: tuple[tuple[str, int], ...], at: date | None, today: date
) -> list[Standing]:
    case = bench.case
    scenarios = [one for one in scenarios_in(paths) if isinstance(one, Scenario)] if paths else []
    outlooks = {one.scenario.name: one for one in case.monitor(on=at).outlooks(scenarios)} if scenarios else {}
    last: dict[str, tuple[Assessment, AlarmState]] = {}
    for one in case.assessments():
        before = last.get(one.scenario)
        last[one.scenario] = (one, one.state(before[0] if before else None))
    found = [
        Standing(name=name, last=one.assessment, state=one.state, words=alarm_words(one), outlook=one)
        for name, one in outlooks.items()
    ] + [
        Standing(name=name, last=one, state=state, words=None)
        for name, (one, state) in last.items() if name not in outlooks
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.last.rings, one.name))


def _outlook(bench: Bench, scenario: Scenario, day: date) -> Outlook:
    return next(bench.case.monitor(on=day).outlooks([scenario]))


def _recorded(bench: Bench) -> list[dict[str, Any]]:
    return history_rows(bench.case.assessments())


STANDINGS = Derived(name="standings", make=_standings, of=list[Standing], is_long=True)
"""Every scenario that was recorded, or that the board has a file of; those that ring first."""
_OUTLOOK = Derived(name="outlook", make=_outlook, of=Outlook, is_long=True)
"""How a scenario stands from the end of a day."""
_RECORDED = Derived(name="history", make=_recorded, of=list[dict[str, Any]])
"""Every assessment that was recorded, as rows."""

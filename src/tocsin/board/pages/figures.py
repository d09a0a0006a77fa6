"""Figures over time: the band, its accounts, what was left out, as picture and as files."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from tocsin.board.context import Asker, TheAudit, TheDesk, note
from tocsin.board.derived import Bench, Derived
from tocsin.board.files import FileForm, TheTaking, attached
from tocsin.board.pages.claims import day_or_none
from tocsin.board.rendering import OWN_STYLE, link, page
from tocsin.board.results import Desk
from tocsin.brief.chart import chart_png, chart_svg, described, kind_of, title_of
from tocsin.brief.estimate_page import thinned
from tocsin.brief.sections.figures import Counted
from tocsin.engine.estimating import account_record, figures_record
from tocsin.errors import InputError, QueryError
from tocsin.model.reason import Reason
from tocsin.text.folding import folded
from tocsin.weigh.figures.series import Figures
from tocsin.weigh.figures.subject import FigureQuery

router = APIRouter()


def _most_counted(bench: Bench) -> tuple[Counted, ...]:
    return bench.case.most_counted()


COUNTED = Derived(name="most_counted", make=_most_counted, of=tuple[Counted, ...], is_long=True)
"""What the case counts most."""

_STEPS = 160
_ROWS = 40
_SWITCHES = 8
"""Other measures and places that the page of a figure leads to."""
_COLUMNS = (
    "claim", "origin", "counting", "earliest", "latest", "low", "high", "standing", "text", "sentence", "name", "outlet",
    "published",
)  # fmt: skip


def _query(
    subject: Annotated[str, Query(max_length=500)] = "",
    place: Annotated[str, Query(max_length=200)] = "",
    measure: Annotated[str, Query(max_length=100)] = "",
    source: Annotated[str, Query(max_length=200)] = "",
    since: str = "",
    until: str = "",
) -> FigureQuery:
    first, last = day_or_none("since", since), day_or_none("until", until)
    if first and last and first > last:
        raise QueryError("since", f"{first} is after {last}")
    return FigureQuery(
        subject=" ".join(subject.split()), place=place.strip() or None, measure=measure.strip() or None,
        source=source.strip() or None, since=first, until=last,
    )  # fmt: skip


Asked = Annotated[FigureQuery, Depends(_query)]


def query_of(wanted: FigureQuery, **changed: Any) -> dict[str, Any]:
    """A figure as the query of an address, with some fields changed."""
    names = ("subject", "place", "measure", "source", "since", "until")
    return {**{name: getattr(wanted, name) for name in names}, **changed}


@router.get("/figures")
def show_figures(request: Request, desk: TheDesk, wanted: Asked) -> HTMLResponse:
    """A figure over time, or what the case counts most."""
    counted = desk.soon(COUNTED)
    problem, found = "", None
    if wanted.subject:
        try:
            found = figure_of(desk, wanted)
        except InputError as error:
            problem = error.problem
    if found is None:
        return page(
            request, "figures", status=400 if problem else 200, wanted=wanted, counted=counted, found=None,
            problem=problem, query_of=query_of, title="Figures",
        )  # fmt: skip
    series = found.series
    return page(
        request, "figures", wanted=wanted, counted=counted, found=found, problem="", query_of=query_of,
        title=title_of(series), kind=kind_of(series), described=described(series), levels=thinned(series.levels, _ROWS),
        measures=_measures(found), places=_places(found, counted or ()),
    )  # fmt: skip


@router.get("/figures/chart.svg")
def chart(desk: TheDesk, wanted: Asked) -> Response:
    """The picture of a figure; it holds its own style, so it has its own policy and is shown as an image."""
    return Response(chart_svg(_drawn(desk, wanted).series), media_type="image/svg+xml", headers=OWN_STYLE)


@router.get("/figures/chart.png")
def chart_as_png(desk: TheDesk, wanted: Asked, visitor: Asker, audit: TheAudit) -> Response:
    """The picture as PNG, which takes the extra “plot”."""
    drawn = _drawn(desk, wanted).series
    try:
        image = chart_png(drawn)
    except ImportError as error:
        raise InputError("chart.png", "a PNG needs the extra “plot”: pip install 'tocsin[plot]'") from error
    note(audit, visitor, link("/figures/chart.png", **query_of(wanted)))
    return Response(image, media_type="image/png", headers=attached("figure.png"))


@router.get("/figures/accounts.{form}")
def accounts(
    form: FileForm, desk: TheDesk, wanted: Asked, taking: TheTaking
) -> StreamingResponse:  # fmt: skip
    """The accounts of a figure as a file."""
    found = list(map(account_record, figure_of(desk, wanted).series.accounts))
    return taking.file("accounts", form, columns=_COLUMNS, rows=found, records=found)


@router.get("/figures/data.json")
def data(desk: TheDesk, wanted: Asked) -> JSONResponse:
    """A figure with what a picture of it needs."""
    return JSONResponse(figures_record(_drawn(desk, wanted)))


def _measures(found: Figures) -> list[tuple[str, int]]:
    """What else of the same thing is counted, and in how many accounts."""
    left_out: Counter[str] = Counter()
    for why, number in found.left_out.items():
        if why.rule == "figures.other_measure":
            left_out[str(why.facts["measure"])] += number
    return left_out.most_common(_SWITCHES)


def _places(found: Figures, counted: Iterable[Counted]) -> list[str]:
    """Where else the same thing is counted: places that its accounts name, and those of the other figures of it."""
    series = found.series
    named = Counter(place.name for one in series.accounts for place in one.report.claim.places)
    named.update(
        thing.place for thing in counted
        if thing.place is not None and folded(thing.noun) in folded(series.subject)
    )  # fmt: skip
    return [name for name, _ in named.most_common(_SWITCHES) if folded(name) != folded(series.place or "")]


def _drawn(desk: Desk, wanted: FigureQuery) -> Figures:
    return _both(desk, wanted)[1]


def figure_of(desk: Desk, wanted: FigureQuery) -> Figures:
    """A figure.

    Raises:
        TocsinError: As for `Desk.latest`.
    """
    return _both(desk, wanted)[0]


def _both(desk: Desk, wanted: FigureQuery) -> list[Figures]:
    return [replace(one, left_out=dict(left_out)) for one, left_out in desk.latest(_FIGURE, wanted)]


def _figure(bench: Bench, wanted: FigureQuery) -> list[tuple[Figures, list[tuple[Reason, int]]]]:
    found = bench.case.figures(wanted, replace(wanted, steps=_STEPS))
    # As JSON, the reasons cannot be keys.
    return [(replace(one, left_out={}), list(one.left_out.items())) for one in found]


_FIGURE = Derived(name="figure", make=_figure, of=list[tuple[Figures, list[tuple[Reason, int]]]], is_long=True)
"""A figure on the days of its accounts, and with the days between them for its picture; the case is read once."""

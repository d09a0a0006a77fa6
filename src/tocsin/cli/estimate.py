"""`tocsin estimate`: a figure over time, with the bounds that its accounts leave."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import Case, KnownBy, given_day

if TYPE_CHECKING:
    from tocsin.engine.case import Case as OpenCase
    from tocsin.model.series import Account, Level, Series
    from tocsin.weigh.figures.series import Figures

_STEPS = 160
"""Days between the first and the last for which a picture is drawn."""
_SHOWN = 30
"""Days that the table tells at most."""


class EstimateFormat(StrEnum):
    """How a figure over time is given."""

    TABLE = "table"
    JSON = "json"
    SVG = "svg"
    HTML = "html"


Since = Annotated[date | None, typer.Option("--since", parser=given_day, metavar="DATE", help="The first day wanted.")]
Until = Annotated[date | None, typer.Option("--until", parser=given_day, metavar="DATE", help="The last day wanted.")]


def estimate(
    subject: Annotated[
        list[str],
        typer.Argument(metavar="SUBJECT", help="What is counted, as in “Norlandish tanks lost”.", show_default=False),
    ],
    place: Annotated[
        str | None, typer.Option("--in", metavar="PLACE", help="A place's name, or a country's two-letter code.")
    ] = None,
    measure: Annotated[
        str | None,
        typer.Option(
            help="What of it is counted: destroyed, lost, killed, present, arrived, …  "
            "[default: what most of its figures measure]",
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only accounts that somebody of this name is behind.")
    ] = None,
    at: Annotated[
        list[date] | None,
        typer.Option("--at", parser=given_day, metavar="DATE", help="A day it is wanted for; may be given several times."),
    ] = None,
    since: Since = None,
    until: Until = None,
    cumulative: Annotated[
        bool | None,
        typer.Option(
            "--cumulative/--level", help="Whether it only grows, or rises and falls.  [default: by what it measures]",
            show_default=False,
        ),
    ] = None,
    form: Annotated[EstimateFormat, typer.Option("--format", help="How to give it.")] = EstimateFormat.TABLE,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file to write; by default standard output.")
    ] = None,
    png: Annotated[
        Path | None, typer.Option("--png", metavar="FILE", help="Draw it as PNG too; needs the extra “plot”.")
    ] = None,
    known_by: KnownBy = None, case: Case = None,
) -> None:  # fmt: skip
    """Estimate a figure over time: each account with its bounds and whose it is, and the band they leave together.

    Accounts that exclude each other are shown as a conflict and never averaged. Parts, echoes and figures revised since are
    not counted.
    """
    from dataclasses import replace

    from tocsin.weigh.figures.subject import FigureQuery

    if since is not None and until is not None and since > until:
        raise typer.BadParameter(f"--since {since} is after --until {until}")
    drawing = form in (EstimateFormat.SVG, EstimateFormat.HTML) or png is not None
    wanted = FigureQuery(
        subject=" ".join(subject), place=place, measure=measure, source=source, at=tuple(at or ()), since=since, until=until,
        cumulative=cumulative,
    )  # fmt: skip
    with open_case(case, known_by=known_by) as opened:
        found, *more = opened.figures(wanted, *([replace(wanted, at=(), steps=_STEPS)] if drawing else []))
        drawn = more[0].series if more else found.series
        _give(_written(opened, found, drawn, form), found, form, out)
    if png is not None:
        _plot(drawn, png)


def _written(opened: "OpenCase", found: "Figures", drawn: "Series", form: EstimateFormat) -> str | None:
    """The figure as a text to be written, None where it is printed as a table."""
    import json

    from tocsin.brief.chart import chart_svg
    from tocsin.brief.estimate_page import estimate_page
    from tocsin.engine.estimating import figures_record

    if form is EstimateFormat.JSON:
        return json.dumps(figures_record(found), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    if form is EstimateFormat.SVG:
        return chart_svg(drawn)
    if form is EstimateFormat.HTML:
        urls = {row.id: row.url for row in opened.documents() if row.url}
        return estimate_page(found.series, drawn=drawn, left_out=found.left_out, urls=urls)
    return None


def _give(text: str | None, found: "Figures", form: EstimateFormat, out: Path | None) -> None:
    from tocsin.engine.whole_files import write_whole

    if out is not None:
        if text is None:
            raise typer.BadParameter("--out writes json, svg or html; say which with --format")
        write_whole(out, text)
        output.line(f"wrote {out}: {len(found.series.accounts)} accounts")
    elif text is None:
        _print(found)
    else:
        for line in text.splitlines():
            output.line(line)


def _print(found: "Figures") -> None:
    from tocsin.brief.chart import described, kind_of, title_of
    from tocsin.brief.estimate_page import thinned
    from tocsin.lexicon.wording import reason_words

    series = found.series
    output.line(f"{title_of(series)} ({kind_of(series)})")
    output.line(described(series))
    columns = [("days", 4), ("figure", 4), ("allows", 4), ("whose", 5), ("kind", 3), ("standing", 3), ("id", 1)]
    output.table(columns, map(_account, series.accounts), title="Accounts")
    levels = thinned(series.levels, _SHOWN)
    if levels:
        columns = [("day", 3), ("between", 4), ("likeliest", 3), ("", 6)]
        output.table(columns, map(_level, levels), title="What they allow together")
    if len(levels) < len(series.levels):
        output.line(f"{len(levels)} of {len(series.levels)} days; --at names others, --format json gives all")
    for why, number in found.left_out.items():
        output.line(f"left out: {number} {reason_words(why)}")


def _account(account: "Account") -> tuple[str, ...]:
    from tocsin.brief.wording import SHORT, band_words, counting_words, figure_words, period_words, standing_words

    return (
        period_words(account.earliest, account.latest),
        figure_words(account.quantity),
        band_words(account.low, account.high),
        account.origin,
        counting_words(account),
        standing_words(account),
        account.report.claim.id[:SHORT],
    )


def _level(level: "Level") -> tuple[str, str, str, str]:
    from tocsin.brief.wording import band_words
    from tocsin.text.numbers import amount

    best, conflict = level.best, "accounts exclude each other" if level.conflict else ""
    return level.day.isoformat(), band_words(level.low, level.high), "" if best is None else amount(best), conflict


def _plot(drawn: "Series", path: Path) -> None:
    from tocsin.brief.chart import chart_png
    from tocsin.engine.whole_files import write_whole
    from tocsin.errors import InputError

    try:
        image = chart_png(drawn)
    except ImportError as error:
        problem = "a PNG needs the extra “plot”: pip install 'tocsin[plot]'"
        raise InputError(str(path), problem) from error
    write_whole(path, image)
    output.line(f"wrote {path}")

"""A figure over time as an image (PNG), drawn by matplotlib, which the extra `plot` installs."""

import math
from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from tocsin.brief.axes import day_ticks
from tocsin.brief.harmless import plain
from tocsin.brief.picture import days_of, title_of
from tocsin.brief.picture_marks import nearest_value
from tocsin.model.series import Account, AccountStatus, Level, Series
from tocsin.model.source import Counting
from tocsin.text.numbers import short

_COLOURS = ("#1d5fa8", "#c2571a", "#1f7a4d", "#8a3d9e", "#a8741a", "#a4304f")
_ASIDE, _OTHER, _BAND, _CLASH = "#b3b0a8", "#6b6b75", "#7a8fb8", "#a4302a"
_LARGEST = 1e300
_HEADROOM = 1.06


def write_plot(series: Series, path: Path) -> None:
    """Draw a figure over time and write it as PNG.

    Raises:
        OSError: The file cannot be written.
    """
    figure = Figure(figsize=(10, 5.4), dpi=144, layout="constrained")
    axes = figure.add_subplot()
    axes.set_ylim(0, _greatest(series) * _HEADROOM)
    _draw_band(axes, series.levels)
    for number, (origin, accounts) in enumerate(_by_origin(series).items()):
        _draw_accounts(axes, accounts, _COLOURS[number] if number < len(_COLOURS) else _OTHER, plain(origin))
    aside = [one for one in series.accounts if one.standing is not AccountStatus.COUNTED and one.latest is not None]
    if aside:
        _draw_accounts(axes, aside, _ASIDE, "not counted")
    _finish(figure, axes, series)
    figure.savefig(path, format="png")


def _by_origin(series: Series) -> dict[str, list[Account]]:
    found: dict[str, list[Account]] = {}
    for one in series.accounts:
        if one.standing is AccountStatus.COUNTED and one.latest is not None:
            found.setdefault(one.origin, []).append(one)
    return found


def _greatest(series: Series) -> float:
    counted = [one for one in series.accounts if one.standing is AccountStatus.COUNTED]
    told = [bound for one in counted for bound in (one.high, nearest_value(one)) if bound is not None]
    most = max((value for value in told if math.isfinite(value)), default=0.0)
    highs = [level.high for level in series.levels if level.high is not None and level.high <= 2 * most]
    return min(_LARGEST, max([most, *highs])) or 1.0


def _draw_band(axes: Axes, levels: Sequence[Level]) -> None:
    if not levels:
        return
    days = [float(level.day.toordinal()) for level in levels]
    top = axes.get_ylim()[1]
    low = [math.nan if level.low is None or level.conflict else level.low for level in levels]
    high = [top if level.high is None else min(level.high, top) for level in levels]
    is_open = [level.high is None for level in levels]
    axes.fill_between(days, low, high, color=_BAND, alpha=0.14, linewidth=0)
    high = [math.nan if one else end for one, end in zip(is_open, high, strict=True)]
    axes.fill_between(days, low, high, color=_BAND, alpha=0.18, linewidth=0, label="what the accounts allow together")
    best = [math.nan if level.best is None else level.best for level in levels]
    axes.plot(days, best, color="#1b1b1f", linewidth=1.6, label="the likeliest single figure")
    clashes = [level for level in levels if level.conflict and level.low is not None]
    if clashes:
        at = [float(level.day.toordinal()) for level in clashes]
        bottoms = [level.low or 0.0 for level in clashes]
        tops = [top if level.high is None else min(level.high, top) for level in clashes]
        axes.vlines(at, bottoms, tops, colors=_CLASH, linewidth=5, alpha=0.45, label="accounts that exclude each other")


def _draw_accounts(axes: Axes, accounts: Sequence[Account], colour: str, name: str) -> None:
    marker = "^" if accounts[0].counting is Counting.MINIMUM else "o"
    days = [_middle(one) for one in accounts]
    values = [nearest_value(one) for one in accounts]
    label = f"{name} ({len(accounts)})"
    axes.scatter(
        days, values, color=colour, marker=marker, s=22, zorder=4, linewidths=0.6, edgecolors="white", label=label
    )
    for day, one in zip(days, accounts, strict=True):
        if one.low is not None and one.high is not None and one.high > one.low:
            axes.vlines(day, one.low, one.high, colors=colour, linewidth=1.2, zorder=3)
        if one.high is None and one.counting is Counting.CLAIM:
            _point_up(axes, day, nearest_value(one), colour)
        if one.earliest is not None and one.latest is not None and one.earliest < one.latest:
            axes.hlines(
                nearest_value(one),
                one.earliest.toordinal(),
                one.latest.toordinal(),
                colors=colour,
                linewidth=2,
                zorder=3,
            )


def _point_up(axes: Axes, day: float, value: float, colour: str) -> None:
    """An arrow at an account whose words leave the upper end open."""
    arrow = {"arrowstyle": "<-", "color": colour, "linewidth": 1.2, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", xy=(day, value), xytext=(0, 15), textcoords="offset points", arrowprops=arrow)


def _middle(account: Account) -> float:
    last = account.latest
    assert last is not None
    first = account.earliest or last
    return (first.toordinal() + last.toordinal()) / 2


def _finish(figure: Figure, axes: Axes, series: Series) -> None:
    axes.set_title(plain(title_of(series)), loc="left", fontsize=13, fontweight="bold", parse_math=False)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: short(value)))
    days = sorted(days_of(series))
    if days:
        ticks = day_ticks(days[0], days[-1])
        axes.set_xticks([day.toordinal() for day, _ in ticks], labels=[words for _, words in ticks])
    axes.grid(axis="y", color="#e2dfd5", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    if not days:
        return
    legend = figure.legend(loc="outside lower left", ncols=2, frameon=False, fontsize=8)
    for text in legend.get_texts():
        text.set_parse_math(False)

"""A figure over time as a chart: the band, the likeliest figure, every account with its bounds, conflicts.

There is one drawing, in SVG. It stands alone: it loads no script, font or address, its title and description are for
those who cannot see it, and its colours follow the light or dark of the page. A PNG is the same drawing in its light
colours, rendered by resvg with a font of the extra `plot`, so that it looks alike on every machine.
"""

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise

from tocsin.brief.axes import Axis, day_ticks, round_ticks
from tocsin.brief.harmless import shown
from tocsin.brief.wording import SHORT, band_words, figure_words, period_words
from tocsin.model.series import Account, AccountStatus, Level, Series
from tocsin.model.source import Counting
from tocsin.text.numbers import short

_WIDTH, _TOP, _PLOT, _LEFT, _RIGHT = 960, 84, 380, 70, 26
_BOTTOM = _TOP + _PLOT
_ROW, _COLUMN = 21, 440
"""Height of a row of the legend, and width of a column of it."""
_COLOURS, _NAMED = 6, 12
"""Sources with a colour of their own, and sources that the legend names."""
_LISTED = 6
"""Accounts without a day that are named."""
_LONGEST = 48
"""Characters of a name in the legend."""
_ARROW = 16.0
"""Length of the arrow at an open end."""
_WIDE = 7.0
"""Width from which the days of an account are drawn as a stretch."""
_MANY = 60
"""Accounts from which minimums have no arrows: their marks already point up."""
_FINENESS = 2
"""Pixels of a PNG for each unit of the drawing."""
_FAMILY = "Arimo"
"""The font of a PNG; it has Latin, Greek, Cyrillic and Hebrew letters."""

_STYLE = """
.tocsin-figure { --ink: #1b1b1f; --paper: #fdfcf9; --soft: #5d5d66; --line: #e2dfd5; --band: #7a8fb8; --s0: #6b6b75;
  --s1: #1d5fa8; --s2: #c2571a; --s3: #1f7a4d; --s4: #8a3d9e; --s5: #a8741a; --s6: #a4304f; --no: #a4302a; --aside: #b3b0a8; }
@media (prefers-color-scheme: dark) { .tocsin-figure { --ink: #ececf0; --paper: #17171a; --soft: #a6a6b0; --line: #303038;
  --band: #7d90b5; --s0: #a6a6b0; --s1: #7db4ee; --s2: #f0a06a; --s3: #74cf9f; --s4: #d09ae0; --s5: #e3bd6c; --s6: #ef93ab;
  --no: #f19a92; --aside: #62626c; } }
.tocsin-figure text { font-family: system-ui, Arimo, "DejaVu Sans", sans-serif; font-size: 12.5px; fill: var(--soft) }
.tocsin-figure .title { font-size: 20px; font-weight: 600; fill: var(--ink) } .tocsin-figure .legend { fill: var(--ink) }
.tocsin-figure .paper { fill: var(--paper) } .tocsin-figure .grid { stroke: var(--line); stroke-width: 1; fill: none }
.tocsin-figure .axis { stroke: var(--soft); stroke-width: 1; fill: none }
.tocsin-figure .band { fill: var(--band); fill-opacity: .26 }
.tocsin-figure .edge { stroke: var(--band); stroke-width: 1; fill: none }
.tocsin-figure .best { stroke: var(--ink); stroke-width: 2; fill: none; stroke-linejoin: round; stroke-linecap: round }
.tocsin-figure .clash { fill: url(#tocsin-hatch); stroke: var(--no); stroke-width: 1 }
.tocsin-figure .hatch { stroke: var(--no); stroke-width: 2 }
.tocsin-figure .dot { fill: currentColor; stroke: var(--paper); stroke-width: 1.2 }
.tocsin-figure .bound { stroke: currentColor; stroke-width: 1.5; fill: none; stroke-linecap: round }
.tocsin-figure .box { fill: currentColor; fill-opacity: .14; stroke: currentColor; stroke-opacity: .45 }
.tocsin-figure .aside { color: var(--aside) } .tocsin-figure .s0 { color: var(--s0) } .tocsin-figure .s1 { color: var(--s1) }
.tocsin-figure .s2 { color: var(--s2) } .tocsin-figure .s3 { color: var(--s3) } .tocsin-figure .s4 { color: var(--s4) }
.tocsin-figure .s5 { color: var(--s5) } .tocsin-figure .s6 { color: var(--s6) }
""".strip()
_DEFINED = (
    '<defs><pattern id="tocsin-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="hatch" d="M0 0V7"/></pattern><linearGradient id="tocsin-open" x1="0" y1="0" x2="0" y2="1">'
    '<stop offset="0" stop-color="#7a8fb8" stop-opacity="0"/><stop offset="1" stop-color="#7a8fb8" stop-opacity=".3"/>'
    "</linearGradient></defs>"
)
_LIGHT = dict(re.findall(r"--(\w+): (#\w+)", _STYLE.partition("@media")[0]))


def chart_png(series: Series) -> bytes:
    """The chart as a PNG image of 1920 pixels' width.

    Raises:
        ImportError: The extra `plot` is not installed.
    """
    import fontpkg_arimo  # noqa: PLC0415  an extra: whoever draws no PNG does without
    import resvg_py  # noqa: PLC0415

    # resvg knows no variables of CSS.
    drawing = re.sub(r"var\(--(\w+)\)", lambda used: _LIGHT[used[1]], chart_svg(series))
    fonts = [str(path) for path in sorted((fontpkg_arimo.ROOT / "files").glob("*.ttf"))]
    return bytes(
        resvg_py.svg_to_bytes(drawing, font_files=fonts, font_family=_FAMILY, sans_serif_family=_FAMILY, zoom=_FINENESS)
    )


def chart_svg(series: Series) -> str:
    """The chart as an SVG document.

    Args:
        series: The figure; the more days it has between its accounts, the more exact is the band.
    """
    plot = _Plot(series)
    legend, undated = list(plot.legend()), _undated(series)
    rows = _BOTTOM + 58 + _ROW * math.ceil(len(legend) / 2)
    height = rows + _ROW * len(undated) + 8
    title, kind = shown(title_of(series)), kind_of(series)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="tocsin-figure" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="tocsin-title tocsin-desc">',
        f'<title id="tocsin-title">{title}</title>',
        f'<desc id="tocsin-desc">{shown(described(series))}</desc>',
        f"<style>{_STYLE}</style>{_DEFINED}",
        f'<rect class="paper" width="{_WIDTH}" height="{height}"/>',
        f'<text class="title" x="{_LEFT}" y="36">{title}</text>',
        f'<text x="{_LEFT}" y="58">{kind}; each mark is one account, its line what it allows; '
        "the band is what all that count allow together</text>",
        *plot.axes(), *plot.band(), *plot.line("best", [level.best for level in series.levels]), *plot.conflicts(),
        *plot.accounts(),
    ]  # fmt: skip
    for number, (mark, words) in enumerate(legend):
        x, y = _LEFT + _COLUMN * (number % 2), _BOTTOM + 58 + _ROW * (number // 2)
        text = f'<text class="legend" x="34" y="4.5">{shown(words)}</text>'
        parts.append(f'<g transform="translate({x} {y})">{mark}{text}</g>')
    for number, words in enumerate(undated):
        parts.append(f'<text x="{_LEFT}" y="{rows + 4 + _ROW * number}">{shown(words[:110])}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def title_of(series: Series) -> str:
    """What the chart shows, as a heading."""
    where = f" in {series.place}" if series.place else ""
    is_told = series.measure is None or series.measure.lower() in series.subject.lower()
    return f"{series.subject}{where}" if is_told else f"{series.subject}{where}, {series.measure}"


def kind_of(series: Series) -> str:
    """Whether the figure only grows, in words."""
    return "a sum that only grows" if series.cumulative else "what is there at a time"


def described(series: Series) -> str:
    """The chart in words."""
    counted = [one for one in series.accounts if one.standing is AccountStatus.COUNTED]
    origins = sorted({one.origin for one in counted})
    told = f"{len(counted)} accounts by {', '.join(origins) or 'nobody'}."
    ends = [level for level in series.levels if level.low is not None or level.high is not None]
    for level in (ends[0], ends[-1]) if len(ends) > 1 else ends:
        told += f" {level.day.isoformat()}: {band_words(level.low, level.high)}."
    clashes = sum(level.conflict for level in series.levels)
    return f"{told} Accounts exclude each other on {clashes} of {len(series.levels)} days." if clashes else told


class _Plot:
    """The parts of a chart, over the same axes and in the same colours."""

    def __init__(self, series: Series) -> None:
        self._levels = series.levels
        self._accounts = [
            one for one in series.accounts
            if all(bound is None or math.isfinite(bound) for bound in (one.low, one.high))
        ]  # fmt: skip
        self._by_origin: dict[str, list[Account]] = {}
        for one in self._accounts:
            if one.standing is AccountStatus.COUNTED:
                self._by_origin.setdefault(one.origin, []).append(one)
        self._colours = {
            origin: f"s{number if number <= _COLOURS else 0}" for number, origin in enumerate(self._by_origin, start=1)
        }
        told = {day for one in series.accounts for day in (one.earliest, one.latest) if day is not None}
        days = sorted(told | {level.day for level in series.levels}) or [date(2000, 1, 1)]
        self._first, self._last = days[0], days[-1]
        ends = (self._first.toordinal(), self._last.toordinal())
        pad = max(4.0, 0.02 * (ends[1] - ends[0]))
        self._ticks = round_ticks(self._greatest())
        self._x = Axis(ends[0] - pad, ends[1] + pad, _LEFT, _WIDTH - _RIGHT)
        self._y = Axis(0.0, self._ticks[-1], _BOTTOM, _TOP)

    def _greatest(self) -> float:
        counted = [one for accounts in self._by_origin.values() for one in accounts]
        told = [bound for one in counted for bound in (one.low, one.high, one.quantity.nearest) if bound is not None]
        told += [end for level in self._levels for end in (level.best, level.low) if end is not None]
        most = max(told, default=0.0)
        # A ceiling far above every figure would press the rest to the ground.
        highs = [level.high for level in self._levels if level.high is not None and level.high <= 2 * most]
        return max([most, *highs]) * 1.03

    def axes(self) -> Iterator[str]:
        """Lines at round numbers, ticks at round days."""
        for tick in self._ticks:
            y = self._y.at(tick)
            yield f'<path class="{"axis" if tick == 0 else "grid"}" d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}"/>'
            yield f'<text x="{_LEFT - 9}" y="{y + 4:.1f}" text-anchor="end">{short(tick)}</text>'
        for day, words in day_ticks(self._first, self._last):
            x = self._x.at(day.toordinal())
            yield f'<path class="axis" d="M{x:.1f} {_BOTTOM}v5"/>'
            yield f'<text x="{x:.1f}" y="{_BOTTOM + 20}" text-anchor="middle">{words}</text>'

    def band(self) -> Iterator[str]:
        """The band with its edges; where nothing bounds it from above, it fades towards the top."""

        def fill(pair: tuple[Level, Level]) -> str | None:
            one, other = pair
            if one.low is None or other.low is None or one.conflict or other.conflict:
                return None
            return 'fill="url(#tocsin-open)"' if one.high is None or other.high is None else 'class="band"'

        # One outline for days that follow each other and are filled alike: seams between outlines would show.
        for filled, pairs in groupby(pairwise(self._levels), key=fill):
            if filled is not None:
                first, *rest = pairs
                levels = [*first, *(other for _, other in rest)]
                over = [(level, self._top(level)) for level in levels]
                under = [(level, self._y.at(level.low or 0.0)) for level in reversed(levels)]
                outline = " ".join(f"{self._x.at(level.day.toordinal()):.2f},{y:.1f}" for level, y in over + under)
                yield f'<polygon {filled} points="{outline}"/>'
        yield from self.line("edge", [None if level.conflict else level.low for level in self._levels])
        yield from self.line("edge", [None if level.conflict else level.high for level in self._levels])

    def line(self, kind: str, values: Sequence[float | None]) -> Iterator[str]:
        """A line through the days that have a value, broken where one has none."""
        path, drawing = "", False
        for level, value in zip(self._levels, values, strict=True):
            if value is not None:
                path += f"{'L' if drawing else 'M'}{self._x.at(level.day.toordinal()):.2f} {self._y.at(value):.1f}"
            drawing = value is not None
        if path:
            yield f'<path class="{kind}" d="{path}"/>'

    def conflicts(self) -> Iterator[str]:
        """Days on which accounts exclude each other, hatched from the lowest to the highest."""
        for level in self._levels:
            if level.conflict:
                x, top = self._x.at(level.day.toordinal()) - 5, self._top(level)
                height = max(2.0, self._y.at(level.low or 0.0) - top)
                words = f"{level.day.isoformat()}: accounts exclude each other, {band_words(level.low, level.high)}"
                place = f'x="{x:.1f}" y="{top:.1f}" width="10" height="{height:.1f}"'
                yield f'<rect class="clash" {place}><title>{words}</title></rect>'

    def accounts(self) -> Iterator[str]:
        """The marks of the accounts that have a day; those that do not count lie below."""
        dated = [one for one in self._accounts if one.latest is not None]
        for account in sorted(dated, key=lambda one: one.standing is AccountStatus.COUNTED):
            counts = account.standing is AccountStatus.COUNTED
            colour = self._colours[account.origin] if counts else "aside"
            arrow_up = account.counting is Counting.CLAIM or len(dated) < _MANY
            mark = "".join(self._mark(account, arrow_up=arrow_up))
            yield f'<g class="{colour}"><title>{shown(_tooltip(account))}</title>{mark}</g>'

    def _mark(self, account: Account, *, arrow_up: bool) -> Iterator[str]:
        """The days of an account as a stretch, its bounds as a line, an open end as an arrow, its figure as a point."""
        assert account.latest is not None
        left = self._x.at((account.earliest or account.latest).toordinal())
        right = self._x.at(account.latest.toordinal())
        x, y = (left + right) / 2, self._y.at(account.quantity.nearest)
        low, high = (None if bound is None else self._y.at(bound) for bound in (account.low, account.high))
        if right - left >= _WIDE:
            if low is not None and high is not None:
                place = f'x="{left:.1f}" y="{high:.1f}" width="{right - left:.1f}" height="{max(1.0, low - high):.1f}"'
                yield f'<rect class="box" {place}/>'
            yield f'<path class="bound" d="M{left:.1f} {y:.1f}H{right:.1f}"/>'
        if low is not None and high is not None and account.low != account.high:
            yield f'<path class="bound" d="M{x:.1f} {low:.1f}V{high:.1f}"/>'
        for is_open, way in ((high is None and arrow_up, -1), (low is None, 1)):
            if is_open:
                tip, barb = y + way * _ARROW, y + way * (_ARROW - 4)
                head = f"M{x - 3.2:.1f} {barb:.1f}L{x:.1f} {tip:.1f}L{x + 3.2:.1f} {barb:.1f}"
                yield f'<path class="bound" d="M{x:.1f} {y:.1f}V{tip:.1f}{head}"/>'
        yield _point(account.counting, x, y)

    def legend(self) -> Iterator[tuple[str, str]]:
        """What each mark means: the mark, drawn around the point 12, 0, and its words."""
        for origin, own in list(self._by_origin.items())[:_NAMED]:
            name = origin if len(origin) <= _LONGEST else origin[: _LONGEST - 1] + "…"
            kind = "what was seen" if own[0].counting is Counting.MINIMUM else "claims"
            mark = f'<g class="{self._colours[origin]}">{_point(own[0].counting, 12, 0)}</g>'
            yield mark, f"{name}: {kind} ({len(own)})"
        if len(self._by_origin) > _NAMED:
            more = f"{len(self._by_origin) - _NAMED} more sources"
            yield f'<g class="s0">{_point(Counting.CLAIM, 12, 0)}</g>', more
        yield '<rect class="band" x="0" y="-6" width="24" height="12"/>', "what the accounts allow together"
        yield '<path class="best" d="M0 0H24"/>', "the likeliest single figure"
        if any(level.conflict for level in self._levels):
            yield '<rect class="clash" x="6" y="-7" width="12" height="14"/>', "accounts that exclude each other"
        aside = {one.standing.value for one in self._accounts} - {AccountStatus.COUNTED, AccountStatus.UNDATED}
        if aside:
            yield f'<g class="aside">{_point(Counting.CLAIM, 12, 0)}</g>', f"not counted: {', '.join(sorted(aside))}"

    def _top(self, level: Level) -> float:
        return float(_TOP) if level.high is None else self._y.at(level.high)


def _point(counting: Counting, x: float, y: float) -> str:
    """A claim is a disc, a minimum a triangle that points up."""
    if counting is Counting.MINIMUM:
        return f'<path class="dot" d="M{x - 4.6:.1f} {y + 3.4:.1f}h9.2L{x:.1f} {y - 5:.1f}Z"/>'
    return f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3.8"/>'


def _tooltip(account: Account) -> str:
    told = f"{account.origin}: {figure_words(account.quantity)}; {period_words(account.earliest, account.latest)}"
    kind = "counts only what was seen" if account.counting is Counting.MINIMUM else "claim"
    aside = "" if account.standing is AccountStatus.COUNTED else f"; not counted: {account.standing.value}"
    return f"{told}; allows {band_words(account.low, account.high)} ({kind}{aside}); claim {account.report.claim.id[:SHORT]}"


def _undated(series: Series) -> list[str]:
    """Accounts of which no day is known, in words."""
    found = [one for one in series.accounts if one.standing is AccountStatus.UNDATED]
    listed = [f"Without a day: {figure_words(one.quantity)}, {one.origin}" for one in found[:_LISTED]]
    return listed + ([f"… and {len(found) - _LISTED} more without a day"] if len(found) > _LISTED else [])

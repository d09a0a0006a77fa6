"""A figure over time as a picture (SVG): the band, the likeliest figure, every account with its bounds, conflicts.

It stands alone: no script, no font and no address is loaded, it has words for those who cannot see it, and it follows the
light or dark of the page.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tocsin.brief.amounts import band
from tocsin.brief.axes import Axis, day_ticks, round_ticks
from tocsin.brief.harmless import shown
from tocsin.brief.picture_marks import marks, nearest_value, shape
from tocsin.brief.wording import figure_words
from tocsin.model.series import Account, AccountStatus, Level, Series
from tocsin.model.source import Counting
from tocsin.text.numbers import short

_WIDTH, _TOP, _PLOT, _LEFT, _RIGHT = 960, 84, 380, 70, 26
_ROW, _COLUMN = 21, 440
"""Height of a row of the legend, and width of a column of it."""
_COLOURS = 6
_LISTED = 6
"""Accounts without a day that are named."""
_LONGEST = 48
"""Characters of a name in the legend."""

_STYLE = """
.tocsin-figure { --ink: #1b1b1f; --paper: #fdfcf9; --soft: #5d5d66; --line: #e2dfd5; --band: #7a8fb8; --s0: #6b6b75;
  --s1: #1d5fa8; --s2: #c2571a; --s3: #1f7a4d; --s4: #8a3d9e; --s5: #a8741a; --s6: #a4304f; --no: #a4302a; --aside: #b3b0a8; }
@media (prefers-color-scheme: dark) { .tocsin-figure { --ink: #ececf0; --paper: #17171a; --soft: #a6a6b0; --line: #303038;
  --band: #7d90b5; --s0: #a6a6b0; --s1: #7db4ee; --s2: #f0a06a; --s3: #74cf9f; --s4: #d09ae0; --s5: #e3bd6c; --s6: #ef93ab;
  --no: #f19a92; --aside: #62626c; } }
.tocsin-figure text { font-family: system-ui, "DejaVu Sans", sans-serif; font-size: 12.5px; fill: var(--soft) }
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


def picture(series: Series) -> str:
    """The picture of a figure over time.

    Args:
        series: The figure; with more days between its accounts the band is drawn the more truly.
    """
    plot = _Plot(series)
    rows = plot.legend()
    height = _TOP + _PLOT + 52 + _ROW * math.ceil(len(rows) / 2) + _ROW * len(plot.undated) + 14
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="tocsin-figure" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="tocsin-title tocsin-desc">',
        f'<title id="tocsin-title">{shown(title_of(series))}</title>',
        f'<desc id="tocsin-desc">{shown(described(series))}</desc>',
        f"<style>{_STYLE}</style>{_DEFINED}",
        f'<rect class="paper" width="{_WIDTH}" height="{height}"/>',
        f'<text class="title" x="{_LEFT}" y="36">{shown(title_of(series))}</text>',
        f'<text x="{_LEFT}" y="58">{shown(_subtitle(series))}</text>',
        *plot.axes(), *plot.band(), *plot.best(), *plot.conflicts(),
        *marks([one for one in series.accounts if _can_be_drawn(one)], plot.x, plot.y, plot.colours),
        *_placed(rows, _TOP + _PLOT + 58),
        *_lines(plot.undated, _TOP + _PLOT + 62 + _ROW * math.ceil(len(rows) / 2)),
        "</svg>",
    ]  # fmt: skip
    return "\n".join(part for part in parts if part) + "\n"


def title_of(series: Series) -> str:
    """What the picture shows, as a heading."""
    where = f" in {series.place}" if series.place else ""
    measure = series.measure or ""
    told = f", {measure}" if measure and measure.lower() not in series.subject.lower() else ""
    return f"{series.subject}{where}{told}"


def described(series: Series) -> str:
    """The picture in words."""
    counted = [one for one in series.accounts if one.standing is AccountStatus.COUNTED]
    origins = sorted({one.origin for one in counted})
    told = f"{len(counted)} accounts by {', '.join(origins) or 'nobody'}."
    ends = [level for level in series.levels if level.low is not None or level.high is not None]
    for level in (ends[0], ends[-1]) if len(ends) > 1 else ends:
        told += f" {level.day.isoformat()}: {band(level.low, level.high)}."
    clashes = sum(level.conflict for level in series.levels)
    return f"{told} Accounts exclude each other on {clashes} of {len(series.levels)} days." if clashes else told


def _subtitle(series: Series) -> str:
    kind = "a sum that only grows" if series.cumulative else "what is there at a time"
    return f"{kind}; each mark is one account, its line what it allows; the band is what all that count allow together"


def _can_be_drawn(account: Account) -> bool:
    return all(bound is None or math.isfinite(bound) for bound in (account.low, account.high))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the legend: what is drawn, as markup around the point 12, 0, and its words."""

    drawn: str
    words: str


class _Plot:
    """What the parts of the picture have in common: axes and colours."""

    def __init__(self, series: Series) -> None:
        self._series = series
        self._counted = [one for one in series.accounts if one.standing is AccountStatus.COUNTED and _can_be_drawn(one)]
        days = sorted(days_of(series)) or [date(2000, 1, 1)]
        self.first, self.last = days[0], days[-1]
        ends = (self.first.toordinal(), self.last.toordinal())
        pad = max(4.0, 0.02 * (ends[1] - ends[0]))
        self.ticks = round_ticks(self._greatest())
        self.x = Axis(ends[0] - pad, ends[1] + pad, _LEFT, _WIDTH - _RIGHT)
        self.y = Axis(0.0, self.ticks[-1], _TOP + _PLOT, _TOP)
        origins = list(dict.fromkeys(one.origin for one in self._counted))
        self.colours = {origin: f"s{number + 1 if number < _COLOURS else 0}" for number, origin in enumerate(origins)}
        self.undated = _undated(series)

    def _greatest(self) -> float:
        told = [
            bound for one in self._counted for bound in (one.low, one.high, nearest_value(one)) if bound is not None
        ]
        told += [end for level in self._series.levels for end in (level.best, level.low) if end is not None]
        most = max(told, default=0.0)
        # A ceiling far above all that anyone says would press the rest to the ground.
        highs = [level.high for level in self._series.levels if level.high is not None]
        return max([most, *(high for high in highs if high <= 2 * most)]) * 1.03

    def axes(self) -> Iterator[str]:
        """Lines at round numbers, ticks at round days."""
        for tick in self.ticks:
            y = self.y.at(tick)
            yield f'<path class="{"axis" if tick == 0 else "grid"}" d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}"/>'
            yield f'<text x="{_LEFT - 9}" y="{y + 4:.1f}" text-anchor="end">{short(tick)}</text>'
        for day, words in day_ticks(self.first, self.last):
            x = self.x.at(day.toordinal())
            yield f'<path class="axis" d="M{x:.1f} {_TOP + _PLOT}v5"/>'
            yield f'<text x="{x:.1f}" y="{_TOP + _PLOT + 20}" text-anchor="middle">{words}</text>'

    def band(self) -> Iterator[str]:
        """The band; where nothing bounds it from above, it fades towards the top."""
        for one, other in pairwise(self._series.levels):
            if one.low is None or other.low is None or one.conflict or other.conflict:
                continue
            is_open = one.high is None or other.high is None
            points = [
                (one, self._top(one)),
                (other, self._top(other)),
                (other, self._floor(other)),
                (one, self._floor(one)),
            ]
            outline = " ".join(f"{self.x.at(level.day.toordinal()):.2f},{y:.1f}" for level, y in points)
            fill = 'fill="url(#tocsin-open)"' if is_open else 'class="band"'
            yield f'<polygon {fill} points="{outline}"/>'
        yield from self._edges()

    def _edges(self) -> Iterator[str]:
        for ends in ([level.low for level in self._series.levels], [level.high for level in self._series.levels]):
            heights = [None if level.conflict else end for level, end in zip(self._series.levels, ends, strict=True)]
            yield from self._line("edge", heights)

    def best(self) -> Iterator[str]:
        """The likeliest figure from day to day."""
        yield from self._line("best", [level.best for level in self._series.levels])

    def conflicts(self) -> Iterator[str]:
        """Days on which accounts exclude each other, hatched from the lowest to the highest."""
        for level in self._series.levels:
            if level.conflict:
                x, top = self.x.at(level.day.toordinal()) - 5, self._top(level)
                height = max(2.0, self._floor(level) - top)
                words = f"{level.day.isoformat()}: accounts exclude each other, {band(level.low, level.high)}"
                place = f'x="{x:.1f}" y="{top:.1f}" width="10" height="{height:.1f}"'
                yield f'<rect class="clash" {place}><title>{words}</title></rect>'

    def legend(self) -> list[_Row]:
        """What each mark means: the sources, and the rest as far as it occurs."""
        rows = [_Row(self._source_mark(origin), self._source_words(origin)) for origin in list(self.colours)[:12]]
        if len(self.colours) > 12:
            rows.append(
                _Row(f'<g class="s0">{shape(Counting.CLAIM, 12, 0)}</g>', f"{len(self.colours) - 12} more sources")
            )
        rows.append(
            _Row('<rect class="band" x="0" y="-6" width="24" height="12"/>', "what the accounts allow together")
        )
        rows.append(_Row('<path class="best" d="M0 0H24"/>', "the likeliest single figure"))
        if any(level.conflict for level in self._series.levels):
            rows.append(
                _Row('<rect class="clash" x="6" y="-7" width="12" height="14"/>', "accounts that exclude each other")
            )
        aside = sorted({one.standing.value for one in self._series.accounts if _is_aside(one)})
        if aside:
            rows.append(
                _Row(f'<g class="aside">{shape(Counting.CLAIM, 12, 0)}</g>', f"not counted: {', '.join(aside)}")
            )
        return rows

    def _source_mark(self, origin: str) -> str:
        counting = next(one.counting for one in self._counted if one.origin == origin)
        return f'<g class="{self.colours[origin]}">{shape(counting, 12, 0)}</g>'

    def _source_words(self, origin: str) -> str:
        own = [one for one in self._counted if one.origin == origin]
        kind = "what was seen" if own[0].counting is Counting.MINIMUM else "claims"
        name = origin if len(origin) <= _LONGEST else origin[: _LONGEST - 1] + "…"
        return f"{name}: {kind} ({len(own)})"

    def _line(self, kind: str, heights: Sequence[float | None]) -> Iterator[str]:
        """A line through the days that have a height, broken where one has none."""
        path, drawing = "", False
        for level, height in zip(self._series.levels, heights, strict=True):
            if height is not None:
                path += f"{'L' if drawing else 'M'}{self.x.at(level.day.toordinal()):.2f} {self.y.at(height):.1f}"
            drawing = height is not None
        if path:
            yield f'<path class="{kind}" d="{path}"/>'

    def _top(self, level: Level) -> float:
        return float(_TOP) if level.high is None else self.y.at(level.high)

    def _floor(self, level: Level) -> float:
        return self.y.at(level.low or 0.0)


def days_of(series: Series) -> set[date]:
    """Every day that an account tells of, or that the figure was wanted for."""
    told = {day for one in series.accounts for day in (one.earliest, one.latest) if day is not None}
    return told | {level.day for level in series.levels}


def _is_aside(account: Account) -> bool:
    return account.standing not in (AccountStatus.COUNTED, AccountStatus.UNDATED)


def _undated(series: Series) -> list[str]:
    """Accounts that no day is known of, in words."""
    found = [one for one in series.accounts if one.standing is AccountStatus.UNDATED]
    listed = [f"Without a day: {figure_words(one.quantity)}, {one.origin}" for one in found[:_LISTED]]
    return listed + ([f"… and {len(found) - _LISTED} more without a day"] if len(found) > _LISTED else [])


def _placed(rows: Sequence[_Row], top: float) -> Iterator[str]:
    for number, row in enumerate(rows):
        x, y = _LEFT + _COLUMN * (number % 2), top + _ROW * (number // 2)
        words = f'<text class="legend" x="34" y="4.5">{shown(row.words)}</text>'
        yield f'<g transform="translate({x} {y:.0f})">{row.drawn}{words}</g>'


def _lines(lines: Sequence[str], top: float) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f'<text x="{_LEFT}" y="{top + _ROW * number:.0f}">{shown(line[:110])}</text>'

"""Pictures of an echo, as SVG that loads nothing: the network of outlets, and lag and share of each edge as a chart."""

from collections.abc import Iterator, Sequence
from html import escape
from math import atan2, cos, log10, pi, sin

from tocsin.echo.network import outlets
from tocsin.model.echo import Echo, Edge

_STYLE = """
.echo { --ink: #1b1b1f; --paper: #fdfcf9; --soft: #5d5d66; --line: #e2dfd5; --c0: #1d5fa8; --c1: #c2571a; --c2: #1f7a4d;
  --c3: #8a3d9e; --c4: #a8741a; --c5: #a4304f }
@media (prefers-color-scheme: dark) { .echo { --ink: #ececf0; --paper: #17171a; --soft: #a6a6b0; --line: #303038;
  --c0: #7db4ee; --c1: #f0a06a; --c2: #74cf9f; --c3: #d09ae0; --c4: #e3bd6c; --c5: #ef93ab } }
.echo text { font: 13px system-ui, Arimo, "DejaVu Sans", sans-serif; fill: var(--ink) }
.echo .soft { fill: var(--soft); font-size: 12px } .echo .paper { fill: var(--paper) }
.echo .grid { stroke: var(--line); stroke-width: 1 } .echo .node { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5 }
.echo .tie { fill: none; stroke-opacity: .75 } .echo .group { stroke-width: 4 } .echo .dot { fill-opacity: .7 }
"""
_COLOURS = 6
_NAMED = 8
"""Narratives that the legend names."""
_LONGEST = 42
"""Characters of a name or label that are shown."""
_TICKS = (
    (1, "1 min"),
    (10, "10 min"),
    (60, "1 h"),
    (360, "6 h"),
    (1440, "1 day"),
    (10080, "1 week"),
    (43200, "30 days"),
)


def network_picture(echo: Echo) -> str:
    """The outlets on a circle, an arrow from each to those that repeat it; members of a coordinated group are ringed."""
    names = outlets(echo)
    size, middle = 900, 450
    radius = 300.0
    places = {
        name: (middle + radius * cos(2 * pi * number / len(names)), middle + radius * sin(2 * pi * number / len(names)))
        for number, name in enumerate(names)
    }
    colours = _colours(echo)
    grouped = {name for group in echo.groups for name in group.outlets}
    parts = [f'<marker id="echo-tip-{number}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
             f'orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="var(--c{number})"/></marker>'
             for number in range(_COLOURS)]  # fmt: skip
    body = [f"<defs>{''.join(parts)}</defs>"]
    body += [_arrow(places[one.source], places[one.repeater], one, colours[one.narrative]) for one in echo.edges]
    for name, (x, y) in places.items():
        bold = " group" if name in grouped else ""
        turned = x < middle - 1
        anchor, shift = ("end", -14) if turned else ("start", 14)
        body.append(f'<circle class="node{bold}" cx="{x:.1f}" cy="{y:.1f}" r="7"><title>{_text(name)}</title></circle>')
        body.append(f'<text x="{x + shift:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}">{_short(name)}</text>')
    body += _legend(echo, colours, size + 20)
    title = "Who repeats whom"
    return _svg(title, f"{len(names)} outlets, {len(echo.edges)} edges.", body, 1100, size + 40 + 20 * _NAMED)


def lag_share_chart(echo: Echo) -> str:
    """Each edge by its median lag (across, logarithmic) and the share of the source's documents that it takes over (up)."""
    left, top, width, height = 70, 60, 980, 420
    colours = _colours(echo)
    most = max([1440.0, *(edge.lag_minutes for edge in echo.edges)])

    def across(minutes: float) -> float:
        return left + width * log10(max(1.0, minutes)) / log10(most * 1.5)

    body = ['<text class="soft" x="70" y="48">share of the source’s documents</text>']
    for part in range(6):
        y = top + height * (1 - part / 5)
        body.append(f'<line class="grid" x1="{left}" x2="{left + width}" y1="{y:.1f}" y2="{y:.1f}"/>')
        body.append(f'<text class="soft" x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{part * 20} %</text>')
    for minutes, label in _TICKS:
        if minutes <= most * 1.5:
            x = across(minutes)
            body.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{top + height}"/>')
            body.append(f'<text class="soft" x="{x:.1f}" y="{top + height + 18}" text-anchor="middle">{label}</text>')
    body.append(f'<text class="soft" x="{left + width}" y="{top + height + 36}" text-anchor="end">median lag</text>')
    for edge in echo.edges:
        x, y = across(edge.lag_minutes), top + height * (1 - edge.share)
        size = 3 + 1.5 * len(edge.copies) ** 0.5
        body.append(
            f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="var(--c{colours[edge.narrative]})">'
            f"<title>{_text(_told(edge))}</title></circle>"
        )
    body += _legend(echo, colours, top + height + 60)
    return _svg("Lag and share", f"{len(echo.edges)} edges.", body, 1100, top + height + 70 + 20 * _NAMED)


def _arrow(start: tuple[float, float], end: tuple[float, float], edge: Edge, colour: int) -> str:
    (x1, y1), (x2, y2) = start, end
    angle = atan2(y2 - y1, x2 - x1)
    # Bent to one side, so that two outlets that repeat each other have two arrows.
    bend_x, bend_y = (x1 + x2) / 2 - 40 * sin(angle), (y1 + y2) / 2 + 40 * cos(angle)
    x2, y2 = x2 - 10 * cos(angle - 0.2), y2 - 10 * sin(angle - 0.2)
    width = 1 + 0.5 * len(edge.copies) ** 0.5
    return (
        f'<path class="tie" d="M{x1:.1f} {y1:.1f} Q{bend_x:.1f} {bend_y:.1f} {x2:.1f} {y2:.1f}" stroke="var(--c{colour})" '
        f'stroke-width="{width:.1f}" marker-end="url(#echo-tip-{colour})"><title>{_text(_told(edge))}</title></path>'
    )


def _told(edge: Edge) -> str:
    few = ", rests on fewer than five" if edge.is_thin else ""
    return (
        f"{edge.source} → {edge.repeater} ({edge.narrative}): {len(edge.copies)} times, {edge.share:.0%}, "
        f"after {edge.lag_minutes:,.0f} minutes{few}"
    )


def _colours(echo: Echo) -> dict[str, int]:
    return {one.id: number % _COLOURS for number, one in enumerate(echo.narratives)}


def _legend(echo: Echo, colours: dict[str, int], y: float) -> Iterator[str]:
    told: Sequence[str] = [one.id for one in echo.narratives[:_NAMED]]
    labels = {one.id: one.label for one in echo.narratives}
    for number, name in enumerate(told):
        yield f'<circle class="dot" cx="78" cy="{y + 20 * number}" r="6" fill="var(--c{colours[name]})"/>'
        yield f'<text x="92" y="{y + 4 + 20 * number}">{_text(name)}  {_short(labels[name], 110)}</text>'


def _short(text: str, most: int = _LONGEST) -> str:
    return _text(text if len(text) <= most else f"{text[: most - 1]}…")


def _text(text: str) -> str:
    plain = "".join(char if char.isprintable() else " " for char in text)
    return escape(plain)


def _svg(title: str, told: str, body: Sequence[str], width: int, height: int) -> str:
    return (
        f'<svg class="echo" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{title}: {told}"><title>{title}</title><desc>{told}</desc><style>{_STYLE}</style>'
        f'<rect class="paper" width="{width}" height="{height}"/>'
        f'<text x="20" y="28" style="font-size:18px">{title}</text>{"".join(body)}</svg>'
    )

"""A choice as pictures in SVG: its tree with the chosen ways, and the tornado chart of what moves its worth.

Each picture stands alone: it loads no script, font or address, and its title is for those who cannot see it. The colours are
those of the page, given by the style of `choice_page.html.jinja`.
"""

import math
from dataclasses import dataclass

from tocsin.brief.axes import round_ticks
from tocsin.brief.choice_words import best_words, change_words, number, range_words, ways_of
from tocsin.brief.harmless import excerpt, shown
from tocsin.model.choice import Chance, Choice, End, Move, Tree, number_words
from tocsin.model.choice_report import ChoiceReport, Swing

MOST_DRAWN = 150
"""Nodes of a tree that is drawn whole; of a larger one the first levels."""
_ROW, _COLUMN, _MARGIN, _FIRST = 44, 190, 18, 170
_LONGEST = 26
"""Characters of a name in a picture."""
_BARS = 20
"""Bars of the tornado chart."""
_WIDTH, _LABELS, _BAR, _SIDE = 900, 330, 26, 150


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A node with its place in the picture."""

    key: str
    x: float
    y: float
    above: str | None
    way: str
    is_chosen: bool


def tree_svg(report: ChoiceReport) -> str | None:
    """The picture of a tree, its root to the left; None for a choice that is no tree."""
    tree = report.choice.form
    if not isinstance(tree, Tree):
        return None
    drawn, depth, left_out = _laid_out(tree, report)
    rows = max(one.y for one in drawn.values())
    width, height = _FIRST + depth * _COLUMN + 200, rows + _ROW + _MARGIN
    parts = [_edge(one, drawn) for one in drawn.values() if one.above is not None]
    parts += [_node(one, tree, report.choice, is_cut=one.key in left_out) for one in drawn.values()]
    title = shown(f"{report.choice.name}. {best_words(report)}")
    return (
        f'<svg class="tocsin-choice" viewBox="0 0 {width} {height:.0f}" role="img" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{title}</title>{''.join(parts)}</svg>"
    )


def _laid_out(tree: Tree, report: ChoiceReport) -> tuple[dict[str, _Drawn], int, set[str]]:
    """The nodes that are drawn with their places, how many levels they make, and which are cut off below."""
    levels = {tree.root: 0}
    for key, node in tree.nodes.items():
        for _, to, _ in ways_of(node, report.plan):
            levels[to] = levels[key] + 1
    deepest = max(levels.values())
    while deepest > 1 and sum(level <= deepest for level in levels.values()) > MOST_DRAWN:
        deepest -= 1
    kept = [key for key in tree.nodes if levels[key] <= deepest][:MOST_DRAWN]
    inside = set(kept)
    cut = {key for key in kept if any(to not in inside for _, to, _ in ways_of(tree.nodes[key], report.plan))}
    # A node without drawn nodes behind it takes a row; the others stand in the middle of what is behind them.
    heights: dict[str, float] = {}
    row = 0
    for key in kept:
        if not any(to in inside for _, to, _ in ways_of(tree.nodes[key], report.plan)):
            heights[key] = _MARGIN + _ROW * (row + 0.5)
            row += 1
    drawn: dict[str, _Drawn] = {}
    above: dict[str, tuple[str, str, bool]] = {}
    for key in reversed(kept):
        behind = [one for one in ways_of(tree.nodes[key], report.plan) if one[1] in inside]
        if behind:
            places = [heights[to] for _, to, _ in behind]
            heights[key] = (min(places) + max(places)) / 2
        above |= {to: (key, way, is_chosen) for way, to, is_chosen in behind}
    for key in kept:
        parent, way, is_chosen = above.get(key, (None, "", False))
        drawn[key] = _Drawn(key, _FIRST + levels[key] * _COLUMN, heights[key], parent, way, is_chosen)
    return drawn, min(deepest, max(levels[key] for key in kept)), cut


def _edge(one: _Drawn, drawn: dict[str, _Drawn]) -> str:
    start = drawn[one.above or ""]
    bend = start.x + 46
    kind = "way chosen" if one.is_chosen else "way"
    label = shown(excerpt(one.way, _LONGEST))
    return (
        f'<path class="{kind}" d="M{start.x:.0f} {start.y:.1f}L{bend:.0f} {one.y:.1f}H{one.x:.0f}"/>'
        f'<text class="{kind}" x="{bend + 4:.0f}" y="{one.y - 4:.1f}">{label}</text>'
    )


def _node(one: _Drawn, tree: Tree, choice: Choice, *, is_cut: bool) -> str:
    node = tree.nodes[one.key]
    x, y = one.x, one.y
    if isinstance(node, Move):
        mark, words = (
            f'<rect class="move" x="{x - 6:.0f}" y="{y - 6:.1f}" width="12" height="12"/>',
            choice.actors[node.actor],
        )
    elif isinstance(node, Chance):
        mark, words = f'<circle class="chance" cx="{x:.0f}" cy="{y:.1f}" r="7"/>', node.draw
    else:
        mark = f'<path class="end" d="M{x - 6:.0f} {y:.1f}l10 -6v12z"/>'
        words = ", ".join(range_words(pay.range) for pay in node.pay.values())
    if isinstance(node, End):
        place = f'x="{x + 10:.0f}" y="{y + 4:.1f}"'
    else:
        # Left of the node and above the name of the way that leads here: no way from here goes there.
        place = f'x="{x + 6:.0f}" y="{y - 19:.1f}" text-anchor="end"'
    more = " …" if is_cut else ""
    return f'{mark}<text class="of" {place}>{shown(excerpt(words, _LONGEST))}{more}</text>'


def tornado_svg(report: ChoiceReport) -> str | None:
    """The bars of the numbers that move the worth, the widest first; None where none does."""
    swings = [one for one in report.swings if one.width][:_BARS]
    if not swings or report.actor is None:
        return None
    ends = [float(end) for one in swings for end in one.worth]
    now = float(report.values[report.actor][0])
    least, most = min(*ends, now), max(*ends, now)
    stretch = (most - least) or 1.0
    plot = _WIDTH - _LABELS - _SIDE

    def at(worth: float) -> float:
        return _LABELS + (worth - least) / stretch * plot

    height = _BAR * len(swings) + 46
    parts = [
        f'<path class="grid" d="M{at(tick):.1f} 6V{height - 34}"/><text class="tick" x="{at(tick):.1f}" y="{height - 18}">'
        f"{shown(number(tick))}</text>"
        for tick in _ticks(least, most)
    ]
    for row, one in enumerate(swings):
        parts.append(_bar(one, report.choice, 8 + row * _BAR, at(float(min(one.worth))), at(float(max(one.worth)))))
    parts.append(f'<path class="now" d="M{at(now):.1f} 4V{height - 34}"/>')
    title = shown(f"What moves the worth to {report.choice.actors[report.actor]}, which is {number(now)} now")
    return (
        f'<svg class="tocsin-choice" viewBox="0 0 {_WIDTH} {height}" role="img" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{title}</title>{''.join(parts)}</svg>"
    )


def _ticks(least: float, most: float) -> list[float]:
    step = round_ticks(most - least)[1]
    return [step * count for count in range(math.ceil(least / step), math.floor(most / step) + 1)]


def _bar(swing: Swing, choice: Choice, y: float, start: float, end: float) -> str:
    label = shown(excerpt(f"{number_words(swing.key, choice)}, {range_words(swing.range)}", 56))
    kind = "bar flips" if swing.flips else "bar"
    change = shown(excerpt("; ".join(change_words(swing)), 24)) if swing.flips else ""
    return (
        f'<text class="name" x="{_LABELS - 8}" y="{y + 14:.0f}">{label}</text>'
        f'<rect class="{kind}" x="{start:.1f}" y="{y:.0f}" width="{max(1.0, end - start):.1f}" height="{_BAR - 8}"/>'
        f'<text class="flip" x="{_WIDTH - _SIDE + 8}" y="{y + 14:.0f}">{change}</text>'
    )

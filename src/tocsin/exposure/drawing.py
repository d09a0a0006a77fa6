"""A path as a drawing: entities in tiers, from those listed on the left, with the ties that give their statuses."""

from collections import defaultdict
from collections.abc import Mapping
from html import escape

from tocsin.errors import QueryError, shown
from tocsin.lexicon.wording import reason_words
from tocsin.model.exposure import Exposure, Network, Status, Tie
from tocsin.model.factuality import Factuality

_WIDE, _HIGH, _GAP, _ROW, _EDGE = 190, 44, 110, 78, 20
"""Pixels of a box, between boxes, from row to row, and around all."""
_LONGEST = 26
"""Characters of a name that are drawn; the whole name is the box's title."""
_MOST = 400
"""Ties of a drawing: of more nothing can be seen."""
_LOOKS: Mapping[Status, tuple[str, str]] = {
    Status.LISTED: ("#7a1f1f", ""), Status.BLOCKED: ("#b5482a", ""), Status.POSSIBLY: ("#b58a2a", "6 4"),
    Status.ADJACENT: ("#4a6b8a", "2 3"), Status.NOT: ("#777777", ""),
}  # fmt: skip
"""The colour and the dashes of each status: it is told by the dashes and in words as well, not by colour alone."""


def path_svg(network: Network, exposure: Exposure, entity: str | None = None) -> str:
    """The ties of the path of one entity, or of all paths, as SVG.

    Raises:
        QueryError: There is no such entity, it has no path, or there are too many ties to be drawn.
    """
    statuses = {one.entity: one for one in exposure.statuses}
    if entity is not None and entity not in statuses:
        raise QueryError("the drawing", f"there is no entity {shown(entity)!r}")
    chosen = [statuses[entity]] if entity is not None else exposure.statuses
    wanted = {tie for one in chosen for tie in one.path}
    ties = [tie for tie in network.ties if tie.id in wanted]
    if not ties:
        raise QueryError("the drawing", "there is no path to draw: nobody is reached by a tie")
    if len(ties) > _MOST:
        raise QueryError("the drawing", f"the paths have {len(ties)} ties; choose one entity with --entity")
    places = _places(ties, {key for key, one in statuses.items() if one.status is Status.LISTED})
    names = {one.id: one.name for one in network.entities}
    width = max(x for x, _ in places.values()) + _WIDE + _EDGE
    height = max(y for _, y in places.values()) + _HIGH + 2 * _EDGE + 16
    title = f"{exposure.rule} (version {exposure.version}) on {exposure.on}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="12" role="img"><title>{escape(title)}</title>',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#444"/></marker></defs><rect width="100%" height="100%" fill="#fff"/>',
    ]
    parts += [_line(tie, places) for tie in ties]
    for key, (x, y) in places.items():
        status = statuses[key].status
        colour, dashes = _LOOKS[status]
        name = names.get(key, key)
        cut = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        reasons = "; ".join(map(reason_words, statuses[key].reasons))
        parts.append(
            f"<g><title>{escape(name)}: {escape(reasons or status.value)}</title>"
            f'<rect x="{x}" y="{y}" width="{_WIDE}" height="{_HIGH}" rx="5" fill="#fff" stroke="{colour}" stroke-width="2" '
            f'stroke-dasharray="{dashes}"/><text x="{x + 8}" y="{y + 18}">{escape(cut)}</text>'
            f'<text x="{x + 8}" y="{y + 35}" fill="{colour}">{status.value}</text></g>'
        )
    parts.append(
        f'<text x="{_EDGE}" y="{height - 10}" fill="#555">{escape(title)}; a reading of public texts, no verdict</text>'
    )
    return "".join((*parts, "</svg>"))


def _places(ties: list[Tie], listed: set[str]) -> dict[str, tuple[int, int]]:
    """Where each entity stands: its tier is how many ties lead to it from those listed."""
    tiers: dict[str, int] = {}
    ends = dict.fromkeys(end for tie in ties for end in (tie.source, tie.target))
    edge = [end for end in ends if end in listed] or [next(iter(ends))]
    tier = 0
    while edge:
        tiers.update(dict.fromkeys(edge, tier))
        near = (end for tie in ties for end in (tie.source, tie.target) if {tie.source, tie.target} & set(edge))
        edge = [end for end in dict.fromkeys(near) if end not in tiers]
        tier += 1
    for end in ends:
        tiers.setdefault(end, tier)
    rows: dict[int, int] = defaultdict(int)
    places = {}
    for end in ends:
        column = tiers[end]
        places[end] = (_EDGE + column * (_WIDE + _GAP), _EDGE + rows[column] * _ROW)
        rows[column] += 1
    return places


def _line(tie: Tie, places: Mapping[str, tuple[int, int]]) -> str:
    (x1, y1), (x2, y2) = places[tie.source], places[tie.target]
    if x1 < x2:
        start, end = (x1 + _WIDE, y1 + _HIGH // 2), (x2, y2 + _HIGH // 2)
    elif x1 > x2:
        start, end = (x1, y1 + _HIGH // 2), (x2 + _WIDE, y2 + _HIGH // 2)
    else:
        down = y1 < y2
        start, end = (x1 + _WIDE // 2, y1 + (_HIGH if down else 0)), (x2 + _WIDE // 2, y2 + (0 if down else _HIGH))
    label = tie.kind.value
    if tie.stake is not None:
        low, high = (f"{one.normalize():f}" for one in (tie.stake.low, tie.stake.high))
        label += f" {low} %" if low == high else f" {low}–{high} %"
    if tie.certainty is not Factuality.CERTAIN:
        label += f" ({tie.certainty.value})"
    dashes = "" if tie.certainty is Factuality.CERTAIN else ' stroke-dasharray="5 4"'
    x, y = (start[0] + end[0]) // 2, (start[1] + end[1]) // 2 - 5
    return (
        f'<line x1="{start[0]}" y1="{start[1]}" x2="{end[0]}" y2="{end[1]}" stroke="#444"{dashes} marker-end="url(#tip)"/>'
        f'<text x="{x}" y="{y}" text-anchor="middle" fill="#333" font-size="11">{escape(label)}</text>'
    )

"""The marks of accounts in a picture: what each gives as a point, its bounds as a line, an open end as an arrow."""

from collections.abc import Iterator, Mapping, Sequence

from tocsin.brief.amounts import band
from tocsin.brief.axes import Axis
from tocsin.brief.harmless import shown
from tocsin.brief.wording import figure_words, period_words
from tocsin.model.series import Account, AccountStatus
from tocsin.model.source import Counting

_ARROW = 16.0
"""Length of the arrow at an open end."""
_WIDE = 7.0
"""Width from which a time that an account tells of is drawn as a stretch."""
_MANY = 60
"""Accounts from which the arrows of minimums are left out: their marks say it already."""

Colours = Mapping[str, str]
"""The class that colours each source's marks."""


def marks(accounts: Sequence[Account], x: Axis, y: Axis, colours: Colours) -> Iterator[str]:
    """The marks of accounts that have a day, those set aside below those that count."""
    dated = [one for one in accounts if one.latest is not None]
    arrows = len(dated) < _MANY
    for account in sorted(dated, key=lambda one: one.standing is AccountStatus.COUNTED):
        colour = colours.get(account.origin, "s0") if account.standing is AccountStatus.COUNTED else "aside"
        yield f'<g class="{colour}"><title>{shown(_words(account))}</title>{_mark(account, x, y, arrows=arrows)}</g>'


def shape(counting: Counting, x: float, y: float) -> str:
    """A claim is a disc, a minimum a triangle that points up."""
    if counting is Counting.MINIMUM:
        return f'<path class="dot" d="M{x - 4.6:.1f} {y + 3.4:.1f}h9.2L{x:.1f} {y - 5:.1f}Z"/>'
    return f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3.8"/>'


def nearest_value(account: Account) -> float:
    """The number nearest to an account's words."""
    low, high = account.quantity.low, account.quantity.high
    if low is None or high is None:
        return (high if low is None else low) or 0.0
    return low / 2 + high / 2


def _mark(account: Account, x: Axis, y: Axis, *, arrows: bool) -> str:
    assert account.latest is not None
    left = x.at((account.earliest or account.latest).toordinal())
    right = x.at(account.latest.toordinal())
    middle, value = (left + right) / 2, y.at(nearest_value(account))
    parts = []
    if right - left >= _WIDE:
        parts.append(_stretch(account, left, right, y))
    if account.low is not None and account.high is not None and account.high > account.low:
        parts.append(f'<path class="bound" d="M{middle:.1f} {y.at(account.low):.1f}V{y.at(account.high):.1f}"/>')
    if account.high is None and (arrows or account.counting is Counting.CLAIM):
        parts.append(_arrow(middle, value, -1))
    if account.low is None:
        parts.append(_arrow(middle, value, 1))
    parts.append(shape(account.counting, middle, value))
    return "".join(parts)


def _stretch(account: Account, left: float, right: float, y: Axis) -> str:
    """The days an account tells of: a box from its lower to its upper bound, a line where it has only one."""
    value = y.at(nearest_value(account))
    line = f'<path class="bound" d="M{left:.1f} {value:.1f}H{right:.1f}"/>'
    if account.low is None or account.high is None:
        return line
    top, bottom = y.at(account.high), y.at(account.low)
    box = f'<rect class="box" x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{max(1.0, bottom - top):.1f}"/>'
    return box + line


def _arrow(x: float, y: float, direction: int) -> str:
    tip = y + direction * _ARROW
    return f'<path class="bound" d="M{x:.1f} {y:.1f}V{tip:.1f}M{x - 3.2:.1f} {tip - direction * 4:.1f}L{x:.1f} {tip:.1f}L{x + 3.2:.1f} {tip - direction * 4:.1f}"/>'  # noqa: E501


def _words(account: Account) -> str:
    """What a reader is told who points at a mark."""
    told = f"{account.origin}: {figure_words(account.quantity)}; {period_words(account.earliest, account.latest)}"
    kind = "counts only what was seen" if account.counting is Counting.MINIMUM else "claim"
    aside = "" if account.standing is AccountStatus.COUNTED else f"; not counted: {account.standing.value}"
    return f"{told}; allows {band(account.low, account.high)} ({kind}{aside}); claim {account.report.claim.id[:8]}"

"""A figure over time as one self-contained page: the picture, what the accounts allow, and each account in its own words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from tocsin.brief.amounts import band
from tocsin.brief.chart import chart_svg, described, title_of
from tocsin.brief.harmless import plain
from tocsin.brief.wording import NOBODY, certainty_words, chain_words, figure_words, period_words
from tocsin.model.series import Account, AccountStatus, Level, Series
from tocsin.model.source import Counting
from tocsin.model.span import Span
from tocsin.text.numbers import amount

_ROWS = 40
"""Days of the table at most: a longer one is thinned out."""
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class _Quote:
    """An account as the page shows it: the sentence cut at the figure, so that it can be marked."""

    id: str
    before: str
    figure: str
    after: str
    told: str
    days: str
    origin: str
    who: str
    certainty: str
    counting: str
    allows: str
    aside: str | None
    reasons: str
    source: str
    url: str | None


@dataclass(frozen=True, slots=True)
class _Day:
    """What the accounts allow on a day, in words."""

    day: str
    allows: str
    best: str
    conflict: bool


def estimate_page(
    series: Series,
    *,
    drawn: Series | None = None,
    left_out: Mapping[str, int] | None = None,
    urls: Mapping[str, str] | None = None,
) -> str:
    """The page of a figure over time.

    Args:
        series: The figure.
        drawn: The same with more days, for the picture.
        left_out: Why figures are no accounts of it, and of how many that is so.
        urls: The addresses of documents, by their ids.
    """
    addresses = urls or {}
    return _template().render(
        title=plain(title_of(series)), described=plain(described(series)), picture=Markup(chart_svg(drawn or series)),
        days=list(_days(series.levels)), quotes=[_quote(one, addresses) for one in series.accounts],
        left_out=[(plain(why), number) for why, number in (left_out or {}).items()], version=version("tocsin"),
    )  # fmt: skip


def thinned(levels: Sequence[Level], most: int = _ROWS) -> list[Level]:
    """At most so many of some levels, evenly spread, the first and the last among them."""
    if len(levels) <= most or most < 2:
        return list(levels)
    return [levels[number * (len(levels) - 1) // (most - 1)] for number in range(most)]


def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("estimate_page.html.jinja")


def _days(levels: Sequence[Level]) -> Iterator[_Day]:
    for level in thinned(levels):
        best = "—" if level.best is None else amount(level.best)
        yield _Day(level.day.isoformat(), band(level.low, level.high), best, level.conflict)


def _quote(account: Account, urls: Mapping[str, str]) -> _Quote:
    found, quantity = account.report, account.quantity
    start = found.sentence_span.start
    span = Span(max(0, quantity.start - start), max(0, quantity.end - start))
    url = urls.get(found.document)
    published = found.published.isoformat() if found.published else "day not known"
    return _Quote(
        id=found.claim.id[:8],
        before=plain(found.sentence[: span.start])
        + (" " if found.sentence[: span.start].endswith((" ", "\n")) else ""),
        figure=plain(found.sentence[span.start : span.end]),
        after=(" " if found.sentence[span.end :].startswith((" ", "\n")) else "") + plain(found.sentence[span.end :]),
        told=plain(figure_words(quantity)),
        days=period_words(account.earliest, account.latest),
        origin=plain(account.origin),
        who=plain(chain_words(found.claim.speaker, found.claim.sources)) if found.claim.speaker else NOBODY,
        certainty=certainty_words(found.claim),
        counting="counts only what was seen" if account.counting is Counting.MINIMUM else "claim",
        allows=band(account.low, account.high),
        aside=None if account.standing is AccountStatus.COUNTED else account.standing.value,
        reasons=plain("; ".join(account.reasons)),
        source=plain(f"{found.name} · {found.outlet or 'outlet not known'} · {published}"),
        url=url if url and _ADDRESS.fullmatch(url) else None,
    )

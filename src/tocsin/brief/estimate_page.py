"""A figure over time as one self-contained page: the picture, what the accounts allow, and each account in its own words."""

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from tocsin.brief.chart import chart_svg, described, title_of
from tocsin.brief.harmless import plain
from tocsin.brief.html import template
from tocsin.brief.wording import SHORT, band_words, certainty_words, chain_words, day_words, figure_words, period_words
from tocsin.lexicon.wording import reason_words
from tocsin.model.reason import Reason
from tocsin.model.series import Account, AccountStatus, Level, Series
from tocsin.model.source import Counting
from tocsin.text.numbers import amount

_ROWS = 40
"""Days of the table at most: a longer one is thinned out."""
_ADDRESS = re.compile(r"https?://\S+")


def estimate_page(
    series: Series,
    *,
    drawn: Series | None = None,
    left_out: Mapping[Reason, int] | None = None,
    urls: Mapping[str, str] | None = None,
) -> str:
    """The page of a figure over time.

    Args:
        series: The figure.
        drawn: The same with more days, for the picture.
        left_out: Why figures are no accounts of it, and of how many that is so.
        urls: The addresses of documents, by their ids.
    """
    return template("estimate_page.html.jinja").render(
        title=plain(title_of(series)), described=plain(described(series)), picture=Markup(chart_svg(drawn or series)),
        days=[
            {
                "day": level.day.isoformat(), "allows": band_words(level.low, level.high),
                "best": "—" if level.best is None else amount(level.best), "conflict": level.conflict,
            }
            for level in thinned(series.levels)
        ],
        quotes=[_quote(one, urls or {}) for one in series.accounts],
        left_out=[(plain(reason_words(why)), number) for why, number in (left_out or {}).items()],
    )  # fmt: skip


def thinned(levels: Sequence[Level], most: int = _ROWS) -> list[Level]:
    """At most so many of some levels, evenly spread, the first and the last among them."""
    if len(levels) <= most or most < 2:
        return list(levels)
    return [levels[number * (len(levels) - 1) // (most - 1)] for number in range(most)]


def _quote(account: Account, urls: Mapping[str, str]) -> dict[str, str | None]:
    """An account as the page shows it: its sentence is cut at the figure, so that the figure can be marked."""
    report, quantity = account.report, account.quantity
    claim, sentence = report.claim, report.sentence
    start, end = (max(0, at - report.sentence_span.start) for at in (quantity.start, quantity.end))
    before, after = sentence[:start], sentence[end:]
    url = urls.get(report.document)
    return {
        "id": claim.id[:SHORT],
        "before": plain(before) + " " * before[-1:].isspace(), "figure": plain(sentence[start:end]),
        "after": " " * after[:1].isspace() + plain(after),
        "told": plain(figure_words(quantity)), "days": period_words(account.earliest, account.latest),
        "origin": plain(account.origin), "who": plain(chain_words(claim.speaker, claim.sources)),
        "certainty": certainty_words(claim),
        "counting": "counts only what was seen" if account.counting is Counting.MINIMUM else "claim",
        "allows": band_words(account.low, account.high),
        "aside": None if account.standing is AccountStatus.COUNTED else account.standing.value,
        "reasons": plain("; ".join(map(reason_words, account.reasons))),
        "source": plain(f"{report.name} · {report.outlet or 'outlet not known'} · {day_words(report.published)}"),
        "url": url if url and _ADDRESS.fullmatch(url) else None,
    }  # fmt: skip

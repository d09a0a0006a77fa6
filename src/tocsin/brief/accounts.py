"""Claims of several documents side by side, in lines for people to read."""

from collections.abc import Iterator

from tocsin.brief.wording import certainty_words, chain_words
from tocsin.model.estimate import Estimate
from tocsin.model.query import Report
from tocsin.model.yardstick import yardstick_words
from tocsin.text.numbers import percent_range

SHORT = 8
"""Characters of an id that are shown."""


def account_lines(report: Report, *, mark: str = " ") -> Iterator[str]:
    """A claim in two lines: its words, and who says so, where, when and how surely."""
    claim = report.claim
    kind = "" if claim.kind.value == "statement" else f", {claim.kind.value}"
    yield f"{mark} “{' '.join(claim.text.split())}”"
    yield f"    {source_words(report)} · {certainty_words(claim)}{kind} · {report.name} · {claim.id[:SHORT]}"


def source_words(report: Report) -> str:
    """Who says so and when: the outlet or speaker, those they cite, the day of publication."""
    claim = report.claim
    day = report.published.isoformat() if report.published else "on a day not known"
    outlet = f"{report.outlet}: " if report.outlet and report.outlet != claim.speaker else ""
    return f"{outlet}{chain_words(claim.speaker, claim.sources)} · {day}"


def weight_words(estimate: Estimate) -> str:
    """A proposition's weight on one line: reports and origins, its word of probability, its credibility."""
    origins, reports = len(estimate.origins), estimate.reports
    counted = f"{reports} report{_s(reports)}, {origins} origin{_s(origins)}"
    against = f", {len(estimate.against)} against" if estimate.against else ""
    return f"{counted}{against} · {probability_words(estimate)} · credibility {estimate.credibility.value}"


def probability_words(estimate: Estimate) -> str:
    """The words of ICD 203 with the interval they stand for."""
    if estimate.probability is None:
        return "how probable cannot be told"
    low, high = estimate.probability
    return f"{yardstick_words(low, high)} ({percent_range(low, high)})"


def _s(number: int) -> str:
    return "" if number == 1 else "s"

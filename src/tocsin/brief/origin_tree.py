"""A proposition weighed, as lines for people to read: each origin as a tree from whose word it is to who published it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tocsin.brief.wording import SHORT, certainty_words, count_words, day_words, probability_words
from tocsin.lexicon.wording import reason_words
from tocsin.model.estimate import Estimate, Origin
from tocsin.model.query import Report
from tocsin.model.reason import Reason

_LEAST = 0.0005
"""Bits below which a reason moved nothing that could be shown."""


@dataclass(slots=True)
class Branch:
    """Somebody who passed it on: their own reports, and those who have it from them."""

    reports: list[Report] = field(default_factory=list)
    onward: dict[str, "Branch"] = field(default_factory=dict)


def estimate_lines(estimate: Estimate, *, most: int) -> Iterator[str]:
    """All that is known of a proposition.

    Args:
        estimate: The proposition, weighed.
        most: How many reports of one origin, and how many origins and reasons, are shown.
    """
    yield f"“{estimate.subject}”"
    against = f"; {estimate.witnesses_against} against" if estimate.against else ""
    yield f"  {count_words(estimate.reports, 'report')}, {count_words(estimate.witnesses_for, 'origin')}{against}"
    yield f"  probability that it is so: {probability_words(estimate)}"
    yield f"  credibility {estimate.credibility.value}: {estimate.credibility.words}"
    yield from _side("say so", estimate.origins, most)
    yield from _side("say otherwise", estimate.against, most)
    yield from _reasons(estimate.reasons, most)


def _side(heading: str, origins: tuple[Origin, ...], most: int) -> Iterator[str]:
    if not origins:
        return
    yield ""
    yield heading
    for origin in origins[:most]:
        yield f"  {origin.name} · {count_words(len(origin.reports), 'report')}"
        for line in _tree(branches(origin, most)):
            yield f"  {line}"
        if len(origin.reports) > most:
            yield f"  … and {count_words(len(origin.reports) - most, 'more report')}"
    if len(origins) > most:
        yield f"  … and {count_words(len(origins) - most, 'more origin')}"


def branches(origin: Origin, most: int) -> Branch:
    """Who has it from whom: the chains of the first `most` reports, from the origin outward."""
    root = Branch()
    for report, chain in list(zip(origin.reports, origin.chains, strict=True))[:most]:
        branch = root
        for name in reversed(chain[:-1]):
            branch = branch.onward.setdefault(name, Branch())
        branch.reports.append(report)
    return root


def _tree(branch: Branch) -> Iterator[str]:
    """The lines under a branch: its own reports, then those who have it from it."""
    nodes: list[tuple[list[str], Branch]] = [([_report(one), _quote(one)], Branch()) for one in branch.reports]
    for name, child in branch.onward.items():
        first, others = child.reports[:1], child.reports[1:]
        head = [f"{name} · {_report(one)}" for one in first] or [name]
        nodes.append(([*head, *map(_quote, first)], Branch(reports=others, onward=child.onward)))
    for number, (head, under) in enumerate(nodes, start=1):
        last = number == len(nodes)
        yield f"{'└─' if last else '├─'} {head[0]}"
        for line in (*(f"   {more}" for more in head[1:]), *_tree(under)):
            yield f"{'   ' if last else '│  '}{line}"


def _report(report: Report) -> str:
    return f"{day_words(report.published)} · {certainty_words(report.claim)} · {report.claim.id[:SHORT]}"


def _quote(report: Report) -> str:
    return f"“{' '.join(report.sentence.split())}”"


def _reasons(reasons: Iterable[Reason], most: int) -> Iterator[str]:
    yield ""
    yield "why (bits of odds at the middle)"
    moved = [reason for reason in reasons if reason.weight]
    for reason in moved[:most]:
        sign = "±" if abs(reason.weight) < _LEAST else "+" if reason.weight > 0 else "−"
        yield f"  {sign}{abs(reason.weight):.2f}  {reason_words(reason)}"
    if len(moved) > most:
        yield f"  … and {len(moved) - most} more"
    for reason in reasons:
        if not reason.weight:
            yield f"         {reason_words(reason)}"

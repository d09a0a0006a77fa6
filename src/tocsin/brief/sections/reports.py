"""A report as every section shows it: who says it, where and when, how surely, in their words."""

from collections.abc import Iterable, Sequence

from tocsin.brief.sections.slots import Slots
from tocsin.model.brief import Passage
from tocsin.model.query import Report
from tocsin.text.folding import folded


def report(slots: Slots, report: Report, label: str = "", *, brief: bool = False) -> Passage:
    """A claim with its outlet and day; the outlet is left out where it speaks itself.

    Args:
        slots: Facts in words.
        report: The claim.
        label: What it is to the passage it stands beside.
        brief: Whether to quote the bare clause, as where its sentence says two things that are told apart.
    """
    own = {"who": slots.who(report), "certainty": slots.certainty(report)}
    own["quote"] = slots.clause(report) if brief else slots.quote(report)
    own["day"] = slots.day(report)
    if report.outlet is None or folded(report.outlet) in folded(own["who"].text):
        return slots.phrases.passage("report", own, label=label)
    return slots.phrases.passage("report.outlet", {**own, "outlet": slots.outlet(report)}, label=label)


def claim(slots: Slots, report: Report, label: str = "") -> Passage:
    """A claim that stands under its document."""
    facts = {"who": slots.who(report), "certainty": slots.certainty(report), "quote": slots.quote(report)}
    return slots.phrases.passage("claim", facts, label=label)


def reports(
    slots: Slots, every: Sequence[Report], most: int, label: str, command: str | None, *, brief: bool = False
) -> list[Passage]:
    """The first of several reports, and how many more there are."""
    shown = [report(slots, found, label, brief=brief) for found in every[:most]]
    return [*shown, *more(slots, "report.more", "reports", (one.claim.id for one in every[most:]), command, label)]


def more(
    slots: Slots, template: str, noun: str, ids: Iterable[str], command: str | None, label: str = ""
) -> tuple[Passage, ...]:
    """That there are more, and what lists them; nothing where there are none."""
    ids = tuple(ids)
    if not ids:
        return ()
    return (slots.phrases.passage(template, {"more": slots.count(noun, ids)}, label=label, command=command),)


def by_day(report: Report) -> tuple[bool, str, str, int]:
    """What to sort reports by: the day of publication, those without one last."""
    day = report.published.isoformat() if report.published else ""
    return (report.published is None, day, report.document, report.claim.start)

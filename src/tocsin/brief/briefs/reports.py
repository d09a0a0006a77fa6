"""A report as every section shows it: who says it, where and when, how surely, in their words."""

from collections.abc import Iterable, Sequence

from tocsin.brief.briefs.slots import Slots, name_key
from tocsin.model.brief import Passage
from tocsin.model.query import LedgerClaim


def report(slots: Slots, found: LedgerClaim, label: str = "", *, brief: bool = False) -> Passage:
    """A claim with its outlet and day; the outlet is left out where it speaks itself.

    Args:
        slots: Facts in words.
        found: The claim.
        label: What it is to the passage it stands beside.
        brief: Whether to quote the bare clause, as where its sentence says two things that are told apart.
    """
    own = {"who": slots.who(found), "certainty": slots.certainty(found)}
    own["quote"] = slots.clause(found) if brief else slots.quote(found)
    own["day"] = slots.day(found)
    if found.outlet is None or name_key(found.outlet) in name_key(own["who"].text):
        return slots.phrases.passage("report", own, label=label)
    return slots.phrases.passage("report.outlet", {**own, "outlet": slots.outlet(found)}, label=label)


def claim(slots: Slots, found: LedgerClaim, label: str = "") -> Passage:
    """A claim that stands under its document."""
    facts = {"who": slots.who(found), "certainty": slots.certainty(found), "quote": slots.quote(found)}
    return slots.phrases.passage("claim", facts, label=label)


def reports(
    slots: Slots, every: Sequence[LedgerClaim], most: int, label: str, command: str | None, *, brief: bool = False
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


def by_day(found: LedgerClaim) -> tuple[bool, str, str, int]:
    """What to sort reports by: the day of publication, those without one last."""
    day = found.published.isoformat() if found.published else ""
    return (found.published is None, day, found.document, found.claim.start)

"""`tocsin conflicts` and `changes`: what the links of the case come to."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import At, Case, KnownBy, RecordFormat, given_day

if TYPE_CHECKING:
    from tocsin.engine.relations import Conflict
    from tocsin.model.link import Linked

Since = Annotated[
    date | None,
    typer.Option(
        "--since", parser=given_day, metavar="DATE",
        help="Only where one of the accounts was published on this day or later, or on a day not known.",
    ),
]  # fmt: skip
About = Annotated[str | None, typer.Option("--about", help="Only what holds these words.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="How many at most.")]
Form = Annotated[RecordFormat, typer.Option("--format", help="text, or json: one object a line.")]
_SHOWN = 4
"""Reports of one side that are shown."""
_REASONS = 3
"""Reasons of a conflict that are shown."""


def conflicts(
    since: Since = None,
    about: About = None,
    limit: Limit = 20,
    form: Form = RecordFormat.TEXT,
    known_by: KnownBy = None,
    at: At = None,
    case: Case = None,
) -> None:
    """List accounts that contradict each other, side by side, with what sets them apart; the latest first.

    Reports that say the same stand together on one side. `tocsin unlink` parts what does not belong together.
    """
    from tocsin.engine.records import conflict_record

    with open_case(case, known_by=known_by, at=at) as opened:
        found = opened.conflicts(since=since, about=about)
    records = (conflict_record(one) for one in found[:limit])
    listed(len(found), limit, form, records, (_conflict_lines(one) for one in found[:limit]), "accounts in conflict")


def changes(
    since: Since = None,
    about: About = None,
    limit: Limit = 20,
    form: Form = RecordFormat.TEXT,
    known_by: KnownBy = None,
    at: At = None,
    case: Case = None,
) -> None:
    """List what has changed: later figures, withdrawn beliefs, denials after confirmations."""
    from tocsin.engine.records import linked_record

    with open_case(case, known_by=known_by, at=at) as opened:
        found = opened.changes(since=since, about=about)
    records = (linked_record(one) for one in found[:limit])
    listed(len(found), limit, form, records, (_change_lines(one) for one in found[:limit]), "changes")


def listed(
    number: int, limit: int, form: RecordFormat, records: Iterator[dict[str, Any]], blocks: Iterator[Sequence[str]],
    what: str,
) -> None:  # fmt: skip
    """Print numbered blocks, or their records, and how many more there are."""
    if form is RecordFormat.JSON:
        for record in records:
            output.json_line(record)
        return
    for place, lines in enumerate(blocks, start=1):
        output.line(f"{place}. {lines[0]}")
        for line in lines[1:]:
            output.line(f"   {line}")
        output.line("")
    if not number:
        output.warn(f"the case holds no {what}, or none that fits")
    elif number > limit:
        output.line(f"{number - limit} more; --limit {number} lists them all")


def _conflict_lines(conflict: "Conflict") -> list[str]:
    from tocsin.brief.claim_lines import account_lines
    from tocsin.brief.wording import conflict_words, why_words

    reports = sum(len(side.claims) for side in conflict.sides)
    lines = [f"{conflict_words(len(conflict.sides), reports)}: {why_words(conflict.reasons, most=_REASONS)}"]
    for side in conflict.sides:
        for number, found in enumerate(side.claims[:_SHOWN]):
            lines += account_lines(found, mark="=" if number else "≠")
        if len(side.claims) > _SHOWN:
            lines.append(f"  = and {len(side.claims) - _SHOWN} more: tocsin origins {side.id[:8]}")
    return lines


def _change_lines(change: "Linked") -> list[str]:
    from tocsin.brief.claim_lines import account_lines
    from tocsin.brief.wording import why_words

    accounts = (*account_lines(change.other, mark="was"), *account_lines(change.claim, mark="now"))
    return [why_words(change.link.reasons), *accounts]

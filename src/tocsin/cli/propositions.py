"""`tocsin links` and `tocsin propositions`: how claims stand to each other, and what they say together."""

from itertools import islice
from typing import Annotated, Any

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import At, Case, KnownBy, ListFormat
from tocsin.cli.relations import About, Since

_LINKS = (("relation", 2), ("a", 6), ("b", 6), ("why", 5))
_PROPOSITIONS = (
    ("id", 1), ("for", 1), ("against", 1), ("open", 1), ("origins", 1), ("credibility", 2), ("probability", 3),
    ("statement", 10),
)  # fmt: skip
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="How many at most.")]
Form = Annotated[ListFormat, typer.Option("--format", help="How to print.")]


def links(
    since: Since = None,
    about: About = None,
    limit: Limit = None,
    form: Form = ListFormat.TABLE,
    known_by: KnownBy = None,
    at: At = None,
    case: Case = None,
) -> None:
    """List every pair of claims that stand in a relation: echo, repeats, corroborates, contradicts, revises, part of.

    The first of a pair is the copy, the later account or the part.
    """
    from tocsin.brief.wording import SHORT
    from tocsin.engine.list_rows import LINKS, link_row
    from tocsin.engine.records import link_record
    from tocsin.model.link import Linked

    def row(linked: Linked) -> dict[str, Any]:
        found = link_row(linked)
        if form is ListFormat.TABLE:
            for side, report in (("a", linked.claim), ("b", linked.other)):
                found[side] = f"“{found[side]}” {report.name} {report.claim.id[:SHORT]}"
        return found

    with open_case(case, known_by=known_by, at=at) as opened:
        some = islice(opened.links(since=since, about=about), limit)
        rows = map(link_record if form in (ListFormat.JSON, ListFormat.JSONL) else row, some)
        number = output.listing(rows, form, csv_columns=LINKS, table_columns=_LINKS)
    if not number and form is ListFormat.TABLE:
        output.warn("the case holds no links, or none that fits")


def propositions(
    limit: Limit = None, form: Form = ListFormat.TABLE, known_by: KnownBy = None, at: At = None, case: Case = None
) -> None:
    """List what claims say together: how many reports say so, deny it, leave it open; how many independent origins.

    Those with most reports come first. Every claim is a report of exactly one proposition; the table leaves out those with a
    single report. `tocsin show ID` shows one with its reports.
    """
    from tocsin.brief.wording import SHORT
    from tocsin.engine.list_rows import PROPOSITIONS, proposition_row
    from tocsin.engine.records import stated_record
    from tocsin.model.stance import StatedProposition

    def row(one: StatedProposition) -> dict[str, Any]:
        found, grade = proposition_row(one), one.estimate.credibility
        if form is ListFormat.TABLE:
            short = {"id": one.id[:SHORT], "credibility": f"{grade.value}, {grade.words}"}
            return {**found, **short, "origins": found["origins_for"]}
        return found

    with open_case(case, known_by=known_by, at=at) as opened:
        found = opened.stated_propositions()
        if form is ListFormat.TABLE:
            found = (one for one in found if len(one.takers) > 1)
        some = islice(found, limit)
        rows = map(stated_record if form in (ListFormat.JSON, ListFormat.JSONL) else row, some)
        number = output.listing(rows, form, csv_columns=PROPOSITIONS, table_columns=_PROPOSITIONS)
    if not number and form is ListFormat.TABLE:
        output.warn("no two claims of the case take a stance on one thing; --format jsonl lists the single ones too")

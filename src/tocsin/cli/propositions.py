"""`tocsin links` and `tocsin propositions`: how claims stand to each other, and what they say together."""

from collections.abc import Iterator
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
_CSV_LINKS = ("relation", "a", "a_document", "b", "b_document", "why")
_CSV_PROPOSITIONS = (
    "id",
    "statement",
    "for",
    "against",
    "open",
    "origins_for",
    "origins_against",
    "credibility",
    "probability",
)
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
    from tocsin.engine.records import link_record

    with open_case(case, known_by=known_by, at=at) as opened:
        found: Iterator[dict[str, Any]] = map(link_record, islice(opened.links(since=since, about=about), limit))
        if form is ListFormat.TABLE or form is ListFormat.CSV:
            found = (
                {
                    "relation": one["relation"].replace("_", " "),
                    "a": _quoted(one["a"], form), "a_document": one["a"]["document"],
                    "b": _quoted(one["b"], form), "b_document": one["b"]["document"],
                    "why": "; ".join(reason["words"] for reason in one["reasons"]),
                }
                for one in found
            )  # fmt: skip
        number = output.listing(found, form, csv_columns=_CSV_LINKS, table_columns=_LINKS)
    if not number and form is ListFormat.TABLE:
        output.warn("the case holds no links, or none that fits")


def _quoted(passage: dict[str, str], form: ListFormat) -> str:
    words = " ".join(passage["claim"].split())
    return words if form is ListFormat.CSV else f"“{words}” {passage['document']} {passage['id'][:8]}"


def propositions(
    limit: Limit = None, form: Form = ListFormat.TABLE, known_by: KnownBy = None, at: At = None, case: Case = None
) -> None:
    """List what claims say together: how many reports say so, deny it, leave it open; how many independent origins.

    Those with most reports come first. Every claim is a report of exactly one proposition; the table leaves out those with a
    single report. `tocsin show ID` shows one with its reports.
    """
    from tocsin.brief.wording import SHORT, probability_words
    from tocsin.engine.records import stated_record
    from tocsin.model.stance import Stance, StatedProposition

    def row(one: StatedProposition) -> dict[str, object]:
        stances = [taker.stance for taker in one.takers]
        grade = one.estimate.credibility
        return {
            "id": one.id[:SHORT] if form is ListFormat.TABLE else one.id,
            "for": stances.count(Stance.FOR), "against": stances.count(Stance.AGAINST), "open": stances.count(Stance.OPEN),
            "origins": one.estimate.witnesses_for, "origins_for": one.estimate.witnesses_for,
            "origins_against": one.estimate.witnesses_against,
            "credibility": f"{grade.value}, {grade.words}" if form is ListFormat.TABLE else grade.value,
            "probability": probability_words(one.estimate), "statement": one.statement,
        }  # fmt: skip

    with open_case(case, known_by=known_by, at=at) as opened:
        found = opened.stated_propositions()
        if form is ListFormat.TABLE:
            found = (one for one in found if len(one.takers) > 1)
        some = islice(found, limit)
        rows = map(stated_record if form in (ListFormat.JSON, ListFormat.JSONL) else row, some)
        number = output.listing(rows, form, csv_columns=_CSV_PROPOSITIONS, table_columns=_PROPOSITIONS)
    if not number and form is ListFormat.TABLE:
        output.warn("no two claims of the case take a stance on one thing; --format jsonl lists the single ones too")

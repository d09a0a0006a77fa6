"""`tocsin claims`: what the case holds, filtered."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain, islice
from typing import Annotated, Any

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import At, Case, CertaintyFilter, KnownBy, ListFormat, PlaceFilter, Since, Until, check_period
from tocsin.model.kind import Kind


class Sort(StrEnum):
    """The order of the list."""

    TEXT = "text"
    WEIGHT = "weight"


_NEAREST = 20
"""Claims that --like gives where no number is asked for."""
_SHOWN = (("id", 1), ("published", 1), ("certainty", 4), ("who", 5), ("time", 4), ("figures", 4), ("text", 10))


def claims(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help='Words the claim or its sentence must hold; “"words in quotes"” as a phrase.', show_default=False
        ),
    ] = None,
    speaker: Annotated[str | None, typer.Option(help="Who utters it.")] = None,
    source: Annotated[str | None, typer.Option(help="Somebody on whose word it stands.")] = None,
    party: Annotated[str | None, typer.Option(help="Somebody it names, in any part.")] = None,
    place: PlaceFilter = None,
    since: Since = None,
    until: Until = None,
    certainty: CertaintyFilter = None,
    kind: Annotated[list[Kind] | None, typer.Option(help="May be given several times.")] = None,
    document: Annotated[str | None, typer.Option(help="A document's name or id.")] = None,
    sort: Annotated[
        Sort, typer.Option(help="text: by document and place in the text; weight: what says most that matters first.")
    ] = Sort.TEXT,
    every: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Also list what was set aside as no part of what documents report, and why: bylines, captions, links.",
        ),
    ] = False,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="List the claims that reviewers took out, as they were read, and why.")
    ] = False,
    like: Annotated[
        str | None,
        typer.Option(help="A claim's id, or a text: the claims nearest to it in meaning, 20 if no --limit is given."),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="How many at most.")] = None,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    known_by: KnownBy = None,
    at: At = None,
    case: Case = None,
) -> None:
    """List the case's claims, by document and place in the text, or with words the best fit first.

    With --all the lines that were set aside follow the claims; of these only --document and --limit narrow the list.
    """
    from tocsin.brief.rows import LEDGER_COLUMNS, ledger_row
    from tocsin.engine.records import claim_record, set_aside_record
    from tocsin.model.query import ClaimFilter, Report

    if like is not None and (words or every or sort is not Sort.TEXT):
        raise typer.BadParameter("--like goes with neither words, --all nor --sort")
    if like is not None and not like.strip():
        raise typer.BadParameter("--like needs a text, or the id of a claim")
    if rejected and (words or every or like is not None):
        raise typer.BadParameter("--rejected goes with --document and --limit only")
    check_period(since, until)
    with open_case(case, known_by=known_by, at=at) as opened:
        only = opened.document(document)[1].id if document else None
        wanted = ClaimFilter(
            speaker=speaker, source=source, party=party, place=place, since=since, until=until,
            certainty=tuple(certainty or ()), kinds=tuple(kind or ()), words=" ".join(words) if words else None,
            document=only, by_weight=sort is Sort.WEIGHT, limit=limit,
        )  # fmt: skip
        found: Iterable[Report]
        if rejected:
            found = islice((one for one, _ in opened.rejected_claims() if only in (None, one.document)), limit)
        else:
            found = opened.claims(wanted)
        if like is not None:
            found = [report for report, _ in opened.like(like, limit=limit or _NEAREST, wanted=wanted)]
        if form is ListFormat.JSON or form is ListFormat.JSONL:
            rows: Iterator[dict[str, Any]] = map(claim_record, found)
        elif form is ListFormat.CSV:
            rows = map(ledger_row, found)
        else:
            rows = map(_shown, found)
        if every:
            aside = (set_aside_record(*one) for one in islice(opened.set_aside(only), limit))
            rows = chain(rows, aside if form in (ListFormat.JSON, ListFormat.JSONL) else map(_flat, aside))
        aside_columns = ("set_aside",) if every else ()
        number = output.listing(
            rows, form, csv_columns=(*LEDGER_COLUMNS, *aside_columns),
            table_columns=_SHOWN,
        )  # fmt: skip
    if not number and form is ListFormat.TABLE:
        output.warn("no claim was rejected" if rejected else "no claim of the case fits")


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """A line that was set aside as a row of a table."""
    from tocsin.brief.rows import COLUMNS

    empty = dict.fromkeys((*COLUMNS, "sentence", "who"))
    return {
        **empty,
        **record,
        "certainty": f"set aside: {record['set_aside']}",
        "text": " ".join(record["text"].split()),
    }


def _shown(found: Any) -> dict[str, Any]:
    """A claim as the table shows it, in words."""
    from tocsin.brief.rows import ledger_row
    from tocsin.brief.wording import chain_words, time_words

    claim = found.claim
    return {
        **ledger_row(found),
        "id": claim.id[:8],
        "certainty": claim.factuality.words + ("" if claim.kind is Kind.STATEMENT else f", {claim.kind.value}"),
        "who": chain_words(claim.speaker, claim.sources),
        "time": time_words(claim.time) if claim.time and (claim.time.earliest or claim.time.latest) else "",
        "text": claim.words,
    }

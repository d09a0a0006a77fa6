"""`tocsin read`: documents to readings, without a case."""

import os
import sys
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.options import Cluster, Columns, Jobs, Language, Outlet, Paths, Published, ReadingFormat, check_workers

if TYPE_CHECKING:
    from tocsin.model.reading import Reading


def read(
    paths: Paths,
    published: Published = None,
    outlet: Outlet = None,
    language: Language = None,
    columns: Columns = None,
    form: Annotated[
        ReadingFormat,
        typer.Option(
            "--format",
            help="table; json (one object, or an array of several); jsonl (one object a line); html (one page).",
        ),
    ] = ReadingFormat.TABLE,
    notes: Annotated[
        bool,
        typer.Option(
            "--notes",
            help="In json and jsonl, add why each certainty, date, place and figure was read as it was; these fields are "
            "no part of the promised record.",
        ),
    ] = False,
    jobs: Jobs = 1,
    cluster: Cluster = None,
) -> None:
    """Read documents and print their claims: who says it, on whose word, how surely, when, where, how many.

    Nothing is stored. What cannot be read is reported on standard error, the rest goes on, and the exit status is 1.
    """
    from tocsin.brief.reading_page import reading_page
    from tocsin.collect.given import Given
    from tocsin.collect.kinds import holds_several
    from tocsin.engine.reading import read_paths
    from tocsin.engine.spreading import Workers
    from tocsin.lexicon.wording import reason_words
    from tocsin.model.record import to_record

    check_workers(jobs, cluster)
    failures = 0

    def readings() -> "Iterator[Reading]":
        nonlocal failures
        given = Given(published=published, outlet=outlet, language=language, columns=columns or {})
        with output.problems() as tell:
            for one in read_paths(paths, given=given, tell=output.warn, workers=Workers(jobs=jobs, cluster=cluster)):
                if isinstance(one, Exception):
                    failures += 1
                    tell(one.name, str(one))
                else:
                    yield one

    if form is ReadingFormat.JSONL:
        for reading in readings():
            output.json_line(to_record(reading, notes=notes, words=reason_words))
    elif form is ReadingFormat.JSON:
        records = (to_record(reading, notes=notes, words=reason_words) for reading in readings())
        may_hold_several = os.path.isdir(paths[0]) or holds_several(str(paths[0]))
        first = list(islice(records, 2))
        if len(paths) > 1 or str(paths[0]) == "-" or may_hold_several or len(first) > 1:
            output.json_list(chain(first, records))
        else:
            for record in first:
                output.json_line(record)
    elif form is ReadingFormat.HTML:
        for part in reading_page(readings()):
            sys.stdout.write(part)
    else:
        _tables(readings())
    if failures:
        raise typer.Exit(1)


def _tables(readings: "Iterator[Reading]") -> None:
    from tocsin.brief.wording import chain_words, count_words, figure_words, kind_words, places_words, time_words

    for reading in readings:
        document = reading.document
        rows = [
            (
                kind_words(claim),
                chain_words(claim.speaker, claim.sources),
                time_words(claim.time, document.text[claim.time.start : claim.time.end]) if claim.time else "",
                places_words(claim),
                "; ".join(figure_words(quantity) for quantity in claim.quantities),
                claim.words,
            )
            for claim in reading.claims
        ]
        when = document.published.isoformat() if document.published else "day of publication not known"
        columns = [("certainty", 3), ("who", 4), ("when", 3), ("where", 3), ("how many", 3), ("claim", 9)]
        output.table(
            columns, rows, title=f"{document.title or document.name} · {when} · {count_words(len(rows), 'claim')}"
        )

"""`tocsin echo`: who repeats whose line, with what lag and share, in bursts, in coordination."""

from datetime import date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import At, Case, KnownBy, RecordFormat, check_period, given_day

if TYPE_CHECKING:
    from tocsin.engine.relations import Copying
    from tocsin.errors import InputError
    from tocsin.model.echo import Echo


class EchoFormat(StrEnum):
    """How `echo` prints."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    GRAPHML = "graphml"
    GEXF = "gexf"
    SVG = "svg"
    CHART = "chart"


_SHOWN = 3
"""Copies that an edge shows in text."""
_SENTENCES = 4
"""Sentences of one copy that are shown."""


def echo(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Files, folders, or - for standard input, compared as they are, without a case. By default the case.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(
            "--since", parser=given_day, metavar="DATE", help="Only documents published on this day or later."
        ),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option(
            "--until", parser=given_day, metavar="DATE", help="Only documents published on this day or earlier."
        ),
    ] = None,
    window: Annotated[
        float | None,
        typer.Option(
            "--window", min=0, metavar="SECONDS",
            help="Also list the pairs of outlets that posted the same text at most this many seconds apart.",
        ),
    ] = None,
    only_together: Annotated[
        bool, typer.Option("--only-together", help="With --window: list these pairs and nothing else.")
    ] = False,
    form: Annotated[
        EchoFormat,
        typer.Option(
            "--format",
            help="text, json (one object), csv (an edge a line), graphml or gexf (the network for other programs), svg (the "
            "network as a picture), chart (lag and share as a picture).",
        ),
    ] = EchoFormat.TEXT,
    sentences: Annotated[
        bool,
        typer.Option(
            "--sentences", help="List which documents of the case copy which, sentence by sentence, as linking found it."
        ),
    ] = False,
    speaker: Annotated[
        str | None,
        typer.Option(
            "--speaker", help="Tell only whether this speaker's statements became more frequent, and since when."
        ),
    ] = None,
    about: Annotated[
        str | None, typer.Option("--about", help="With --sentences or --speaker: only what holds these words.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="With --sentences: how many copies at most.")] = 20,
    known_by: KnownBy = None,
    at: At = None,
    case: Case = None,
) -> None:  # fmt: skip
    """Find narratives, who told each first, who repeats whom with what lag, bursts, and coordinated groups.

    An edge is listed only if chance does not explain its repetitions; one that rests on fewer than five says so. A copy
    is no second witness: the passages it shares with its source are the evidence.
    """
    from tocsin.engine.echoing import echo_of_files

    check_period(since, until)
    if only_together and window is None:
        raise typer.BadParameter("--only-together needs --window")
    if sentences:
        _print_sentences(form, case, known_by=known_by, at=at, since=since, about=about, limit=limit)
        return
    if speaker is not None:
        _print_increase(form, case, speaker, about, known_by=known_by, at=at)
        return
    failures: list[InputError] = []
    if paths:
        with output.problems(partial(output.warn)) as problem:

            def tell(error: "InputError") -> None:
                failures.append(error)
                problem(error.name, str(error))

            found = echo_of_files(
                paths, problem=tell, since=since, until=until, window=window, only_together=only_together
            )
    else:
        with open_case(case, known_by=known_by, at=at) as opened:
            found = opened.echo(since=since, until=until, window=window, only_together=only_together)
    _print(found, form)
    if failures:
        raise typer.Exit(1)


def _print_increase(
    form: EchoFormat, case: str | None, speaker: str, about: str | None, *, known_by: datetime | None, at: date | None
) -> None:
    from tocsin.model.query import ClaimFilter

    if form not in (EchoFormat.TEXT, EchoFormat.JSON):
        raise typer.BadParameter("--speaker goes with --format text or json")
    with open_case(case, known_by=known_by, at=at) as opened:
        found = opened.increase(ClaimFilter(speaker=speaker, words=about))
    if form is EchoFormat.JSON:
        since = found.since.isoformat() if found.is_more and found.since else None
        output.json_line(
            {
                "speaker": speaker, "about": about, "documents": found.documents, "more_frequent": found.is_more,
                "since": since, "rate": found.rate, "p": found.p,
            }
        )  # fmt: skip
    elif found.is_more:
        more = f"more frequent since {found.since}, {found.rate:.1f} times as many as before, p {found.p:.2g}"
        output.line(f"{speaker}: {found.documents} documents; {more}")
    else:
        output.line(
            f"{speaker}: {found.documents} documents; not more frequent than the case as a whole, p {found.p:.2g}"
        )


def _print_sentences(
    form: EchoFormat, case: str | None, *, known_by: datetime | None, at: date | None, since: date | None,
    about: str | None, limit: int,
) -> None:  # fmt: skip
    from tocsin.cli.relations import listed
    from tocsin.engine.records import linked_record

    if form not in (EchoFormat.TEXT, EchoFormat.JSON):
        raise typer.BadParameter("--sentences goes with --format text or json")
    with open_case(case, known_by=known_by, at=at) as opened:
        found = opened.copies(since=since, about=about)
    records = (linked_record(link) for one in found[:limit] for link in one.links)
    shape = RecordFormat.JSON if form is EchoFormat.JSON else RecordFormat.TEXT
    listed(len(found), limit, shape, records, (_copy_lines(one) for one in found[:limit]), "copies")


def _copy_lines(copying: "Copying") -> list[str]:
    from tocsin.brief.wording import copying_words

    words = [f"“{link.claim.claim.words}” {link.claim.claim.id[:8]}" for link in copying.links]
    more = [f"and {len(words) - _SENTENCES} more"] if len(words) > _SENTENCES else []
    return [copying_words(copying.copy, copying.original, len(words)), *words[:_SENTENCES], *more]


def _print(found: "Echo", form: EchoFormat) -> None:
    from tocsin.engine import echoing

    if form is EchoFormat.JSON:
        output.json_line(echoing.echo_record(found))
    elif form is EchoFormat.TEXT:
        _print_text(found)
    elif form is EchoFormat.CSV:
        output.csv_rows(echoing.edge_rows(found), columns=echoing.EDGE_COLUMNS)
    else:
        output.block(echoing.drawn(found, form.value))


def _print_text(found: "Echo") -> None:
    from tocsin.brief.echo_lines import burst_words, edge_words, group_words, narrative_words

    for one in found.narratives:
        output.line(f"{one.id}  {one.label}")
        output.line(f"    {narrative_words(one)}")
        if one.denials:
            output.line(f"    quoted to deny it: {', '.join(one.denials)}")
        for edge in found.edges:
            if edge.narrative == one.id:
                output.line(f"    {edge.source} → {edge.repeater}: {edge_words(edge)}")
                for copy in edge.copies[:_SHOWN]:
                    words = f"  “{copy.passages[0]}”" if copy.passages else ""
                    output.line(f"        {copy.source} → {copy.repeater}{words}")
        output.line("")
    for group in found.groups:
        output.line(f"together: {group_words(group)}")
    for burst in found.bursts:
        output.line(f"burst: {burst_words(burst)}")
    for pair in found.together or ():
        one_of, other_of = pair.documents
        output.line(f"same text: {pair.outlets[0]} ({one_of}), {pair.outlets[1]} ({other_of})")
    for note in found.notes:
        output.line(f"note: {note}")
    if not (found.narratives or found.bursts or found.groups or found.together):
        output.warn("nothing is repeated more often than chance would have it")

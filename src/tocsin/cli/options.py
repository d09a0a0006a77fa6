"""Options that several commands share."""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tocsin.model.factuality import Factuality
from tocsin.model.query import ClaimFilter


class ReadingFormat(StrEnum):
    """How `read` prints."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


class ListFormat(StrEnum):
    """How lists are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


class RecordFormat(StrEnum):
    """How one thing is printed."""

    TEXT = "text"
    JSON = "json"


def _language(text: str) -> str:
    from tocsin.lexicon.language import languages

    code = text.strip().lower().replace("_", "-").partition("-")[0]
    if code not in languages():
        raise typer.BadParameter(f"{text!r} is no language that Tocsin reads; known: {', '.join(languages())}")
    return code


def _columns(text: str) -> dict[str, str]:
    columns: dict[str, str] = {}
    for one in text.split(","):
        fact, sign, column = (part.strip() for part in one.partition("="))
        if not (fact and sign and column):
            raise typer.BadParameter(f"{one!r} names no column; write it as text=body,published=date")
        columns[fact] = column
    return columns


def given_day(text: str) -> date:
    """The day that an option names."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2026-03-02") from None


def _given_moment(text: str) -> datetime:
    """The moment (UTC) that an option names: a day means its end, a minute its beginning."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise typer.BadParameter(f"{text!r} is no moment; write it as 2026-03-02 or 2026-03-02T14:30") from None
        return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
    return datetime.combine(day, time.max)


Case = Annotated[
    str | None,
    typer.Option(
        "--case", metavar="CASE", show_default=False,
        help="The case: a file, or postgresql://user@host/database.  [default: TOCSIN_CASE, or tocsin.db in this folder]",
    ),
]  # fmt: skip
KnownBy = Annotated[
    datetime | None,
    typer.Option(
        "--known-by", parser=_given_moment, metavar="DATE[TIME]",
        help="Answer from what the case held at the end of a day (2026-03-02) or at a moment (2026-03-02T14:30), in UTC.",
    ),
]  # fmt: skip
At = Annotated[
    date | None,
    typer.Option("--at", parser=given_day, metavar="DATE", help="Answer from what had been published by this day."),
]
Published = Annotated[
    date | None,
    typer.Option(
        "--published", parser=given_day, metavar="DATE",
        help="Day of publication of documents that do not tell it themselves (2026-03-02). "
        "Without it “yesterday” has no date.",
    ),
]  # fmt: skip
Outlet = Annotated[str | None, typer.Option("--outlet", help="Who published documents that do not tell it themselves.")]
Language = Annotated[
    str | None,
    typer.Option(
        "--language", parser=_language, metavar="CODE",
        help="The language to read them as (en), whatever it seems to be.",
    ),
]  # fmt: skip
Columns = Annotated[
    dict[str, str] | None,
    typer.Option(
        "--columns", parser=_columns, metavar="FACT=COLUMN,…",
        help="Which column of a table, or field of a record, holds what: text=body,published=date. The facts are text, "
        "title, published, url, outlet, author, language, name; dates=dmy or dates=mdy says how 03/05/2026 is read. "
        "What is not given is guessed and shown.",
    ),
]  # fmt: skip
By = Annotated[
    str | None, typer.Option("--by", help="Who says so.  [default: the user who is logged in]", show_default=False)
]
Since = Annotated[
    date | None, typer.Option("--since", parser=given_day, metavar="DATE", help="Claims about a time from this day on.")
]
Until = Annotated[
    date | None, typer.Option("--until", parser=given_day, metavar="DATE", help="Claims about a time up to this day.")
]
CertaintyFilter = Annotated[
    list[Factuality] | None,
    typer.Option("--certainty", help="CT+ PR+ PS+ Uu PS- PR- CT-; may be given several times."),
]
SourceFilter = Annotated[str | None, typer.Option("--source", help="Somebody on whose word an answer must stand.")]
SpeakerFilter = Annotated[str | None, typer.Option("--speaker", help="Who must say it.")]
PlaceFilter = Annotated[str | None, typer.Option("--place", help="A place's name, or a country's two-letter code.")]
Paths = Annotated[
    list[Path],
    typer.Argument(
        help="Files (texts, pages, PDF, office files, mails, tables, archives, exports), folders, or - for standard input.",
        show_default=False,
    ),
]


Jobs = Annotated[
    int,
    typer.Option(
        "--jobs", min=1, max=512, metavar="N", help="The number of processes that read; the result is the same."
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="ADDRESS", show_default=False,
        help="Read on a Dask cluster, by the address of its scheduler (tcp://host:8786).",
    ),
]  # fmt: skip


def check_workers(jobs: int, cluster: str | None) -> None:
    """Refuse to read in several places at once."""
    if jobs > 1 and cluster is not None:
        raise typer.BadParameter("--jobs and --cluster exclude each other; give one of them")


Places = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, addresses of pages, feeds or sitemaps (https://…), or - for standard input.",
        show_default=False,
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Fetch addresses given here even if they lead into a private network."),
]


def check_period(since: date | None, until: date | None) -> None:
    """Refuse a period that ends before it begins."""
    if since is not None and until is not None and since > until:
        raise typer.BadParameter(f"--since {since} is after --until {until}")


def answering(
    source: str | None,
    speaker: str | None,
    place: str | None,
    since: date | None,
    until: date | None,
    certainty: list[Factuality] | None,
) -> ClaimFilter:
    """Which claims may answer a question, by the options that narrow them."""
    check_period(since, until)
    return ClaimFilter(
        speaker=speaker, source=source, place=place, since=since, until=until, certainty=tuple(certainty or ())
    )

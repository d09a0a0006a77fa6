"""`tocsin sources`: what is known of outlets and channels, and how far each can be relied on."""

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import At, By, Case, KnownBy, ListFormat
from tocsin.model.source import Reliability

if TYPE_CHECKING:
    from tocsin.engine.sources import KnownSource

sources = typer.Typer(help="List outlets, channels and other sources, and enter what is known of them.")

_SHOWN = (
    ("source", 5), ("claims", 2), ("country", 2), ("language", 2), ("owner", 4), ("reliability", 5), ("reason", 6),
    ("same_owner", 4),
)  # fmt: skip
_HISTORY = (("at", 3), ("what", 2), ("value", 6), ("by", 2), ("reason", 8))


def _code(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}|", text.strip()):
        raise typer.BadParameter(f"{text!r} is no code of two letters")
    return text.strip()


@sources.callback(invoke_without_command=True)
def list_(
    context: typer.Context,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    known_by: KnownBy = None,
    at: At = None,
    case: Case = None,
) -> None:
    """List the sources of the case, those of most claims first: home country, language, owner, grade and why."""
    if context.invoked_subcommand is not None:
        return
    from tocsin.engine.list_rows import SOURCES

    with open_case(case, known_by=known_by, at=at) as opened:
        rows = map(_row, opened.sources())
        if not output.listing(rows, form, csv_columns=SOURCES, table_columns=_SHOWN) and form is ListFormat.TABLE:
            output.warn("the case holds no claim, and nothing was entered of a source yet")


@sources.command("set")
def set_(
    name: Annotated[str, typer.Argument(help="The outlet, channel or person, as its claims write it.")],
    country: Annotated[
        str | None,
        typer.Option(parser=_code, metavar="CODE", help="Its home country (ISO 3166-1, as AT).", show_default=False),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            parser=_code, metavar="CODE", help="The language it publishes in (ISO 639-1, as de).", show_default=False
        ),
    ] = None,
    owner: Annotated[
        str | None,
        typer.Option(help="Who owns it, or whom it is affiliated with; '' takes it back.", show_default=False),
    ] = None,
    grade: Annotated[
        Reliability | None,
        typer.Option(case_sensitive=False, help="Its reliability, A to F; F takes a grade back.", show_default=False),
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Why; it is kept.", show_default=False)] = None,
    by: By = None,
    case: Case = None,
) -> None:
    """Enter what is known of a source. What is not given stays as it was; what was entered before is kept as history."""
    facts = {
        "country": country.upper() if country is not None else None,
        "language": language.lower() if language is not None else None,
        "owner": owner,
    }
    if grade is None and all(value is None for value in facts.values()):
        raise typer.BadParameter("say what is known: --country, --language, --owner or --grade")
    if not reason:
        raise typer.BadParameter("say why with --reason …; it is kept")
    with open_case(case) as opened:
        if any(value is not None for value in facts.values()):
            opened.record_source(name, reason=reason, by=by, **facts)
        if grade is not None:
            opened.grade(name, grade, reason=reason, by=by)
        rows = [_row(one) for one in opened.sources()]
        told = " ".join(name.split()).casefold()
        row = next((one for one in rows if one["source"].casefold() == told), None)
    if row is None:
        output.line(f"{name}: entered")
        return
    known = (row["country"], row["language"], row["owner"], row["reliability"])
    output.line(f"{row['source']}: {', '.join(one for one in known if one)}")
    if row["same_owner"]:
        output.line(f"the same owner: {row['same_owner']}")


@sources.command("show")
def show(
    name: Annotated[str, typer.Argument(help="The outlet, channel or person, as its claims write it.")],
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    known_by: KnownBy = None,
    case: Case = None,
) -> None:
    """List what was entered of a source so far, the oldest entry first. Moments are in UTC."""
    with open_case(case, known_by=known_by) as opened:
        rows: list[dict[str, Any]] = [
            {
                "at": grade.at.isoformat(), "what": "grade", "by": grade.by, "reason": grade.reason,
                "value": f"{grade.reliability.value}, {grade.reliability.words}",
            }
            for grade in opened.grades_of(name)
        ]  # fmt: skip
        for record in opened.source_records(name):
            known = (("country", record.country), ("language", record.language), ("owner", record.owner))
            value = ", ".join(f"{fact} {found}" for fact, found in known if found) or "nothing"
            rows.append(
                {
                    "at": record.at.isoformat(),
                    "what": "record",
                    "value": value,
                    "by": record.by,
                    "reason": record.reason,
                }
            )
    rows = [{**row, "at": row["at"][:19]} for row in sorted(rows, key=lambda row: str(row["at"]))]
    columns = [column for column, _ in _HISTORY]
    if not output.listing(rows, form, csv_columns=columns, table_columns=_HISTORY) and form is ListFormat.TABLE:
        output.warn(f"nothing was entered of “{name}” yet; tocsin sources set NAME --owner … --reason … enters it")


def _row(source: "KnownSource") -> dict[str, Any]:
    from tocsin.engine.list_rows import source_row

    return {**source_row(source), "reliability": f"{source.reliability.value}, {source.reliability.words}"}

"""`tocsin grade`: how reliable sources are, as an analyst grades them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import At, By, Case, KnownBy, ListFormat
from tocsin.model.source import Counting, Reliability

if TYPE_CHECKING:
    from tocsin.engine.case import Case as OpenCase
    from tocsin.model.source import Grade

_SHOWN = (("source", 6), ("claims", 2), ("reliability", 5), ("counts", 2), ("by", 2), ("reason", 6))
_COLUMNS = ("source", "claims", "grade", "words", "counts", "at", "by", "reason")


def grade(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="An outlet or a party, as its claims have it; without one, the sources of the case are listed.",
            show_default=False,
        ),
    ] = None,
    reliability: Annotated[
        Reliability | None,
        typer.Argument(
            metavar="A|B|C|D|E|F",
            help="completely, usually, fairly, not usually reliable, unreliable; F: cannot be judged.",
            show_default=False,
        ),
    ] = None,
    counts: Annotated[
        Counting | None,
        typer.Option(help="What its figures are: claims, or a minimum of what was seen.", show_default=False),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help="Why; it is kept with the grade.", show_default=False)
    ] = None,
    by: By = None,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    known_by: KnownBy = None,
    at: At = None,
    case: Case = None,
) -> None:
    """Grade how reliable a source is, list its grades so far, or list all sources with their grades.

    A source without a grade is an F, which counts neither for a source nor against it. A later grade takes the place of an
    earlier one; both are kept.
    """
    if reliability is None and (counts is not None or reason is not None):
        raise typer.BadParameter("a grade is a name and a letter: tocsin grade NAME B --reason …")
    if reliability is not None and reason is None:
        raise typer.BadParameter("say why with --reason …; it is kept with the grade")
    with open_case(case, known_by=known_by, at=at) as opened:
        if name is None:
            _list(opened, form)
        elif reliability is None or reason is None:
            shown = (("at", 3), *(one for one in _SHOWN if one[0] != "claims"))
            if not _print(map(_row, opened.grades_of(name)), form, shown):
                output.warn(f"“{name}” was never graded and so is an F; tocsin grade NAME B --reason … grades it")
        else:
            _print_entered(opened, opened.grade(name, reliability, counting=counts, reason=reason, by=by))


def _print_entered(opened: "OpenCase", entered: "Grade") -> None:
    from tocsin.text.folding import folded

    figures = f"; its figures are each a {entered.counting.value}" if entered.counting else ""
    output.line(f"{entered.name}: {entered.reliability.value}, {entered.reliability.words}{figures}")
    if not any(one.claims and folded(one.name) == folded(entered.name) for one in opened.sources()):
        output.warn(
            f"no claim of the case bears the name “{entered.name}” yet; `tocsin grade` lists the names they bear"
        )


def _list(opened: "OpenCase", form: ListFormat) -> None:
    rows = (
        {
            **(_row(source.grade) if source.grade else dict.fromkeys(_COLUMNS)), "source": source.name,
            "claims": source.claims, "grade": source.reliability.value, "words": source.reliability.words,
        }
        for source in opened.sources()
    )  # fmt: skip
    if not _print(rows, form, _SHOWN):
        output.warn("the case holds no claim, and nobody was graded yet")


def _print(rows: Iterable[dict[str, Any]], form: ListFormat, shown: Sequence[tuple[str, int]]) -> int:
    if form is ListFormat.TABLE:
        rows = ({**row, "reliability": f"{row['grade']}, {row['words']}"} for row in rows)
    return output.listing(rows, form, csv_columns=_COLUMNS, table_columns=shown)


def _row(given: "Grade") -> dict[str, Any]:
    return {
        "source": given.name, "claims": None, "grade": given.reliability.value, "words": given.reliability.words,
        "counts": given.counting.value if given.counting else None, "at": given.at.isoformat(timespec="seconds"),
        "by": given.by, "reason": given.reason,
    }  # fmt: skip

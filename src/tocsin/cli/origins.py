"""`tocsin origins`: whose word a proposition is, from how many independent sources, and what that makes of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.case import open_case
from tocsin.cli.options import Case, RecordFormat

if TYPE_CHECKING:
    from tocsin.model.estimate import Estimate

_COLUMNS = (
    ("id", 1),
    ("reports", 2),
    ("origins", 2),
    ("against", 2),
    ("probability", 6),
    ("credibility", 4),
    ("words", 12),
)


def origins(
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="The id of a claim, or the beginning of it; without one, what most origins say is listed.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, help="How many propositions at most; of one, how many origins and reports of each.")
    ] = 20,
    form: Annotated[
        RecordFormat, typer.Option("--format", help="text, or json: one object a line.")
    ] = RecordFormat.TEXT,
    case: Case = None,
) -> None:
    """Show whose word a claim is: its reports by independent origin, those against it, and how probable that leaves it.

    Reports that copy, forward or cite one another are one origin. What several claims say alike is one proposition; any of
    their ids finds it.
    """
    from tocsin.cli import output
    from tocsin.engine.records import estimate_record

    with open_case(case) as opened:
        found = opened.best_supported(limit=limit) if key is None else [opened.estimate(key)]
    if form is RecordFormat.JSON:
        for one in found:
            output.json_line(estimate_record(one))
    elif key is None:
        _print_table(found)
    else:
        _print_one(found[0], limit)


def _print_one(estimate: "Estimate", limit: int) -> None:
    from tocsin.brief.origin_tree import estimate_lines
    from tocsin.cli import output

    for line in estimate_lines(estimate, most=limit):
        output.line(line)


def _print_table(found: list["Estimate"]) -> None:
    from tocsin.brief.wording import SHORT, probability_words
    from tocsin.cli import output

    if not found:
        output.warn("no two claims of the case say the same; `tocsin origins ID` shows whose word a single one is")
        return
    output.table(
        _COLUMNS,
        (
            (
                one.proposition[:SHORT], one.reports, len(one.origins), len(one.against), probability_words(one),
                f"{one.credibility.value}, {one.credibility.words}", one.subject,
            )
            for one in found
        ),
    )  # fmt: skip

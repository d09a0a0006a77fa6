"""`tocsin origins`: whose word a proposition is, from how many independent sources, and what that makes of it."""

from typing import Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import At, Case, KnownBy, RecordFormat

_COLUMNS = (
    ("id", 1), ("reports", 2), ("origins", 2), ("against", 2), ("probability", 6), ("credibility", 4), ("words", 12),
)  # fmt: skip


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
    known_by: KnownBy = None,
    at: At = None,
    case: Case = None,
) -> None:
    """Show whose word a claim is: its reports by independent origin, those against it, and how probable that leaves it.

    Reports that copy, forward or cite one another are one origin. What several claims say alike is one proposition; any of
    their ids finds it.
    """
    from tocsin.brief.origin_tree import estimate_lines
    from tocsin.brief.wording import SHORT, probability_words
    from tocsin.engine.records import estimate_record

    with open_case(case, known_by=known_by, at=at) as opened:
        found = opened.best_supported(limit=limit) if key is None else [opened.estimate(key)]
        outlets = [
            report.outlet for one in found if key is not None for origin in (*one.origins, *one.against)
            for report in origin.reports if report.outlet
        ]  # fmt: skip
        one_owner = opened.one_owner(outlets)
    if form is RecordFormat.JSON:
        for one in found:
            output.json_line(estimate_record(one))
    elif key is not None:
        for line in estimate_lines(found[0], most=limit):
            output.line(line)
        for owner, names in one_owner:
            output.line(
                f"{', '.join(names)} belong to one owner, {owner}: that they agree is worth less than it seems."
            )
    elif found:
        rows = (
            (
                one.proposition[:SHORT], one.reports, one.witnesses_for, one.witnesses_against, probability_words(one),
                f"{one.credibility.value}, {one.credibility.words}", one.subject,
            )
            for one in found
        )  # fmt: skip
        output.table(_COLUMNS, rows)
    else:
        output.warn("no two claims of the case say the same; `tocsin origins ID` shows whose word a single one is")

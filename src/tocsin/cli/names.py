"""`tocsin names`: whether the two names of each pair can be one party's, without a case."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output

if TYPE_CHECKING:
    from tocsin.engine.naming import Named

_COLUMNS = (("pair", 1), ("one", 4), ("other", 4), ("match", 1), ("score", 1), ("reasons", 6))


class NamesFormat(StrEnum):
    """How verdicts on names are given."""

    TABLE = "table"
    JSON = "json"


def names(
    pairs: Annotated[
        Path,
        typer.Argument(
            metavar="PAIRS",
            help='A file of one pair a line, {"id", "kind": "person" or "company", "a": NAME, "b": NAME}, '
            "or - for standard input.",
            show_default=False,
        ),
    ],
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            metavar="NAMES",
            help='Compare all names of one file with all of this one, {"id", "kind", "name"} a line in both, and print the '
            "pairs that match.",
        ),
    ] = None,
    enough: Annotated[
        float,
        typer.Option(
            "--from",
            metavar="SCORE",
            min=0,
            max=1,
            help="Call it a match from this score on. Below .5 some part is another one; .44 lets a slip of the pen pass.",
        ),
    ] = 0.5,
    form: Annotated[
        NamesFormat, typer.Option("--format", help="A table, or one JSON object a line.")
    ] = NamesFormat.TABLE,
) -> None:
    """For each pair of names, print whether they can be one person's or one body's, a score from 0 to 1, and why.

    Names match where every part that both give agrees, across scripts, spellings, languages, order, initials and short
    forms. Another given name, patronymic, number, trade or direction is another party's, and a surname alone is not enough.
    The score of names that do not match is at most .5 and tells how alike they are written.
    A line that holds no pair is reported on standard error, the rest goes on, and the exit status is 1.
    """
    from tocsin.engine.naming import name_pairs, named_record, names_against

    failures = 0
    with output.problems() as problem:

        def compared() -> "Iterator[Named]":
            nonlocal failures
            stdin = getattr(sys.stdin, "buffer", None)
            if against is None:
                found = name_pairs(pairs, enough=enough, stdin=stdin)
            else:
                found = names_against(pairs, against, enough=enough, stdin=stdin)
            for one in found:
                if isinstance(one, Exception):
                    failures += 1
                    problem(one.name, str(one))
                else:
                    yield one

        if form is NamesFormat.JSON:
            for one in compared():
                output.json_line(named_record(one))
        else:
            output.table(_COLUMNS, map(_row, compared()))
    if failures:
        raise typer.Exit(1)


def _row(one: "Named") -> tuple[object, ...]:
    from tocsin.lexicon.wording import reason_words

    found = one.verdict
    reasons = "; ".join(map(reason_words, found.reasons))
    key = one.id if one.other_id is None else f"{one.id} {one.other_id}"
    return key, one.one, one.other, "yes" if found.match else "no", f"{found.score:.2f}", reasons

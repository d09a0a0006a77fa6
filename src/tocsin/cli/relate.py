"""`tocsin relate`: how the two claims of each pair stand to each other, without a case."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import output


def relate(
    pairs: Annotated[
        Path,
        typer.Argument(
            metavar="PAIRS",
            help='A file of one pair a line, {"id", "a": {"text", "before", "after", "outlet", "date"}, "b": …}, '
            "or - for standard input.",
            show_default=False,
        ),
    ],
) -> None:
    """For each pair of sentences, print the relation between their claims, and why.

    One object a line, in order: {"id", "label", "reasons"}. The label is echo, repeats, corroborates, contradicts, revises
    or part_of, or for what makes no link, related or unrelated. A line that holds no pair is reported on standard error, the
    rest goes on, and the exit status is 1.
    """
    from tocsin.cli.progress import progress
    from tocsin.engine.relating import relate_pairs, related_record

    failures = 0
    with progress("comparing") as tell, output.problems(partial(tell, "a line without a pair")) as problem:
        for one in relate_pairs(pairs, stdin=getattr(sys.stdin, "buffer", None)):
            if isinstance(one, Exception):
                failures += 1
                problem(one.name, str(one))
            else:
                output.json_line(related_record(one))
                tell(f"{one.id}: {one.finding.standing.value}", None)
    if failures:
        raise typer.Exit(1)

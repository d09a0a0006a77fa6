"""`tocsin remove` and `tocsin restore`: documents out of the case and back, with the reason kept."""

from typing import Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import Case

Key = Annotated[str, typer.Argument(metavar="ID", help="A document's name or id.", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", help="Why; it is kept.", show_default=False)]


def remove(key: Key, reason: Reason, case: Case = None) -> None:
    """Take a document and its claims out of the case. The record of it stays, and `restore` puts it back."""
    from tocsin.brief.wording import count_words

    with open_case(case) as opened:
        row = opened.remove(key, reason=reason)
    claims = count_words(row.claims, "claim")
    output.line(f"removed {row.name} with {claims}; `tocsin restore {row.name} --reason …` puts it back")


def restore(key: Key, reason: Reason, case: Case = None) -> None:
    """Put a removed document back into the case."""
    from tocsin.brief.wording import count_words

    with open_case(case) as opened:
        row = opened.restore(key, reason=reason)
    output.line(f"restored {row.name} with {count_words(row.claims, 'claim')}")

"""`tocsin link` and `tocsin unlink`: a person's rulings on two claims."""

from typing import Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import By, Case
from tocsin.model.link import Relation

_One = Annotated[str, typer.Argument(metavar="ID", help="A claim's id, or the beginning of it.", show_default=False)]
_Other = Annotated[str, typer.Argument(metavar="OTHER", help="The other claim's.", show_default=False)]
_Reason = Annotated[str, typer.Option("--reason", help="Why; it is kept with the ruling.", show_default=False)]


def link(
    one: _One,
    other: _Other,
    relation: Annotated[
        Relation, typer.Option("--as", help="What the first claim is to the other.", show_default=False)
    ],
    reason: _Reason,
    by: By = None,
    case: Case = None,
) -> None:
    """Set the relation of one claim to another, or confirm it; the ruling outlives a new reading of the documents."""
    with open_case(case) as opened:
        ruling = opened.rule_link(one, other, relation=relation, reason=reason, by=by)
    output.line(f"{ruling.claim[:8]} {relation.value} {ruling.other[:8]}, by {ruling.by}: {ruling.reason}")


def unlink(one: _One, other: _Other, reason: _Reason, by: By = None, case: Case = None) -> None:
    """Cut the link between two claims; `tocsin link` puts one back. Later readings of the documents do not bring it back."""
    with open_case(case) as opened:
        ruling = opened.rule_link(one, other, relation=None, reason=reason, by=by)
    output.line(f"no link between {ruling.claim[:8]} and {ruling.other[:8]}, by {ruling.by}: {ruling.reason}")

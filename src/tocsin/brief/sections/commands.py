"""The commands that list what a brief has no room for."""

import shlex

from tocsin.model.brief import Scope

ID = 8
"""Digits of a claim's id that a command needs."""


def documents_command() -> str:
    """Lists the documents."""
    return "tocsin documents"


def origins_command(claim: str | None = None) -> str:
    """Lists the propositions, or the reports of one of them."""
    return "tocsin origins" if claim is None else f"tocsin origins {claim[:ID]}"


def conflicts_command() -> str:
    """Lists the conflicts."""
    return "tocsin conflicts"


def changes_command(scope: Scope) -> str:
    """Lists the changes of the period."""
    return "tocsin changes" + (f" --since {scope.since.isoformat()}" if scope.since else "")


def echoes_command() -> str:
    """Lists what was copied."""
    return "tocsin echoes"


def sources_command() -> str:
    """Lists the sources with their grades."""
    return "tocsin grade"


def estimate_command(subject: str, measure: str | None, place: str | None) -> str:
    """FactKind a figure over time with all its accounts."""
    measured = ["--measure", measure] if measure else []
    return shlex.join(["tocsin", "estimate", subject, *measured, *(["--in", place] if place else [])])


def claims_command(scope: Scope, *options: str) -> str:
    """Lists claims of what the brief was asked to be about."""
    words = [*([scope.about] if scope.about else []), *(["--place", scope.place] if scope.place else [])]
    return shlex.join(["tocsin", "claims", *words, *options])


FIXED = frozenset(
    (
        "tocsin",
        "documents",
        "origins",
        "conflicts",
        "changes",
        "echoes",
        "grade",
        "claims",
        "estimate",
        "--measure",
        "--in",
        "--since",
        "--place",
        "--kind",
        "--certainty",
        "question",
        "Uu",
    )
)
"""All that may stand in these commands besides what was asked for and ids."""

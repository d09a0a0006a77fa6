"""Rules of sanctions as named, versioned sets; `rules.toml` holds them and the texts they are a reading of."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tocsin.errors import QueryError, shown
from tocsin.model.exposure import Listing, TieKind

_FILE = Path(__file__).parent / "rules.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One version of a rule; the fields are those of `rules.toml`.

    Attributes:
        name: What it is called.
        version: The day from which the version holds, as ISO 8601.
        lists: What the programme of a listing that counts begins with.
        need: How much must be owned, in per cent.
        more: Whether more than that is needed.
        together: Whether stakes of different persons add up.
        votes: The share of votes that must be exceeded; None where votes do not count.
        control: Whether control reaches.
        principal: Whether a nominee's stake is the principal's and not the nominee's; otherwise it may be either's.
        joint: Whether parties to a joint arrangement hold each other's stakes.
        does_for: The kinds of ties by which somebody is adjacent to an entity for which the thing is done.
        texts: The public texts that the rule is a reading of.
    """

    name: str
    version: str
    lists: tuple[str, ...]
    need: Decimal
    more: bool
    together: bool
    votes: Decimal | None
    control: bool
    principal: bool
    joint: bool
    does_for: frozenset[TieKind]
    texts: str

    def counts(self, listing: Listing) -> bool:
        """Whether a listing is of a list that the rule looks at."""
        return listing.program.startswith(self.lists)


def rule_on(name: str, on: date) -> Rule:
    """The version of a rule that holds on a day; before its first version, the first.

    Args:
        name: The rule, or a version of it, as in `eu@2018-05-04`, which is then taken for any day.
        on: The day.

    Raises:
        QueryError: There is no such rule or version.
    """
    plain, _, version = name.partition("@")
    versions = rules().get(plain)
    if versions is None:
        raise QueryError("the rule", f"there is no rule {shown(plain)!r}; known: {', '.join([*rules(), 'topics'])}")
    if version:
        for rule in versions:
            if rule.version == version:
                return rule
        known = ", ".join(rule.version for rule in versions)
        raise QueryError("the rule", f"{plain} has no version {shown(version)!r}; known: {known}")
    return max((rule for rule in versions if rule.version <= on.isoformat()), key=_version, default=versions[0])


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Every rule by its name, with its versions, oldest first."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: tuple(sorted(_read(name, versions), key=_version)) for name, versions in tables.items()}


def _version(rule: Rule) -> str:
    return rule.version


def _read(name: str, versions: Iterable[dict[str, Any]]) -> list[Rule]:
    return [
        Rule(
            name=name,
            version=table["version"],
            lists=tuple(table["lists"]),
            need=Decimal(table["need"]),
            more=table["more"],
            together=table["together"],
            votes=Decimal(table["votes"]) if "votes" in table else None,
            control=table.get("control", False),
            principal=table["nominee"] == "principal",
            joint=table.get("joint", False),
            does_for=frozenset(map(TieKind, table.get("does_for", ()))),
            texts=table["from"],
        )
        for table in versions
    ]

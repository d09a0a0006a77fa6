"""Cases of exposure in files to the statuses of their entities: lines in, results out, failures as values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from tocsin.engine.pairs import Row, opened, rows_of
from tocsin.engine.records import worded
from tocsin.errors import InputError
from tocsin.exposure.assess import assess
from tocsin.exposure.cases import Contradiction, check_stakes, read_case, read_topic_case
from tocsin.exposure.topics import topics_from
from tocsin.lexicon.wording import reason_words
from tocsin.model.exposure import NOTHING, Exposure, Network, Stake, Supposition

TOPICS = "topics"
_LONGEST = 250_000_000
"""Characters of a case: 300,000 ties take a fifth of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of cases that do not say it themselves; what is given here overrides what a case says."""

    rule: str | None = None
    on: date | None = None
    suppose: Supposition = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """A case by its id, with its statuses."""

    id: str | int
    network: Network
    exposure: Exposure


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A case of topics by its id, with the tags that go out from its seed."""

    id: str | int
    tags: tuple[tuple[str, str], ...]


def exposed(
    path: str | Path, asked: Asked, *, stdin: BinaryIO | None = None
) -> Iterator[Exposed | Tagged | InputError]:
    """Work out the cases of a JSON Lines file, in order; a case that contradicts itself comes as its error.

    Args:
        path: The file, or `-`.
        asked: The rule, the day and the supposition, for cases that do not say them.
        stdin: What `-` reads from.

    Raises:
        InputError: The file cannot be read.
    """
    with opened(path, stdin) as (stream, name):
        make = partial(_worked_out, asked=asked)
        yield from rows_of(stream, name=name, longest=_LONGEST, make=make, number=Decimal)


def _worked_out(row: Row, *, asked: Asked) -> Exposed | Tagged:
    try:
        if (asked.rule or row.data.get("rule")) == TOPICS:
            topics = read_topic_case(row.data)
            return Tagged(id=row.id, tags=tuple(topics_from(topics.seed, topics.topics, topics.ties)))
        case = read_case(row.data)
        rule, on = asked.rule or case.rule, asked.on or case.on or date.today()
        if rule is None:
            raise Contradiction("it names no rule; name one with --rule")
        check_stakes(case.network, on)
        suppose = Supposition(
            listed=(*case.suppose.listed, *asked.suppose.listed), freed=(*case.suppose.freed, *asked.suppose.freed)
        )
        return Exposed(id=row.id, network=case.network, exposure=assess(case.network, rule, on, suppose=suppose))
    except Contradiction as error:
        raise InputError(f"{row.where}, case {row.id}", str(error)) from error
    except InputError as error:
        raise InputError(f"{row.where}, case {row.id}", error.problem) from error


def exposure_record(found: Exposed) -> dict[str, Any]:
    """A case with its statuses as a JSON object."""
    exposure = found.exposure
    record: dict[str, Any] = {
        "schema": 1, "id": found.id, "rule": exposure.rule, "rule_version": exposure.version, "on": exposure.on.isoformat(),
        "entities": [
            {
                "entity": one.entity, "status": one.status.value,
                "certainty": one.certainty.value if one.certainty is not None else None,
                "weakest": one.weakest.value if one.weakest is not None else None,
                "share": _share(one.share), "path": list(one.path),
                "why": "; ".join(map(reason_words, one.reasons)), "reasons": worded(one.reasons),
                "unknown": [{"tie": unknown.tie, **worded(unknown.reason)} for unknown in one.unknowns],
            }
            for one in exposure.statuses
        ],
        "changes": None if exposure.changes is None else [
            {"entity": one.entity, "before": one.before.value, "after": one.after.value} for one in exposure.changes
        ],
        "would_settle": [
            {"tie": one.unknown.tie, **worded(one.unknown.reason), "least": one.least, "most": one.most}
            for one in exposure.settling
        ],
    }  # fmt: skip
    return record


def tags_record(found: Tagged) -> dict[str, Any]:
    """A case of topics as a JSON object."""
    return {"schema": 1, "id": found.id, "rule": TOPICS, "tags": [list(tag) for tag in found.tags]}


def _share(stake: Stake | None) -> list[float | int] | None:
    return None if stake is None else [_number(stake.low), _number(stake.high)]


def _number(value: Decimal) -> float | int:
    return int(value) if value == value.to_integral_value() else float(value)

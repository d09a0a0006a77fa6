"""Cases of exposure in files to the statuses of their entities: lines in, results out, failures as values."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import partial
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

from tocsin.collect.json_lines import lines_of
from tocsin.engine.listing import entries_of, kept_lists, listings_by_name
from tocsin.engine.pairs import Row, opened, rows_of
from tocsin.engine.records import worded
from tocsin.errors import InputError
from tocsin.exposure import ftm, table
from tocsin.exposure.assess import assess
from tocsin.exposure.cases import Contradiction, overfull, read_case, read_topic_case
from tocsin.exposure.drawing import path_svg
from tocsin.exposure.lists.kept import KeptLists
from tocsin.exposure.rules import rules
from tocsin.exposure.topics import topics_from
from tocsin.lexicon.wording import reason_words
from tocsin.model.exposure import NOTHING, Exposure, Network, Stake, Supposition, Tie

TOPICS = "topics"
_AHEAD = 1 << 16
"""Bytes by which it is told what a file is."""
_LONGEST = 250_000_000
"""Characters of a case: 300,000 ties take a fifth of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of cases that do not say it themselves; what is given here overrides what a case says.

    Attributes:
        rule: The rule, or a version of it.
        on: The day; by default that of the case, or today.
        suppose: What if.
        lists: Lists, as NAME or NAME@DATE, in which names are looked up.
        folder: Where the lists are kept.
        trust_names: Whether a name that matches one of a list is taken for certain.
    """

    rule: str | None = None
    on: date | None = None
    suppose: Supposition = NOTHING
    lists: tuple[str, ...] = ()
    folder: KeptLists = field(default_factory=kept_lists)
    trust_names: bool = False


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
    """Work out the cases of a file, in order; what contradicts itself comes as its error.

    A file of cases has one a line. A table of ties (CSV) and a FollowTheMoney file are one network: a row of it that cannot
    be used is left out, and the stakes in a company that are more than all of it are taken to be open.

    Args:
        path: The file, or `-`.
        asked: The rule, the day and the supposition, for what does not say them, and the lists to look up names in.
        stdin: What `-` reads from.

    Raises:
        InputError: The file cannot be read, or a list that is asked for is not kept.
    """
    with opened(path, stdin) as (stream, name):
        # Reads ahead to tell what the file is.
        buffered = BufferedReader(stream, _AHEAD)  # type: ignore[type-var]
        start = buffered.peek(_AHEAD).lstrip(b"\xef\xbb\xbf \t\r\n")
        line = start.partition(b"\n")[0]
        if line and not line.startswith((b"{", b"[")) and all(column.encode() in line for column in table.COLUMNS):
            text = TextIOWrapper(buffered, "utf-8-sig", errors="replace", newline="")
            yield from _network(table.read_network(text, name=name), asked, name=name)
        elif line.startswith(b"{") and b'"schema"' in line and b'"properties"' in line:
            rows = enumerate(lines_of(buffered, longest=_LONGEST), start=1)
            lines = ((f"{name} line {number}", row) for number, row in rows if row.strip())
            yield from _network(ftm.read_network(lines), asked, name=name)
        else:
            make = partial(_worked_out, asked=asked)
            yield from rows_of(buffered, name=name, longest=_LONGEST, make=make, number=Decimal)


def _network(found: Iterator[Network | Contradiction], asked: Asked, *, name: str) -> Iterator[Exposed | InputError]:
    try:
        for one in found:
            if isinstance(one, Contradiction):
                where, _, problem = str(one).partition(": ")
                yield InputError(where, problem)
                continue
            on = asked.on or date.today()
            contradicted: set[str] = set()
            for ties, problem in overfull(one, on):
                contradicted |= ties
                yield InputError(name, f"{problem}; they are taken to be open")
            ties_left = tuple(_opened(tie) if tie.id in contradicted else tie for tie in one.ties)
            network = replace(one, ties=ties_left)
            if asked.rule is None:
                raise Contradiction("the file names no rule; name one with --rule")
            yield exposed_network(network, asked, key=Path(name).stem, rule=asked.rule, on=on)
    except Contradiction as error:
        raise InputError(name, str(error)) from error


def _opened(tie: Tie) -> Tie:
    """A tie of which only what it is at most is taken to be so."""
    return replace(tie, stake=Stake(Decimal(0), tie.stake.high if tie.stake is not None else Decimal(100)))


def exposed_network(network: Network, asked: Asked, *, key: str, rule: str, on: date) -> Exposed:
    """The statuses of a network, with those whom the lists that are asked for name.

    Raises:
        InputError: A list is not kept, or there is no such rule.
    """
    if asked.lists:
        found = listings_by_name(network.entities, entries_of(asked.folder, asked.lists), trust=asked.trust_names)
        network = replace(network, listings=(*network.listings, *found))
    return Exposed(id=key, network=network, exposure=assess(network, rule, on, suppose=asked.suppose))


def _worked_out(row: Row, *, asked: Asked) -> Exposed | Tagged:
    try:
        if (asked.rule or row.data.get("rule")) == TOPICS:
            topics = read_topic_case(row.data)
            return Tagged(id=row.id, tags=tuple(topics_from(topics.seed, topics.topics, topics.ties)))
        case = read_case(row.data)
        rule, on = asked.rule or case.rule, asked.on or case.on or date.today()
        if rule is None:
            raise Contradiction("it names no rule; name one with --rule")
        for _, problem in overfull(case.network, on):
            raise Contradiction(problem)
        suppose = Supposition(
            listed=(*case.suppose.listed, *asked.suppose.listed), freed=(*case.suppose.freed, *asked.suppose.freed)
        )
        found = exposed_network(case.network, replace(asked, suppose=suppose), key="", rule=rule, on=on)
        return replace(found, id=row.id)
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


STATUS_COLUMNS = (
    "case", "rule", "rule_version", "on", "entity", "name", "status", "before", "certainty", "weakest", "share_low",
    "share_high", "path", "why", "unknown",
)  # fmt: skip


def status_rows(found: Exposed) -> Iterator[dict[str, Any]]:
    """A row an entity, for tables."""
    exposure = found.exposure
    names = {entity.id: entity.name for entity in found.network.entities}
    changed = {one.entity: one.before.value for one in exposure.changes or ()}
    for one in exposure.statuses:
        yield {
            "case": found.id, "rule": exposure.rule, "rule_version": exposure.version, "on": exposure.on.isoformat(),
            "entity": one.entity, "name": names[one.entity], "status": one.status.value,
            "before": changed.get(one.entity), "certainty": one.certainty.value if one.certainty is not None else None,
            "weakest": one.weakest.value if one.weakest is not None else None,
            "share_low": None if one.share is None else _number(one.share.low),
            "share_high": None if one.share is None else _number(one.share.high), "path": " ".join(one.path),
            "why": "; ".join(map(reason_words, one.reasons)),
            "unknown": "; ".join(reason_words(unknown.reason) for unknown in one.unknowns),
        }  # fmt: skip


def ftm_records(found: Exposed) -> Iterator[dict[str, Any]]:
    """The network as entities of FollowTheMoney, with the statuses in their notes."""
    rule = f"{found.exposure.rule} {found.exposure.version} on {found.exposure.on}"
    yield from ftm.objects_of(found.network, found.exposure.statuses, rule=rule)


def statement_records(found: Exposed) -> Iterator[dict[str, str]]:
    """The same as statements, one value of one property a row."""
    yield from ftm.statements_of(ftm_records(found), dataset=f"tocsin_{found.id}", seen=found.exposure.on.isoformat())


def drawn(found: Exposed, entity: str | None = None) -> str:
    """The ties of paths as SVG: of one entity, or of all that are reached or adjacent.

    Raises:
        QueryError: There is no such entity, or no path to draw.
    """
    return path_svg(found.network, found.exposure, entity)


def rule_names() -> list[str]:
    """The rules that there are readings of, by name."""
    return list(rules())

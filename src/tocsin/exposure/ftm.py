"""FollowTheMoney, as OpenSanctions publishes it: JSON lines of entities with schema and properties; read, and written.

Ownership, directorships, family, employment, representation and sanctions become ties and listings. What FollowTheMoney has
no schema for (votes, control, arrangements, what is done for somebody) is an `UnknownLink` whose `role` is the kind of the
tie. A tie that is not certain has its certainty as `status`, and the company that it is about as `summary`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from tocsin.errors import shown
from tocsin.exposure.cases import Contradiction, read_stake, read_term
from tocsin.model.exposure import Entity, EntityKind, EntityStatus, Listing, Network, Stake, Term, Tie, TieKind
from tocsin.model.factuality import Factuality

_COMPANIES = frozenset({"Company", "Organization", "LegalEntity", "PublicBody", "Asset"})
_ENDS = {
    "Ownership": ("owner", "asset"), "Directorship": ("director", "organization"), "Family": ("person", "relative"),
    "Employment": ("employer", "employee"), "UnknownLink": ("subject", "object"), "Representation": ("agent", "client"),
    "Associate": ("person", "associate"),
}  # fmt: skip
_TIES = {
    "Ownership": TieKind.OWNS, "Directorship": TieKind.DIRECTOR, "Family": TieKind.FAMILY, "Employment": TieKind.EMPLOYS,
}  # fmt: skip
_SCHEMATA = {kind: schema for schema, kind in _TIES.items()} | {TieKind.NOMINEE: "Representation"}
_SIDES = (
    ("US-", re.compile(r"\bofac\b|foreign assets control|\bus\b|united states", re.IGNORECASE)),
    ("EU-", re.compile(r"\beu\b|european union|european council|council of the eu", re.IGNORECASE)),
    ("UK-", re.compile(r"\bofsi\b|\bhmt?\b treasury|\bgb\b|\buk\b|united kingdom|fcdo", re.IGNORECASE)),
    ("UN-", re.compile(r"\bun\b|\bunsc\b|united nations", re.IGNORECASE)),
)
"""Whose list it is, by the words of its authority, country or programme."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_MORE = re.compile(r">|≥|more|over|at least", re.IGNORECASE)
_LESS = re.compile(r"<|≤|less|under|up to|at most", re.IGNORECASE)
_LEVELS = {value.value: value for value in Factuality}


@dataclass(frozen=True, slots=True)
class FtmObject:
    """An entity of a file: its id, its schema, and its properties, each with several values."""

    id: str
    schema: str
    properties: Mapping[str, tuple[str, ...]]

    def first(self, *names: str) -> str | None:
        """The first value of the first of some properties that has one."""
        return next((values[0] for name in names if (values := self.properties.get(name))), None)


def ftm_object(line: bytes | str) -> FtmObject:
    """The entity of a line.

    Raises:
        Contradiction: It is none.
    """
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Contradiction(f"this is not JSON: {str(error)[:80]}") from error
    if not isinstance(data, dict) or not isinstance(data.get("id"), str) or not isinstance(data.get("schema"), str):
        raise Contradiction('an entity must be an object with "id", "schema" and "properties"')
    properties = data.get("properties", {})
    if not isinstance(properties, dict) or not all(isinstance(values, list) for values in properties.values()):
        raise Contradiction(f'the entity {shown(data["id"])!r}: "properties" must hold a list for each name')
    # A nested entity stands for its id.
    plain = {
        name: tuple(str(one.get("id") if isinstance(one, dict) else one) for one in values)
        for name, values in properties.items()
    }
    if isinstance(data.get("caption"), str):
        plain.setdefault("name", (data["caption"],))
    return FtmObject(data["id"], data["schema"], plain)


def kind_of_schema(schema: str) -> EntityKind | None:
    """Whether a schema is of persons, of companies, or of neither."""
    if schema == "Person":
        return EntityKind.PERSON
    return EntityKind.COMPANY if schema in _COMPANIES else None


def side_of(sanction: FtmObject) -> str:
    """Whose list a sanction is of: the beginning of a programme's name; nothing where its words do not tell."""
    for name in ("program", "programId", "authority", "authorityId", "country", "sourceUrl"):
        for value in sanction.properties.get(name, ()):
            for side, words in _SIDES:
                if value.startswith(side) or words.search(value.replace("_", " ").replace("-", " ")):
                    return side
    return ""


def program_of(sanction: FtmObject) -> str:
    """The programme of a sanction, which begins with whose list it is."""
    side, program = side_of(sanction), sanction.first("program", "programId", "authority") or ""
    return program if side and program.startswith(side) else f"{side}{program}"


def read_network(lines: Iterable[tuple[str, bytes]]) -> Iterator[Network | Contradiction]:
    """The network of a file; each line that is not usable comes first as what is wrong with it.

    Args:
        lines: The lines, each with what to call it.

    Yields:
        The problems of lines, then the network of the rest.
    """
    objects: dict[str, FtmObject] = {}
    wheres: dict[str, str] = {}
    for where, line in lines:
        try:
            one = ftm_object(line)
            if one.id in objects:
                raise Contradiction(f"the entity {shown(one.id)!r} is there twice")
            objects[one.id] = one
            wheres[one.id] = where
        except Contradiction as error:
            yield Contradiction(f"{where}: {error}")
    entities = {
        one.id: Entity(
            id=one.id, kind=kind, name=one.first("name") or one.id,
            names=(*one.properties.get("name", ())[1:], *one.properties.get("alias", ())),
        )
        for one in objects.values() if (kind := kind_of_schema(one.schema)) is not None
    }  # fmt: skip
    ties: list[Tie] = []
    listings: list[Listing] = []
    for one in objects.values():
        try:
            if one.schema == "Sanction":
                listings.extend(_listings(one, entities))
            elif one.schema in _ENDS:
                ties.extend(_ties(one, entities))
        except Contradiction as error:
            yield Contradiction(f"{wheres[one.id]}: {error}")
    yield Network(entities=tuple(entities.values()), ties=tuple(ties), listings=tuple(listings))


def _term(one: FtmObject, where: str) -> Term:
    return read_term({"since": one.first("startDate"), "until": one.first("endDate")}, where)


def _listings(one: FtmObject, entities: Mapping[str, Entity]) -> Iterator[Listing]:
    where = f"the sanction {shown(one.id)!r}"
    since = one.first("startDate", "listingDate")
    term = read_term({"since": since, "until": one.first("endDate")}, where)
    for entity in one.properties.get("entity", ()):
        if entity not in entities:
            raise Contradiction(f"{where} names the entity {shown(entity)!r}, which is not there")
        yield Listing(entity=entity, program=program_of(one), term=term)


def _ties(one: FtmObject, entities: Mapping[str, Entity]) -> Iterator[Tie]:
    where = f"the tie {shown(one.id)!r}"
    kind = _TIES.get(one.schema)
    role = (one.first("role") or "").lower()
    if one.schema == "Representation" and "nominee" in role:
        kind = TieKind.NOMINEE
    elif one.schema == "UnknownLink" and role in tuple(TieKind):
        kind = TieKind(role)
    if kind is None:
        return
    ends = [one.properties.get(end, ()) for end in _ENDS[one.schema]]
    for end in (*ends[0], *ends[1]):
        if end not in entities:
            raise Contradiction(f"{where} names the entity {shown(end)!r}, which is not there")
    term, certainty = _term(one, where), _LEVELS.get(one.first("status") or "", Factuality.CERTAIN)
    stake = (
        share_in_words(one.first("percentage", "sharesValue"), where) if kind in (TieKind.OWNS, TieKind.VOTES) else None
    )
    within = one.first("summary") if kind in (TieKind.NOMINEE, TieKind.JOINT) else None
    number = 0
    for source in ends[0]:
        for target in ends[1]:
            number += 1
            yield Tie(
                id=one.id if number == 1 else f"{one.id}#{number}", source=source, target=target, kind=kind, stake=stake,
                term=term, certainty=certainty, within=within,
            )  # fmt: skip


def share_in_words(value: str | None, where: str) -> Stake | None:
    """A share as registers write it: “25”, “25 %”, “25-50”, “> 50 %”, “more than 25 up to 50”.

    Raises:
        Contradiction: It is below 0, above 100, or in no order.
    """
    if value is None:
        return None
    numbers = [number.replace(",", ".") for number in _NUMBER.findall(value)]
    if not numbers or "-" in value[:1]:
        try:
            Decimal(value)
        except InvalidOperation:
            return None
        return read_stake(value, where)
    if len(numbers) == 1 and _MORE.search(value):
        numbers.append("100")
    elif len(numbers) == 1 and _LESS.search(value):
        numbers.insert(0, "0")
    return read_stake(numbers[:2] if len(numbers) > 1 else numbers[0], where)


def objects_of(network: Network, statuses: Iterable[EntityStatus] = (), *, rule: str = "") -> Iterator[dict[str, Any]]:
    """A network as entities of FollowTheMoney, with what a rule gives each of them in its notes.

    Args:
        network: The network.
        statuses: The statuses of its entities.
        rule: The name and version of the rule.
    """
    notes = {one.entity: f"{rule}: {one.status.value}" for one in statuses}
    for entity in network.entities:
        properties: dict[str, list[str]] = {"name": [entity.name, *entity.names]}
        if entity.id in notes:
            properties["notes"] = [notes[entity.id]]
        schema = "Person" if entity.kind is EntityKind.PERSON else "Company"
        yield {"id": entity.id, "schema": schema, "caption": entity.name, "properties": properties}
    for tie in network.ties:
        yield _object_of(tie)
    for number, one in enumerate(network.listings, start=1):
        yield {
            "id": f"{one.entity}-listing-{number}", "schema": "Sanction",
            "properties": {"entity": [one.entity], "program": [one.program], **_dates(one.term)},
        }  # fmt: skip


def _object_of(tie: Tie) -> dict[str, Any]:
    schema = _SCHEMATA.get(tie.kind, "UnknownLink")
    one, other = _ENDS[schema]
    properties: dict[str, list[str]] = {one: [tie.source], other: [tie.target], **_dates(tie.term)}
    if tie.stake is not None:
        low, high = (f"{end.normalize():f}" for end in (tie.stake.low, tie.stake.high))
        properties["percentage"] = [low if low == high else f"{low}-{high}"]
    if schema in ("UnknownLink", "Representation"):
        properties["role"] = [tie.kind.value]
    if tie.certainty is not Factuality.CERTAIN:
        properties["status"] = [tie.certainty.value]
    if tie.within is not None:
        properties["summary"] = [tie.within]
    quoted = [passage.text for passage in tie.passages if passage.text]
    return {
        "id": tie.id, "schema": schema, "properties": properties | ({"description": quoted} if quoted else {}),
    }  # fmt: skip


def _dates(term: Term) -> dict[str, list[str]]:
    ends = {"startDate": term.since, "endDate": term.until}
    return {name: [str(end)] for name, end in ends.items() if end is not None}


def statements_of(objects: Iterable[dict[str, Any]], *, dataset: str, seen: str) -> Iterator[dict[str, str]]:
    """Entities as statements: one value of one property of one entity a row, with the dataset that says so.

    Args:
        objects: The entities.
        dataset: What the dataset is called.
        seen: The day on which it was so, ISO 8601.
    """
    for one in objects:
        for name, values in one["properties"].items():
            for value in values:
                yield {
                    "canonical_id": one["id"], "entity_id": one["id"], "schema": one["schema"], "prop": name, "value": value,
                    "dataset": dataset, "first_seen": seen, "last_seen": seen,
                }  # fmt: skip

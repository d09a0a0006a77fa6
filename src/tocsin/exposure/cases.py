"""A case of a JSON Lines file: entities, ties and listings, with the question asked of them; checked before it is used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from tocsin.errors import shown
from tocsin.exposure.topics import TopicTie
from tocsin.model.exposure import (
    NOTHING,
    Entity,
    EntityKind,
    Listing,
    Network,
    Stake,
    Supposition,
    Term,
    Tie,
    TieKind,
    VagueDay,
)
from tocsin.model.factuality import Factuality

_PLACES = 18
"""Decimal places of a share: sums of a million of them are still exact in 28 digits."""
_LONGEST_ID = 500
_ENTITIES = {kind.value: kind for kind in EntityKind}
_KINDS = {kind.value: kind for kind in TieKind}
_CERTAINTIES = {value.value: value for value in Factuality}


class Contradiction(ValueError):
    """A table that cannot be so; the message names the tie or entity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureCase:
    """What a line asks: who is reached by which rule on which day; what is None or empty is asked by options."""

    network: Network
    rule: str | None = None
    on: date | None = None
    suppose: Supposition = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCase:
    """What a line with the rule `topics` asks: which tags go out from one entity."""

    seed: str
    topics: Mapping[str, Sequence[str]]
    ties: Sequence[TopicTie]


def read_case(data: Mapping[str, Any]) -> ExposureCase:
    """Make a case of the object of a line.

    Raises:
        Contradiction: It is not what a case is, or contradicts itself.
    """
    entities = read_entities(_listed(data, "entities"))
    known = frozenset(entity.id for entity in entities)
    ties: dict[str, Tie] = {}
    for place, one in enumerate(_listed(data, "edges", "ties"), start=1):
        tie = read_tie(one, known, place)
        if tie.id in ties:
            raise Contradiction(f"the tie {shown(tie.id)!r} is there twice")
        ties[tie.id] = tie
    listings = tuple(read_listing(one, known) for one in _listed(data, "listed"))
    suppose = data.get("suppose") or {}
    if not isinstance(suppose, Mapping):
        raise Contradiction('"suppose" must be an object with "list" and "delist"')
    supposed = Supposition(listed=_ids(suppose, "list", known), freed=_ids(suppose, "delist", known))
    rule, on = data.get("rule"), data.get("on")
    if rule is not None and not isinstance(rule, str):
        raise Contradiction('"rule" must be the name of a rule')
    network = Network(entities=entities, ties=tuple(ties.values()), listings=listings)
    return ExposureCase(network=network, rule=rule, on=None if on is None else _day(on), suppose=supposed)


def read_topic_case(data: Mapping[str, Any]) -> TopicCase:
    """Make a case of topics of the object of a line.

    Raises:
        Contradiction: It is not what such a case is.
    """
    topics: dict[str, Sequence[str]] = {}
    for one in _listed(data, "entities"):
        entity, own = _id(one.get("id"), "an entity"), one.get("topics") or []
        if entity in topics:
            raise Contradiction(f"the entity {shown(entity)!r} is there twice")
        if not isinstance(own, list) or not all(isinstance(topic, str) for topic in own):
            raise Contradiction(f"the topics of {shown(entity)!r} must be a list of words")
        topics[entity] = own
    ties = []
    for one in _listed(data, "edges", "ties"):
        ends = [_id(one.get(end), f'the "{end}" of a tie') for end in ("from", "to")]
        for end in ends:
            if end not in topics:
                raise Contradiction(f"a tie names the entity {shown(end)!r}, which is not there")
        ties.append(TopicTie(ends[0], ends[1], str(one.get("schema")), bool(one.get("ended"))))
    seed = _id(data.get("seed"), "the seed")
    if seed not in topics:
        raise Contradiction(f"the seed {shown(seed)!r} is no entity of the case")
    return TopicCase(seed=seed, topics=topics, ties=ties)


def read_entities(rows: Iterable[Mapping[str, Any]]) -> tuple[Entity, ...]:
    """Entities with ids of their own.

    Raises:
        Contradiction: Two have one id, or something is no entity.
    """
    found: dict[str, Entity] = {}
    for one in rows:
        key = _id(one.get("id"), "an entity")
        if key in found:
            raise Contradiction(f"the entity {shown(key)!r} is there twice")
        kind = _ENTITIES.get(str(one.get("kind", "company")))
        if kind is None:
            raise Contradiction(f"the entity {shown(key)!r}: the kind must be {' or '.join(EntityKind)}")
        name = one.get("name")
        found[key] = Entity(id=key, kind=kind, name=name if isinstance(name, str) else key)
    return tuple(found.values())


def read_tie(one: Mapping[str, Any], known: frozenset[str], place: int) -> Tie:
    """A tie between known entities.

    Args:
        one: Its fields.
        known: The ids of the entities.
        place: Which of the ties it is, for one without an id.

    Raises:
        Contradiction: It names nobody who is known, its stake or its days are in no order, or its words are not known.
    """
    key = _id(one.get("id", f"tie {place}"), "a tie")
    where = f"the tie {shown(key)!r}"
    source, target, within = one.get("from"), one.get("to"), one.get("in")
    for end in (source, target, *((within,) if within is not None else ())):
        if not isinstance(end, str) or end not in known:
            raise Contradiction(f"{where} names the entity {shown(str(end))!r}, which is not there")
    kind = _KINDS.get(str(one.get("type")))
    if kind is None:
        raise Contradiction(f"{where}: no tie is called {shown(str(one.get('type')))!r}; known: {', '.join(TieKind)}")
    certainty = _CERTAINTIES.get(str(one.get("certainty", "CT+")))
    if certainty is None:
        raise Contradiction(f"{where}: the certainty must be one of {', '.join(Factuality)}")
    return Tie(
        id=key, source=str(source), target=str(target), kind=kind, stake=read_stake(one.get("share"), where),
        term=read_term(one, where), certainty=certainty, within=within,
    )  # fmt: skip


def read_listing(one: Mapping[str, Any], known: frozenset[str]) -> Listing:
    """A listing of a known entity.

    Raises:
        Contradiction: It names nobody who is known, or its days are in no order.
    """
    entity, program = one.get("entity"), one.get("program")
    if not isinstance(entity, str) or entity not in known:
        raise Contradiction(f"a listing names the entity {shown(str(entity))!r}, which is not there")
    if not isinstance(program, str) or not program:
        raise Contradiction(f"the listing of {shown(entity)!r} must name its programme")
    return Listing(entity=entity, program=program, term=read_term(one, f"the listing of {shown(entity)!r}"))


def read_stake(share: Any, where: str) -> Stake | None:
    """A share in per cent: null, a number, or the lowest and the highest.

    Raises:
        Contradiction: It is below 0, above 100, or the lowest is above the highest.
    """
    if share is None:
        return None
    ends = list(share) if isinstance(share, (list, tuple)) else [share, share]
    if len(ends) != 2:
        raise Contradiction(f"{where}: a share must be a number, or a low and a high one")
    low, high = (_percent(end, where) for end in ends)
    if low > high:
        raise Contradiction(f"{where}: its low share {low:f} is above its high share {high:f}")
    return Stake(low, high)


def read_term(one: Mapping[str, Any], where: str) -> Term:
    """How long something holds, by its fields `since` and `until`.

    Raises:
        Contradiction: They are no days, or it ends before it begins.
    """
    days: list[VagueDay | None] = []
    for end in ("since", "until"):
        text = one.get(end)
        try:
            days.append(None if text is None or text == "" else _vague_day(str(text)))
        except ValueError as error:
            raise Contradiction(f'{where}: its "{end}": {error}') from None
    since, until = days
    if since is not None and until is not None and since.earliest > until.latest:
        raise Contradiction(f"{where}: it begins ({since}) after it ends ({until})")
    return Term(since, until) if days != [None, None] else _ALWAYS


def overfull(network: Network, on: date) -> Iterator[tuple[frozenset[str], str]]:
    """The companies of which the sure stakes, or the sure votes, are more than all of it on a day.

    Yields:
        The ids of the ties, and what is wrong.
    """
    sums: dict[tuple[str, TieKind], Decimal] = defaultdict(Decimal)
    ties: dict[tuple[str, TieKind], list[str]] = defaultdict(list)
    for tie in network.ties:
        if tie.kind in (TieKind.OWNS, TieKind.VOTES) and tie.stake and tie.is_certain and tie.term.surely(on):
            sums[tie.target, tie.kind] += tie.stake.low
            ties[tie.target, tie.kind].append(tie.id)
    for (company, kind), total in sums.items():
        if total > 100:
            what = "stakes" if kind is TieKind.OWNS else "votes"
            several = ties[company, kind]
            named = ", ".join(several[:8])
            yield frozenset(several), f"the sure {what} in {shown(company)!r} are {total:f} % on {on} (ties {named})"


_ALWAYS = Term()
_vague_day = lru_cache(maxsize=10_000)(VagueDay.read)


def _percent(value: Any, where: str) -> Decimal:
    if type(value) is int and 0 <= value <= 100:
        return Decimal(value)
    try:
        if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
            raise InvalidOperation
        number = Decimal(str(value).strip().rstrip("%").strip())
    except InvalidOperation:
        raise Contradiction(f"{where}: {shown(str(value))!r} is no share in per cent") from None
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or not 0 <= number <= 100:
        raise Contradiction(f"{where}: a share of {shown(str(value))} % is not between 0 and 100")
    if exponent < -_PLACES:
        raise Contradiction(f"{where}: a share has at most {_PLACES} decimal places")
    return number


def _listed(data: Mapping[str, Any], *names: str) -> list[Mapping[str, Any]]:
    for name in names:
        if data.get(name) is not None:
            rows = data[name]
            if not isinstance(rows, list) or not all(isinstance(one, Mapping) for one in rows):
                raise Contradiction(f'"{name}" must be a list of objects')
            return rows
    return []


def _ids(data: Mapping[str, Any], name: str, known: frozenset[str]) -> tuple[str, ...]:
    ids = data.get(name) or []
    if not isinstance(ids, list):
        raise Contradiction(f'"{name}" must be a list of ids')
    for one in ids:
        if one not in known:
            raise Contradiction(f"the supposition names the entity {shown(str(one))!r}, which is not there")
    return tuple(ids)


def _id(value: Any, what: str) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value or len(value) > _LONGEST_ID:
        raise Contradiction(f"{what} must have an id of 1 to {_LONGEST_ID} characters")
    return value


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Contradiction(f'"on": {shown(str(value))!r} is no day; write it as 2026-03-02') from None

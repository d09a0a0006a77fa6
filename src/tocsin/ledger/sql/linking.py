"""The working side of linking: which claims are still to be linked, which may stand in a relation, and what was found."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, or_, select, text

from tocsin.ledger.assembly import SAME
from tocsin.ledger.port import BATCH_CLAIMS, BATCH_READINGS, COMMON, LATEST
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.connected import Connected
from tocsin.ledger.sql.grouping import heads, join, regroup
from tocsin.ledger.sql.history import end_each
from tocsin.ledger.sql.inserting import insert_all
from tocsin.ledger.sql.links import ruled_link
from tocsin.ledger.sql.reports import current_claims, current_rows, portions, report, rows_by_id, rows_where
from tocsin.model.link import OPENING, Link, Linkable, LinkingResult, LinkRuling, Relation, opening
from tocsin.model.record import dump, from_json

_ONE_ORIGIN = [relation for relation in Relation if relation.is_one_origin]
"""What makes two claims one origin's word."""
_KEYS = 100
"""Keys that are looked up in one query; SQLite joins at most 500."""
_LAST = text(
    " union all ".join(
        f"select * from (select key, claim from link_key where key = :key{number} order by claim desc limit {LATEST})"
        f" as last{number}"
        for number in range(_KEYS)
    )
)

_OFTEN = text(
    " union all ".join(
        f"select cast(:key{number} as bigint) as key, (select count(*) from (select claim from link_key"
        f" where key = :key{number} limit {COMMON}) as some{number}) as often"
        for number in range(_KEYS)
    )
)


class Linking(Connected):
    """What is to be linked, by row numbers; links are entered a batch at a time, each batch whole or not at all."""

    def unlinked(self) -> int:
        with self._reading() as connection:
            return sum(count for _, count in _unlinked(connection))

    def unlinked_batch(self, *, after: int = 0) -> tuple[list[int], list[Linkable]]:
        with self._reading() as connection:
            readings, claims = [], 0
            for number, count in _unlinked(connection, after=after, most=BATCH_READINGS):
                readings.append(number)
                claims += count
                if claims >= BATCH_CLAIMS:
                    break
            return readings, _linkables(connection, tables.claim.c.reading, readings)

    def linkable(self, rows: Iterable[int]) -> list[Linkable]:
        with self._reading() as connection:
            return _linkables(connection, tables.claim.c.row, rows)

    def proposition_ids_of_rows(self, rows: Iterable[int]) -> dict[int, str]:
        with self._reading() as connection:
            return {row: name for row, (_, name) in heads(connection, sorted(rows)).items()}

    def key_frequencies(self, keys: Collection[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        with self._reading() as connection:
            for start in range(0, len(keys), _KEYS):
                some = _named(list(keys)[start : start + _KEYS])
                found.update((key, often) for key, often in connection.execute(_OFTEN, some))
        return {key: found.get(key, 0) for key in keys}

    def most_frequent(self) -> int:
        with self._reading() as connection:
            return int(connection.scalar(select(tables.linking_state.c.most)) or 0)

    def latest_with(self, keys: Collection[int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {key: [] for key in keys}
        with self._reading() as connection:
            for start in range(0, len(found), _KEYS):
                for key, row in connection.execute(_LAST, _named(list(found)[start : start + _KEYS])):
                    found[key].append(row)
        return {key: rows[::-1] for key, rows in found.items()}

    def enter_links(self, result: LinkingResult, *, at: datetime) -> bool:
        with self._writing() as connection:
            done = select(tables.linking).where(tables.linking.c.reading.in_(result.readings))
            if connection.execute(done).first() is not None or not _all_stand(connection, result):
                return False
            keys = [{"key": key, "claim": claim} for claim, own in result.keys.items() for key in own]
            insert_all(connection, tables.link_key, keys, more="on conflict do nothing")
            rows: dict[tuple[int, int], dict[str, Any]] = {}
            for one in result.links:
                ends = result.rows[one.claim], result.rows[one.other]
                rows[ends] = {
                    "claim": ends[0], "other": ends[1], "relation": one.relation, "reasons": dump(tuple(one.reasons)),
                    "by": one.by, "since": at,
                }  # fmt: skip
            # Those of the batch's claims that nothing is compared with are among them.
            own_rows = select(tables.claim.c.row).where(tables.claim.c.reading.in_(result.readings))
            batch = set(connection.scalars(own_rows))
            _overrule(connection, rows, batch, at=at)
            same = [pair for pair, row in rows.items() if row["relation"] in SAME]
            ended = _end_others(connection, rows, batch, at=at)
            if rows:
                connection.execute(insert(tables.link), list(rows.values()))
            join(connection, same, at=at)
            if ended:
                regroup(connection, batch, at=at)
            if result.readings:
                connection.execute(insert(tables.linking), [{"reading": number} for number in result.readings])
            connection.execute(tables.unlinked.delete().where(tables.unlinked.c.reading.in_(result.readings)))
            if result.most > (connection.scalar(select(tables.linking_state.c.most)) or 0):
                connection.execute(tables.linking_state.delete())
                connection.execute(insert(tables.linking_state), {"most": result.most})
            return True

    def enter_copies(self, links: Sequence[Link], *, at: datetime) -> int:
        with self._writing() as connection:
            rows = rows_by_id(connection, (claim for one in links for claim in (one.claim, one.other)))
            ruled = {
                frozenset(pair)
                for pair in connection.execute(select(tables.link_ruling.c.claim, tables.link_ruling.c.other))
            }
            table = tables.link.c
            query = select(table.claim, table.other).where(table.relation.in_(_ONE_ORIGIN))
            known = {frozenset((row.claim, row.other)) for row in connection.execute(query)}
            found: dict[frozenset[int], dict[str, Any]] = {}
            for one in links:
                if one.claim in rows and one.other in rows and frozenset((one.claim, one.other)) not in ruled:
                    ends = frozenset((rows[one.claim], rows[one.other]))
                    if ends not in known:
                        found[ends] = {
                            "claim": rows[one.claim], "other": rows[one.other], "relation": one.relation,
                            "reasons": dump(tuple(one.reasons)), "by": one.by, "since": at,
                        }  # fmt: skip
            if found:
                connection.execute(insert(tables.link), list(found.values()))
            return len(found)


def forget(connection: Connection, rows: Sequence[int]) -> None:
    """Take out the keys of claims that a new reading took the place of, so that nothing is compared with them."""
    for portion in portions(rows):
        connection.execute(tables.link_key.delete().where(tables.link_key.c.claim.in_(portion)))


def link_anew(connection: Connection, reading: int, rows: Sequence[int]) -> None:
    """Leave a reading to be linked again, as to what was entered while it did not stand; until then its links stay."""
    connection.execute(tables.linking.delete().where(tables.linking.c.reading == reading))
    connection.execute(tables.unlinked.delete().where(tables.unlinked.c.reading == reading))
    connection.execute(insert(tables.unlinked), {"reading": reading})
    forget(connection, rows)


def _unlinked(connection: Connection, *, after: int = 0, most: int | None = None) -> list[tuple[int, int]]:
    """The current readings whose claims have not been linked, with how many claims they have.

    Args:
        connection: To the case.
        after: Only readings behind the one of this number.
        most: Only so many.
    """
    left, claim = tables.unlinked.c, tables.claim.c
    query = (
        select(left.reading, func.count(claim.row))
        .join(tables.current_reading, tables.current_reading.c.reading == left.reading)
        .join(tables.claim, claim.reading == left.reading, isouter=True)
        .where(left.reading > after).group_by(left.reading).order_by(left.reading).limit(most)
    )  # fmt: skip
    return list(connection.execute(query))


def _named(keys: Sequence[int]) -> dict[str, int | None]:
    """Some keys as the parameters of a query that takes _KEYS of them."""
    return {f"key{number}": key for number, key in enumerate([*keys, *[None] * (_KEYS - len(keys))])}


def _linkables(connection: Connection, column: Any, values: Iterable[int]) -> list[Linkable]:
    begins = func.substr(tables.reading.c.text, 1, OPENING).label("begins")
    query = current_claims().add_columns(tables.words.c.context, tables.reading.c.title, begins)
    return [
        Linkable(
            row=row.row,
            report=report(row),
            context=f"{row.context}\n{row.title or ''}".strip(),
            opening=opening(row.title, row.begins),
        )
        for row in sorted(rows_where(connection, query, column, values), key=lambda row: row.row)
    ]


def _all_stand(connection: Connection, result: LinkingResult) -> bool:
    """Whether the readings and the claims that links name are still the current ones."""
    current = select(func.count()).where(tables.current_reading.c.reading.in_(result.readings))
    if connection.execute(current).scalar_one() < len(result.readings):
        return False
    rows = {result.rows[claim] for link in result.links for claim in (link.claim, link.other)}
    query = current_rows().with_only_columns(func.count())
    there = (connection.execute(query.where(tables.claim.c.row.in_(some))).scalar_one() for some in portions(rows))
    return sum(there) == len(rows)


def _end_others(
    connection: Connection, rows: dict[tuple[int, int], dict[str, Any]], batch: set[int], *, at: datetime
) -> bool:
    """End the links of claims that are linked again, except those that were found again: these are taken out of the rows.

    Returns:
        Whether any was ended.
    """
    before: dict[int, Row[Any]] = {}
    for some in portions(sorted(batch)):
        either = or_(tables.link.c.claim.in_(some), tables.link.c.other.in_(some))
        before.update((row.number, row) for row in connection.execute(select(tables.link).where(either)))
    ended = set()
    for number, row in before.items():
        again = rows.get((row.claim, row.other))
        if again is not None and all(getattr(row, fact) == again[fact] for fact in ("relation", "reasons", "by")):
            del rows[row.claim, row.other]
        else:
            ended.add(number)
    end_each(connection, tables.link, tables.link.c.number, ended, until=at)
    return bool(ended)


def _overrule(
    connection: Connection, rows: dict[tuple[int, int], dict[str, Any]], batch: set[int], *, at: datetime
) -> None:
    """Replace the found links of the batch by a person's rulings; the last ruling on two claims counts."""
    last: dict[frozenset[str], LinkRuling] = {}
    for row in connection.execute(
        select(tables.link_ruling).order_by(tables.link_ruling.c.at, tables.link_ruling.c.number)
    ):
        last[frozenset((row.claim, row.other))] = from_json(LinkRuling, row._asdict())
    where = rows_by_id(connection, {claim for pair in last for claim in pair})
    for ruling in last.values():
        pair = (where.get(ruling.claim), where.get(ruling.other))
        if pair[0] is None or pair[1] is None or not batch & {pair[0], pair[1]}:
            continue
        rows.pop((pair[0], pair[1]), None)
        rows.pop((pair[1], pair[0]), None)
        if ruling.relation is not None:
            rows[pair[0], pair[1]] = ruled_link(ruling, pair[0], pair[1], since=at)

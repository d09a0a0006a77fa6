"""The tables by which pages of claims, parts of names and claims that are still to be linked are found quickly.

They say nothing that other tables do not say. A claim that is added gets its rows at once; where a whole case is entered,
what is missing is made from the other tables.
"""

from sqlalchemy import Connection, text

from tocsin.ledger.entries import NEVER
from tocsin.ledger.port import COMMON
from tocsin.ledger.sql import tables

DERIVED = (tables.listing, tables.name, tables.unlinked, tables.linking_state)


def complete(connection: Connection) -> None:
    """Enter the rows that are missing."""
    is_sqlite = connection.dialect.name == "sqlite"
    day = "cast(julianday({}) - 1721424.5 as integer)" if is_sqlite else "({} - date '0001-01-01' + 1)"
    published, earliest, latest = (day.format(one) for one in ("reading.published", "claim.earliest", "claim.latest"))
    undated = "claim.earliest is null and claim.latest is null"
    weight = "json_extract(claim.record, '$.weight')" if is_sqlite else "(claim.record::json ->> 'weight')::float"
    insert, again = ("insert or ignore", "") if is_sqlite else ("insert", "on conflict do nothing")
    connection.execute(text(f"""
        {insert} into listing (day, reading, position, claim, first, last, rank)
        select coalesce({published}, 0), claim.reading, coalesce(revised_claim.original, claim.row), claim.row,
          case when {undated} then {published} else coalesce({earliest}, 0) end,
          case when {undated} then {published} else coalesce({latest}, {NEVER}) end,
          -coalesce({weight}, 0)
        from claim join reading on reading.number = claim.reading
        left join revised_claim on revised_claim.claim = claim.row {again}
    """))  # fmt: skip
    connection.execute(text(f"""
        {insert} into name (part, folded) select 'party', folded from claim_party
        union select 'place', folded from place {again}
    """))  # fmt: skip
    connection.execute(text(f"""
        {insert} into unlinked (reading) select reading from current_reading
        where reading not in (select reading from linking) {again}
    """))  # fmt: skip
    connection.execute(tables.linking_state.delete())
    least = "min" if is_sqlite else "least"
    often = "select count(*) as often from link_key group by key"
    connection.execute(text(f"""
        insert into linking_state (most) select {least}({COMMON}, max(often)) from ({often}) as keys having max(often) > 0
    """))  # fmt: skip

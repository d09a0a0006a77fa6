"""Many claims at once: looked at before they are made into records, or with the propositions that they are in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tocsin.ledger import tables
from tocsin.ledger.filters import filtered
from tocsin.ledger.ledger import Ledger
from tocsin.ledger.links import _propositions, rows_by_id
from tocsin.ledger.standing import claims_in_rows, json_object, standing_claims
from tocsin.model.link import Proposition
from tocsin.model.query import ClaimFilter, LedgerClaim


def claims_where(
    ledger: Ledger, wanted: ClaimFilter, test: Callable[[Mapping[str, Any]], bool]
) -> Iterator[LedgerClaim]:
    """The claims that a filter asks for and a test lets pass, in the order they were entered.

    Args:
        ledger: The case.
        wanted: The filter; its words and its limit are not looked at.
        test: Is given the stored object of a claim, whose fields are those of `Claim`.

    Raises:
        CaseError: The case cannot be read.
    """
    query = filtered(standing_claims(), wanted).with_only_columns(tables.claim.c.row, tables.claim.c.record)
    with ledger._reading() as connection:
        rows = [row for row, record in connection.execute(query) if _passes(test, record)]
        found = claims_in_rows(connection, rows)
    yield from (found[row] for row in sorted(found))


def propositions_of(ledger: Ledger, claims: Sequence[str]) -> list[Proposition]:
    """The propositions that claims are in, by their ids, each once; in one go, which costs far less than one by one.

    Raises:
        CaseError: The case cannot be read.
    """
    with ledger._reading() as connection:
        rows = rows_by_id(connection, claims)
        return list(_propositions(connection, [rows[claim] for claim in claims if claim in rows]))


def _passes(test: Callable[[Mapping[str, Any]], bool], record: str) -> bool:
    plain = json_object(record)
    try:
        return test(plain)
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"no claim: {error!r}") from error

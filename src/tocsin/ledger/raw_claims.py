"""Claims that are looked at before they are made into records: most of a case is no answer to what is asked of it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tocsin.ledger import tables
from tocsin.ledger.filters import filtered
from tocsin.ledger.ledger import Ledger
from tocsin.ledger.standing import claims_in_rows, json_object, standing_claims
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
        rows = [row for row, record in connection.execute(query) if test(json_object(record))]
        found = claims_in_rows(connection, rows)
    yield from (found[row] for row in sorted(found))

"""Many claims at once, by their ids or their documents: a look at a whole period needs no query for each of them."""

from collections.abc import Iterable

from tocsin.ledger import tables
from tocsin.ledger.ledger import Ledger
from tocsin.ledger.links import rows_by_id
from tocsin.ledger.standing import claims_in_rows, ledger_claim, portions, standing_claims, texts_of
from tocsin.model.query import Report


def claims_of_documents(ledger: Ledger, documents: Iterable[str]) -> list[Report]:
    """The claims of documents, by their ids; those of each document stand together, in the order of the text.

    Raises:
        CaseError: The case cannot be read.
    """
    found: list[Report] = []
    with ledger.reading() as connection:
        for portion in portions(documents):
            query = standing_claims().where(tables.reading.c.document.in_(portion))
            rows = list(connection.execute(query.order_by(tables.reading.c.number, tables.claim.c.row)))
            texts = texts_of(connection, rows)
            found += (ledger_claim(row, texts) for row in rows)
    return found


def claims_by_id(ledger: Ledger, ids: Iterable[str]) -> dict[str, Report]:
    """The claims with these ids, as far as they stand.

    Raises:
        CaseError: The case cannot be read.
    """
    with ledger.reading() as connection:
        rows = rows_by_id(connection, ids).values()
        return {found.claim.id: found for found in claims_in_rows(connection, rows).values()}

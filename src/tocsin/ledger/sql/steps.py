"""Steps between versions of the schema that are the same in both databases; each database lists its own in order.

A step is never changed once a version has left with it.
"""

from sqlalchemy import Connection, text

from tocsin.ledger.sql import tables
from tocsin.ledger.sql.chain import FIRST_CHAINED, chain_all
from tocsin.ledger.sql.derived import DERIVED, complete


def m008_a_chain_of_hashes(connection: Connection) -> None:
    """The chain over evidence, judgements and assessments, with all that the case holds."""
    tables.chain.create(connection)
    chain_all(connection, *FIRST_CHAINED)


def m010_the_time_of_day(connection: Connection) -> None:
    """The time of day at which a document was published; nothing tells it of those that were read before."""
    connection.execute(text("alter table reading add column time VARCHAR"))


def make_tables_of_evidence(connection: Connection) -> None:
    """What both databases make in step 11, before each moves the bytes its own way."""
    names = ("evidence_bytes", "sighting", "visit", "source_record")
    tables.metadata.create_all(connection, [tables.metadata.tables[name] for name in names])


def m012_reviews(connection: Connection) -> None:
    """Reviews of claims and what follows from them; versions of standing questions, which are chained from now on."""
    made = (tables.review, tables.claim_out, tables.revised_claim, tables.EARLIER[tables.claim_out])
    tables.metadata.create_all(connection, [*made, tables.question_version])
    chain_all(connection, tables.standing_question, tables.removed_question)


def m013_advice(connection: Connection) -> None:
    """What choice files came to."""
    tables.advice.create(connection, checkfirst=True)


def m014_merged_cases(connection: Connection) -> None:
    """The table of cases that were merged into this one."""
    tables.merged_case.create(connection, checkfirst=True)


def m015_what_large_cases_need(connection: Connection) -> None:
    """Tables by which pages of claims, parts of names and claims that are still to be linked are found quickly."""
    tables.metadata.create_all(connection, list(DERIVED))
    complete(connection)


def m016_matrix_rulings(connection: Connection) -> None:
    """The table of analysts' own numbers for scenarios."""
    tables.matrix_ruling.create(connection, checkfirst=True)


def m017_what_is_known_of_names(connection: Connection) -> None:
    """Tables of how often names stand in a case, and of which names of persons match: filled when that is next needed."""
    made = (tables.name_count, tables.name_basis, tables.compared_name, tables.matching_name)
    tables.metadata.create_all(connection, list(made))


def m018_what_ties_names(connection: Connection) -> None:
    """Tables of what ties names to one another: filled when parties are next made."""
    tables.metadata.create_all(connection, [tables.tied_name, tables.tie_basis, tables.name_tie])
    for index in tables.matching_name.indexes:
        index.create(connection, checkfirst=True)

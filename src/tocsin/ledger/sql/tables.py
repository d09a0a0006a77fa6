"""The tables of a case."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

VERSION = 18
"""The version of these tables. What brings a case of an earlier one to it is in the folder of each database."""
metadata = MetaData()
_Key = String().with_variant(String(collation="C"), "postgresql")
"""A text that is looked up by its beginning: compared by its characters' numbers, whatever a database's language is."""

# What was found: the documents, whose ids are the SHA-256 of their bytes.
evidence = Table(
    "evidence", metadata,
    Column("document", _Key, primary_key=True),
    Column("media_type", String, nullable=False),
    Column("added", DateTime, nullable=False),
)  # fmt: skip

# Where the bytes of a document are: under their SHA-256 in the folder of evidence, or here where there is no such folder.
evidence_bytes = Table(
    "evidence_bytes", metadata,
    Column("document", ForeignKey("evidence.document"), primary_key=True),
    Column("digest", String, nullable=False),
    Column("raw", LargeBinary),
)  # fmt: skip

# Where and when a document was found, each time it was found at another place: only ever added to. `key` is the SHA-256 of
# the address, which may be too long to be looked up by.
sighting = Table(
    "sighting", metadata,
    Column("number", Integer, primary_key=True),
    Column("document", ForeignKey("evidence.document"), nullable=False, index=True),
    Column("key", String, nullable=False, index=True),
    Column("address", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("record", Text, nullable=False),
)  # fmt: skip

# How the last visit of each address went, by the SHA-256 of the address.
visit = Table(
    "visit", metadata,
    Column("key", String, primary_key=True),
    Column("record", Text, nullable=False),
)  # fmt: skip

# Every reading that was made of a document. A later one supersedes an earlier one, which stays.
reading = Table(
    "reading", metadata,
    Column("number", Integer, primary_key=True),
    Column("document", ForeignKey("evidence.document"), nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("reader", String, nullable=False),
    Column("name", String, nullable=False, index=True),
    Column("title", Text),
    Column("outlet", Text),
    Column("url", Text),
    Column("published", Date),
    Column("language", String),
    Column("text", Text, nullable=False),
    Column("record", Text, nullable=False),
    # As ISO 8601, with the offset from UTC where it is known: a column of moments would drop it.
    Column("time", String),
)  # fmt: skip

claim = Table(
    "claim", metadata,
    Column("row", Integer, primary_key=True),
    Column("id", _Key, nullable=False, index=True),
    Column("reading", ForeignKey("reading.number"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("factuality", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("record", Text, nullable=False),
    Index("claim_time", "earliest", "latest"),
)  # fmt: skip

# Whom a claim names: as speaker, source, actor, recipient or object. `folded` is the name without case and accents.
claim_party = Table(
    "claim_party", metadata,
    Column("claim", ForeignKey("claim.row"), nullable=False, index=True),
    Column("part", String, nullable=False),
    Column("folded", String, nullable=False, index=True),
    Column("name", String, nullable=False),
)  # fmt: skip

# What the figures of a claim count, in the forms that figures are compared by; "" where its reading did not store them.
figure = Table(
    "figure", metadata,
    Column("claim", ForeignKey("claim.row"), nullable=False, index=True),
    Column("counted", String, nullable=False, index=True),
)  # fmt: skip

place = Table(
    "place", metadata,
    Column("claim", ForeignKey("claim.row"), nullable=False, index=True),
    Column("folded", String, nullable=False, index=True),
    Column("country", String),
    Column("geonameid", Integer),
)  # fmt: skip


def _judgements(name: str, *columns: Column[Any]) -> Table:
    """A table of what people ruled, numbered, with when, by whom and why: only ever added to."""
    return Table(
        name, metadata, Column("number", Integer, primary_key=True), *columns,
        Column("at", DateTime, nullable=False), Column("by", String, nullable=False),
        Column("reason", Text, nullable=False),
    )  # fmt: skip


# Documents taken out of the case and put back.
ruling = _judgements(
    "ruling",
    Column("document", ForeignKey("evidence.document"), nullable=False, index=True),
    Column("action", String, nullable=False),
)

# Derived from `reading` and `ruling`: which reading of a document counts now. It can be made again from them.
current_reading = Table(
    "current_reading", metadata,
    Column("document", ForeignKey("evidence.document"), primary_key=True),
    Column("reading", ForeignKey("reading.number"), nullable=False, index=True),
    Column("since", DateTime, nullable=False),
)  # fmt: skip

# Documents that could not be read, each with its last problem, until a reading of it is entered. `key` is the document's id
# where that is known, else the name.
failed = Table(
    "failed", metadata,
    Column("key", String, primary_key=True),
    Column("name", String, nullable=False, index=True),
    Column("document", String),
    Column("problem", Text, nullable=False),
    Column("since", DateTime, nullable=False),
)  # fmt: skip

# Derived from the names in claims and the rulings on them: the parties of the case, in the order of the register.
party = Table(
    "party", metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("may_be", Text, nullable=False),
    Column("speaks_for", Text, nullable=False),
)  # fmt: skip

# The names of each party, the fullest first.
party_name = Table(
    "party_name", metadata,
    Column("number", Integer, primary_key=True),
    Column("folded", String, nullable=False, index=True),
    Column("party", ForeignKey("party.id"), nullable=False, index=True),
    Column("written", String, nullable=False),
    Column("script", String, nullable=False),
    Column("language", String),
    Column("claims", Integer, nullable=False),
    Column("kind", String),
)  # fmt: skip

# Who holds which post by what the text of a reading says: a list for each reading that was looked through.
posts = Table(
    "posts", metadata,
    Column("reading", ForeignKey("reading.number"), primary_key=True),
    Column("posts", Text, nullable=False),
)  # fmt: skip

# Which names and rulings the parties were made from: one row, or none as long as there are no parties.
party_basis = Table(
    "party_basis", metadata,
    Column("names", String, primary_key=True),
)  # fmt: skip

# Derived from the claims that `name_basis` tells: how often a name is written so in documents of one
# language (empty where it is not known), and the first row that has it. `outlet` is 1 where it is the name of an outlet.
name_count = Table(
    "name_count", metadata,
    Column("folded", String, primary_key=True),
    Column("written", String, primary_key=True),
    Column("language", String, primary_key=True),
    Column("outlet", Integer, primary_key=True, autoincrement=False),
    Column("claims", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# Up to which reading names are counted, and which of the claims up to it stood then, as JSON (`name_counts.py`): one row,
# or none.
name_basis = Table(
    "name_basis", metadata,
    Column("reading", Integer, primary_key=True, autoincrement=False),
    Column("gone", String, nullable=False),
)  # fmt: skip

# Names of persons of which every two were compared, by one version of what compares them, and what each is found by.
compared_name = Table(
    "compared_name", metadata,
    Column("name", String, primary_key=True),
    Column("comparer", String, nullable=False),
    Column("found_by", Text, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# Which of these match; `alike` is 1 where they are spellings of one name.
matching_name = Table(
    "matching_name", metadata,
    Column("name", String, primary_key=True),
    Column("other", String, primary_key=True, index=True),
    Column("alike", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# What ties the names of the case and the posts that its texts report to one another (`resolve/ties.py`). `node` is the
# folded name behind "n ", the post behind "p ", or what a name calls a person behind "c "; `told` is what its ties follow
# from, as JSON; `place` is that of a name in the order of the parties, none for one that only posts name; `called` is what
# it calls a person; `ties` are numbers, as JSON.
tied_name = Table(
    "tied_name", metadata,
    Column("node", String, primary_key=True),
    Column("told", Text, nullable=False),
    Column("place", BigInteger),
    Column("called", String, nullable=False),
    Column("ties", Text, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# Of which parties, as `party_basis` tells, and by what way of making them, ties are kept: one row, or none.
tie_basis = Table(
    "tie_basis", metadata,
    Column("names", String, primary_key=True),
    Column("by", String, nullable=False),
)  # fmt: skip

# Who has a tie; one that is not the node's any more may be among these.
name_tie = Table(
    "name_tie", metadata,
    Column("tie", BigInteger, primary_key=True, autoincrement=False),
    Column("node", String, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip

# Analysts' judgements that two names are one party's, or are not, everywhere or in some documents: the last on two counts.
party_ruling = _judgements(
    "party_ruling",
    Column("name", String, nullable=False),
    Column("other", String, nullable=False),
    Column("same", Integer),
    Column("documents", Text, nullable=False),
)

# Analysts' rulings on two claims, by their ids, so that they outlive a new reading: the last counts.
link_ruling = _judgements(
    "link_ruling",
    Column("claim", String, nullable=False, index=True),
    Column("other", String, nullable=False, index=True),
    Column("relation", String),
)

# Derived from the claims and the rulings on them: how two claims stand to each other, in the direction of the relation. A
# number is never given twice, for a link keeps it among the earlier ones.
link = Table(
    "link", metadata,
    Column("number", Integer, primary_key=True),
    Column("claim", ForeignKey("claim.row"), nullable=False, index=True),
    Column("other", ForeignKey("claim.row"), nullable=False, index=True),
    Column("relation", String, nullable=False, index=True),
    Column("reasons", Text, nullable=False),
    Column("by", String),
    Column("since", DateTime, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip

# Derived from the links: the claims that share a proposition with others. `proposition` is the id of the claim of it that
# was entered first, `first` the row it was entered in.
proposition = Table(
    "proposition", metadata,
    Column("claim", ForeignKey("claim.row"), primary_key=True),
    Column("proposition", String, nullable=False, index=True),
    Column("first", Integer, nullable=False),
    Column("since", DateTime, nullable=False),
)  # fmt: skip

# Derived from the claims: by what the claims that may stand in a relation find each other.
link_key = Table(
    "link_key", metadata,
    Column("key", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
    Column("claim", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# Derived from the claims, narrow enough to be gone through for a page: in which order they are listed, and what they are
# filtered by. Days are numbered as by `date.toordinal`; `day` is that of publication, 0 where it is not known. `first` and
# `last` are the days that a claim may be about, from 0 and to a day that never comes where they are open. A claim that was
# corrected has the `position` of the row in which it was read. The less a claim weighs, the higher is its `rank`.
listing = Table(
    "listing", metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("reading", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("claim", Integer, primary_key=True, autoincrement=False),
    Column("first", Integer),
    Column("last", Integer),
    Column("rank", Float, nullable=False),
    Index("listing_rank", "rank", "reading", "claim"),
    sqlite_with_rowid=False,
)  # fmt: skip

# Derived from the claims: the folded names of parties and places, each once, so that a part of a name is found quickly.
name = Table(
    "name", metadata,
    Column("part", String, primary_key=True),
    Column("folded", String, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip

# The readings whose claims are still to be linked, if they are current.
unlinked = Table(
    "unlinked", metadata, Column("reading", ForeignKey("reading.number"), primary_key=True, autoincrement=False)
)

# How many claims have the key that most have, at most COMMON: one row.
linking_state = Table("linking_state", metadata, Column("most", Integer, nullable=False))

# The readings whose claims have been linked.
linking = Table(
    "linking", metadata, Column("reading", ForeignKey("reading.number"), primary_key=True, autoincrement=False)
)

# Analysts' judgements on claims, by the claims' ids and passages, so that they outlive a new reading. `changes` holds the
# corrected fields of the claim's record; `undoes` is the number of the review that this one takes back.
review = _judgements(
    "review",
    Column("claim", _Key, nullable=False, index=True),
    Column("document", ForeignKey("evidence.document"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("judgement", String, nullable=False),
    Column("changes", Text, nullable=False),
    Column("undoes", Integer),
)

# Derived from the reviews: claims of a reading that do not stand although the reading does, and why.
claim_out = Table(
    "claim_out", metadata,
    Column("claim", ForeignKey("claim.row"), primary_key=True, autoincrement=False),
    Column("state", String, nullable=False),
    Column("since", DateTime, nullable=False),
)  # fmt: skip

# Derived from the reviews: claims that were entered as corrected, of which claim as it was read, and when. Only added to:
# one that no longer holds is in `claim_out`.
revised_claim = Table(
    "revised_claim", metadata,
    Column("claim", ForeignKey("claim.row"), primary_key=True, autoincrement=False),
    Column("original", ForeignKey("claim.row"), nullable=False, index=True),
    Column("since", DateTime, nullable=False),
)  # fmt: skip

# The grades that analysts give sources: the last of a name counts.
grade = _judgements(
    "grade",
    Column("name", String, nullable=False),
    Column("reliability", String, nullable=False),
    Column("counting", String),
)

# What analysts entered of outlets and channels: the last record of a name counts.
source_record = _judgements(
    "source_record",
    Column("name", String, nullable=False),
    Column("country", String),
    Column("language", String),
    Column("owner", String),
)

# Analysts' own numbers for the matrices of scenarios, as JSON: the last of an analyst on a scenario counts.
matrix_ruling = _judgements(
    "matrix_ruling",
    Column("scenario", String, nullable=False, index=True),
    Column("cells", Text, nullable=False),
)

# How scenarios stood, each time they were looked at: only ever added to. `at` is the moment it looks from, `entered` the
# moment it came into the case.
assessment = Table(
    "assessment", metadata,
    Column("number", Integer, primary_key=True),
    Column("scenario", String, nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("entered", DateTime, nullable=False),
    Column("rings", Integer, nullable=False),
    Column("record", Text, nullable=False),
)  # fmt: skip

# What choice files came to, each time they were worked out with the case: only ever added to.
advice = Table(
    "advice", metadata,
    Column("number", Integer, primary_key=True),
    Column("choice", String, nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("entered", DateTime, nullable=False),
    Column("record", Text, nullable=False),
)  # fmt: skip

# Other cases that were merged into this one: the head of the chain of each as it was then.
merged_case = _judgements(
    "merged_case",
    Column("name", String, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("head", String, nullable=False),
)

# The chain of hashes over evidence, judgements, questions and assessments, so that a change past Tocsin is found: only ever
# added to.
chain = Table(
    "chain", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("ref", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("hash", String, nullable=False),
)  # fmt: skip

# Questions that are asked again and again; a number is never used twice.
standing_question = Table(
    "standing_question", metadata,
    Column("number", Integer, primary_key=True),
    Column("question", Text, nullable=False),
    Column("wanted", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("by", String, nullable=False),
)  # fmt: skip

# How they are asked since: a question keeps its number when its words or its filter change; the last version counts.
question_version = Table(
    "question_version", metadata,
    Column("number", Integer, primary_key=True),
    Column("of", ForeignKey("standing_question.number"), nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("wanted", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("by", String, nullable=False),
)  # fmt: skip

# Those of them that are asked no longer.
removed_question = Table(
    "removed_question", metadata,
    Column("question", ForeignKey("standing_question.number"), primary_key=True, autoincrement=False),
    Column("at", DateTime, nullable=False),
    Column("by", String, nullable=False),
)  # fmt: skip

# What they were answered, each time they were run: only ever added to.
question_run = Table(
    "question_run", metadata,
    Column("number", Integer, primary_key=True),
    Column("question", ForeignKey("standing_question.number"), nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("record", Text, nullable=False),
)  # fmt: skip

# Derived from the claims: what each is found by besides its words, in one byte a number, by the model that made it. Those of
# a model are entered in the order of the rows.
vector = Table(
    "vector", metadata,
    Column("model", String, primary_key=True),
    Column("claim", ForeignKey("claim.row"), primary_key=True, autoincrement=False),
    Column("vector", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip


def _earlier(table: Table, *indexed: str) -> Table:
    """A table of the rows that a derived table held before, each with the moment until which it held it."""
    columns = [Column(one.name, one.type, nullable=one.nullable) for one in table.columns if one.name != "number"]
    return Table(
        f"earlier_{table.name}", metadata, Column("number", Integer, primary_key=True), *columns,
        Column("until", DateTime, nullable=False),
        *(Index(f"ix_earlier_{table.name}_{name}", name) for name in indexed),
    )  # fmt: skip


# A row of a derived table moves here when it no longer holds, so that what the case held on an earlier day can be told
# while queries of what it holds now are not slowed down.
EARLIER = {
    current_reading: _earlier(current_reading, "document", "reading"),
    link: _earlier(link, "claim", "other"),
    proposition: _earlier(proposition, "claim", "proposition"),
    failed: _earlier(failed, "key"),
    claim_out: _earlier(claim_out, "claim"),
}

# What claims are found by: an index of words, which each database makes in its own way. Its rows are those of the claims.
words = Table(
    "words", MetaData(),
    Column("rowid", Integer, primary_key=True),
    Column("claim", Text),
    Column("sentence", Text),
    Column("context", Text),
    Column("parties", Text),
    Column("title", Text),
)  # fmt: skip

"""The tables of a case."""

from sqlalchemy import (
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

metadata = MetaData()

# What was found, byte for byte. A document's id is the SHA-256 of these bytes.
evidence = Table(
    "evidence", metadata,
    Column("document", String, primary_key=True),
    Column("raw", LargeBinary, nullable=False),
    Column("media_type", String, nullable=False),
    Column("added", DateTime, nullable=False),
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
)  # fmt: skip

claim = Table(
    "claim", metadata,
    Column("row", Integer, primary_key=True),
    Column("id", String, nullable=False, index=True),
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
party = Table(
    "party", metadata,
    Column("claim", ForeignKey("claim.row"), nullable=False, index=True),
    Column("part", String, nullable=False),
    Column("folded", String, nullable=False, index=True),
)  # fmt: skip

place = Table(
    "place", metadata,
    Column("claim", ForeignKey("claim.row"), nullable=False, index=True),
    Column("folded", String, nullable=False, index=True),
    Column("country", String),
    Column("geonameid", Integer),
)  # fmt: skip

# Documents taken out of the case and put back: only ever added to.
ruling = Table(
    "ruling", metadata,
    Column("number", Integer, primary_key=True),
    Column("document", ForeignKey("evidence.document"), nullable=False, index=True),
    Column("action", String, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("by", String, nullable=False),
    Column("reason", Text, nullable=False),
)  # fmt: skip

# Derived from `reading` and `ruling`: which reading of a document counts now. It can be made anew from them.
standing = Table(
    "standing", metadata,
    Column("document", ForeignKey("evidence.document"), primary_key=True),
    Column("reading", ForeignKey("reading.number"), nullable=False, index=True),
)  # fmt: skip

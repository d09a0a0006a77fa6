"""The index of words of a case in PostgreSQL: a tsvector for each claim, over stems, with a GIN index.

PostgreSQL's ranking knows nothing of how rare a word is, so each word's rank is weighed by its rarity in the case, as in BM25
(Robertson 1994).
"""

import math
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Boolean, ColumnElement, Connection, Float, func, literal, literal_column, select
from sqlalchemy.pool import Pool

from tocsin.ledger.phrases import around, phrases, plain_words, spellings
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.connected import COMMON_WORD, Found, rarest
from tocsin.ledger.sql.inserting import copy_in

SCHEMA = (
    "create text search dictionary tocsin_stem (template = snowball, language = english)",
    "create text search configuration tocsin (parser = default)",
    "alter text search configuration tocsin add mapping for"
    " asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart, int, uint, float,"
    " sfloat, version with tocsin_stem",
    "create table words (rowid integer primary key references claim (row), sentence text not null, context text not null,"
    " found tsvector not null)",
    "create index ix_words_found on words using gin (found)",
)
"""A dictionary without words that are passed over: a name may hold them."""
_LABELS = {"claim": "A", "sentence": "B", "parties": "C", "context": "D", "title": "D"}
_WEIGHTS = "{0.15, 0.4, 0.5, 1.0}"
"""How much a word counts where it is found: around the sentence, in the parties, the sentence, the claim."""
_CLAIM = "A"
_OWN = "ABC"
"""The claim, its sentence and its parties."""
_CONFIG: ColumnElement[Any] = literal_column("'tocsin'::regconfig")
_FOUND: ColumnElement[Any] = literal_column("words.found")
_LATEST = 500
"""Claims that a search by common words looks at, the latest."""
_COMMON = 20_000
"""Claims from which on a word is as common as any: more are not counted."""
_REMEMBERED = 20_000
"""Words of which it is remembered how often they stand in a case."""
_COMING = (
    "create temporary table if not exists words_coming (rowid integer, sentence text, context text, "
    + ", ".join(f"{name}_words text" for name in _LABELS)
    + ") on commit delete rows"
)
_COPY = f"copy words_coming (rowid, sentence, context, {', '.join(f'{name}_words' for name in _LABELS)}) from stdin"
_ENTER = (
    "insert into words (rowid, sentence, context, found) select rowid, sentence, context, "
    + " || ".join(f"setweight(to_tsvector('tocsin', {name}_words), '{label}')" for name, label in _LABELS.items())
    + " from words_coming"
)


class TsWords:
    """Claims found by a tsvector."""

    def __init__(self) -> None:
        self._counted: WeakKeyDictionary[Pool, dict[str, tuple[int, int]]] = WeakKeyDictionary()
        """Of each case that is open, in how many claims up to which row words stand: rows are only ever added."""

    def enter(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            connection.exec_driver_sql(_COMING)
            copy_in(connection, _COPY, (
                (row["rowid"], row["sentence"], row["context"], *(_bare(row[name]) for name in _LABELS)) for row in rows
            ))  # fmt: skip
            connection.exec_driver_sql(_ENTER)
            connection.exec_driver_sql("truncate words_coming")

    def all_of(self, words: str) -> Found | None:
        terms = [_term(phrase, _OWN) for phrase in phrases(words)]
        return (
            Found(_holds(" & ".join(map(_grouped, terms))), _rank(" & ".join(map(_grouped, terms)))) if terms else None
        )

    def having(self, said: Collection[tuple[str, ...]], beginnings: Collection[str]) -> ColumnElement[bool] | None:
        either = [
            " & ".join(_grouped(" | ".join(_term(one, _CLAIM) for one in spellings(word))) for word in words)
            for words in said
        ]
        for beginning in beginnings:
            either += [_term(one, f"*{_CLAIM}") for one in spellings(beginning)]
            either += [_term(one, _CLAIM) for one in around(beginning)]
        return _holds(" | ".join(map(_grouped, either))) if either else None

    def latest_of(self, connection: Connection, words: str) -> Found | None:
        found = self.all_of(words)
        if found is None:
            return None
        query = select(tables.words.c.rowid).where(found.matches).limit(1).offset(COMMON_WORD)
        if connection.scalar(query) is None:
            return None
        # An index of words knows no order: from the last claim back, each is looked at.
        latest = select(tables.words.c.rowid).where(found.matches).order_by(tables.words.c.rowid.desc()).limit(_LATEST)
        return Found(tables.words.c.rowid.in_(latest), found.fit)

    def any_of(self, connection: Connection, words: Sequence[str]) -> Found | None:
        terms = list(dict.fromkeys(_term(plain) for plain in map(plain_words, words) if plain))
        if not terms:
            return None
        entered = connection.execute(select(func.coalesce(func.max(tables.words.c.rowid), 0))).scalar_one()
        often = {term: self._often(connection, term, entered) for term in terms}
        fit: ColumnElement[float] = literal(0.0)
        for term, count in often.items():
            rarity = max(1e-6, math.log((entered - count + 0.5) / (count + 0.5)))
            fit = fit + literal(rarity) * _rank(term)
        there = sorted((term for term in terms if often[term]), key=often.__getitem__)
        if not there:
            return None
        rare = [term for term in there if often[term] <= COMMON_WORD]
        if not rare:
            together = _holds(" & ".join(map(_grouped, there)))
            if connection.scalar(select(tables.words.c.rowid).where(together).limit(1)) is not None:
                return Found(together, fit)
            rare = rarest({term: often[term] for term in there})
        return Found(_holds(" | ".join(map(_grouped, rare))), fit)

    def _often(self, connection: Connection, term: str, entered: int) -> int:
        """In how many claims up to the last one that was entered a word stands, as far as that tells how rare it is."""
        counted = self._counted.setdefault(connection.engine.pool, {})
        often, last = counted.get(term, (0, 0))
        if last < entered and often < _COMMON:
            having = select(tables.words.c.rowid).where(_holds(term), tables.words.c.rowid > last)
            some = having.limit(_COMMON - often).subquery()
            often += connection.execute(select(func.count()).select_from(some)).scalar_one()
            if len(counted) >= _REMEMBERED:
                counted.clear()
            counted[term] = often, entered
        return often


def _holds(expression: str) -> ColumnElement[bool]:
    return _FOUND.op("@@", return_type=Boolean())(func.to_tsquery(_CONFIG, expression))


def _rank(expression: str) -> ColumnElement[float]:
    weights: ColumnElement[Any] = literal_column(f"'{_WEIGHTS}'::real[]")
    return func.ts_rank(weights, _FOUND, func.to_tsquery(_CONFIG, expression), type_=Float())


def _grouped(term: str) -> str:
    return f"({term})"


def _term(phrase: str, labels: str = "") -> str:
    """A word, or words that follow on one another, as an expression of tsquery."""
    return " <-> ".join(f"{word}:{labels}" if labels else word for word in _bare(phrase).split())


def _bare(words: str) -> str:
    """The words of a text in lower case and without accents, each separated by a space."""
    plain = plain_words(words).lower()
    if plain.isascii():
        return plain
    parted = unicodedata.normalize("NFD", plain)
    return "".join(char for char in parted if not unicodedata.combining(char))

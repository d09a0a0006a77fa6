"""The index of words of a case file: an FTS5 table over stems."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, Float, literal_column

from tocsin.ledger.phrases import phrases, plain_words
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.connected import Found
from tocsin.ledger.sql.inserting import insert_all

TABLE = (
    "create virtual table words using fts5("
    "claim, sentence, context, parties, title, tokenize = 'porter unicode61 remove_diacritics 2')"
)
# How much a word counts where it is found: in the claim, its sentence, the sentences around, the parties, the title.
_FIT = "bm25(words, 4.0, 2.0, 0.7, 1.5, 0.5)"
"""FTS5 gives negative numbers: the lower, the better the fit."""


class FtsWords:
    """Claims found by FTS5 and ranked by BM25."""

    def enter(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        insert_all(connection, tables.words, rows)

    def all_of(self, words: str) -> Found | None:
        expression = " AND ".join(map(_phrase, phrases(words)))
        return _found("{claim sentence parties} : (" + expression + ")") if expression else None

    def any_of(self, connection: Connection, words: Sequence[str]) -> Found | None:
        expression = " OR ".join(_phrase(plain) for plain in map(plain_words, words) if plain)
        return _found(expression) if expression else None


def _found(expression: str) -> Found:
    index: ColumnElement[str] = literal_column("words")
    return Found(index.op("match", return_type=Boolean())(expression), -literal_column(_FIT, Float()))


def _phrase(plain: str) -> str:
    return f'"{plain}"'

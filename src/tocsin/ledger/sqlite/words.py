"""The index of words of a case file: an FTS5 table over stems."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, Float, and_, func, literal_column, select

from tocsin.ledger.phrases import around, phrases, plain_words, spellings
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.connected import COMMON_WORD, MOST_RANKED, Found, rarest
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

    def having(self, said: Collection[tuple[str, ...]], beginnings: Collection[str]) -> ColumnElement[bool] | None:
        either = [
            " AND ".join("(" + " OR ".join(map(_phrase, spellings(word))) + ")" for word in words) for words in said
        ]
        for beginning in beginnings:
            either += [f"{_phrase(one)} *" for one in spellings(beginning)]
            either += [_phrase(one) for one in around(beginning)]
        expression = " OR ".join(f"({one})" for one in either)
        return _found("{claim} : (" + expression + ")").matches if expression else None

    def latest_of(self, connection: Connection, words: str) -> Found | None:
        found = self.all_of(words)
        return None if found is None else self._latest(connection, found, most=COMMON_WORD)

    def any_of(self, connection: Connection, words: Sequence[str]) -> Found | None:
        said = list(dict.fromkeys(_phrase(plain) for plain in map(plain_words, words) if plain))
        often = {phrase: self._often(connection, phrase) for phrase in said}
        said = [phrase for phrase in said if often[phrase]]
        rare = [phrase for phrase in said if often[phrase] <= COMMON_WORD]
        if rare or not said:
            return _found(" OR ".join(rare)) if rare else None
        together = _found(" AND ".join(said))
        if connection.scalar(select(tables.words.c.rowid).where(together.matches).limit(1)) is not None:
            return together
        found = _found(" OR ".join(rarest({phrase: often[phrase] for phrase in said})))
        return self._latest(connection, found, most=MOST_RANKED) or found

    def _latest(self, connection: Connection, found: Found, *, most: int) -> Found | None:
        """Of the claims that are found the latest; None if there are no more than so many."""
        query = select(tables.words.c.rowid).where(found.matches).order_by(tables.words.c.rowid.desc())
        first = connection.scalar(query.limit(1).offset(most))
        return None if first is None else Found(and_(found.matches, tables.words.c.rowid > first), found.fit)

    def _often(self, connection: Connection, phrase: str) -> int:
        """In how many claims a phrase stands, as far as that tells how rare it is."""
        some = select(tables.words.c.rowid).where(_found(phrase).matches).limit(MOST_RANKED + 1).subquery()
        return int(connection.scalar(select(func.count()).select_from(some)) or 0)


def _found(expression: str) -> Found:
    index: ColumnElement[str] = literal_column("words")
    return Found(index.op("match", return_type=Boolean())(expression), -literal_column(_FIT, Float()))


def _phrase(plain: str) -> str:
    return f'"{plain}"'

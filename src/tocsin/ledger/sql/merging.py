"""Another case merged into this one: what it holds and this one does not, with its own times and judgements.

Both histories are kept. Documents that only the other case has come with the times at which it read, removed, linked and
reviewed them. Of a document that both have, which reading counted when follows from the readings and rulings of both. Links
between the two are found when the case is next linked; parties are made again.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from tocsin.ledger.entries import figure_rows, parties_text, party_rows, place_rows
from tocsin.ledger.port import Portable as AnyCase
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.chain import enter_chained
from tocsin.ledger.sql.derived import complete
from tocsin.ledger.sql.grouping import regroup
from tocsin.ledger.sql.history import end
from tocsin.ledger.sql.inserting import insert_all
from tocsin.ledger.sql.linking import link_anew
from tocsin.ledger.sql.portable import WORDS, Portable, row_of
from tocsin.ledger.sql.reviews import Reviews
from tocsin.model.claim import Claim
from tocsin.model.record import dump, load
from tocsin.model.standing import QuestionRun

_Rows = Mapping[str, list[dict[str, Any]]]
_ENTRIES = (
    tables.ruling, tables.party_ruling, tables.link_ruling, tables.grade, tables.source_record, tables.assessment,
    tables.advice, tables.sighting, tables.merged_case, tables.matrix_ruling,
)  # fmt: skip
"""What is entered as it is, if no entry says the very same; entries that name others by number follow by themselves."""
_NEEDED = frozenset((
    WORDS, "evidence", "evidence_bytes", "reading", "claim", "revised_claim", "claim_out", "earlier_claim_out",
    "current_reading", "earlier_current_reading", "link", "earlier_link", "proposition", "earlier_proposition", "review",
    "standing_question", "question_version", "removed_question", "question_run", "visit", "failed", "chain",
    *(table.name for table in _ENTRIES),
))  # fmt: skip


class Merging(Portable, Reviews):
    """Merging a case into this one."""

    def merge(self, other: AnyCase, *, name: str, at: datetime, by: str, reason: str) -> dict[str, int]:
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in other.stored_rows():
            if row.table in _NEEDED:
                rows[row.table].append(dict(row.values))
        with self._writing() as connection:
            made = _Merge(self, connection, rows, at=at)
            made.run()
            if made.entered:
                head = rows["chain"][-1] if rows["chain"] else {"number": 0, "hash": ""}
                enter_chained(connection, tables.merged_case, {
                    "name": name, "entries": head["number"], "head": head["hash"], "at": at, "by": by, "reason": reason,
                })  # fmt: skip
            return dict(made.entered)


class _Merge:
    """One merge, in its transaction."""

    def __init__(self, case: Merging, connection: Connection, rows: _Rows, *, at: datetime) -> None:
        self._case, self._connection, self._rows, self._at = case, connection, rows, at
        self.entered: dict[str, int] = defaultdict(int)
        self._readings: dict[int, int] = {}
        """The numbers of readings here by those in the other case."""
        self._claims: dict[int, int] = {}
        """The rows of claims here by those in the other case."""
        self._new: set[int] = set()
        """The readings that are new here, by their numbers here."""

    def run(self) -> None:
        before = self._documents()
        self._enter_documents()
        self._enter_readings()
        ruled = self._enter_entries()
        self._enter_questions()
        reviewed = self._enter_reviews()
        changed = {row["document"] for row in self._rows["reading"] if self._readings[row["number"]] in self._new}
        self._hold_as_there(changed - before)
        self._leave_out_as_there()
        for document in sorted((changed | ruled) & before):
            self._hold_again(document)
        self._copy_links()
        for document in sorted(changed | reviewed):
            self._case._apply_reviews(self._connection, document, at=self._at)
        regroup(self._connection, sorted(self._claims.values()), at=self._at)
        self._enter_kept()
        complete(self._connection)
        if self.entered:
            self._connection.execute(delete(tables.party_basis))

    def _documents(self) -> set[str]:
        return set(self._connection.scalars(select(tables.evidence.c.document)))

    def _enter_documents(self) -> None:
        there = self._documents()
        raw = {row["document"]: row for row in self._rows["evidence_bytes"]}
        for row in sorted(self._rows["evidence"], key=lambda one: (one["added"], one["document"])):
            if row["document"] in there:
                continue
            kept = self._case._with_bytes(raw[row["document"]])
            enter_chained(self._connection, tables.evidence, row, evidence=kept["digest"])
            self._connection.execute(insert(tables.evidence_bytes), kept)
            self.entered["documents"] += 1

    def _enter_readings(self) -> None:
        connection = self._connection
        own_claims: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for row in self._rows["claim"]:
            own_claims[row["reading"]].append(row)
        revised = {row["claim"]: row for row in self._rows["revised_claim"]}
        words = {row["rowid"]: row for row in self._rows[WORDS]}
        there: dict[str, dict[tuple[Any, ...], int]] = defaultdict(dict)
        documents = {row["document"] for row in self._rows["reading"]}
        for held in connection.execute(select(tables.reading)):
            if held.document in documents:
                there[held.document][row_of(tables.reading, held._asdict())] = held.number
        for row in self._rows["reading"]:
            number = there[row["document"]].get(row_of(tables.reading, row))
            if number is not None:
                self._readings[row["number"]] = number
                kept = connection.scalars(
                    select(tables.claim.c.row)
                    .outerjoin(tables.revised_claim, tables.revised_claim.c.claim == tables.claim.c.row)
                    .where(tables.claim.c.reading == number, tables.revised_claim.c.claim.is_(None))
                    .order_by(tables.claim.c.row)
                )
                read = (one["row"] for one in own_claims[row["number"]] if one["row"] not in revised)
                self._claims.update(zip(read, kept, strict=False))
                continue
            values = {key: value for key, value in row.items() if key != "number"}
            key = connection.execute(insert(tables.reading), values).inserted_primary_key
            assert key is not None
            self._readings[row["number"]] = key[0]
            self._new.add(key[0])
            self.entered["readings"] += 1
            self._enter_claims(own_claims[row["number"]], key[0], words, title=row["title"])
            for one in own_claims[row["number"]]:
                if one["row"] in revised:
                    entry = revised[one["row"]]
                    connection.execute(insert(tables.revised_claim), {
                        "claim": self._claims[one["row"]], "original": self._claims[entry["original"]],
                        "since": entry["since"],
                    })  # fmt: skip

    def _enter_claims(
        self, rows: list[dict[str, Any]], reading: int, words: Mapping[int, dict[str, Any]], *, title: str | None
    ) -> None:
        connection = self._connection
        first = int(connection.execute(select(func.coalesce(func.max(tables.claim.c.row), 0) + 1)).scalar_one())
        found = []
        for number, row in enumerate(rows, start=first):
            self._claims[row["row"]] = number
            claim = load(Claim, row["record"])
            connection.execute(insert(tables.claim), {**row, "row": number, "reading": reading})
            insert_all(connection, tables.claim_party, party_rows([claim], first=number))
            insert_all(connection, tables.figure, figure_rows([claim], first=number))
            insert_all(connection, tables.place, place_rows([claim], first=number))
            own = words[row["row"]]
            found.append({
                "rowid": number, "claim": claim.text, "sentence": own["sentence"], "context": own["context"],
                "parties": parties_text(claim), "title": title or "",
            })  # fmt: skip
        self._case._words.enter(connection, found)
        self.entered["claims"] += len(found)

    def _enter_entries(self) -> set[str]:
        """Enter judgements; the documents that rulings are on are given back."""
        ruled: set[str] = set()
        for table in _ENTRIES:
            there = {
                row_of(table, held._asdict()) for held in self._connection.execute(select(table))
            }  # fmt: skip
            for row in self._rows[table.name]:
                if row_of(table, row) in there:
                    continue
                self._enter(table, row)
                if table is tables.ruling:
                    ruled.add(row["document"])
        return ruled

    def _enter(self, table: Table, row: Mapping[str, Any], **changed: Any) -> Any:
        values = {key: value for key, value in row.items() if key != "number"}
        self.entered[table.name] += 1
        return enter_chained(self._connection, table, {**values, **changed})

    def _enter_reviews(self) -> set[str]:
        """Enter reviews, which may take back others by their numbers; the documents that they are on are given back."""
        table, numbers, reviewed = tables.review, dict[int, int](), set[str]()
        there = {
            row_of(table, held._asdict(), "undoes"): held.number for held in self._connection.execute(select(table))
        }
        for row in self._rows["review"]:
            held = there.get(row_of(table, row, "undoes"))
            if held is None:
                held = self._enter(table, row, undoes=numbers.get(row["undoes"]) if row["undoes"] else None)
                reviewed.add(row["document"])
            numbers[row["number"]] = held
        return reviewed

    def _enter_questions(self) -> None:
        """Enter standing questions with their versions, removals and runs, if none with the same words and time is there."""
        connection, numbers = self._connection, dict[int, int]()
        there = {
            row_of(tables.standing_question, held._asdict()): held.number
            for held in connection.execute(select(tables.standing_question))
        }
        for row in self._rows["standing_question"]:
            held = there.get(row_of(tables.standing_question, row))
            numbers[row["number"]] = self._enter(tables.standing_question, row) if held is None else held
        versions = {
            row_of(tables.question_version, held._asdict())
            for held in connection.execute(select(tables.question_version))
        }
        for row in self._rows["question_version"]:
            moved = {**row, "of": numbers[row["of"]]}
            if row_of(tables.question_version, moved) not in versions:
                self._enter(tables.question_version, moved)
        removed = set(connection.scalars(select(tables.removed_question.c.question)))
        for row in self._rows["removed_question"]:
            if numbers[row["question"]] not in removed:
                self._enter(tables.removed_question, {**row, "question": numbers[row["question"]]})
        runs = {(held.question, held.at) for held in connection.execute(select(tables.question_run))}
        for row in self._rows["question_run"]:
            number = numbers[row["question"]]
            if (number, row["at"]) not in runs:
                # A run names its question itself.
                record = dump(replace(load(QuestionRun, row["record"]), question=number))
                connection.execute(insert(tables.question_run), {"question": number, "at": row["at"], "record": record})
                self.entered["question_run"] += 1

    def _hold_as_there(self, documents: set[str]) -> None:
        """Let documents that only the other case had be held as they were held there."""
        for table in (tables.current_reading, tables.EARLIER[tables.current_reading]):
            for row in self._rows[table.name]:
                if row["document"] in documents:
                    self._copy(table, row, reading=self._readings[row["reading"]])

    def _leave_out_as_there(self) -> None:
        """Let claims of readings that are new here be out since when they were out there.

        A claim that was corrected twice comes with both corrections, of which the first must not stand again.
        """
        new = self._new_claims()
        for table in (tables.claim_out, tables.EARLIER[tables.claim_out]):
            for row in self._rows[table.name]:
                if row["claim"] in new:
                    self._copy(table, row, claim=self._claims[row["claim"]])

    def _new_claims(self) -> set[int]:
        """The claims of readings that are new here, by their rows in the other case."""
        return {row["row"] for row in self._rows["claim"] if self._readings[row["reading"]] in self._new}

    def _copy(self, table: Table, row: Mapping[str, Any], **changed: Any) -> None:
        values = {key: value for key, value in row.items() if key != "number"}
        self._connection.execute(insert(table), {**values, **changed})

    def _hold_again(self, document: str) -> None:
        """Work out again which reading of a document that both cases have counted when, by all readings and rulings on it."""
        connection, current = self._connection, tables.current_reading
        earlier = tables.EARLIER[current]
        readings = connection.execute(
            select(tables.reading.c.at, tables.reading.c.reader, tables.reading.c.number).where(
                tables.reading.c.document == document
            )
        )
        rulings = connection.execute(
            select(tables.ruling.c.at, tables.ruling.c.action).where(tables.ruling.c.document == document)
        )
        # Of two readings of one moment the same one comes last in either case, whatever numbers they have there.
        happened: list[tuple[datetime, str, int, str]] = [
            (at, reader, number, "read") for at, reader, number in readings
        ]
        happened += [(at, "", 0, action) for at, action in rulings]
        connection.execute(delete(current).where(current.c.document == document))
        connection.execute(delete(earlier).where(earlier.c.document == document))
        held: tuple[int, datetime] | None = None
        last, is_out = 0, False
        for at, _, number, what in sorted(happened):
            if held is not None:
                connection.execute(insert(earlier), {
                    "document": document, "reading": held[0], "since": held[1], "until": at,
                })  # fmt: skip
            last = number or last
            is_out = what == "removed" or (is_out and what == "read")
            held = None if is_out or not last else (last, at)
        if held is not None:
            connection.execute(insert(current), {"document": document, "reading": held[0], "since": held[1]})
            rows = connection.scalars(select(tables.claim.c.row).where(tables.claim.c.reading == held[0]))
            link_anew(connection, held[0], list(rows))

    def _copy_links(self) -> None:
        """Copy the links and propositions that the other case held of claims that are new here, with their times."""
        new = self._new_claims()
        link, earlier = tables.link, tables.EARLIER[tables.link]
        for row in (*self._rows[link.name], *self._rows[earlier.name]):
            ends = row["claim"], row["other"]
            if set(ends) <= self._claims.keys() and new & set(ends):
                values = {key: value for key, value in row.items() if key not in ("number", "until")}
                moved = {**values, "claim": self._claims[ends[0]], "other": self._claims[ends[1]]}
                key = self._connection.execute(insert(link), moved).inserted_primary_key
                assert key is not None
                if "until" in row:
                    # A link has one number, whether it holds or did before.
                    end(self._connection, link, link.c.number == key[0], until=row["until"])
        for table in (tables.proposition, tables.EARLIER[tables.proposition]):
            for row in self._rows[table.name]:
                if row["claim"] in new:
                    claim = self._claims[row["claim"]]
                    self._copy(table, row, claim=claim, first=self._claims.get(row["first"], claim))

    def _enter_kept(self) -> None:
        """Enter what is no judgement: the last visits to addresses, and documents that could not be read."""
        visits = set(self._connection.scalars(select(tables.visit.c.key)))
        for row in self._rows["visit"]:
            if row["key"] not in visits:
                self._connection.execute(insert(tables.visit), row)
                self.entered["visit"] += 1
        failed = set(self._connection.scalars(select(tables.failed.c.key)))
        held = self._documents()
        for row in self._rows["failed"]:
            if row["key"] not in failed and row["key"] not in held:
                self._connection.execute(insert(tables.failed), row)
                self.entered["failed"] += 1

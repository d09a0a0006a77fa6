"""Standing questions and what they were answered."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from tocsin.errors import NoSuchQuestion
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.chain import enter_chained
from tocsin.ledger.sql.connected import Connected
from tocsin.model.query import ClaimFilter
from tocsin.model.record import dump, load
from tocsin.model.standing import QuestionRun, StandingQuestion


class Questions(Connected):
    """Questions that are asked again and again."""

    def standing_questions(self) -> list[StandingQuestion]:
        with self._reading() as connection:
            return _standing(connection)

    def last_question_runs(self) -> dict[int, QuestionRun]:
        run = tables.question_run.c
        last = select(func.max(run.number)).group_by(run.question)
        with self._reading() as connection:
            rows = connection.execute(select(run.question, run.record).where(run.number.in_(last)))
            return {row.question: load(QuestionRun, row.record) for row in rows}

    def enter_standing_question(
        self, question: str, wanted: ClaimFilter, *, at: datetime, by: str
    ) -> tuple[StandingQuestion, bool]:
        with self._writing() as connection:
            for one in _standing(connection):
                if (one.question, one.wanted) == (question, wanted):
                    return one, False
            entered = {"question": question, "wanted": dump(wanted), "at": at, "by": by}
            number = enter_chained(connection, tables.standing_question, entered)
        return StandingQuestion(number=number, question=question, wanted=wanted, at=at, by=by), True

    def change_standing_question(
        self, number: int, question: str, wanted: ClaimFilter, *, at: datetime, by: str
    ) -> StandingQuestion:
        with self._writing() as connection:
            for one in _standing(connection):
                if one.number == number:
                    if (one.question, one.wanted) == (question, wanted):
                        return one
                    entered = {"of": number, "question": question, "wanted": dump(wanted), "at": at, "by": by}
                    enter_chained(connection, tables.question_version, entered)
                    return replace(one, question=question, wanted=wanted, at=at, by=by, version=one.version + 1)
        raise NoSuchQuestion(number)

    def remove_standing_question(self, number: int, *, at: datetime, by: str) -> StandingQuestion:
        with self._writing() as connection:
            for one in _standing(connection):
                if one.number == number:
                    enter_chained(connection, tables.removed_question, {"question": number, "at": at, "by": by})
                    return one
        raise NoSuchQuestion(number)

    def enter_question_run(self, run: QuestionRun) -> None:
        with self._writing() as connection:
            entered = {"question": run.question, "at": run.at, "record": dump(run)}
            connection.execute(insert(tables.question_run), entered)


def _standing(connection: Connection) -> list[StandingQuestion]:
    removed = select(tables.removed_question.c.question)
    query = select(tables.standing_question).where(tables.standing_question.c.number.not_in(removed))
    versions: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(
        select(tables.question_version).order_by(tables.question_version.c.at, tables.question_version.c.number)
    ):
        versions[row.of].append(row)
    found = []
    for row in connection.execute(query.order_by(tables.standing_question.c.number)):
        last = versions[row.number][-1] if row.number in versions else row
        found.append(
            StandingQuestion(
                number=row.number, question=last.question, wanted=load(ClaimFilter, last.wanted), at=last.at, by=last.by,
                version=1 + len(versions.get(row.number, ())),
            )
        )  # fmt: skip
    return found

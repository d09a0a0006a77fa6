"""Standing questions and what they were answered."""

from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from tocsin.errors import NoSuchQuestion
from tocsin.ledger.sql import tables
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
            entering = insert(tables.standing_question).values(entered).returning(tables.standing_question.c.number)
            number = connection.execute(entering).scalar_one()
        return StandingQuestion(number=number, question=question, wanted=wanted, at=at, by=by), True

    def remove_standing_question(self, number: int, *, at: datetime, by: str) -> StandingQuestion:
        with self._writing() as connection:
            for one in _standing(connection):
                if one.number == number:
                    connection.execute(insert(tables.removed_question), {"question": number, "at": at, "by": by})
                    return one
        raise NoSuchQuestion(number)

    def enter_question_run(self, run: QuestionRun) -> None:
        with self._writing() as connection:
            entered = {"question": run.question, "at": run.at, "record": dump(run)}
            connection.execute(insert(tables.question_run), entered)


def _standing(connection: Connection) -> list[StandingQuestion]:
    removed = select(tables.removed_question.c.question)
    query = select(tables.standing_question).where(tables.standing_question.c.number.not_in(removed))
    return [
        StandingQuestion(
            number=row.number, question=row.question, wanted=load(ClaimFilter, row.wanted), at=row.at, by=row.by
        )
        for row in connection.execute(query.order_by(tables.standing_question.c.number))
    ]

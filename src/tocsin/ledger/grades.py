"""What analysts laid down of sources."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Row, insert, select

from tocsin.errors import CaseError
from tocsin.ledger import tables
from tocsin.ledger.connections import Guard
from tocsin.model.source import Counting, Grade, Reliability
from tocsin.text.folding import folded


class Grades:
    """The grades of a case's sources; they are only ever added to."""

    def __init__(self, *, reading: Callable[[], Guard], writing: Callable[[], Guard]) -> None:
        self._reading, self._writing = reading, writing

    def enter(self, grade: Grade) -> None:
        """Enter a grade; it takes the place of an earlier one of the same name.

        Raises:
            CaseError: It names nobody, gives no reason, or the case cannot be written.
        """
        if not folded(grade.name):
            raise CaseError("a grade must name a source")
        if not grade.reason.strip():
            raise CaseError(f"{grade.name}: say why; the reason is kept with the grade")
        with self._writing() as connection:
            connection.execute(insert(tables.grade), {
                "name": grade.name, "reliability": grade.reliability.value,
                "counting": grade.counting.value if grade.counting else None,
                "at": grade.at, "by": grade.by, "reason": grade.reason,
            })  # fmt: skip

    def all(self) -> dict[str, Grade]:
        """The grade of each source that has one, by its folded name."""
        return {folded(grade.name): grade for grade in self.history()}

    def history(self) -> list[Grade]:
        """Every grade that was ever given, oldest first."""
        with self._reading() as connection:
            return [_grade(row) for row in connection.execute(select(tables.grade).order_by(tables.grade.c.number))]


def _grade(row: Row[Any]) -> Grade:
    return Grade(
        name=row.name, reliability=Reliability(row.reliability),
        counting=Counting(row.counting) if row.counting else None, at=row.at, by=row.by, reason=row.reason,
    )  # fmt: skip

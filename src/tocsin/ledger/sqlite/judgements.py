"""What analysts enter of sources, and how scenarios stood each time they were looked at: only ever added to."""

from typing import Any

from sqlalchemy import Row, insert, select

from tocsin.errors import CaseError
from tocsin.ledger.sqlite import tables
from tocsin.ledger.sqlite.connections import Connected
from tocsin.model.assessment import Assessment
from tocsin.model.record import dump, load
from tocsin.model.source import Counting, Grade, Reliability
from tocsin.text.folding import folded


class Judgements(Connected):
    """Grades of sources and assessments of scenarios."""

    def grades(self) -> dict[str, Grade]:
        return {folded(grade.name): grade for grade in self.grade_history()}

    def grade_history(self) -> list[Grade]:
        with self._reading() as connection:
            return [_grade(row) for row in connection.execute(select(tables.grade).order_by(tables.grade.c.number))]

    def enter_grade(self, grade: Grade) -> None:
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

    def assessments(self, scenario: str | None = None) -> list[Assessment]:
        query = select(tables.assessment).order_by(tables.assessment.c.number)
        if scenario is not None:
            query = query.filter_by(scenario=scenario)
        with self._reading() as connection:
            return [_assessment(row) for row in connection.execute(query)]

    def last_assessment(self, scenario: str) -> Assessment | None:
        query = select(tables.assessment).filter_by(scenario=scenario).order_by(tables.assessment.c.number.desc())
        with self._reading() as connection:
            row = connection.execute(query.limit(1)).first()
            return None if row is None else _assessment(row)

    def enter_assessment(self, assessment: Assessment) -> None:
        with self._writing() as connection:
            connection.execute(insert(tables.assessment), {
                "scenario": assessment.scenario, "at": assessment.at, "rings": int(assessment.rings),
                "record": dump(assessment),
            })  # fmt: skip


def _grade(row: Row[Any]) -> Grade:
    return Grade(
        name=row.name, reliability=Reliability(row.reliability),
        counting=Counting(row.counting) if row.counting else None, at=row.at, by=row.by, reason=row.reason,
    )  # fmt: skip


def _assessment(row: Row[Any]) -> Assessment:
    return load(Assessment, row.record)

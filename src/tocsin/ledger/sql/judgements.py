"""What analysts enter of sources, and how scenarios stood each time they were looked at: only ever added to."""

import json
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select

from tocsin.ledger.rulings import check_ruling
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.chain import enter_chained
from tocsin.ledger.sql.connected import Connected
from tocsin.model.advice import Advice
from tocsin.model.assessment import Assessment
from tocsin.model.matrix_ruling import Cell, MatrixRuling
from tocsin.model.record import dump, from_json, load, to_json
from tocsin.model.source import Grade, SourceRecord
from tocsin.text.folding import folded


class Judgements(Connected):
    """Grades and records of sources, assessments of scenarios and what analysts hold of them, and advice on choices."""

    def grades(self) -> dict[str, Grade]:
        return {folded(grade.name): grade for grade in self.grade_history()}

    def grade_history(self) -> list[Grade]:
        with self._reading() as connection:
            rows = connection.execute(select(tables.grade).order_by(tables.grade.c.number))
            return [from_json(Grade, row._asdict()) for row in rows]

    def enter_grade(self, grade: Grade) -> None:
        check_ruling(grade)
        with self._writing() as connection:
            enter_chained(connection, tables.grade, asdict(grade))

    def source_records(self) -> list[SourceRecord]:
        with self._reading() as connection:
            rows = connection.execute(select(tables.source_record).order_by(tables.source_record.c.number))
            return [from_json(SourceRecord, row._asdict()) for row in rows]

    def enter_source_record(self, record: SourceRecord) -> None:
        check_ruling(record)
        with self._writing() as connection:
            enter_chained(connection, tables.source_record, asdict(record))

    def matrix_rulings(self, scenario: str | None = None) -> list[MatrixRuling]:
        query = select(tables.matrix_ruling).order_by(tables.matrix_ruling.c.at, tables.matrix_ruling.c.number)
        if scenario is not None:
            query = query.filter_by(scenario=scenario)
        with self._reading() as connection:
            return [
                MatrixRuling(
                    scenario=row.scenario, cells=tuple(from_json(Cell, one) for one in json.loads(row.cells)),
                    at=row.at, by=row.by, reason=row.reason,
                )
                for row in connection.execute(query)
            ]  # fmt: skip

    def enter_matrix_ruling(self, ruling: MatrixRuling) -> None:
        check_ruling(ruling)
        with self._writing() as connection:
            enter_chained(connection, tables.matrix_ruling, {
                "scenario": ruling.scenario, "cells": json.dumps(to_json(ruling.cells), ensure_ascii=False),
                "at": ruling.at, "by": ruling.by, "reason": ruling.reason,
            })  # fmt: skip

    def assessments(self, scenario: str | None = None) -> list[Assessment]:
        query = select(tables.assessment).order_by(tables.assessment.c.number)
        if scenario is not None:
            query = query.filter_by(scenario=scenario)
        with self._reading() as connection:
            return [load(Assessment, row.record) for row in connection.execute(query)]

    def last_assessment(self, scenario: str) -> Assessment | None:
        query = select(tables.assessment).filter_by(scenario=scenario).order_by(tables.assessment.c.number.desc())
        with self._reading() as connection:
            row = connection.execute(query.limit(1)).first()
            return None if row is None else load(Assessment, row.record)

    def advices(self, choice: str | None = None) -> list[Advice]:
        query = select(tables.advice).order_by(tables.advice.c.entered, tables.advice.c.number)
        if choice is not None:
            query = query.filter_by(choice=choice)
        with self._reading() as connection:
            return [load(Advice, row.record) for row in connection.execute(query)]

    def enter_advice(self, advice: Advice, *, at: datetime) -> None:
        with self._writing() as connection:
            enter_chained(connection, tables.advice, {
                "choice": advice.choice, "at": advice.at, "entered": at, "record": dump(advice),
            })  # fmt: skip

    def enter_assessment(self, assessment: Assessment, *, at: datetime) -> None:
        with self._writing() as connection:
            enter_chained(connection, tables.assessment, {
                "scenario": assessment.scenario, "at": assessment.at, "entered": at, "rings": int(assessment.rings),
                "record": dump(assessment),
            })  # fmt: skip

"""How scenarios stood, each time they were looked at."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Row, insert, select

from tocsin.ledger import tables
from tocsin.ledger.connections import Guard
from tocsin.ledger.standing import json_object
from tocsin.model.assessment import Assessment
from tocsin.model.record import from_json, to_json


class Assessments:
    """The assessments of a case; they are only ever added to."""

    def __init__(self, *, reading: Callable[[], Guard], writing: Callable[[], Guard]) -> None:
        self._reading, self._writing = reading, writing

    def enter(self, assessment: Assessment) -> None:
        """Enter how a scenario stands.

        Raises:
            CaseError: The case cannot be written.
        """
        with self._writing() as connection:
            connection.execute(insert(tables.assessment), {
                "scenario": assessment.scenario, "at": assessment.at, "rings": int(assessment.rings),
                "record": json.dumps(to_json(assessment), ensure_ascii=False),
            })  # fmt: skip

    def last(self, scenario: str) -> Assessment | None:
        """The assessment of a scenario that was entered last, None if there is none."""
        query = select(tables.assessment).filter_by(scenario=scenario).order_by(tables.assessment.c.number.desc())
        with self._reading() as connection:
            row = connection.execute(query.limit(1)).first()
            return None if row is None else _assessment(row)

    def history(self, scenario: str | None = None) -> list[Assessment]:
        """Every assessment, of one scenario or of all, in the order they were entered."""
        query = select(tables.assessment).order_by(tables.assessment.c.number)
        if scenario is not None:
            query = query.filter_by(scenario=scenario)
        with self._reading() as connection:
            return [_assessment(row) for row in connection.execute(query)]


def _assessment(row: Row[Any]) -> Assessment:
    return from_json(Assessment, json_object(row.record))

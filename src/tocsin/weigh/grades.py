"""The grades of sources, found by any name of theirs: a party has one reliability, however it is called."""

from collections.abc import Iterable

from tocsin.model.party import Parties
from tocsin.model.source import Grade, Reliability
from tocsin.text.folding import folded


class GradeBook:
    """What analysts ruled on the sources of a case.

    Attributes:
        parties: Whose names those of the sources are.
    """

    def __init__(self, grades: Iterable[Grade], parties: Parties) -> None:
        """Take in the grades; of those that are given under several names of one party the last one holds."""
        self.parties = parties
        self._grades = {source_key(parties, grade.name): grade for grade in sorted(grades, key=lambda grade: grade.at)}

    def grade(self, written: str) -> Grade | None:
        """The grade of a source; None where it has none. One who could be anybody has it under this very name only."""
        return self._grades.get(source_key(self.parties, written)) if self._grades else None

    def reliability(self, written: str) -> Reliability:
        """How far a source can be relied on; F, which says nothing either way, where nobody graded it."""
        grade = self.grade(written)
        return grade.reliability if grade is not None else Reliability.F


def source_key(parties: Parties, written: str) -> tuple[str, str]:
    """What a source is known by, however it is called: its party, or else this very name."""
    party = parties.party(written)
    return ("party", party.id) if party is not None else ("name", folded(written))

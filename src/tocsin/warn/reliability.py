"""What is left of a source's certainty, by how far an analyst says that it can be relied on."""

from collections.abc import Callable

from tocsin.model.assessment import Discount
from tocsin.model.query import Report
from tocsin.model.source import Reliability

LEFT = {
    Reliability.A: 1.0,
    Reliability.B: 1.0,
    Reliability.C: 0.8,
    Reliability.D: 0.5,
    Reliability.E: 0.2,
    Reliability.F: 1.0,
}
"""What a grade leaves of the certainty that a source's words have. F says nothing either way, so it takes nothing."""


def answerable(
    report: Report, *, origin: str, grade: Callable[[str], Reliability | None]
) -> tuple[str, Reliability] | None:
    """Who answers for a claim, and the grade: of the people behind it the graded one who is nearest to the origin.

    Args:
        report: The claim.
        origin: Whose word it is.
        grade: The grade of a name, None where it has none. F counts as none.
    """
    claim = report.claim
    for name in (origin, *reversed(claim.sources), claim.speaker, report.outlet):
        given = grade(name) if name else None
        if name and given is not None and given is not Reliability.F:
            return name, given
    return None


def discount(report: Report, *, origin: str, grade: Callable[[str], Reliability | None]) -> Discount | None:
    """What the grade of whoever answers for a claim takes from its certainty; None where it takes nothing."""
    graded = answerable(report, origin=origin, grade=grade)
    if graded is None or LEFT[graded[1]] == 1.0:
        return None
    return Discount(source=graded[0], reliability=graded[1], left=LEFT[graded[1]])

"""The sources of a case and how far they can be relied on."""

from dataclasses import dataclass

from tocsin.engine.analyst import now, user
from tocsin.engine.parties import register_of
from tocsin.ledger.port import Ledger
from tocsin.model.source import Counting, Grade, Reliability
from tocsin.text.folding import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedSource:
    """A source of a case.

    Attributes:
        name: As most of its claims write it.
        claims: How many claims it publishes, utters or is cited for.
        grade: Its last grade; None if it has none.
    """

    name: str
    claims: int
    grade: Grade | None = None

    @property
    def reliability(self) -> Reliability:
        """Its grade; F, which says nothing either way, where none was given."""
        return self.grade.reliability if self.grade else Reliability.F


def sources(ledger: Ledger) -> list[GradedSource]:
    """The outlets, speakers and sources of a case by their names, those of most claims first, and all who were graded.

    Those who could be anybody – "officials", "they" – are left out as long as nobody grades them.

    Raises:
        CaseError: The case cannot be read.
    """
    names = {folded(name.written): name for name in ledger.party_names()}
    grades, parties = ledger.grades(), register_of(ledger)
    found = []
    for key in {**names, **grades}:
        name = names[key].written if key in names else grades[key].name
        if key in grades or parties.party(name) is not None:
            claims = names[key].claims if key in names else 0
            found.append(GradedSource(name=name, claims=claims, grade=grades.get(key)))
    return sorted(found, key=lambda one: (-one.claims, folded(one.name)))


def history(ledger: Ledger, name: str) -> list[Grade]:
    """Every grade that a source was given, oldest first."""
    return [grade for grade in ledger.grade_history() if folded(grade.name) == folded(name)]


def grade(
    ledger: Ledger,
    name: str,
    reliability: Reliability,
    *,
    reason: str,
    counting: Counting | None = None,
    by: str | None = None,
) -> Grade:
    """Grade how reliable a source is.

    Args:
        ledger: The case.
        name: Of an outlet or a party, as its claims have it; case and accents do not matter.
        reliability: The grade; F takes an earlier one back.
        reason: Why; it is kept.
        counting: What its figures are; where it is not said, what was said of it before holds.
        by: Who says so; by default the user who is logged in.

    Raises:
        CaseError: It names nobody, gives no reason, or the case cannot be written.
    """
    if counting is None:
        counting = next((one.counting for one in reversed(history(ledger, name)) if one.counting), None)
    entered = Grade(
        name=" ".join(name.split()), reliability=reliability, counting=counting, at=now(), by=by or user(), reason=reason
    )  # fmt: skip
    ledger.enter_grade(entered)
    return entered

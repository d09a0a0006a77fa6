"""The sources of a case and how far they can be relied on."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.engine.analyst import now, user
from tocsin.ledger.port import Ledger
from tocsin.model.query import Report
from tocsin.model.source import Counting, Grade, Reliability
from tocsin.text.folding import folded
from tocsin.weigh.origins import finder_for


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedSource:
    """A source of a case.

    Attributes:
        name: As most of its claims write it.
        claims: How many claims it publishes, utters or is cited for.
        grade: What was laid down of it last; None where nothing was.
    """

    name: str
    claims: int
    grade: Grade | None = None

    @property
    def reliability(self) -> Reliability:
        """Its grade; F, which says nothing either way, where none was given."""
        return self.grade.reliability if self.grade else Reliability.F


def sources(ledger: Ledger) -> list[GradedSource]:
    """The outlets, speakers and sources of a case, those of most claims first, and who was graded before anything of theirs.

    Those who could be anybody – "officials", "they" – are left out as long as nobody grades them.

    Raises:
        CaseError: The case cannot be read.
    """
    counted, written = _counted(ledger)
    grades = ledger.grades()
    read = finder_for().names.read
    found = []
    for key in {**counted, **grades}:
        name = written[key].most_common(1)[0][0] if key in written else grades[key].name
        if key in grades or read(name).words:
            found.append(GradedSource(name=name, claims=counted[key], grade=grades.get(key)))
    return sorted(found, key=lambda one: (-one.claims, folded(one.name)))


def _counted(ledger: Ledger) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """How many claims each name stands behind, by its folded form, and how it is written."""
    counted: Counter[str] = Counter()
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for found in ledger.claims():
        names = {folded(name): name for name in _names(found)}
        counted.update(names.keys())
        for key, name in names.items():
            written[key][name] += 1
    return counted, written


def _names(report: Report) -> Iterator[str]:
    for name in (report.outlet, report.claim.speaker, *report.claim.sources):
        if name and folded(name):
            yield " ".join(name.split())


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
    """Lay down how far a source can be relied on.

    Args:
        ledger: The case.
        name: Of an outlet or a party, as its claims have it; case and accents do not matter.
        reliability: The grade; F takes an earlier one back.
        reason: Why; it is kept.
        counting: What its figures are; where it is not said, what was said of it before holds.
        by: Who says so; by default whoever is logged in.

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

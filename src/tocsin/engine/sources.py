"""The sources of a case: what is known of each outlet and channel, and how far each can be relied on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.engine.analyst import user
from tocsin.engine.parties import register_of
from tocsin.errors import CaseError
from tocsin.ledger.port import Ledger, View
from tocsin.model.moments import now
from tocsin.model.source import Counting, Grade, Reliability, SourceRecord
from tocsin.text.folding import folded
from tocsin.weigh.grades import GradeBook, source_key


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSource:
    """A source of a case.

    Attributes:
        name: As most of its claims write it.
        claims: How many claims it publishes, utters or is cited for.
        grade: Its last grade; None if it has none.
        record: What was last entered of it; None if nothing was.
        siblings: The other sources of the same owner.
    """

    name: str
    claims: int
    grade: Grade | None = None
    record: SourceRecord | None = None
    siblings: tuple[str, ...] = ()

    @property
    def reliability(self) -> Reliability:
        """Its grade; F, which says nothing either way, where none was given."""
        return self.grade.reliability if self.grade else Reliability.F


def sources(ledger: Ledger) -> list[KnownSource]:
    """The outlets, speakers and sources of a case by their names, those of most claims first, and all who were graded.

    Those who could be anybody – "officials", "they" – are left out as long as nobody grades or records them.

    Raises:
        CaseError: The case cannot be read.
    """
    names = {folded(name.written): name for name in ledger.party_names()}
    grades, parties = ledger.grades(), register_of(ledger)
    book = GradeBook(grades.values(), parties)
    records = {source_key(parties, record.name): record for record in ledger.source_records()}
    entered = {key: grade.name for key, grade in grades.items()}
    entered.update({folded(record.name): record.name for record in records.values()})
    owned = defaultdict(list)
    for record in records.values():
        if record.owner:
            owned[folded(record.owner)].append(record.name)
    found = []
    for key in {**names, **entered}:
        name = names[key].written if key in names else entered[key]
        if key in entered or parties.party(name) is not None:
            own = records.get(source_key(parties, name))
            others = owned[folded(own.owner)] if own is not None and own.owner else []
            found.append(
                KnownSource(
                    name=name, claims=names[key].claims if key in names else 0, grade=book.grade(name), record=own,
                    siblings=tuple(other for other in others if own is not None and other != own.name),
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: (-one.claims, folded(one.name)))


def one_owner(view: View, names: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Which of some sources belong to one owner: each owner of several, with their names.

    Two outlets of one owner may be two voices or one; that they agree is worth less than it seems.
    """
    records = view.source_records()
    if not records:
        return []
    parties = register_of(view)
    owners = {source_key(parties, record.name): record.owner for record in records}
    found: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    written: dict[str, str] = {}
    for name in names:
        key = source_key(parties, name)
        if owner := owners.get(key):
            found[folded(owner)].setdefault(key, name)
            written.setdefault(folded(owner), owner)
    return [(written[key], tuple(members.values())) for key, members in found.items() if len(members) > 1]


def records_of(view: View, name: str) -> list[SourceRecord]:
    """Every record of a source, oldest first."""
    return [record for record in view.source_records() if folded(record.name) == folded(name)]


def record(
    ledger: Ledger,
    name: str,
    *,
    country: str | None = None,
    language: str | None = None,
    owner: str | None = None,
    reason: str,
    by: str | None = None,
) -> SourceRecord:
    """Enter what is known of an outlet or channel. What is not given stays as it was; an empty text takes a fact back.

    Args:
        ledger: The case.
        name: Of the outlet or channel, as its claims have it; case and accents do not matter.
        country: Its home country, as an ISO 3166-1 code.
        language: The language it publishes in, as an ISO 639-1 code.
        owner: Who owns it, or whom it is affiliated with.
        reason: Why; it is kept.
        by: Who says so; by default the user who is logged in.

    Raises:
        CaseError: It names nobody, gives no reason or no fact, or the case cannot be written.
    """
    facts = {"country": country, "language": language, "owner": owner}
    if all(value is None for value in facts.values()):
        raise CaseError(f"{name}: say what is known of it: country, language or owner")
    before = records_of(ledger, name)
    kept = {
        fact: (" ".join(value.split()) or None) if value is not None else getattr(before[-1], fact) if before else None
        for fact, value in facts.items()
    }
    entered = SourceRecord(name=" ".join(name.split()), **kept, at=now(), by=by or user(), reason=reason)
    ledger.enter_source_record(entered)
    return entered


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

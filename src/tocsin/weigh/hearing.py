"""What an origin's word is worth: how sure it is, how far it can be relied on, and whether it could know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.model.estimate import Origin
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.link import Proposition
from tocsin.model.query import Report
from tocsin.model.source import Grade, Reliability
from tocsin.text.folding import folded
from tocsin.weigh.certainty import Bounds, certainty, is_denial
from tocsin.weigh.credibility import Counted
from tocsin.weigh.names import Name, NameReader, Words
from tocsin.weigh.origins import OriginFinder, Witness
from tocsin.weigh.position import Position
from tocsin.weigh.probability import BANDS, NOT_TOLD, Testimony, weakest

_TESTIFYING = frozenset((Kind.STATEMENT, Kind.THREAT, Kind.PROMISE))
"""Kinds that present a thing as so, or as coming."""
_GOOD = frozenset((Reliability.A, Reliability.B, Reliability.C))
_LEAST_SHORT = 2
"""Words of a shorter name that a grade is taken over from: "the mayor" is many."""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """An origin with the word of it that counts.

    Attributes:
        report: The report that is nearest to it, of those that state something.
        testimony: What that is worth; None where it leaves the matter open.
        reliability: The grade of the weakest link, and whose it is; None where that is the origin itself.
    """

    witness: Witness
    report: Report
    testimony: Testimony | None
    reliability: Reliability
    through: str | None
    position: Position

    @property
    def origin(self) -> Origin:
        """Whose word it is, with the reports."""
        return self.witness.origin

    @property
    def counted(self) -> Counted | None:
        """What counts of it for credibility; None where it leaves the matter open."""
        if self.testimony is None:
            return None
        strong = self.reliability in _GOOD or self.position.is_known
        return Counted(self.testimony.certainty, self.reliability is Reliability.E, strong)


class GradeBook:
    """The grades of sources, found by any form of their names."""

    def __init__(self, grades: Mapping[str, Grade], names: NameReader) -> None:
        self._by_name = {key: grade.reliability for key, grade in grades.items()}
        self._by_words: dict[Words, Reliability] = {
            words: grade.reliability
            for key, grade in sorted(grades.items())
            for words in (names.outlet(grade.name or key).words,)
        }

    def of(self, name: Name) -> Reliability:
        """The grade of a source; F where nobody gave one."""
        if not self._by_words:
            return Reliability.F
        written = folded(name.written)
        if written in self._by_name:
            return self._by_name[written]
        longer = sorted(name.shorter, key=lambda words: (-len(words), sorted(words)))
        known = [words for words in (name.words, *longer) if words == name.words or len(words) >= _LEAST_SHORT]
        return next((self._by_words[words] for words in known if words in self._by_words), Reliability.F)


class Appraiser:
    """Hears the origins of propositions in one language, with the grades of a case."""

    def __init__(self, finder: OriginFinder, grades: Mapping[str, Grade]) -> None:
        self._finder, self._grades = finder, GradeBook(grades, finder.names)

    def of(self, proposition: Proposition) -> tuple[Appraisal, ...]:
        """What each origin of a proposition says."""
        denied = is_denial(proposition)
        return tuple(self._heard(witness, denied) for witness in self._finder.find(proposition))

    def _heard(self, witness: Witness, denied: bool) -> Appraisal:
        stated = [number for number, found in enumerate(witness.nearest) if found.claim.kind in _TESTIFYING]
        number = stated[0] if stated else 0
        report = witness.nearest[number]
        reliability, through, band = self._reliability(witness, witness.people[number])
        position = self._finder.positions.position(report, witness.known_as)
        if not position.is_known:
            band = (band[0] * NOT_TOLD, band[1])
        silent = not stated or report.claim.factuality is Factuality.UNCOMMITTED
        testimony = None if silent else Testimony(certainty(report.claim, denied=denied), band)
        return Appraisal(witness, report, testimony, reliability, through, position)

    def _reliability(self, witness: Witness, people: Sequence[Name]) -> tuple[Reliability, str | None, Bounds]:
        """The grade of the weakest link of a chain, whose it is, and the bounds of the whole chain."""
        links: list[tuple[Reliability, str | None]] = [(self._own(witness, people), None)]
        links += [(self._grades.of(name), name.written) for name in people[:-1]]
        grade, through = min(links, key=lambda link: BANDS[link[0]])
        return grade, through, weakest([BANDS[one] for one, _ in links])

    def _own(self, witness: Witness, people: Sequence[Name]) -> Reliability:
        """The grade of whom a chain ends with, by this name or another one of theirs; of several the worst."""
        if not people:
            return Reliability.F
        last = people[-1]
        grades = [self._grades.of(name) for name in (last, *filter(last.is_same, witness.known_as))]
        return max((grade for grade in grades if grade is not Reliability.F), default=Reliability.F)

"""What a mark must say: worked out anew from the records it names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from tocsin.brief.sections.material import BriefRecords
from tocsin.brief.sections.phrases import Phrases, Slot
from tocsin.brief.sections.slots import CUT, Slots, origin_names, squeezed
from tocsin.brief.sections.sources import behind_claims, names, own_claims
from tocsin.model.brief import FactKind, Mark
from tocsin.model.estimate import Estimate, Origin
from tocsin.model.query import Report
from tocsin.model.series import Level, Series

_Of = tuple[str, ...]
_Rights = Iterable[Slot | str]

# ICD 203, section D.6.e(2)(a). "Almost no chance" and "almost certain" go on to the ends, which the directive leaves out.
ICD203 = {
    "almost no chance": (0.0, 0.05), "very unlikely": (0.05, 0.20), "unlikely": (0.20, 0.45),
    "roughly even chance": (0.45, 0.55), "likely": (0.55, 0.80), "very likely": (0.80, 0.95), "almost certain": (0.95, 1.0),
}  # fmt: skip
"""The terms of the directive with the probabilities they stand for."""


class Proofs:
    """The right words for every mark, by the records of a material."""

    def __init__(self, material: BriefRecords, phrases: Phrases) -> None:
        self._held, self._slots, self._phrases = material, Slots(phrases), phrases
        self._right: Mapping[FactKind, Callable[[_Of, str], _Rights]] = {
            **self._of_claims(), **self._of_weighed(), **self._of_series(), **self._of_others(),
        }  # fmt: skip

    def wrong(self, mark: Mark, text: str) -> str | None:
        """What is wrong with the words of a mark; None where the records bear them out."""
        what = f"“{text}” is to show {mark.shows} of {', '.join(mark.of[:3])}"
        try:
            right = [one if isinstance(one, str) else one.text for one in self._right[mark.shows](mark.of, text)]
        except (LookupError, AssertionError, ValueError, TypeError, AttributeError):
            return f"{what}, of which there is no such record"
        if text in right:
            return None
        return f"{what}, which says {' or '.join(f'“{one}”' for one in right[:3]) or 'nothing of it'}"

    # --- of claims -----------------------------------------------------------------------------------------------

    def _of_claims(self) -> dict[FactKind, Callable[[_Of, str], _Rights]]:
        slots = self._slots
        of: dict[FactKind, Callable[[Report, str], _Rights]] = {
            FactKind.QUOTE: _quoted,
            FactKind.WHO: lambda found, text: [slots.who(found)],
            FactKind.NAME: lambda found, text: [slots.name(found, name) for name in names(found)],
            FactKind.OUTLET: lambda found, text: [slots.outlet(found)],
            FactKind.DAY: lambda found, text: [slots.day(found)],
            FactKind.WHEN: lambda found, text: [slots.when(found)],
            FactKind.FIGURE: lambda found, text: [slots.figure(found, one) for one in found.claim.quantities],
            FactKind.BOUND: lambda found, text: [
                slots.bound(found, end)
                for one in found.claim.quantities
                for end in (one.low, one.high)
                if end is not None
            ],
            FactKind.PLACE: lambda found, text: [slots.place(found, place) for place in found.claim.places],
            FactKind.DISPUTE: lambda found, text: [
                slots.dispute(found, place) for place in found.claim.places if place.dispute is not None
            ],
            FactKind.CERTAINTY: lambda found, text: [slots.certainty(found)],
        }
        return {shows: self._from_claim(right) for shows, right in of.items()}

    def _from_claim(self, right: Callable[[Report, str], _Rights]) -> Callable[[_Of, str], _Rights]:
        return lambda of, text: right(self._held.by_id[_only(of)], text)

    # --- of propositions -----------------------------------------------------------------------------------------

    def _of_weighed(self) -> dict[FactKind, Callable[[_Of, str], _Rights]]:
        slots = self._slots
        return {
            FactKind.PROBABILITY: self._probability,
            FactKind.CREDIBILITY: lambda of, text: [slots.credibility(self._estimate(of))],
            FactKind.REPORTS: lambda of, text: [self._number(_reports(self._estimate(of)), "reports")],
            FactKind.ORIGINS: lambda of, text: [self._number(_apart(self._estimate(of).origins), "origins")],
            FactKind.AGAINST: lambda of, text: [self._number(_apart(self._estimate(of).against), "origins")],
        }

    def _probability(self, of: _Of, text: str) -> _Rights:
        """The words by the records, if they are those that ICD 203 has for the numbers."""
        if len(of) == 2:
            key, name = of
            assessment = self._held.assessments_by_key[key]
            standing = next(one for one in assessment.standings if one.hypothesis == name)
            low = high = standing.probability
            right = self._slots.chance(assessment, standing)
        else:
            estimate = self._estimate(of)
            assert estimate.probability is not None
            low, high = estimate.probability
            right = self._slots.probability(estimate)
        return [right] if _is_icd203(right.text, low, high) else []

    def _estimate(self, of: _Of) -> Estimate:
        return self._held.estimates[_only(of)]

    # --- of figures over time ------------------------------------------------------------------------------------

    def _of_series(self) -> dict[FactKind, Callable[[_Of, str], _Rights]]:
        slots = self._slots
        return {
            FactKind.SUBJECT: lambda of, text: [slots.subject(self._series(of))],
            FactKind.ACCOUNTS: lambda of, text: [self._number(len(self._series(of).accounts), "accounts")],
            FactKind.LEVEL: lambda of, text: [slots.level(self._series(of), level) for level in self._levels(of)],
            FactKind.LEVEL_DAY: lambda of, text: [
                slots.level_day(self._series(of), level) for level in self._levels(of)
            ],
            FactKind.STANDING: lambda of, text: [
                slots.standing(self._series(of), one)
                for one in self._series(of).accounts
                if one.report.claim.id == of[1]
            ],
        }

    def _series(self, of: _Of) -> Series:
        return self._held.series_by_key[of[0]]

    def _levels(self, of: _Of) -> list[Level]:
        return [level for level in self._series(of).levels if level.day.isoformat() == of[1]]

    # --- of all others -------------------------------------------------------------------------------------------

    def _of_others(self) -> dict[FactKind, Callable[[_Of, str], _Rights]]:
        slots, held = self._slots, self._held
        return {
            FactKind.TITLE: lambda of, text: [slots.title(held.documents_by_id[_only(of)])],
            FactKind.ISSUED: lambda of, text: [slots.issued(held.documents_by_id[_only(of)])],
            FactKind.COUNT: self._count,
            FactKind.NAMED: lambda of, text: [
                self._number(len(origin_names(held.by_id[key] for key in of)), "sources")
            ],
            FactKind.RELIABILITY: lambda of, text: [slots.reliability(_only(of), held.grades.get(_only(of)))],
            FactKind.BEHIND: lambda of, text: [self._number(len(self._behind.get(_only(of), ())), "claims")],
            FactKind.OWN: lambda of, text: [self._number(len(self._own.get(_only(of), ())), "claims")],
            FactKind.REASON: self._reason,
            FactKind.SCENARIO: lambda of, text: [slots.scenario(held.assessments_by_key[_only(of)])],
            FactKind.MOMENT: lambda of, text: [slots.moment(held.assessments_by_key[_only(of)])],
            FactKind.HYPOTHESIS: lambda of, text: [
                slots.hypothesis(held.assessments_by_key[of[0]], one)
                for one in held.assessments_by_key[of[0]].standings
                if one.hypothesis == of[1]
            ],
            FactKind.ASKED: lambda of, text: (
                [slots.asked(held.scope, _only(of))] if getattr(held.scope, _only(of)) else []
            ),
        }

    def _count(self, of: _Of, text: str) -> _Rights:
        """As many as there are records of these ids, each counted once."""
        noun, ids = of[0], set(of[1:])
        unknown = ids - self._countable[noun]
        if unknown:
            raise LookupError(min(unknown))
        return [self._number(len(ids), noun)]

    def _reason(self, of: _Of, text: str) -> _Rights:
        if len(of) == 2:
            return [self._slots.moved_by(self._held.assessments_by_key[of[0]], int(of[1]))]
        return [self._slots.reason(self._held.links[_only(of)])]

    def _number(self, number: int, noun: str) -> str:
        return self._phrases.counted(number, noun)

    @cached_property
    def _countable(self) -> Mapping[str, frozenset[str]]:
        """The ids that may be counted under each noun."""
        held = self._held
        claims = frozenset(held.by_id)
        return {
            "claims": claims, "reports": claims, "questions": claims, "accounts": claims,
            "documents": frozenset(held.documents_by_id), "sources": frozenset(self._behind),
            "propositions": frozenset((*held.estimates, *held.untold)),
            **dict.fromkeys(("conflicts", "changes", "echoes"), frozenset(held.links)),
        }  # fmt: skip

    @cached_property
    def _behind(self) -> Mapping[str, Sequence[Report]]:
        return behind_claims(self._held.claims)

    @cached_property
    def _own(self) -> Mapping[str, Sequence[Report]]:
        return own_claims(self._held.claims)


def _quoted(report: Report, text: str) -> _Rights:
    """A stretch of the claim's clause or sentence, word for word; what is cut off shows as such."""
    words = text.removesuffix(CUT)
    clause, sentence = squeezed(report.claim.text), squeezed(report.sentence)
    if words.strip() and words == squeezed(words) and (_holds(clause, words) or _holds(sentence, words)):
        return [text]
    return [clause]


def _holds(text: str, words: str) -> bool:
    """Whether a text begins with these words, or is them: a quote may end early and says so, it leaves nothing out."""
    return text.startswith(words)


def _is_icd203(words: str, low: float, high: float) -> bool:
    """Whether the words before the numbers are the directive's for both ends of an interval of probability."""
    said = words.partition(" (")[0].split(" to ")
    if not 0 <= low <= high <= 1 or len(said) > 2 or any(term not in ICD203 for term in said):
        return False
    least, most = ICD203[said[0]], ICD203[said[-1]]
    return least[0] <= low <= least[1] and most[0] <= high <= most[1]


def _apart(origins: Iterable[Origin]) -> int:
    """How many origins there are that have a report of their own, and share none with another."""
    reports = [{report.claim.id for report in origin.reports} for origin in origins]
    if sum(map(len, reports)) != len(set().union(*reports)) or not all(reports):
        raise ValueError("origins that share a report are not independent")
    return len(reports)


def _reports(estimate: Estimate) -> int:
    return len({report.claim.id for origin in estimate.origins for report in origin.reports})


def _only(of: _Of) -> str:
    (key,) = of
    return key

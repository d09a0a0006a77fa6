"""Whether a claim is of the place asked for: in it, in a part of it, or elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.geo.containment import AskedPlace, Containment
from tocsin.lexicon.gazetteer import gazetteer
from tocsin.model.place import Place
from tocsin.model.query import Report
from tocsin.text.folding import folded
from tocsin.weigh.figures.passages import Passages


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a claim lies to the place asked for, and why."""

    containment: Containment
    reason: str | None = None


class Whereabouts:
    """Tells of claims whether they are of the place asked for."""

    def __init__(self, asked: str | None, passages: Passages, own: frozenset[str]) -> None:
        """Take what is asked.

        Args:
            asked: The place; None where any will do.
            passages: What stands around the claims.
            own: The countries whose the thing is: naming them does not yet say where it is.
        """
        self._asked = AskedPlace.of(asked, gazetteer().find(asked)) if asked else None
        self._passages, self._own = passages, own

    def of(self, report: Report) -> Verdict:
        """How a claim lies to the place asked for; one that names none is where the text before it is."""
        if self._asked is None:
            return Verdict(Containment.SAME)
        told = self._verdict(report.claim.places)
        if told is not None:
            return told
        others = [one for one in self._passages.of(report).claims if one is not report]
        for claims in (others, *(passage.claims for passage in self._passages.before(report))):
            by_context = self._verdict([place for one in reversed(claims) for place in one.claim.places])
            if by_context is not None:
                words = f"place by context: {by_context.reason}, told before"
                return Verdict(by_context.containment, words)
        return Verdict(Containment.ELSEWHERE)

    def _verdict(self, places: Sequence[Place]) -> Verdict | None:
        """How places lie to the one asked for, None where they tell nothing."""
        assert self._asked is not None
        by_verdict = {self._asked.containment(place): f"“{place.name}”" for place in reversed(places)}
        for containment in (Containment.SAME, Containment.INSIDE):
            if containment in by_verdict:
                return Verdict(containment, by_verdict[containment])
        elsewhere = [place for place in places if place.country is None or place.country not in self._own]
        return Verdict(Containment.ELSEWHERE) if elsewhere else None


def names_of(places: Iterable[Place]) -> frozenset[str]:
    """The names of places, to tell whether two figures are of one place."""
    return frozenset(folded(place.name) for place in places)

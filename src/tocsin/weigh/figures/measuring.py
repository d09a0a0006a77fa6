"""What all accounts of a figure measure: what is there, what came, or what befell it."""

import re
from collections import Counter
from collections.abc import Sequence

from tocsin.lexicon.counted import Measures, counted_things
from tocsin.lexicon.language import Lexicon
from tocsin.model.quantity import FigureStatus
from tocsin.model.reason import Reason
from tocsin.weigh.figures.matching import ARRIVED, PRESENT, MatchedFigure
from tocsin.weigh.figures.subject import Subject


class MeasureChoice:
    """Keeps of several figures those of one measure: that asked for, or else that which tells most of them."""

    def __init__(self, lexicon: Lexicon, subject: Subject) -> None:
        """Take what is asked for."""
        self._measures, self._wanted = Measures(lexicon), subject.measure
        counted, self._form = lexicon.table("counted"), counted_things(lexicon).form
        self._coming = frozenset(counted["movements"]["coming"])
        self._states = frozenset(counted["status"]["states"])

    def of_one(
        self, matched: Sequence[MatchedFigure], left_out: Counter[Reason]
    ) -> tuple[list[MatchedFigure], str | None]:
        """The figures of one measure, and which that is; `left_out` counts those of others, by reason.

        What came is there from then on, so it counts as an account of what is there; where nobody tells how many are there,
        what came is a sum.
        """
        if self._wanted is not None or not matched:
            return list(matched), self._wanted
        families = [self._family(one) for one in matched]
        actual = [
            family for one, family in zip(matched, families, strict=True)
            if one.quantity.status not in (FigureStatus.PLANNED, FigureStatus.WANTED)
        ]  # fmt: skip
        counts = Counter(family for family in actual or families if family is not None)
        there, came = counts[PRESENT], counts[ARRIVED]
        others = {family: number for family, number in counts.items() if family not in (PRESENT, ARRIVED)}
        measure = max(others, key=lambda family: (others[family], family), default=PRESENT)
        if there + came >= others.get(measure, 0):
            measure = ARRIVED if came and not there else PRESENT
        fitting: set[str | None] = {measure}
        if measure in (PRESENT, ARRIVED):
            fitting |= {None, ARRIVED}
        for family in families:
            if family not in fitting:
                left_out[Reason(rule="figures.other_measure", facts={"measure": family or PRESENT})] += 1
        # An amount that is not told to have come may have leaked, or burnt.
        amounts = fitting - {None} if measure == ARRIVED else fitting
        return [
            one for one, family in zip(matched, families, strict=True)
            if family in (fitting if one.quantity.unit is None else amounts)
        ], measure  # fmt: skip

    def _family(self, figure: MatchedFigure) -> str | None:
        """What a figure measures; None where no word tells, and no state is told."""
        if figure.measure in self._coming:
            return ARRIVED
        if figure.measure is None:
            predicate, heads = figure.report.claim.predicate, {one.head for one in figure.quantity.things}
            # "We are 40 nurses" says what they are.
            there = predicate is None or predicate in self._states or self._form(predicate) in heads
            return PRESENT if there else None
        return self._measures.family(figure.measure)


def are_still(matched: Sequence[MatchedFigure], lexicon: Lexicon) -> bool:
    """Whether figures of what passes again tell how many are still so: "about 80 are still away from home"."""
    table = lexicon.table("counted")["measures"]["kinds"]
    still = re.compile(rf"\b(?:{'|'.join(table['still'])})\b")
    most = max((one.quantity.nearest for one in matched), default=0.0)
    return any(
        one.measure in table["passing"] and one.quantity.nearest < most and still.search(one.report.claim.text.lower())
        for one in matched
    )

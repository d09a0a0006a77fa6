"""What only those who arrange a thing can know: what is to come, what was agreed. All who announce it have it from them."""

from collections.abc import Iterator, Sequence
from functools import cache

from tocsin.lexicon.language import Lexicon, lexicon_for
from tocsin.model.estimate import Appraisal
from tocsin.model.frame import OBJECT
from tocsin.model.kind import Kind
from tocsin.model.party import Party
from tocsin.model.query import Report

_AHEAD = (Kind.PROMISE, Kind.THREAT)


class ArrangedMatters:
    """Tells what is arranged, and what is said together, in texts of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("sources")["arranged"]
        self._deeds, self._closing = frozenset(table["deeds"]), frozenset(table["closing"])
        self._deals, self._together = frozenset(table["deals"]), tuple(table["together"])

    def is_arranged(self, report: Report) -> bool:
        """Whether a claim tells what is to come, or what somebody agreed, promised or planned."""
        claim, frame = report.claim, report.claim.frame
        deeds = {claim.predicate, frame.predicate if frame is not None else None}
        if claim.kind in _AHEAD or (frame is not None and frame.is_coming) or not self._deeds.isdisjoint(deeds):
            return True
        if frame is None or frame.predicate not in self._closing:
            return False
        return any(one.role == OBJECT and one.head in self._deals for one in frame.fillers)

    def is_joint(self, report: Report) -> bool:
        """Whether the sentence of a claim says that several said it together: "in a joint statement"."""
        sentence = " ".join(report.sentence.casefold().split())
        return any(phrase in sentence for phrase in self._together)


def of_one_hand(said: Sequence[Appraisal]) -> Iterator[tuple[Appraisal, Appraisal]]:
    """Pairs of origins whose word is one: those who arranged the matter, and those who said it together.

    Where half of them tell it as arranged, the others only put it in other words. A joint statement is also the word
    of those who are named in its sentence.

    Args:
        said: The origins of one side of a proposition.
    """
    matters = [(one, arranged_matters(lexicon_for(one.report.language))) for one in said]
    arranged = [one for one, known in matters if known.is_arranged(one.report)]
    yield from ((arranged[0], one) for one in (said if 2 * len(arranged) >= len(said) else arranged) if arranged)
    joint = [one for one, known in matters if known.is_joint(one.report)]
    yield from ((joint[0], one) for one in joint[1:])
    for one in joint:
        sentence = one.report.sentence.casefold()
        yield from ((one, other) for other in said if _is_named(other.origin.party, sentence))


def _is_named(party: Party | None, sentence: str) -> bool:
    return party is not None and any(name.written.casefold() in sentence for name in party.names)


@cache
def arranged_matters(lexicon: Lexicon) -> ArrangedMatters:
    """What is known of a language, made once."""
    return ArrangedMatters(lexicon)

"""Answers that a later account took the place of, where no link says so: how many there were before the last count.

Links compare claims of whole stories and want to be sure. Among the answers to one question less is enough: that two
figures count the same thing in the same measure, of the same owner and place, and that one source gave both.
"""

from collections.abc import Iterator, Sequence

from tocsin.lexicon.counted import counted_things
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.wordnet import wordnet
from tocsin.model.quantity import FigureStatus, Quantity
from tocsin.model.query import Report
from tocsin.text.folding import folded
from tocsin.text.words import lower_words

_ONE_DEED = 0.8
"""How alike the verbs are of two claims that tell the same."""
_UNTOLD = (FigureStatus.PLANNED, FigureStatus.WANTED)
"""What is not so yet: the next figure of what is planned does not take the place of what there is."""


def is_outdated(report: Report, other: Report, lexicon: Lexicon) -> bool:
    """Whether a claim's figure is an earlier one of what another claim counts later.

    Of another source it counts things: of what two sources measure in metres or weeks it is not told that it is one.
    """
    return _is_later(other, than=report) and any(
        _bounds(own) != _bounds(later) and (own.unit is None or _is_same_source(report, other))
        for own, later in _same_figures(report, other, lexicon)
    )


def counts_the_same(report: Report, other: Report, lexicon: Lexicon) -> bool:
    """Whether two claims count the same thing in the same measure, of the same owner and place."""
    return any(_same_figures(report, other, lexicon))


def _is_later(report: Report, *, than: Report) -> bool:
    return report.published is not None and than.published is not None and report.published > than.published


def _is_same_source(report: Report, other: Report) -> bool:
    """Whether one and the same is behind two claims in the end, by name: "defence ministry" in one story is "Norland's"."""
    own, others = (
        frozenset(lower_words(folded((one.claim.sources or (one.claim.speaker or one.outlet or "",))[-1])))
        for one in (report, other)
    )
    return bool(own and others) and (own <= others or others <= own)


def _same_figures(report: Report, other: Report, lexicon: Lexicon) -> Iterator[tuple[Quantity, Quantity]]:
    places, others = ({place.name for place in one.claim.places} for one in (report, other))
    if places and others and places.isdisjoint(others):
        return
    is_one_deed = _is_one_deed(report, other, lexicon)
    for own in report.claim.quantities:
        for later in other.claim.quantities:
            # "People" who came are not those who stayed; that both were hurt is told by the measure.
            if _is_same(own, later, lexicon) and (is_one_deed or own.measure or own.clause_measure):
                yield own, later


def _is_one_deed(report: Report, other: Report, lexicon: Lexicon) -> bool:
    """Whether two claims tell the same of what they count, by their verbs."""
    own, others = report.claim.frame, other.claim.frame
    return (
        own is not None
        and others is not None
        and wordnet(lexicon).likeness(own.predicate, others.predicate) >= _ONE_DEED
    )


def _is_same(own: Quantity, other: Quantity, lexicon: Lexicon) -> bool:
    figures = (own, other)
    if own.unit != other.unit or any(
        one.compares or one.denied or one.disputed or one.increment or one.part_of is not None for one in figures
    ):
        return False
    if (own.status in _UNTOLD) != (other.status in _UNTOLD):
        return False
    if (own.measure or own.clause_measure) != (other.measure or other.clause_measure):
        return False
    if own.owners and other.owners and set(own.owners).isdisjoint(other.owners):
        return False
    return _is_same_thing(own, other, lexicon)


def _is_same_thing(own: Quantity, other: Quantity, lexicon: Lexicon) -> bool:
    """Whether two figures count one thing, neither of them another sort of it: as buses and school buses."""
    if own.things and other.things:
        first, second = own.things[0], other.things[0]
        kinds, others = set(first.modifiers), set(second.modifiers)
        return first.head == second.head and (kinds <= others or others <= kinds)
    form = counted_things(lexicon).form
    return bool(own.noun and other.noun) and form(str(own.noun).lower()) == form(str(other.noun).lower())


def _bounds(figure: Quantity) -> tuple[float | None, float | None]:
    return figure.low, figure.high


def latest(report: Report, others: Sequence[Report], alike: Sequence[Report], lexicon: Lexicon) -> Report | None:
    """The last of some claims that outdate one; None if none does. Of another source it has to answer the question as well.

    Args:
        report: The claim.
        others: The claims.
        alike: Those that answer the question as well as it.
        lexicon: That of the question's language.
    """
    own = [other for other in others if other in alike or _is_same_source(report, other)]
    later = [other for other in own if is_outdated(report, other, lexicon)]
    return max(later, key=lambda one: str(one.published), default=None)

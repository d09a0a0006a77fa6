"""What the word of each origin is worth: how sure it is, how far it can be relied on, and whether it could know."""

from collections.abc import Sequence

from tocsin.model.estimate import Appraisal
from tocsin.model.evidence import Testimony, certainty
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.link import Proposition
from tocsin.model.party import Parties, Party
from tocsin.model.query import Report
from tocsin.model.source import Position, Reliability
from tocsin.text.folding import folded
from tocsin.text.words import lower_words
from tocsin.weigh.grades import GradeBook
from tocsin.weigh.origins import Witness, is_denial, witnesses_of

NOT_TOLD = 0.85
"""What the low end of a reliability is multiplied by where nothing tells that the source could know."""
_TESTIFYING = frozenset((Kind.STATEMENT, Kind.THREAT, Kind.PROMISE))
"""Kinds that present a thing as so, or as coming."""


def appraised(proposition: Proposition, grades: GradeBook) -> list[tuple[Witness, Appraisal]]:
    """The origins of a proposition with what the word of each is worth."""
    denied = is_denial(proposition)
    return [(one, _appraisal(one, grades, denied=denied)) for one in witnesses_of(proposition, grades.parties)]


def _appraisal(witness: Witness, grades: GradeBook, *, denied: bool) -> Appraisal:
    """The nearest report that states something is the one that counts."""
    stated = [number for number, one in enumerate(witness.nearest) if one.claim.kind in _TESTIFYING]
    number = stated[0] if stated else 0
    report, people = witness.nearest[number], [one.written for one in witness.people[number]]
    links = [(grades.reliability(name), name) for name in reversed(people)] or [(Reliability.F, "")]
    # A chain is as good as its weakest link, at each end of the band.
    weakest, through = min(links, key=lambda link: link[0].band)
    low, high = (min(one.band[end] for one, _ in links) for end in (0, 1))
    position = _position(report, witness.parties, grades.parties)
    reliability = (low if position.is_known else low * NOT_TOLD, high)
    return Appraisal(
        origin=witness.origin,
        report=report,
        testimony=Testimony(certainty(report.claim, denied=denied), reliability),
        is_open=not stated or report.claim.factuality is Factuality.UNCOMMITTED,
        reliability=weakest,
        through=through if through != links[0][1] else None,
        position=position,
    )


def _position(report: Report, origin: Sequence[Party], parties: Parties) -> Position:
    """How the origin of a report could know what it says; of nobody who is named, only what the words tell is known."""
    if report.claim.position.is_known:
        return report.claim.position
    action = report.claim.event
    if action is not None and action.actor and any(parties.is_name_of(action.actor, one) for one in origin):
        return Position.ACTED
    # "Korbach Courier" is a name; where its people are it does not tell.
    outlet = parties.party(report.outlet) if report.outlet else None
    places = [_words(place.name) for place in report.claim.places]
    names = [_words(name.written) for one in origin if one != outlet for name in one.names]
    is_there = any(place and place <= name for place in places for name in names)
    return Position.THERE if is_there else Position.UNKNOWN


def _words(name: str) -> frozenset[str]:
    return frozenset(lower_words(folded(name), inside="-'"))

"""Propositions weighed: how probable and how credible the claims leave them, and what moved that by how much."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.model.estimate import Appraisal, Estimate, Origin
from tocsin.model.evidence import denies
from tocsin.model.groups import Groups
from tocsin.model.kind import Kind
from tocsin.model.link import Proposition, PropositionContext, Relation, Rival
from tocsin.model.party import one_party
from tocsin.model.reason import Fact, Reason
from tocsin.weigh.appraisal import appraised
from tocsin.weigh.credibility import credibility, tally, witnesses
from tocsin.weigh.evidence import Balance
from tocsin.weigh.grades import GradeBook
from tocsin.weigh.origins import Witness

_Heard = tuple[Witness, Appraisal]
_Appraise = Callable[[Proposition], list[_Heard]]
_RULES = ("says_so", "says_otherwise")


@dataclass(frozen=True, slots=True)
class ProCon:
    """The origins of a proposition and of its rivals.

    Attributes:
        favour: Those that say so, or speak of it without saying so, and do not count against it.
        against: Those that say otherwise, each once, whatever the rivals they say it in.
        withdrawn: Those that said so before they said otherwise; they are among `against` too.
        undecided: Those that say both, in favour and against, where nothing tells which they came to last.
        revisions: The rivals that take this proposition's place.
        revised: The rivals whose place this proposition takes; what they say does not speak against it.
    """

    favour: tuple[_Heard, ...]
    against: tuple[_Heard, ...]
    withdrawn: tuple[_Heard, ...]
    undecided: tuple[tuple[_Heard, _Heard], ...]
    revisions: tuple[Rival, ...]
    revised: tuple[Rival, ...]


def weigh(proposition: Proposition, rivals: Iterable[Rival], grades: GradeBook) -> Estimate:
    """Weigh a proposition by the independent origins for it and against it.

    Args:
        proposition: What some claims say. Where they say that something is not so, it is weighed whether they are right.
        rivals: The propositions that exclude it, or that revise it.
        grades: The reliability of sources, and whose their names are.
    """
    return _weighed(proposition, rivals, _appraiser(grades))


def weigh_all(contexts: Iterable[PropositionContext], grades: GradeBook) -> list[Estimate]:
    """Weigh several propositions as `weigh` does; what stands against several of them is appraised once."""
    appraise = _appraiser(grades)
    return [_weighed(one.proposition, one.rivals, appraise) for one in contexts]


def _appraiser(grades: GradeBook) -> _Appraise:
    """What tells whose word a proposition is and what that is worth, worked out once for each."""
    known: dict[int, tuple[Proposition, list[_Heard]]] = {}

    def appraise(proposition: Proposition) -> list[_Heard]:
        # Two propositions of one id may hold other claims. What is kept cannot give its number to another one.
        if id(proposition) not in known:
            known[id(proposition)] = proposition, appraised(proposition, grades)
        return known[id(proposition)][1]

    return appraise


def _weighed(proposition: Proposition, rivals: Iterable[Rival], appraise: _Appraise) -> Estimate:
    sides = _sides(proposition, rivals, appraise)
    favour, against = _speaking(sides.favour), _speaking(sides.against)
    heard = (*sides.favour, *sides.withdrawn, *(one for one, _ in sides.undecided))
    withdrawn = _speaking(heard[len(sides.favour) :])
    for_it, against_it = witnesses(favour), witnesses(against)
    told = [_strongest(favour, for_it), _strongest(against, against_it), _strongest(withdrawn, witnesses(withdrawn))]
    balance = Balance(*([one.testimony for one in side] for side in told))
    tallies = tally(favour, for_it, proposition.links), tally(against, against_it)
    grade, rule = credibility(*tallies, revised=bool(sides.revisions))
    moves = [
        _moved(rule_, one, bits)
        for rule_, side, strongest, moved in zip(_RULES, (favour, against), told, balance.bits(), strict=False)
        for one, bits in _with_bits(side, strongest, moved)
    ]
    interval = balance.interval
    return Estimate(
        proposition=proposition.id,
        subject=_subject(heard),
        probability=(round(interval[0], 6), round(interval[1], 6)) if interval is not None else None,
        credibility=grade,
        origins=_by_reports(heard),
        against=_by_reports([*sides.against, *(other for _, other in sides.undecided)]),
        favour=tuple(one for _, one in sides.favour),
        opposed=tuple(against),
        witnesses_for=_witnesses(heard),
        witnesses_against=_witnesses([*sides.against, *(other for _, other in sides.undecided)]),
        reasons=(
            *sorted(moves, key=lambda reason: (-abs(reason.weight), str(reason.facts["origin"]))),
            *_notes(sides, appraise),
            rule,
        ),
    )


def _sides(proposition: Proposition, rivals: Iterable[Rival], appraise: _Appraise) -> ProCon:
    """Who says so and who says otherwise, each origin once, and what becomes of those who say both."""
    own = {report.claim.id for report in proposition.claims}
    standing: list[Rival] = []
    revised: list[Rival] = []
    for rival in sorted(rivals, key=lambda one: one.proposition.id):
        revises = any(link.relation is Relation.REVISES and link.claim in own for link in rival.links)
        (revised if revises and not rival.later else standing).append(rival)
    favour = appraise(proposition)
    denials = [(heard, rival.later) for rival in standing for heard in appraise(rival.proposition)]
    groups = _same([witness for witness, _ in (*favour, *(heard for heard, _ in denials))])
    said = list(zip(groups, favour, strict=False))
    denied: dict[int, list[tuple[_Heard, bool]]] = defaultdict(list)
    for group, denial in zip(groups[len(favour) :], denials, strict=True):
        denied[group].append(denial)
    against = {group: _once([heard for heard, _ in row]) for group, row in denied.items()}
    both = {
        group for group, (_, one) in said
        if group in against and not one.is_open and not against[group][1].is_open
    }  # fmt: skip
    turned = {group for group in both if any(later for _, later in denied[group])}
    return ProCon(
        favour=tuple(heard for group, heard in said if group not in both),
        against=tuple(heard for group, heard in against.items() if group not in both - turned),
        withdrawn=tuple(heard for group, heard in said if group in turned),
        undecided=tuple((heard, against[group]) for group, heard in said if group in both - turned),
        revisions=tuple(rival for rival in standing if rival.later),
        revised=tuple(revised),
    )


def _same(witnesses: Sequence[Witness]) -> list[int]:
    """For each the first of those that are one origin with it: they share a party, or the document that names nobody."""
    parties = one_party(party for one in witnesses for party in one.parties)
    groups: Groups[tuple[str, str | int]] = Groups()
    for number, one in enumerate(witnesses):
        for party in one.parties:
            groups.join(("origin", number), ("party", parties[party.id]))
        for document in one.documents:
            groups.join(("origin", number), ("document", document))
    first: dict[tuple[str, str | int], int] = {}
    return [first.setdefault(groups.top(("origin", number)), number) for number in range(len(witnesses))]


def _once(heard: Sequence[_Heard]) -> _Heard:
    """One origin that speaks in several propositions: its strongest word counts, and all its reports are shown."""
    witness, first = max(heard, key=lambda one: (0.0, 0.0) if one[1].is_open else one[1].testimony.support)
    rows = {
        report.claim.id: (report, chain)
        for _, one in heard
        for report, chain in zip(one.origin.reports, one.origin.chains, strict=True)
    }
    reports, chains = zip(*rows.values(), strict=True)
    return witness, replace(first, origin=replace(first.origin, reports=reports, chains=chains))


def _speaking(heard: Iterable[_Heard]) -> list[Appraisal]:
    return [one for _, one in heard if not one.is_open]


def _with_bits(
    side: Iterable[Appraisal], strongest: Iterable[Appraisal], moved: Iterable[float]
) -> Iterator[tuple[Appraisal, float]]:
    """Each origin with what it moved: nothing, where another one of its witness says it more strongly."""
    bits = {id(one): own for one, own in zip(strongest, moved, strict=True)}
    return ((one, bits.get(id(one), 0.0)) for one in side)


def _strongest(said: Sequence[Appraisal], witness: Mapping[str, str]) -> list[Appraisal]:
    """Of each witness the word that supports most: a body and all who speak for it do not add up."""
    best: dict[str, Appraisal] = {}
    for one in said:
        known = best.setdefault(witness[one.origin.key], one)
        if one.testimony.support > known.testimony.support:
            best[witness[one.origin.key]] = one
    return list(best.values())


def _witnesses(heard: Iterable[_Heard]) -> int:
    """How many named witnesses say something: a body and all who speak for it are one."""
    return len(set(witnesses([one for _, one in heard if one.origin.is_named and not one.is_open]).values()))


def _by_reports(heard: Iterable[_Heard]) -> tuple[Origin, ...]:
    origins = [one.origin for _, one in heard]
    return tuple(sorted(origins, key=lambda one: (-len(one.reports), one.name, one.reports[0].claim.id)))


def _subject(heard: Iterable[_Heard]) -> str:
    """The words nearest to an origin; of a denial the whole sentence, for its clause often lacks the “not”.

    Of a belief since given up it is the belief that is weighed, and that is its clause.
    """
    nearest = min(heard, key=lambda one: one[0].closeness)[1].report
    is_denial = denies(nearest.claim) and nearest.claim.kind is not Kind.FORMER_BELIEF
    return " ".join((nearest.sentence if is_denial else nearest.claim.text).split())


def _moved(rule: str, one: Appraisal, bits: float) -> Reason:
    """By how much an origin moved the odds, and what its word is worth."""
    reports = len(one.origin.reports)
    facts: dict[str, Fact] = {
        "origin": one.origin.name, "certainty": one.report.claim.factuality.value, "grade": one.reliability.value,
        "through": one.through, "position": one.position.value, "reports": reports if reports > 1 else None,
    }  # fmt: skip
    return Reason(rule=f"weigh.{rule}", weight=round(bits, 3), facts=facts, claims=_ids(one))


def _notes(sides: ProCon, appraise: _Appraise) -> Iterator[Reason]:
    """What moved nothing, and why."""

    def note(rule: str, *heard: _Heard) -> Reason:
        claims = tuple(claim for _, one in heard for claim in _ids(one))
        return Reason(rule=f"weigh.{rule}", facts={"origin": heard[0][1].origin.name}, claims=claims)

    for heard in (*sides.favour, *sides.against):
        if heard[1].is_open:
            is_given_up = heard[1].report.claim.kind is Kind.FORMER_BELIEF
            yield note("gave_it_up" if is_given_up else "leaves_open", heard)
    for heard in sides.withdrawn:
        yield note("turned", heard)
    for one, other in sides.undecided:
        yield note("says_both", one, other)
    for rule, rivals in (("is_revised", sides.revisions), ("revises", sides.revised)):
        for rival in rivals:
            claims = sorted(rival.proposition.claims, key=lambda one: (one.published or date.max, one.claim.id))
            first = claims[0]
            origins = [one.origin for _, one in appraise(rival.proposition)]
            who = next(one.name for one in origins if first in one.reports)
            day = first.published.isoformat() if first.published else None
            facts: dict[str, Fact] = {"quote": " ".join(first.claim.text.split()), "origin": who, "day": day}
            yield Reason(rule=f"weigh.{rule}", facts=facts, claims=tuple(report.claim.id for report in claims))


def _ids(one: Appraisal) -> tuple[str, ...]:
    return tuple(report.claim.id for report in one.origin.reports)

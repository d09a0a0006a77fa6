"""Who says so and who says otherwise, each origin once, and what becomes of those who say both."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tocsin.model.groups import Groups
from tocsin.model.link import Proposition, Relation, Rival
from tocsin.weigh.hearing import Appraisal, Appraiser
from tocsin.weigh.names import Words, parties_of

_Key = tuple[str, Words | str | int]


@dataclass(frozen=True, slots=True)
class ProCon:
    """The origins of a proposition and of its rivals.

    Attributes:
        favour: Those that say so, or speak of it without saying so, and do not count against it.
        against: Those that say otherwise, each once, whatever the rivals they say it in.
        withdrawn: Those that said so before they said otherwise; they are among `against` too.
        undecided: Those that say both, in favour and against, where nothing tells which they came to last.
        revisions: The rivals that take this proposition's place.
        revised: The rivals whose place this proposition takes; nobody is heard on them.
    """

    favour: tuple[Appraisal, ...]
    against: tuple[Appraisal, ...]
    withdrawn: tuple[Appraisal, ...]
    undecided: tuple[tuple[Appraisal, Appraisal], ...]
    revisions: tuple[Rival, ...]
    revised: tuple[Rival, ...]


def sides_of(proposition: Proposition, rivals: Iterable[Rival], hearing: Appraiser) -> ProCon:
    """Hear a proposition and its rivals."""
    standing, revised = _in_force(proposition, rivals)
    favour = hearing.of(proposition)
    denials = [(heard, rival.later) for rival in standing for heard in hearing.of(rival.proposition)]
    groups = _same([*favour, *(heard for heard, _ in denials)])
    said = list(zip(groups[: len(favour)], favour, strict=True))
    against = _by_group(groups[len(favour) :], denials)
    both = {group for group, heard in said if group in against and _speak(heard, against[group][0])}
    turned = {group for group in both if against[group][1]}
    return ProCon(
        favour=tuple(heard for group, heard in said if group not in both),
        against=tuple(heard for group, (heard, _) in against.items() if group not in both - turned),
        withdrawn=tuple(heard for group, heard in said if group in turned),
        undecided=tuple((heard, against[group][0]) for group, heard in said if group in both - turned),
        revisions=tuple(rival for rival in standing if rival.later),
        revised=tuple(revised),
    )


def _by_group(groups: Iterable[int], denials: Iterable[tuple[Appraisal, bool]]) -> dict[int, tuple[Appraisal, bool]]:
    """Each origin that says otherwise, once, and whether any of what it says is a later word."""
    found: dict[int, list[tuple[Appraisal, bool]]] = defaultdict(list)
    for group, denial in zip(groups, denials, strict=True):
        found[group].append(denial)
    return {group: (_once([heard for heard, _ in row]), any(later for _, later in row)) for group, row in found.items()}


def _speak(*heard: Appraisal) -> bool:
    return all(one.testimony is not None for one in heard)


def _in_force(proposition: Proposition, rivals: Iterable[Rival]) -> tuple[list[Rival], list[Rival]]:
    """The rivals that stand against a proposition, and those that it revises; in an order of their own."""
    own = {found.claim.id for found in proposition.claims}
    standing: list[Rival] = []
    revised: list[Rival] = []
    for rival in sorted(rivals, key=lambda one: one.proposition.id):
        revises = any(link.relation is Relation.REVISES and link.claim in own for link in rival.links)
        (revised if revises and not rival.later else standing).append(rival)
    return standing, revised


def _same(heard: Sequence[Appraisal]) -> list[int]:
    """For each the first of those that are one origin with it: they share a name, or the document that names nobody."""
    parties = parties_of(name for one in heard for name in one.witness.known_as)
    groups: Groups[_Key] = Groups()
    for number, one in enumerate(heard):
        for name in one.witness.known_as:
            groups.join(("heard", number), ("party", parties[name.words]))
        for document in one.witness.documents:
            groups.join(("heard", number), ("document", document))
    tops: dict[_Key, int] = {}
    return [tops.setdefault(groups.top(("heard", number)), number) for number in range(len(heard))]


def _once(heard: Sequence[Appraisal]) -> Appraisal:
    """One origin that speaks in several propositions: its strongest word counts, and all its reports are shown."""
    if len(heard) == 1:
        return heard[0]
    first = max(heard, key=lambda one: one.testimony.support if one.testimony else (0.0, 0.0))
    rows = {
        found.claim.id: (found, chain)
        for one in heard
        for found, chain in zip(one.origin.reports, one.origin.chains, strict=True)
    }
    reports, chains = zip(*rows.values(), strict=True)
    origin = replace(first.origin, reports=reports, chains=chains)
    return replace(first, witness=replace(first.witness, origin=origin))

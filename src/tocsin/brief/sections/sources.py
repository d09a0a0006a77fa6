"""Sources: how far each can be relied on, in how much it stands behind, and of how much it is the origin."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tocsin.brief.sections.commands import sources_command
from tocsin.brief.sections.material import BriefRecords
from tocsin.brief.sections.reports import more
from tocsin.brief.sections.slots import Slots
from tocsin.model.brief import Passage
from tocsin.model.query import Report
from tocsin.text.folding import folded

_SHOWN = 20


def sources(material: BriefRecords, slots: Slots) -> Iterator[Passage]:
    """Each source, those behind most claims first; graded ones are never left out."""
    behind = behind_claims(material.claims)
    own = own_claims(material.claims)
    ordered = sorted(behind, key=lambda key: (-len(behind[key]), key))
    shown = [
        key for number, key in enumerate(ordered) if number < _SHOWN or _name(behind[key][0], key) in material.grades
    ]
    for key in shown:
        found = behind[key][0]
        name = _name(found, key)
        yield slots.phrases.passage(
            "source",
            {
                "name": slots.name(found, name),
                "reliability": slots.reliability(name, material.grades.get(name)),
                "behind": slots.behind(key, len(behind[key])),
                "own": slots.own(key, len(own.get(key, ()))),
            },
        )
    rest = set(ordered) - set(shown)
    yield from more(slots, "source.more", "sources", sorted(rest), sources_command())


def behind_claims(claims: Iterable[Report]) -> Mapping[str, list[Report]]:
    """The claims that each source stands behind, as outlet, speaker or cited one; by its name without case and accents."""
    found: dict[str, list[Report]] = defaultdict(list)
    for one in claims:
        for key in dict.fromkeys(folded(name) for name in names(one)):
            found[key].append(one)
    return found


def own_claims(claims: Iterable[Report]) -> Mapping[str, list[Report]]:
    """The claims that each source is the origin of."""
    found: dict[str, list[Report]] = defaultdict(list)
    for one in claims:
        if one.claim.origin:
            found[folded(one.claim.origin)].append(one)
    return found


def names(report: Report) -> Iterator[str]:
    """Everybody behind a claim, as they are named, the outlet first."""
    yield from (name for name in (report.outlet, report.claim.speaker, *report.claim.sources) if name and name.strip())


def _name(report: Report, key: str) -> str:
    """The source's name as a claim has it."""
    return next(name for name in names(report) if folded(name) == key)

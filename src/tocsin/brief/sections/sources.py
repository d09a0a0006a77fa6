"""Sources: how reliable each is, how many claims it stands behind, and of how many it is the origin."""

from collections import defaultdict
from collections.abc import Iterator

from tocsin.brief.records import BriefRecords
from tocsin.brief.sections.passages import count, more, passage
from tocsin.model.brief import Fact, FactKind, Passage
from tocsin.model.source import Reliability

_SHOWN = 20


def sources(records: BriefRecords) -> Iterator[Passage]:
    """Each source, those behind most claims first; a source that an analyst graded is never left out."""
    named: dict[str, list[tuple[str, str]]] = defaultdict(list)
    own: dict[str, list[str]] = defaultdict(list)
    for report in records.claims:
        for name in report.names:
            if (party := records.parties.get(name)) is not None:
                named[party.id].append((report.claim.id, name))
        if (origin := records.origins.get(report.claim.id)) is not None:
            own[origin].append(report.claim.id)
    behind = {key: {claim for claim, _ in found} for key, found in named.items()}
    ordered = sorted(behind, key=lambda key: (-len(behind[key]), key))
    room = records.room(_SHOWN, a_document_in=10)
    shown = [key for number, key in enumerate(ordered) if number < room or key in records.grades]
    for key in shown:
        # The fullest name of the party, if a claim of the period has it.
        claim, name = next((pair for pair in named[key] if records.parties[pair[1]].name == pair[1]), named[key][0])
        grade = records.grades.get(key)
        reliability = grade.reliability if grade else Reliability.F
        facts = {
            "name": Fact(kind=FactKind.NAME, value=name, of=(claim,)),
            "reliability": Fact(kind=FactKind.RELIABILITY, value=reliability, of=(key,)),
            "behind": count(behind[key]),
            "own": count(own.get(key, ())),
        }
        yield passage("source", facts, about=key)
    yield from more("source", set(ordered) - set(shown), ("tocsin", "grade"))

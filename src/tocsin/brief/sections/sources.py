"""Sources: how reliable each is, how many claims it stands behind, and of how many it is the origin."""

from collections import defaultdict
from collections.abc import Iterator

from tocsin.brief.records import BriefRecords, names_behind
from tocsin.brief.sections.passages import count, more, passage
from tocsin.model.brief import Fact, FactKind, Passage
from tocsin.model.source import Reliability

_SHOWN = 20


def sources(records: BriefRecords) -> Iterator[Passage]:
    """Each source, those behind most claims first; a source that an analyst graded is never left out."""
    behind: dict[str, dict[str, str]] = defaultdict(dict)
    for report in records.claims:
        for name in names_behind(report):
            behind[records.source_key(name)].setdefault(report.claim.id, name)
    own: dict[str, list[str]] = defaultdict(list)
    for report in records.claims:
        if (origin := records.origins.get(report.claim.id)) is not None:
            own[origin].append(report.claim.id)
    ordered = sorted(behind, key=lambda key: (-len(behind[key]), key))
    shown = [key for number, key in enumerate(ordered) if number < _SHOWN or key in records.grades]
    for key in shown:
        claim, name = next(iter(behind[key].items()))
        grade = records.grades.get(key)
        facts = {
            "name": Fact(kind=FactKind.NAME, value=name, of=(claim,)),
            "reliability": Fact(
                kind=FactKind.RELIABILITY, value=grade.reliability if grade else Reliability.F, of=(key,)
            ),
            "behind": count(behind[key]),
            "own": count(own.get(key, ())),
        }
        yield passage("source", facts, about=key)
    yield from more("source", set(ordered) - set(shown), ("tocsin", "grade"))

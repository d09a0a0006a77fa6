"""Narratives: who told a line first, who repeats it from whom, how much of it and after how long."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tocsin.brief.harmless import plain
from tocsin.brief.records import BriefRecords, edge_key
from tocsin.brief.sections.passages import count, more, passage
from tocsin.model.brief import Fact, FactKind, Passage
from tocsin.model.echo import Edge, Narrative

_NARRATIVES, _EDGES = 6, 4
_COMMAND = ("tocsin", "echo")


def narratives(records: BriefRecords) -> Iterator[Passage]:
    """Each narrative that outlets repeat from each other, those of most documents first; below it who repeats whom."""
    edges: dict[str, list[Edge]] = defaultdict(list)
    for edge in records.edges:
        edges[edge.narrative].append(edge)
    ordered = sorted(records.narratives, key=lambda one: (-len(one.documents), one.id))
    for one in ordered[:_NARRATIVES]:
        own = sorted(edges[one.id], key=lambda edge: (-len(edge.copies), edge.lag_minutes, edge_key(edge)))
        beside = [_edge(records, edge) for edge in own[:_EDGES]]
        beside += more("narrative", map(edge_key, own[_EDGES:]), _COMMAND, label="repeats")
        yield _narrative(records, one, beside)
    yield from more("narrative", (one.id for one in ordered[_NARRATIVES:]), _COMMAND)


def _narrative(records: BriefRecords, one: Narrative, beside: list[Passage]) -> Passage:
    row = next(row for row in records.documents if row.id == one.first.document)
    facts = {
        "line": Fact(kind=FactKind.LINE, value=one.label, of=(one.id,)),
        "first": Fact(kind=FactKind.CARRIER, value=one.first.outlet, of=(one.id,)),
        "day": Fact(kind=FactKind.ISSUED, value=row.published or row.added.date(), of=(row.id,)),
        "documents": count(one.documents),
        "outlets": count(one.outlets),
    }
    return passage("narrative", facts, about=one.id, also=_saying(records, one.documents, (one.label,)), beside=beside)


def _edge(records: BriefRecords, edge: Edge) -> Passage:
    key, minutes = edge_key(edge), edge.lag_minutes
    facts = {
        "repeater": Fact(kind=FactKind.CARRIER, value=edge.repeater, of=(key,)),
        "source": Fact(kind=FactKind.CARRIER, value=edge.source, of=(key,)),
        "times": count(f"{copy.source}>{copy.repeater}" for copy in edge.copies),
        "share": Fact(kind=FactKind.SHARE, value=round(edge.share * 100), of=(key,)),
    }
    template = "narrative.repeated.day"
    if minutes > 0:
        template = "narrative.repeated"
        lag = (float(round(minutes)), round(minutes / 60, 1), round(minutes / 1440, 1))
        facts["lag"] = Fact(kind=FactKind.LAG, value=lag, of=(key,))
    said = [key for copy in edge.copies for key in _saying(records, (copy.repeater,), copy.passages)]
    return passage(template, facts, about=key, also=said[:1], label="repeats")


def _saying(records: BriefRecords, documents: Iterable[str], passages: Iterable[str]) -> tuple[str, ...]:
    """The first claim of these documents whose sentence has one of these passages, or is in one; none if there is none."""
    wanted = [plain(one) for one in passages]
    for document in documents:
        for report in records.by_document.get(document, ()):
            sentence = plain(report.sentence)
            if any(one in sentence or sentence in one for one in wanted if one and sentence):
                return (report.claim.id,)
    return ()

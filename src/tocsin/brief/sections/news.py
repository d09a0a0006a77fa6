"""What is new: the latest documents of the period, and of each the claims that are most worth reading."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from tocsin.brief.records import BriefRecords
from tocsin.brief.sections.passages import count, fact_of, more, passage, quote
from tocsin.model.brief import Fact, FactKind, Passage
from tocsin.model.kind import Kind
from tocsin.model.query import Report

_DOCUMENTS, _CLAIMS = 8, 2
_CONFLICT, _CHANGE, _ORIGIN, _ECHO = 1.5, 1.0, 1.5, -3.0
_LEADS = 1.5
"""What it adds that a document begins with it."""
_SAYS, _SOURCE, _STATEMENT, _SURE = 4.0, 0.5, 1.5, 0.5
"""What each feature adds to how much a claim is worth reading: a conflict or a change is news, a copy is not; `_SAYS` is
multiplied by the claim's weight."""
_NOT_WEIGHED, _MOST_ORIGINS = 0.5, 4


def news(records: BriefRecords) -> Iterator[Passage]:
    """The latest documents, the newest first; of each the weightiest claims, one a sentence, in the order of the text."""
    weight = _weight(records)
    rows = [row for row in records.documents if row.id in records.by_document]
    rows.sort(key=lambda row: (-(row.published or row.added.date()).toordinal(), row.name))
    room = records.room(_DOCUMENTS, a_document_in=10)
    for row in rows[:room]:
        held = records.by_document[row.id]
        chosen: dict[int, Report] = {}
        for report in sorted(held, key=lambda report: (-weight(report), report.claim.start)):
            if len(chosen) < _CLAIMS:
                chosen.setdefault(report.sentence_span.start, report)
        yield passage(
            "news.document" if row.published else "news.undated",
            {
                "issuer": Fact(kind=FactKind.ISSUER, value=row.outlet, of=(row.id,)),
                "issued": Fact(kind=FactKind.ISSUED, value=row.published or row.added.date(), of=(row.id,)),
                "title": Fact(kind=FactKind.TITLE, value=row.title or row.name, of=(row.id,)),
                "claims": count(report.claim.id for report in held),
            },
            about=row.id,
            beside=(_claim(report) for report in sorted(chosen.values(), key=lambda report: report.claim.start)),
        )
    yield from more("news", (row.id for row in rows[room:]), ("tocsin", "documents"))


def _claim(report: Report) -> Passage:
    facts = {"who": fact_of(report, FactKind.WHO), "certainty": fact_of(report, FactKind.CERTAINTY)}
    return passage("claim", {**facts, "quote": quote(report)}, about=report.claim.id)


def _weight(records: BriefRecords) -> Callable[[Report], float]:
    """How much each claim of the period is worth reading."""
    conflict = {key for one in records.conflicts for key in (one.link.claim, one.link.other)}
    change = {one.link.claim for one in records.changes}
    copied = {one.link.claim for one in records.echoes} | records.background
    origins: dict[str, set[str]] = defaultdict(set)
    for report in records.claims:
        if (origin := records.origins.get(report.claim.id)) is not None:
            origins[records.proposition_id(report.claim.id)].add(origin)

    def weight(report: Report) -> float:
        claim = report.claim
        further = len(origins[records.proposition_id(claim.id)]) - 1
        return sum((
            _CONFLICT * (claim.id in conflict), _CHANGE * (claim.id in change), _ECHO * (claim.id in copied),
            _LEADS * (report.sentence_span.start == records.by_document[report.document][0].sentence_span.start),
            _ORIGIN * max(0, min(_MOST_ORIGINS, further)),
            _SAYS * (_NOT_WEIGHED if claim.weight is None else claim.weight),
            _SOURCE * bool(claim.sources), _STATEMENT * (claim.kind is Kind.STATEMENT),
            _SURE * (abs(claim.factuality.score) >= 1),
        ))  # fmt: skip

    return weight

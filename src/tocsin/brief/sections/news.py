"""What is new: the latest documents of the period, and of each the claims that are most worth telling."""

from collections import defaultdict
from collections.abc import Iterator

from tocsin.brief.sections.commands import documents_command
from tocsin.brief.sections.material import BriefRecords
from tocsin.brief.sections.ranking import Weights
from tocsin.brief.sections.reports import claim, more
from tocsin.brief.sections.slots import Slots
from tocsin.model.brief import Passage
from tocsin.model.query import DocumentRow, Report

_DOCUMENTS, _CLAIMS = 8, 3


def news(material: BriefRecords, slots: Slots) -> Iterator[Passage]:
    """The latest documents, newest first."""
    weights = Weights(material)
    held: dict[str, list[Report]] = defaultdict(list)
    for found in material.claims:
        held[found.document].append(found)
    rows = sorted((row for row in material.documents if row.id in held), key=_newest)
    for row in rows[:_DOCUMENTS]:
        yield slots.phrases.passage(
            "news.document",
            {
                "issued": slots.issued(row),
                "title": slots.title(row),
                "claims": slots.count("claims", (found.claim.id for found in held[row.id])),
            },
            beside=[claim(slots, found) for found in weights.best(held[row.id], _CLAIMS)],
        )
    yield from more(slots, "news.more", "documents", (row.id for row in rows[_DOCUMENTS:]), documents_command())


def _newest(row: DocumentRow) -> tuple[int, str]:
    day = row.published or row.added.date()
    return (-day.toordinal(), row.name)

"""What stands around a claim: the sentences before it in the same turn, as far as the case knows them by their claims."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tocsin.model.kind import Kind
from tocsin.model.query import Report
from tocsin.model.span import Span

BACK = 8
"""Sentences of one's own turn that a figure may go back to for what it does not say itself."""


@dataclass(slots=True)
class Passage:
    """A sentence with its claims, in the order of the text, and its number in the document."""

    number: int
    span: Span
    text: str
    claims: list[Report] = field(default_factory=list)

    @property
    def speaker(self) -> str | None:
        """Who utters it."""
        return self.claims[0].claim.speaker

    @property
    def asks(self) -> bool:
        """Whether it asks something."""
        return any(found.claim.kind is Kind.QUESTION for found in self.claims)


class Passages:
    """The sentences of a case's documents that hold claims."""

    def __init__(self, claims: Iterable[Report]) -> None:
        documents: dict[str, list[Report]] = defaultdict(list)
        for found in claims:
            documents[found.document].append(found)
        self._claims = documents
        self._made: dict[str, list[Passage]] = {}
        self._numbers: dict[str, dict[int, int]] = {}

    def of(self, report: Report) -> Passage:
        """The sentence that a claim stands in."""
        return self._document(report.document)[self._numbers[report.document][report.sentence_span.start]]

    def before(self, report: Report) -> Iterator[Passage]:
        """The sentences before a claim's own, nearest first: of the same turn, and of the question it answers."""
        passages, here = self._document(report.document), self.of(report)
        answered = False
        for number in range(here.number - 1, max(-1, here.number - 1 - BACK), -1):
            passage = passages[number]
            if passage.speaker != here.speaker:
                # What leads up to a question, by whoever asks it, belongs to it.
                leads_up = answered and passage.speaker == passages[number + 1].speaker
                if not leads_up and (answered or not passage.asks):
                    return
                answered = True
            elif answered:
                return
            yield passage

    def turn(self, report: Report) -> list[Passage]:
        """The sentences of a claim's own turn, in order, those after it among them, as far as they may matter."""
        passages, here = self._document(report.document), self.of(report)
        first = last = here.number
        while first > 0 and here.number - first < BACK and passages[first - 1].speaker == here.speaker:
            first -= 1
        while last + 1 < len(passages) and last - here.number < BACK and passages[last + 1].speaker == here.speaker:
            last += 1
        return passages[first : last + 1]

    def _document(self, document: str) -> list[Passage]:
        if document not in self._made:
            by_start: dict[int, Passage] = {}
            for found in sorted(self._claims[document], key=lambda one: (one.sentence_span.start, one.claim.start)):
                start = found.sentence_span.start
                passage = by_start.setdefault(start, Passage(len(by_start), found.sentence_span, found.sentence))
                passage.claims.append(found)
            self._made[document] = list(by_start.values())
            self._numbers[document] = {start: passage.number for start, passage in by_start.items()}
        return self._made[document]

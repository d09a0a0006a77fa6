"""What a claim's own passage and record hold of names, numbers and days, read off without the wording of briefs.

It is the lint's second opinion: were a rule of wording to make up a number, this would not know it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tocsin.model.brief import FactKind, Mark, Passage
from tocsin.model.query import Report
from tocsin.model.time import Time

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_][^\W_]*")

OF_A_CLAIM = frozenset((
    FactKind.QUOTE, FactKind.WHO, FactKind.NAME, FactKind.OUTLET, FactKind.DAY, FactKind.WHEN,
    FactKind.FIGURE, FactKind.BOUND, FactKind.PLACE,
    FactKind.DISPUTE, FactKind.CERTAINTY,
))  # fmt: skip
"""What is shown of one claim."""


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """The capitalised words, numbers and days that a claim allows."""

    words: frozenset[str]
    numbers: frozenset[float]
    days: frozenset[date]

    @classmethod
    def of(cls, report: Report) -> "ClaimFacts":
        """Those of a claim: of its passage and of the fields of its record."""
        claim = report.claim
        text = " ".join(filter(None, _texts(report)))
        days = {report.published, *_days(claim.time), *_days(claim.said), *map(_date, _DAY.findall(text))}
        ends = {end for quantity in claim.quantities for end in (quantity.low, quantity.high) if end is not None}
        return cls(
            words=frozenset(_WORD.findall(text)),
            numbers=frozenset(ends | set(_numbers(text))),
            days=frozenset(day for day in days if day is not None),
        )

    def without(self, text: str) -> Iterator[str]:
        """What a text names that is not among them."""
        for day in _DAY.findall(text):
            if _date(day) not in self.days:
                yield day
        rest = _DAY.sub(" ", text)
        for number in _NUMBER.findall(rest):
            if not self.numbers & set(_numbers(number)):
                yield number
        for word in _WORD.findall(rest):
            if word[0].isupper() and word not in self.words:
                yield word


def ungrounded(passage: Passage, mark: Mark, report: Report) -> list[str]:
    """The names, numbers and days of a marked stretch that its claim does not hold."""
    return list(ClaimFacts.of(report).without(passage.text[mark.start : mark.end]))


def _texts(report: Report) -> Iterator[str | None]:
    claim = report.claim
    yield from (report.sentence, claim.text, report.outlet, report.name, claim.speaker, *claim.sources)
    for quantity in claim.quantities:
        yield from (quantity.noun, quantity.unit, quantity.measure)
    for place in claim.places:
        yield place.name
        if place.dispute is not None:
            held = place.dispute
            yield from (held.territory, held.de_jure, held.basis, *held.claimed_by, *held.controlled_by, held.since)
            yield held.as_of
    for time in (claim.time, claim.said):
        if time is not None:
            yield from (time.value, time.edtf)


def _days(time: Time | None) -> tuple[date | None, ...]:
    return (time.earliest, time.latest) if time is not None else ()


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _numbers(text: str) -> Iterator[float]:
    """Each number of a text, with a comma or point taken as either of the things it can be."""
    for number in _NUMBER.findall(text):
        for plain in {number.replace(",", ""), number.replace(".", "").replace(",", "."), number.replace(",", ".")}:
            try:
                yield float(plain)
            except ValueError:
                continue

"""What is noted of a quantity beside its bounds: measure, unit, the whole it is a part of, whether it is set aside, why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tocsin.model.quantity import Quantity
from tocsin.model.span import Span
from tocsin.read.quantities.denials import DenialReader
from tocsin.read.quantities.findings import QuantityMatch
from tocsin.read.quantities.lexemes import Line
from tocsin.read.quantities.predicates import PredicateReader, Told
from tocsin.read.quantities.units import UnitNamer
from tocsin.read.quantities.wholes import WholeFinder


class NoteTaker:
    """Makes quantities of the findings of a sentence."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._wholes = WholeFinder(table)
        self._denials = DenialReader(table)
        self._predicates = PredicateReader(table)
        self._units = UnitNamer(table)

    def quantities(self, line: Line, findings: Sequence[QuantityMatch]) -> Iterator[Quantity]:
        """The quantities of a sentence, in order, with their notes."""
        denied = [self._denials.denied(line, findings, number) for number in range(len(findings))]
        linked = self._linked(line, findings, denied)
        told = self._told(line, linked)
        for finding, measure, words in zip(linked, told, denied, strict=True):
            yield self._quantity(line, finding, measure, words)

    def _linked(
        self, line: Line, findings: Sequence[QuantityMatch], denied: Sequence[str | None]
    ) -> list[QuantityMatch]:
        """The findings with the wholes they are parts of: never a number that was set aside, but the one in its place."""
        linked = list(findings)
        instead = _instead(findings, denied)
        nouns = {finding.span: finding.noun for finding in findings}
        for number, finding in enumerate(linked):
            whole = self._wholes.whole(line, linked, number)
            whole = instead.get(whole, whole) if whole is not None else None
            if whole is None or whole == finding.span:
                linked[number] = replace(finding, whole=None)
                continue
            noun = finding.noun or nouns.get(whole)
            reason = f"part of “{line.text[whole.start : whole.end]}”"
            linked[number] = replace(finding, whole=whole, noun=noun, reasons=(*finding.reasons, reason))
        return linked

    def _told(self, line: Line, findings: Sequence[QuantityMatch]) -> list[Told | None]:
        """What each finding measures: a part in no clause of its own what its whole does."""
        found = [self._predicates.told(line, finding) for finding in findings]
        by_span = {finding.span: number for number, finding in enumerate(findings)}
        for number, finding in enumerate(findings):
            at = by_span.get(finding.whole) if finding.whole is not None else None
            if at is not None and found[at] is not None and not self._predicates.has_own_verb(line, finding):
                found[number] = found[at]
        return found

    def _quantity(self, line: Line, finding: QuantityMatch, told: Told | None, denied: str | None) -> Quantity:
        amount = finding.amount
        unit, rate = self._units.unit(line, finding)
        reasons = [*amount.reasons, *finding.reasons]
        if told is not None:
            reasons.append(f"“{told[1]}” tells what is measured: {told[0]}")
        if rate:
            reasons.append(f"“{rate}”: a rate")
        if denied is not None:
            reasons.append(f"“{denied}”: set aside for another number")
        return Quantity(
            start=finding.span.start, end=finding.span.end, low=amount.low, high=amount.high,
            low_open=amount.low_open, high_open=amount.high_open, approximate=amount.approximate,
            noun=finding.noun, measure=told[0] if told is not None else None, unit=unit, part_of=finding.whole,
            denied=denied is not None, reasons=tuple(reasons),
        )  # fmt: skip


def _instead(findings: Sequence[QuantityMatch], denied: Sequence[str | None]) -> dict[Span, Span | None]:
    """The span of each number that was set aside, with that of the number before or after it that was not."""
    spans: dict[Span, Span | None] = {}
    for number, finding in enumerate(findings):
        if denied[number] is None:
            continue
        beside = [at for at in (number - 1, number + 1) if 0 <= at < len(findings) and denied[at] is None]
        spans[finding.span] = findings[beside[0]].span if beside else None
    return spans

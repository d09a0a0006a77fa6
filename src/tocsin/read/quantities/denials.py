"""Numbers that the words set aside for another: "200, not 120", "not 30 but 50", "16 rather than 60"."""

from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.read.quantities.findings import QuantityMatch
from tocsin.read.quantities.lexemes import Line, Phrases

NEAR = 8
"""Words that may stand between a number set aside and the one that stands in its place."""


class DenialReader:
    """Tells whether a number is set aside for another one of the same sentence."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["denials"]
        self._not = Phrases.of(words["not"], True)
        self._instead = Phrases.of(words["instead"], True)
        self._but = frozenset(words["but"])
        self._pauses = frozenset(words["pauses"])

    def denied(self, line: Line, findings: Sequence[QuantityMatch], number: int) -> str | None:
        """The words that set a finding aside, None if nothing does."""
        finding = findings[number]
        at = finding.amount.first - 1
        found = self._instead.ending(line, at)
        beside = (*findings[max(0, number - 1) : number], *findings[number + 1 : number + 2])
        if found is not None and any(one.amount.kind is finding.amount.kind for one in beside):
            return _words(line, found[0], at)
        found = self._not.ending(line, at)
        if found is None:
            return None
        before = findings[number - 1] if number else None
        if before is not None and line.word(found[0] - 1) in self._pauses and self._corrects(line, before, finding):
            return _words(line, found[0], at)
        after = findings[number + 1] if number + 1 < len(findings) else None
        return _words(line, found[0], at) if after is not None and self._opposed(line, finding, after) else None

    def _corrects(self, line: Line, before: QuantityMatch, finding: QuantityMatch) -> bool:
        """Whether the number before stands near enough, and counts the same, to be the right one."""
        near = finding.amount.first - before.amount.last <= NEAR
        return near and before.amount.kind is finding.amount.kind

    def _opposed(self, line: Line, finding: QuantityMatch, after: QuantityMatch) -> bool:
        """Whether "but" leads over to the number that is meant."""
        gap = line.words[finding.amount.last + 1 : after.amount.first]
        return len(gap) <= NEAR and not self._but.isdisjoint(gap) and finding.amount.kind is after.amount.kind


def _words(line: Line, first: int, last: int) -> str:
    return line.text[line.starts[first] : line.ends[last]]

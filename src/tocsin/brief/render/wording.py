"""The wording of a brief: the sentences of the lexicon, filled with facts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from tocsin.brief.harmless import LONGEST, excerpt, plain
from tocsin.brief.wording import dispute_words, figure_words
from tocsin.errors import LexiconError
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.wording import wording_of
from tocsin.lexicon.yardstick import terms
from tocsin.model.brief import Fact, FactKind, Passage
from tocsin.model.kind import Kind
from tocsin.model.place import Dispute
from tocsin.model.quantity import Quantity
from tocsin.model.reason import Reason
from tocsin.model.yardstick import Yardstick
from tocsin.text.numbers import percent_range

_NAME = 120
"""Characters of a name."""
ID = 8
"""Digits of a claim's id that are shown."""
_HOURS, _DAYS = 2, 2
"""From how many hours on a time is told in hours, and from how many days on in days."""


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a worded passage: fixed wording, or a fact with the name of its place."""

    text: str
    name: str = ""
    fact: Fact | None = None


class BriefWording:
    """The sentences, headings and labels of briefs in one language (`briefs.toml`).

    A sentence names its facts in braces. How a fact is worded follows from its kind; a number takes a format,
    `{reports:count report|reports}`.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.language = lexicon.language
        self._table: Mapping[str, Any] = lexicon.table("briefs")
        self._reasons = wording_of(lexicon)
        self._terms = dict(zip(Yardstick, terms(lexicon.language), strict=True))
        own = [self._table[name] for name in ("unknown", "standings", "words", "kinds")]
        own += [lexicon.table(name) for name in ("reasons", "phrases")]
        self.fixed = frozenset(word for table in own for word in _words_in(table))
        """The words that the wording of a fact may add to it."""

    def word(self, table: str, name: str) -> str:
        """A heading, a label, or another single entry.

        Raises:
            LexiconError: There is none.
        """
        try:
            return str(self._table[table][name])
        except KeyError as error:
            raise LexiconError(f"briefs.toml of {self.language!r} has no {name!r} in [{table}]") from error

    def places(self, template: str) -> Iterator[tuple[str, str | None, str | None]]:
        """A sentence taken apart: fixed wording, the name of the fact that follows it, and its format.

        Raises:
            LexiconError: There is no such sentence.
        """
        for fixed, name, spec, _ in Formatter().parse(self.word("templates", template)):
            yield fixed, name, spec

    def runs(self, passage: Passage) -> Iterator[Run]:
        """A passage in words, on one line.

        Raises:
            LexiconError: There is no such sentence, it names a fact that the passage lacks, or a fact cannot be worded.
        """
        for fixed, name, spec in self.places(passage.template):
            if fixed:
                yield Run(fixed)
            if name is not None:
                try:
                    fact = passage.facts[name]
                    words = self._reasons.formats.format_field(fact.value, spec) if spec else self._words(fact)
                except (LookupError, TypeError, ValueError) as error:
                    raise LexiconError(f"{name!r} of {passage.template!r} cannot be worded: {error!r}") from error
                yield Run(plain(words), name, fact)

    def text(self, passage: Passage) -> str:
        """A passage as one line of text."""
        return "".join(run.text for run in self.runs(passage))

    def _words(self, fact: Fact) -> str:
        match fact.kind, fact.value:
            case FactKind.QUOTE | FactKind.TITLE | FactKind.LINE, str(text):
                return excerpt(text, LONGEST)
            case FactKind.WHO, (speaker, *sources):
                names = [speaker or self.word("unknown", "speaker"), *sources]
                return self.word("words", "citing").join(excerpt(str(name), _NAME) for name in names)
            case FactKind.CERTAINTY, (str(factuality), str(kind)):
                sure, what = self._of("certainty", factuality), self.word("kinds", kind)
                # A question is not stated with any certainty; of a plain statement only the certainty is told.
                return what if kind == Kind.QUESTION else sure if kind == Kind.STATEMENT else f"{sure}, {what}"
            case FactKind.FIGURE, Quantity() as quantity:
                return excerpt(figure_words(quantity, self.language), _NAME)
            case FactKind.DISPUTE, Dispute() as dispute:
                return dispute_words(dispute, self.language)
            case FactKind.PROBABILITY, (float(low), float(high)):
                steps = dict.fromkeys(self._terms[Yardstick.of(end)] for end in (low, high))
                return f"{self.word('words', 'to').join(steps)} ({percent_range(low, high)})"
            case FactKind.CREDIBILITY, str(grade):
                return f"{grade} ({self._of('credibilities', grade)})"
            case FactKind.RELIABILITY, str(grade):
                return f"{grade} ({self._of('reliabilities', grade)})"
            case FactKind.STANDING, str(standing):
                return self.word("standings", standing)
            case FactKind.SUBJECT, (str(subject), measure, place):
                counted = f"{subject} ({measure})" if measure else subject
                return excerpt(f"{counted}{self.word('words', 'where')}{place}" if place else counted, _NAME)
            case FactKind.LEVEL, (low, best, high):
                words = figure_words(_range(low, high), self.language)
                if best is None or low == high:
                    return words
                return f"{words}, {self.word('words', 'best')} {figure_words(_range(best, best), self.language)}"
            case FactKind.REASON, tuple(reasons):
                return self._reasons.all([reason for reason in reasons if isinstance(reason, Reason)])
            case FactKind.LAG, (float(minutes), float(hours), float(days)):
                unit, number = ("minutes", minutes) if hours < _HOURS else ("hours", hours)
                unit, number = ("days", days) if days >= _DAYS else (unit, number)
                return f"{number:g} {self.word('words', unit)}"
            case FactKind.CHARACTERS, (start, end):
                return f"{start}–{end}"
            case FactKind.ID, str(key):
                return key[:ID]
            case kind, None:
                return self.word("unknown", kind)
            case _, value:
                return excerpt(str(value), _NAME)

    def _of(self, values: str, value: str) -> str:
        return self._reasons.formats.format_field(value, f"of {values}")


def _words_in(table: Any) -> Iterator[str]:
    if isinstance(table, str):
        yield from re.findall(r"\w+", table)
    entries = table.values() if isinstance(table, dict) else table if isinstance(table, list) else ()
    for entry in entries:
        yield from _words_in(entry)


def _range(low: Any, high: Any) -> Quantity:
    """Bounds as a quantity; one that was computed is known to no more than four digits."""
    ends = (value if value is None or float(value).is_integer() else float(f"{value:.4g}") for value in (low, high))
    return Quantity(start=0, end=0, low=next(ends), high=next(ends))

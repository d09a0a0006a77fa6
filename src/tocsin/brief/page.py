"""A brief as one self-contained page: no script, nothing from outside, all text escaped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from re import split

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from tocsin.brief.references import (
    certainty_classes,
    cited_numbers,
    numbers,
    probability_tone,
    references,
    runs,
    shown,
)
from tocsin.brief.sections.phrases import Phrases
from tocsin.model.brief import Brief, FactKind, Mark, Passage, Section

_SIDE_BY_SIDE = ("conflicts", "changes", "echoes")
"""Sections whose passages stand over a table of two columns."""
_PLAIN = frozenset((FactKind.WHO, FactKind.DAY, FactKind.OUTLET, FactKind.CERTAINTY, FactKind.REASON))
"""What needs no look of its own."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a passage that looks the same; `code` is what a person would type."""

    text: str
    classes: str = ""
    code: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A passage as the page shows it."""

    runs: tuple[Run, ...]
    cited: tuple[int, ...]
    command: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """What bears a passage out, by what it is to it."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage with what stands beside it."""

    line: Line
    columns: tuple[Column, ...]
    rings: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A section."""

    name: str
    heading: str
    entries: tuple[Entry, ...]
    is_table: bool


def brief_page(brief: Brief, phrases: Phrases) -> str:
    """The whole page."""
    painter = _Painter(brief)
    return _template().render(
        title=shown(brief.title), language=brief.language, version=version("tocsin"),
        parts=tuple(painter.part(section) for section in brief.sections),
        references=references(brief, phrases), heading=phrases.heading("references"),
    )  # fmt: skip


def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("brief.html.jinja")


class _Painter:
    """Passages as lines, with the colours of the claims they cite."""

    def __init__(self, brief: Brief) -> None:
        self._number: Mapping[str, int] = numbers(brief)
        self._claims = {found.claim.id: found.claim for found in brief.references}

    def part(self, section: Section) -> Part:
        """A section with all its passages."""
        entries = tuple(self._entry(passage) for passage in section.passages)
        return Part(section.name, section.heading, entries, section.name in _SIDE_BY_SIDE)

    def _entry(self, passage: Passage) -> Entry:
        columns = tuple(
            Column(label, tuple(map(self._line, held)))
            for label, held in groupby(passage.beside, key=lambda one: one.label)
        )
        return Entry(self._line(passage), columns, passage.template == "alarm.rings")

    def _line(self, passage: Passage) -> Line:
        made = tuple(run for text, mark in runs(passage) for run in self._runs(text, mark, passage))
        command = shown(passage.command) if passage.command else None
        return Line(made, cited_numbers(passage, self._number), command)

    def _runs(self, text: str, mark: Mark | None, passage: Passage) -> Iterator[Run]:
        if mark is not None:
            # What a proposition says has a probability, not a speaker's certainty.
            says = mark.shows is FactKind.QUOTE and passage.template.startswith("proposition")
            yield Run(text, "saying" if says else self._classes(text, mark))
            return
        for number, piece in enumerate(split("`", text)):
            if piece:
                yield Run(piece, code=bool(number % 2))

    def _classes(self, text: str, mark: Mark) -> str:
        if mark.shows is FactKind.QUOTE and mark.of[0] in self._claims:
            return "quote " + certainty_classes(self._claims[mark.of[0]])
        if mark.shows is FactKind.PROBABILITY:
            return f"tag {probability_tone(text)}"
        return "" if mark.shows in _PLAIN else f"fact {mark.shows.replace(' ', '-')}"

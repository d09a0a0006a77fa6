"""The fixed wording of briefs, and how a sentence of it is filled with what records say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from tocsin.errors import LexiconError
from tocsin.lexicon.language import Lexicon
from tocsin.model.brief import FactKind, Mark, Passage

_TABLE = "briefs"
Piece = tuple[str, str | None]
"""Fixed wording, and the name of what follows it; None at the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What fills a place of a sentence: its words, what they show, and the ids of the records they show it of."""

    text: str
    shows: FactKind
    of: tuple[str, ...]
    claims: tuple[str, ...] = ()


class Phrases:
    """A language's sentences for briefs."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.language = lexicon.language
        self._table = lexicon.table(_TABLE)

    def heading(self, section: str) -> str:
        """The heading of a section."""
        return self._word("headings", section)

    def label(self, name: str) -> str:
        """What a passage is to the one it stands beside."""
        return self._word("labels", name) if name else ""

    def unknown(self, what: str) -> str:
        """What stands where a record does not tell."""
        return self._word("unknown", what)

    def word(self, name: str) -> str:
        """A word that is joined to what a record says."""
        return self._word("words", name)

    def standing(self, name: str) -> str:
        """What became of an account of a figure."""
        return self._word("standings", name)

    def counted(self, number: int, noun: str) -> str:
        """A number with what is counted: "1 report", "1,200 reports"."""
        one, several = self._entry("counted", noun)
        return f"{number:,} {one if number == 1 else several}"

    def pieces(self, template: str) -> tuple[Piece, ...]:
        """A sentence taken apart: fixed wording and the names of what fills it, by turns.

        Raises:
            LexiconError: There is no such sentence.
        """
        return tuple((fixed, name) for fixed, name, _, _ in Formatter().parse(self._word("templates", template)))

    def templates(self) -> tuple[str, ...]:
        """The names of all sentences."""
        return tuple(self._table["templates"])

    def passage(
        self, template: str, slots: Mapping[str, Slot], *, label: str = "", beside: Iterable[Passage] = (),
        command: str | None = None, also: Iterable[str] = (),
    ) -> Passage:  # fmt: skip
        """A sentence filled with what records say.

        Args:
            template: Which sentence.
            slots: What fills each place of it, by the place's name.
            label: What the passage is to the one it stands beside, by the label's name.
            beside: What bears it out.
            command: What lists the rest.
            also: Ids of claims it rests on besides those that its slots are of.
        """
        text, marks, cited = "", [], dict.fromkeys(also)
        for fixed, name in self.pieces(template):
            text += fixed
            if name is not None:
                slot = slots[name]
                marks.append(Mark(start=len(text), end=len(text) + len(slot.text), shows=slot.shows, of=slot.of))
                text += slot.text
                cited.update(dict.fromkeys(slot.claims))
        return Passage(
            text=text, claims=tuple(cited), template=template, marks=tuple(marks), label=self.label(label),
            beside=tuple(beside), command=command,
        )  # fmt: skip

    def headings(self) -> Iterator[str]:
        """Every heading, as it is shown."""
        yield from self._table["headings"].values()

    def labels(self) -> Iterator[str]:
        """Every label, as it is shown."""
        yield from self._table["labels"].values()

    def _word(self, table: str, name: str) -> str:
        found = self._entry(table, name)
        return str(found)

    def _entry(self, table: str, name: str) -> Any:
        try:
            return self._table[table][name]
        except KeyError as error:
            raise LexiconError(f"{_TABLE}.toml of {self.language!r} has no {name!r} in [{table}]") from error

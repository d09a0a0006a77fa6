"""Claims that count up by one: "a third man has died" tells that three have."""

import re
from collections.abc import Callable, Collection

from tocsin.lexicon.counted import Measures
from tocsin.lexicon.language import Lexicon
from tocsin.model.quantity import FigureStatus, Quantity, Thing
from tocsin.model.query import Report


class CountingUp:
    """Finds in claims which one of some things somebody was."""

    def __init__(
        self, lexicon: Lexicon, thing: str, heads: Collection[str], measure: str, form: Callable[[str], str]
    ) -> None:
        """Take the form of the thing, those of its kinds, what is asked of it, and what brings a word to its form."""
        table = lexicon.table("counted")["counting_up"]
        self._thing, self._heads, self._measure, self._form = thing, heads, measure, form
        self._numbers: dict[str, int] = table["ordinals"]
        self._measures = Measures(lexicon)
        self._phrases = re.compile(rf"\b(?:{'|'.join(table['phrases'].get(measure, ['(?!)']))})\b")
        self._found = re.compile(
            rf"\b(?:{'|'.join(table['before'])}) ({'|'.join(self._numbers)})((?: [\w'’-]+){{1,3}})", re.IGNORECASE
        )

    def of(self, report: Report) -> Quantity | None:
        """The sum that a claim tells so; None for any other claim."""
        text = report.claim.text
        found = self._found.search(text)
        if found is None:
            return None
        words = found[2].split()
        at = next((n for n, word in enumerate(words) if self._form(word.lower()) in self._heads), None)
        if at is None:
            return None
        told = (self._measures.named(word.lower().strip(".,;:")) for word in text.split())
        if self._measure not in told and self._phrases.search(text.lower()) is None:
            return None
        number = float(self._numbers[found[1].lower()])
        start = report.claim.start + found.start(1)
        return Quantity(
            start=start, end=start + len(found[1]), low=number, high=number, noun=words[at], measure=self._measure,
            things=(Thing(head=self._thing),), increment=False, status=FigureStatus.IS,
        )  # fmt: skip

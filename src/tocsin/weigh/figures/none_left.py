"""Claims that tell, without a number, that none of a thing is there any more: "the last ship left"."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.nations import nations
from tocsin.model.quantity import FigureStatus, Owner, OwnerRule, Quantity, Thing
from tocsin.model.query import Report


class NoneLeft:
    """Finds in claims that none of some things is there."""

    def __init__(self, lexicon: Lexicon, heads: Collection[str], form: Callable[[str], str]) -> None:
        """Take the forms of the things, and what brings a word to its form."""
        self._nations = nations(lexicon)
        table = lexicon.table("counted")["none_left"]
        self._heads, self._form = heads, form
        self._perfect = re.compile(rf"(?:{'|'.join(table['perfect'])})\b")
        self._gone = re.compile(rf"\b(?:{'|'.join(table['gone'])})\b")
        self._being = frozenset(lexicon.table("counted")["status"]["states"])
        self._last, self._none = frozenset(table["last"]), frozenset(table["none"])
        self._phrase = re.compile(
            rf"\b({'|'.join(map(re.escape, (*table['last'], *table['none'])))}|the)((?: [\w'’-]+){{1,5}})",
            re.IGNORECASE,
        )
        self._all = re.compile(rf"\b(?:{'|'.join(table['all'])}) $", re.IGNORECASE)
        self._planned = re.compile(rf"\b(?:{'|'.join(table['planned'])})\b")

    def all_gone(self, report: Report, quantity: Quantity, last: Quantity | None) -> Quantity:
        """The figure 0 instead of a figure of all that went away: "all six went home"; any other figure as it is.

        Args:
            report: The claim.
            quantity: Its figure.
            last: What counted the things right before it, if anything did.
        """
        sentence, start = report.sentence, report.sentence_span.start
        before, behind = sentence[: max(0, quantity.start - start)], sentence[quantity.end - start :]
        whole = self._all.search(before) is not None and self._gone.search(behind) is not None
        if not whole or self._planned.search(report.claim.text.lower()) is not None:
            return quantity
        goes_on = last if last is not None and not quantity.things else quantity
        things = goes_on.things
        if not any(thing.head in self._heads for thing in things):
            return quantity
        return replace(
            quantity,
            low=0.0,
            high=0.0,
            things=things,
            owners=goes_on.owners,
            measure="present",
            clause_measure=None,
            status=FigureStatus.IS,
        )

    def of(self, report: Report) -> Quantity | None:
        """The figure 0 of a claim that says so; None for any other claim."""
        text, predicate = report.claim.text, report.claim.predicate
        for found in self._phrase.finditer(text):
            opening = found[1].lower()
            if opening in self._none and predicate not in self._being:
                continue
            if opening == "the" and self._perfect.search(text, found.start(2)) is None:
                continue
            if opening in self._last and self._gone.search(text, found.start(2)) is None:
                continue
            words = found[2].split()
            at = next((n for n, word in enumerate(words) if self._form(word.lower()) in self._heads), None)
            if at is None:
                continue
            if opening == "the" and not self._perfect.match(
                text, found.start(2) + len(" ".join(["", *words[: at + 1], ""]))
            ):
                continue
            start = report.claim.start + found.start()
            named = list(self._nations.named(words[:at]))
            taken = {n for nation in named for n in range(nation.first, nation.end)}
            forms = tuple(self._form(word.lower()) for n, word in enumerate(words[:at]) if n not in taken)
            return Quantity(
                start=start, end=start + len(opening), low=0.0, high=0.0, noun=words[at], measure="present",
                things=(Thing(head=self._form(words[at].lower()), modifiers=forms),),
                owners=tuple(Owner(name=one.name, country=one.country, by=OwnerRule.FIGURE) for one in named),
                status=FigureStatus.PLANNED if self._planned.search(text.lower()) else FigureStatus.IS,
            )  # fmt: skip
        return None

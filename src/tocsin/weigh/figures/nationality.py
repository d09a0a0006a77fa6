"""Whose the counted things are: told with the noun, in the clause, near it in the sentence, or before it in the text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.lexicon.counted import Measures
from tocsin.lexicon.language import Lexicon
from tocsin.model.claim import Claim
from tocsin.model.query import Report
from tocsin.weigh.figures.nations import Mention, Nations
from tocsin.weigh.figures.passages import Passages
from tocsin.weigh.figures.subject import Subject
from tocsin.weigh.figures.words import Words


@dataclass(frozen=True, slots=True)
class Owner:
    """Whether the things are of the country asked for, and what tells."""

    fits: bool
    reason: str | None = None


_OTHER = Owner(False)


class OwnerFinder:
    """Tells whether what a figure counts is of the country asked for."""

    def __init__(
        self, lexicon: Lexicon, subject: Subject, words: Words, nations: Nations, measures: Measures, passages: Passages
    ) -> None:
        phrase = lexicon.table("counted")["phrase"]
        self._where, self._reach = frozenset(phrase["where"]), int(phrase["reach"])
        self._subject, self._words, self._nations, self._measures = subject, words, nations, measures
        self._passages = passages

    def of(self, report: Report, phrase: str, thing: str | None, measure: str | None) -> Owner:
        """Whose they are.

        Args:
            report: The claim.
            phrase: The figure's own words.
            thing: What it counts, as a form.
            measure: What it measures.
        """
        if not self._subject.nations:
            return Owner(True)
        steps = (
            self._in_phrase(phrase),
            self._in_clause(report.claim, measure),
            self._near(self._without_sources(report), thing, "stands in the same sentence"),
        )
        told = next((owner for owner in steps if owner is not None), None)
        return told or self._before(report, thing) or _OTHER

    def _in_phrase(self, phrase: str) -> Owner | None:
        mentions = list(self._nations.named(phrase))
        return self._judged(mentions, "stands with the figure") if mentions else None

    def _in_clause(self, claim: Claim, measure: str | None) -> Owner | None:
        action = claim.event
        actors = self._codes(action.actor if action else None)
        asked = self._subject.nations
        if measure in self._measures.harms and actors & asked:
            return _OTHER
        if measure in self._measures.owned and actors and not actors & asked:
            return _OTHER
        text = " | ".join([claim.text, *((action.object or "",) if action else ())])
        doer = action.actor if action and action.actor and measure in self._measures.harms else ""
        mentions = [
            one for one in self._nations.named(text.replace(doer, " ") if doer else text) if self._is_owner(one)
        ]
        fitting = [one for one in mentions if one.code in asked]
        return self._judged(fitting, "stands in its clause") if fitting else None

    def _before(self, report: Report, thing: str | None) -> Owner | None:
        for passage in self._passages.before(report):
            owner = self._near(passage.text, thing, "was told before")
            if owner is not None:
                return owner
        return None

    def _near(self, text: str, thing: str | None, where: str) -> Owner | None:
        """What a country named right before the thing, or before a word for what befell it, tells."""
        mentions = [one for one in self._nations.named(text) if self._is_owner(one)]
        if not mentions:
            return None
        words = self._words.of(text)
        ends = [word.start for word in words if self._is_head(word.form, word.lower, thing)]
        close = [one for one in mentions if self._is_close(one, ends, [word.start for word in words])]
        return self._judged(close, where) if close else None

    def _is_head(self, form: str, lower: str, thing: str | None) -> bool:
        return form == thing or form == self._subject.thing or self._measures.named(lower) is not None

    def _is_close(self, mention: Mention, heads: Sequence[int], starts: Sequence[int]) -> bool:
        following = [start for start in starts if start >= mention.end][: self._reach]
        return any(head in following for head in heads)

    def _is_owner(self, mention: Mention) -> bool:
        """Whether a country is named as anything but a place."""
        return mention.before not in self._where

    def _judged(self, mentions: Sequence[Mention], words: str) -> Owner:
        fitting = [one for one in mentions if one.code in self._subject.nations]
        return Owner(True, f"“{fitting[0].name}” {words}") if fitting else _OTHER

    def _codes(self, text: str | None) -> set[str]:
        return {one.code for one in self._nations.named(text)} if text else set()

    def _without_sources(self, report: Report) -> str:
        """The sentence without the names of those on whose word it stands: their country is not that of the things."""
        return _without(report.sentence, [report.claim.speaker or "", *report.claim.sources])


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        if name:
            text = text.replace(name, " ")
    return text

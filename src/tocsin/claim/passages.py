"""The sentences of a document that make claims, and which of them a figure may go back to."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from tocsin.model.claim import Claim
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence, Token

SENTENCES_BACK = 8
"""Sentences of one's own turn that a figure may go back to for what it does not say itself: a turn of an interview."""
_DAY = timedelta(days=1)


@dataclass
class Passage:
    """A sentence with its claims, in the order of the text, and its number among those that make claims."""

    number: int
    sentence: Sentence
    claims: list[Claim] = field(default_factory=list)

    @cached_property
    def words(self) -> list[Token]:
        """Its words without signs."""
        return [token for token in self.sentence.tokens if token.lower[:1].isalnum()]

    @property
    def speaker(self) -> str | None:
        """Who utters it."""
        return self.claims[0].speaker


class Passages:
    """The passages of one document."""

    def __init__(self, claims: Iterable[Claim], sentences: Sequence[Sentence]) -> None:
        """Take the claims and the sentences of a document, both in order."""
        starts = [sentence.start for sentence in sentences]
        by_sentence: dict[int, Passage] = {}
        self._of: dict[str, Passage] = {}
        for claim in claims:
            at = max(0, bisect_right(starts, claim.start) - 1)
            passage = by_sentence.setdefault(at, Passage(len(by_sentence), sentences[at]))
            passage.claims.append(claim)
            self._of[claim.id] = passage
        self._all = list(by_sentence.values())

    def of(self, claim: Claim) -> Passage:
        """The sentence that a claim stands in."""
        return self._of[claim.id]

    def before(self, claim: Claim) -> Iterator[Passage]:
        """The sentences before a claim's own, nearest first: of the same turn, and of the question it answers."""
        here, answered = self.of(claim), False
        for number in range(here.number - 1, max(-1, here.number - 1 - SENTENCES_BACK), -1):
            passage = self._all[number]
            if passage.speaker != here.speaker:
                # What leads up to a question, by whoever asks it, belongs to it.
                leads_up = answered and passage.speaker == self._all[number + 1].speaker
                asks = any(one.kind is Kind.QUESTION for one in passage.claims)
                if not leads_up and (answered or not asks):
                    return
                answered = True
            elif answered:
                return
            yield passage

    def days_between(self, claim: Claim) -> tuple[date, date] | None:
        """The days between what is told before and after a claim in its turn, in whichever order that is told.

        A speaker who names one time, a while, and another time means the while between the two.
        """
        first = last = self.of(claim).number
        speaker = self._all[first].speaker
        while first > 0 and self.of(claim).number - first < SENTENCES_BACK and self._all[first - 1].speaker == speaker:
            first -= 1
        while last + 1 < len(self._all) and last - self.of(claim).number < SENTENCES_BACK:
            if self._all[last + 1].speaker != speaker:
                break
            last += 1
        turn = [one for passage in self._all[first : last + 1] for one in passage.claims]
        at = next(number for number, one in enumerate(turn) if one.id == claim.id)
        one, other = _dated(turn[:at][::-1]), _dated(turn[at + 1 :])
        if one is None or other is None:
            return None
        earlier, later = sorted((one, other))
        between = earlier[1] + _DAY, later[0] - _DAY
        return between if between[0] <= between[1] else None


def _dated(claims: Iterable[Claim]) -> tuple[date, date] | None:
    """The days of the first of some claims that tells them."""
    times = (claim.time for claim in claims)
    return next(((time.earliest, time.latest) for time in times if time and time.earliest and time.latest), None)

"""Which days a figure tells of, and whether it is a sum up to them or what they brought."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.lexicon.language import Lexicon
from tocsin.model.query import Report
from tocsin.model.time import Time, TimeType
from tocsin.weigh.figures.passages import Passages
from tocsin.weigh.figures.words import Words

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day a figure tells of, None where that is not known.

    Attributes:
        told: Whether the words tell them; else they are those of publication.
        brought: Whether the figure is only what these days brought, where a sum is asked for.
    """

    earliest: date | None
    latest: date | None
    told: bool = False
    brought: bool = False
    reasons: tuple[str, ...] = ()


class DayReader:
    """Finds the days of figures in one language."""

    def __init__(self, lexicon: Lexicon, words: Words, passages: Passages) -> None:
        totals = lexicon.table("estimates")["totals"]
        self._totals = [tuple(phrase.split()) for phrase in totals["words"]]
        self._up_to = tuple(f" {phrase}" for phrase in totals["up_to"])
        self._words, self._passages = words, passages

    def of(self, report: Report, *, cumulative: bool) -> Days:
        """The days of a claim's figures.

        Args:
            report: The claim.
            cumulative: Whether the figures are sums up to a day; else they hold for a time.
        """
        return self._of_sum(report) if cumulative else self._of_level(report)

    def _of_sum(self, report: Report) -> Days:
        time, said = report.claim.time, _said(report)
        if time is None or (time.earliest is None and time.latest is None):
            return Days(said, said)
        if time.latest is None:
            # "Since the 4th": up to when it was said.
            return Days(said, said, told=said is not None)
        latest = _not_after(time.latest, report.published)
        if time.earliest is None or self._is_sum(report, time):
            return Days(latest, latest, told=True)
        return Days(
            time.earliest,
            latest,
            told=True,
            brought=True,
            reasons=("what these days brought: the sum is at least that",),
        )

    def _is_sum(self, report: Report, time: Time) -> bool:
        offset = report.sentence_span.start
        before = " " + " ".join(report.sentence[: max(0, time.start - offset)].lower().split())
        if before.endswith((*self._up_to, *(f"{phrase} the" for phrase in self._up_to))):
            return True
        words = [word.lower for word in self._words.of(report.claim.text)]
        return any(_stands_in(words, phrase) for phrase in self._totals)

    def _of_level(self, report: Report) -> Days:
        time, said = report.claim.time, _said(report)
        if time is None:
            return Days(said, said)
        if time.earliest is not None:
            latest = _not_after(time.latest, report.published) if time.latest else said
            return Days(time.earliest, max(latest, time.earliest) if latest else time.earliest, told=True)
        if time.latest is not None:
            return Days(time.latest, time.latest, told=True)
        if time.type is TimeType.DURATION:
            return self._between(report) or Days(None, None)
        return Days(said, said)

    def _between(self, report: Report) -> Days | None:
        """The days of what is told to have lasted some time, without saying when: between what is told before and after it.

        Whoever tells of one time, of a while, and of another time means the while between the two, in whichever order they
        tell them.
        """
        turn = [one for passage in self._passages.turn(report) for one in passage.claims]
        at = next(number for number, one in enumerate(turn) if one is report)
        before, after = _dated(turn[:at][::-1]), _dated(turn[at + 1 :])
        if before is None or after is None:
            return None
        (first, second) = sorted((before, after))
        earliest, latest = first[1] + _DAY, second[0] - _DAY
        if earliest > latest:
            return None
        return Days(
            earliest, latest, told=True,
            reasons=("lasted some time that is not told: placed between what is told before and after it",),
        )  # fmt: skip


def _dated(claims: Iterable[Report]) -> tuple[date, date] | None:
    """The days of the first of some claims that tells them."""
    times = (one.claim.time for one in claims)
    return next(((time.earliest, time.latest) for time in times if time and time.earliest and time.latest), None)


def _said(report: Report) -> date | None:
    """When it was said: no later than it was published."""
    said = report.claim.said
    day = said.latest or said.earliest if said else None
    return _not_after(day, report.published) if day else report.published


def _not_after(day: date, published: date | None) -> date:
    return day if published is None else min(day, published)


def _stands_in(words: list[str], phrase: tuple[str, ...]) -> bool:
    first, length = phrase[0], len(phrase)
    return any(word == first and tuple(words[n : n + length]) == phrase for n, word in enumerate(words))

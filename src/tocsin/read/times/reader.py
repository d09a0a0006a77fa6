"""When: the time expressions of a text, their TIMEX3 values, and the first and last day each can mean."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence
from tocsin.model.time import Time, TimeType
from tocsin.read.times.amounts import TimeAmounts
from tocsin.read.times.bounds import Placed, TimeBounds
from tocsin.read.times.dates import TimeDates
from tocsin.read.times.days import TimeDays
from tocsin.read.times.forms import Forms, Found
from tocsin.read.times.scene import Meaning, Scene


class TimeReader:
    """Finds and reads the time expressions of a text in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("times")
        self._forms = Forms(table)
        self._bounds = TimeBounds(table)
        dates = TimeDates(table, self._forms.holidays)
        days = TimeDays(dates)
        amounts = TimeAmounts(dates)
        self._rules: dict[str, Callable[[Found, Scene], Meaning | None]] = {
            "date": dates.named,
            "span": dates.span,
            "years": dates.years,
            "quarter": dates.quarter,
            "weekday": days.weekday,
            "day": days.day,
            "clock": days.clock,
            "unit": amounts.unit,
            "ago": amounts.ago,
            "stretch": amounts.stretch,
            "duration": amounts.duration,
            "set": amounts.recurring,
            "words": _named,
        }

    def read(self, text: str, sentences: Sequence[Sentence], published: date | None) -> tuple[Time, ...]:
        """The time expressions of `text`, in order.

        Args:
            text: The document's text.
            sentences: Its sentences, as parsed.
            published: The day of publication, which relative times count from.
        """
        scene = Scene(published)
        return tuple(
            Time(start=placed.found.start, end=placed.found.end, type=placed.meaning.type, value=placed.meaning.value,
                 earliest=placed.meaning.first, latest=placed.meaning.last)
            for (_, hinting), passage in groupby(sentences, key=self._passage)
            if hinting
            for placed in self._bounds.applied(self._in_passage(text, tuple(passage), scene), published)
        )  # fmt: skip

    def _passage(self, sentence: Sentence) -> tuple[int, bool]:
        """What sentences have in common that are read together: a time may run over the end of one, after "Nov."."""
        return sentence.block, self._forms.vocabulary.hints(sentence)

    def _in_passage(self, text: str, sentences: Sequence[Sentence], scene: Scene) -> list[Placed]:
        scene.tokens = {token.start: token for sentence in sentences for token in sentence.tokens}
        scene.openings = frozenset(sentence.start for sentence in sentences)
        words = self._forms.vocabulary.words(text, sentences[0].start, sentences[-1].end, scene.tokens)
        return [
            Placed(found, meaning, scene.token(found.words[found.first : found.last]))
            for found, meaning in self._read(self._longest(self._forms.find(words)), scene)
        ]

    def _read(self, places: Sequence[Found], scene: Scene) -> Iterator[tuple[Found, Meaning]]:
        for found in places:
            if found.form.opens_sentence and found.start not in scene.openings:
                continue
            meaning = self._rules[found.form.reads](found, scene)
            if meaning is not None:
                scene.note(meaning.period)
                yield found, meaning

    def _longest(self, places: Iterator[Found]) -> list[Found]:
        """Of places that overlap, the longest; of equals, the one whose form stands first. In the order of the text."""
        taken: set[int] = set()
        kept = []
        for found in sorted(places, key=lambda found: found.first - found.last):
            span = range(found.first, found.last)
            if taken.isdisjoint(span):
                taken.update(span)
                kept.append(found)
        return sorted(kept, key=lambda found: found.first)


def _named(found: Found, scene: Scene) -> Meaning:
    """Words whose form tells the value."""
    value, day = found.form.value, scene.published
    bounds = {"PAST_REF": (None, day), "PRESENT_REF": (day, day), "FUTURE_REF": (day, None)}
    if value not in bounds:
        return Meaning(TimeType.DURATION, value)
    return Meaning(TimeType.DATE, value, *bounds[value])

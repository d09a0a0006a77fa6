"""When: the time expressions of a text, their TIMEX3 values, and the first and last day each can mean."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence
from tocsin.model.span import Span
from tocsin.model.time import Time, TimeType
from tocsin.read.times.amounts import TimeAmounts
from tocsin.read.times.bounds import Placed, TimeBounds
from tocsin.read.times.dates import TimeDates
from tocsin.read.times.days import TimeDays
from tocsin.read.times.edtf import edtf_of
from tocsin.read.times.forms import Forms, Found
from tocsin.read.times.headings import Heading, Reach, is_heading, leading
from tocsin.read.times.passages import Passage, passages
from tocsin.read.times.periods import one_day
from tocsin.read.times.quarters import TimeQuarters
from tocsin.read.times.reasons import LENGTH, NO_DAY
from tocsin.read.times.scene import Meaning, TimeContext
from tocsin.read.times.spans import TimeSpans


class TimeReader:
    """Finds and reads the time expressions of a text in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("times")
        self._forms = Forms(table)
        self._bounds = TimeBounds(table)
        self._joins = frozenset(table["headings"]["joins"])
        dates = TimeDates(table, self._forms.holidays)
        days = TimeDays(dates)
        spans = TimeSpans(dates)
        amounts = TimeAmounts(dates)
        self._rules: dict[str, Callable[[Found, TimeContext], Meaning | None]] = {
            "date": dates.named,
            "monthday": dates.monthday,
            "span": spans.span,
            "years": spans.years,
            "quarter": TimeQuarters(table, dates).quarter,
            "weekday": days.weekday,
            "day": days.day,
            "clock": days.clock,
            "again": _nothing,
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
        page = _Page(published)
        times: list[Time] = []
        for passage in passages(text, sentences, self._forms.vocabulary.hints):
            page.enter(text, passage)
            placed = self._in_passage(text, passage, page)
            times += [_time(one) for one in self._bounds.applied(placed, page.scene.today)]
        return _dated(times, page.headings, len(text))

    def _in_passage(self, text: str, passage: Passage, page: "_Page") -> list[Placed]:
        scene = page.scene
        scene.tokens = {token.start: token for sentence in passage.sentences for token in sentence.tokens}
        scene.openings = frozenset(sentence.start for sentence in passage.sentences)
        words = self._forms.vocabulary.words(text, passage.start, passage.end, scene.tokens)
        places = self._longest(self._forms.find(words))
        head = leading(places, self._joins) if passage.opens else None
        if head is None:
            placed = list(self._read(places, scene))
            if passage.runs_on and len(placed) == 1 and is_heading(placed):
                page.begin(Heading(tuple(placed), Reach.ARTICLE))
            return placed
        count, reach = head
        with_heading = list(self._read_heading(places[:count], scene))
        if with_heading and is_heading(with_heading):
            page.begin(Heading(tuple(with_heading), reach))
        return with_heading + list(self._read(places[count:], scene))

    def _read_heading(self, places: Sequence[Found], scene: TimeContext) -> Iterator[Placed]:
        """Times of a heading, which go on from the heading before."""
        scene.follows = scene.heading
        if scene.heading is not None:
            scene.focus = one_day(scene.heading)
        yield from self._read(places, scene)
        scene.follows = None

    def _read(self, places: Sequence[Found], scene: TimeContext) -> Iterator[Placed]:
        for found in places:
            if found.form.opens_sentence and found.start not in scene.openings:
                continue
            meaning = self._rules[found.form.reads](found, scene)
            if meaning is not None:
                scene.note(meaning.period)
                yield Placed(found, meaning, scene.token(found.words[found.first : found.last]))

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


class _Page:
    """How far down the page the reading has come: which headings stand over the text being read. Mutable."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.scene = TimeContext(published)
        self.headings: list[tuple[Heading, int]] = []
        self._standing: dict[Reach, date | None] = {}
        self._block = -1

    def enter(self, text: str, passage: Passage) -> None:
        """Go on to a passage: what headed a line before it heads it no more."""
        if passage.block != self._block or passage.block < 0:
            self._block = passage.block
            self._standing.pop(Reach.LINE, None)
            self._set()

    def begin(self, heading: Heading) -> None:
        """A heading stands over what follows, as far as it reaches."""
        if heading.dates_text:
            self.headings.append((heading, self._block))
        if heading.counts(self.published):
            if heading.reach in (Reach.STAMP, Reach.CHAPTER):
                self._standing.pop(Reach.STAMP, None)
            self._standing[heading.reach] = heading.day
        self._set()

    def _set(self) -> None:
        order = (Reach.LINE, Reach.STAMP, Reach.CHAPTER, Reach.ARTICLE)
        self.scene.heading = next((day for reach in order if (day := self._standing.get(reach))), None)


def _time(placed: Placed) -> Time:
    meaning = placed.meaning
    return Time(
        start=placed.found.start, end=placed.found.end, type=meaning.type, value=meaning.value,
        earliest=meaning.first, latest=meaning.last, edtf=edtf_of(meaning), reasons=meaning.reasons,
    )  # fmt: skip


def _dated(times: Sequence[Time], headings: Sequence[tuple[Heading, int]], length: int) -> tuple[Time, ...]:
    """The times, those of headings with the text they date. One date alone on its line may be that of publication."""
    if sum(heading.reach is Reach.CHAPTER for heading, _ in headings) == 1:
        headings = [one for one in headings if one[0].reach is not Reach.CHAPTER]
    if not headings:
        return tuple(times)
    dates: dict[int, Span] = {}
    ends = [heading.times[0].found.start for heading, _ in headings[1:]] + [length]
    for (heading, _), end in zip(headings, ends, strict=True):
        dates[heading.finest.found.start] = Span(heading.times[-1].found.end, end)
    return tuple(replace(time, dates=dates[time.start]) if time.start in dates else time for time in times)


def _nothing(found: Found, scene: TimeContext) -> None:
    """What looks like a time and is none of its own."""


def _named(found: Found, scene: TimeContext) -> Meaning:
    """Words whose form tells the value."""
    value, day = found.form.value, scene.today
    bounds = {"PAST_REF": (None, day), "PRESENT_REF": (day, day), "FUTURE_REF": (day, None)}
    if value not in bounds:
        return Meaning(TimeType.DURATION, value, reasons=(LENGTH,))
    why = (scene.said, "how far from it is not told") if day is not None else (NO_DAY,)
    return Meaning(TimeType.DATE, value, *bounds[value], reasons=why, soft="both" if value == "PRESENT_REF" else "")

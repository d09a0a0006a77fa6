"""When: the time expressions of a text, their TIMEX3 values, and the first and last day each can mean."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence
from tocsin.model.time import Time, TimeType
from tocsin.read.times.amounts import read_ago, read_duration, read_set, read_stretch, read_unit
from tocsin.read.times.bounds import Placed, with_bounds
from tocsin.read.times.context import LENGTH, NO_DAY, Meaning, TimeContext, TimeLanguage, because
from tocsin.read.times.dates import read_date, read_monthday, read_quarter, read_span, read_years
from tocsin.read.times.days import read_clock, read_day, read_weekday
from tocsin.read.times.edtf import edtf_of
from tocsin.read.times.forms import Forms, Found
from tocsin.read.times.headings import Heading, Headings, Passage, Reach, is_clock, is_heading, leading, passages
from tocsin.read.times.periods import one_day
from tocsin.read.years import YearJudge

_STROKES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?![\d/])")
"""Dates with strokes, with their first two parts."""


class TimeReader:
    """Finds and reads the time expressions of a text in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("times")
        self._forms = Forms(table)
        self._language = TimeLanguage(table, self._forms.holidays, YearJudge(lexicon.table("quantities")))

    def read(self, text: str, sentences: Sequence[Sentence], published: date | None) -> tuple[Time, ...]:
        """The time expressions of a text, in order; relative times count from the day of publication."""
        headings = Headings(published)
        context = TimeContext(published, self._language, stroke_order=_stroke_order(text))
        times: list[Time] = []
        for passage in passages(text, sentences, self._forms.vocabulary.hints):
            headings.enter(passage)
            context.heading = headings.day
            placed = self._in_passage(text, passage, context, headings)
            context.heading = headings.day
            times += [
                Time(
                    start=one.found.start, end=one.found.end, type=one.meaning.type, value=one.meaning.value,
                    earliest=one.meaning.first, latest=one.meaning.last, edtf=edtf_of(one.meaning),
                    reasons=one.meaning.reasons,
                )
                for one in with_bounds(placed, context)
            ]  # fmt: skip
        return headings.dated(times, len(text))

    def _in_passage(self, text: str, passage: Passage, context: TimeContext, headings: Headings) -> list[Placed]:
        context.tokens = {token.start: token for sentence in passage.sentences for token in sentence.tokens}
        context.openings = frozenset(sentence.start for sentence in passage.sentences)
        words = self._forms.vocabulary.words(text, passage.start, passage.end, context.tokens)
        places = _longest(one for one in self._forms.find(words) if not _counts(one, context))
        context.reports = {}
        context.reports = dict(_report_days(places, context))
        language = self._language
        head = leading(places, language.heading_joins, language.posted, context.tokens) if passage.opens else None
        if head is None:
            placed = list(_read(places, context))
            if passage.runs_on and len(placed) == 1 and is_heading(placed):
                headings.begin(Heading(tuple(placed), Reach.ARTICLE))
            return placed
        count, reach = head
        # The times of a heading go on from the heading before.
        context.follows = context.heading
        if context.heading is not None:
            context.note(one_day(context.heading))
        elif context.today is not None and is_clock(places[:count]):
            # The hour of a post is not of the day that another post speaks of.
            context.note(one_day(context.today))
        heading = list(_read(places[:count], context))
        context.follows = None
        if heading and is_heading(heading):
            headings.begin(Heading(tuple(heading), reach))
            context.heading = headings.day
        return heading + list(_read(places[count:], context))


def _report_days(places: Sequence[Found], context: TimeContext) -> Iterator[tuple[int, date]]:
    """The days that a passage names by the calendar, each with the position of the verb it stands with."""
    days = [found for found in places if found.form.reads == "date" and found.caught("DAYNUMBER")]
    if len(days) == len(places):
        return  # nothing else counts from them
    for found in days:
        token, meaning = context.token(found), read_date(found, context)
        verb = next((above for above in token.ancestors() if above.pos == "VERB"), None) if token is not None else None
        if verb is not None and meaning is not None and meaning.period is not None and meaning.first is not None:
            yield verb.i, meaning.first


def _stroke_order(text: str) -> str | None:
    """Whether dates with strokes put the day or the month first, as those show that allow for one order only."""
    orders = set()
    for match in _STROKES.finditer(text):
        first, second = int(match[1]), int(match[2])
        if 12 < max(first, second) <= 31 and min(first, second) <= 12:
            orders.add("day first" if first > second else "month first")
    return orders.pop() if len(orders) == 1 else None


def _counts(found: Found, context: TimeContext) -> bool:
    """Whether the number that a date ends in counts what stands behind it: "in July 3 people drowned"."""
    last = found.inside[-1]
    token = context.tokens.get(last.start) if len(found.inside) > 1 else None
    counts = token is not None and token.entity == "CARDINAL" and token.dep == "nummod" and token.head.i > token.i
    return counts and found.form.reads == "date" and bool(found.caught("DAYNUMBER"))


def _longest(places: Iterable[Found]) -> list[Found]:
    """Of places that overlap, the longest; of equals, the one whose form stands first. In the order of the text."""
    taken: set[int] = set()
    kept = []
    for found in sorted(places, key=lambda found: found.first - found.last):
        span = range(found.first, found.last)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(found)
    return sorted(kept, key=lambda found: found.first)


def _read(places: Iterable[Found], context: TimeContext) -> Iterator[Placed]:
    for found in places:
        if found.form.opens_sentence and found.start not in context.openings:
            continue
        meaning = _RULES[found.form.reads](found, context)
        if meaning is not None:
            context.note(meaning.period, at=found.start, bound=context.opened_by(found)[1] is not None)
            yield Placed(found, meaning, context.token(found))


def _read_words(found: Found, context: TimeContext) -> Meaning:
    """Words whose form tells the value."""
    value, day = found.form.value, context.today
    bounds = {"PAST_REF": (None, day), "PRESENT_REF": (day, day), "FUTURE_REF": (day, None)}
    if value not in bounds:
        return Meaning(TimeType.DURATION, value, reasons=(LENGTH,))
    why = (context.said, because("how_far_open")) if day is not None else (NO_DAY,)
    return Meaning(TimeType.DATE, value, *bounds[value], reasons=why, soft="both" if value == "PRESENT_REF" else "")


_RULES: Mapping[str, Callable[[Found, TimeContext], Meaning | None]] = {
    "date": read_date,
    "monthday": read_monthday,
    "span": read_span,
    "years": read_years,
    "quarter": read_quarter,
    "weekday": read_weekday,
    "day": read_day,
    "clock": read_clock,
    "again": lambda found, context: None,  # what looks like a time and is none of its own
    "unit": read_unit,
    "ago": read_ago,
    "stretch": read_stretch,
    "duration": read_duration,
    "set": read_set,
    "words": _read_words,
}
"""The rule by the name that a form gives it."""

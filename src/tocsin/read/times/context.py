"""What a time expression is read against, and what it then means.

A `TimeContext` holds the day a text was said on and the times spoken of before. `resolve_period` turns a stretch of the
calendar into the meaning of an expression, narrowed by words such as "early", "the first half of" or "later".
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tocsin.model.parse import Token
from tocsin.model.reason import Fact, Reason
from tocsin.model.time import TimeType
from tocsin.read.times.forms import Found
from tocsin.read.times.periods import DAY, HALF, MONTH, QUARTER, YEAR, Period, half_period, length_order, moved, third
from tocsin.read.times.tense import FUTURE, OPEN, PAST, Look, Tense
from tocsin.read.years import YearJudge

_CONTENTS = ("ccomp", "parataxis")
_LONGEST_EVENT = 6
"""Words of what happened between "since" and the day."""


def because(rule: str, **facts: Fact) -> Reason:
    """A reason for the reading of a time, by the name of its rule."""
    return Reason(rule=f"time.{rule}", facts=facts)


NO_DAY = because("no_day")
"""The day of publication is not known, and the words count from it."""
LENGTH = because("length")
"""A length of time, with no place in the calendar."""
HABIT = because("habit")
"""It comes again and again."""


class TimeLanguage:
    """What a language says about times in addition to their forms.

    Attributes:
        seasons: The first and last month of each season, by its TIMEX3 code.
        months: The number of each month by its short name.
        numeric: Whether the day or the month comes first in dates with this mark between their figures.
        opens: How a word before a time opens or closes the stretch that it means: since, to, from, before, after.
        before_time: Words that may lead from what happened to when, in "since the landing on May 24".
        opens_events: Words that open a stretch so.
        nights: Parts of a day that lead to the next one: "the night to Monday".
        rolling: Words before "the previous week" that make it the days up to the day spoken of.
        destinations: Words before a day to which something was put.
        close: Words before "before" and "after" that leave the day as it is.
        pairs: The words that lead from a first time to a second, by the word before the first.
        about: Words that make the time behind them approximate.
        short_halves: The letters of "H1", the first half of a year.
        meridiem: Whether the first letter of "a.m." or "p.m." means the morning or the afternoon.
        plural_tags: The tags of nouns that a figure counts.
        heading_joins: What may stand between the parts of a heading.
        posted: What a line begins with that tells when a post was written.
        holidays: What each holiday's words name.
        tense: Which way verbs look.
        years: What tells four figures that name a year from those that count.
    """

    def __init__(
        self, table: Mapping[str, Any], holidays: Mapping[tuple[str, ...], Mapping[str, int]], years: YearJudge
    ) -> None:
        self.seasons: Mapping[str, Sequence[int]] = table["seasons"]
        self.numeric: Mapping[str, str] = table["numeric"]
        self.months: Mapping[str, int] = table["words"]["ABBREVIATED"] | table["words"]["MONTH"]
        self.before_time = frozenset[str](table["events"]["before_time"])
        self.nights = frozenset[str](table["events"]["nights"])
        self.opens_events = frozenset[str](table["events"]["opens"])
        self.rolling = frozenset[str](table["events"]["rolling"])
        self.destinations = frozenset[str](table["events"]["destinations"])
        self.close = frozenset[str](table["events"]["close"])
        self.opens: Mapping[str, str] = table["opens"]
        self.pairs = {word: frozenset[str](ends) for word, ends in table["pairs"].items()}
        self.about = frozenset[str](table["about"])
        self.short_halves = frozenset[str](table["short_halves"])
        self.meridiem: Mapping[str, str] = table["meridiem"]
        self.plural_tags = frozenset[str](table["tense"]["plural_tags"])
        self.heading_joins = frozenset[str](table["headings"]["joins"])
        self.posted = frozenset[str](table["headings"]["posted"])
        self.holidays = holidays
        self.tense = Tense(table["tense"])
        self.years = years


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means.

    Attributes:
        period: The stretch of the calendar that it names, where later words may refer to it.
        reasons: Why it means that.
        about: Whether the whole of it is approximate.
        soft: Which of its two ends is where we cut, not where the words do: "first", "last" or "both".
        guessed: Whether nothing in the text told which of several it is.
        edtf: Its Extended Date/Time Format where the words around it settle that.
    """

    type: TimeType
    value: str
    first: date | None = None
    last: date | None = None
    period: Period | None = None
    reasons: tuple[Reason, ...] = ()
    about: bool = False
    soft: str = ""
    guessed: bool = False
    edtf: str | None = None


@dataclass(slots=True)
class TimeContext:
    """How far the reading of a text has come. Mutable: each time that is read becomes the focus of the next.

    Attributes:
        published: The day of publication, None where it is not known.
        language: What the text's language says about times.
        heading: The day of the heading or stamp that the text stands under, None if it stands under none.
        tokens: The parser's words of the block being read, by their first character.
        openings: The first characters of the block's sentences.
        focus: The last period that the text named by itself.
        scene: The last day that it named as that of something, none from, until or by which something is.
        scene_at: The first character of the words that named it.
        quarter: The last quarter of a year it named.
        day: The last day it named.
        follows: While a heading is read, the day of the heading before.
        stroke_order: Whether the day or the month comes first in the document's dates with strokes, if one of them shows it.
        reports: The days that the passage names for its verbs, by the verb's position: when something was said.
    """

    published: date | None
    language: TimeLanguage
    tokens: Mapping[int, Token] = field(default_factory=dict)
    openings: frozenset[int] = frozenset()
    focus: Period | None = None
    scene: Period | None = None
    scene_at: int = -1
    quarter: Period | None = None
    heading: date | None = None
    day: Period | None = None
    follows: date | None = None
    stroke_order: str | None = None
    reports: Mapping[int, date] = field(default_factory=dict)

    @property
    def today(self) -> date | None:
        """The day the text being read was said on."""
        return self.heading or self.published

    @property
    def said(self) -> Reason:
        """The same as a reason."""
        if self.heading is not None:
            return because("heading", day=self.heading.isoformat())
        return because("said", day=self.published.isoformat()) if self.published is not None else NO_DAY

    def base(self, *, focus: bool) -> date | None:
        """The day that relative words count from."""
        return self.focus.first if focus and self.focus is not None else self.today

    def counted(self, *, focus: bool) -> Reason:
        """The same as a reason."""
        if focus and self.focus is not None:
            return because("counted", time=self.focus.value)
        return self.said

    def token(self, found: Found) -> Token | None:
        """The parser's word that the last word of an expression begins."""
        return next((self.tokens[word.start] for word in reversed(found.inside) if word.start in self.tokens), None)

    def look(self, found: Found) -> Look:
        """On which side of the day it was said the words before the expression, or the governing verb, see it."""
        before, way = self.opened_by(found)
        token = self.token(found)
        if way == "since" or (found.owns and not self.language.tense.announces(token)):
            return Look(PAST, before if way else "", since=way == "since")
        if way == "to" and self.language.tense.puts_off(token):
            return Look(FUTURE, before)
        if self.language.tense.sets(token, before):
            return Look(FUTURE, before)
        look = self.language.tense.look(token)
        if way == "to" and look.side == OPEN and self.language.tense.is_present(token):
            return Look(FUTURE, before)  # "is closed until Friday"
        if before in self.language.destinations and not self._leads_from_night(found):
            look = look._replace(finite=False)
        return Look(OPEN) if way == "to" and look.side == PAST else look

    def timetabled(self, found: Found, look: Look) -> Look:
        """ "The court rules on Friday": a present that ends a sentence tells what is to come, unlike that of a headline."""
        token = self.token(found)
        if look.side != OPEN or token is None or not look.direct:
            return look
        return self.language.tense.timetable(token) or look

    def reported_on(self, found: Found) -> date | None:
        """The day on which what the expression belongs to was said: "On 14 May they reported that over the past week …"."""
        below = self.token(found)
        for above in below.ancestors() if below is not None and self.reports else ():
            if below is not None and below.dep in _CONTENTS and above.i in self.reports:
                return self.reports[above.i]
            below = above
        return None

    def opened_by(self, found: Found) -> tuple[str, str | None]:
        """The word before an expression and how it opens or closes the stretch meant; None where it does neither.

        "Since the landing on May 24" begins as "since May 24" does.
        """
        before = found.before.lower if found.before is not None else ""
        way = self.language.opens.get(before)
        leads = before in self.language.before_time or self._leads_from_night(found)
        if way is not None or not leads:
            return before, way
        for word in reversed(found.words[max(0, found.first - 1 - _LONGEST_EVENT) : found.first - 1]):
            token = self.tokens.get(word.start)
            if token is None or token.pos in ("VERB", "AUX", "PUNCT"):
                break
            if word.lower in self.language.opens_events:
                return word.lower, self.language.opens.get(word.lower)
        return before, None

    def _leads_from_night(self, found: Found) -> bool:
        """ "On the night to Monday": no day to which anything was put."""
        at = found.first - 1
        before = [word.lower for word in found.words[max(0, at - 1) : at + 1]]
        return len(before) > 1 and before[0] in self.language.nights and before[1] in self.language.destinations

    def scene_of(self, found: Found) -> Period | None:
        """The day spoken of on which an hour or a part of a day lies whose words name none.

        What is over was not on a day to come: "The exam is on 12 October. At 8:10 smoke rose."
        """
        scene = self.scene
        ahead = scene is not None and self.today is not None and scene.first > self.today
        return None if ahead and self.look(found).side == PAST else scene

    def is_beside(self, found: Found) -> bool:
        """Whether the day spoken of was named in the sentence of an expression."""
        sentence = max((start for start in self.openings if start <= found.start), default=found.start)
        return self.scene_at >= sentence

    def note(self, period: Period | None, *, at: int = -1, bound: bool = False) -> None:
        """Make a period the one that "that year" or "two days later" count from.

        Args:
            period: The period.
            at: The first character of the words that name it.
            bound: Whether something is from, until or by it: that is the day of nothing else.
        """
        if period is None:
            return
        self.focus = period
        if period.first == period.last:
            self.day = period
            if not bound:
                self.scene, self.scene_at = period, at
        elif self.scene is not None and not period.first <= self.scene.first <= period.last:
            self.scene = None
        # A quarter that is over, with no later one named: reports compare it with others, but are about it.
        over = self.today is None or period.last < self.today
        if period.unit == QUARTER and over and (self.quarter is None or period.first >= self.quarter.first):
            self.quarter = period

    def too_long(self, unit: str) -> Period | None:
        """The focus, if no one day, week, … in it is known that "that day" or "the next week" could count from."""
        focus = self.focus
        if focus is None or length_order(focus.unit) <= length_order(unit):
            return None
        if self.day is not None and focus.first <= self.day.first <= focus.last:
            self.focus = self.day
            return None
        return focus


def tense_reason(look: Look) -> Reason:
    """What the governing verb tells."""
    if look.side == OPEN:
        return because("tense_open")
    if look.side == PAST:
        return because("looks_back", words=look.words) if look.words else because("past_thing")
    return because("looks_ahead", words=look.words) if look.words else because("ahead")


def unknown(value: str, *why: Reason) -> Meaning:
    """What has a value, though no place in the calendar."""
    return Meaning(TimeType.DATE, value, reasons=why)


def chosen(
    periods: Iterable[Period | None], published: date, side: int, *, against: int | None = None
) -> Period | None:
    """Of like periods of several years, the one meant: the nearest to publication on this side of it, OPEN for either.

    `against` is how many times a day on the other side counts; None keeps those periods out.
    """
    costs: dict[Period, int] = {}
    for period in periods:
        if period is None:
            continue
        ahead, behind = (period.first - published).days, (published - period.last).days
        wrong = (side == PAST and ahead > 0) or (side == FUTURE and behind > 0)
        if wrong and against is None:
            continue
        if wrong and against:
            costs[period] = max(ahead, behind) * against * 2
        else:
            # Where nothing tells, a text speaks rather of what was.
            costs[period] = max(ahead * (3 if side == OPEN else 2), behind * 2, 0)
    return min(costs, key=lambda period: costs[period], default=None)


def resolve_period(
    found: Found,
    context: TimeContext,
    period: Period | None,
    *,
    why: tuple[Reason, ...] = (),
    guessed: bool = False,
    focus: bool = True,
) -> Meaning | None:
    """A whole period, for these reasons, as what the expression means; None if there is no period.

    `guessed` says that nothing told that it is this one of several, `focus` that later words may count from it.
    """
    if period is None:
        return None
    which = found.worth("WHICH") if period.unit == YEAR else None
    period = (half_period(period.first.year, which) if which else None) or period
    first, last, soft, narrowed = _narrowed(found, context, period)
    return Meaning(
        TimeType.DATE, period.value, first, last, period if focus else None,
        reasons=(*why, narrowed) if narrowed else why, soft=soft, guessed=guessed,
    )  # fmt: skip


_Narrow = tuple[date, date, str, Reason | None]
"""The first and the last day, which of the two is soft (see `Meaning`), and why."""
_SOFT = {"early": "last", "mid": "both", "late": "first"}


def _narrowed(found: Found, context: TimeContext, period: Period) -> _Narrow:
    today = context.today
    words = " ".join(word.lower for word in found.caught("WHEN") if word.lower.isalnum())
    if edge := found.worth("EDGE") or found.worth("EDGENOUN") or found.worth("TERTILE"):
        narrow = third(period, edge)
        return narrow.first, narrow.last, _SOFT[edge] if narrow != period else "", because(
            "third", words=words, part=edge
        )  # fmt: skip
    if (which := found.worth("WHICH")) and period.unit != HALF:
        middle = moved(period.first, DAY, ((period.last - period.first).days + 1) // 2)
        if middle is not None and middle <= period.last:
            why = because("half", words=words)
            if which == 1:
                return period.first, moved(middle, DAY, -1) or middle, "last", why
            return middle, period.last, "first", why
    elif found.says("WEEKOF") and found.caught("WEEKNUMBER"):
        # The second week of a month: its days 8 to 14, near enough.
        number = found.vocabulary.worth("WEEKNUMBER", found.caught("WEEKNUMBER")[0])
        length = monthrange(period.first.year, period.first.month)[1]
        begins = 0 if number is None else length - 6 if number < 0 else 7 * int(number) - 6
        if period.unit == MONTH and 1 <= begins <= length:
            start = period.first.replace(day=begins)
            end = min(moved(start, DAY, 6) or period.last, period.last)
            return start, end, "both", because("week_of_month", words=words, first=start.day, last=end.day)
    elif (side := found.worth("SIDE")) and today and period.first <= today <= period.last:
        if side == "before":
            return period.first, today, "", because("up_to_day")
        if side == "after":
            return today, period.last, "", because("from_day")
    return period.first, period.last, "", None

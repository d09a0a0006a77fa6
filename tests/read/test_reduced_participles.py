"""A participle behind a noun is no verb of the sentence; a number behind a day counts what follows it."""

from functools import cache

import pytest

from tocsin.engine.reader import Reader

READER = Reader()


@cache
def told(text: str) -> list[tuple[str, list[tuple[float | None, str | None]]]]:
    claims = READER.read_text(text, outlet="The Daily").claims
    return [(one.text, [(figure.low, figure.noun) for figure in one.quantities]) for one in claims]


@pytest.mark.parametrize(
    "text",
    [
        "The skier rescued on Sunday is in hospital.",
        "The clerk held since May as a witness is back at work.",
        "The clerk held since May as a witness has gone home.",
        "Soil taken from nine gardens in Enns was clean.",
        "Cables laid in the harbour last week were cut.",
        "Carpenters laid off in April will return in June.",
        "The trams seized last year were sold.",
    ],
)
def test_the_verb_behind_a_reduced_participle_is_told_of_the_noun(text: str) -> None:
    assert [claim for claim, _ in told(text)] == [text.removesuffix(".")]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Yesterday 3 climbers fell.", (3, "climbers")),
        ("Today 7 barns burned.", (7, "barns")),
        ("On Friday 3 sailors drowned in Wels.", (3, "sailors")),
        ("Tomorrow 6 kiosks will close.", (6, "kiosks")),
    ],
)
def test_a_number_between_a_day_and_a_noun_counts_the_noun(text: str, figure: tuple[int, str]) -> None:
    assert [figures for _, figures in told(text)] == [[figure]]


def test_a_number_before_a_month_is_of_the_day() -> None:
    assert told("On Friday 3 May sailors left.") == [("On Friday 3 May sailors left", [])]


@pytest.mark.parametrize("unit", ["km/h", "m/s", "kW"])
def test_a_stop_behind_a_unit_ends_the_sentence(unit: str) -> None:
    first, second = f"The wheel reached 40 {unit}", "TVK has not ordered another"
    assert [claim for claim, _ in told(f"{first}. {second}.")] == [first, second]


def test_who_is_addressed_in_a_question_is_not_what_it_is_about() -> None:
    (claim,) = READER.read_text("Mr Fenn, how many kites are out?", outlet="The Daily").claims
    assert (claim.text, claim.kind.value) == ("Mr Fenn, how many kites are out?", "question")


def test_the_word_before_a_clause_without_a_subject_is_its_subject() -> None:
    assert [claim for claim, _ in told("The courier writes all are asleep.")] == ["all are asleep"]


@pytest.mark.parametrize(
    "text",
    [
        "They came with demands that nobody could meet.",
        "Lorry with nine cows overturned near Enns.",
    ],
)
def test_such_a_sentence_is_one_claim(text: str) -> None:
    assert [claim for claim, _ in told(text)] == [text.removesuffix(".")]


def test_a_lorry_at_the_head_of_a_ticker_is_told_to_do_nothing() -> None:
    (claim,) = READER.read_text("Train with nine cars derailed near Enns.", outlet="The Daily").claims
    assert (claim.kind.value, claim.factuality.value) == ("statement", "CT+")


def test_a_name_behind_whom_something_is_according_to_is_no_subject_of_it() -> None:
    (claim,) = READER.read_text("According to the owner, Gorse Coal, the shaft is safe.", outlet="The Daily").claims
    assert (claim.text, claim.sources) == ("the shaft is safe", ("Gorse Coal",))


def test_what_will_last_ten_years_is_not_of_the_last_ten_years() -> None:
    (claim,) = READER.read_text("The architect said the roof would last ten years.", outlet="The Daily").claims
    assert claim.time is None or claim.time.earliest is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Nobody has fallen, the fire brigade assures.", "fire brigade"),
        ("Its spokesman on rivers, Jan Horn, said the lock was shut.", "Jan Horn"),
    ],
)
def test_who_says_so_is_named(text: str, source: str) -> None:
    (claim,) = READER.read_text(text, outlet="The Daily").claims
    assert claim.sources == (source,)


def test_an_update_is_no_source() -> None:
    claims = READER.read_text("UPD 06:10: the fire is out, say the firefighters.", outlet="The Daily").claims
    assert [claim.sources for claim in claims] == [("firefighters",)]

"""How a claim fills the roles that a question gives."""

import pytest
from asked import asked, features


def test_a_name_that_stands_only_in_another_document_is_missed() -> None:
    held = features("Did Norwich send boats?", "Norwich slept.", "Norwich sent boats.")
    missed = features("Did Norwich send boats?", "Norwich slept.", "Dover sent boats.")
    assert (held["names elsewhere"], missed["names elsewhere"]) == (0, 1)
    assert missed["names unknown"] == 0


def test_a_name_that_no_claim_holds_is_unknown() -> None:
    assert features("Did Exeter send boats?", "Norwich sent boats.")["names unknown"] == 1


@pytest.mark.parametrize("name", ["Oslo", "Norway", "Norway's", "Norwegian"])
def test_a_country_is_found_by_its_name_its_people_and_its_capital(name: str) -> None:
    assert (
        features(f"How many boats did the {name} navy send?", "The Norwegian navy sent three boats.")["least name"]
        > 0.9
    )


def test_words_that_mean_the_same_are_meant() -> None:
    meant = features("How many vessels remained?", "Three ships stayed in the bay.")
    other = features("How many helicopters remained?", "Three ships sank in the bay.")
    assert meant["least meant"] >= 0.8
    assert other["least meant"] < 0.5


def test_a_figure_of_another_thing_counts_less() -> None:
    same = features("How many lorries arrived?", "Nine trucks arrived.")
    other = features("How many lorries arrived?", "Nine nurses arrived.")
    assert same["counted"] > other["counted"]
    assert features("How many lorries arrived?", "The lorries arrived.")["no figure"] == 1


@pytest.mark.parametrize(
    ("question", "text", "turned"),
    [
        ("How many people crossed from Dover to Calais?", "Nine people crossed from Calais to Dover.", 1),
        ("How many people crossed from Dover to Calais?", "Nine people crossed from Dover to Calais.", 0),
        ("Did Dover give boats?", "Calais gave Dover two boats.", 1),
        ("Did Calais give boats?", "Calais gave Dover two boats.", 0),
        ("What does Calais want from Dover?", "Calais is going to sue Dover.", 0),
    ],
)
def test_what_goes_the_other_way_is_turned(question: str, text: str, turned: int) -> None:
    assert features(question, text)["turned"] == turned


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many people left Dover?", "The mayor said that 700 people had left Dover on Monday."),
        ("Is the hospital full?", "The hospital is full."),
        ("Who resigned in Dover?", "The mayor resigned in Dover."),
    ],
)
def test_a_claim_that_fills_every_role_is_an_answer(question: str, text: str) -> None:
    assert asked(question, text).findings


def test_a_claim_that_goes_the_other_way_is_near_only() -> None:
    assert not asked(
        "How many people crossed from Dover to Calais?", "Nine people crossed from Calais to Dover."
    ).findings


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Nine people left on 30 April.", 0),
        ("Nine people left on 2 May.", 1),
        ("Nine people left.", 0.5),
    ],
)
def test_a_claim_of_another_day_is_told_from_one_that_tells_none(text: str, other: float) -> None:
    assert features("How many people left on 30 April?", text)["other day"] == other


def test_a_measure_that_no_claim_tells_is_no_figure() -> None:
    assert features("How much of the quay is gone?", "The quay is gone.")["no figure"] == 1
    assert features("How much of the quay is gone?", "Some 40 metres of the quay are gone.")["no figure"] == 0
    assert features("How far in advance did the ship call?", "The ship called an hour before.")["claim suits"] == 1


def test_how_long_something_took_does_not_tell_when() -> None:
    took = features("When did the ships leave?", "The ships left after 31 hours.")
    told = features("When did the ships leave?", "The ships left on 11 March.")
    assert took["claim suits"] < told["claim suits"]


def test_a_year_of_any_century_tells_when() -> None:
    assert features("When was the mill built?", "The mill was built in 1573.")["claim suits"] == 1
    assert features("When was the mill built?", "The mill was built of 1573 stones.")["claim suits"] < 1
    assert features("When is the mill open?", "The mill is open on Wednesdays.")["claim suits"] == 1


def test_what_is_over_does_not_tell_what_will_be() -> None:
    assert features("Will the ships leave Dover?", "The ships left Dover.")["past"] == 1
    assert features("Will the ships leave Dover?", "The ships will leave Dover.")["past"] == 0
    assert features("How many ships are in Dover?", "Nine ships will be in Dover.")["coming"] == 1


def test_a_number_of_the_question_itself_is_no_figure() -> None:
    own = features("How fast was train 417 going?", "Rescuers searched train 417.")
    other = features("How fast was train 417 going?", "Train 417 was going at 90 kilometres an hour.")
    assert (own["suits"], other["suits"]) == (0, 1)


def test_days_are_a_length_of_time() -> None:
    assert features("How long will the food last?", "The food will last for four days.")["suits"] == 1


def test_a_figure_without_the_harm_that_is_asked_for_is_another_measure() -> None:
    question = "How many hostages were killed?"
    assert features(question, "Soldiers freed 12 hostages.")["other measure"] == 1
    assert features(question, "There were 12 hostages.")["other measure"] == 1
    assert features(question, "Soldiers killed 12 hostages.")["other measure"] == 0


def test_what_is_told_of_one_place_is_not_told_of_another() -> None:
    question = "How many houses burned in Graz?"
    assert features(question, "Nine houses burned in Linz.")["other place"] == 1
    assert features(question, "Nine houses burned in Graz.")["other place"] == 0


def test_a_month_is_no_name() -> None:
    assert features("Who stole the sign?", "The sign had been stolen in April.")["new name"] == 0


def test_what_nobody_knows_goes_behind_what_somebody_says() -> None:
    found = asked(
        "What caused the fire?",
        "The cause of the fire was not known.",
        "A battery charger had caused the fire, she said.",
    )
    assert "charger" in (found.findings or found.near)[0].report.sentence


def test_a_turnout_is_as_high_as_its_share() -> None:
    assert features("How high was the turnout?", "Turnout was 66 percent.")["suits"] == 1
    assert features("How high is the dam?", "The dam is 71 metres high.")["suits"] == 1


def test_a_month_or_a_year_tells_when_though_its_day_is_not_told() -> None:
    assert features("When is the vote?", "The vote is planned for some time in November.")["claim suits"] == 1

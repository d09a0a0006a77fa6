"""Who the two are that speak in an interview."""

from functools import cache

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.reading import Role

READER = Reader()
TALK = "\n\n– Is the dam safe?\n– It is.\n– Since when?\n– Since March.\n"


@cache
def speakers(text: str, *, outlet: str | None = None) -> dict[Role, set[str | None]]:
    found: dict[Role, set[str | None]] = {}
    for turn in READER.read_text(text, outlet=outlet).turns:
        found.setdefault(turn.role, set()).add(turn.speaker)
    return found


def guest(lead: str) -> str | None:
    (name,) = speakers(lead + TALK)[Role.INTERVIEWEE]
    return name


def host(lead: str, *, outlet: str | None = None) -> str | None:
    (name,) = speakers(lead + TALK, outlet=outlet)[Role.INTERVIEWER]
    return name


LEADS = [
    "Anna Brunner said in an interview with Radio Seefeld that the dam is safe.",
    "Anna Brunner told Radio Seefeld about the dam.",
    "Anna Brunner spoke to Radio Seefeld about the dam.",
    "Anna Brunner was interviewed by Radio Seefeld.",
    "Anna Brunner gave an interview to Radio Seefeld.",
    "In an interview with Radio Seefeld, Anna Brunner spoke about the dam.",
    "The dam is safe, Anna Brunner told Radio Seefeld on Monday.",
    "Radio Seefeld spoke to Anna Brunner about the dam.",
    "Radio Seefeld spoke with the mayor, Anna Brunner.",
    "Radio Seefeld interviewed Anna Brunner, the mayor of the town.",
    "Radio Seefeld asked Anna Brunner about the dam.",
    "Radio Seefeld met Anna Brunner in her office.",
]


@pytest.mark.parametrize("lead", LEADS)
def test_the_lead_names_who_answers(lead: str) -> None:
    assert guest(lead) == "Anna Brunner"


@pytest.mark.parametrize("lead", LEADS)
def test_the_lead_names_who_asks(lead: str) -> None:
    assert host(lead) == "Radio Seefeld"


@pytest.mark.parametrize(
    "lead",
    [
        "Anna Brunner has run the dam for ten years. Radio Seefeld spoke to her.",
        "Anna Brunner has run the dam for ten years. The reporter Max Holler spoke to her about the flood.",
        "Anna Brunner is the mayor of the town. Max Holler met her in her office.",
        "Anna Brunner leads the brigade. Max Holler talked with her.",
        "Anna Brunner leads the brigade. Max Holler interviewed her.",
    ],
)
def test_who_is_spoken_to_by_a_pronoun_is_whom_the_lead_is_about(lead: str) -> None:
    assert guest(lead) == "Anna Brunner"


def test_the_outlet_asks_where_it_is_known() -> None:
    assert host("Anna Brunner talked about the dam.", outlet="The Seefeld Times") == "The Seefeld Times"


def test_a_name_in_the_headline_alone_is_who_answers() -> None:
    assert guest("Mayor Anna Brunner on the dam\n\nIt has been a hard year for the town.") == "Anna Brunner"


def test_the_name_is_given_in_full_though_the_lead_says_it_short() -> None:
    assert guest("Anna Brunner on the dam\n\nBrunner spoke to Radio Seefeld.") == "Anna Brunner"


def test_somebody_unnamed_is_given_as_described() -> None:
    assert guest("Radio Seefeld talked to the head of the fire brigade.") == "head of the fire brigade"


def test_where_the_lead_names_nobody_the_speakers_stay_unknown() -> None:
    lead = "It has been a hard year for the town."
    assert (guest(lead), host(lead)) == (None, None)


def test_without_a_lead_the_speakers_stay_unknown() -> None:
    assert speakers("Q: Is it safe?\nA: It is.\n") == {Role.INTERVIEWER: {None}, Role.INTERVIEWEE: {None}}


def test_of_several_people_in_a_lead_that_ties_none_to_a_talk_none_is_picked() -> None:
    assert guest("Anna Brunner left the council on Monday. Karl Huber took her place.\n\nThen Eva Moser came.") in (
        "Anna Brunner", None,
    )  # fmt: skip


def test_an_article_is_spoken_by_its_outlet() -> None:
    assert speakers("It rained.", outlet="The Seefeld Times") == {Role.NARRATOR: {"The Seefeld Times"}}


def test_an_article_of_unknown_outlet_has_an_unknown_speaker() -> None:
    assert speakers("Anna Brunner said that it rained.") == {Role.NARRATOR: {None}}


# --- labels -------------------------------------------------------------------------------------------------------


def test_a_label_is_the_speaker() -> None:
    text = "Ben Moser: Is it safe?\nAnna Brunner: It is.\nBen Moser: Since when?\nAnna Brunner: Since March.\n"
    assert speakers(text) == {Role.INTERVIEWER: {"Ben Moser"}, Role.INTERVIEWEE: {"Anna Brunner"}}


def test_a_label_in_capitals_is_written_as_a_name() -> None:
    text = "BEN MOSER: Is it safe?\nANNA BRUNNER: It is.\nBEN MOSER: Since when?\nANNA BRUNNER: Since March.\n"
    assert speakers(text) == {Role.INTERVIEWER: {"Ben Moser"}, Role.INTERVIEWEE: {"Anna Brunner"}}


def test_initials_stay_in_capitals() -> None:
    text = "RS: Is it safe?\nAB: It is.\nRS: Since when?\nAB: Since March.\n"
    assert speakers(text) == {Role.INTERVIEWER: {"RS"}, Role.INTERVIEWEE: {"AB"}}


def test_a_short_label_stands_for_the_longer_one() -> None:
    text = "Ben Moser: Is it safe?\nAnna Brunner: It is.\nMoser: Since when?\nBrunner: Since March.\n"
    assert speakers(text) == {Role.INTERVIEWER: {"Ben Moser"}, Role.INTERVIEWEE: {"Anna Brunner"}}


@pytest.mark.parametrize("label", ["Brunner", "BRUNNER"])
def test_a_short_label_stands_for_the_full_name_in_the_lead(label: str) -> None:
    talk = f"Moser: Is it safe?\n{label}: It is.\nMoser: Is it?\n{label}: Yes.\n"
    text = f"The mayor, Anna Brunner, spoke about the dam.\n\n{talk}"
    assert speakers(text)[Role.INTERVIEWEE] == {"Anna Brunner"}


def test_the_place_of_all_the_answers_stands_for_the_guest_of_the_lead() -> None:
    text = (
        "Anna Brunner, 61, keeps the weir at Camp Holm. The Tribune met her there.\n\n"
        "Tribune: Is it safe?\nCamp Holm: It is.\nTribune: Since when?\nCamp Holm: Since March.\n"
    )
    assert speakers(text)[Role.INTERVIEWEE] == {"Anna Brunner"}


def test_a_rank_tells_the_guest_and_a_fort_is_none() -> None:
    text = (
        "Corporal Ennis Vale left Fort Holm on Monday. The Tribune met him at the station.\n\n"
        "– Is it safe?\n\n– It is.\n\n– Since when?\n\n– Since March.\n"
    )
    assert speakers(text)[Role.INTERVIEWEE] == {"Corporal Ennis Vale"}


def test_an_outlet_answers_what_its_readers_ask() -> None:
    text = (
        "Was the smoke toxic?\nAt first. Raised values were measured until six.\n\nWho pays for it?\nThe insurer.\n\n"
        "Will the mill reopen?\nNo permit has been asked for.\n"
    )
    assert speakers(text, outlet="The Mail")[Role.INTERVIEWEE] == {"The Mail"}


def test_what_an_interviewer_only_states_is_his_where_each_answer_is_one_paragraph() -> None:
    text = (
        "Dr Lea Moser heads the clinic in Enns. She spoke to Traun Weekly on 3 May 2024.\n\n"
        "Traun Weekly: How many beds have you got?\n\nLea Moser: Ninety beds are left.\n\n"
        "Was the roof hit?\n\nYes, it was hit on Sunday.\n\n"
        "The county says the road is open.\n\nOn paper. It is full of stones.\n\n"
        "What do you lack?\n\nWe lack coal.\n\nHow many nurses stayed?\n\nTwelve stayed with us.\n\n"
        "Will you stay?\n\nI will stay."
    )
    found = {claim.text: claim for claim in READER.read_text(text).claims}
    assert found["the road is open"].speaker == "Traun Weekly"
    assert found["It is full of stones"].speaker == "Lea Moser"
    assert not any(claim.startswith(("Traun Weekly:", "Lea Moser:")) for claim in found)

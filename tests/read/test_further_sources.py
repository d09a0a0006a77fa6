"""Who stands behind a claim besides the one that a verb of speech names: pronouns, coordinated sources, media, accusers."""

from datetime import date

import pytest

from tocsin.engine.reader import Reader

READER = Reader()


def sources(text: str) -> list[tuple[str, ...]]:
    return [claim.sources for claim in READER.read_text(text, published=date(2025, 6, 20)).claims]


def test_an_open_it_that_speaks_is_the_body_that_spoke_last() -> None:
    text = "The dam at Oberau is safe, the water board said.\n\nNobody was hurt, it added."
    assert sources(text) == [("water board",)] * 2


def test_a_body_that_does_something_and_said_so_is_its_source() -> None:
    assert sources("The coast guard of Norvale has saved 88 people from a boat, it said.") == [
        ("coast guard of Norvale",)
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Norvale's coast guard has saved 88 people from a boat, it said.", "Norvale's coast guard"),
        ("Norvale will close the port, it said on Monday.", "Norvale"),
    ],
)
def test_it_is_the_place_in_the_name_of_a_body_only_where_nothing_stands_around_the_place(
    text: str, source: str
) -> None:
    assert sources(text) == [(source,)]


def test_an_open_they_that_speaks_is_the_ones_who_spoke_last() -> None:
    text = "The boat had left on Tuesday, passengers told the guard. The engine failed. They said two men had jumped."
    assert sources(text)[-1] == ("passengers",)


def test_a_pronoun_of_another_number_is_not_who_spoke_last() -> None:
    text = "The boat had left on Tuesday, passengers told the guard.\n\nIt added that two had jumped."
    assert ("passengers",) not in sources(text)[1:]


def test_coordinated_sources_are_all_told() -> None:
    assert sources("The queue grew on Friday, drivers and the chamber of commerce said.") == [
        ("drivers", "chamber of commerce")
    ]


@pytest.mark.parametrize("told", ["told the newspaper Inn Courier", "told the daily De Inn", "told Alpine Radio"])
def test_a_medium_that_was_told_something_passes_it_on(told: str) -> None:
    (chain,) = sources(f"Karl Brenner {told} that the bridge was cracked.")
    assert (chain[-1], len(chain)) == ("Karl Brenner", 2)


def test_reporters_who_were_told_something_are_no_source() -> None:
    assert sources("Karl Brenner told reporters that the bridge was cracked.") == [("Karl Brenner",)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The mining union accused the operator of having ignored the tremors.", "mining union"),
        ("Karl Brenner expects the first pump to be running again by Wednesday.", "Karl Brenner"),
    ],
)
def test_what_somebody_holds_against_others_or_expects_is_that_one_s_word(text: str, source: str) -> None:
    assert sources(text) == [(source,)]


def test_of_whom_something_is_said_is_no_source_of_it() -> None:
    assert sources("The lake is said to be rising.") == [()]


def test_one_of_several_is_told_by_what_stands_at_it() -> None:
    text = "Four men were freed. One of them, a driver from Linz, said that the police had lied."
    assert sources(text)[-1] == ("driver from Linz",)


def test_what_stands_behind_a_colon_is_said_by_who_is_cited_before_it() -> None:
    text = "The parents' association said the decision came too late: three pupils had fainted on Monday."
    assert sources(text) == [("parents' association",)] * 2


@pytest.mark.parametrize(
    "said",
    [
        "The union accepted a rise of 7 percent and a bonus for nights",
        "There are now 110 soldiers in Linz",
        "Only 12 of the 230 schools have air conditioning",
    ],
)
@pytest.mark.parametrize("verb", ["said on Wednesday", "told Radio Inn"])
def test_an_office_and_a_name_between_commas_speak(said: str, verb: str) -> None:
    claims = READER.read_text(f"{said}, the head of the office, Nora Weiss, {verb}.").claims
    assert [(claim.text, claim.sources[-1]) for claim in claims] == [(said, "Nora Weiss")]


def test_what_was_decided_by_somebody_is_that_one_s_word() -> None:
    text = "Schools will stay closed until Tuesday. That was decided by the crisis board on Friday."
    assert sources(text)[0] == ("crisis board",)


def test_a_pronoun_that_says_something_and_stands_for_nobody_told_is_an_unnamed_source() -> None:
    assert sources("The lake is calm. They said that the pier at Enns was cracked.")[-1] == ("unnamed source",)


def test_the_statement_is_that_of_the_body_that_spoke() -> None:
    text = "Nineteen escaped, the prison service said. None of them had been convicted, according to the statement."
    assert sources(text) == [("prison service",)] * 2


def test_a_statement_of_nobody_told_has_no_source() -> None:
    assert sources("None of them had been convicted, according to the statement.") == [()]


def test_an_open_it_that_speaks_is_the_body_that_the_sentence_before_is_about() -> None:
    text = "The mining company has closed the pit at Enns. It said that nobody would return."
    assert sources(text)[-1] == ("mining company",)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("A beekeeper from Linz, Ruth Adler, said the hives were dead.", "Ruth Adler"),
        ("A skipper from the island of Rab, Marko Peric, said the light was out.", "Marko Peric"),
        ("A baker in Wels who lost his shop, Petr Kolm, said the dyke had broken.", "Petr Kolm"),
        ("According to a cyclist from Traun, Stefan Juhl, the gate at the crossing was open.", "Stefan Juhl"),
        ("A volunteer with the rescue team from Steyr, Hanna Gruber, said eleven men were saved.", "Hanna Gruber"),
        ("Another cyclist, Filip Horn of Wels, said the road was shut.", "Filip Horn"),
        ("A local fisherman from Rana, Emil Sorg, says the nets are empty.", "Emil Sorg"),
        ("Local fisherman from Rana Emil Sorg says the nets are empty.", "Emil Sorg"),
    ],
)
def test_a_person_named_behind_a_description_is_the_source_and_not_the_place_in_it(said: str, source: str) -> None:
    assert sources(said)[-1] == (source,)


def test_what_stands_behind_a_place_and_belongs_to_it_names_nobody() -> None:
    assert sources("A baker in Wels, Upper Austria, said the dyke had broken.") != [("Upper Austria",)]

"""Pronouns that are told by where they stand: of who speaks, of what stands before "and", of whose spokesman speaks."""

import pytest

from tocsin.engine.reader import Reader

READER = Reader()


def standalone(text: str) -> str:
    return " | ".join(claim.standalone for claim in READER.read_text(text).claims)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks open on Monday, but the rebels said they would not attend.", "they [rebels] would not attend"),
        ("Residents and a priest said they had seen boats at night.", "they [Residents and a priest] had seen"),
        ("Rain fell on Linz. The ministry said it was ready to open the locks.", "it [ministry] was ready"),
        ("A doctor at the town's hospital said that it had received 60 wounded.", "it [town's hospital] had received"),
    ],
)  # fmt: skip
def test_a_pronoun_is_told_by_where_it_stands(text: str, expected: str) -> None:
    assert expected in standalone(text)


def test_his_spokesman_speaks_of_him_and_not_of_himself() -> None:
    text = "President Otto Brenner has not been seen since Friday. His spokesman said that he was ill."
    assert "he [President Otto Brenner] was ill" in standalone(text)


def test_a_reflexive_pronoun_needs_no_name() -> None:
    assert "itself [" not in standalone("The group denied this and said the government itself had shelled the town.")


def test_nobody_is_a_number() -> None:
    text = "The number of crossings fell to 900 in May. He put this down to the fence."
    assert "He [" not in standalone(text)


def test_what_is_denied_is_told_with_who_denies_it() -> None:
    assert "[The navy has denied] any involvement" in standalone("The navy has denied any involvement in the raid.")


def test_a_relative_clause_of_a_measure_is_of_what_is_measured() -> None:
    told = standalone("Power was back after an outage of 30 hours, which the operator described as unavoidable.")
    assert "[an outage of 30 hours,] which" in told


def test_the_work_goes_on_and_not_who_spoke_of_it() -> None:
    told = standalone("The work has begun, the mayor said, and would be completed by March.")
    assert "mayor] would be completed" not in told


def test_what_somebody_denies_having_done_is_told_with_who_denies_it() -> None:
    assert "[The owner denied] having received" in standalone("The owner denied having received any warning.")

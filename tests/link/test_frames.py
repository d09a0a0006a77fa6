"""Frames of two claims side by side, as the real reader makes them."""

import pytest
from link.read_pairs import Pairs, Said, later, said

from tocsin.engine.reader import Reader
from tocsin.link.frames import Fit


@pytest.fixture(scope="module")
def pairs(reader: Reader) -> Pairs:
    return Pairs(reader)


def fit(pairs: Pairs, one: str, other: str) -> Fit:
    return pairs.fit(said(one), later(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The guards closed the flood gate.", "The flood gate was closed by the guards."),
        ("The guards closed the flood gate.", "The guards shut the flood gate."),
        ("The boats came in.", "The boats arrived."),
        ("The weir gave way in the night.", "The weir collapsed in the night."),
        ("There are 40 boats in the harbour.", "The harbour has 40 boats."),
        ("The guards closed the flood gate.", "The guards did not close the flood gate."),
    ],
)
def test_one_deed_is_known_in_other_words(pairs: Pairs, one: str, other: str) -> None:
    found = fit(pairs, one, other)
    assert found.deed
    assert found.core == 1


def test_another_deed_is_known(pairs: Pairs) -> None:
    assert fit(pairs, "The guards closed the flood gate.", "The guards painted the flood gate.").deed is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The miners evacuated the gallery.", "The miners stood in the gallery."),
        ("The council handed the keys to the guards.", "The council permitted the guards to stay."),
    ],
)
def test_verbs_that_only_look_or_sound_alike_are_two_deeds(pairs: Pairs, one: str, other: str) -> None:
    assert not fit(pairs, one, other).deed


def test_what_is_moved_or_sent_is_not_put_off(pairs: Pairs) -> None:
    for text in (
        "The army moved the bridge.",
        "The mill sent flour to Korbach.",
        "The mill exported flour to Korbach.",
    ):
        frame = pairs.frame(said(text))
        assert frame is not None
        assert not frame.is_coming


def test_a_predicate_that_says_little_leaves_the_deed_open(pairs: Pairs) -> None:
    assert fit(pairs, "The mayor had a letter from the mill.", "The mayor praised the mill.").deed is None


def test_a_way_and_the_way_back_are_two_things(pairs: Pairs) -> None:
    assert fit(pairs, "The convoy drove to Neustadt.", "The convoy drove from Neustadt.").turned
    assert fit(
        pairs, "The convoy drove from Korbach to Saalbrunn.", "The convoy drove from Saalbrunn to Korbach."
    ).turned
    assert not fit(pairs, "The convoy drove to Neustadt.", "The convoy went to Neustadt.").turned


def test_two_ends_of_a_way_are_two_things(pairs: Pairs) -> None:
    assert fit(pairs, "The ship sailed to Sweden.", "The ship sailed to Norway.").turned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The guards shelled the miners at Korbach.", "The miners shelled the guards at Korbach."),
        ("The mill is suing Mayor Ilse Brandt.", "Mayor Ilse Brandt is suing the mill."),
        ("The guards handed the gate over to the police.", "The police handed the gate over to the guards."),
    ],
)
def test_what_one_does_to_another_is_not_what_the_other_does_to_the_one(pairs: Pairs, one: str, other: str) -> None:
    assert fit(pairs, one, other).turned
    assert not fit(pairs, one, one).turned


def test_what_two_do_with_each_other_has_no_direction(pairs: Pairs) -> None:
    assert not fit(pairs, "The mayor met the miners at Korbach.", "The miners met the mayor at Korbach.").turned


def test_whom_a_pronoun_stands_for_is_a_name(pairs: Pairs) -> None:
    frame = pairs.frame(said("Mayor Ilse Brandt left the hall. She closed the gate at Korbach.", "closed"))
    assert frame is not None
    assert "brandt" in frame.names


def test_what_is_put_off_is_the_deed(pairs: Pairs) -> None:
    assert fit(pairs, "The council will meet on 4 May.", "The meeting of the council was put off to 11 May.").deed


def test_things_of_another_nation_are_others(pairs: Pairs) -> None:
    assert fit(pairs, "The guards arrested two German miners.", "The guards arrested two Austrian miners.").foreign
    assert not fit(pairs, "The guards arrested two German miners.", "The guards arrested two old miners.").foreign


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The hospital was full.", "The hospital was empty."),
        ("The guards arrested Jonas Krämer.", "The guards released Jonas Krämer."),
        ("The guards closed the flood gate.", "The guards opened the flood gate."),
        ("The prices of bread rose.", "The prices of bread fell."),
        ("The lower gallery was dry.", "The lower gallery was under water."),
        ("The lower gallery was dry.", "The lower gallery was flooded."),
        ("The council accepted the offer.", "The council rejected the offer."),
        ("The letters are genuine.", "The letters are forged."),
        ("The water of the mill pond is clean.", "The water of the mill pond is contaminated."),
        ("The shot hit the tower.", "The shot missed the tower."),
    ],
)
def test_of_two_opposed_states_only_one_can_be_so(pairs: Pairs, one: str, other: str) -> None:
    assert fit(pairs, one, other).opposed
    assert not fit(pairs, one, one).opposed


@pytest.mark.parametrize(
    ("one", "other"),
    [("The old bridge is safe.", "The old bridge is unsafe."), ("The mill is stable.", "The mill is unstable.")],
)
def test_a_word_is_opposed_to_the_same_with_un(pairs: Pairs, one: str, other: str) -> None:
    assert fit(pairs, one, other).opposed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The landing is likely.", "The landing is unlikely."),
        ("The old bridge is safe.", "The old bridge is under water."),
    ],
)
def test_words_of_certainty_and_words_that_only_begin_with_un_are_opposed_to_nothing(
    pairs: Pairs, one: str, other: str
) -> None:
    assert not fit(pairs, one, other).opposed


def test_agreeing_to_two_things_is_two_deeds(pairs: Pairs) -> None:
    repair = "The council agreed to repair the old bridge."
    assert fit(pairs, repair, "The council agreed to sell the old bridge.").deed is False
    assert fit(pairs, repair, "The council agreed to mend the old bridge.").deed


def test_others_who_do_it_are_told_apart_but_not_from_somebody_unknown(pairs: Pairs) -> None:
    guards = "The guards closed the mill."
    assert fit(pairs, "The miners closed the mill.", guards).actors_apart
    assert not fit(pairs, "They closed the mill.", guards).actors_apart


def test_who_does_it_and_to_whom_it_is_done_are_not_exchanged(pairs: Pairs) -> None:
    assert fit(pairs, "The mayor praised the priest.", "The priest praised the mayor.").actors_apart


def test_names_without_one_in_common_are_apart(pairs: Pairs) -> None:
    assert fit(pairs, "Ilse Brandt closed the mill.", "Jonas Krämer closed the mill.").names_apart
    assert not fit(pairs, "Ilse Brandt closed the mill.", "Brandt closed the mill.").names_apart
    assert not fit(pairs, "Ilse Brandt closed the mill.", "The mayor closed the mill.").names_apart


def test_a_pronoun_counts_by_the_name_it_stands_for(pairs: Pairs) -> None:
    left = Said(text="She closed the flood gate.", before="Marta Oswald runs the mill of the town.")
    assert pairs.fit(left, later("Marta Oswald closed the flood gate.")).core == 1
    assert pairs.fit(left, later("Jonas Krämer closed the flood gate.")).actors_apart


def test_things_with_words_that_set_them_apart_are_less_alike(pairs: Pairs) -> None:
    same = fit(pairs, "The guards closed the new quay.", "The guards closed the quay.")
    other = fit(pairs, "The guards closed the new quay.", "The guards closed the fish quay.")
    assert same.theme is not None
    assert other.theme is not None
    assert same.theme > other.theme > 0


SENTENCES = [
    "The guards closed the flood gate at Korbach.",
    "The flood gate was opened by the miners.",
    "There are no boats in the harbour.",
    "The convoy drove from Korbach to Saalbrunn.",
    "The council agreed to repair the old bridge.",
    "They left.",
]


@pytest.mark.parametrize("one", SENTENCES)
@pytest.mark.parametrize("other", SENTENCES)
def test_how_frames_fit_does_not_depend_on_which_comes_first(pairs: Pairs, one: str, other: str) -> None:
    assert pairs.fit(said(one), said(other)) == pairs.fit(said(other), said(one))


@pytest.mark.parametrize("one", SENTENCES)
def test_a_frame_fits_itself(pairs: Pairs, one: str) -> None:
    found = fit(pairs, one, one)
    assert found.deed is not False
    assert found.core in (None, 1)
    assert not any((found.actors_apart, found.opposed, found.turned, found.foreign, found.names_apart))

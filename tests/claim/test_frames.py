"""The frame of a claim: its predicate, and who or what stands in which role of it."""

from datetime import date

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.frame import ACTOR, IS, OBJECT, RECIPIENT, TO_DO, Filler, Frame


def frame_of(reader: Reader, text: str, words: str = "") -> Frame:
    """The frame of the first claim of a text that has these words."""
    reading = reader.read_text(text, published=date(2026, 3, 2), outlet="Observer")
    frame = next(claim.frame for claim in reading.claims if words in claim.text)
    assert frame is not None
    return frame


def heads(frame: Frame) -> list[tuple[str, str]]:
    return [(filler.role, filler.head) for filler in frame.fillers]


def filler_at(frame: Frame, role: str) -> Filler:
    return next(filler for filler in frame.fillers if filler.role == role)


def test_a_frame_has_its_predicate_and_who_and_what_in_their_roles(reader: Reader) -> None:
    frame = frame_of(reader, "The guards closed the flood gate at Korbach.")
    assert frame.predicate == "close"
    assert heads(frame) == [(ACTOR, "guard"), (OBJECT, "gate"), ("at", "korbach")]


def test_a_passive_fills_the_same_roles_as_an_active(reader: Reader) -> None:
    active = frame_of(reader, "The guards closed the flood gate at Korbach.")
    passive = frame_of(reader, "The flood gate at Korbach was closed by the guards.")
    assert passive.predicate == active.predicate
    assert sorted(heads(passive)) == sorted(heads(active))


def test_what_exists_is_what_the_frame_is_about(reader: Reader) -> None:
    frame = frame_of(reader, "There were three barges at the old quay.")
    assert frame.predicate == "exist"
    assert heads(frame) == [(OBJECT, "barge"), ("at", "quay")]


def test_who_receives_something_is_told_from_what_is_given(reader: Reader) -> None:
    frame = frame_of(reader, "The operator sent Marta Oswald a letter.")
    assert {(ACTOR, "operator"), (RECIPIENT, "oswald"), (OBJECT, "letter")} == set(heads(frame))


def test_what_something_is_said_to_be_has_a_role(reader: Reader) -> None:
    frame = frame_of(reader, "The tannery is unsafe.")
    assert (IS, "unsafe") in heads(frame)


def test_what_somebody_agrees_to_do_has_a_role_and_its_object_too(reader: Reader) -> None:
    frame = frame_of(reader, "The council agreed to repair the old bridge.")
    assert frame.predicate == "agree"
    assert {(TO_DO, "repair"), (OBJECT, "bridge")} <= set(heads(frame))


@pytest.mark.parametrize(
    ("text", "predicate", "particle"),
    [
        ("The miners came in from the northern pit.", "come", "in"),
        ("The barges ran out of fuel.", "run", "out"),
        ("The guards closed the gate.", "close", None),
    ],
)
def test_a_particle_is_told_from_what_it_leads_to(
    reader: Reader, text: str, predicate: str, particle: str | None
) -> None:
    frame = frame_of(reader, text)
    assert (frame.predicate, frame.particle) == (predicate, particle)


def test_a_denial_has_the_frame_of_what_it_denies(reader: Reader) -> None:
    denied = frame_of(reader, "The guards did not close the flood gate at Korbach.")
    assert denied == frame_of(reader, "The guards closed the flood gate at Korbach.")


@pytest.mark.parametrize("called", ["It is not true that", "It is unlikely that", "It is false that"])
def test_a_sentence_that_is_called_untrue_has_the_frame_of_what_it_says(reader: Reader, called: str) -> None:
    denied = frame_of(reader, f"{called} the guards closed the flood gate at Korbach.")
    assert denied == frame_of(reader, "The guards closed the flood gate at Korbach.")


def test_a_number_of_things_without_a_verb_says_that_they_are_there(reader: Reader) -> None:
    frame = frame_of(reader, "Four barges in the old basin this morning.")
    assert frame.predicate == "exist"
    assert heads(frame) == [(OBJECT, "barge"), ("in", "basin")]


def test_whoever_speaks_of_himself_is_named(reader: Reader) -> None:
    frame = frame_of(reader, "“They arrested me on the bridge,” said Marta Oswald, the miller.", "arrested")
    assert filler_at(frame, OBJECT).name == "Marta Oswald"


@pytest.mark.parametrize("text", ["There are no boats in the harbour.", "Nobody crossed the bridge."])
def test_none_of_something_is_marked_on_what_there_is_none_of(reader: Reader, text: str) -> None:
    assert [filler.is_none for filler in frame_of(reader, text).fillers] == [True, False]


def test_a_pronoun_brings_the_name_it_stands_for(reader: Reader) -> None:
    frame = frame_of(reader, "Marta Oswald runs the mill. She closed the flood gate.", "closed")
    assert filler_at(frame, ACTOR).name == "Marta Oswald"


def test_times_stand_in_no_role(reader: Reader) -> None:
    timed = frame_of(reader, "The masons left Korbach on 27 February 2026 at noon.")
    assert timed.fillers == frame_of(reader, "The masons left Korbach.").fillers


def test_sources_stand_in_no_role(reader: Reader) -> None:
    cited = frame_of(reader, "According to the police, the masons left Korbach.", "left")
    assert cited == frame_of(reader, "The masons left Korbach.")


def test_numbers_stand_in_no_role(reader: Reader) -> None:
    one, other = (frame_of(reader, f"The guards closed {number} gates at Korbach.") for number in (3, 40))
    assert one == other


@pytest.mark.parametrize(
    "text",
    [
        "The masons will leave Korbach on Friday.",
        "The masons are to leave Korbach.",
        "The council promised that the masons would leave Korbach.",
    ],
)
def test_what_is_to_come_is_marked(reader: Reader, text: str) -> None:
    assert frame_of(reader, text, "leave").is_coming


@pytest.mark.parametrize("text", ["The masons left Korbach.", "The masons leave Korbach."])
def test_what_is_or_was_is_not_taken_for_what_is_to_come(reader: Reader, text: str) -> None:
    assert not frame_of(reader, text).is_coming


def test_names_are_kept_as_names(reader: Reader) -> None:
    frame = frame_of(reader, "The guards arrested Jonas Krämer in the mill.")
    assert filler_at(frame, OBJECT).is_name
    assert not filler_at(frame, ACTOR).is_name


def test_words_that_say_which_one_belong_to_their_noun(reader: Reader) -> None:
    frame = frame_of(reader, "The guards closed the old flood gate of the mill.")
    gate = filler_at(frame, OBJECT)
    assert gate.head == "gate"
    assert {"old", "flood", "mill"} == set(gate.words)


def test_coordinated_nouns_fill_one_role(reader: Reader) -> None:
    frame = frame_of(reader, "The guards closed the gate and the bridge.")
    assert [head for role, head in heads(frame) if role == OBJECT] == ["gate", "bridge"]


@pytest.mark.parametrize("text", ["Ilse Brandt, mayor.", "240.", "Observer"])
def test_names_and_numbers_alone_have_no_frame(reader: Reader, text: str) -> None:
    reading = reader.read_text(text, published=None, outlet=None)
    assert all(claim.frame is None or claim.frame.fillers for claim in reading.claims)


@pytest.mark.parametrize("text", ["((((", "“”", "\u202e\u202e", "9" * 300, "no no no no", "was was was was."])
def test_odd_texts_are_read_without_harm(reader: Reader, text: str) -> None:
    for claim in reader.read_text(text, published=None, outlet=None).claims:
        assert claim.frame is None or len(claim.frame.fillers) <= 12


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("The old dam is about to burst.", "burst"),
        ("The ferry is due to arrive at noon.", "arrive"),
        ("The bridge is set to reopen on Friday.", "reopen"),
        ("The company plans to leave the town.", "leave"),
        ("The council is going to sell the mill.", "sell"),
    ],
)
def test_words_that_set_a_deed_ahead_are_no_deed(reader: Reader, text: str, predicate: str) -> None:
    frame = frame_of(reader, text)
    assert frame.predicate == predicate
    assert frame.is_coming


def test_who_went_to_do_something_is_not_about_to_do_it(reader: Reader) -> None:
    assert not frame_of(reader, "The divers went to look at the wreck.").is_coming


def test_who_is_expected_to_do_something_does_it_himself(reader: Reader) -> None:
    assert filler_at(frame_of(reader, "The mayor is expected to resign."), ACTOR).head == "mayor"


def test_what_follows_a_noun_by_of_is_told_apart_from_its_other_words(reader: Reader) -> None:
    filler = filler_at(frame_of(reader, "The ministry banned large exports of wheat."), OBJECT)
    assert (filler.head, filler.of) == ("export", "wheat")
    assert set(filler.words) == {"large", "wheat"}


@pytest.mark.parametrize(
    ("text", "role", "called", "which"),
    [
        ("The ferry Livonia ran aground.", ACTOR, "Livonia", ""),
        ("Police arrested Milan Hus.", OBJECT, "Milan Hus", ""),
        ("The leak in tank 3 was closed.", "in", "", "3"),
        ("The 3rd battalion left.", ACTOR, "", "3rd"),
        ("Three tanks were hit.", OBJECT, "", ""),
    ],
)
def test_names_and_the_number_in_a_series_are_kept_as_written(
    reader: Reader, text: str, role: str, called: str, which: str
) -> None:
    filler = filler_at(frame_of(reader, text), role)
    assert (filler.called, filler.which) == (called, which)

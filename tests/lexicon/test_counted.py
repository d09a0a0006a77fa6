"""What is counted: words brought to one form, kinds of things, measures and classes."""

import pytest

from tocsin.lexicon.counted import Measures, counted_things
from tocsin.lexicon.language import languages, lexicon_for

THINGS = counted_things(lexicon_for("en"))
MEASURES = Measures(lexicon_for("en"))


@pytest.mark.parametrize(
    ("words", "form"),
    [
        (("bus", "buses", "bus’s"), "bus"),
        (("soldiers", "troops", "servicemen", "military"), "soldier"),
        (("ferries", "ferry"), "ferry"),
        (("aircraft", "planes", "jet"), "aircraft"),
        (("people", "person", "individuals"), "person"),
    ],
)
def test_words_for_one_thing_have_one_form(words: tuple[str, ...], form: str) -> None:
    assert {THINGS.form(word) for word in words} == {form}


def test_a_form_is_its_own_form() -> None:
    known = {form for thing, kinds in THINGS.kinds.items() for form in (thing, *kinds)} | THINGS.containers
    assert known
    assert all(THINGS.form(form) == form for form in known)


def test_kinds_and_wholes_are_each_other_s_reverse() -> None:
    pairs = {(thing, kind) for thing, kinds in THINGS.kinds.items() for kind in kinds}
    assert pairs == {(thing, kind) for kind, things in THINGS.wholes.items() for thing in things}


def test_what_a_measure_takes_in_is_of_its_family() -> None:
    assert MEASURES.fits("destroyed", "lost")
    assert not MEASURES.fits("lost", "destroyed")
    assert MEASURES.family("destroyed") == MEASURES.family("lost") == "lost"


def test_no_measure_need_be_told_of_what_is_there() -> None:
    assert MEASURES.fits(None, "present")
    assert not MEASURES.fits(None, "lost")
    assert MEASURES.is_level(None)


def test_every_class_that_a_measure_tells_has_words() -> None:
    for language in languages():
        things = counted_things(lexicon_for(language))
        assert set(things.class_measures.values()) <= set(things.class_words)

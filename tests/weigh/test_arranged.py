"""What only those know who arrange it: all who announce it are one witness."""

import pytest
from weigh.proposition_builders import a_proposition, a_report, weighed

from tocsin.model.estimate import Credibility
from tocsin.model.frame import OBJECT, Filler, Frame
from tocsin.model.kind import Kind
from tocsin.model.query import Report
from tocsin.model.source import Position

MAYOR, BUILDER = "Ilse Brandt", "Karl Moser"
TO_OPEN = Frame(predicate="open", is_coming=True)
AGREED = Frame(predicate="agree")
SIGNED = Frame(predicate="sign", fillers=(Filler(role=OBJECT, head="truce"),))
DONE = Frame(predicate="sign", fillers=(Filler(role=OBJECT, head="petition"),))


def told(*sources: str, key: str, **facts: object) -> Report:
    return a_report(f"Paper {key}", *sources, key=key, position=Position.SAW, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("frame", [TO_OPEN, AGREED, SIGNED])
def test_two_who_announce_what_is_to_come_or_what_they_agreed_are_one_witness(frame: Frame) -> None:
    found = weighed(a_proposition(told(MAYOR, key="a", frame=frame), told(BUILDER, key="b", frame=frame)))
    assert (found.witnesses_for, found.credibility) == (1, Credibility.POSSIBLE)


def test_two_promises_of_one_thing_are_one_witness() -> None:
    promised = [told(name, key=key, kind=Kind.PROMISE) for name, key in ((MAYOR, "a"), (BUILDER, "b"))]
    assert weighed(a_proposition(*promised)).witnesses_for == 1


def test_two_who_tell_what_was_done_are_two() -> None:
    found = weighed(a_proposition(told(MAYOR, key="a", frame=DONE), told(BUILDER, key="b", frame=DONE)))
    assert (found.witnesses_for, found.credibility) == (2, Credibility.CONFIRMED)


def test_who_puts_a_plan_in_other_words_is_no_second_witness_of_it() -> None:
    found = weighed(a_proposition(told(MAYOR, key="a", frame=TO_OPEN), told(BUILDER, key="b")))
    assert found.witnesses_for == 1


def test_a_few_who_speak_of_a_plan_leave_those_apart_who_tell_what_came_of_it() -> None:
    others = [told(name, key=key) for name, key in (("Anna Ruf", "c"), ("Jan Pol", "d"), ("Eva Lind", "e"))]
    found = weighed(a_proposition(told(MAYOR, key="a", frame=TO_OPEN), told(BUILDER, key="b", frame=TO_OPEN), *others))
    assert found.witnesses_for == 4


def test_what_several_say_in_a_joint_statement_is_one_word() -> None:
    text = "The weir at Korbach was closed, Ilse Brandt and Karl Moser said in a joint statement."
    found = weighed(a_proposition(told(MAYOR, key="a", text=text), told(BUILDER, key="b"), told("Jan Pol", key="c")))
    assert found.witnesses_for == 2

"""What only those know who arrange it: all who announce it are one witness."""

from dataclasses import replace

import pytest
from weigh.proposition_builders import a_proposition, a_report, weighed

from tocsin.lexicon.language import lexicon_for
from tocsin.model.estimate import Credibility
from tocsin.model.frame import ACTOR, OBJECT, Filler, Frame
from tocsin.model.kind import Kind
from tocsin.model.party import PartyKind, PartyName
from tocsin.model.query import Report
from tocsin.model.source import Position
from tocsin.resolve.register import register
from tocsin.weigh.estimate import weigh
from tocsin.weigh.grades import GradeBook

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


@pytest.mark.parametrize(("title", "witnesses"), [("judge", 1), ("baker", 2)])
def test_a_judge_is_one_witness_with_the_court(title: str, witnesses: int) -> None:
    text = f"The miller was set free, {title} Ilse Brandt said."
    found = weighed(a_proposition(told(MAYOR, key="a", text=text), told("Korbach District Court", key="b")))
    assert found.witnesses_for == witnesses


SPOKE = Frame(predicate="speak", fillers=(Filler(role=ACTOR, head="builder", name="Karl Moser"),))
OF_NOBODY = Frame(predicate="speak", fillers=(Filler(role=ACTOR, head="it"),))


def test_who_tells_that_somebody_said_it_is_one_witness_with_him() -> None:
    found = weighed(a_proposition(told(BUILDER, key="a"), told(MAYOR, key="b", frame=SPOKE)))
    assert (found.witnesses_for, found.credibility) == (1, Credibility.POSSIBLE)


def test_who_tells_that_somebody_said_it_confirms_nobody() -> None:
    found = weighed(a_proposition(told("Jan Pol", key="a"), told(MAYOR, key="b", frame=OF_NOBODY)))
    assert found.credibility == Credibility.POSSIBLE


def test_who_asks_and_who_answers_in_one_talk_are_one_witness() -> None:
    asked, answered = (a_report("The Weir", key="a", speaker=name) for name in (MAYOR, BUILDER))
    answered = replace(answered, claim=replace(answered.claim, id="b"))
    assert weighed(a_proposition(asked, answered)).witnesses_for == 1


@pytest.mark.parametrize(
    ("other", "credibility"), [(BUILDER, Credibility.POSSIBLE), ("Weir Company", Credibility.CONFIRMED)]
)
def test_a_pronoun_that_may_stand_for_the_other_one_confirms_nobody(other: str, credibility: Credibility) -> None:
    text = "The weir at Korbach was closed, he repeated, and went home."
    carried = told(MAYOR, key="a", text=text)
    carried = replace(carried, claim=replace(carried.claim, text="The weir at Korbach was closed"))
    assert weighed(a_proposition(carried, told(other, key="b"))).credibility == credibility


def test_a_pronoun_beside_the_name_confirms() -> None:
    text = "The weir at Korbach was closed, Brandt repeated, and he went home."
    carried = told(MAYOR, key="a", text=text)
    carried = replace(carried, claim=replace(carried.claim, text="The weir at Korbach was closed"))
    assert weighed(a_proposition(carried, told(BUILDER, key="b"))).credibility == Credibility.CONFIRMED


def test_a_place_that_speaks_confirms_nobody() -> None:
    reports = [told(MAYOR, key="a"), told("Korbach", key="b")]
    names = [
        PartyName(written=MAYOR, script="Latn"), PartyName(written="Korbach", script="Latn", kind=PartyKind.PLACE)
    ]  # fmt: skip
    found = weigh(a_proposition(*reports), (), GradeBook((), register(names, (), lexicon_for)))
    assert (found.witnesses_for, found.credibility) == (2, Credibility.POSSIBLE)


def test_that_nobody_was_hurt_is_confirmed_by_who_tells_where() -> None:
    hurt = Frame(predicate="hurt", fillers=(Filler(role=OBJECT, head="nobody", is_none=True),))
    bare = told(BUILDER, key="b", frame=hurt)
    at_the_weir = told(BUILDER, key="b", frame=replace(hurt, fillers=(*hurt.fillers, Filler(role="at", head="weir"))))
    first = told(MAYOR, key="a")
    assert weighed(a_proposition(first, bare)).credibility == Credibility.POSSIBLE
    assert weighed(a_proposition(first, at_the_weir)).credibility == Credibility.CONFIRMED

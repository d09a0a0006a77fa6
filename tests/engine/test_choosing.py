"""Choices and a case: claims in doubt, probabilities of scenarios, what is recorded, and moves as causes of indicators."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from factory import AT
from ledger.link_builders import a_link, claim, document, enter, link

from tocsin.engine.case import Case
from tocsin.engine.choosing import choose, outlook_record
from tocsin.engine.warning import Recorded, ScenarioMonitor
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.model.advice import ClaimStanding
from tocsin.model.assessment import Assessment, HypothesisState, MoveStanding
from tocsin.model.link import LinkRuling, Relation
from tocsin.model.query import Ruling
from tocsin.model.reason import Reason
from tocsin.model.scenario import Cause, Hypothesis, Indicator, Pattern, Scenario

FILE = """
name = "The gate"
[actors]
board = "The board"
[node.start]
actor = "board"
options = [ {{ name = "close", to = "closed" }}, {{ name = "wait", to = "sky" }} ]
[node.sky]
chance = "rain"
{scenario}
outcomes = [
  {{ name = "much", p = 0.5, to = "flood"{much} }},
  {{ name = "some", p = 0.3, to = "wet" }},
  {{ name = "none", p = 0.2, to = "dry" }},
]
[node.closed]
pay = {{ board = {{ value = {closed}, because = "what the gate costs", claims = ["{claim}"] }} }}
[node.flood]
pay = {{ board = -8 }}
[node.wet]
pay = {{ board = -2 }}
[node.dry]
pay = {{ board = 0 }}
"""


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """A case of three papers, each with one claim."""
    with open_ledger(":memory:") as opened:
        enter(opened, "a", "b", "c")
        yield opened


def write(
    folder: Path, *, rests_on: str = "", closed: str = "[-6, -4, -3]", scenario: str = "", much: str = ""
) -> Path:
    path = folder / "gate.toml"
    named = rests_on or claim("a")
    path.write_text(FILE.format(claim=named, closed=closed, scenario=scenario, much=much), encoding="utf-8")
    return path


def denial(one: str, other: str) -> object:
    reason = Reason(rule="link.denied", weight=0.9, facts={}, claims=(), spans=())
    return replace(a_link(one, other, Relation.CONTRADICTS), reasons=(reason,))


def test_a_claim_that_stands_puts_nothing_in_doubt(ledger: Ledger, tmp_path: Path) -> None:
    link(ledger, a_link("a", "b"))
    outlook = choose(write(tmp_path), ledger)
    assert outlook.advice.doubts == ()
    assert (outlook.advice.actor, outlook.advice.best) == ("The board", ("close",))


@pytest.mark.parametrize(
    ("relation", "standing"),
    [(Relation.CONTRADICTS, ClaimStanding.CONTESTED), (Relation.REVISES, ClaimStanding.REVISED)],
)
def test_a_claim_that_is_contested_or_revised_marks_what_rests_on_it(
    ledger: Ledger, tmp_path: Path, relation: Relation, standing: ClaimStanding
) -> None:
    link(ledger, a_link("b", "a", relation))
    (doubt,) = choose(write(tmp_path), ledger).advice.doubts
    assert (doubt.number, doubt.claim) == ("pay of The board at closed", claim("a"))
    assert (doubt.standing, doubt.against) == (standing, (claim("b"),))
    # To wait is worth -4.6: inside the range, so that the doubt matters.
    assert (doubt.flips, doubt.at) == (True, -4.6)


def test_the_claim_that_revises_stands_where_the_revised_one_does_not(ledger: Ledger, tmp_path: Path) -> None:
    link(ledger, a_link("b", "a", Relation.REVISES))
    assert choose(write(tmp_path, rests_on=claim("b")), ledger).advice.doubts == ()


def test_a_claim_that_is_denied_is_told_from_one_that_is_contested(ledger: Ledger, tmp_path: Path) -> None:
    link(ledger, denial("b", "a"))  # type: ignore[arg-type]
    (doubt,) = choose(write(tmp_path), ledger).advice.doubts
    assert doubt.standing is ClaimStanding.DENIED


def test_a_doubt_that_cannot_change_the_best_move_is_told_as_such(ledger: Ledger, tmp_path: Path) -> None:
    link(ledger, a_link("b", "a", Relation.CONTRADICTS))
    (doubt,) = choose(write(tmp_path, closed="[-4, -3]"), ledger).advice.doubts
    assert (doubt.flips, doubt.at) == (False, -4.6)


def test_claims_that_the_case_does_not_hold_are_named_and_the_rest_is_solved(ledger: Ledger, tmp_path: Path) -> None:
    outlook = choose(write(tmp_path, rests_on="feedbeef"), ledger)
    (doubt,) = outlook.advice.doubts
    assert (doubt.claim, doubt.standing) == ("feedbeef", ClaimStanding.MISSING)
    assert outlook.advice.best == ("close",)


def test_the_claim_of_a_removed_document_was_rejected(ledger: Ledger, tmp_path: Path) -> None:
    ledger.rule_document(Ruling(document=document("a"), action="removed", at=AT, by="ana", reason="a forgery"))
    (doubt,) = choose(write(tmp_path), ledger).advice.doubts
    assert doubt.standing is ClaimStanding.REJECTED


def test_a_ruling_on_the_link_of_two_claims_counts(ledger: Ledger, tmp_path: Path) -> None:
    link(ledger)
    ruling = LinkRuling(
        claim=claim("a"), other=claim("b"), relation=Relation.CONTRADICTS, at=AT, by="ana", reason="they differ"
    )
    ledger.rule_link(ruling)
    (doubt,) = choose(write(tmp_path), ledger).advice.doubts
    assert doubt.standing is ClaimStanding.CONTESTED


RAIN = 'scenario = "Rain"'
MUCH = ', hypothesis = ["a storm", "a deluge"]'


def assessed(ledger: Ledger, storm: float, *, name: str = "Rain", at: datetime = AT) -> None:
    states = [("a storm", storm), ("a deluge", 0.1), ("a drizzle", 0.9 - storm)]
    standings = tuple(HypothesisState(hypothesis=one, probability=p) for one, p in states)
    ledger.enter_assessment(Assessment(scenario=name, at=at, standings=standings), at=at)


def test_a_scenario_gives_its_probabilities_and_the_other_outcomes_keep_their_proportions(
    ledger: Ledger, tmp_path: Path
) -> None:
    assessed(ledger, 0.1)
    outlook = choose(write(tmp_path, scenario=RAIN, much=MUCH), ledger)
    (chance,) = outlook.advice.chances
    assert (chance.outcome, chance.hypothesis, chance.probability) == ("much", "a storm or a deluge", 0.2)
    assert chance.assessed == AT
    # 0.2 · -8 + 0.48 · -2 + 0.32 · 0 = -2.56, better than to close at -4.
    assert outlook.advice.best == ("wait",)
    assert outlook.advice.value == (-2.56, -2.56)


@pytest.mark.parametrize(
    ("name", "much", "told"),
    [
        ("Wind", MUCH, "the scenario “Rain” was never assessed in this case"),
        ("Rain", ', hypothesis = "hail"', "the scenario “Rain” has no hypothesis “hail”"),
        ("Rain", "", "no outcome names a hypothesis"),
    ],
)
def test_a_scenario_that_cannot_give_them_leaves_those_of_the_file_and_a_note(
    ledger: Ledger, tmp_path: Path, name: str, much: str, told: str
) -> None:
    assessed(ledger, 0.1, name=name)
    outlook = choose(write(tmp_path, scenario=RAIN, much=much), ledger)
    assert outlook.advice.chances == ()
    assert outlook.advice.best == ("close",)
    (note,) = outlook.notes
    assert told in note


def test_advice_is_recorded_when_it_changes_and_only_then(ledger: Ledger, tmp_path: Path) -> None:
    path = write(tmp_path, scenario=RAIN, much=MUCH)
    assessed(ledger, 0.6)
    assert choose(path, ledger).recorded == "recorded in the case"
    assert "nothing has changed" in choose(path, ledger).recorded
    assessed(ledger, 0.1, at=AT + timedelta(days=1))
    assert "only looked at" in choose(path, ledger, record=False).recorded
    later = choose(path, ledger)
    assert (later.before and later.before.best, later.advice.best) == (("close",), ("wait",))
    assert [one.best for one in ledger.advices("The gate")] == [("close",), ("wait",)]


def test_a_case_as_it_was_gives_what_it_held_then_and_is_not_written_to(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case.db", create=True) as case:
        enter(case.ledger, "a", "b")
        link(case.ledger, a_link("a", "b"))
        assessed(case.ledger, 0.6)
        assessed(case.ledger, 0.1, at=AT + timedelta(days=2))
        path = write(tmp_path, scenario=RAIN, much=MUCH)
        assert case.choose(path).advice.best == ("wait",)
        then = case.as_of(known_by=AT + timedelta(days=1)).choose(path)
        assert then.advice.best == ("close",)
        assert "only looked at" in then.recorded
        assert len(case.advices()) == 1


def test_without_a_case_nothing_is_looked_up(tmp_path: Path) -> None:
    outlook = choose(write(tmp_path, rests_on="feedbeef", scenario=RAIN, much=MUCH))
    assert (outlook.advice.doubts, outlook.advice.chances, outlook.notes) == ((), (), ())
    assert outlook_record(outlook)["recorded"] == "not recorded: there is no case"


GATE = Scenario(
    name="Gate", question="Is it shut?", horizon=date(2030, 1, 1), resolution="By the log.",
    hypotheses=(Hypothesis(name="shut", prior=0.5), Hypothesis(name="open", prior=0.5)),
    indicators=(
        Indicator(
            name="the gate moves", pattern=Pattern(words=("gate closed",)), likelihoods=(0.9, 0.1),
            cause=Cause(choice="The gate", move="close"),
        ),
        Indicator(
            name="water rises", pattern=Pattern(words=("water",)), likelihoods=(0.1, 0.9),
            cause=Cause(choice="The gate", move="swim"),
        ),
        Indicator(name="nobody comes", pattern=Pattern(words=("nobody",)), likelihoods=(0.5, 0.6)),
    ),
)  # fmt: skip


def test_a_move_as_the_cause_of_an_indicator_is_told_as_it_was_last_advised(ledger: Ledger, tmp_path: Path) -> None:
    link(ledger)
    (before,) = ScenarioMonitor(ledger).outlooks([GATE])
    assert [one.standing for one in before.assessment.causes] == [MoveStanding.UNKNOWN, MoveStanding.UNKNOWN]
    assert ScenarioMonitor(ledger).record(before) is Recorded.ENTERED
    advice = choose(write(tmp_path), ledger).advice
    (after,) = ScenarioMonitor(ledger).outlooks([GATE])
    best, other = after.assessment.causes
    assert (best.indicator, best.standing, best.advised) == ("the gate moves", MoveStanding.BEST, advice.at)
    assert other.standing is MoveStanding.OTHER
    assert ScenarioMonitor(ledger).record(after) is Recorded.ENTERED
    assert ledger.assessments("Gate")[-1].causes == after.assessment.causes


def test_a_cause_moves_no_hypothesis_and_makes_no_other_scenario(ledger: Ledger, tmp_path: Path) -> None:
    link(ledger)
    plain = replace(GATE, indicators=tuple(replace(one, cause=None) for one in GATE.indicators))
    choose(write(tmp_path), ledger)
    with_cause, without = ScenarioMonitor(ledger).outlooks([GATE, plain])
    assert with_cause.assessment.standings == without.assessment.standings
    assert with_cause.assessment.fingerprint == without.assessment.fingerprint

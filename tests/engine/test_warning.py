"""Scenarios weighed by a case: what counts, what is recorded, and that neither echoes nor order matter."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from factory import a_claim, a_document, a_reading, an_evidence

from tocsin.collect.given import Given
from tocsin.engine.case import Case
from tocsin.engine.reader import Reader
from tocsin.engine.scenarios import scenarios_in
from tocsin.engine.warning import Recorded, ScenarioMonitor
from tocsin.errors import CaseError, InputError
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.model.assessment import AlarmState, Outlook
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.link import LinkRuling, Relation
from tocsin.model.query import Ruling
from tocsin.model.scenario import Hypothesis, Indicator, Pattern, Scenario, Thresholds
from tocsin.model.source import Grade, Position, Reliability
from tocsin.warn.matching import IndicatorMatcher

AT = datetime(2020, 6, 1, 12)
JUNE = date(2020, 6, 30)
DAM = Scenario(
    name="dam", question="Will it hold?", horizon=date(2020, 12, 31), resolution="By the gauge.",
    hypotheses=(
        Hypothesis(name="it fails", prior=0.2), Hypothesis(name="it holds", prior=0.7), Hypothesis(name="a scare", prior=0.1)
    ),
    indicators=(
        Indicator(name="cloudy", pattern=Pattern(words=("cloudy",)), likelihoods=(0.9, 0.1, 0.3), half_life=30),
        Indicator(name="people leave", pattern=Pattern(words=("left",)), likelihoods=(0.9, 0.2, 0.2), least_origins=2),
        Indicator(name="sound", pattern=Pattern(words=("cracked",), denied=True), likelihoods=(0.1, 0.6, 0.5)),
    ),
    alarm=Thresholds(hypothesis="it fails", rings_at=0.6, silent_at=0.4),
)  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "case.db") as opened:
        yield opened


def enter(ledger: Ledger, text: str, outlet: str | None = "Port Gazette", day: int | None = 10, **facts: Any) -> str:
    """A document of one claim; returns its id."""
    published = date(2020, 6, day) if day else None
    document = a_document(text, outlet=outlet, published=published)
    claim = a_claim(document, **{"speaker": outlet, **facts})
    assert ledger.add(an_evidence(document), a_reading(document, claim), reader="reader 1", at=AT)
    return document.id


def look(ledger: Ledger, on: date | None = JUNE, scenario: Scenario = DAM) -> Outlook:
    (found,) = ScenarioMonitor(ledger, on=on).outlooks([scenario])
    return found


def probabilities(outlook: Outlook) -> list[float]:
    return [one.probability for one in outlook.assessment.standings]


def test_an_empty_case_leaves_the_priors(ledger: Ledger) -> None:
    found = look(ledger)
    assert probabilities(found) == pytest.approx([0.2, 0.7, 0.1])
    assert (found.state, found.assessment.seen, found.matrix.rows) == (AlarmState.SILENT, (), ())


def test_a_claim_that_tocsin_did_not_write_is_a_line_and_no_traceback(ledger: Ledger, tmp_path: Path) -> None:
    enter(ledger, "The water is cloudy.")
    with sqlite3.connect(tmp_path / "case.db") as connection:
        connection.execute("""update claim set record = '{"text": "cloudy", "event": 7}'""")
    with pytest.raises(CaseError, match="damaged"):
        look(ledger)


def test_without_scenarios_there_is_nothing_to_tell(ledger: Ledger) -> None:
    assert list(ScenarioMonitor(ledger).outlooks([])) == []


def test_what_was_published_after_the_day_looked_from_is_unknown(ledger: Ledger) -> None:
    enter(ledger, "The water is cloudy.", day=20)
    assert probabilities(look(ledger, date(2020, 6, 19))) == pytest.approx([0.2, 0.7, 0.1])
    assert probabilities(look(ledger, date(2020, 6, 20)))[0] > 0.3


def test_an_undated_document_counts_from_the_day_it_was_added(ledger: Ledger) -> None:
    enter(ledger, "The water is cloudy.", day=None)
    assert probabilities(look(ledger, date(2020, 5, 31))) == pytest.approx([0.2, 0.7, 0.1])
    assert probabilities(look(ledger, date(2020, 6, 1)))[0] > 0.3


def test_a_case_without_dates_counts_and_does_not_age(ledger: Ledger) -> None:
    enter(ledger, "The water is cloudy.", day=None)
    assert probabilities(look(ledger, date(2020, 6, 1))) == probabilities(look(ledger, date(2020, 12, 1)))
    assert probabilities(look(ledger))[0] > 0.3


def test_a_removed_document_counts_no_more(ledger: Ledger) -> None:
    key = enter(ledger, "The water is cloudy.")
    ledger.rule_document(Ruling(document=key, action="removed", at=AT, by="an analyst", reason="a forgery"))
    assert look(ledger).assessment.seen == ()


def test_each_scenario_is_weighed_by_its_own_indicators(ledger: Ledger) -> None:
    enter(ledger, "The water is cloudy.")
    other = Scenario(
        name="other", question="?", horizon=DAM.horizon, resolution=".", hypotheses=DAM.hypotheses,
        indicators=(Indicator(name="i", pattern=Pattern(words=("other",)), likelihoods=(0.5, 0.1, 0.1)),),
    )  # fmt: skip
    first, second = ScenarioMonitor(ledger, on=JUNE).outlooks([DAM, other])
    assert [one.indicator for one in first.assessment.seen] == ["cloudy"]
    assert second.assessment.seen == ()


def test_the_claims_that_are_named_can_be_shown(ledger: Ledger) -> None:
    enter(ledger, "The water is cloudy.")
    found = look(ledger)
    (claim,) = found.assessment.seen[0].claims
    assert found.reports[claim].sentence == "The water is cloudy."


def test_one_party_is_one_origin_however_it_is_called(ledger: Ledger) -> None:
    enter(ledger, "He says that people left.", sources=("Mayor Adrian Ferlacher",))
    enter(ledger, "Many left, he said.", outlet="Valley Post", sources=("Ferlacher",))
    (seen,) = look(ledger).assessment.seen
    assert (seen.origins, seen.counts) == (1, False)
    enter(ledger, "They have left.", outlet="Valley Post", sources=("the fire brigade of Korbach",))
    (seen,) = look(ledger).assessment.seen
    assert (seen.origins, seen.counts) == (2, True)


def test_who_does_not_see_a_thing_speaks_against_those_who_saw_it_before(ledger: Ledger) -> None:
    enter(ledger, "The water is cloudy.", outlet="Valley Post", day=10)
    before = probabilities(look(ledger))[0]
    denial = {"factuality": Factuality.CERTAINLY_NOT, "predicate": "see"}
    enter(ledger, "The warden does not see any cloudy water.", outlet="Dam Herald", day=9, **denial)
    assert probabilities(look(ledger))[0] == before
    enter(ledger, "The keeper does not see any cloudy water.", outlet="Dam Herald", day=12, **denial)
    assert 0.2 < probabilities(look(ledger))[0] < before
    enter(ledger, "We no longer see any cloudy water.", outlet="Valley Post", day=14, **denial)
    assert look(ledger).assessment.seen == ()


def test_unnamed_sources_are_not_independent_of_whoever_cites_them(ledger: Ledger) -> None:
    enter(ledger, "Residents say that people left.", sources=("residents",))
    enter(ledger, "Officials said many left.", sources=("officials",))
    (seen,) = look(ledger).assessment.seen
    assert seen.origins == 1


# --- what a grade does -------------------------------------------------------------------------------------------------


def test_an_indicator_of_bursts_counts_only_what_became_frequent(ledger: Ledger) -> None:
    cloudy = replace(DAM.indicators[0], burst=True, half_life=None)
    scenario = replace(DAM, indicators=(cloudy,))
    for day in range(1, 29):
        for number, thing in enumerate(("oats", "kites", "ropes")):
            enter(ledger, f"House {day * 7 + number} sold {day + number} {thing}.", outlet=f"Paper {number}", day=day)
    enter(ledger, "The water at the dam is cloudy.", outlet="Gazette", day=3)
    assert probabilities(look(ledger, scenario=scenario)) == pytest.approx([0.2, 0.7, 0.1])
    for number in range(16):
        words = f"The water at the dam is cloudy near pipe {number * 31}, keepers fear."
        enter(ledger, words, outlet=f"Paper {number % 5}", day=20 + number % 2)
    assert probabilities(look(ledger, scenario=scenario))[0] > 0.2


def graded(ledger: Ledger, name: str, grade: str) -> None:
    ledger.enter_grade(Grade(name=name, reliability=Reliability(grade), at=AT, by="an analyst", reason="its record"))


def test_the_better_the_grade_the_surer_the_sighting(ledger: Ledger) -> None:
    enter(ledger, "The water is cloudy.")
    plain = look(ledger).assessment.standings
    found = []
    for letter in "EDCBA":
        graded(ledger, "PORT gazette", letter)
        found.append(probabilities(look(ledger))[0])
    assert found == sorted(set(found))
    assert found[0] < plain[0].probability < found[-1]
    graded(ledger, "Port Gazette", "F")
    assert look(ledger).assessment.standings == plain


def test_a_source_that_nobody_graded_leaves_the_widest_bounds(ledger: Ledger) -> None:
    enter(ledger, "The water is cloudy.")
    bounds = []
    for letter in "ABCDEF":
        graded(ledger, "Port Gazette", letter)
        standing = look(ledger).assessment.standings[0]
        bounds.append(standing.high - standing.low)
    assert max(bounds) == bounds[-1]


def test_the_grade_that_a_word_was_discounted_by_is_told(ledger: Ledger) -> None:
    enter(ledger, "The water is cloudy.")
    assert look(ledger).assessment.discounts == ()
    graded(ledger, "PORT gazette", "E")
    (found,) = look(ledger).assessment.discounts
    assert (found.source, found.reliability) == ("Port Gazette", Reliability.E)
    assert found.left == pytest.approx((0.05 * 0.85 + 0.35) / 2)


def test_a_word_is_worth_no_more_than_the_weakest_of_those_it_came_through(ledger: Ledger) -> None:
    enter(ledger, "The water is cloudy.", sources=("Engineer Lena Moser",))
    graded(ledger, "Port Gazette", "E")
    through_a_bad_paper = probabilities(look(ledger))
    graded(ledger, "Engineer Lena Moser", "A")
    assert probabilities(look(ledger)) == through_a_bad_paper
    graded(ledger, "Port Gazette", "B")
    assert probabilities(look(ledger))[0] > through_a_bad_paper[0]


def test_what_is_denied_elsewhere_is_seen_less_surely(ledger: Ledger) -> None:
    first, other = enter(ledger, "The water is cloudy."), enter(ledger, "It is not so.", outlet="Valley Post")
    before = probabilities(look(ledger))[0]
    (claim,), (denial,) = ledger.claims_of(first), ledger.claims_of(other)
    ledger.rule_link(LinkRuling(
        claim=denial.claim.id, other=claim.claim.id, relation=Relation.CONTRADICTS, at=AT, by="an analyst", reason="not both"
    ))  # fmt: skip
    assert probabilities(look(ledger))[0] < before


# --- what is recorded --------------------------------------------------------------------------------------------------


def test_an_assessment_is_entered_once_while_nothing_but_its_moment_changes(ledger: Ledger) -> None:
    enter(ledger, "The water is cloudy.", day=None)
    lookout = ScenarioMonitor(ledger, on=JUNE)
    (first,) = lookout.outlooks([DAM])
    assert lookout.record(first) is Recorded.ENTERED
    later = ScenarioMonitor(ledger, on=date(2020, 7, 9))
    (again,) = later.outlooks([DAM])
    assert later.record(again) is Recorded.SAME
    assert [one.at.date() for one in ledger.assessments("dam")] == [JUNE]


def test_looking_back_is_compared_with_what_was_known_then_and_is_not_recorded(ledger: Ledger) -> None:
    enter(ledger, "The water is cloudy.", day=10)
    for on in (date(2020, 6, 5), date(2020, 6, 20)):
        lookout = ScenarioMonitor(ledger, on=on)
        assert lookout.record(*lookout.outlooks([DAM])) is Recorded.ENTERED
    lookout = ScenarioMonitor(ledger, on=date(2020, 6, 12))
    (back,) = lookout.outlooks([DAM])
    assert back.before is not None
    assert back.before.at.date() == date(2020, 6, 5)
    assert lookout.record(back) is Recorded.BEHIND
    assert len(ledger.assessments()) == 2


def test_looking_ahead_is_not_recorded(ledger: Ledger) -> None:
    lookout = ScenarioMonitor(ledger, on=date(9999, 12, 31))
    (ahead,) = lookout.outlooks([DAM])
    assert ahead.is_over
    assert lookout.record(ahead) is Recorded.AHEAD
    assert ledger.last_assessment("dam") is None


def test_the_alarm_begins_rings_on_and_stops(ledger: Ledger) -> None:
    told = []
    graded(ledger, "Port Gazette", "A")
    for month, day, text in ((6, 5, None), (6, 10, "The water is cloudy."), (6, 18, None), (8, 30, None)):
        if text:
            enter(ledger, text, day=day, position=Position.SAW)
        lookout = ScenarioMonitor(ledger, on=date(2020, month, day))
        (found,) = lookout.outlooks([DAM])
        assert lookout.record(found) is Recorded.ENTERED
        told.append((found.state, found.assessment.rings_since and found.assessment.rings_since.day))
    assert told == [
        (AlarmState.SILENT, None), (AlarmState.BEGINS, 10), (AlarmState.RINGS, 10), (AlarmState.STOPS, None)
    ]  # fmt: skip


def test_what_moved_is_told_with_its_new_claims(ledger: Ledger) -> None:
    lookout = ScenarioMonitor(ledger, on=date(2020, 6, 5))
    lookout.record(*lookout.outlooks([DAM]))
    enter(ledger, "The water is cloudy.", day=10)
    found = look(ledger, date(2020, 6, 10))
    (cause,) = found.causes
    assert found.reports[cause.claims[0]].claim.text == "The water is cloudy."
    assert found.moved[0][1] == pytest.approx(probabilities(found)[1] - 0.7)


# --- laws over a whole case --------------------------------------------------------------------------------------------

TEXTS: Sequence[tuple[str, str, int, dict[str, Any]]] = (
    ("The water is cloudy, it was said.", "Port Gazette", 4, {"factuality": Factuality.PROBABLE}),
    ("Cloudy water was seen.", "Valley Post", 6, {"sources": ("the fire brigade of Korbach",)}),
    ("Some people left.", "Port Gazette", 6, {}),
    ("The wall is not cracked.", "Valley Post", 7, {"factuality": Factuality.CERTAINLY_NOT}),
    ("Will the water be cloudy?", "Valley Post", 7, {"kind": Kind.QUESTION, "factuality": Factuality.UNCOMMITTED}),
)


def test_no_order_of_arrival_gives_another_assessment(tmp_path: Path) -> None:
    told = set()
    for number, order in enumerate(list(permutations(TEXTS))[::17]):
        with open_ledger(tmp_path / f"{number}.db") as ledger:
            for text, outlet, day, facts in order:
                enter(ledger, text, outlet, day, **facts)
            found = look(ledger)
            told.add((found.assessment.standings, found.assessment.seen, found.assessment.reasons))
    assert len(told) == 1


def test_no_claim_that_matches_is_passed_over_on_sight(ledger: Ledger) -> None:
    for text, outlet, day, facts in TEXTS:
        enter(ledger, text, outlet, day, **facts)
    matcher = IndicatorMatcher(DAM)
    assert set(look(ledger).reports) == {found.claim.id for found in ledger.claims() if matcher.of(found)}


NEWS = (
    "The fire brigade of Korbach said on Tuesday that the water below the dam was cloudy for three hours in the night. "
    "About 90 people left their homes in the lower town, the brigade said.\n"
)


@pytest.fixture
def stories(tmp_path: Path) -> dict[str, Path]:
    folder = tmp_path / "stories"
    folder.mkdir()
    texts = {
        "first": ("Port Gazette", 9, NEWS),
        "copy": ("Night Mirror", 10, NEWS),
        "other": ("Valley Post", 10, "The engineer Lena Moser said that the water was cloudy.\n"),
        "calm": ("Radio Korbach", 11, "The operator said that nobody had left the lower town.\n"),
    }
    for name, (outlet, day, text) in texts.items():
        head = f"---\ntitle: Story {name}\npublished: 2020-06-{day:02}\noutlet: {outlet}\nlanguage: en\n---\n"
        (folder / f"{name}.md").write_text(head + text)
    return {name: folder / f"{name}.md" for name in texts}


def weighed(folder: Path, reader: Reader, paths: Sequence[Path]) -> Outlook:
    """A case to which the documents were added one by one, and linked."""
    with Case.open(folder / f"{'-'.join(path.stem for path in paths)}.db", create=True, reader=reader) as case:
        for path in paths:
            assert [added.state for added in case.add([path], given=Given())] == ["new"]
        return look(case.ledger)


def test_an_article_copied_by_another_outlet_raises_nothing(
    tmp_path: Path, reader: Reader, stories: dict[str, Path]
) -> None:
    alone = weighed(tmp_path, reader, [stories["first"]])
    copied = weighed(tmp_path, reader, [stories["first"], stories["copy"]])
    assert probabilities(alone)[0] > 0.3
    assert probabilities(copied) == probabilities(alone)
    assert [one.origins for one in copied.assessment.seen] == [one.origins for one in alone.assessment.seen]


def test_documents_read_and_linked_in_any_order_give_the_same_assessment(
    tmp_path: Path, reader: Reader, stories: dict[str, Path]
) -> None:
    orders = [
        list(stories.values()),
        list(stories.values())[::-1],
        [stories[n] for n in ("copy", "calm", "first", "other")],
    ]
    found = [weighed(tmp_path, reader, order).assessment for order in orders]
    assert found[0].standings == found[1].standings == found[2].standings
    assert found[0].seen == found[1].seen == found[2].seen


def test_another_origin_never_lowers_what_it_speaks_for(
    tmp_path: Path, reader: Reader, stories: dict[str, Path]
) -> None:
    alone = weighed(tmp_path, reader, [stories["first"]])
    both = weighed(tmp_path, reader, [stories["first"], stories["other"]])
    assert probabilities(both)[0] >= probabilities(alone)[0]


# --- scenario files ----------------------------------------------------------------------------------------------------


def scenario_text(name: str) -> str:
    return (
        f'name = "{name}"\nquestion = "?"\nhorizon = 2020-12-31\nresolution = "."\n'
        '[[hypothesis]]\nname = "a"\nprior = 0.5\n[[hypothesis]]\nname = "b"\nprior = 0.5\n'
        '[[indicator]]\nname = "i"\nwords = "x"\nlikelihood = { a = 0.9, b = 0.1 }\n'
        '[alarm]\nhypothesis = "a"\nrings_at = 0.8\nsilent_at = 0.6\n'
    )


def loaded(*paths: Path) -> list[str]:
    return [str(one) if isinstance(one, InputError) else one.name for one in scenarios_in(paths)]


def test_the_scenarios_of_a_folder_are_found_and_other_files_passed_over(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text(scenario_text("B"))
    (tmp_path / "a.toml").write_text(scenario_text("A"))
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert loaded(tmp_path, tmp_path / "a.toml") == ["A", "B"]


def test_a_folder_without_scenarios_says_what_makes_one(tmp_path: Path) -> None:
    assert "no scenario file in this folder; `tocsin scenario new" in loaded(tmp_path)[0]


def test_what_cannot_be_used_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(scenario_text("good"))
    (tmp_path / "twin.toml").write_text(scenario_text("Good"))
    (tmp_path / "empty.toml").write_text("")
    (tmp_path / "binary.toml").write_bytes(b"\x00\xff\xfe")
    (tmp_path / "broken.toml").write_text("name = \n")
    names = ("empty", "binary", "broken", "none", "good", "twin")
    told = loaded(*(tmp_path / f"{name}.toml" for name in names))
    assert told[4] == "good"
    assert [line.removeprefix(str(tmp_path)).split(":")[0] for line in told[:4]] == [
        "/empty.toml", "/binary.toml", "/broken.toml", "/none.toml"
    ]  # fmt: skip
    assert f"is that of {tmp_path}/good.toml already" in told[5]

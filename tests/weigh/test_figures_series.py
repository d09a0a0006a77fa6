"""What accounts allow together, day by day."""

from datetime import date, datetime, timedelta

import pytest
from weigh.figure_builders import DAY, SAALBRUNN, a_figure, a_time, asked, buses, guards, seen, series_of, told

from tocsin.model.query import Report
from tocsin.model.series import Level
from tocsin.model.source import Grade, Reliability


def later(days: int) -> date:
    return DAY + timedelta(days=days)


def level(subject: str, day: date, *claims: Report) -> Level:
    (found,) = series_of(subject, *claims, at=(day,)).levels
    return found


def test_a_claim_alone_is_the_band_of_its_day() -> None:
    found = level("buses lost", DAY, buses(40))
    assert (found.low, found.best, found.high, found.conflict) == (40, 40, 40, False)


def test_a_minimum_is_the_floor_and_a_claim_the_ceiling() -> None:
    found = level("buses lost", DAY, buses(100), seen(50))
    assert (found.low, found.high) == (50, 100)
    assert found.best == pytest.approx(90)


def test_a_minimum_holds_for_all_later_days() -> None:
    assert level("buses lost", later(900), seen(50), buses(40, day=later(-9))).low == 50


def test_a_minimum_alone_leaves_the_top_open() -> None:
    found = level("buses lost", DAY, seen(50))
    assert (found.low, found.best, found.high) == (50, 50, None)


def test_a_reliable_source_binds_from_below_beside_a_minimum() -> None:
    grade = Grade(name="x", reliability=Reliability.B, at=datetime(2026, 3, 1), by="ed", reason="r")
    found = asked(
        "buses lost", buses(100), seen(50), at=(DAY,), grade=lambda name: grade if name == "Unterdrau Post" else None
    )
    assert (found.series.levels[0].low, found.series.levels[0].high) == (100, 100)


def test_a_sum_lies_between_a_sources_figures_before_and_after() -> None:
    found = level("buses lost", later(5), buses(100), buses(200, day=later(10)))
    assert found.best == pytest.approx(150)
    assert 100 <= (found.low or 0) < 150 < (found.high or 0) <= 200


def test_after_its_last_figure_a_sum_may_grow_on() -> None:
    found = [level("buses lost", later(days), buses(100), buses(200, day=later(10))) for days in (10, 12, 20)]
    assert [one.low for one in found] == [200, 200, 200]
    assert [one.high for one in found] == [200, 240, 400]


def test_a_figure_told_once_stands_until_somebody_tells_that_it_grew() -> None:
    found = level("buses lost", later(5), buses(100))
    assert (found.low, found.high) == (100, 100)


def test_before_the_first_account_nothing_is_likeliest_and_the_sum_was_no_greater() -> None:
    found = level("buses lost", later(-5), buses(100))
    assert (found.low, found.best, found.high) == (0, None, 100)


def test_a_figure_lowered_later_lowers_those_before_it() -> None:
    found = series_of("buses lost", seen(51), seen(48, day=later(10)), buses(90), buses(95, day=later(10)))
    assert [one.low for one in found.levels] == [48, 48]


def test_claims_that_exclude_each_other_are_a_conflict_and_never_averaged() -> None:
    found = level("buses lost", DAY, buses(100), buses(900, outlet="Drau Radio"))
    assert (found.low, found.best, found.high, found.conflict) == (100, None, 900, True)
    assert len(found.claims) == 2


def test_claims_that_nearly_agree_are_no_conflict() -> None:
    found = level("buses lost", DAY, buses(100), buses(104, outlet="Drau Radio"))
    assert (found.low, found.high, found.conflict) == (100, 104, False)


def test_a_minimum_above_what_is_claimed_is_a_conflict() -> None:
    found = level("buses lost", DAY, buses(100), seen(900))
    assert (found.low, found.best, found.high, found.conflict) == (100, None, 900, True)


def test_what_some_days_brought_does_not_pull_the_sum_down() -> None:
    text = "In March 4 buses burned down."
    figure = a_figure(text, "4 buses", 4, measure="destroyed")
    brought = told(text, figure, time=a_time(later(-30), later(-1), start=3, end=8))
    found = level("buses lost", DAY, buses(100), brought)
    assert (found.low, found.best, found.high) == (100, 100, 100)


def test_a_level_holds_for_its_days_and_is_the_less_known_the_longer_ago() -> None:
    claim = guards(100, time=a_time(later(-30), DAY))
    assert [level("guards", day, claim).high for day in (later(-30), later(-10), DAY)] == [100, 100, 100]
    after = level("guards", later(90), claim)
    assert (after.low, after.high) == (pytest.approx(50), pytest.approx(200))


def test_between_two_levels_the_figure_may_have_been_as_at_either() -> None:
    found = level("guards", later(20), guards(100), guards(900, day=later(40)))
    assert (found.low or 0) < 100
    assert (found.high or 0) > 900
    assert found.best == pytest.approx(500)
    assert not found.conflict


def test_levels_of_one_time_that_exclude_each_other_are_a_conflict() -> None:
    found = level("guards", DAY, guards(100), guards(900, day=later(2), outlet="Drau Radio"))
    assert (found.best, found.conflict) == (None, True)


def test_one_source_may_change_its_mind_from_day_to_day() -> None:
    assert not level("guards", DAY, guards(100), guards(900, day=later(2))).conflict


def test_only_the_days_asked_for_are_told_each_once() -> None:
    found = series_of("buses lost", buses(40), at=(later(3), DAY, later(3)))
    assert [one.day for one in found.levels] == [DAY, later(3)]


def test_a_window_keeps_what_lies_in_it() -> None:
    claims = [buses(40 + days, day=later(days)) for days in range(0, 50, 10)]
    found = series_of("buses lost", *claims, since=later(10), until=later(30))
    assert [one.latest for one in found.accounts] == [later(10), later(20), later(30)]
    assert {one.day for one in found.levels} == {later(10), later(20), later(30)}


def test_steps_add_days_between_the_first_and_the_last() -> None:
    found = series_of("buses lost", buses(40), buses(50, day=later(50)), steps=4)
    assert [one.day for one in found.levels] == [later(n) for n in range(0, 60, 10)]


def test_each_source_is_followed_by_itself() -> None:
    found = asked("buses lost", buses(100), buses(200, day=later(10)), seen(50), at=(later(5),))
    assert {name: [one.best for one in levels] for name, levels in found.sources.items()} == {
        "Unterdrau Post": [pytest.approx(150)], "Lenswatch": [50],
    }  # fmt: skip


def test_a_figure_may_be_told_to_rise_and_fall_or_only_to_grow() -> None:
    claims = guards(900), guards(100, day=later(10))
    assert not series_of("guards", *claims).cumulative
    grown = series_of("guards", *claims, cumulative=True)
    assert grown.cumulative
    assert (grown.levels[0].best or 0) <= (grown.levels[1].best or 0)


def test_an_empty_case_gives_an_empty_series() -> None:
    found = asked("buses")
    assert (found.series.accounts, found.series.levels, found.sources) == ((), (), {})


def test_what_was_no_more_later_was_no_more_before() -> None:
    text = "At most 900 buses were destroyed."
    wide = told(text, a_figure(text, "At most 900 buses", None, 900, measure="destroyed"))
    found = series_of("buses lost", wide, buses(200, day=later(10), outlet="Drau Radio"))
    assert [one.high for one in found.levels] == [200, 200]


def test_a_conflict_spans_what_is_said_of_the_whole() -> None:
    text = "There are 2 conscripts."
    part = told(text, a_figure(text, "2 conscripts", 2, measure="present"), outlet="Korbach Bote")
    texts = "There are 100 soldiers.", "There are 900 soldiers."
    whole = [
        told(text, a_figure(text, text[10:-1], number, measure="present"), outlet=f"Paper {number}")
        for text, number in zip(texts, (100, 900), strict=True)
    ]
    found = level("soldiers", DAY, *whole, part)
    assert (found.low, found.high, found.conflict) == (100, 900, True)


def test_a_minimum_after_a_claim_does_not_open_the_days_between() -> None:
    text = "At least 40 guards were in Saalbrunn."
    figure = a_figure(text, "40 guards", 40, at_least=True, measure="present")
    minimum = told(text, figure, day=later(3), places=(SAALBRUNN,), outlet="Lenswatch")
    assert level("guards", later(1), guards(45), minimum).high == 45


def test_what_an_outlet_tells_on_the_way_from_one_count_to_the_next_is_no_conflict() -> None:
    counts = [guards(number, day=later(days), outlet="Border Watch") for number, days in ((40, 0), (80, 5))]
    assert not level("guards", later(2), *counts, guards(60, day=later(2))).conflict


def test_a_sum_grows_by_no_more_than_twice_what_it_grew_lately() -> None:
    assert level("buses lost", later(400), buses(100), buses(110, day=later(5))).high == 130


def test_a_sum_that_its_source_put_right_does_not_stand_beside_the_right_one() -> None:
    text = "The town corrected its list: in all 305 buses have been destroyed."
    right = told(text, a_figure(text, "305 buses", 305, measure="destroyed"), day=later(9))
    found = level("buses lost", later(9), buses(340), right, buses(320, day=later(20)))
    assert (found.low, found.high) == (305, 305)

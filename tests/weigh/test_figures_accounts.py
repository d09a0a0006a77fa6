"""Whose a figure is, of which days, what it allows, and whether it counts."""

from datetime import date, datetime, timedelta

import pytest
from weigh.figure_builders import DAY, a_figure, a_time, a_while, asked, buses, guards, seen, series_of, told

from tocsin.model.link import Link, Relation
from tocsin.model.query import Report
from tocsin.model.series import Account, AccountStatus
from tocsin.model.source import Counting, Grade, Reliability
from tocsin.model.span import Span
from tocsin.weigh.figures.surroundings import Surroundings


def account(claim: Report, subject: str = "buses", **wanted: object) -> Account:
    (found,) = series_of(subject, claim, **wanted).accounts
    return found


def later(days: int) -> date:
    return DAY + timedelta(days=days)


def a_grade(**facts: object) -> Grade:
    return Grade(name="x", at=datetime(2026, 3, 1), by="ed", reason="r", **facts)  # type: ignore[arg-type]


def standings(*claims: Report, subject: str = "buses", links: tuple[Link, ...] = ()) -> dict[str, AccountStatus]:
    found = asked(subject, *claims, links=links).series
    return {one.report.claim.id: one.standing for one in found.accounts}


@pytest.mark.parametrize(
    "name",
    [
        "General Staff",
        "the General Staff",
        "Denmark's General Staff",
        "Denmark's military",
        "General Staff of the Armed Forces",
    ],
)
def test_an_outlet_that_cites_itself_by_another_name_is_one_origin(name: str) -> None:
    outlet = "General Staff of the Armed Forces of Denmark"
    assert account(buses(40, outlet=outlet, sources=(name,))).origin == outlet


def test_a_source_is_one_under_its_short_and_its_full_name() -> None:
    claims = buses(40, sources=("Korbach Fire Brigade",)), buses(50, day=later(9), sources=("the Fire Brigade",))
    assert {one.origin for one in series_of("buses", *claims).accounts} == {"Korbach Fire Brigade"}


def test_a_short_name_that_fits_two_sources_is_left_as_it_is() -> None:
    names = ("Korbach Fire Brigade", "Aal Fire Brigade", "Fire Brigade")
    claims = [buses(40 + number, sources=(name,)) for number, name in enumerate(names)]
    assert {one.origin for one in series_of("buses", *claims).accounts} == set(names)


def test_officials_of_two_papers_are_two_origins() -> None:
    claims = [buses(40, outlet=outlet, sources=("officials",)) for outlet in ("Drau Radio", "Korbach Bote")]
    assert len({one.origin for one in series_of("buses", *claims).accounts}) == 2


def test_where_nobody_is_named_it_is_the_word_of_the_document() -> None:
    assert account(buses(40, outlet=None)).origin.startswith("document report")


def test_words_of_seeing_make_a_minimum_and_grades_overrule_them() -> None:
    assert account(seen(40)).counting is Counting.MINIMUM
    assert account(buses(40)).counting is Counting.CLAIM
    (graded,) = asked("buses", buses(40), grade=lambda _: a_grade(counting=Counting.MINIMUM)).series.accounts
    assert (graded.counting, graded.low, graded.high) == (Counting.MINIMUM, 40, None)


def test_who_counts_only_what_was_seen_does_so_where_it_is_not_repeated() -> None:
    claims = seen(40), seen(50, day=later(9)), buses(60, day=later(18), outlet="Lenswatch")
    assert {one.counting for one in series_of("buses lost", *claims).accounts} == {Counting.MINIMUM}


def test_an_unreliable_source_is_left_out_and_told() -> None:
    found = asked("buses", buses(40), grade=lambda _: a_grade(reliability=Reliability.E))
    assert found.series.accounts == ()
    ((reason, number),) = found.left_out.items()
    assert (reason.rule, reason.facts["origin"], number) == ("figures.unreliable", "Unterdrau Post", 1)


def test_rough_figures_are_widened_and_open_ends_stay_open() -> None:
    text = "About 400 buses burned."
    rough = account(told(text, a_figure(text, "About 400 buses", 400, approximate=True)))
    assert (rough.low, rough.high) == (360, pytest.approx(440))
    more = account(told(text, a_figure(text, "About 400 buses", 400, at_least=True, low_open=True)))
    assert (more.low, more.high) == (400, None)


def test_almost_none_is_a_small_share_of_what_others_tell() -> None:
    text = "There are almost no guards."
    none = told(text, a_figure(text, "almost no guards", 0, at_least=True, approximate=True))
    found = series_of("guards", none, guards(2000, day=later(40)))
    assert (found.accounts[0].low, found.accounts[0].high) == (0, 100)


def test_a_figure_without_a_time_is_of_the_day_it_was_said() -> None:
    assert account(buses(40)).latest == DAY
    said = buses(40, said=a_time(later(-3), later(-3)))
    assert account(said).latest == later(-3)


def test_without_any_day_a_figure_stays_undated_and_bounds_nothing() -> None:
    found = series_of("buses", buses(40, day=None))
    assert [one.standing for one in found.accounts] == [AccountStatus.UNDATED]
    assert found.levels == ()


def test_since_a_day_is_up_to_when_it_was_said() -> None:
    assert account(buses(40, time=a_time(later(-90), None))).latest == DAY


def test_what_some_days_brought_is_the_least_the_sum_can_be() -> None:
    text = "In March 40 buses burned down."
    figure = a_figure(text, "40 buses", 40, measure="destroyed")
    brought = account(told(text, figure, time=a_time(later(-30), later(-1), start=3, end=8)))
    assert (brought.low, brought.high) == (40, None)
    text = "By the end of March 40 buses had burned down."
    figure = a_figure(text, "40 buses", 40, measure="destroyed", increment=False)
    summed = account(told(text, figure, time=a_time(later(-30), later(-1), start=3, end=19)))
    assert (summed.low, summed.high, summed.latest) == (40, 40, later(-1))


def test_what_a_word_says_the_day_brought_is_no_sum() -> None:
    text = "Another 40 buses burned down."
    brought = account(told(text, a_figure(text, "40 buses", 40, measure="destroyed", increment=True)))
    assert (brought.low, brought.high, brought.latest) == (40, None, DAY)
    assert "figures.brought" in {reason.rule for reason in brought.reasons}


def test_a_while_is_of_the_days_that_the_text_around_it_leaves() -> None:
    days = date(2025, 4, 1), date(2025, 5, 31)
    text = "There were some months with 7 guards."
    found = account(told(text, a_figure(text, "7 guards", 7, context_days=days), time=a_while()), "guards")
    assert (found.earliest, found.latest) == days


def test_a_while_with_nothing_around_it_stays_undated() -> None:
    assert account(guards(40, time=a_while()), "guards").standing is AccountStatus.UNDATED


def test_a_part_beside_its_whole_does_not_count() -> None:
    text = "They lost 200 buses, 120 buses of them in May."
    whole = a_figure(text, "200 buses", 200, measure="lost")
    part = a_figure(text, "120 buses", 120, measure="lost", part_of=Span(whole.start, whole.end))
    found = series_of("buses", told(text, whole, part))
    assert [one.standing for one in found.accounts] == [AccountStatus.COUNTED, AccountStatus.PART]
    assert found.levels[-1].high == 200


def test_of_one_origin_and_day_the_last_word_counts() -> None:
    time = a_time(DAY, DAY)
    first, last = buses(40, time=time, key="a" * 20), buses(50, day=later(4), time=time, key="b" * 20)
    assert standings(first, last) == {"a" * 20: AccountStatus.REVISED, "b" * 20: AccountStatus.COUNTED}


def test_a_later_figure_of_a_later_day_revises_nothing() -> None:
    assert set(standings(buses(40), buses(50, day=later(4))).values()) == {AccountStatus.COUNTED}


def test_one_figure_of_one_origin_told_twice_counts_once() -> None:
    claims = [buses(40, outlet=outlet, sources=("Korbach Fire Brigade",)) for outlet in ("Drau Radio", "Korbach Bote")]
    assert sorted(standings(*claims).values()) == [AccountStatus.COUNTED, AccountStatus.ECHO]


def test_others_retell_a_figure_for_some_days_and_its_own_source_says_it_anew() -> None:
    first = buses(40, outlet="Lenswatch", key="a" * 20)
    retold = buses(40, day=later(5), sources=("Lenswatch",), key="b" * 20)
    anew = buses(40, day=later(9), outlet="Lenswatch", key="c" * 20)
    assert standings(first, retold, anew) == {
        "a" * 20: AccountStatus.COUNTED, "b" * 20: AccountStatus.ECHO, "c" * 20: AccountStatus.COUNTED,
    }  # fmt: skip


def test_links_tell_of_echoes_revisions_and_parts() -> None:
    first, second = buses(40, key="a" * 20), buses(40, day=later(1), key="b" * 20)
    echo = Link(claim="b" * 20, other="a" * 20, relation=Relation.ECHO)
    assert standings(first, second, links=(echo,))["b" * 20] is AccountStatus.ECHO
    part = Link(claim="a" * 20, other="b" * 20, relation=Relation.PART_OF)
    time = a_time(later(-30), DAY)
    small, great = guards(40, time=time, key="a" * 20), guards(900, time=time, outlet="Drau Radio", key="b" * 20)
    assert standings(small, great, subject="guards", links=(part,))["a" * 20] is AccountStatus.PART
    revised = Link(claim="b" * 20, other="a" * 20, relation=Relation.REVISES)
    great = guards(900, time=a_time(later(-20), DAY), key="b" * 20)
    assert standings(small, great, subject="guards", links=(revised,))["a" * 20] is AccountStatus.REVISED


def test_links_in_a_circle_leave_one_of_the_echoes() -> None:
    names = ["a" * 20, "b" * 20, "c" * 20]
    claims = [buses(40, day=later(n), key=name) for n, name in enumerate(names)]
    circle = tuple(
        Link(claim=a, other=b, relation=Relation.ECHO) for a, b in zip(names, names[1:] + names[:1], strict=True)
    )
    assert list(standings(*claims, links=circle).values()).count(AccountStatus.COUNTED) == 1


def not_two(outlet: str, **facts: object) -> Report:
    text = "Nine buses have been destroyed so far, not two."
    wrong = a_figure(text, "two", 2, denied=True, noun=None)
    figure = a_figure(text, "Nine buses", 9, measure="destroyed")
    return told(text, figure, outlet=outlet, day=DAY + timedelta(days=1), corrected=(wrong,), **facts)


def test_an_outlet_by_itself_takes_back_no_others_word() -> None:
    accounts = series_of("buses lost", buses(2, outlet="Drau Courier"), not_two("Mur Whisper")).accounts
    assert [one.standing for one in accounts] == [AccountStatus.COUNTED, AccountStatus.COUNTED]


def test_a_source_takes_back_its_word_in_another_paper() -> None:
    office = {"sources": ("Bus Office",)}
    accounts = series_of(
        "buses lost", buses(2, outlet="Drau Courier", **office), not_two("Mur Post", **office)
    ).accounts
    assert [one.standing for one in accounts] == [AccountStatus.REVISED, AccountStatus.COUNTED]


def test_a_document_may_correct_its_own_figure_under_another_noun() -> None:
    first, second = "Nine buses have been destroyed.", "Correction: it is seven wrecks, not nine."
    document = "sha256:" + "0" * 64
    claim = told(first, a_figure(first, "Nine buses", 9, measure="destroyed"), document=document)
    wrong = a_figure(second, "nine", 9, denied=True, noun=None)
    correction = told(second, corrected=(wrong,), document=document, offset=40)
    around = {document: Surroundings(f"\n{first}\n{second}")}
    (account,) = asked("buses lost", claim, correction, around=around).series.accounts
    assert account.standing is AccountStatus.REVISED

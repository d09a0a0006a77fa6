"""What is there, what came, and what befell people, from reports that contradict and correct each other."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from tocsin import Case, FigureQuery
from tocsin.model.series import Account, AccountStatus, Level, Series

REPORTS = [
    ("2025-03-02", "Korvo Post", "Danish builders in Skagenholm",
     "Two Danish patrol boats entered the harbour at Skagenholm on Sunday, the Port Office said. By noon about 40 builders "
     "had come ashore, according to the office."),
    ("2025-03-09", "Ny Tidende", "Builders at the harbour",
     "There are 70 Danish builders in Skagenholm, the Danish Embassy said. Nine Swedish trucks were shipped from Skagenholm "
     "to Halmstad on Saturday. The minister said that up to 300 builders would be stationed in Skagenholm by June."),
    ("2025-03-10", "Korvo Post", "More builders",
     "About 120 Danish builders are in Skagenholm, the Port Office said. On 4 March 10 trucks were shipped from Halmstad to "
     "Skagenholm. Another 5 trucks arrived in Skagenholm on 8 March."),
    ("2025-03-14", "Ny Tidende", "Office corrects its figures",
     "There were about 90 Danish builders in Skagenholm on 10 March and not 120, the Port Office said. 31 workers were "
     "evacuated from Skagenholm on 6 March, the town said; four men had been entered twice."),
    ("2025-03-07", "Korvo Post", "Quay gives way",
     "35 workers were evacuated from the harbour at Skagenholm on 6 March, the mayor said."),
    ("2025-03-20", "Ny Tidende", "The quay is empty",
     "The last Danish patrol boat left Skagenholm on 18 March, the Port Office said. The number of Danish builders in "
     "Skagenholm reached 150 in the second half of the month before it fell to 60."),
]  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("news")
    rows = [
        {"name": f"{number}", "published": day, "outlet": outlet, "title": title, "language": "en", "text": text}
        for number, (day, outlet, title, text) in enumerate(REPORTS)
    ]
    path = folder / "documents.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Case.open(folder / "case.db", create=True) as opened:
        list(opened.add([path]))
        yield opened


def asked(case: Case, subject: str, *days: int, place: str | None = "Skagenholm") -> Series:
    return case.series(FigureQuery(subject=subject, place=place, at=tuple(date(2025, 3, day) for day in days)))


def on(case: Case, subject: str, day: int) -> Level:
    (level,) = asked(case, subject, day).levels
    return level


def account(case: Case, subject: str, low: float | None, high: float | None) -> Account:
    """The account whose words give these bounds."""
    (found,) = (one for one in asked(case, subject).accounts if (one.quantity.low, one.quantity.high) == (low, high))
    return found


def test_a_place_that_no_gazetteer_knows_is_found_by_its_name(case: Case) -> None:
    assert [one.standing for one in asked(case, "Danish builders").accounts].count(AccountStatus.COUNTED) >= 3


def test_a_place_in_the_subject_is_a_place(case: Case) -> None:
    inside, beside = asked(case, "Danish builders in Skagenholm", place=None), asked(case, "Danish builders")
    assert (inside.subject, inside.place) == ("Danish builders", "Skagenholm")
    assert inside.accounts == beside.accounts


def test_two_services_stay_two_bands(case: Case) -> None:
    level = on(case, "Danish builders", 10)
    assert level.conflict
    assert (level.low, level.best, level.high) == (70, None, pytest.approx(99))


def test_a_figure_that_its_own_source_corrected_counts_no_more(case: Case) -> None:
    assert account(case, "Danish builders", 120, 120).standing is AccountStatus.REVISED


def test_a_correction_that_names_no_figure_sets_aside_what_it_corrects(case: Case) -> None:
    assert account(case, "workers evacuated", 35, 35).standing is AccountStatus.REVISED
    assert (on(case, "workers evacuated", 12).low, on(case, "workers evacuated", 12).high) == (31, 31)


def test_a_plan_is_listed_but_not_counted(case: Case) -> None:
    assert account(case, "Danish builders", None, 300).standing is AccountStatus.PLANNED


def test_a_past_peak_is_of_a_day_that_is_not_told(case: Case) -> None:
    assert account(case, "Danish builders", 150, 150).standing is AccountStatus.PAST


def test_what_came_is_there_from_then_on(case: Case) -> None:
    assert (on(case, "Danish patrol boats", 2).low, on(case, "Danish patrol boats", 2).high) == (2, 2)


def test_after_the_last_one_left_there_is_none(case: Case) -> None:
    level = on(case, "Danish patrol boats", 19)
    assert (level.low, level.high) == (0, 0)


@pytest.mark.parametrize(("day", "number"), [(4, 10), (6, 10), (8, 15), (10, 15)])
def test_batches_add_up_and_between_them_nothing_comes(case: Case, day: int, number: float) -> None:
    level = on(case, "trucks", day)
    assert (level.low, level.high) == (number, number)


def test_what_goes_elsewhere_is_left_out_and_told_so(case: Case) -> None:
    found = case.figures(FigureQuery(subject="trucks", place="Skagenholm"))[0]
    assert not any(one.quantity.low == 9 for one in found.series.accounts)
    assert {"figures.elsewhere", "figures.away"} & {reason.rule for reason in found.left_out}


def test_the_same_figures_answer_other_words_for_the_thing(case: Case) -> None:
    assert asked(case, "Danish patrol vessels").accounts == asked(case, "Danish patrol boats").accounts

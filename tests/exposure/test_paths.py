"""The ties that give a status: enough by themselves, and none too many."""

from exposure.networks import exposure_of

from tocsin.lexicon.wording import reason_words
from tocsin.model.exposure import EntityStatus
from tocsin.model.factuality import Factuality


def of(entity: str, ties: str, listed: str = "P", *, rule: str = "ofac50") -> EntityStatus:
    return next(one for one in exposure_of(ties, listed, rule=rule).statuses if one.entity == entity)


def test_a_path_holds_every_tier() -> None:
    assert of("C", "P owns 80 A\nA owns 20 C\nQ owns 30 C", "P Q").path == ("e1", "e3", "e2")


def test_a_path_leaves_out_what_is_not_needed() -> None:
    assert of("C", "P owns 10 C\nQ owns 45 C\nR owns 5 C", "P Q R").path == ("e2", "e1")


def test_the_surest_tie_makes_somebody_adjacent() -> None:
    found = of("S", "S supplies P PS+\nS pays P PR+", rule="cooperation")
    assert (found.path, found.certainty) == (("e2",), Factuality.PROBABLE)


def test_a_path_tells_the_certainty_of_its_weakest_tie() -> None:
    found = of("B", "P owns 60 A PS+\nA owns 60 B")
    assert (found.path, found.weakest) == (("e1", "e2"), Factuality.POSSIBLE)


def test_a_tie_next_to_somebody_reached_needs_what_reaches_them() -> None:
    assert of("S", "P owns 70 A\nS repairs A", rule="cooperation").path == ("e1", "e2")


def test_a_persons_own_path_is_taken_under_the_uk_rule() -> None:
    found = of("B", "Q owns 60 A\nA owns 60 B", "Q:UK-RU A:UK-RU", rule="uk")
    assert found.path == ("e2",)


def test_a_status_tells_what_is_open() -> None:
    found = of("C", "P owns 31-64 C\nX owns 40 C")
    assert [reason_words(one.reason) for one in found.unknowns] == ["the stake of P in C is 31 to 60 %: it decides"]


def test_a_status_tells_how_much_is_held() -> None:
    assert [reason_words(one) for one in of("C", "P owns 20 C\nQ owns 30.5 C", "P Q").reasons] == [
        "C: Q 30.5 %, P 20 %, together 50.5 %; at least 50 % is needed"
    ]


def test_the_open_point_that_settles_most_is_named() -> None:
    ties = "P owns 40-60 A\nA owns 100 B\nA owns 100 C\nP owns 40-60 D"
    best = exposure_of(ties).settling[0]
    assert (best.unknown.tie, best.least, best.most) == ("e1", 3, 3)

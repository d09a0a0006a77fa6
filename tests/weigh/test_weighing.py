"""What reports allow one to think of a proposition."""

from dataclasses import replace
from datetime import timedelta

import pytest
from weigh.proposition_builders import DAY, a_denial, a_proposition, a_report, a_rival, grades, same

from tocsin.lexicon.wording import reason_words
from tocsin.model.estimate import Credibility, Estimate
from tocsin.model.event import Action
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.link import Link, Proposition, Relation, Rival
from tocsin.model.place import Place
from tocsin.weigh.weighing import weigh

ONE = a_proposition(a_report("Observer", key="a1"))
TWO = a_proposition(a_report("Observer", key="a1"), a_report("Courier", key="a2"))


def _interval(estimate: Estimate) -> tuple[float, float]:
    assert estimate.probability is not None
    return estimate.probability


def _words(estimate: Estimate) -> str:
    return " | ".join(reason_words(reason) for reason in estimate.reasons)


def test_one_origin_leaves_the_discounted_interval_of_its_words() -> None:
    # Shafer: r·l and 1 - r·(1 - h), with r of a B that is not known to know, and "certain", 95 to 99 %.
    low, high = _interval(weigh(ONE, (), grades(observer="B")))
    assert low == pytest.approx(0.80 * 0.85 * 0.95)
    assert high == pytest.approx(1 - 0.80 * 0.85 * 0.01)


def test_two_origins_leave_only_that_both_are_wrong() -> None:
    low, _ = _interval(weigh(TWO, (), grades(observer="B", courier="C")))
    assert low == pytest.approx(1 - (1 - 0.80 * 0.85 * 0.95) * (1 - 0.60 * 0.85 * 0.95))


def test_a_contradiction_is_weighed_by_dempsters_rule() -> None:
    rival = a_rival(a_denial("Courier", key="b1"), of=ONE)
    low, high = _interval(weigh(ONE, [rival], grades(observer="A", courier="B")))
    pro, con = (0.95 * 0.85 * 0.95, 0.99 * 0.95), (0.80 * 0.85 * 0.95, 0.95 * 0.95)
    assert low == pytest.approx(pro[0] * (1 - con[1]) / (1 - pro[0] * con[1]), abs=1e-6)
    assert high == pytest.approx((1 - 0.95 * 0.85 * 0.01) * (1 - con[0]) / (1 - pro[1] * con[0]), abs=1e-6)


def test_a_source_that_cannot_be_judged_widens_and_does_not_draw_to_one_half() -> None:
    rival = a_rival(a_denial("Courier", key="b1"), of=ONE)
    unknown, known = (weigh(ONE, [rival], given) for given in ({}, grades(observer="C", courier="C")))
    assert _interval(unknown)[0] < _interval(known)[0] < _interval(known)[1] < _interval(unknown)[1]
    assert _interval(weigh(ONE, (), {})) != _interval(weigh(ONE, (), grades(observer="E")))


def test_a_reliable_source_that_only_holds_it_possible_sets_a_bound() -> None:
    hedged = a_proposition(a_report("Observer", key="a1", factuality=Factuality.POSSIBLE))
    assert _interval(weigh(hedged, (), grades(observer="A")))[1] < 0.7


def test_a_chain_is_as_reliable_as_its_weakest_link() -> None:
    cited = a_proposition(a_report("Observer", "the mayor", key="a1"))
    both = _interval(weigh(cited, (), grades(observer="E", the_mayor="A")))
    assert both == _interval(weigh(cited, (), grades(observer="A", the_mayor="E")))
    assert both[0] < _interval(weigh(cited, (), grades(observer="B", the_mayor="A")))[0]


def test_a_grade_holds_for_any_form_of_the_name() -> None:
    cited = a_proposition(a_report("The Observer", "Mayor Ilse Bränt", key="a1"))
    given = grades(observer="B", ilse_brant="B")
    assert "B, usually reliable" in _words(weigh(cited, (), given))


def test_the_earliest_report_of_an_origin_counts_and_not_a_surer_retelling() -> None:
    first = a_report("Observer", "the mayor", key="a1", factuality=Factuality.POSSIBLE)
    later = a_report("Courier", "the mayor", key="a2", published=DAY + timedelta(days=1))
    alone = weigh(a_proposition(first), (), {})
    assert _interval(weigh(a_proposition(later, first), (), {})) == _interval(alone)


def test_the_report_of_whoever_speaks_for_themselves_is_nearer_than_a_citation() -> None:
    own = a_report("Observer", key="a1", speaker="Ilse Brandt", published=DAY, factuality=Factuality.POSSIBLE)
    cited = a_report("Courier", "Ilse Brandt", key="a2", published=DAY - timedelta(days=1))
    assert _interval(weigh(a_proposition(own, cited), (), {})) == _interval(weigh(a_proposition(own), (), {}))


@pytest.mark.parametrize(
    ("facts", "how"),
    [
        ({"text": "We saw with our own eyes that the weir was closed."}, "says that it saw it"),
        ({"text": "Satellite images show the closed weir."}, "points to pictures of it"),
        ({"event": Action(lemma="close", actor="Weir Works")}, "speaks of what it did itself"),
        ({"event": Action(lemma="close", actor="We")}, "speaks of what it did itself"),
        ({"sources": ("the mayor of Korbach",), "places": (Place(start=0, end=7, name="Korbach"),)}, "is at the place"),
    ],
)  # fmt: skip
def test_who_was_in_a_position_to_know_counts_for_more(facts: dict[str, object], how: str) -> None:
    sources = facts.pop("sources", ())
    assert isinstance(sources, tuple)
    known = weigh(a_proposition(a_report("Weir Works", *sources, key="a1", **facts)), (), {})
    plain = weigh(a_proposition(a_report("Weir Works", key="a1", text="The weir is closed.")), (), {})
    assert how in _words(known)
    assert "how it knows is not told" in _words(plain)
    assert _interval(known)[0] > _interval(plain)[0]


def test_a_denial_is_weighed_as_what_it_says_and_shown_by_its_whole_sentence() -> None:
    denial = a_proposition(a_denial("Observer", key="a1"), a_denial("Courier", key="a2"))
    assert _interval(weigh(denial, (), {})) == _interval(weigh(TWO, (), {}))
    assert weigh(denial, (), {}).subject == "The weir at Korbach was closed."


@pytest.mark.parametrize(
    "facts",
    [{"kind": Kind.QUESTION}, {"kind": Kind.WISH}, {"factuality": Factuality.UNCOMMITTED}, {"probability": (0.0, 1.0)}],
)
def test_where_nothing_tells_there_is_no_probability(facts: dict[str, object]) -> None:
    estimate = weigh(a_proposition(a_report("Observer", key="a1", **facts)), (), {})
    assert estimate.probability is None


def test_what_is_only_asked_cannot_be_judged() -> None:
    estimate = weigh(a_proposition(a_report("Observer", key="a1", kind=Kind.QUESTION)), (), {})
    assert estimate.credibility is Credibility.UNKNOWN
    assert "Observer leaves it open" in _words(estimate)


def test_of_a_belief_since_given_up_the_belief_is_shown_and_not_what_took_its_place() -> None:
    given_up = a_denial("Observer", key="a1", text="the weir was closed", kind=Kind.FORMER_BELIEF)
    whole = replace(given_up, sentence="We thought that the weir was closed, but it leaks.")
    estimate = weigh(a_proposition(whole), (), {})
    assert estimate.subject == "the weir was closed"
    assert "Observer no longer believes it" in _words(estimate)


def test_who_says_both_counts_for_neither() -> None:
    rival = a_rival(a_denial("Courier", "the Observer", key="b1"), of=ONE)
    estimate = weigh(ONE, [rival], {})
    assert (estimate.probability, estimate.credibility) == (None, Credibility.UNKNOWN)
    assert "Observer says both" in _words(estimate)
    assert [origin.name for origin in estimate.against] == ["the Observer"]


def test_who_takes_it_back_later_speaks_against_it() -> None:
    rival = a_rival(a_denial("Observer", key="b1", published=DAY + timedelta(days=2)), of=ONE, later=True)
    estimate = weigh(ONE, [rival], {})
    assert _interval(estimate)[0] == 0
    assert _interval(estimate)[1] < 0.8
    assert estimate.credibility is Credibility.IMPROBABLE
    assert "Observer said so and says otherwise since" in _words(estimate)
    assert "a later statement takes its place: “The weir at Korbach was closed.” (Observer, 2026-03-04)" in _words(
        estimate
    )


def test_what_a_proposition_revises_does_not_speak_against_it() -> None:
    rival = a_rival(a_denial("Courier", key="b1"), of=ONE)
    earlier = Rival(
        proposition=rival.proposition, links=(Link(claim="a1", other="b1", relation=Relation.REVISES),), later=False
    )
    estimate = weigh(ONE, [earlier], {})
    assert _interval(estimate) == _interval(weigh(ONE, (), {}))
    assert estimate.against == ()
    assert "it takes the place of an earlier statement" in _words(estimate)


def test_one_origin_in_two_rivals_speaks_against_it_once() -> None:
    one = a_rival(a_denial("Courier", "the operator", key="b1"), of=ONE)
    other = a_rival(a_denial("Ledger", "the operator", key="c1"), of=ONE)
    estimate = weigh(ONE, [one, other], {})
    assert _interval(estimate) == _interval(weigh(ONE, [one], {}))
    (origin,) = estimate.against
    assert {found.claim.id for found in origin.reports} == {"b1", "c1"}


def test_each_origin_tells_how_much_it_moved_and_the_last_reason_is_the_rule_of_credibility() -> None:
    rival = a_rival(a_denial("Ledger", key="b1"), of=TWO)
    reasons = weigh(TWO, [rival], grades(observer="A", ledger="D")).reasons
    moved = [reason for reason in reasons if reason.weight]
    assert [reason_words(reason).split(" says ")[0] for reason in moved] == ["Observer", "Ledger", "Courier"]
    assert [reason.weight > 0 for reason in moved] == [True, False, True]
    assert moved[0].claims == ("a1",)
    assert (reasons[-1].weight, reason_words(reasons[-1]).split(":")[0]) == (0.0, "credibility 3, possibly true")


RULES = [
    ([], [], {}, Credibility.POSSIBLE),
    ([], [], {"observer": "B"}, Credibility.PROBABLE),
    ([], [], {"observer": "E"}, Credibility.DOUBTFUL),
    (["Courier"], [], {}, Credibility.PROBABLE),
    (["Courier"], [], {"courier": "C"}, Credibility.CONFIRMED),
    (["Courier", "Ledger"], [], {}, Credibility.CONFIRMED),
    (["Courier", "Ledger"], ["Digest"], {}, Credibility.PROBABLE),
    (["Courier"], ["Digest"], {}, Credibility.POSSIBLE),
    ([], ["Digest"], {}, Credibility.DOUBTFUL),
    ([], ["Digest", "Ledger"], {}, Credibility.IMPROBABLE),
    ([], ["Digest", "Ledger"], {"ledger": "E", "digest": "E"}, Credibility.POSSIBLE),
]


@pytest.mark.parametrize(("others", "against", "given", "grade"), RULES)
def test_credibility_follows_its_rules(
    others: list[str], against: list[str], given: dict[str, str], grade: Credibility
) -> None:
    proposition = a_proposition(*(a_report(name, key=f"a{name}") for name in ["Observer", *others]))
    rivals = [a_rival(a_denial(name, key=f"b{name}"), of=proposition) for name in against]
    assert weigh(proposition, rivals, grades(**given)).credibility is grade


def test_the_subject_is_in_the_words_of_the_report_nearest_to_its_origin() -> None:
    retold = a_report(
        "Courier", "Observer", key="a1", text="The weir is said to be shut.", published=DAY - timedelta(days=1)
    )
    own = a_report("Observer", key="a2", text="We shut the\nweir.")
    assert weigh(a_proposition(retold, own), (), {}).subject == "We shut the weir."


def test_a_hedge_counts_half() -> None:
    hedged = a_report("Courier", key="a2", factuality=Factuality.POSSIBLE)
    estimate = weigh(a_proposition(a_report("Observer", key="a1"), hedged), (), {})
    assert estimate.credibility is Credibility.POSSIBLE
    opposed = weigh(a_proposition(hedged), [a_rival(a_denial("Digest", key="b1"), of=a_proposition(hedged))], {})
    assert "½ origin against 1 origin" in reason_words(opposed.reasons[-1])


def test_an_echo_is_no_support_even_if_it_drops_the_hedge() -> None:
    first = a_report("Observer", "the mayor", key="a1", factuality=Factuality.PROBABLE)
    copy = a_report("Courier", key="a2")
    for relation in (Relation.ECHO, Relation.REPEATS):
        echoed: Proposition = a_proposition(first, copy, links=[same(copy, first, relation)])
        assert _interval(weigh(echoed, (), {})) == _interval(weigh(a_proposition(first), (), {}))

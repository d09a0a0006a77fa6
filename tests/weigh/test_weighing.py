"""What reports allow one to think of a proposition."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from weigh.proposition_builders import (
    DAY,
    a_denial,
    a_proposition,
    a_report,
    a_rival,
    grades,
    parties_of,
    same,
    weighed,
)

from tocsin.lexicon.wording import reason_words
from tocsin.model.estimate import Credibility, Estimate
from tocsin.model.event import Action
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.link import Link, Proposition, PropositionContext, Relation, Rival
from tocsin.model.place import Place
from tocsin.model.query import Report
from tocsin.model.reason import Reason
from tocsin.model.source import Position, Reliability
from tocsin.weigh.estimate import weigh, weigh_all
from tocsin.weigh.grades import GradeBook

ONE = a_proposition(a_report("Observer", key="a1"))
TWO = a_proposition(a_report("Observer", key="a1"), a_report("Courier", key="a2"))


def _interval(estimate: Estimate) -> tuple[float, float]:
    assert estimate.probability is not None
    return estimate.probability


def _fact(estimate: Estimate, rule: str, fact: str) -> object:
    """What the one reason of a rule states."""
    (reason,) = (one for one in estimate.reasons if one.rule == f"weigh.{rule}")
    return reason.facts[fact]


def test_one_origin_leaves_the_discounted_interval_of_its_words() -> None:
    # Shafer: r·l and 1 - r·(1 - h), with r of a B that is not known to know, and "certain", 95 to 99 %.
    low, high = _interval(weighed(ONE, (), grades(observer="B")))
    assert low == pytest.approx(0.80 * 0.85 * 0.95)
    assert high == pytest.approx(1 - 0.80 * 0.85 * 0.01)


def test_two_origins_leave_only_that_both_are_wrong() -> None:
    low, _ = _interval(weighed(TWO, (), grades(observer="B", courier="C")))
    assert low == pytest.approx(1 - (1 - 0.80 * 0.85 * 0.95) * (1 - 0.60 * 0.85 * 0.95))


def test_a_contradiction_is_weighed_by_dempsters_rule() -> None:
    rival = a_rival(a_denial("Courier", key="b1"), of=ONE)
    low, high = _interval(weighed(ONE, [rival], grades(observer="A", courier="B")))
    pro, con = (0.95 * 0.85 * 0.95, 0.99 * 0.95), (0.80 * 0.85 * 0.95, 0.95 * 0.95)
    assert low == pytest.approx(pro[0] * (1 - con[1]) / (1 - pro[0] * con[1]), abs=1e-6)
    assert high == pytest.approx((1 - 0.95 * 0.85 * 0.01) * (1 - con[0]) / (1 - pro[1] * con[0]), abs=1e-6)


def test_a_source_that_cannot_be_judged_widens_and_does_not_draw_to_one_half() -> None:
    rival = a_rival(a_denial("Courier", key="b1"), of=ONE)
    unknown, known = (weighed(ONE, [rival], given) for given in ({}, grades(observer="C", courier="C")))
    assert _interval(unknown)[0] < _interval(known)[0] < _interval(known)[1] < _interval(unknown)[1]
    assert _interval(weighed(ONE, (), {})) != _interval(weighed(ONE, (), grades(observer="E")))


def test_a_reliable_source_that_only_holds_it_possible_sets_a_bound() -> None:
    hedged = a_proposition(a_report("Observer", key="a1", factuality=Factuality.POSSIBLE))
    assert _interval(weighed(hedged, (), grades(observer="A")))[1] < 0.7


def test_a_chain_is_as_reliable_as_its_weakest_link() -> None:
    cited = a_proposition(a_report("Observer", "the mayor", key="a1"))
    both = _interval(weighed(cited, (), grades(observer="E", the_mayor="A")))
    assert both == _interval(weighed(cited, (), grades(observer="A", the_mayor="E")))
    assert both[0] < _interval(weighed(cited, (), grades(observer="B", the_mayor="A")))[0]


def test_a_grade_holds_for_any_form_of_the_name() -> None:
    cited = a_proposition(a_report("The Observer", "Mayor Ilse Bränt", key="a1"))
    given = grades(observer="B", ilse_brant="B")
    assert [one.reliability for one in weighed(cited, (), given).favour] == [Reliability.B]


def test_the_earliest_report_of_an_origin_counts_and_not_a_surer_retelling() -> None:
    first = a_report("Observer", "the mayor", key="a1", factuality=Factuality.POSSIBLE)
    later = a_report("Courier", "the mayor", key="a2", published=DAY + timedelta(days=1))
    alone = weighed(a_proposition(first), (), {})
    assert _interval(weighed(a_proposition(later, first), (), {})) == _interval(alone)


def test_the_report_of_whoever_speaks_for_themselves_is_nearer_than_a_citation() -> None:
    own = a_report("Observer", key="a1", speaker="Ilse Brandt", published=DAY, factuality=Factuality.POSSIBLE)
    cited = a_report("Courier", "Ilse Brandt", key="a2", published=DAY - timedelta(days=1))
    assert _interval(weighed(a_proposition(own, cited), (), {})) == _interval(weighed(a_proposition(own), (), {}))


@pytest.mark.parametrize(
    ("facts", "how"),
    [
        ({"position": Position.SAW}, Position.SAW),
        ({"position": Position.SHOWN}, Position.SHOWN),
        ({"event": Action(lemma="close", actor="the Weir Works")}, Position.ACTED),
        ({"position": Position.ACTED}, Position.ACTED),
        ({"sources": ("the mayor of Korbach",), "places": (Place(start=0, end=7, name="Korbach"),)}, Position.THERE),
    ],
)  # fmt: skip
def test_who_was_in_a_position_to_know_counts_for_more(facts: dict[str, object], how: Position) -> None:
    facts = dict(facts)
    sources = facts.pop("sources", ())
    assert isinstance(sources, tuple)
    known = weighed(a_proposition(a_report("Weir Works", *sources, key="a1", **facts)), (), {})
    plain = weighed(a_proposition(a_report("Weir Works", key="a1", text="The weir is closed.")), (), {})
    assert [one.position for one in (*known.favour, *plain.favour)] == [how, Position.UNKNOWN]
    assert _interval(known)[0] > _interval(plain)[0]


def test_a_denial_is_weighed_as_what_it_says_and_shown_by_its_whole_sentence() -> None:
    denial = a_proposition(a_denial("Observer", key="a1"), a_denial("Courier", key="a2"))
    assert _interval(weighed(denial, (), {})) == _interval(weighed(TWO, (), {}))
    assert weighed(denial, (), {}).subject == "The weir at Korbach was closed."


@pytest.mark.parametrize(
    "facts",
    [{"kind": Kind.QUESTION}, {"kind": Kind.WISH}, {"factuality": Factuality.UNCOMMITTED}, {"probability": (0.0, 1.0)}],
)
def test_where_nothing_tells_there_is_no_probability(facts: dict[str, object]) -> None:
    estimate = weighed(a_proposition(a_report("Observer", key="a1", **facts)), (), {})
    assert estimate.probability is None


def test_what_is_only_asked_cannot_be_judged() -> None:
    estimate = weighed(a_proposition(a_report("Observer", key="a1", kind=Kind.QUESTION)), (), {})
    assert estimate.credibility is Credibility.UNKNOWN
    assert _fact(estimate, "leaves_open", "origin") == "Observer"


def test_of_a_belief_since_given_up_the_belief_is_shown_and_not_what_took_its_place() -> None:
    given_up = a_denial("Observer", key="a1", text="the weir was closed", kind=Kind.FORMER_BELIEF)
    whole = replace(given_up, sentence="We thought that the weir was closed, but it leaks.")
    estimate = weighed(a_proposition(whole), (), {})
    assert estimate.subject == "the weir was closed"
    assert _fact(estimate, "gave_it_up", "origin") == "Observer"


def test_who_says_both_counts_for_neither() -> None:
    rival = a_rival(a_denial("Courier", "the Observer", key="b1"), of=ONE)
    estimate = weighed(ONE, [rival], {})
    assert (estimate.probability, estimate.credibility) == (None, Credibility.UNKNOWN)
    assert _fact(estimate, "says_both", "origin") == "Observer"
    assert [origin.name for origin in estimate.against] == ["Observer"]


def test_who_takes_it_back_later_speaks_against_it() -> None:
    rival = a_rival(a_denial("Observer", key="b1", published=DAY + timedelta(days=2)), of=ONE, later=True)
    estimate = weighed(ONE, [rival], {})
    assert _interval(estimate)[0] == 0
    assert _interval(estimate)[1] < 0.8
    assert estimate.credibility is Credibility.IMPROBABLE
    assert _fact(estimate, "turned", "origin") == "Observer"
    facts = [_fact(estimate, "is_revised", fact) for fact in ("quote", "origin", "day")]
    assert facts == ["The weir at Korbach was closed.", "Observer", "2026-03-04"]


def test_what_a_proposition_revises_does_not_speak_against_it() -> None:
    rival = a_rival(a_denial("Courier", key="b1"), of=ONE)
    earlier = Rival(
        proposition=rival.proposition, links=(Link(claim="a1", other="b1", relation=Relation.REVISES),), later=False
    )
    estimate = weighed(ONE, [earlier], {})
    assert _interval(estimate) == _interval(weighed(ONE, (), {}))
    assert estimate.against == ()
    assert _fact(estimate, "revises", "origin") == "Courier"


def test_one_origin_in_two_rivals_speaks_against_it_once() -> None:
    one = a_rival(a_denial("Courier", "the operator", key="b1"), of=ONE)
    other = a_rival(a_denial("Ledger", "the operator", key="c1"), of=ONE)
    estimate = weighed(ONE, [one, other], {})
    assert _interval(estimate) == _interval(weighed(ONE, [one], {}))
    (origin,) = estimate.against
    assert {found.claim.id for found in origin.reports} == {"b1", "c1"}


def test_each_origin_tells_how_much_it_moved_and_the_last_reason_is_the_rule_of_credibility() -> None:
    rival = a_rival(a_denial("Ledger", key="b1"), of=TWO)
    reasons = weighed(TWO, [rival], grades(observer="A", ledger="D")).reasons
    moved = [reason for reason in reasons if reason.weight]
    assert [reason.facts["origin"] for reason in moved] == ["Observer", "Ledger", "Courier"]
    assert [reason.weight > 0 for reason in moved] == [True, False, True]
    assert moved[0].claims == ("a1",)
    assert (reasons[-1].weight, reasons[-1].rule, reasons[-1].facts["grade"]) == (0.0, "weigh.credibility.more", "3")


MAYOR, PRIEST, WARDEN, BAKER = "Ilse Brandt", "Jonas Krämer", "Marta Oswald", "Nils Tarbeck"
RULES = [
    ([MAYOR], [], {}, Credibility.POSSIBLE),
    ([MAYOR], [], {MAYOR: "B"}, Credibility.POSSIBLE),
    ([MAYOR], [], {MAYOR: "E"}, Credibility.DOUBTFUL),
    ([MAYOR, PRIEST], [], {}, Credibility.PROBABLE),
    ([MAYOR, PRIEST], [], {PRIEST: "C", "Tribune 1": "C"}, Credibility.CONFIRMED),
    ([MAYOR, PRIEST, WARDEN], [], {}, Credibility.CONFIRMED),
    ([MAYOR, PRIEST, WARDEN], [BAKER], {}, Credibility.PROBABLE),
    ([MAYOR, PRIEST], [BAKER], {}, Credibility.POSSIBLE),
    ([MAYOR], [BAKER], {}, Credibility.DOUBTFUL),
    ([MAYOR], [BAKER, WARDEN], {}, Credibility.IMPROBABLE),
    ([MAYOR], [BAKER, WARDEN], {WARDEN: "E", BAKER: "E"}, Credibility.POSSIBLE),
    ([None], [], {}, Credibility.POSSIBLE),
    ([None, None], [], {}, Credibility.POSSIBLE),
    ([MAYOR, None], [], {}, Credibility.POSSIBLE),
]
"""Who says so, who says otherwise (each in another outlet, where nobody is named in its own line), grades, and the grade."""


def said_by(names: list[str | None], make: Callable[..., Report], first: str) -> list[Report]:
    """Reports in outlets of their own, each on the word of the one named."""
    return [
        make(f"{first} {number}", *filter(None, (name,)), key=f"{first}{number}") for number, name in enumerate(names)
    ]


@pytest.mark.parametrize(("favour", "against", "given", "grade"), RULES)
def test_credibility_follows_its_rules(
    favour: list[str | None], against: list[str | None], given: dict[str, str], grade: Credibility
) -> None:
    proposition = a_proposition(*said_by(favour, a_report, "Tribune"))
    rivals = [a_rival(report, of=proposition) for report in said_by(against, a_denial, "Gazette")]
    assert weighed(proposition, rivals, grades(**given)).credibility is grade


@pytest.mark.parametrize("letter", Reliability)
def test_nothing_confirms_the_word_of_one_whatever_its_grade(letter: Reliability) -> None:
    proposition = a_proposition(a_report("Observer", MAYOR, key="a1"), a_report("Courier", MAYOR, key="a2"))
    estimate = weighed(proposition, (), grades(**{MAYOR: letter.value}))
    assert estimate.credibility >= Credibility.POSSIBLE


def test_an_outlet_in_its_own_line_counts_half_of_one_whom_it_names() -> None:
    own = weighed(a_proposition(a_report("Observer", key="a1")))
    named = weighed(a_proposition(a_report("Observer", MAYOR, key="a1")))
    assert [one.reasons[-1].facts["favour"] for one in (own, named)] == [0.5, 1]


@pytest.mark.parametrize(
    ("publisher", "grade"),
    [
        ("Weir Inspection Board", Credibility.PROBABLE),
        ("Korbach Courier", Credibility.POSSIBLE),
        ("Courier News Service", Credibility.POSSIBLE),
    ],
)
def test_what_a_body_publishes_of_its_own_affairs_counts_whole(publisher: str, grade: Credibility) -> None:
    told = [a_report("Observer", "Rowers Union", key="a1"), a_report(publisher, key="a2")]
    assert weighed(a_proposition(*told)).credibility is grade


@pytest.mark.parametrize(
    ("one", "other", "grade"),
    [
        ("Weir Works", "operator of the weir", Credibility.POSSIBLE),
        ("Weir Works", "Ilse Brandt’s company", Credibility.POSSIBLE),
        ("Weir Works", "the Lock Company", Credibility.PROBABLE),
        ("Austrian army", "embassy in Linz", Credibility.POSSIBLE),
        ("Austrian army", "Hungarian embassy", Credibility.PROBABLE),
        (MAYOR, "Brandt’s service", Credibility.POSSIBLE),
    ],
)
def test_who_may_be_the_other_one_confirms_nothing(one: str, other: str, grade: Credibility) -> None:
    told = [a_report("Observer", one, key="a1"), a_report("Courier", other, key="a2")]
    assert weighed(a_proposition(*told)).credibility is grade


def test_who_may_be_the_other_one_is_no_witness_besides() -> None:
    told = [a_report("Observer", "Weir Works", key="a1"), a_report("Courier", "operator of the weir", key="a2")]
    assert weighed(a_proposition(*told, a_report("Ledger", MAYOR, key="a3"))).witnesses_for == 2


def test_a_witness_who_is_not_named_confirms_nothing() -> None:
    unnamed = [a_report(outlet, "a resident", key=f"a{outlet}") for outlet in ("Observer", "Courier", "Ledger")]
    assert weighed(a_proposition(*unnamed)).credibility >= Credibility.POSSIBLE


@pytest.mark.parametrize(("sure", "grade"), [(0.95, Credibility.PROBABLE), (0.7, Credibility.POSSIBLE)])
def test_two_who_hardly_say_the_same_do_not_confirm_each_other(sure: float, grade: Credibility) -> None:
    one, other = a_report("Observer", MAYOR, key="a1"), a_report("Courier", PRIEST, key="a2")
    reasons = (Reason(rule="link.same_said", weight=sure),)
    link = replace(same(one, other, Relation.CORROBORATES), reasons=reasons)
    assert weighed(a_proposition(one, other, links=[link])).credibility is grade
    assert weighed(a_proposition(one, other, links=[replace(link, by="A. Kern")])).credibility is Credibility.PROBABLE


def test_witnesses_are_counted_on_either_side_whatever_they_came_to_later() -> None:
    said = a_proposition(a_report("Observer", MAYOR, key="a1"), a_report("Courier", PRIEST, key="a2"))
    turned = a_rival(a_denial("Courier", PRIEST, key="b1"), of=said, later=True)
    estimate = weighed(said, [turned, a_rival(a_denial("Ledger", BAKER, key="b2"), of=said)])
    assert (estimate.witnesses_for, estimate.witnesses_against) == (2, 2)


def test_the_subject_is_in_the_words_of_the_report_nearest_to_its_origin() -> None:
    retold = a_report(
        "Courier", "Observer", key="a1", text="The weir is said to be shut.", published=DAY - timedelta(days=1)
    )
    own = a_report("Observer", key="a2", text="We shut the\nweir.")
    assert weighed(a_proposition(retold, own), (), {}).subject == "We shut the weir."


def test_a_hedge_counts_half() -> None:
    hedged = a_report("Courier", MAYOR, key="a2", factuality=Factuality.POSSIBLE)
    estimate = weighed(a_proposition(a_report("Observer", PRIEST, key="a1"), hedged), (), {})
    assert estimate.credibility is Credibility.POSSIBLE
    denial = a_denial("Digest", BAKER, key="b1")
    opposed = weighed(a_proposition(hedged), [a_rival(denial, of=a_proposition(hedged))], {})
    assert (opposed.reasons[-1].facts["favour"], opposed.reasons[-1].facts["against"]) == (0.5, 1)
    assert "½ origin against 1 origin" in reason_words(opposed.reasons[-1])


def test_an_echo_is_no_support_even_if_it_drops_the_hedge() -> None:
    first = a_report("Observer", "the mayor", key="a1", factuality=Factuality.PROBABLE)
    copy = a_report("Courier", key="a2")
    for relation in (Relation.ECHO, Relation.REPEATS):
        echoed: Proposition = a_proposition(first, copy, links=[same(copy, first, relation)])
        assert _interval(weighed(echoed, (), {})) == _interval(weighed(a_proposition(first), (), {}))


def test_a_body_and_who_speaks_for_it_are_two_origins_and_one_witness() -> None:
    minister = a_report("Observer", "Transport Minister Ilse Brandt", key="a1")
    ministry = a_report("Courier", "the Transport Ministry", key="a2")
    other = a_report("Ledger", "Karl Moser", key="a3")
    both = weighed(a_proposition(minister, ministry), (), {})
    assert (len(both.origins), both.witnesses_for) == (2, 1)
    assert weighed(a_proposition(minister, ministry, other), (), {}).witnesses_for == 2
    assert both.reasons[-1].facts["favour"] == 1
    alone = weighed(a_proposition(minister), (), {})
    assert (both.probability, len(both.favour)) == (alone.probability, 2)


def test_propositions_are_weighed_together_as_each_is_alone() -> None:
    other = a_proposition(a_denial("Courier", key="b1"), a_denial("Danube Post", "the mayor", key="b2"))
    against = Rival(proposition=other, links=(Link(claim="b1", other="a1", relation=Relation.CONTRADICTS),))
    own = Rival(proposition=TWO, links=against.links)
    later = a_rival(a_denial("Observer", key="c1"), of=TWO, later=True)
    contexts = [
        PropositionContext(proposition=TWO, rivals=(against, later)), PropositionContext(proposition=other, rivals=(own,)),
        PropositionContext(proposition=later.proposition),
    ]  # fmt: skip
    book = GradeBook((), parties_of([TWO, other, later.proposition]))
    assert weigh_all(contexts, book) == [weigh(one.proposition, one.rivals, book) for one in contexts]


def test_of_two_propositions_of_one_id_each_is_weighed_by_its_own_claims() -> None:
    book = GradeBook((), parties_of([TWO]))
    both = weigh_all([PropositionContext(proposition=ONE), PropositionContext(proposition=TWO)], book)
    assert ONE.id == TWO.id
    assert [one.reports for one in both] == [1, 2]

"""Laws of weighing, for any reports."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st
from tiers import examples
from weigh.proposition_builders import DAY, a_proposition, a_report, a_rival, grades, origins, same, weighed, witnesses

from tocsin.model.estimate import Credibility, Estimate
from tocsin.model.factuality import Factuality
from tocsin.model.link import Link, Proposition, Relation, Rival
from tocsin.model.query import Report

_OUTLETS = ["Radio Unterdrau", "Courier", "Ledger", "Weir Watch", "News", "", None]
_SOURCES = ["the mayor", "Mayor Ilse Brandt", "officials", "Courier", "Radio Unterdrau", "the police", "they", ""]
_CERTAINTIES = st.one_of(
    st.sampled_from([value.probability for value in Factuality]),
    st.tuples(st.floats(allow_nan=True), st.floats(allow_nan=True)),
)
_DAYS = st.sampled_from([None, date.min, DAY, DAY + timedelta(days=1), date.max])
_LETTERS = st.sampled_from("ABCDEF")
_GROWING = [value.probability for value in Factuality if value.score > 0]
_SURE = st.sampled_from([Factuality.CERTAIN, Factuality.PROBABLE, Factuality.POSSIBLE])


@st.composite
def _reports(draw: st.DrawFn, *, prefix: str, least: int = 1) -> list[Report]:
    reports = []
    for number in range(draw(st.integers(least, 5))):
        outlet = draw(st.sampled_from(_OUTLETS))
        reports.append(a_report(
            outlet, *draw(st.lists(st.sampled_from([*_SOURCES, outlet or "they"]), max_size=3)), key=f"{prefix}{number}",
            factuality=draw(st.sampled_from(list(Factuality))), probability=draw(_CERTAINTIES), published=draw(_DAYS),
            speaker=draw(st.sampled_from([outlet, None, "Jörg Hallstein", "the mayor"])),
        ))  # fmt: skip
    return reports


@st.composite
def _propositions(draw: st.DrawFn, prefix: str = "a") -> Proposition:
    reports = draw(_reports(prefix=prefix))
    ids = st.sampled_from([found.claim.id for found in reports])
    relations = st.sampled_from([Relation.ECHO, Relation.REPEATS, Relation.CORROBORATES])
    links = draw(st.lists(st.builds(Link, claim=ids, other=ids, relation=relations), max_size=4))
    return a_proposition(*reports, links=links)


@st.composite
def _cases(draw: st.DrawFn) -> tuple[Proposition, list[Rival]]:
    proposition = draw(_propositions())
    rivals = [
        a_rival(*draw(_reports(prefix=f"r{number}x")), of=proposition, later=draw(st.booleans()))
        for number in range(draw(st.integers(0, 2)))
    ]
    return proposition, rivals


_GRADES = st.dictionaries(st.sampled_from(["courier", "the mayor", "ledger", "radio unterdrau"]), _LETTERS).map(
    lambda given: grades(**{name.replace(" ", "_"): letter for name, letter in given.items()})
)


def _bounds(estimate: Estimate) -> tuple[float, float]:
    """Where nothing tells, everything is possible."""
    return estimate.probability or (0.0, 1.0)


@examples(300)
@given(_cases(), _GRADES)
def test_bounds_are_in_order_and_every_weight_is_a_number(case: tuple[Proposition, list[Rival]], given_: dict) -> None:
    estimate = weighed(*case, given_)
    low, high = _bounds(estimate)
    assert 0 <= low <= high <= 1
    assert all(math.isfinite(reason.weight) for reason in estimate.reasons)
    assert estimate.reports == len(case[0].claims)
    if estimate.credibility is Credibility.UNKNOWN:
        assert estimate.probability is None


@examples(300)
@given(_cases(), _GRADES, st.randoms(use_true_random=False))
def test_the_order_of_claims_links_and_rivals_does_not_matter(
    case: tuple[Proposition, list[Rival]], given_: dict, random: object
) -> None:
    proposition, rivals = case
    shuffle = random.shuffle  # type: ignore[attr-defined]

    def turned(one: Proposition) -> Proposition:
        claims, links = list(one.claims), list(one.links)
        shuffle(claims)
        shuffle(links)
        return replace(one, claims=tuple(claims), links=tuple(links))

    others = [replace(rival, proposition=turned(rival.proposition)) for rival in rivals]
    shuffle(others)
    assert weighed(turned(proposition), others, given_) == weighed(proposition, rivals, given_)


@examples(300)
@given(_cases(), _GRADES, _SURE, _LETTERS)
def test_one_more_independent_origin_never_lowers_either_bound(
    case: tuple[Proposition, list[Rival]], given_: dict, certainty: Factuality, letter: str
) -> None:
    proposition, rivals = case
    before = weighed(proposition, rivals, given_)
    # Until somebody has said so, nothing bounds it from above; the first hedged word does.
    assume(before.probability is not None)
    assume(any(reason.rule == "weigh.says_so" for reason in before.reasons))
    denied = proposition.claims[0].claim.factuality.score < 0
    said = Factuality.of(-certainty.score) if denied else certainty
    fresh = a_report("Alpine Gazette", key="zz", factuality=said, probability=said.probability)
    more = replace(proposition, claims=(*proposition.claims, fresh))
    assume(proposition.claims[0].claim.factuality.score != 0)
    after = weighed(more, rivals, given_ | grades(alpine_gazette=letter))
    assert _bounds(after)[0] >= _bounds(before)[0]
    assert _bounds(after)[1] >= _bounds(before)[1]
    if before.credibility is not Credibility.UNKNOWN and certainty is not Factuality.POSSIBLE:
        assert after.credibility <= before.credibility


@examples(300)
@given(_cases(), _GRADES, _SURE, _LETTERS)
def test_one_more_origin_against_never_raises_either_bound(
    case: tuple[Proposition, list[Rival]], given_: dict, certainty: Factuality, letter: str
) -> None:
    proposition, rivals = case
    fresh = a_rival(a_report("Alpine Gazette", key="zz", factuality=certainty), of=proposition)
    before, after = (
        _bounds(weighed(proposition, rivals, given_)),
        _bounds(weighed(proposition, [*rivals, fresh], given_ | grades(alpine_gazette=letter))),
    )
    assert after[0] <= before[0]
    assert after[1] <= before[1]


@examples(300)
@given(_cases(), _GRADES, st.data())
def test_a_later_copy_or_repetition_never_raises_anything(
    case: tuple[Proposition, list[Rival]], given_: dict, data: st.DataObject
) -> None:
    proposition, rivals = case
    # A copy of a copy may stand nearer to the origin than any other report that is known; then it tells something new.
    first = data.draw(st.sampled_from([witness.nearest[0] for witness in witnesses(proposition)]))
    # If no day tells which of two was first, the less sure one counts, and its outlet may have the better grade.
    assume((first.published or date.max) < date.max)
    certainty = data.draw(_SURE)
    copy = a_report(
        "Alpine Gazette", *first.claim.sources, key="zz", published=None, factuality=certainty,
        probability=certainty.probability, speaker=data.draw(st.sampled_from(["Alpine Gazette", first.claim.speaker])),
    )  # fmt: skip
    relation = data.draw(st.sampled_from([Relation.ECHO, Relation.REPEATS]))
    more = replace(
        proposition, claims=(*proposition.claims, copy), links=(*proposition.links, same(copy, first, relation))
    )
    before, after = weighed(proposition, rivals, given_), weighed(more, rivals, given_)
    assert len(after.origins) <= len(before.origins)
    assert _bounds(after)[0] <= _bounds(before)[0]
    if all(found.claim.probability in _GROWING for found in proposition.claims):
        assert _bounds(after)[1] <= _bounds(before)[1]


@examples(200)
@given(st.lists(_SURE, min_size=1, max_size=4), st.integers(0, 3), st.integers(1, 4))
def test_better_reliability_of_who_says_so_never_lowers_the_low_end(
    said: Sequence[Factuality], number: int, step: int
) -> None:
    reports = [a_report(f"Paper {n}x", key=f"a{n}", factuality=one) for n, one in enumerate(said)]
    proposition = a_proposition(*reports)
    name, better, worse = f"paper {number % len(said)}x", "ABCDE"[max(0, number - step)], "ABCDE"[number]
    low = [_bounds(weighed(proposition, (), grades(**{name: letter})))[0] for letter in (worse, better)]
    assert low[0] <= low[1]


@examples(200)
@given(_propositions())
def test_every_report_goes_back_to_exactly_one_origin(proposition: Proposition) -> None:
    found = origins(proposition)
    ids = [report.claim.id for origin in found for report in origin.reports]
    assert sorted(ids) == sorted(report.claim.id for report in proposition.claims)
    assert all(chain[-1] == origin.name for origin in found for chain in origin.chains)
    assert all(len(origin.chains) == len(origin.reports) for origin in found)
    assert len({origin.name for origin in found}) == len({origin.key for origin in found}) == len(found)

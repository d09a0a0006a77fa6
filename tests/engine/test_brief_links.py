"""What a brief puts together from bare links is what the ledger itself gives, one proposition at a time."""

from datetime import date, datetime
from itertools import pairwise

from factory import a_claim, a_document, a_reading, an_evidence
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.brief.records import BriefRecords
from tocsin.engine.brief_links import LinkGraph
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.lexicon.wording import reason_words
from tocsin.model.brief import Scope
from tocsin.model.link import LinkRuling, Proposition, Relation, Rival
from tocsin.model.query import ClaimFilter, Report

AT = datetime(2026, 3, 9)
CLAIMS = 8
LINKS = st.lists(
    st.tuples(st.integers(0, CLAIMS - 1), st.integers(0, CLAIMS - 1), st.sampled_from(Relation)).filter(
        lambda link: link[0] != link[1]
    ),
    max_size=14,
)


def a_case(links: list[tuple[int, int, Relation]]) -> Ledger:
    """A case of one claim a document, with these links between them."""
    ledger = open_ledger(":memory:")
    for number in range(CLAIMS):
        document = a_document(
            f"Boat {number} lies in the harbour.", outlet=f"Outlet {number}", published=date(2026, 3, 1 + number)
        )
        ledger.add(an_evidence(document), a_reading(document, a_claim(document)), reader="r", at=AT)
    keys = [found.claim.id for found in ledger.claims()]
    for claim, other, relation in links:
        ledger.rule_link(
            LinkRuling(
                claim=keys[claim], other=keys[other], relation=relation, at=AT, by="an analyst", reason="so it is"
            )
        )
    return ledger


def net_of(ledger: Ledger, claims: list[Report], until: date | None = None) -> LinkGraph:
    return LinkGraph(
        ledger, claims, is_known=lambda found: until is None or found.published is None or found.published <= until
    )


def plain(proposition: Proposition) -> tuple[str, tuple[str, ...], set[tuple[str, str, Relation]]]:
    links = {(one.claim, one.other, one.relation) for one in proposition.links}
    return proposition.id, tuple(sorted(one.claim.id for one in proposition.claims)), links


def plain_rival(rival: Rival) -> tuple[object, ...]:
    links = {(one.claim, one.other, one.relation) for one in rival.links}
    return (plain(rival.proposition)[1], frozenset(links), rival.later)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINKS)
def test_propositions_and_rivals_are_those_of_the_ledger(links: list[tuple[int, int, Relation]]) -> None:
    with a_case(links) as ledger:
        claims = list(ledger.claims())
        net = net_of(ledger, claims)
        for found in claims:
            head = net.proposition_ids.get(found.claim.id, found.claim.id)
            proposition = ledger.proposition(found.claim.id)
            assert plain(net.proposition(head))[1:] == plain(proposition)[1:]
            own = sorted(map(repr, map(plain_rival, net.rivals(head))))
            assert own == sorted(map(repr, map(plain_rival, ledger.rivals(proposition))))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINKS, st.integers(1, CLAIMS))
def test_nothing_that_came_later_plays_a_part(links: list[tuple[int, int, Relation]], last: int) -> None:
    until = date(2026, 3, last)
    with a_case(links) as ledger:
        claims = [found for found in ledger.claims() if found.published and found.published <= until]
        net = net_of(ledger, claims, until)
        for relation in Relation:
            for linked in net.bearing(relation):
                assert linked.claim in claims
                assert linked.other in claims
        for found in claims:
            head = net.proposition_ids.get(found.claim.id, found.claim.id)
            for rival in net.rivals(head):
                assert all(one in claims for one in rival.proposition.claims)


def test_a_link_bears_on_a_period_if_either_end_lies_in_it() -> None:
    with a_case([(0, 1, Relation.CONTRADICTS), (2, 3, Relation.CONTRADICTS)]) as ledger:
        claims = list(ledger.claims())
        (linked,) = net_of(ledger, claims[1:2]).bearing(Relation.CONTRADICTS)
        assert {linked.claim, linked.other} == set(claims[:2])


def test_what_is_told_has_its_reasons() -> None:
    with a_case([(0, 1, Relation.CONTRADICTS), (2, 3, Relation.ECHO)]) as ledger:
        net = net_of(ledger, list(ledger.claims()))
        conflicts, echoes = net.bearing(Relation.CONTRADICTS), net.bearing(Relation.ECHO)
        records = net.with_reasons(BriefRecords(scope=Scope(), conflicts=conflicts, echoes=echoes))
        (conflict,), (echo,) = records.conflicts, records.echoes
        assert [reason_words(reason) for reason in conflict.link.reasons] == ["an analyst: so it is"]
        assert echo.link.reasons == ()


def test_no_claims_have_no_links() -> None:
    with a_case([(0, 1, Relation.CONTRADICTS)]) as ledger:
        net = net_of(ledger, [])
        assert net.bearing(Relation.CONTRADICTS) == ()
        assert net.proposition_ids == {}


def test_the_ends_of_links_are_those_that_stand() -> None:
    with a_case([(one, other, Relation.ECHO) for one, other in pairwise(range(4))]) as ledger:
        ends = ledger.link_ends([Relation.ECHO])
        linked = list(ledger.links([Relation.ECHO]))
        assert [(one.claim, one.other) for one in ends] == [(one.link.claim, one.link.other) for one in linked]
        assert ledger.link_ends([Relation.PART_OF]) == []
        reasons = ledger.link_reasons([one.number for one in ends])
        assert list(reasons.values()) == [one.link.reasons for one in linked]


def test_claims_are_found_by_id_and_by_document_as_the_case_lists_them() -> None:
    with a_case([]) as ledger:
        claims = list(ledger.claims())
        assert ledger.claims_by_id([claims[2].claim.id, "unknown"]) == {claims[2].claim.id: claims[2]}
        assert ledger.claims_of(*[claims[1].document, "unknown"]) == [claims[1]]
        assert ledger.claims_of(*[one.document for one in claims]) == list(ledger.claims(ClaimFilter()))


def test_a_claim_can_be_weighed_though_only_its_rival_is_of_the_period() -> None:
    with a_case([(0, 1, Relation.CONTRADICTS), (1, 2, Relation.CORROBORATES)]) as ledger:
        claims = list(ledger.claims())
        net = net_of(ledger, claims[:1])
        (rival,) = net.rivals(claims[0].claim.id)
        assert {one.claim.id for one in rival.proposition.claims} == {claims[1].claim.id, claims[2].claim.id}
        assert net.heard(claims[0].claim.id) == 3

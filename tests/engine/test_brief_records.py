"""What a brief puts together from bare links is what the ledger itself gives, one proposition at a time."""

from datetime import date, datetime
from typing import Any, cast

from factory import a_claim, a_document, a_reading, an_evidence
from hypothesis import given
from hypothesis import strategies as st
from ledger.link_builders import rivals
from tiers import examples

from tocsin.engine.brief_records import KnownClaims, brief_records
from tocsin.engine.parties import refresh_parties
from tocsin.engine.weighing import estimate
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.lexicon.wording import reason_words
from tocsin.model.brief import Scope
from tocsin.model.estimate import Credibility
from tocsin.model.link import Link, LinkingResult, LinkRuling, Proposition, Relation, Rival
from tocsin.model.reason import in_words

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


def plain(proposition: Proposition) -> tuple[str, tuple[str, ...], set[tuple[str, str, Relation]]]:
    links = {(one.claim, one.other, one.relation) for one in proposition.links}
    return proposition.id, tuple(sorted(one.claim.id for one in proposition.claims)), links


def plain_rival(rival: Rival) -> tuple[object, ...]:
    links = {(one.claim, one.other, one.relation) for one in rival.links}
    return (plain(rival.proposition)[1], frozenset(links), rival.later)


@examples(120)
@given(LINKS)
def test_propositions_and_rivals_are_those_of_the_ledger(links: list[tuple[int, int, Relation]]) -> None:
    with a_case(links) as ledger:
        claims = list(ledger.claims())
        known = KnownClaims(ledger, claims, until=None)
        for report in claims:
            proposition = ledger.proposition(report.claim.id)
            (context,) = known.contexts([known.proposition_ids.get(report.claim.id, report.claim.id)])
            assert plain(context.proposition)[1:] == plain(proposition)[1:]
            own = sorted(map(repr, map(plain_rival, context.rivals)))
            assert own == sorted(map(repr, map(plain_rival, rivals(ledger, proposition.id))))


@examples(60)
@given(LINKS, st.integers(1, CLAIMS))
def test_nothing_that_came_later_plays_a_part(links: list[tuple[int, int, Relation]], last: int) -> None:
    until = date(2026, 3, last)
    with a_case(links) as ledger:
        claims = [report for report in ledger.claims() if report.published and report.published <= until]
        assert len(claims) == last
        known = KnownClaims(ledger, claims, until=until)
        assert all(report in claims for one in known.links(*Relation) for report in (one.claim, one.other))
        for context in known.contexts(known.proposition_ids.get(one.claim.id, one.claim.id) for one in claims):
            held = [context.proposition, *(rival.proposition for rival in context.rivals)]
            assert all(report in claims for proposition in held for report in proposition.claims)


def test_a_link_touches_a_period_if_either_end_lies_in_it() -> None:
    with a_case([(0, 1, Relation.CONTRADICTS), (2, 3, Relation.CONTRADICTS)]) as ledger:
        claims = list(ledger.claims())
        (linked,) = KnownClaims(ledger, claims[1:2], until=None).links(Relation.CONTRADICTS)
        assert {linked.claim, linked.other} == set(claims[:2])


def test_a_proposition_is_weighed_against_rivals_outside_of_the_period() -> None:
    with a_case([(0, 1, Relation.CONTRADICTS), (1, 2, Relation.CORROBORATES)]) as ledger:
        claims = list(ledger.claims())
        (context,) = KnownClaims(ledger, claims[:1], until=None).contexts([claims[0].claim.id])
        (rival,) = context.rivals
        assert {one.claim.id for one in rival.proposition.claims} == {claims[1].claim.id, claims[2].claim.id}


def test_what_is_told_has_its_reasons() -> None:
    with a_case([(0, 1, Relation.CONTRADICTS), (2, 3, Relation.ECHO), (5, 4, Relation.REVISES)]) as ledger:
        records = brief_records(ledger, Scope())
        for (linked,) in (records.conflicts, records.changes):
            assert [reason_words(reason) for reason in linked.link.reasons] == ["an analyst: so it is"]
        (echo,) = records.echoes
        assert echo.link.reasons == ()


def test_a_brief_grades_a_proposition_as_everything_else_does() -> None:
    """Two bodies that only an unsure link joins do not confirm each other, in a brief no more than elsewhere."""
    with open_ledger(":memory:") as ledger:
        keys = []
        for number, body in enumerate(("harbour office", "lighthouse keeper", "pilots' guild")):
            text = f"The {body} said that the mole had sunk, in words of number {number}."
            document = a_document(text, outlet=f"Paper {number}", published=date(2026, 3, 1))
            claim = a_claim(document, "the mole had sunk", sources=(f"The {body}",), weight=0.6)
            ledger.add(an_evidence(document), a_reading(document, claim), reader="r", at=AT)
            keys.append(claim.id)
        readings, _ = ledger.unlinked_batch()
        rows = {one.report.claim.id: one.row for one in ledger.linkable(range(1, 9))}
        links = [
            Link(claim=one, other=keys[0], relation=Relation.CORROBORATES, reasons=(in_words("alike", weight=0.7),))
            for one in keys[1:]
        ]
        ledger.enter_links(LinkingResult(readings=readings, keys={}, links=links, rows=rows), at=AT)
        refresh_parties(ledger)
        (told,) = brief_records(ledger, Scope()).propositions
        assert told.estimate.credibility is estimate(ledger, keys[0]).credibility is Credibility.POSSIBLE
        assert told.estimate.witnesses_for == 3


def test_no_claims_have_no_links() -> None:
    with a_case([(0, 1, Relation.CONTRADICTS)]) as ledger:
        known = KnownClaims(ledger, [], until=None)
        assert known.links(*Relation) == ()
        assert known.proposition_ids == {}


class Watched:
    """A ledger that notes what it is asked."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        self.asked.append(name)
        return getattr(self._ledger, name)


def test_the_number_of_queries_does_not_grow_with_the_case() -> None:
    asked = []
    for links in ([(0, 1, Relation.CONTRADICTS)], [(n, n + 1, one) for n in range(CLAIMS - 1) for one in Relation]):
        with a_case(links) as ledger:
            refresh_parties(ledger)
            watched = Watched(ledger)
            brief_records(cast(Ledger, watched), Scope())
            asked.append(watched.asked)
    assert asked[0] == asked[1]
    assert len(asked[0]) <= 13

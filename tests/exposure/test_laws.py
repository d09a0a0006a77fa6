"""Laws of the statuses, tried on small networks: every way of settling the open points is worked out by itself."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

from exposure.networks import DAY
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.exposure.assess import assess
from tocsin.model.exposure import Entity, EntityKind, Listing, Network, Stake, Status, Tie, TieKind
from tocsin.model.factuality import Factuality

PERSONS, COMPANIES = ("P", "Q"), ("A", "B", "C")
ENDS = (Decimal(0), Decimal(20), Decimal("49.9"), Decimal(50), Decimal("50.1"), Decimal(60))


@st.composite
def networks(draw: st.DrawFn, *, kinds: tuple[TieKind, ...] = (TieKind.OWNS,)) -> Network:
    ties = []
    for number in range(draw(st.integers(1, 4))):
        low, high = sorted((draw(st.sampled_from(ENDS)), draw(st.sampled_from(ENDS))))
        kind = draw(st.sampled_from(kinds))
        source, target = draw(st.sampled_from((*PERSONS, *COMPANIES))), draw(st.sampled_from(COMPANIES))
        if source != target:
            certainty = draw(st.sampled_from((Factuality.CERTAIN, Factuality.CERTAIN, Factuality.PROBABLE)))
            ties.append(
                Tie(
                    id=f"e{number}",
                    source=source,
                    target=target,
                    kind=kind,
                    stake=Stake(low, high),
                    certainty=certainty,
                )
            )
    entities = (
        *(Entity(id=one, kind=EntityKind.PERSON, name=one) for one in PERSONS),
        *(Entity(id=one, kind=EntityKind.COMPANY, name=one) for one in COMPANIES),
    )
    listed = draw(st.lists(st.sampled_from(PERSONS), unique=True))
    programs = (f"{side}-RU" for side in ("US", "EU", "UK"))
    listings = tuple(Listing(entity=one, program=program) for program in programs for one in listed)
    return Network(entities=entities, ties=tuple(ties), listings=listings)


def settled(network: Network) -> Iterator[Network]:
    """Each way of settling: a tie that is not certain is there or not, a stake is at one of the ends it can have."""
    ways = []
    for tie in network.ties:
        assert tie.stake is not None
        # A stake that is not certain can be less than it is said to be, where the sure stakes of others leave no more.
        least = tie.stake.low if tie.certainty is Factuality.CERTAIN else Decimal(0)
        ends = {end for end in (*ENDS, tie.stake.low, tie.stake.high) if least <= end <= tie.stake.high}
        there = [replace(tie, certainty=Factuality.CERTAIN, stake=Stake(end, end)) for end in sorted(ends)]
        ways.append(there if tie.certainty is Factuality.CERTAIN else [None, *there])
    for way in product(*ways):
        ties = tuple(tie for tie in way if tie is not None)
        held: dict[tuple[str, TieKind], Decimal] = {}
        for tie in ties:
            assert tie.stake is not None
            held[tie.target, tie.kind] = held.get((tie.target, tie.kind), Decimal(0)) + tie.stake.low
        if all(total <= 100 for total in held.values()):
            yield replace(network, ties=ties)


def reached_plainly(network: Network, rule: str) -> set[str]:
    """Who is reached where nothing is open, by going round until nothing changes; the rules in so many words."""
    listed = {one.entity for one in network.listings}
    groups = [listed] if rule != "uk" else [{one} for one in listed]
    need_more = rule == "uk"
    found: set[str] = set()
    for group in groups:
        reached = set(group)
        while True:
            more = set()
            for company in COMPANIES:
                into = [tie for tie in network.ties if tie.target == company]
                held = sum(
                    tie.stake.low for tie in into if tie.kind is TieKind.OWNS and tie.source in reached and tie.stake
                )
                votes: dict[str, Decimal] = {}
                for tie in into:
                    if tie.kind is TieKind.VOTES and tie.source in reached and tie.stake:
                        owner = "all" if rule == "uk" else tie.source
                        votes[owner] = votes.get(owner, Decimal(0)) + tie.stake.low
                controls = any(tie.kind is TieKind.CONTROLS and tie.source in reached for tie in into)
                by_votes = rule != "ofac50" and (controls or any(one > 50 for one in votes.values()))
                if held > 50 or (held == 50 and not need_more) or by_votes:
                    more.add(company)
            if more <= reached:
                break
            reached |= more
        found |= reached
    return found


@given(
    networks(kinds=(TieKind.OWNS, TieKind.OWNS, TieKind.VOTES, TieKind.CONTROLS)),
    st.sampled_from(("ofac50", "eu", "uk")),
)
@settings(max_examples=100, deadline=None)
def test_blocked_is_what_every_way_reaches_and_possibly_what_some_way_does(network: Network, rule: str) -> None:
    every = [reached_plainly(way, rule) for way in settled(network)]
    if not every:
        return
    exposure = assess(network, rule, DAY)
    surely = {one.entity for one in exposure.statuses if one.status in (Status.LISTED, Status.BLOCKED)}
    possibly = surely | {one.entity for one in exposure.statuses if one.status is Status.POSSIBLY}
    assert surely == set.intersection(*every)
    assert possibly == set.union(*every)


@given(
    networks(kinds=(TieKind.OWNS, TieKind.OWNS, TieKind.VOTES, TieKind.CONTROLS)),
    st.sampled_from(("ofac50", "eu", "uk")),
)
@settings(max_examples=100, deadline=None)
def test_a_path_gives_the_status_by_itself_and_none_of_its_ties_can_be_left_out(network: Network, rule: str) -> None:
    exposure = assess(network, rule, DAY)
    for one in exposure.statuses:
        if one.status not in (Status.BLOCKED, Status.POSSIBLY):
            continue
        wanted = {Status.LISTED, Status.BLOCKED} | ({Status.POSSIBLY} if one.status is Status.POSSIBLY else set())

        def alone(ids: set[str], entity: str = one.entity) -> Status:
            ties = tuple(tie for tie in network.ties if tie.id in ids)
            found = assess(replace(network, ties=ties), rule, DAY, explain=False)
            return next(other.status for other in found.statuses if other.entity == entity)

        assert alone(set(one.path)) in wanted
        for tie in one.path:
            assert alone(set(one.path) - {tie}) not in wanted


@given(networks(), st.sampled_from(("ofac50", "eu", "uk")))
@settings(max_examples=80, deadline=None)
def test_one_more_listing_frees_nobody(network: Network, rule: str) -> None:
    more = (*network.listings, *(Listing(entity="Q", program=f"{side}-RU") for side in ("US", "EU", "UK")))
    order = [Status.LISTED, Status.BLOCKED, Status.POSSIBLY]

    def ranks(one: Network) -> list[int]:
        found = assess(one, rule, DAY, explain=False).statuses
        return [order.index(entity.status) if entity.status in order else 3 for entity in found]

    assert all(
        after <= before for before, after in zip(ranks(network), ranks(replace(network, listings=more)), strict=True)
    )

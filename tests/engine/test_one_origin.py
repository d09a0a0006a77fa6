"""On every claim of the sample case, all who tell whose word it is tell the same."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tocsin import Case, Given
from tocsin.brief.records import BriefRecords
from tocsin.engine.brief_records import brief_records
from tocsin.engine.weighing import estimates_of, one_word
from tocsin.lexicon.language import lexicon_for
from tocsin.lexicon.witnesses import one_witness
from tocsin.model.brief import Scope
from tocsin.model.estimate import Origin
from tocsin.model.kind import Kind
from tocsin.model.link import Relation
from tocsin.model.query import Report
from tocsin.model.scenario import Hypothesis, Indicator, Pattern, Scenario
from tocsin.resolve.names import name_reader
from tocsin.warn.matching import IndicatorMatcher
from tocsin.weigh.figures.accounts import GradeOf
from tocsin.weigh.figures.series import figures
from tocsin.weigh.figures.subject import FigureQuery

LATER = date(2030, 1, 1)
CHECKED = 500
"""Claims of the sample that have to be compared at least: it must not become a test of nothing."""


@pytest.fixture(scope="module")
def case(sample: Case) -> Case:
    return sample


@pytest.fixture(scope="module")
def claims(case: Case) -> list[Report]:
    return list(case.claims())


@pytest.fixture(scope="module")
def origins(case: Case, claims: list[Report]) -> dict[str, Origin]:
    """What the one place tells."""
    return case.origins(claims)


def test_every_claim_goes_back_to_one_origin(claims: list[Report], origins: dict[str, Origin]) -> None:
    assert len(claims) > CHECKED
    assert origins.keys() == {report.claim.id for report in claims}
    assert all((origin.party is None) != (origin.document is None) for origin in origins.values())
    parties = {origin.key: origin.party for origin in origins.values() if origin.party is not None}
    assert len({party.name for party in parties.values()}) == len(parties) > 10


def test_propositions_have_the_same_origins(case: Case, claims: list[Report], origins: dict[str, Origin]) -> None:
    estimates = estimates_of(case.view, (report.claim.id for report in claims), is_known=lambda report: True)
    told = [origin for estimate in estimates for origin in (*estimate.origins, *estimate.against)]
    found = {(report.claim.id, origin.key) for origin in told for report in origin.reports}
    assert found == {(key, origin.key) for key, origin in origins.items()}


def test_figures_have_the_same_origins(case: Case, claims: list[Report], origins: dict[str, Origin]) -> None:
    nouns = {quantity.noun for report in claims for quantity in report.claim.quantities if quantity.noun}
    found = {}

    def whose(asked: Sequence[Report]) -> tuple[dict[str, Origin], GradeOf]:
        return {report.claim.id: origins[report.claim.id] for report in asked}, lambda name: None

    for noun in sorted(nouns):
        asked = figures(claims, FigureQuery(subject=noun), lexicon=lexicon_for(None), whose=whose)
        found.update((account.report.claim.id, account.origin) for account in asked.series.accounts)
        estimated = case.series(FigureQuery(subject=noun))
        assert {one.report.claim.id: one.origin for one in estimated.accounts}.items() <= found.items()
    assert len(found) > 40
    assert found == {
        key: origin.party.name if origin.party else origin.name for key, origin in origins.items() if key in found
    }


def test_scenarios_have_the_same_origins(case: Case, claims: list[Report], origins: dict[str, Origin]) -> None:
    anything = Pattern(kinds=tuple(Kind))
    scenario = Scenario(
        name="anything", question="?", horizon=LATER, resolution=".",
        hypotheses=(Hypothesis(name="a", prior=0.5), Hypothesis(name="b", prior=0.5)),
        indicators=tuple(
            Indicator(name=name, pattern=replace(anything, denied=denied), likelihoods=(0.9, 0.1))
            for name, denied in (("so", False), ("not so", True))
        ),
    )  # fmt: skip
    estimates = estimates_of(case.view, (report.claim.id for report in claims), is_known=lambda report: True)
    indications = list(IndicatorMatcher(scenario).indications(estimates))
    found = {claim: one.key for one in indications for claim in (*one.claims, *one.echoes)}
    assert len(found) > CHECKED
    # A body and all who speak for it are counted as one there.
    witness = one_witness(origin.party for origin in origins.values() if origin.party is not None)
    for key, told in found.items():
        assert witness.get(told, told) == witness.get(origins[key].key, origins[key].key)
    (seen,) = case.monitor(on=LATER).outlooks([scenario])
    told = {(word.origin, claim) for one in seen.assessment.seen for word in one.testimonies for claim in word.claims}
    assert {(origins[claim].name, claim) for _, claim in told} == told


def test_briefs_have_the_same_origins(case: Case, claims: list[Report], origins: dict[str, Origin]) -> None:
    records: BriefRecords = brief_records(case.ledger, Scope())
    assert {report.claim.id for report in records.claims} == origins.keys()
    assert records.origins == {key: origin.key for key, origin in origins.items() if origin.party is not None}
    assert records.propositions
    for weighed in records.propositions:
        for origin in weighed.estimate.origins:
            assert {origins[report.claim.id].key for report in origin.reports} == {origin.key}


def test_linking_takes_no_two_names_of_one_party_for_two(
    case: Case, claims: list[Report], origins: dict[str, Origin]
) -> None:
    names = name_reader(lexicon_for(None))
    parties = [party for party in case.parties() if len(party.names) > 1]
    assert parties
    for party in parties:
        assert any(names.are_one(party.name, name.written) for name in party.names[1:])


def test_two_reports_of_one_witness_do_not_corroborate_each_other(case: Case) -> None:
    links = list(case.links())
    whose = one_word(case.view, list(case.view.propositions()))
    told = [
        (linked.link.relation, whose[linked.link.claim][0] == whose[linked.link.other][0])
        for linked in links
        if linked.link.relation.is_same and linked.link.by is None
    ]
    assert (Relation.CORROBORATES, False) in told
    assert (Relation.CORROBORATES, True) not in told


def test_two_persons_of_one_name_are_two_origins_once_an_analyst_holds_them_apart(tmp_path: Path) -> None:
    told = {
        "mayor": "The operator has shut the Linz lock for repairs, Jan Novak, the mayor of Linz, told reporters.",
        "fisher": "A fisherman, Jan Novak, said that on Monday the Linz lock had been shut by its operator for repairs.",
    }
    with Case.open(":memory:") as case:
        for name, text in told.items():
            (tmp_path / f"{name}.txt").write_text(text)
            given = Given(published=date(2026, 3, 2), outlet=f"The {name}'s paper")
            assert [one.state for one in case.add([tmp_path / f"{name}.txt"], given=given)] == ["new"]
        assert [one.link.relation for one in case.links()] == [Relation.REPEATS]
        case.rule_party("Jan Novak", "The fisherman of Enns", same=False, reason="another man", documents=["fisher"])
        assert [one.link.relation for one in case.links()] == [Relation.CORROBORATES]
        assert {origin.name for origin in case.origins(list(case.claims())).values()} == {
            "Jan Novak",
            "The fisherman of Enns",
        }

"""Exposure from the claims of a case."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from exposure.lists import samples

from tocsin import Case, Given, Reader
from tocsin.engine.briefing import written
from tocsin.engine.exposing import Asked
from tocsin.engine.listing import kept_lists
from tocsin.engine.warning import ScenarioMonitor
from tocsin.model.scenario import LISTED, Hypothesis, Indicator, Pattern, Scenario
from tocsin.settings import Settings

NOTE = (
    "Olmar Vestrak owns 60 percent of Brelka Holding. Nils Darrow said that Olmar Vestrak owns 55 percent of Brelka Holding. "
    "The Lumen Foundry delivers castings to Tarnovel Repair Plant No. 9. Halden Tools may have supplied lathes to the "
    "Tarnovel Repair Plant No. 9. Kestrel Bank works for the Dunmar Works."
)
ON = date(2025, 4, 1)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("exposure")
    settings = Settings.load().model_copy(update={"lists": folder / "lists"})
    kept_lists(settings=settings).add(samples.OFAC_XML.encode(), file="sdn.xml", name="ofac")
    note = folder / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    with Case.open(":memory:", create=True, reader=reader, settings=settings) as made:
        list(made.add([note], given=Given(published=date(2025, 3, 4), outlet="Radio Vale")))
        yield made


def statuses(case: Case, *, trust: bool = True) -> dict[str, str]:
    lists = kept_lists(case._settings.lists)
    found = case.exposure("cooperation", Asked(lists=("ofac",), folder=lists, trust_names=trust, on=ON))
    return {one.entity: one.status.value for one in found.exposure.statuses}


def test_ties_of_claims_give_statuses_with_the_passages_they_rest_on(case: Case) -> None:
    assert statuses(case) == {
        "Olmar Vestrak": "listed", "Brelka Holding": "blocked", "Lumen Foundry": "adjacent",
        "Tarnovel Repair Plant No. 9": "listed", "Halden Tools": "adjacent", "Kestrel Bank": "not", "Dunmar Works": "not",
    }  # fmt: skip
    ties = case.exposure("cooperation").network.ties
    (owned,) = [tie for tie in ties if tie.kind == "owns"]
    assert owned.stake is not None
    assert (owned.stake.low, owned.stake.high) == (55, 60)
    assert len(owned.passages) == 2


def test_a_name_alone_makes_nobody_listed(case: Case) -> None:
    found = statuses(case, trust=False)
    assert (found["Olmar Vestrak"], found["Brelka Holding"], found["Lumen Foundry"]) == ("possibly", "possibly", "not")


def test_who_works_for_the_listed_is_answered_from_ties_the_surest_first(case: Case) -> None:
    answer = case.ask("Who works for the sanctioned repair plants?")
    assert [item.report.claim.text.split()[1] for item in answer.findings] == ["Lumen", "Tools"]


def test_a_brief_says_what_is_done_for_those_on_a_list_and_is_proved(case: Case) -> None:
    made = case.brief()
    (section,) = [one for one in made.sections if one.name == "exposure"]
    assert len(section.passages) == 2
    text = written(made, html=False)
    assert "“Tarnovel Repair Plant No. 9” has the name of an entry of a sanctions list: US-VALE" in text
    assert "A name alone is no proof" in text


def test_other_questions_are_answered_as_ever(case: Case) -> None:
    answer = case.ask("Who works for the Dunmar Works?")
    assert "Kestrel Bank" in answer.findings[0].report.sentence


def test_a_scenario_can_ask_for_whoever_is_listed(case: Case) -> None:
    def seen(*parties: str) -> list[str]:
        supplies = Pattern(events=("deliver", "supply"), parties=parties)
        scenario = Scenario(
            name="trade", question="Does it go on?", horizon=date(2027, 12, 31), resolution="By the gauge.",
            hypotheses=(Hypothesis(name="it does", prior=0.5), Hypothesis(name="it does not", prior=0.5)),
            indicators=(Indicator(name="deliveries", pattern=supplies, likelihoods=(0.9, 0.1)),),
        )  # fmt: skip
        (outlook,) = case.monitor().outlooks([scenario])
        return sorted(one.claim.text.split()[1] for one in outlook.reports.values())

    assert seen(LISTED) == ["Lumen", "Tools"]
    assert seen("Nobody Whatever") == []


def test_without_a_list_nobody_is_listed(case: Case, tmp_path: Path) -> None:
    bare = ScenarioMonitor(case.ledger, lists=kept_lists(tmp_path))
    pattern = Pattern(parties=(LISTED,))
    indicators = (Indicator(name="any", pattern=pattern, likelihoods=(0.9, 0.1)),)
    hypotheses = (Hypothesis(name="a", prior=0.5), Hypothesis(name="b", prior=0.5))
    scenario = Scenario(
        name="x", question="?", horizon=date(2027, 12, 31), resolution="-", hypotheses=hypotheses, indicators=indicators
    )
    (outlook,) = bare.outlooks([scenario])
    assert outlook.reports == {}

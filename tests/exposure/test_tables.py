"""Networks from tables of ties and from FollowTheMoney files."""

import json
from datetime import date
from decimal import Decimal

import pytest

from tocsin.exposure import ftm, table
from tocsin.exposure.cases import Contradiction
from tocsin.model.exposure import EntityKind, Network, Stake, TieKind
from tocsin.model.factuality import Factuality


def of_table(text: str) -> tuple[Network, list[str]]:
    *problems, network = table.read_network(text.splitlines(keepends=True), name="t.csv")
    assert isinstance(network, Network)
    return network, list(map(str, problems))


def of_ftm(*objects: object) -> tuple[Network, list[str]]:
    lines = ((f"line {number}", json.dumps(one).encode()) for number, one in enumerate(objects, start=1))
    *problems, network = ftm.read_network(lines)
    assert isinstance(network, Network)
    return network, list(map(str, problems))


def an_object(key: str, schema: str, **properties: str) -> dict[str, object]:
    return {"id": key, "schema": schema, "properties": {name: [value] for name, value in properties.items()}}


def test_a_table_gives_ties_listings_and_what_its_entities_are() -> None:
    network, problems = of_table(
        "from,to,type,share,since,certainty\nOlmar Vestrak,Brelka,owns,31-64,2021-05,CT+\n"
        "Olmar Vestrak,Rosika Vestrak,family,,,PR+\nOlmar Vestrak,US-VALE,listed,,2022-02-25,\n"
    )
    assert problems == []
    assert {one.name: one.kind.value for one in network.entities} == {
        "Olmar Vestrak": "person", "Brelka": "company", "Rosika Vestrak": "person",
    }  # fmt: skip
    owns, family = network.ties
    assert (owns.stake, owns.term.since and owns.term.since.earliest) == (
        Stake(Decimal(31), Decimal(64)), date(2021, 5, 1),
    )  # fmt: skip
    assert family.certainty is Factuality.PROBABLE
    assert [(one.entity, one.program) for one in network.listings] == [("Olmar Vestrak", "US-VALE")]


def test_a_row_that_cannot_be_used_is_told_and_left_out() -> None:
    network, problems = of_table("from,to,type,share\nA,B,owns,60-40\nA,B,likes,\n,B,owns,5\nA,B,owns,55\n")
    assert [one.stake for one in network.ties] == [Stake(Decimal(55), Decimal(55))]
    assert [problem.split(":")[0] for problem in problems] == ["t.csv row 2", "t.csv row 3", "t.csv row 4"]


def test_a_table_without_its_columns_is_refused() -> None:
    with pytest.raises(Contradiction, match="no column type"):
        of_table("from,to\nA,B\n")


def test_followthemoney_gives_ties_and_listings() -> None:
    network, problems = of_ftm(
        an_object("p", "Person", name="Olmar Vestrak"), an_object("c", "Company", name="Brelka"),
        an_object("n", "Person", name="Nils Darrow"),
        an_object("o", "Ownership", owner="n", asset="c", percentage="more than 50", startDate="2021"),
        an_object("r", "Representation", agent="n", client="p", role="nominee shareholder"),
        an_object("d", "Directorship", director="p", organization="c"),
        an_object("s", "Sanction", entity="p", program="VALE", country="gb", startDate="2022-03-15"),
        an_object("u", "UnknownLink", subject="c", object="p", role="repairs"),
    )  # fmt: skip
    assert problems == []
    assert [one.kind for one in network.entities] == [EntityKind.PERSON, EntityKind.COMPANY, EntityKind.PERSON]
    assert {one.id: one.kind for one in network.ties} == {
        "o": TieKind.OWNS, "r": TieKind.NOMINEE, "d": TieKind.DIRECTOR, "u": TieKind.REPAIRS,
    }  # fmt: skip
    assert network.ties[0].stake == Stake(Decimal(50), Decimal(100))
    assert network.listings[0].program == "UK-VALE"


def test_a_line_of_a_followthemoney_file_that_cannot_be_used_is_told() -> None:
    company = an_object("c", "Company", name="Brelka")
    network, problems = of_ftm(company, company, an_object("o", "Ownership", owner="x", asset="c"), [1], {"id": "z"})
    assert len(network.entities) == 1
    assert len(problems) == 4
    assert any("line 3: the tie 'o' names the entity 'x'" in problem for problem in problems)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("25", "25", "25"),
        ("25,5 %", "25.5", "25.5"),
        ("25-50", "25", "50"),
        ("> 50%", "50", "100"),
        ("up to 25", "0", "25"),
    ],
)
def test_shares_are_read_as_registers_write_them(words: str, low: str, high: str) -> None:
    assert ftm.share_in_words(words, "t") == Stake(Decimal(low), Decimal(high))


def test_words_that_are_no_share_leave_it_unknown() -> None:
    assert ftm.share_in_words("majority", "t") is None
    with pytest.raises(Contradiction, match="not between 0 and 100"):
        ftm.share_in_words("-5", "t")


def test_a_network_written_and_read_again_is_the_same() -> None:
    network, _ = of_table(
        "from,to,type,share,since,until,certainty,in,id\nOlmar Vestrak,Brelka,owns,31-64,2021-05,,CT+,,t1\n"
        "Nils Darrow,Olmar Vestrak,nominee,,,,PR+,Brelka,t2\nBrelka,Olmar Vestrak,repairs,,,2024-01-02,PS+,,t3\n"
        "Olmar Vestrak,Brelka,votes,55,,,CT+,,t4\nOlmar Vestrak,US-VALE,listed,,2022-02-25,,,,\n"
    )
    again, problems = of_ftm(*ftm.objects_of(network))
    assert problems == []
    assert again == network

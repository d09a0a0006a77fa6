"""Which reports of a proposition go back to one origin."""

from datetime import date, timedelta

import pytest
from weigh.proposition_builders import DAY, a_proposition, a_report, origins, parties_of, same

from tocsin.model.link import Link, Proposition, Relation
from tocsin.model.source import Position
from tocsin.weigh.origins import witnesses_of


def _names(proposition: Proposition) -> list[str]:
    return [origin.name for origin in origins(proposition)]


def _sizes(proposition: Proposition) -> list[int]:
    return [len(origin.reports) for origin in origins(proposition)]


def test_five_papers_that_quote_one_channel_are_one_origin() -> None:
    reports = [a_report(f"Paper {number}", "Weir Watch", key=f"a{number}") for number in range(5)]
    assert _sizes(a_proposition(*reports)) == [5]


def test_two_outlets_in_their_own_voice_are_two_origins() -> None:
    assert _names(a_proposition(a_report("Observer", key="a1"), a_report("Courier", key="a2"))) == [
        "Courier",
        "Observer",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("General Staff", "the General Staff of the Armed Forces"),
        ("Mayor Ilse Brandt", "Mayor Brandt"),
        ("Ilse Brandt", "Brandt"),
        ("mayor of Korbach, Ilse Brandt", "Ilse Brandt"),
        ("technical director of Weir Works, Karl Moser", "Moser"),
        ("a spokesman for the health ministry", "Health Ministry"),
        ("Dr. Anna Hölt", "ANNA HOLT"),
        ("US officials", "the US"),
    ],
)
def test_short_and_long_names_of_one_party_are_one_origin(one: str, other: str) -> None:
    proposition = a_proposition(a_report("Observer", one, key="a1"), a_report("Courier", other, key="a2"))
    assert _sizes(proposition) == [2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mayor of Korbach", "mayor of Saalbrunn"),
        ("the deputy mayor", "the mayor"),
        ("Korbach", "the mayor of Korbach"),
        ("health ministry", "transport ministry"),
        ("Vienna", "Vienna Ledger"),
    ],
)
def test_parties_that_only_share_a_word_are_two_origins(one: str, other: str) -> None:
    proposition = a_proposition(a_report("Observer", one, key="a1"), a_report("Courier", other, key="a2"))
    assert _sizes(proposition) == [1, 1]


def test_a_name_that_is_short_for_two_joins_neither() -> None:
    reports = [
        a_report(f"Paper {number}", name, key=f"a{number}")
        for number, name in enumerate(["mayor of Korbach", "mayor of Saalbrunn", "the mayor"])
    ]
    assert _sizes(a_proposition(*reports)) == [1, 1, 1]


def test_of_two_that_a_name_may_be_the_one_who_is_in_the_proposition_is_meant() -> None:
    """Nothing is corroborated by somebody who may be the very same."""
    reports = [
        a_report("Observer", "mayor of Korbach", key="a1"),
        a_report("Courier", "the mayor", key="a2"),
        a_report("Ledger", "mayor of Saalbrunn", key="b1"),
    ]
    parties = parties_of([a_proposition(*reports)])
    (origin,) = (witness.origin for witness in witnesses_of(a_proposition(*reports[:2]), parties))
    assert origin.name == "mayor of Korbach"
    assert [chain[-1] for chain in origin.chains] == ["mayor of Korbach"] * 2


@pytest.mark.parametrize(
    "nobody", ["officials", "sources close to the council", "they", "Residents of Korbach", "one man"]
)
def test_who_could_be_anybody_is_the_word_of_the_outlet(nobody: str) -> None:
    named = a_proposition(a_report("Observer", nobody, key="a1"), a_report("Observer", key="a2"))
    assert _names(named) == ["Observer"]
    apart = a_proposition(a_report("Observer", nobody, key="a1"), a_report("Courier", nobody, key="a2"))
    assert _names(apart) == ["unnamed source of Courier", "unnamed source of Observer"]


def test_a_document_that_names_nobody_is_an_origin_of_its_own() -> None:
    proposition = a_proposition(a_report(None, key="a1"), a_report(None, "they", key="a2"))
    names = _names(proposition)
    assert len(names) == 2
    assert all(name.startswith("document report a") for name in names)


def test_who_is_cited_leads_on_to_whom_they_cite() -> None:
    proposition = a_proposition(
        a_report("Observer", "Radio Unterdrau", key="a1"),
        a_report("Radio Unterdrau", "the mayor", key="a2"),
        a_report("Courier", "Observer", key="a3"),
    )
    (origin,) = origins(proposition)
    assert origin.name == "the mayor"
    assert ("Observer", "Radio Unterdrau", "the mayor") in origin.chains
    assert ("Courier", "Observer", "Radio Unterdrau", "the mayor") in origin.chains


def test_an_outlet_cited_by_a_name_that_sounds_like_anybody_is_still_that_outlet() -> None:
    reports = a_report("Observer", "News", key="a1"), a_report("News", "the mayor", key="a2")
    assert _names(a_proposition(*reports)) == ["the mayor"]


def test_an_outlets_own_words_go_back_to_whom_it_cites_for_them() -> None:
    reports = a_report("Observer", key="a1"), a_report("Observer", "the mayor", key="a2")
    assert _names(a_proposition(*reports)) == ["the mayor"]


def test_what_its_reporters_saw_is_a_witness_beside_whom_it_cites() -> None:
    saw = a_report("Observer", key="a1", position=Position.SAW)
    assert _sizes(a_proposition(saw, a_report("Observer", "the mayor", key="a2"))) == [1, 1]
    assert _sizes(a_proposition(saw, a_report("Observer", key="a3"))) == [2]


def test_two_outlets_that_cite_each_other_are_one_origin() -> None:
    ring = a_proposition(a_report("Observer", "Courier", key="a1"), a_report("Courier", "Observer", key="a2"))
    assert _sizes(ring) == [2]


def test_unnamed_people_who_are_cited_twice_lead_nowhere_back() -> None:
    copied = a_report("Courier", "officials", "Courier", "officials", key="a1")
    copy = a_report("Gazette", "officials", "Courier", "officials", key="a2")
    assert _names(a_proposition(copied, copy)) == ["unnamed source of Courier"]


@pytest.mark.parametrize("sources", [("Observer",), ("Observer", "Observer"), ("observer ", "", "Observer")])
def test_a_source_that_cites_itself_is_one_origin(sources: tuple[str, ...]) -> None:
    assert _names(a_proposition(a_report("Observer", *sources, key="a1"))) == ["Observer"]


@pytest.mark.parametrize("relation", [Relation.ECHO, Relation.REPEATS])
def test_a_link_of_one_origin_makes_one(relation: Relation) -> None:
    one, other = a_report("Observer", "the mayor", key="a1"), a_report("Courier", key="a2")
    assert _names(a_proposition(one, other, links=[same(other, one, relation)])) == ["the mayor"]


def test_corroboration_makes_none() -> None:
    one, other = a_report("Observer", key="a1"), a_report("Courier", key="a2")
    assert _sizes(a_proposition(one, other, links=[same(other, one, Relation.CORROBORATES)])) == [1, 1]


def test_the_first_report_comes_first_and_the_origin_with_most_reports() -> None:
    proposition = a_proposition(
        a_report("Observer", key="a1"),
        a_report("Courier", "the mayor", key="a2", published=DAY),
        a_report("Ledger", "the mayor", key="a3", published=DAY - timedelta(days=1)),
        a_report("Digest", "the mayor", key="a4", published=None),
    )
    first, second = origins(proposition)
    assert [found.claim.id for found in first.reports] == ["a3", "a2", "a4"]
    assert second.name == "Observer"


@pytest.mark.parametrize(
    "name", ["", " ", "\u202e", "…", "\x00", "—", "x" * 10_000, "the " * 5_000, "a, " * 5_000, "ß" * 40]
)
def test_any_name_is_taken(name: str) -> None:
    assert _sizes(a_proposition(a_report(name, name, key="a1"), a_report("Courier", name, key="a2")))


def test_an_endless_line_of_outlets_that_cite_the_next_ends_somewhere() -> None:
    number = 3_000
    reports = [a_report(f"Courier {one}x", f"Courier {one + 1}x", key=f"{one:05}") for one in range(number)]
    proposition = Proposition(id="00000", claims=tuple(reports))
    (origin,) = origins(proposition)
    assert origin.name == f"Courier {number}x"
    assert len(origin.reports) == number
    assert max(map(len, origin.chains)) < 12


def test_links_to_claims_elsewhere_are_passed_over() -> None:
    link = Link(claim="a1", other="nowhere", relation=Relation.ECHO)
    assert _names(a_proposition(a_report("Observer", key="a1", published=date.max), links=[link])) == ["Observer"]

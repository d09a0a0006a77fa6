"""Each filter asks for what its name says, alone and together with others."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from factory import AT, a_claim, a_document, a_reading, an_evidence
from hypothesis import given
from hypothesis import strategies as st
from postgres import a_schema

from tocsin.errors import CaseError
from tocsin.ledger.memory.ledger import MemoryLedger
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.ledger.postgres import words as postgres_words
from tocsin.ledger.sql import connected
from tocsin.ledger.sqlite import words as sqlite_words
from tocsin.model.event import Action
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.place import Place
from tocsin.model.query import ClaimFilter
from tocsin.model.time import Time, TimeType

MARCH = a_document(
    "Four hundred left Łódź-by-the-Sea. Will the dam in Saalbrunn hold? It may break in April. Residents of Derby may stay.",
    name="march",
    outlet="Radio Unterdrau",
    published=date(2026, 3, 10),
)
UNDATED = a_document('The mayor’s spokesman said: "high water" never came. Nobody knows when.', name="undated")


def a_time(earliest: date | None, latest: date | None) -> Time:
    return Time(start=0, end=4, type=TimeType.DATE, value="X", earliest=earliest, latest=latest)


def a_place(name: str, country: str | None) -> Place:
    return Place(start=0, end=1, name=name, country=country)


CLAIMS = {
    "left": a_claim(
        MARCH,
        "Four hundred left Łódź-by-the-Sea",
        speaker="Radio Unterdrau",
        sources=("General Staff",),
        places=(a_place("Łódź-by-the-Sea", "PL"),),
        time=a_time(date(2026, 3, 5), date(2026, 3, 5)),
    ),
    "hold": a_claim(
        MARCH,
        "the dam in Saalbrunn hold",
        kind=Kind.QUESTION,
        factuality=Factuality.UNCOMMITTED,
        places=(a_place("Saalbrunn", "AT"),),
    ),
    "break": a_claim(
        MARCH,
        "It may break in April",
        factuality=Factuality.POSSIBLE,
        time=a_time(date(2026, 4, 1), date(2026, 4, 30)),
        event=Action(lemma="break", actor="the dam", recipient="Général Đorđević", object="wall"),
    ),
    "stay": a_claim(
        MARCH,
        "Residents of Derby may stay",
        factuality=Factuality.POSSIBLE,
        places=(a_place("Derby", "GB"),),
        time=a_time(date(2026, 3, 20), None),
    ),
    "came": a_claim(UNDATED, "never came", speaker="O’Brien", factuality=Factuality.CERTAINLY_NOT),
    "knows": a_claim(UNDATED, "Nobody knows when", time=a_time(None, date(2026, 1, 31))),
}
NAMES = {claim.id: name for name, claim in CLAIMS.items()}

Find = Callable[[ClaimFilter], list[str]]


@pytest.fixture(scope="module", params=["sqlite", "postgres", "memory"])
def find(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Find]:
    with ExitStack() as stack:
        ledger: Ledger
        if request.param == "memory":
            ledger = MemoryLedger()
        elif request.param == "sqlite":
            ledger = stack.enter_context(open_ledger(tmp_path_factory.mktemp("filters") / "case.db"))
        else:
            address = stack.enter_context(a_schema(request.getfixturevalue("postgres")))
            ledger = stack.enter_context(open_ledger(address))
        for document in (MARCH, UNDATED):
            claims = [claim for claim in CLAIMS.values() if document.text[claim.start : claim.end] == claim.text]
            ledger.add(an_evidence(document), a_reading(document, *claims), reader="reader 1", at=AT)
        yield lambda wanted: [NAMES[found.claim.id] for found in ledger.claims(wanted)]


def test_no_filter_asks_for_every_claim(find: Find) -> None:
    assert sorted(find(ClaimFilter())) == sorted(CLAIMS)


@pytest.mark.parametrize("speaker", ["Radio Unterdrau", "radio", "UNTERDRAU", "  unter "])
def test_speaker(find: Find, speaker: str) -> None:
    assert find(ClaimFilter(speaker=speaker)) == ["left"]


@pytest.mark.parametrize("speaker", ["o'brien", "O’Brien", "obrien's", "%", "_", "General Staff"])
def test_a_speaker_is_compared_as_a_name_not_as_a_pattern(find: Find, speaker: str) -> None:
    assert find(ClaimFilter(speaker=speaker)) == (
        ["came"] if "brien" in speaker.lower() and "'s" not in speaker else []
    )


def test_source_is_not_speaker(find: Find) -> None:
    assert find(ClaimFilter(source="general staff")) == ["left"]
    assert find(ClaimFilter(source="Radio")) == []


@pytest.mark.parametrize(
    ("party", "name"),
    [("radio", "left"), ("staff", "left"), ("dam", "break"), ("General Dordevic", "break"), ("WALL", "break")],
)
def test_party_is_whoever_is_named_in_any_part_without_regard_to_accents(find: Find, party: str, name: str) -> None:
    assert find(ClaimFilter(party=party)) == [name]


@pytest.mark.parametrize("place", ["Łódź", "lodz", "LODZ-BY-THE-SEA", "Łódź‑by‑the‑sea", "PL", "pl"])
def test_place_by_name_and_by_country(find: Find, place: str) -> None:
    assert find(ClaimFilter(place=place)) == ["left"]


def test_a_country_code_is_not_looked_for_inside_names(find: Find) -> None:
    assert find(ClaimFilter(place="BY")) == []
    assert find(ClaimFilter(place="GB")) == ["stay"]


@pytest.mark.parametrize(
    ("since", "until", "names"),
    [
        (date(2026, 3, 5), date(2026, 3, 5), ["left"]),
        (date(2026, 3, 6), None, ["hold", "break", "stay"]),
        (date(2026, 4, 30), None, ["break", "stay"]),
        (date(2026, 5, 1), None, ["stay"]),
        (None, date(2026, 3, 4), ["knows"]),
        (None, date(2026, 3, 10), ["knows", "left", "hold"]),
        (None, date(2026, 3, 31), ["knows", "left", "hold", "stay"]),
        (date(2026, 3, 10), date(2026, 3, 10), ["hold"]),
        (date(2026, 2, 1), date(2026, 2, 28), []),
        (date(2026, 1, 31), date(2026, 1, 31), ["knows"]),
    ],
)
def test_a_period_asks_for_claims_whose_time_may_fall_in_it(
    find: Find, since: date | None, until: date | None, names: list[str]
) -> None:
    assert sorted(find(ClaimFilter(since=since, until=until))) == sorted(names)


def test_certainty_may_be_several(find: Find) -> None:
    assert find(ClaimFilter(certainty=(Factuality.POSSIBLE,))) == ["break", "stay"]
    assert set(find(ClaimFilter(certainty=(Factuality.UNCOMMITTED, Factuality.CERTAINLY_NOT)))) == {"hold", "came"}


def test_kind_may_be_several(find: Find) -> None:
    assert find(ClaimFilter(kinds=(Kind.QUESTION,))) == ["hold"]
    assert len(find(ClaimFilter(kinds=(Kind.QUESTION, Kind.STATEMENT)))) == len(CLAIMS)


def test_document(find: Find) -> None:
    assert find(ClaimFilter(document=UNDATED.id)) == ["came", "knows"]
    assert find(ClaimFilter(document="sha256:0")) == []


def test_limit(find: Find) -> None:
    assert len(find(ClaimFilter(limit=2))) == 2
    assert find(ClaimFilter(limit=100)) == find(ClaimFilter())


def test_a_limit_beyond_all_numbers_is_refused(file: Ledger) -> None:
    with pytest.raises(CaseError, match="too large"):
        list(file.claims(ClaimFilter(limit=2**64)))


def test_filters_together_ask_for_what_all_of_them_ask_for(find: Find) -> None:
    assert find(ClaimFilter(certainty=(Factuality.POSSIBLE,), place="derby", words="stay", since=date(2026, 3, 1))) == [
        "stay"
    ]
    assert find(ClaimFilter(certainty=(Factuality.CERTAIN,), place="derby")) == []


@pytest.mark.parametrize("name", ["' or 1=1 --", '"; drop table claim; --', "%", "\\", "a\0b", "[", "*"])
def test_names_are_never_read_as_sql(find: Find, name: str) -> None:
    for field in ("speaker", "source", "party", "place", "document"):
        assert find(replace(ClaimFilter(), **{field: name})) == []
    assert len(find(ClaimFilter())) == len(CLAIMS)


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("dam", ["hold", "break"]),
        ("DAMS", ["hold", "break"]),
        ("dam hold", ["hold"]),
        ("residents staying", ["stay"]),
        ("dordevic", []),
        ("Général", ["break", "left"]),
        ("general staff", ["left"]),
        ('"left Łódź"', ["left"]),
        ('"Łódź left"', []),
        ('"high water" came', ["came"]),
        ('"may break" april', ["break"]),
        ("spokesman", ["came"]),
        ("mayor's", ["came"]),
        ("by-the-sea", ["left"]),
    ],
)
def test_words_must_all_be_held_by_claim_sentence_or_parties(find: Find, words: str, names: list[str]) -> None:
    assert sorted(find(ClaimFilter(words=words))) == sorted(names)


@pytest.mark.parametrize(
    "words",
    ['"', '""', "*", ":", "(", ")", "^", "-", "+", "{}", "''", "...", "", " ", "_", "\0", "🔔", "\u202e", '"_" _'],
)
def test_words_without_a_word_find_nothing(find: Find, words: str) -> None:
    assert find(ClaimFilter(words=words)) == []


@pytest.mark.parametrize(
    "words",
    ['dam"', '"dam', "dam*", "(dam", "claim:dam", "dam)", "^dam", "dam -", "+dam", "{dam}", "dam;--", "dam _", "_dam_"],
)
def test_what_means_something_to_the_index_is_taken_as_text(find: Find, words: str) -> None:
    assert set(find(ClaimFilter(words=words))) <= {"hold", "break"}
    assert bool(find(ClaimFilter(words=words))) == (words != "claim:dam")


@pytest.mark.parametrize("words", ["NEAR", "NEAR(dam hold)", "dam NOT hold", "dam OR nobody", "AND", "OR", "NOT"])
def test_operators_of_the_index_are_words_like_others(find: Find, words: str) -> None:
    assert find(ClaimFilter(words=words)) == []


@pytest.mark.parametrize("words", ["dam " * 2000, "x" * 10_000, '"' * 9999, '"dam ' * 1000])
def test_words_by_the_thousand_are_no_error(find: Find, words: str) -> None:
    assert set(find(ClaimFilter(words=words))) <= set(CLAIMS)


def test_a_word_in_the_claim_itself_ranks_before_one_in_its_sentence(ledger: Ledger, add: Callable[..., bool]) -> None:
    document = a_document("The gate opened while the bridge burned. The bridge stands by the gate.")
    claims = a_claim(document, "the bridge burned"), a_claim(document, "The bridge stands by the gate")
    add(a_reading(document, *claims))
    assert [found.claim for found in ledger.claims(ClaimFilter(words="gate"))] == [claims[1], claims[0]]


def test_any_of_the_words_of_a_question_is_found(ledger: Ledger, add: Callable[..., bool]) -> None:
    document = a_document("The gate is open. The bridge burns. Nobody came.")
    add(a_reading(document))
    matches = ledger.search(["gates", "burned", '"*', "NEAR("], limit=10)
    assert {match.report.claim.text for match in matches if match.relevance > 0} >= {
        "The gate is open.", "The bridge burns.",
    }  # fmt: skip
    assert [match.relevance for match in matches] == sorted((match.relevance for match in matches), reverse=True)
    assert len(ledger.search(["the"], limit=1)) == 1
    assert ledger.search([], limit=10) == ledger.search(['"', "* ^"], limit=10) == []


@given(st.text(max_size=40))
def test_any_words_can_be_looked_for(words: str) -> None:
    with open_ledger(":memory:") as ledger:
        assert list(ledger.claims(ClaimFilter(words=words.replace("\0", " ")))) == []
        assert ledger.search([words], limit=1) == []


@pytest.mark.parametrize("kept_by", ["sqlite", "postgres"])
def test_of_common_words_that_no_claim_has_together_the_rarest_are_looked_for(
    kept_by: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for index in (sqlite_words, postgres_words):
        monkeypatch.setattr(index, "COMMON_WORD", 1)
    for where in (connected, sqlite_words):
        monkeypatch.setattr(where, "MOST_RANKED", 3)
    with open_ledger(tmp_path / "case.db" if kept_by == "sqlite" else request.getfixturevalue("database")) as ledger:
        for number, text in enumerate(("A gate opened.", "A barge sank.")):
            for again in range(2 + 2 * number):
                document = a_document(text, name=f"{number} {again}", id=f"sha256:{number}{again:063}")
                reading = a_reading(document, a_claim(document, text, id=f"{number}{again:019}"))
                ledger.add(an_evidence(document), reading, reader="reader 1", at=AT)
        assert len(ledger.search(["gate"], limit=10)) == 2
        assert {match.report.sentence for match in ledger.search(["gate", "barge"], limit=10)} == {"A gate opened."}
        found = ledger.search(["barge"], limit=10)
        assert {match.report.sentence for match in found} == {"A barge sank."}

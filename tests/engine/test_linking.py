"""Linking a case of a few papers on one flood, read by the real reader."""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, permutations
from pathlib import Path

import pytest
from factory import AT, an_evidence

from tocsin.engine import relations
from tocsin.engine.case import Case
from tocsin.engine.reader import Reader
from tocsin.model.document import Document
from tocsin.model.groups import Groups
from tocsin.model.link import Linked, Relation
from tocsin.model.reading import Reading

TITLE = "Flood at the old mill in Saalbrunn: pumps, dam and bridge"
TOLD = (
    "he flood killed 12 people in Saalbrunn. The mayor Ilse Brandt said that the pumps of the lower town had failed."
    " The bridge at the old mill collapsed before dawn."
)
PAPERS: dict[str, tuple[str | None, date | None, str]] = {
    "gazette": ("Port Gazette", date(2026, 3, 2), f"T{TOLD}"),
    "mirror": ("Valley Mirror", date(2026, 3, 3), f"As the coast learned, t{TOLD}"),
    "courier": (
        "Courier", date(2026, 3, 3),
        "Engineers reported that the old mill bridge had collapsed in the night. According to Ilse Brandt, pumps in the"
        " lower town failed.",
    ),
    "radio": (
        "Radio Unterdrau", date(2026, 3, 5),
        "The flood in Saalbrunn has killed 19 people so far. The operator said that the dam was damaged.",
    ),
    "observer": (
        "Observer", date(2026, 3, 5),
        "Fishermen said that the bridge at the old mill did not collapse. Officials denied that the dam was damaged.",
    ),
    "leaflet": (None, None, "Rescuers pulled sheep out of the flood. A siren maker said that the dam was damaged."),
    "post": (
        "Harbour Post", date(2026, 3, 6),
        "We thought that the siren was a drill, but it was a real alarm. How many people left?",
    ),
}  # fmt: skip
_Told = tuple[str, str]


def records(*names: str) -> io.BytesIO:
    """Papers as JSON lines."""
    facts = ((name, *PAPERS[name]) for name in names)
    lines = (
        {"name": name, "title": TITLE, "outlet": outlet, "published": day.isoformat() if day else None, "text": text}
        for name, outlet, day, text in facts
    )
    told = ({fact: value for fact, value in line.items() if value is not None} for line in lines)
    return io.BytesIO("\n".join(map(json.dumps, told)).encode())


def add(case: Case, *names: str) -> list[str]:
    return [added.state for added in case.add(["-"], stdin=records(*names))]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Case]:
    """A case of all the papers, only to be looked at."""
    with Case.open(tmp_path_factory.mktemp("flood") / "case.db", create=True, reader=reader) as case:
        assert add(case, *PAPERS) == ["new"] * len(PAPERS)
        yield case


@pytest.fixture(scope="module")
def readings(reader: Reader) -> dict[str, Reading]:
    """The papers as they are read."""
    documents = (
        Document(id=f"sha256:{name}", name=name, title=TITLE, outlet=outlet, published=day, text=text, language="en")
        for name, (outlet, day, text) in PAPERS.items()
    )
    return {reading.document.name: reading for reading in reader.read_all(documents)}


def entered(path: Path | str, reader: Reader, batches: Sequence[Sequence[Reading]]) -> Case:
    """A case of these readings, linked after each batch."""
    case = Case.open(path, create=True, reader=reader)
    for batch in batches:
        for reading in batch:
            case.ledger.add(an_evidence(reading.document), reading, reader="reader 1", at=AT)
        list(case.link())
    return case


def all_links(case: Case) -> list[Linked]:
    return list(case.ledger.links(list(Relation)))


def between(case: Case, one: str, other: str) -> set[tuple[str, str]]:
    """The relations from the first paper's claims to the other's or back, each with the paper it runs from."""
    return {
        (link.link.relation.value, link.claim.name)
        for link in all_links(case)
        if {link.claim.name, link.other.name} == {one, other}
    }


# --- what is found ---------------------------------------------------------------------------------------------------


def test_copied_text_is_an_echo_from_the_later_paper_to_the_earlier(filled: Case) -> None:
    assert between(filled, "gazette", "mirror") == {("echo", "mirror")}
    (copying,) = [one for one in relations.copies(filled.ledger) if one.copy.name == "mirror"]
    assert (copying.original.name, len(copying.links)) == ("gazette", 3)


def test_two_outlets_with_sources_of_their_own_corroborate(filled: Case) -> None:
    words = {(link.claim.claim.text, link.other.claim.text, link.link.relation) for link in all_links(filled)}
    bridge = "The bridge at the old mill collapsed before dawn"
    found = {(one, other): relation for one, other, relation in words}
    pair = (bridge, "the old mill bridge had collapsed in the night")
    assert found.get(pair, found.get(pair[::-1])) is Relation.CORROBORATES


def test_one_named_source_in_two_outlets_is_one_origins_word(filled: Case) -> None:
    pumps = [
        link for link in all_links(filled) if "pumps in the lower town" in link.claim.claim.text + link.other.claim.text
    ]
    assert pumps
    assert {link.link.relation for link in pumps} == {Relation.REPEATS}


def test_who_says_that_it_is_not_so_contradicts_all_who_say_so(filled: Case) -> None:
    (conflict,) = relations.conflicts(filled.ledger, about="bridge")
    assert [{found.name for found in side.claims} for side in conflict.sides] == [
        {"gazette", "mirror", "courier"}, {"observer"},
    ]  # fmt: skip
    assert {link.link.relation for link in conflict.links} == {Relation.CONTRADICTS}


def test_a_later_toll_revises_the_earlier_ones(filled: Case) -> None:
    found = relations.changes(filled.ledger, about="killed")
    assert {(link.claim.name, link.other.name) for link in found} == {("radio", "gazette"), ("radio", "mirror")}


def test_what_took_the_place_of_a_belief_revises_it(filled: Case) -> None:
    (found,) = relations.changes(filled.ledger, about="siren drill")
    assert found.other.claim.text == "the siren was a drill"
    assert "alarm" in found.claim.claim.text


def test_a_question_and_a_claim_of_nothing_else_have_no_links(filled: Case) -> None:
    linked = {found.claim.text for link in all_links(filled) for found in (link.claim, link.other)}
    assert not [text for text in linked if "How many" in text or "sheep" in text]


def test_a_paper_without_date_and_outlet_is_linked_like_any(filled: Case) -> None:
    assert between(filled, "leaflet", "observer") in ({("contradicts", "leaflet")}, {("contradicts", "observer")})
    sides = [{found.name for found in side.claims} for side in relations.conflicts(filled.ledger, about="dam")[0].sides]
    assert {"leaflet", "radio"} in sides


def test_every_link_has_its_reasons(filled: Case) -> None:
    assert all(link.link.reasons and link.link.by is None for link in all_links(filled))


def test_nothing_is_linked_to_itself_or_twice(filled: Case) -> None:
    pairs = [frozenset((link.link.claim, link.link.other)) for link in all_links(filled)]
    assert all(len(pair) == 2 for pair in pairs)
    assert len(set(pairs)) == len(pairs)


# --- however it is added ---------------------------------------------------------------------------------------------


def substance(case: Case) -> tuple[set[frozenset[_Told]], set[frozenset[_Told]], set[tuple[str, str, _Told, _Told]]]:
    """Propositions, groups of one origin's word, and what is against or instead of what, as sets of claims."""
    links = all_links(case)
    told = {found.claim.id: (found.name, found.claim.text) for found in case.claims()}
    propositions = {frozenset(told[one.claim.id] for one in found.claims) for found in case.ledger.propositions()}
    one_origin = Groups((one.link.claim, one.link.other) for one in links if one.link.relation.is_one_origin)
    against = set()
    for link in links:
        relation, ends = link.link.relation, (told[link.link.claim], told[link.link.other])
        if not relation.is_same:
            ends = ends if relation is not Relation.CONTRADICTS else (min(ends), max(ends))
            against.add((relation.value, "", *ends))
    return propositions, {frozenset(told[one] for one in group) for group in one_origin.groups()}, against


@pytest.mark.parametrize("order", list(islice(permutations(list(PAPERS)), 0, 5040, 720)), ids="-".join)
@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "one by one"])
def test_the_order_of_adding_does_not_matter(
    readings: dict[str, Reading], reader: Reader, order: Sequence[str], at_once: bool
) -> None:
    mixed = [readings[name] for name in order]
    with (
        entered(":memory:", reader, [list(readings.values())]) as expected,
        entered(":memory:", reader, [mixed] if at_once else [[one] for one in mixed]) as case,
    ):
        assert substance(case) == substance(expected)


def test_adding_twice_adds_no_links(case: Case) -> None:
    add(case, "gazette", "mirror")
    before = all_links(case)
    assert before
    assert add(case, "gazette", "mirror") == ["known", "known"]
    assert all_links(case) == before


def test_a_paper_given_another_day_is_linked_anew(readings: dict[str, Reading], reader: Reader) -> None:
    gazette, mirror = readings["gazette"], readings["mirror"]
    later = replace(gazette, document=replace(gazette.document, published=date(2026, 3, 9)))
    with entered(":memory:", reader, [[gazette, mirror], [later]]) as case:
        assert between(case, "gazette", "mirror") == {("echo", "gazette")}
        assert len(case.documents()) == 2


def test_a_case_without_any_dates_is_linked(readings: dict[str, Reading], reader: Reader) -> None:
    undated = [replace(one, document=replace(one.document, published=None)) for one in readings.values()]
    with entered(":memory:", reader, [undated]) as case:
        found = {link.link.relation for link in all_links(case)}
    assert found >= {Relation.ECHO, Relation.CORROBORATES, Relation.CONTRADICTS}


def test_a_case_without_any_outlets_takes_each_paper_for_one_of_its_own(
    readings: dict[str, Reading], reader: Reader
) -> None:
    nameless = [replace(one, document=replace(one.document, outlet=None)) for one in readings.values()]
    with entered(":memory:", reader, [nameless]) as case:
        assert Relation.CORROBORATES in {link.link.relation for link in all_links(case)}


def test_an_empty_case_has_nothing_to_link(case: Case) -> None:
    assert list(case.link()) == []
    assert relations.conflicts(case.ledger) == []
    assert relations.changes(case.ledger) == []
    assert relations.copies(case.ledger) == []


def test_a_document_in_which_nobody_claims_anything_is_linked_to_nothing(case: Case) -> None:
    add(case, "gazette")
    assert [added.claims for added in case.add(["-"], stdin=io.BytesIO(b'{"text": "Ahoy!"}'))] == [0]
    assert case.ledger.unlinked() == 0
    assert all_links(case) == []


def test_a_document_put_back_is_linked_to_what_was_added_meanwhile(case: Case) -> None:
    add(case, "gazette")
    case.remove("gazette", reason="a mistake")
    add(case, "mirror")
    assert not all_links(case)
    case.restore("gazette", reason="no mistake")
    assert {link.link.relation for link in all_links(case)} == {Relation.ECHO}

"""Edges: who repeats whom, with what lag, and what is no copying."""

from dataclasses import replace

import pytest
from echo.stream import LINES, at, chatter, echoes, post, repeating

from tocsin.model.echo import Manner

OUTLETS = ("Gazette", "Herald", "Mirror", "Beacon")


def test_an_outlet_that_copies_again_and_again_repeats_the_first() -> None:
    found = echoes([*chatter(OUTLETS, days=14), *repeating("Gazette", "Mirror", lag=2)])
    (edge,) = found.edges
    assert (edge.source, edge.repeater, len(edge.copies)) == ("Gazette", "Mirror", len(LINES))
    assert (edge.lag_minutes, edge.share, edge.is_thin) == (120, 1, False)
    assert edge.manner == {Manner.VERBATIM: len(LINES)}
    assert edge.p < 1e-6
    (narrative,) = found.narratives
    assert narrative.first.outlet == "Gazette"
    assert narrative.first.time == at(26)


def test_few_repetitions_are_told_as_few() -> None:
    found = echoes([*chatter(OUTLETS, days=14), *repeating("Gazette", "Mirror", lag=2, lines=LINES[:3])])
    assert [edge.is_thin for edge in found.edges] == [True]


def test_one_copy_makes_no_edge() -> None:
    found = echoes([*chatter(OUTLETS, days=14), *repeating("Gazette", "Mirror", lag=2, lines=LINES[:1])])
    assert found.edges == ()


def test_outlets_that_copy_nobody_have_no_edges() -> None:
    found = echoes(chatter(OUTLETS, days=20))
    assert (found.edges, found.groups, found.narratives) == ((), (), ())


def test_the_named_source_is_the_source_though_another_had_the_text_as_early() -> None:
    documents = [*chatter(OUTLETS, days=14), *repeating("Gazette", "Mirror", lag=1)]
    documents += [
        post(f"Beacon-{number}", "Beacon", 29 + 48 * number, f"Forwarded from Mirror:\n{line}")
        for number, line in enumerate(LINES)
    ]
    pairs = {(edge.source, edge.repeater) for edge in echoes(documents).edges}
    assert pairs == {("Gazette", "Mirror"), ("Mirror", "Beacon")}


def test_a_mark_that_is_carried_on_tells_the_way_of_a_chain() -> None:
    documents = [*chatter(OUTLETS, days=14), *repeating("Gazette", "Mirror", lag=1)]
    marked = [
        f"{line} A cousin of ours keeps a photograph from year {1900 + 7 * number} of it in the attic trunk."
        for number, line in enumerate(LINES)
    ]
    documents += [post(f"Herald-{n}", "Herald", 30 + 48 * n, line) for n, line in enumerate(marked)]
    documents += [post(f"Beacon-{n}", "Beacon", 33 + 48 * n, line) for n, line in enumerate(marked)]
    pairs = {(edge.source, edge.repeater) for edge in echoes(documents).edges}
    assert ("Herald", "Beacon") in pairs
    assert ("Gazette", "Beacon") not in pairs


def test_an_official_whom_two_quote_is_copied_by_neither() -> None:
    documents = chatter(OUTLETS, days=14)
    for number, line in enumerate(LINES):
        quote = line.split(".")[0]
        for place, outlet in enumerate(("Gazette", "Mirror")):
            text = f"{outlet} readers asked about item {number * 31 + place}. “{quote},” Ada Linnow told reporters."
            documents.append(post(f"{outlet}-quote-{number}", outlet, 26 + 48 * number + place, text))
    assert echoes(documents).edges == ()


def test_a_bulletin_that_two_print_every_morning_is_no_copying() -> None:
    documents = chatter(OUTLETS, days=20)
    for day in range(20):
        text = f"The tide office expects {3 + day * 7 % 11} metres of water at {day % 9 + 1} o'clock on the north quay."
        documents += [post(f"{one}-tide-{day}", one, day * 24 + 1 + 0.1 * n, text) for n, one in enumerate(OUTLETS[:3])]
    found = echoes(documents)
    assert (found.edges, found.groups) == ((), ())


def test_a_denial_is_told_apart_from_what_carries_the_line() -> None:
    quoted = LINES[1].split(". ")[1]
    denial = f'Mirror claims that "{quoted}." We looked into it. That is not true, the registrar says.'
    documents = [*chatter(OUTLETS, days=14), *repeating("Gazette", "Mirror", lag=2), post("no", "Herald", 90, denial)]
    (narrative,) = echoes(documents).narratives
    assert narrative.denials == ("no",)
    assert "no" not in narrative.documents


def test_an_outlet_that_repeats_itself_repeats_nobody() -> None:
    documents = chatter(OUTLETS, days=14)
    documents += [post(f"again-{n}", "Gazette", 26 + 24 * n, LINES[0]) for n in range(8)]
    assert echoes(documents).edges == ()


def test_two_names_of_one_outlet_count_as_one_and_it_is_said() -> None:
    documents = [*chatter(OUTLETS, days=14), *repeating("Gazette", "Mirror", lag=2)]
    found = echoes(documents, same={"Mirror": "Gazette"})
    assert found.edges == ()
    assert "Gazette counts as one outlet with Mirror" in found.notes


@pytest.mark.parametrize("hours", [2.0, 30.0])
def test_where_only_days_are_known_no_lag_below_a_day_is_told(hours: float) -> None:
    documents = [
        replace(one, time=None) for one in [*chatter(OUTLETS, days=14), *repeating("Gazette", "Mirror", lag=hours)]
    ]
    found = echoes(documents)
    assert all(edge.lag_minutes >= 24 * 60 for edge in found.edges)
    assert bool(found.edges) == (hours > 24)
    assert any("no lag below a day" in note for note in found.notes)


def test_an_outlet_that_takes_one_text_of_each_matter_repeats_the_other_all_the_same() -> None:
    matters = (
        "Beekeepers around the lake found four hives overturned after the frost. A marten is suspected by the ranger.",
        "The opera cancels its winter premiere because the tenor broke an ankle. Tickets remain valid until summer.",
        "Geologists mapped a cave below the quarry with forty chambers. Bats keep the eastern half for themselves.",
        "Bakers warn that flour mills will raise prices before Easter. Rye is scarcer than in any year since the drought.",
    )
    found = echoes([*chatter(OUTLETS, days=14), *repeating("Gazette", "Mirror", lag=2, lines=matters)])
    assert {(edge.source, edge.repeater) for edge in found.edges} == {("Gazette", "Mirror")}

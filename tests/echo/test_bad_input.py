"""Input that is empty, without times, all alike, or hostile."""

from dataclasses import replace
from datetime import datetime

import pytest
from echo.stream import LINES, at, chatter, echoes, post, repeating
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.model.document import Document

OUTLETS = ("Gazette", "Herald", "Mirror", "Beacon")


@pytest.mark.parametrize(
    ("documents", "note"),
    [
        ([], "fewer than two outlets"),
        ([post("a", "Gazette", 1, LINES[0]), post("b", "Gazette", 2, LINES[0])], "fewer than two outlets"),
        ([post("a", "Gazette", None, LINES[0]), post("b", "Mirror", None, LINES[0])], "2 documents left out: no time"),
        ([post("a", "", 1, LINES[0]), post("b", " ", 2, LINES[0])], "2 documents left out: no outlet"),
        ([post("a", "Gazette", 1, " \n"), post("b", "Mirror", 2, "")], "2 documents left out: no text"),
        ([post(f"{n}", f"Paper {n}", 1, LINES[0]) for n in range(5)], "all documents have one time"),
    ],
)
def test_what_limits_the_result_is_said(documents: list[Document], note: str) -> None:
    found = echoes(documents)
    assert found.edges == ()
    assert any(note in one for one in found.notes)


def test_times_in_the_future_are_told() -> None:
    found = echoes([*chatter(OUTLETS, days=3), post("late", "Gazette", 24 * 400, LINES[0])], now=at(100))
    assert "1 documents have a time in the future" in found.notes


def test_one_text_posted_very_often_takes_no_longer_than_other_texts() -> None:
    documents = [post(f"{n}", f"Paper {n % 40}", n / 60, LINES[0]) for n in range(4_000)]
    found = echoes(documents)
    assert sum(len(one.documents) for one in found.narratives) <= len(documents)


def test_a_clock_that_is_an_hour_off_is_told_where_copies_name_their_source() -> None:
    documents = [*chatter(OUTLETS, days=14), *repeating("Gazette", "Herald", lag=5)]
    documents += [
        post(f"Mirror-{n}", "Mirror", 26 + 48 * n - 0.7, f"Gazette writes:\n{line}") for n, line in enumerate(LINES)
    ]
    edges = {(edge.source, edge.repeater): edge for edge in echoes(documents).edges}
    assert edges["Gazette", "Mirror"].clock_minutes == pytest.approx(42)
    assert edges["Gazette", "Mirror"].lag_minutes == 0


def test_times_with_and_without_an_offset_are_brought_to_one_clock() -> None:
    documents = [*chatter(OUTLETS, days=14), *repeating("Gazette", "Mirror", lag=2)]
    shifted = [
        replace(one, time=datetime.fromisoformat(f"{one.time.isoformat()}+00:00")) if one.time else one
        for one in documents
    ]
    assert echoes(shifted).edges == echoes(documents).edges


_TEXTS = st.text(max_size=80) | st.sampled_from([*LINES, "“" * 50, "(" * 200, "\x00", "." * 300, "A. B. C. D."])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("a", "B c", "Dee Eff Gee", "(")), st.floats(0, 1e4), _TEXTS), max_size=25))
def test_whatever_the_texts_hold_the_order_of_documents_does_not_matter(
    rows: list[tuple[str, float, str]],
) -> None:
    documents = [post(f"d{n}", outlet, hours, text) for n, (outlet, hours, text) in enumerate(rows)]
    assert echoes(documents) == echoes(documents[::-1])

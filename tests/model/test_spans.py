"""Stretches of text, and what lies over them."""

from hypothesis import given
from hypothesis import strategies as st

from tocsin.model.span import Span, SpanIndex

SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: Span(min(ends), max(ends)))
WORDS = SPANS.filter(lambda span: span.start < span.end)


@given(SPANS)
def test_a_stretch_covers_itself(span: Span) -> None:
    assert span.covers(span)


@given(SPANS, SPANS)
def test_two_that_cover_each_other_are_one(one: Span, other: Span) -> None:
    assert (one.covers(other) and other.covers(one)) == (one == other)


@given(SPANS, SPANS)
def test_overlap_is_mutual_and_means_a_shared_character(one: Span, other: Span) -> None:
    shared = set(range(*one)) & set(range(*other))
    assert one.overlaps(other) == other.overlaps(one)
    if one.start < one.end and other.start < other.end:
        assert one.overlaps(other) == bool(shared)


def test_neighbours_do_not_overlap() -> None:
    assert not Span(0, 4).overlaps(Span(4, 8))


@given(st.lists(SPANS, max_size=30), WORDS)
def test_the_index_finds_what_a_look_at_each_would_find(spans: list[Span], wanted: Span) -> None:
    index = SpanIndex((span, number) for number, span in enumerate(spans))
    assert sorted(index.covering(wanted)) == [number for number, span in enumerate(spans) if span.covers(wanted)]


@given(st.lists(SPANS, max_size=30), WORDS)
def test_what_the_index_finds_comes_in_the_order_of_the_text(spans: list[Span], wanted: Span) -> None:
    found = SpanIndex((span, span) for span in spans).covering(wanted)
    assert found == sorted(found)


def test_an_empty_index_finds_nothing() -> None:
    nothing: list[tuple[Span, str]] = []
    assert SpanIndex(nothing).covering(Span(0, 1)) == []

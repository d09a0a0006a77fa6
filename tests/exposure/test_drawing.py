"""Paths as drawings."""

from xml.etree.ElementTree import fromstring

import pytest
from exposure.networks import DAY, a_case

from tocsin.errors import QueryError
from tocsin.exposure.assess import assess
from tocsin.exposure.cases import read_case
from tocsin.exposure.drawing import path_svg


def drawn(ties: str, entity: str | None = None) -> str:
    network = read_case(a_case(ties, "P")).network
    return path_svg(network, assess(network, "ofac50", DAY), entity)


def test_a_drawing_names_entities_statuses_ties_and_the_rule() -> None:
    text = "".join(fromstring(drawn("P owns 40-60 A\nA owns 60 B")).itertext())
    for part in (
        "P",
        "listed",
        "A",
        "possibly",
        "owns 40–60 %",
        "ofac50 (version 2014-08-13) on 2025-03-01",
        "no verdict",
    ):
        assert part in text


def test_a_drawing_of_one_entity_has_its_path_only() -> None:
    assert "owns 70 %" not in drawn("P owns 60 A\nP owns 70 B", "A")


def test_a_name_cannot_break_out_of_the_drawing() -> None:
    svg = drawn("P owns 60 <script>alert(1)</script>&")
    assert "<script" not in svg
    fromstring(svg)


def test_a_ring_of_ties_is_drawn() -> None:
    fromstring(drawn("P owns 50 A\nA owns 60 B\nB owns 30 A\nP director A"))


def test_without_a_path_there_is_nothing_to_draw() -> None:
    with pytest.raises(QueryError, match="no path to draw"):
        drawn("X owns 60 A")
    with pytest.raises(QueryError, match="no entity 'Z'"):
        drawn("P owns 60 A", "Z")

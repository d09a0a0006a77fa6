"""The network for other programs, and its pictures: whatever the names hold, the files are well-formed."""

from dataclasses import replace
from xml.etree import ElementTree as XML

import networkx
import pytest
from echo.stream import chatter, echoes, repeating
from hypothesis import given
from hypothesis import strategies as st

from tocsin.echo import network
from tocsin.echo.pictures import lag_share_chart, network_picture
from tocsin.model.echo import Echo

OUTLETS = ("Gazette", "Herald", "Mirror", "Beacon")


@pytest.fixture(scope="module")
def found() -> Echo:
    return echoes([*chatter(OUTLETS, days=14), *repeating("Gazette", "Mirror", lag=2)])


def renamed(found: Echo, name: str) -> Echo:
    return replace(found, edges=tuple(replace(edge, repeater=name) for edge in found.edges))


def test_a_row_has_every_column_and_counts_the_manners(found: Echo) -> None:
    (row,) = network.rows(found)
    assert tuple(row) == network.COLUMNS
    assert (row["source"], row["repeater"], row["n"], row["verbatim"], row["edited"]) == ("Gazette", "Mirror", 6, 6, 0)
    assert row["documents"].split()[0] == "Gazette-line-0>Mirror-copy-0"


def test_other_programs_read_the_network(found: Echo) -> None:
    graph = networkx.parse_graphml(network.graphml(found))
    assert list(graph.edges) == [("Gazette", "Mirror")]
    assert graph.edges["Gazette", "Mirror"]["lag_minutes"] == 120
    root = XML.fromstring(network.gexf(found))
    space = "{http://gexf.net/1.3}"
    (edge,) = root.iter(f"{space}edge")
    assert (edge.get("source"), edge.get("target"), edge.get("weight")) == ("Gazette", "Mirror", "6")


@given(st.text(min_size=1, max_size=30) | st.sampled_from(["<script>", '"&\x00', "\ud800", "]]>"]))
def test_no_name_breaks_a_file_or_a_picture(name: str) -> None:
    found = renamed(echoes([*chatter(OUTLETS, days=6), *repeating("Gazette", "Mirror", lag=2)]), name)
    for made in (network.graphml, network.gexf, network_picture, lag_share_chart):
        text = made(found).encode("utf-8", "replace")
        XML.fromstring(text)
        assert b"<script" not in text


@pytest.mark.parametrize("made", [network.graphml, network.gexf, network_picture, lag_share_chart])
def test_an_echo_of_nothing_is_an_empty_file(made: object) -> None:
    assert callable(made)
    XML.fromstring(made(Echo()))

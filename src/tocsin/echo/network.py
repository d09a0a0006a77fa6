"""The network of who repeats whom, for other programs: rows, GraphML, GEXF."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as XML

from tocsin.model.echo import Echo, Edge

COLUMNS = (
    "source", "repeater", "narrative", "label", "n", "share", "lag_minutes", "p", "credited", "few",
    "verbatim", "edited", "partial", "forward", "paraphrase", "documents",
)  # fmt: skip
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def rows(echo: Echo) -> Iterator[dict[str, Any]]:
    """The edges as rows, a column for each manner; the documents as "source>copy", a space between two."""
    labels = {one.id: one.label for one in echo.narratives}
    for edge in echo.edges:
        yield {
            "source": edge.source, "repeater": edge.repeater, "narrative": edge.narrative,
            "label": labels.get(edge.narrative), "n": len(edge.copies), "share": round(edge.share, 4),
            "lag_minutes": edge.lag_minutes, "p": edge.p, "credited": sum(copy.credited for copy in edge.copies),
            "few": edge.is_thin, **dict.fromkeys(COLUMNS[10:15], 0),
            **{manner.value: number for manner, number in edge.manner.items()},
            "documents": " ".join(f"{copy.source}>{copy.repeater}" for copy in edge.copies),
        }  # fmt: skip


def outlets(echo: Echo) -> list[str]:
    """The outlets of the network: those of an edge or of a group, by name."""
    found = {name for edge in echo.edges for name in (edge.source, edge.repeater)}
    return sorted(found | {name for group in echo.groups for name in group.outlets})


_FACTS: tuple[tuple[str, str], ...] = (
    ("narrative", "string"), ("label", "string"), ("n", "int"), ("share", "double"), ("lag_minutes", "double"),
    ("p", "double"), ("credited", "int"),
)  # fmt: skip


def graphml(echo: Echo) -> str:
    """The network as GraphML (Brandes et al. 2001): directed, one edge a pair of outlets and narrative."""
    root = XML.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    XML.SubElement(root, "key", {"id": "group", "for": "node", "attr.name": "group", "attr.type": "string"})
    for name, kind in _FACTS:
        XML.SubElement(root, "key", {"id": name, "for": "edge", "attr.name": name, "attr.type": kind})
    graph = XML.SubElement(root, "graph", edgedefault="directed")
    for name in outlets(echo):
        node = XML.SubElement(graph, "node", id=_fit(name))
        if groups := _groups(echo, name):
            XML.SubElement(node, "data", key="group").text = groups
    for edge, facts in _edges(echo):
        made = XML.SubElement(graph, "edge", source=_fit(edge.source), target=_fit(edge.repeater))
        for name, _ in _FACTS:
            XML.SubElement(made, "data", key=name).text = facts[name]
    return _written(root)


def gexf(echo: Echo) -> str:
    """The network as GEXF 1.3, as Gephi reads it; the weight of an edge is its number of repetitions."""
    root = XML.Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    graph = XML.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    for kind, facts in (("node", (("group", "string"),)), ("edge", _FACTS)):
        attributes = XML.SubElement(graph, "attributes", {"class": kind})
        for name, form in facts:
            gexf_form = "integer" if form == "int" else form
            XML.SubElement(attributes, "attribute", id=name, title=name, type=gexf_form)
    nodes = XML.SubElement(graph, "nodes")
    for name in outlets(echo):
        node = XML.SubElement(nodes, "node", id=_fit(name), label=_fit(name))
        if groups := _groups(echo, name):
            XML.SubElement(XML.SubElement(node, "attvalues"), "attvalue", {"for": "group", "value": groups})
    edges = XML.SubElement(graph, "edges")
    for number, (edge, values) in enumerate(_edges(echo)):
        made = XML.SubElement(
            edges, "edge", id=str(number), source=_fit(edge.source), target=_fit(edge.repeater), weight=values["n"]
        )
        held = XML.SubElement(made, "attvalues")
        for name, _ in _FACTS:
            XML.SubElement(held, "attvalue", {"for": name, "value": values[name]})
    return _written(root)


def _edges(echo: Echo) -> Iterator[tuple[Edge, dict[str, str]]]:
    for edge, row in zip(echo.edges, rows(echo), strict=True):
        yield edge, {name: _fit(str(row[name] if row[name] is not None else "")) for name, _ in _FACTS}


def _groups(echo: Echo, outlet: str) -> str:
    return " ".join(f"g{number}" for number, one in enumerate(echo.groups, start=1) if outlet in one.outlets)


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


def _written(root: XML.Element) -> str:
    XML.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + XML.tostring(root, encoding="unicode")

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tocsin.errors import RecordError
from tocsin.model.assessment import Assessment, Standing
from tocsin.model.brief import Brief, Passage, Section
from tocsin.model.estimate import Credibility, Estimate
from tocsin.model.link import Link, Relation
from tocsin.model.reason import Reason
from tocsin.model.record import from_json, to_json

WHY = Reason(weight=-0.4, words="the second report names the first as its source", claims=("a1", "b2"))
RECORDS: list[Any] = [
    Link(claim="a1", other="b2", relation=Relation.PART_OF, reasons=(WHY,)),
    Estimate(subject="ships outside the port", day=date(2026, 5, 6), low=25.0, credibility=Credibility.POSSIBLE),
    Estimate(subject="the strike ends this week", probability=(0.05, 0.2), origins=2, reasons=(WHY,)),
    Assessment(
        scenario="the port closes",
        at=datetime(2026, 5, 6, 12, tzinfo=UTC),
        standings=(Standing(hypothesis="it closes", probability=0.3, inconsistencies=2.0),),
        rings=True,
    ),
    Brief(
        title="The port",
        since=date(2026, 5, 1),
        until=None,
        sections=(Section(heading="New", passages=(Passage(text="Thirty ships wait.", claims=("a1",)),)),),
    ),
]


@pytest.mark.parametrize("record", RECORDS, ids=["link", "figure", "proposition", "assessment", "brief"])
def test_a_record_comes_back_from_json_as_it_was(record: Any) -> None:
    assert from_json(type(record), to_json(record)) == record


def test_an_unknown_relation_is_refused_by_name() -> None:
    with pytest.raises(RecordError, match="relation"):
        from_json(Link, {"claim": "a1", "other": "b2", "relation": "resembles"})

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from factory import a_claim, a_document

from tocsin.errors import RecordError
from tocsin.model import assessment, series
from tocsin.model.brief import Brief, Fact, FactKind, Passage, Scope, Section
from tocsin.model.claim import Claim
from tocsin.model.estimate import Credibility, Estimate, Origin
from tocsin.model.link import Link, Proposition, Relation
from tocsin.model.quantity import Quantity
from tocsin.model.query import Report
from tocsin.model.reason import in_words
from tocsin.model.record import dump, from_json, load, to_json
from tocsin.model.scenario import Thresholds
from tocsin.model.source import Counting, Grade, Reliability
from tocsin.model.span import Span

WHY = in_words("the second report names the first as its source", weight=-0.4, claims=("a1", "b2"))
DOCUMENT = a_document("Thirty ships wait.", outlet="Port Gazette", published=date(2026, 5, 6))
FOUND = Report(
    claim=a_claim(DOCUMENT), document=DOCUMENT.id, name=DOCUMENT.name, outlet=DOCUMENT.outlet,
    published=DOCUMENT.published, sentence=DOCUMENT.text, sentence_span=Span(0, 18),
)  # fmt: skip
LINK = Link(claim="a1", other="b2", relation=Relation.PART_OF, reasons=(WHY,), by="an analyst")
ORIGIN = Origin(name="harbour master", reports=(FOUND,), chains=(("Port Gazette", "harbour master"),))
RECORDS: dict[str, Any] = {
    "link": LINK,
    "proposition": Proposition(id="a1", claims=(FOUND,), links=(LINK,)),
    "estimate": Estimate(
        proposition="a1", subject="the strike ends this week", probability=(0.05, 0.2),
        credibility=Credibility.POSSIBLE, origins=(ORIGIN,), reasons=(WHY,),
    ),
    "nothing known": Estimate(
        proposition="a1", subject="x", probability=None, credibility=Credibility.UNKNOWN, origins=()
    ),
    "series": series.Series(
        subject="ships", place="Korbach", measure=None, cumulative=False,
        accounts=(
            series.Account(
                report=FOUND, quantity=Quantity(start=0, end=6, low=30, high=30, noun="ships"), origin="harbour master",
                counting=Counting.MINIMUM, earliest=date(2026, 5, 6), latest=None, low=30, high=None,
                standing=series.AccountStatus.REVISED, reasons=(WHY,),
            ),
        ),
        levels=(series.Level(day=date(2026, 5, 6), low=30, best=None, high=None, conflict=True, claims=("a1",)),),
    ),
    "grade": Grade(
        name="Port Gazette", reliability=Reliability.D, counting=Counting.CLAIM, at=datetime(2026, 5, 6, 12),
        by="an analyst", reason="corrected itself twice",
    ),
    "assessment": assessment.Assessment(
        scenario="the port closes",
        at=datetime(2026, 5, 6, 12, tzinfo=UTC),
        standings=(
            assessment.HypothesisState(
                hypothesis="it closes", probability=0.3, low=0.2, high=0.4, inconsistencies=2.0, prior=0.2
            ),
        ),
        rings=True,
        reasons=(WHY,),
        seen=(
            assessment.Seen(
                indicator="strike", needed=2, certainty=(0.5, 0.6, 0.7), effects=(0.4,),
                testimonies=(
                    assessment.OriginWord(origin="union", certainty=(0.5, 0.6, 0.7), claims=("a1",), echoes=3),
                ),
            ),
        ),
        discounts=(assessment.Discount(source="Port Gazette", reliability=Reliability.D, left=0.5),),
        alarm=Thresholds(hypothesis="it closes", rings_at=0.25, silent_at=0.1),
        fingerprint="0123456789ab",
        rings_since=datetime(2026, 5, 5, tzinfo=UTC),
    ),
    "brief": Brief(
        title="The port", scope=Scope(since=date(2026, 5, 1)), language="en",
        sections=(
            Section(
                name="news",
                passages=(
                    Passage(
                        template="claim", about="a1", claims=("a1",),
                        facts={"quote": Fact(kind=FactKind.QUOTE, value="Thirty ships wait.", of=("a1",))},
                    ),
                ),
            ),
        ),
        references=(FOUND,),
    ),
}  # fmt: skip


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_record_comes_back_from_json_as_it_was(record: Any) -> None:
    assert from_json(type(record), to_json(record)) == record
    assert load(type(record), dump(record)) == record


def test_an_unknown_relation_is_refused_by_name() -> None:
    with pytest.raises(RecordError, match="relation"):
        from_json(Link, {"claim": "a1", "other": "b2", "relation": "resembles"})


def test_an_assessment_of_an_earlier_form_is_still_read() -> None:
    old = {"scenario": "s", "at": "2026-05-06T12:00:00", "standings": [{"hypothesis": "h", "probability": 0.3}]}
    (standing,) = from_json(assessment.Assessment, old).standings
    assert (standing.low, standing.high, standing.prior) == (0.0, 1.0, None)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"id": 3}', "null"])
def test_a_text_that_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        load(Claim, text)


def test_half_a_character_is_kept_for_whoever_stores_it_to_refuse() -> None:
    assert "\udce9" in dump(replace(a_claim(), text="caf\udce9"))

"""Reasons as records."""

import json

from tocsin.model.claim import Claim
from tocsin.model.reason import Reason, in_words
from tocsin.model.record import from_json, to_json
from tocsin.model.span import Span

REASON = Reason(
    rule="link.same_figure", weight=1.5, facts={"words": ("a", "b"), "number": 3, "share": 0.5}, claims=("c",),
    spans=(Span(1, 2),),
)  # fmt: skip


def test_a_reason_comes_back_from_json_as_it_was() -> None:
    assert from_json(Reason, json.loads(json.dumps(to_json(REASON)))) == REASON


def test_reasons_that_an_earlier_version_kept_as_sentences_are_known_in_words() -> None:
    time = {
        "start": 0,
        "end": 2,
        "type": "DATE",
        "value": "2026",
        "earliest": None,
        "latest": None,
        "reasons": ["the year"],
    }
    claim = from_json(
        Claim,
        {
            "id": "c", "start": 0, "end": 9, "text": "it rained", "kind": "statement", "speaker": None, "sources": [],
            "factuality": "CT+", "score": 3.0, "probability": [0.95, 0.99], "time": time, "said": time,
            "places": [{"start": 0, "end": 2, "name": "it", "reasons": ["no gazetteer knows the name"]}],
            "quantities": [{"start": 3, "end": 9, "low": 1, "high": 1, "reasons": ["exact"]}],
            "steps": [{"span": [3, 9], "effect": "“not”: denies it"}],
        },
    )  # fmt: skip
    assert claim.time is not None
    assert claim.said is not None
    assert claim.time.reasons == claim.said.reasons == (in_words("the year"),)
    assert claim.quantities[0].reasons == (in_words("exact"),)
    assert claim.places[0].reasons == (in_words("no gazetteer knows the name"),)
    assert claim.steps == (Reason(rule="told", facts={"words": "“not”: denies it"}, spans=(Span(3, 9),)),)

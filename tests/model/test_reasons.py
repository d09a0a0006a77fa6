"""Reasons as records."""

import json

from tocsin.model.reason import Reason
from tocsin.model.record import from_json, to_json
from tocsin.model.span import Span

REASON = Reason(
    rule="link.same_figure", weight=1.5, facts={"words": ("a", "b"), "number": 3, "share": 0.5}, claims=("c",),
    spans=(Span(1, 2),),
)  # fmt: skip


def test_a_reason_comes_back_from_json_as_it_was() -> None:
    assert from_json(Reason, json.loads(json.dumps(to_json(REASON)))) == REASON

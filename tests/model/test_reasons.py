"""Reasons as records."""

import json

from tocsin.model.reason import Reason, in_words
from tocsin.model.record import from_json, to_json
from tocsin.model.span import Span

REASON = Reason(
    rule="link.same_figure", weight=1.5, facts={"words": ("a", "b"), "number": 3, "share": 0.5}, claims=("c",),
    spans=(Span(1, 2),),
)  # fmt: skip


def test_a_reason_comes_back_from_json_as_it_was() -> None:
    assert from_json(Reason, json.loads(json.dumps(to_json(REASON)))) == REASON


def test_a_reason_that_an_earlier_version_kept_as_a_sentence_is_known_in_words() -> None:
    assert from_json(Reason, "the same figure") == in_words("the same figure")


def test_a_step_that_an_earlier_version_kept_as_a_sentence_is_known_in_words_where_it_stood() -> None:
    kept = from_json(Reason, {"span": [4, 7], "effect": "“not”: denies it"})
    assert kept == Reason(rule="told", facts={"words": "“not”: denies it"}, spans=(Span(4, 7),))

import json
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "everyday"
SCORE = runpy.run_path(str(FOLDER / "score.py"))
TEXT = "Share this page\nThe pass is shut, said Ida Lund."


def records(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def gold(**fields: Any) -> dict[str, Any]:
    start = TEXT.index("The pass is shut")
    blank = {"name": "pass", "find": "The pass is shut", "start": start, "end": start + 16, "speaker": ["Fell Post"]}
    asked = {"kind": "statement", "factuality": ["CT+"], "sources": ["Ida Lund"], "sources_optional": []}
    return blank | asked | {"quantity": None, "time": None, "places": []} | fields


def claim(words: str = "The pass is shut", **fields: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    read = {"text": words, "start": start, "end": start + len(words), "speaker": "Fell Post", "kind": "statement"}
    return read | {"factuality": "CT+", "sources": ["Ida Lund"], "time": None, "places": [], "quantities": []} | fields


@pytest.fixture
def tally() -> Callable[..., Any]:
    def of(wanted: dict[str, Any], *claims: dict[str, Any]) -> Any:
        counted = SCORE["Tally"]()
        counted.add([wanted], claims)
        return counted

    return of


def test_a_claim_of_the_same_words_and_attributes_is_right(tally: Callable[..., Any]) -> None:
    assert tally(gold(), claim()).figure("right") == "1.000"


def test_a_claim_of_other_words_is_not_found(tally: Callable[..., Any]) -> None:
    assert tally(gold(), claim("Share this page")).misses == ["pass: 'The pass is shut': not found"]


def test_a_chain_in_the_wrong_order_names_its_sources_but_is_no_right_chain() -> None:
    verdict = SCORE["judge"](gold(sources=["Fell Radio", "Ida Lund"]), claim(sources=["Ida Lund", "Fell Radio"]))
    assert (verdict["sources"], verdict["chain"]) == (True, False)


@pytest.mark.parametrize(
    ("wanted", "given", "same"),
    [
        ("Ida Lund", "Lund", False),
        ("Ida Lund", "IDA LUND", True),
        ("two officials", "two officials with knowledge of it", True),
    ],
)
def test_a_name_is_asked_in_full_and_a_role_is_not(wanted: str, given: str, same: bool) -> None:
    assert SCORE["same_name"](wanted, given) is same


def test_where_no_source_is_expected_only_an_optional_one_may_be_named() -> None:
    nobody = gold(sources=[], sources_optional=["road office"])
    assert SCORE["judge"](nobody, claim(sources=["the road office"]))["sources"]
    assert not SCORE["judge"](nobody, claim())["sources"]


def test_the_words_a_reader_needs_are_looked_for_in_the_standalone_text_first() -> None:
    needed = gold(standalone=["Stelvio"])
    assert not SCORE["judge"](needed, claim())["standalone"]
    assert SCORE["judge"](needed, claim(standalone="The Stelvio pass is shut"))["standalone"]


def test_a_claim_is_noise_if_more_than_half_of_it_lies_in_a_noise_string() -> None:
    furniture, both = claim("Share this page"), claim("page\nThe pass is shut")
    assert SCORE["noisy"]([furniture, both], TEXT, ["Share this page"]) == [furniture]


@pytest.mark.parametrize("kind", ["articles", "interviews"])
def test_every_gold_claim_is_found_by_its_offsets_and_lies_in_no_noise(kind: str) -> None:
    texts = {document["name"]: document["text"] for document in records(f"{kind}.jsonl")}
    noise = {line["name"]: line["noise"] for line in records("articles.noise.jsonl")}
    for one in records(f"{kind}.gold.jsonl"):
        text = texts[one["name"]]
        assert text[one["start"] : one["end"]] == one["find"]
        assert not SCORE["noisy"]([one], text, noise.get(one["name"], ()))


def test_every_judged_claim_stands_where_its_text_says() -> None:
    texts = {article["name"]: article["text"] for article in records("judged/articles.jsonl")}
    for one in records("judged/claims.jsonl"):
        assert texts[one["name"]][one["start"] : one["end"]] == one["text"]
        assert (one["alone"] is None) is one["noise"]

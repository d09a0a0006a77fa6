import json
import runpy
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "cases"
CASES = sorted(path.parent for path in FOLDER.glob("*/gold.json"))
SCORE: dict[str, Any] = runpy.run_path(str(FOLDER / "score.py"))


def span(document: str, start: int = 0) -> dict[str, Any]:
    return {"document": document, "start": start, "end": start + 20}


def report(document: str, start: int = 0, stance: str = "for") -> dict[str, Any]:
    return span(document, start) | {"stance": stance, "origin": None}


def proposition(*reports: dict[str, Any], **fields: Any) -> dict[str, Any]:
    counts = {"id": "p1", "statement": "", "origins_for": 1, "origins_against": 0, "credibility": 3}
    return counts | {"reports": list(reports)} | fields


def gold(*propositions: dict[str, Any], **fields: Any) -> Any:
    return SCORE["Gold"]({"propositions": propositions, "relations": [], "tolerated": []} | fields)


def printed(wanted: Any, *propositions: dict[str, Any], links: tuple[dict[str, Any], ...] = ()) -> Any:
    return SCORE["Product"].of(links, propositions, wanted)


def test_an_open_report_that_is_taken_for_support_is_a_false_pair() -> None:
    wanted = gold(proposition(report("a"), report("b", stance="open")))
    shares = SCORE["agreement"](wanted, printed(wanted, proposition(report("a"), report("b"))))
    assert (shares.right, shares.false) == (0, 1)


def test_a_tolerated_pair_is_neither_right_nor_false() -> None:
    wanted = gold(tolerated=[{"a": span("a"), "b": span("b")}])
    shares = SCORE["agreement"](wanted, printed(wanted, proposition(report("a"), report("b"))))
    assert (shares.right, shares.false) == (0, 0)


def test_revises_in_the_wrong_direction_is_false() -> None:
    wanted = gold(relations=[{"a": span("b"), "b": span("a"), "label": "revises"}])
    link = {"relation": "revises", "a": span("a"), "b": span("b")}
    shares = SCORE["relation"](wanted, printed(wanted, links=(link,)), "revises")
    assert (shares.right, shares.false, shares.found) == (0, 1, 0)


def test_claims_for_and_against_one_proposition_contradict_each_other_without_a_link() -> None:
    both = proposition(report("a"), report("b", stance="against"))
    wanted = gold(both)
    assert SCORE["relation"](wanted, printed(wanted, both), "contradicts").right == 1


def test_a_proposition_that_is_confirmed_by_one_origin_in_gold_is_falsely_confirmed() -> None:
    wanted = gold(proposition(report("a"), report("b")))
    given = printed(wanted, proposition(report("a"), report("b"), origins_for=2, credibility=1))
    assert SCORE["confirmations"](wanted, given) == {"confirmed": 1, "false": 1}
    assert SCORE["origins"](wanted, given) == {"gold": 1, "found": 1, "right": 0, "over": 1}


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_a_reading_by_hand_agrees_with_itself(folder: Path) -> None:
    record = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    wanted = SCORE["Gold"](record)
    alone = {
        (end["document"], end["start"], end["end"]) for link in record["relations"] for end in (link["a"], link["b"])
    }
    singles = [
        proposition({"document": document, "start": start, "end": end, "stance": "for", "origin": None})
        for document, start, end in sorted(alone - set(wanted.sides))
    ]
    links = [link | {"relation": link["label"]} for link in record["relations"]]
    rows = [row | {"credibility": 2 if row["origins_for"] > 1 else 3} for row in record["propositions"]]
    given = SCORE["Product"].of(links, [*rows, *singles], wanted)
    for shares in (
        SCORE["agreement"](wanted, given),
        *(SCORE["relation"](wanted, given, label) for label in SCORE["RELATIONS"]),
    ):
        assert (shares.right, shares.false, shares.found) == (shares.gold, 0, shares.gold)
    assert SCORE["confirmations"](wanted, given)["false"] == 0
    assert SCORE["origins"](wanted, given)["right"] == len(record["propositions"])


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_every_span_of_a_reading_holds_whole_words(folder: Path) -> None:
    lines = (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {row["name"]: row["text"] for row in map(json.loads, lines)}
    record = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    for claim in SCORE["Gold"](record).spans:
        text = texts[claim.document]
        words = text[claim.start : claim.end]
        assert words == words.strip() != ""
        assert not text[claim.start - 1 : claim.start].isalnum()
        assert not text[claim.end : claim.end + 1].isalnum()

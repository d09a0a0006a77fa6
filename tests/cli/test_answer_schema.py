"""What `ask` and `questions` print as JSON is what its schema in the documentation promises."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

Command = Callable[..., Any]
SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "answer.schema.json"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    promised: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(promised)
    return promised


def check(schema: dict[str, Any], kind: str, printed: str) -> list[dict[str, Any]]:
    """The records that were printed; each is one of this kind, and of none of the others."""
    records = [json.loads(line) for line in printed.splitlines()]
    one = Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]})
    for record in records:
        one.validate(record)
        Draft202012Validator(schema).validate(record)
    return records


def test_answers_fit_the_schema(run: Command, filled: Path, schema: dict[str, Any]) -> None:
    page = filled.parent / "page.txt"
    page.write_text(
        "The governor said that more than 400 people had left Saalbrunn. The dam was damaged, the mayor said."
    )
    run("add", page, "--published", "2026-03-04", "--outlet", "Courier")
    questions = "How many people left Saalbrunn?\nWas the dam damaged?\nHow many penguins live in Antarctica?\n"
    answered = check(schema, "answer", run("ask", "-", "--format", "json", stdin=questions).out)
    assert len(answered) == 3
    assert any(one["disagree"] for one in answered[1]["answers"])


def test_a_question_that_cannot_be_asked_fits_the_schema(run: Command, filled: Path, schema: dict[str, Any]) -> None:
    assert filled.exists()
    assert check(schema, "problem", run("ask", "-", "--format", "json", stdin="?!\n").out)


def test_what_is_new_on_a_question_fits_the_schema(run: Command, filled: Path, schema: dict[str, Any]) -> None:
    run("questions", "add", "How many people left Saalbrunn?", "--since", "2026-03-01")
    assert check(schema, "standing", run("questions", "list", "--format", "jsonl").out)
    assert check(schema, "news", run("questions", "run", "--format", "json").out)
    page = filled.parent / "page.txt"
    page.write_text("The mayor said that 700 people had left Saalbrunn on Monday.")
    run("add", page, "--published", "2026-03-06", "--outlet", "Courier")
    run("remove", "dam", "--reason", "withdrawn")
    (news,) = check(schema, "news", run("questions", "run", "--format", "json").out)
    assert news["gone"]
    assert news["figures"]["now"][0]["low"] == 700

"""How well the questions of a file are answered from a case.

    python score.py QUESTIONS CASE [--tocsin COMMAND]

README.md says what the measures are.
"""

import argparse
import json
import shlex
import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("case", type=Path)
    parser.add_argument("--tocsin", default="tocsin")
    given = parser.parse_args()
    questions = [json.loads(line) for line in given.questions.read_text("utf-8").splitlines() if line.strip()]
    command = [*shlex.split(given.tocsin), "ask", "-", "--case", str(given.case), "--format", "json"]
    asked = "".join(f"{one['question']}\n" for one in questions)
    done = subprocess.run(command, input=asked, capture_output=True, text=True, encoding="utf-8", check=True)
    answers = [json.loads(line)["answers"] for line in done.stdout.splitlines()]
    sets: dict[str, list[tuple[Record, Sequence[Record]]]] = defaultdict(list)
    for question, found in zip(questions, answers, strict=True):
        sets[question.get("set", given.questions.stem)].append((question, found))
    for name, pairs in sets.items():
        print(name, " ".join(f"{measure} {value:.3f}" for measure, value in measures(pairs).items()))


def measures(pairs: Sequence[tuple[Record, Sequence[Record]]]) -> dict[str, float]:
    """The measures of questions with what was found for each."""
    known = [(question, found) for question, found in pairs if not question["none"]]
    unknown = [found for question, found in pairs if question["none"]]
    places = [
        next((number for number, one in enumerate(found, 1) if is_right(one, question["gold"])), 0)
        for question, found in known
    ]
    values = {f"@{most}": sum(0 < place <= most for place in places) / len(known) for most in (1, 3, 5)}
    nothing = sum(not answered(found) for _, found in known) / len(known)
    false = sum(map(answered, unknown)) / max(1, len(unknown))
    values |= {"false nothing": nothing, "false answer": false, "abstention": 1 - (nothing + false) / 2}
    superseded = [(one["gold"], one["outdated"], found[0]) for one, found in known if one.get("outdated") and found]
    if superseded:
        first = [is_right(best, old) and not is_right(best, gold) for gold, old, best in superseded]
        values["outdated first"] = sum(first) / len(first)
    return values


def answered(found: Sequence[Record]) -> bool:
    """Whether any of what was found is given as an answer."""
    return any(not one.get("near") for one in found)


def is_right(one: Record, gold: Sequence[Record]) -> bool:
    """Whether a claim shares half of the shorter one with a passage of gold."""
    for passage in gold:
        shorter = min(one["end"] - one["start"], passage["end"] - passage["start"])
        common = min(one["end"], passage["end"]) - max(one["start"], passage["start"])
        if one["name"] == passage["document"] and 2 * common >= shorter:
            return True
    return False


if __name__ == "__main__":
    main()

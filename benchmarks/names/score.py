"""Scores `tocsin names` on pairs with labels: precision, recall and F1 of a match, and what is right by group.

python benchmarks/names/score.py [PAIRS.jsonl] [--wrong N]
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from tocsin.engine.naming import Named, name_pairs

PAIRS = Path(__file__).with_name("pairs.jsonl")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pairs", nargs="?", type=Path, default=PAIRS)
    arguments.add_argument("--wrong", type=int, default=0, help="show so many pairs that are judged wrongly")
    given = arguments.parse_args()
    gold = {row["id"]: row for row in map(json.loads, given.pairs.read_text("utf-8").splitlines())}
    found = {one.id: one.verdict for one in name_pairs(given.pairs) if isinstance(one, Named)}
    matches = {key for key, verdict in found.items() if verdict.match}
    wanted = {key for key, row in gold.items() if row["match"]}
    right = len(matches & wanted)
    print(
        f"{len(gold)} pairs: P {right / max(1, len(matches)):.3f}, R {right / max(1, len(wanted)):.3f}, "
        f"F1 {2 * right / max(1, len(matches) + len(wanted)):.3f}"
    )
    groups = Counter(row["group"] for row in gold.values())
    wrong = [row for key, row in gold.items() if (key in matches) != row["match"]]
    missed = Counter(row["group"] for row in wrong)
    for group, number in groups.items():
        print(f"  {group}: {number - missed[group]} of {number}")
    for row in wrong[: given.wrong]:
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()

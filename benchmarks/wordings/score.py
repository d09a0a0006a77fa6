"""What links make of one thing in other words, and of what only comes near to it.

    python benchmarks/wordings/score.py [--every 10] [--file war]

Every set becomes documents of a case, one claim each, by as many outlets and on one day; what revises it comes a week later.
Printed is, for each kind of pair, how many there are and how many were linked as what. README.md says what the sets are.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tocsin import Case
from tocsin.ledger.opening import MEMORY
from tocsin.model.link import Relation

FOLDER = Path(__file__).parent
SETS_OF_A_CASE = 10
"""Few enough that a word is as rare in the case as it would be in that of an analyst."""
KEYS = ("same", "denied", "revised", "part", "other")
DAYS = {"revised": "2025-03-10"}
DAY = "2025-03-03"
AGREE = (Relation.CORROBORATES, Relation.REPEATS, Relation.ECHO)


def documents_of(sets: list[dict[str, Any]]) -> Iterator[dict[str, str]]:
    for number, one in enumerate(sets):
        for key in KEYS:
            for place, text in enumerate(one[key]):
                outlet = f"Outlet {KEYS.index(key)}{place}"
                yield {
                    "name": f"{number} {key} {place}", "text": text, "outlet": outlet, "published": DAYS.get(key, DAY),
                }  # fmt: skip


def linked(sets: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """How many pairs of each kind have which relation; those of two sets are of the kind `apart`."""
    found: dict[frozenset[str], str] = {}
    with TemporaryDirectory() as folder, Case.open(MEMORY, create=True) as case:
        path = Path(folder) / "sets.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in documents_of(sets)), "utf-8")
        for _ in case.add([path]):
            pass
        for link in case.links():
            pair = frozenset((link.claim.name, link.other.name))
            relation = link.link.relation
            found[pair] = "agree" if relation in AGREE else relation.value
    counts = Counter[tuple[str, str]]()
    for number, one in enumerate(sets):
        names = [(key, f"{number} {key} {place}") for key in KEYS for place in range(len(one[key]))]
        for (key, name), (other, another) in combinations(names, 2):
            if key == "same":
                counts[other, "pairs"] += 1
                counts[other, found.get(frozenset((name, another)), "none")] += 1
    for pair, relation in found.items():
        if len({name.split()[0] for name in pair}) > 1:
            counts["apart", relation] += 1
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=10, help="take one set of so many")
    parser.add_argument("--file", choices=sorted(path.stem for path in FOLDER.glob("*.jsonl")), help="one file alone")
    given = parser.parse_args()
    if given.every < 1:
        parser.error("--every takes a whole number from 1 on")
    sets = [
        json.loads(line)
        for path in sorted(FOLDER.glob(f"{given.file or '*'}.jsonl"))
        for line in path.read_text("utf-8").splitlines()[:: given.every]
    ]
    counts = Counter[tuple[str, str]]()
    for start in range(0, len(sets), SETS_OF_A_CASE):
        counts += linked(sets[start : start + SETS_OF_A_CASE])
    print(f"{len(sets)} sets")
    for key in (*KEYS, "apart"):
        pairs = counts.pop((key, "pairs"), 0)
        told = sorted((relation, number) for (one, relation), number in counts.items() if one == key)
        print(f"{key:8} {pairs:6} pairs:", ", ".join(f"{relation} {number}" for relation, number in told))


if __name__ == "__main__":
    main()

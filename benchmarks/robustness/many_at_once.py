"""Several programs use one case at once: two add, one reviews, one assesses scenarios, eight read.

    python benchmarks/robustness/many_at_once.py CASE [SECONDS]

CASE is a file that is not there yet, or the address of an empty database. At the end the case must verify, hold every
document and every judgement once, and no program may have met an error. What each did is printed, and the exit status is 1
if anything is wrong.
"""

import itertools
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tocsin
from tocsin.collect.given import Given
from tocsin.engine.case import Case
from tocsin.engine.scenarios import scenarios_in
from tocsin.errors import TocsinError
from tocsin.model.moments import now
from tocsin.model.query import ClaimFilter
from tocsin.model.review import Judgement
from tocsin.model.scenario import Scenario

PARTS = ("add", "add", "review", "warn", *["read"] * 8)
SAID = ("the gate was closed", "the bridge held", "forty people left the mill", "the pump failed", "nobody was hurt")


def main() -> int:
    """Run all parts, and check the case."""
    case, seconds = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
    problems = run(case, seconds)
    for problem in problems:
        print(problem)
    print("as it should be" if not problems else f"{len(problems)} problems")
    return 1 if problems else 0


def run(case: str, seconds: float) -> list[str]:
    """Run all parts on a case for so many seconds, and tell what is wrong then."""
    Case.open(case, create=True).close()
    parts = [
        subprocess.Popen(
            [sys.executable, __file__, "--part", part, str(number), case, str(seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number, part in enumerate(PARTS)
    ]
    problems, added, judged = list[str](), Counter[str](), 0
    # The clock starts when all have loaded their models.
    for one in parts:
        assert one.stdout is not None
        one.stdout.readline()
    for one in parts:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for part, name in zip(parts, PARTS, strict=True):
        said, _ = part.communicate()
        if part.returncode:
            problems.append(f"{name}: ended with status {part.returncode}")
            continue
        done = json.loads(said.splitlines()[-1])
        print(f"{name}: {done['times']} times, the longest took {done['longest']:.2f} s")
        problems += [f"{name}: {error}" for error in done["errors"]]
        added.update(done["added"])
        judged += done["judged"]
    with Case.open(case) as opened:
        problems += map(str, opened.verify())
        held = Counter(row.name for row in opened.documents())
        if held != added:
            problems.append(f"documents: {sorted((held - added) | (added - held))[:5]} are lost or double")
        if len(opened.reviews()) != judged:
            problems.append(f"reviews: {len(opened.reviews())} are there, {judged} were entered")
        ids = Counter(report.claim.id for report in opened.claims())
        problems += [f"claim {key} is there {times} times" for key, times in ids.items() if times > 1]
        print(
            f"{sum(held.values())} documents, {len(ids)} claims, {judged} reviews, {opened.chain_head().number} entries"
        )
    return problems


def part(name: str, number: int, case: str, seconds: float) -> None:
    """Do one part until the time is over, and tell what was done as JSON."""

    done: dict[str, Any] = {"times": 0, "longest": 0.0, "errors": [], "added": [], "judged": 0}
    ways = {"add": add, "review": review, "warn": warn, "read": read}
    with Case.open(case, warn=lambda text: None) as opened:
        steps = ways[name](opened, number, done)
        if name == "add":
            next(steps)
        print("ready", flush=True)
        sys.stdin.readline()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            start = time.monotonic()
            try:
                next(steps)
            except TocsinError as error:
                done["errors"].append(str(error))
                steps = ways[name](opened, number, done)
            done["times"] += 1
            done["longest"] = max(done["longest"], time.monotonic() - start)
    print(json.dumps(done))


def add(case: Case, number: int, done: dict[str, Any]) -> Iterator[None]:
    """Add documents that nobody else adds, one after the other."""

    with TemporaryDirectory() as folder:
        for turn in itertools.count():
            path = Path(folder) / f"paper-{number}-{turn}.txt"
            said = " ".join(f"The mayor of Enns said that {SAID[(turn + one) % len(SAID)]}." for one in range(3))
            path.write_text(f"{said} This is message {number} {turn}.")
            for one in case.add([path], given=Given(outlet=f"Paper {number}")):
                if one.state == "new":
                    done["added"].append(one.name)
                else:
                    done["errors"].append(f"{one.name}: {one.state} {one.problem}")
            yield


def review(case: Case, number: int, done: dict[str, Any]) -> Iterator[None]:
    """Judge what the queue offers."""

    ways = itertools.cycle([
        (Judgement.CONFIRMED, None), (Judgement.CORRECTED, {"kind": "threat"}), (Judgement.REJECTED, None),
    ])  # fmt: skip
    while True:
        items = [item for item in case.review_queue(limit=5) if item.linked is None]
        if not items:
            time.sleep(0.2)
        for item in items[:1]:
            judgement, corrections = next(ways)
            case.review(item.report.claim.id, judgement, corrections=corrections, reason="so", by="ana")
            done["judged"] += 1
        yield


def warn(case: Case, number: int, done: dict[str, Any]) -> Iterator[None]:
    """Look at the scenarios of the sample, and record how they stand."""

    folder = Path(tocsin.__file__).parent / "demo" / "scenarios"
    scenarios = [one for one in scenarios_in([folder]) if isinstance(one, Scenario)]
    while True:
        monitor = case.monitor()
        for outlook in monitor.outlooks(scenarios):
            monitor.record(outlook)
        yield


def read(case: Case, number: int, done: dict[str, Any]) -> Iterator[None]:
    """List, search, show and look back; what is listed must not be there twice."""

    while True:
        found = [report.claim.id for report in case.ledger.claims(ClaimFilter(words="gate", limit=50))]
        if len(found) != len(set(found)):
            done["errors"].append("a claim was listed twice")
        yield
        with case.ledger.snapshot() as view:
            counts, listed = view.counts(), len(list(view.claims()))
            if counts["claims"] != listed:
                done["errors"].append(f"{listed} claims were listed of {counts['claims']}")
        yield
        case.ledger.search(["bridge"], limit=10)
        list(case.ledger.propositions())
        case.ledger.reviews()
        yield
        list(case.as_of(known_by=now() - timedelta(seconds=10)).ledger.claims(ClaimFilter(limit=20)))
        yield


if __name__ == "__main__":
    if sys.argv[1] == "--part":
        part(sys.argv[2], int(sys.argv[3]), sys.argv[4], float(sys.argv[5]))
    else:
        sys.exit(main())

"""A program that writes is killed at random moments and run again: the case must be the one that was never interrupted.

    python benchmarks/robustness/killed.py CASE OTHER [KILLS]

CASE and OTHER are files that are not there yet, or addresses of empty databases. A writer enters documents, reviews, grades
and rulings into CASE; it is killed (SIGKILL) so many times, and run again until it is done. Another enters the same into
OTHER undisturbed. Both must verify, and hold the same rows. The exit status is 1 if they do not.
"""

import random
import subprocess
import sys
import time
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from tocsin.engine.copies import portable
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.model.claim import Claim, claim_id
from tocsin.model.document import Document, Evidence
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.link import Link, LinkingResult, Relation
from tocsin.model.query import Ruling
from tocsin.model.reading import Reading
from tocsin.model.review import Judgement, Review
from tocsin.model.source import Grade, Reliability
from tocsin.model.span import Span

AT = datetime(2026, 3, 2, 12)
STEPS = 120
CLAIMS = 30


def main() -> int:
    """Kill, resume, compare."""
    case, other, kills = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 50
    problems = run(case, other, kills)
    print(*problems or ["the case is the one that was never interrupted"], sep="\n")
    return 1 if problems else 0


def run(case: str, other: str, kills: int) -> list[str]:
    """Write one case with interruptions and one without, and tell how they differ."""
    chance, killed = random.Random(3), 0
    while killed < kills:
        writer = subprocess.Popen([sys.executable, __file__, "--write", case], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        if writer.stdout.readline() != "ready\n":
            return ["the writer did not begin"]
        time.sleep(chance.uniform(0.0, 0.15))
        writer.kill()
        writer.wait()
        killed += 1
    for one in (case, other):
        if subprocess.run(
            [sys.executable, __file__, "--write", one], stdout=subprocess.DEVNULL, check=False
        ).returncode:
            return [f"{one}: the writer that was not killed failed"]
    with open_ledger(case) as left, open_ledger(other) as right:
        problems = [str(flaw) for ledger in (left, right) for flaw in ledger.flaws()]
        ours, theirs = told(left), told(right)
        print(f"{killed} times killed, {len(theirs)} rows, {left.chain_head().number} entries")
        if ours != theirs:
            wrong = sorted(
                {one[0] for one in ours if one not in theirs} | {one[0] for one in theirs if one not in ours}
            )
            problems.append(f"the cases differ in {', '.join(wrong)}")
    return problems


def told(ledger: Ledger) -> list[tuple[str, dict[str, Any]]]:
    """What the rows of a case say. PostgreSQL gives a number that a killed program was given to nobody else: numbers count by
    their order, and of the chain only what it is about; that it agrees with its rows, `flaws` tells."""
    rows = list(portable(ledger).stored_rows())
    order = {
        table: {one.values["number"]: rank for rank, one in enumerate(row for row in rows if row.table == table)}
        for table in ("reading", "review")
    }
    found = []
    for table, values in rows:
        kept = {key: value for key, value in values.items() if key not in ("number", "hash", "digest", "ref")}
        if "reading" in kept:
            kept["reading"] = order["reading"][kept["reading"]]
        if kept.get("undoes"):
            kept["undoes"] = order["review"][kept["undoes"]]
        found.append((table, kept))
    return found


def write(case: str) -> None:
    """Enter what is not entered yet, from the step of the last document on; each entry is one transaction."""
    with open_ledger(case) as ledger:
        print("ready", flush=True)
        readings = [a_reading(number) for number in range(STEPS)]
        known = sum(ledger.known(reading.document.id) is not None for reading in readings)
        for number in range(max(0, known - 1), STEPS):
            step(ledger, number, readings[number], AT + timedelta(minutes=number))


def step(ledger: Ledger, number: int, reading: Reading, at: datetime) -> None:
    """A document with its links, every third time a review of it, every fifth a grade, every seventh a removal."""
    key = reading.document.id
    if ledger.known(key) is None:
        raw = reading.document.text.encode()
        ledger.add(
            Evidence(document=reading.document, raw=raw, media_type="text/plain"), reading, reader="reader 1", at=at
        )
    link(ledger, at)
    if number % 3 == 0 and not ledger.reviews(key):
        claim = reading.claims[number % CLAIMS]
        ledger.enter_review(
            Review(
                claim=claim.id, document=key, start=claim.start, end=claim.end, words=claim.text,
                judgement=Judgement.CORRECTED, changes={"kind": "threat"}, at=at, by="ana", reason="so",
            )
        )  # fmt: skip
        link(ledger, at)
    if number % 5 == 0 and f"source {number}" not in ledger.grades():
        ledger.enter_grade(Grade(name=f"source {number}", reliability=Reliability.C, at=at, by="ana", reason="so"))
    if number % 7 == 0 and ledger.removal(key) is None:
        ledger.rule_document(Ruling(document=key, action="removed", at=at, by="ana", reason="so"))


def link(ledger: Ledger, at: datetime) -> None:
    """Enter links between the claims that have none yet: each repeats the one before it."""
    readings, batch = ledger.unlinked_batch()
    if readings:
        rows = {one.report.claim.id: one.row for one in batch}
        ids = list(rows)
        links = [Link(claim=one, other=two, relation=Relation.REPEATS) for one, two in zip(ids[1:], ids, strict=False)]
        keys = {row: [row % 7] for row in rows.values()}
        ledger.enter_links(LinkingResult(readings=readings, keys=keys, links=links, rows=rows), at=at)


def a_reading(number: int) -> Reading:
    """A document of many claims, a line each."""
    lines = [f"Message {number} says that gate {part} was closed." for part in range(CLAIMS)]
    text = "\n".join(lines)
    document = Document(id=f"sha256:{sha256(text.encode()).hexdigest()}", name=f"message {number}", text=text)
    claims, start = [], 0
    for line in lines:
        span = Span(start, start + len(line))
        claims.append(
            Claim(
                id=claim_id(document.id, span, predicate=start, kind=Kind.STATEMENT), start=span.start, end=span.end,
                text=line, kind=Kind.STATEMENT, speaker="Radio", sources=(), factuality=Factuality.CERTAIN, score=3.0,
                probability=(0.95, 0.99),
            )
        )  # fmt: skip
        start = span.end + 1
    return Reading(document=document, claims=tuple(claims))


if __name__ == "__main__":
    if sys.argv[1] == "--write":
        write(sys.argv[2])
    else:
        sys.exit(main())

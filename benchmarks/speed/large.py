"""What a large case costs to ask: `python benchmarks/speed/large.py CASE`, of a case that big_case.py made.

Each row tells the median and the 95th percentile of processor time and of time on the clock. Only the first says anything on
a machine that others use too; it includes that of the PostgreSQL server, if one on this machine (Linux) keeps the case. What
is looked for is drawn from the case itself.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from tocsin import Case, ClaimFilter

DRAWN = 40
QUESTIONS = (
    "How many people left the town?", "When did the controlled release begin?", "Was the turbine gallery flooded?",
    "What does the operator say about the cracks?", "Who was injured in the hospital?", "Why did the mayor resign?",
    "Where were the pumps moved to?",
)  # fmt: skip


def server_seconds() -> float:
    """Processor time of the processes of a PostgreSQL server on this machine."""
    taken = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            if (process / "comm").read_text().strip() == "postgres":
                taken += int((process / "schedstat").read_text().split()[0])
    return taken / 1e9


def measured(name: str, looks: Sequence[Callable[[], object]], *, server: bool) -> None:
    looks[0]()
    clock, processor = [], []
    for look in looks:
        served = server_seconds() if server else 0.0
        began, worked = time.perf_counter(), time.process_time()
        look()
        clock.append(1000 * (time.perf_counter() - began))
        processor.append(1000 * (time.process_time() - worked))
        if server:
            processor[-1] += 1000 * (server_seconds() - served)
    told = ", ".join(
        f"{what} {statistics.median(took):,.0f} / {sorted(took)[int(0.95 * (len(took) - 1))]:,.0f} ms"
        for what, took in (("processor", processor), ("clock", clock))
    )
    print(f"{name:32} {told}   (median / 95th percentile; budget 100 / 300 ms)", flush=True)


def main(address: str) -> None:
    with Case.open(address) as case:
        last = max(row for row, _ in case.ledger.matches_in_rows(range(1, 10)).items())
        while case.ledger.matches_in_rows([2 * last]):
            last *= 2
        step = last
        while step := step // 2:
            last += step if case.ledger.matches_in_rows([last + step]) else 0
        draw = random.Random(7)
        rows = [draw.randint(1, last) for _ in range(DRAWN)]
        reports = [match.report for match in case.ledger.matches_in_rows(rows).values()]
        words = [word for one in reports for word in one.claim.text.split() if word.isalpha() and len(word) > 3]
        sources = [source for one in reports for source in one.claim.sources] or ["mayor"]
        places = [place.name for one in reports for place in one.claim.places] or ["Vienna"]

        measured_here = partial(measured, server=address.startswith("postgresql:"))

        def page(**wanted: object) -> Callable[[], object]:
            return lambda: list(case.claims(ClaimFilter(limit=50, **wanted)))  # type: ignore[arg-type]

        measured_here("claims, a page", [page(), page(by_weight=True)] * 5)
        measured_here("claims of a source, a page", [page(source=one) for one in sources[:DRAWN]])
        measured_here("claims at a place, a page", [page(place=one) for one in places[:DRAWN]])
        months = [(date(2026, month, 1), date(2026, month, 28)) for month in range(1, 13)]
        measured_here("claims of a month, a page", [page(since=one, until=other) for one, other in months])
        measured_here("words, a page", [page(words=word) for word in words[:DRAWN]])
        measured_here("two words, a page", [page(words=" ".join(words[at : at + 2])) for at in range(0, 2 * DRAWN, 2)])
        measured_here("show", [partial(case.stated, one.claim.id) for one in reports])
        measured_here("origins", [partial(case.estimate, one.claim.id) for one in reports])
        measured_here("ask", [partial(case.ask, question) for question in QUESTIONS * 3])
    if os.path.exists(address):
        print(f"{os.path.getsize(address) / last:,.0f} bytes a claim, at most")


if __name__ == "__main__":
    main(sys.argv[1])

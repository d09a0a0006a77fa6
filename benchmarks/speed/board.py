"""Measure the board: how long each page and each call of the API takes alone, and whether many readers at once get an
answer each time.

    python benchmarks/speed/board.py CASE [--readers 50] [--seconds 60] [--times 20]

The board runs as a program of its own on this machine's loopback address, with the sample's scenarios and choices. Each row
is one page: its bytes as they travel, the first answer, then median and 95th percentile of the later ones by the clock, and
the processor time that the board spent for one of them. What is put together from a whole large case is made by another
process: `--patience` says how long that is waited for before the pages are measured, and the rows of pages that still show
"being worked out" then are marked.
"""

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import httpx

import tocsin

DEMO = Path(tocsin.__file__).parent / "demo"
MOST_READERS, MOST_SECONDS = 200, 300.0
"""How many readers, and for how long, at most: this asks a board on this machine, and no other."""
PAGES = (
    "/", "/ask", "/ask?q=How+many+people+were+killed", "/questions", "/claims", "/claims?words=people",
    "/claims?certainty=PR%2B", "/claims?sort=weight", "/claims?since=2026-03-01&until=2026-03-10", "/documents",
    "/documents?q=a", "/propositions", "/figures", "/conflicts", "/changes", "/echoes", "/map", "/map/places.json",
    "/map?place=Vienna", "/parties", "/parties?q=an", "/parties/network.json", "/sources", "/sources?q=outlet",
    "/scenarios", "/scenarios/The%20Korbach%20dam", "/choices", "/choices/spillway", "/exposure", "/exposure?rule=eu",
    "/review", "/review?skip=15", "/review/sample", "/review/report", "/account", "/health",
    "/api", "/api/openapi.json", "/api/counts", "/api/claims?limit=100", "/api/claims?limit=100&words=people",
    "/api/documents?limit=100", "/api/documents/failed", "/api/ask?q=How+many+people+were+killed",
    "/api/propositions?limit=50", "/api/conflicts", "/api/changes", "/api/echoes", "/api/echo", "/api/parties",
    "/api/sources", "/api/scenarios", "/api/scenarios/The%20Korbach%20dam",
)  # fmt: skip
"""Pages whose addresses hold for any case; `own` adds those of single things. `/api/verify` is left out: it hashes all
evidence again, and takes as long as that takes."""
LATER, STALE = b"data-later", b"data-waiting"
"""What stands in a page that shows the rest without what is still being worked out, or the last of it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--times", type=int, default=20, help="how often each page is asked for alone")
    parser.add_argument("--only", default="", help="only pages whose address holds this")
    parser.add_argument(
        "--patience", type=float, default=900, help="seconds to wait for what is being worked out, in all"
    )
    asked = parser.parse_args()
    command = [
        sys.executable, "-m", "tocsin", "serve", "--case", asked.case, "--port", "0", "--at", "2026-04-11",
        "--scenario", str(DEMO / "scenarios"), "--choice", str(DEMO / "choices"),
    ]  # fmt: skip
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as board:
        assert board.stdout is not None
        address = "http" + board.stdout.readline().partition(": http")[2].split("  ")[0].rstrip("/")
        print(f"the board listens after {time.perf_counter() - began:.1f} s", flush=True)
        try:
            with httpx.Client(base_url=address, timeout=120) as client:
                paths = [path for path in (*PAGES, *own(client)) if asked.only in path]
                first = worked_out(client, paths, asked.patience)
                spent = [processor_seconds(one) for one in started_by(board.pid)]
                print(f"for what they wait for the worker spent {sum(spent):.0f} s of a processor", flush=True)
                alone(client, board.pid, paths, first, asked.times)
            if asked.readers and asked.seconds:
                readers, seconds = min(asked.readers, MOST_READERS), min(asked.seconds, MOST_SECONDS)
                asyncio.run(together(address, paths, readers, seconds))
        finally:
            board.terminate()


def own(client: httpx.Client) -> list[str]:
    """The addresses of single things of the case: a claim, its document, its proposition, a party, a figure."""
    claim = client.get("/api/claims?limit=1").json()[0]
    key, document = claim["id"], claim["document"]
    outlet = quote(claim["outlet"] or "", safe="")
    paths = [
        f"/claims/{key}", f"/documents/{document}", f"/propositions/{key}", f"/review/{key}", f"/parties/{outlet}",
        f"/claims?outlet={outlet}", f"/api/claims/{key}", f"/api/claims/{key}/history", f"/api/documents/{document}",
        f"/api/propositions/{key}",
    ]  # fmt: skip
    figures = client.get("/figures").text.partition('href="/figures?subject=')[2].partition('"')[0]
    if figures:
        query = "subject=" + figures.replace("&amp;", "&")
        paths += [f"/figures?{query}", f"/figures/chart.svg?{query}", f"/api/figures?{query}"]
    return paths


def worked_out(client: httpx.Client, paths: list[str], patience: float) -> dict[str, float]:
    """Ask for each page once, then wait for what they show to be worked out; the milliseconds of the first answers."""
    first: dict[str, float] = {}
    began = time.perf_counter()
    waiting = list(paths)
    left: list[str] = []
    while waiting:
        left = []
        for path in waiting:
            asked = time.perf_counter()
            answer = client.get(path)
            first.setdefault(path, 1000 * (time.perf_counter() - asked))
            if answer.status_code == 202 or LATER in answer.content or STALE in answer.content:
                left.append(path)
        waiting = left if time.perf_counter() - began < patience else []
        time.sleep(2 if waiting else 0)
    print(
        f"asked for once: {sum(first.values()) / len(first):.0f} ms a page, {max(first.values()):.0f} ms at most",
        flush=True,
    )
    print(f"after {time.perf_counter() - began:.0f} s {len(left)} of {len(paths)} pages wait for something", flush=True)
    return first


def alone(client: httpx.Client, board: int, paths: list[str], first: dict[str, float], times: int) -> None:
    """Print how long each page takes when nobody else asks, and how many are slower than they may be."""
    print(f"{'page':52} {'bytes':>8} {'first':>8} {'median':>8} {'95 %':>8} {'cpu':>8}  (milliseconds)")
    slow = costly = 0
    for path in paths:
        took, spent = [], processor_seconds(board)
        weight, content = 0, b""
        for _ in range(times):
            asked = time.perf_counter()
            answer = client.get(path)
            weight, content = answer.num_bytes_downloaded, answer.content
            took.append(1000 * (time.perf_counter() - asked))
            if answer.status_code >= 400:
                break
        cpu = 1000 * (processor_seconds(board) - spent) / len(took)
        took.sort()
        middle, high = statistics.median(took), took[min(len(took) - 1, int(0.95 * len(took)))]
        told = "" if answer.status_code == 200 else f"  {answer.status_code}"
        told += "  being worked out" if LATER in content else ""
        costly += cpu >= 100
        if middle >= 100 or high >= 300:
            slow, told = slow + 1, f"{told}  slow"
        print(f"{path[:52]:52} {weight:8,} {first[path]:8.0f} {middle:8.0f} {high:8.0f} {cpu:8.0f}{told}", flush=True)
    print(
        f"{len(paths)} pages; {costly} cost the processor 100 ms and more; by the clock {slow} have a median of 100 ms or a "
        "95th percentile of 300 ms and more",
        flush=True,
    )


def processor_seconds(program: int) -> float:
    """What a program has spent on a processor so far, where the system tells it (Linux: proc(5))."""
    try:
        fields = Path(f"/proc/{program}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def started_by(program: int) -> list[int]:
    """The programs that a program started, where the system tells it."""
    listed = Path(f"/proc/{program}/task").glob("*/children")
    return [int(one) for path in listed for one in path.read_text().split()]


async def together(address: str, paths: list[str], readers: int, seconds: float) -> None:
    """Print what many readers at once are answered."""
    statuses: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    took: list[float] = []
    until = time.monotonic() + seconds

    async def read(number: int) -> None:
        chosen = random.Random(number)
        async with httpx.AsyncClient(base_url=address, timeout=120) as client:
            while time.monotonic() < until:
                began, path = time.perf_counter(), chosen.choice(paths)
                try:
                    status = str((await client.get(path)).status_code)
                except httpx.HTTPError as error:
                    status = type(error).__name__
                statuses[status] += 1
                if status not in ("200", "202", "303"):
                    wrong[f"{status} {path}"] += 1
                took.append(1000 * (time.perf_counter() - began))

    await asyncio.gather(*(read(number) for number in range(readers)))
    took.sort()
    print(f"{readers} readers for {seconds:.0f} seconds: {dict(statuses)}, {len(took) / seconds:.0f} pages a second,")
    print(f"median {statistics.median(took):.0f} ms, 95 % {took[int(0.95 * len(took))]:.0f} ms")
    for one, number in wrong.most_common(20):
        print(f"  {number} times {one}")


if __name__ == "__main__":
    main()

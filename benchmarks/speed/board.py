"""Measure the board: how long each page takes alone, and whether many readers at once get an answer each time.

    python benchmarks/speed/board.py CASE [--readers 50] [--seconds 60]

The board runs as a program of its own. Of each page the first answer is left out, for it makes what later ones are given.
"""

import argparse
import asyncio
import random
import statistics
import subprocess
import sys
import time
from collections import Counter

import httpx

PAGES = (
    "/", "/claims", "/claims?words=people", "/claims?certainty=PR%2B", "/documents", "/propositions", "/conflicts",
    "/changes", "/sources", "/parties", "/figures", "/scenarios", "/review", "/questions",
    "/ask?q=How+many+people+were+killed",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--times", type=int, default=15, help="how often each page is asked for alone")
    asked = parser.parse_args()
    command = [sys.executable, "-m", "tocsin", "serve", "--case", asked.case, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as board:
        assert board.stdout is not None
        address = "http" + board.stdout.readline().partition(": http")[2].split("  ")[0].rstrip("/")
        try:
            paths = alone(address, asked.times)
            asyncio.run(together(address, paths, asked.readers, asked.seconds))
        finally:
            board.terminate()


def alone(address: str, times: int) -> list[str]:
    """Print how long each page takes when nobody else asks."""
    with httpx.Client(base_url=address, timeout=120) as client:
        claim = client.get("/api/claims?limit=1").json()[0]
        own = (f"/claims/{claim['id']}", f"/propositions/{claim['id']}", f"/documents/{claim['document']}")
        paths = [*PAGES, *own]
        print(f"{'page':60} {'first':>8} {'median':>8} {'95 %':>8}  (milliseconds)")
        for path in paths:
            took = []
            for _ in range(times + 1):
                began = time.perf_counter()
                client.get(path).raise_for_status()
                took.append(1000 * (time.perf_counter() - began))
            later = sorted(took[1:])
            high = later[min(len(later) - 1, int(0.95 * len(later)))]
            print(f"{path[:60]:60} {took[0]:8.0f} {statistics.median(later):8.0f} {high:8.0f}", flush=True)
    return paths


async def together(address: str, paths: list[str], readers: int, seconds: float) -> None:
    """Print what many readers at once are answered."""
    statuses: Counter[str] = Counter()
    took: list[float] = []
    until = time.monotonic() + seconds

    async def read(number: int) -> None:
        chosen = random.Random(number)
        async with httpx.AsyncClient(base_url=address, timeout=120) as client:
            while time.monotonic() < until:
                began = time.perf_counter()
                try:
                    statuses[str((await client.get(chosen.choice(paths))).status_code)] += 1
                except httpx.HTTPError as error:
                    statuses[type(error).__name__] += 1
                took.append(1000 * (time.perf_counter() - began))

    await asyncio.gather(*(read(number) for number in range(readers)))
    took.sort()
    print(f"{readers} readers for {seconds:.0f} seconds: {dict(statuses)}, {len(took) / seconds:.0f} pages a second,")
    print(f"median {statistics.median(took):.0f} ms, 95 % {took[int(0.95 * len(took))]:.0f} ms")


if __name__ == "__main__":
    main()

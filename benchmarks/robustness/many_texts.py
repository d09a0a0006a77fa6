"""Read many texts as they come, and tell what failed, how fast it went and how much memory it took.

    python benchmarks/robustness/many_texts.py PATH...

takes what `tocsin read` takes. Each reading is written as its record, and every span must lie within its text. The exit
status is 1 where a text could not be read or a span lies outside.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

from tocsin.collect.given import Given
from tocsin.engine.reading import read_paths
from tocsin.lexicon.wording import reason_words
from tocsin.model.record import to_record

_EVERY = 500
"""How many texts lie between two lines of progress."""


def stray_spans(record: dict[str, Any]) -> Iterator[str]:
    """The parts of a reading's record whose span is empty or lies outside its text."""
    length = len(record["document"]["text"])
    for kind, parts in record.items():
        for part in parts if isinstance(parts, list) else ():
            spans = [(part["start"], part["end"])] if "start" in part else part.get("content", ())
            if any(not 0 <= start < end <= length for start, end in spans):
                yield f"{kind}: {json.dumps(part)[:200]}"


def memory() -> float:
    """The most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(paths: list[str]) -> int:
    texts = words = claims = failures = 0
    began, began_cpu = time.perf_counter(), time.process_time()
    for reading in read_paths(paths, given=Given()):
        texts += 1
        if isinstance(reading, Exception):
            failures += 1
            print(f"failed: {reading}", flush=True)
        else:
            record = to_record(reading, notes=True, words=reason_words)
            json.dumps(record)
            for stray in stray_spans(record):
                failures += 1
                print(f"{reading.document.name}: outside its text: {stray}", flush=True)
            words += len(reading.document.text.split())
            claims += len(reading.claims)
        if texts % _EVERY == 0:
            print(f"{texts:,} texts, {words:,} words, {memory():.0f} MB at most", flush=True)
    took, cpu = time.perf_counter() - began, time.process_time() - began_cpu
    print(f"{texts:,} texts, {words:,} words, {claims:,} claims, {failures:,} failures")
    print(f"{words / took:,.0f} words/s, {words / cpu:,.0f} words/s of CPU time, {memory():.0f} MB at most")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

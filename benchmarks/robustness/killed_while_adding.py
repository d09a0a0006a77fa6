"""Kills `tocsin add` of an archive without warning, again and again, and compares what the case holds in the end.

    python benchmarks/robustness/killed_while_adding.py [KILLS]

The archive holds texts, pages, Word files, a table and a chat. A case is killed five times at random moments while it is
filled, then filled to the end. Its documents and claims must be those of a case that was never killed, each once, and
`verify` must find nothing. The sum is printed; the exit status is 1 if anything was lost or is there twice.
"""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from contextlib import closing
from pathlib import Path

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


def held(case: Path) -> tuple[Counter[str], Counter[str], int]:
    with Case.open(case) as opened:
        documents = Counter(row.id for row in opened.documents())
        claims = Counter(report.claim.id for report in opened.claims())
        return documents, claims, len(opened.verify())


def entered(case: Path) -> int:
    """How many documents a case holds that another process fills."""
    if not case.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{case}?mode=ro", uri=True)) as connection:
            return int(connection.execute("select count(*) from evidence").fetchone()[0])
    except sqlite3.Error:
        return 0


def main(kills: int) -> int:
    rng = random.Random(2026)
    failures = done = 0
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "handed.zip"
        an_archive(archive)
        add = [sys.executable, "-m", "tocsin", "add", str(archive), "--outlet", "Radio Unterdrau", "--case"]
        subprocess.run([*add, f"{folder}/whole.db"], capture_output=True, check=False)
        documents, claims, flaws = held(Path(folder) / "whole.db")
        reached = []
        while done < kills:
            case = Path(folder) / f"killed-{done}.db"
            for _ in range(min(KILLS_A_CASE, kills - done)):
                process = subprocess.Popen([*add, str(case)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                # It is killed while it writes, and not only while it starts.
                wanted = rng.randint(0, len(documents) - 1)
                while process.poll() is None and entered(case) < wanted:
                    time.sleep(0.01)
                time.sleep(rng.uniform(0, 0.3))
                process.send_signal(signal.SIGKILL)
                process.wait()
                done += 1
                reached.append(len(held(case)[0]) if case.exists() else 0)
            subprocess.run([*add, str(case)], capture_output=True, check=False)
            same = held(case) == (documents, claims, 0)
            failures += not same
        print(json.dumps({
            "documents": len(documents), "claims": len(claims), "kills": done, "documents at each kill": reached,
            "cases that differ": failures, "flaws of the case never killed": flaws,
        }))  # fmt: skip
    return int(failures > 0 or flaws > 0)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))

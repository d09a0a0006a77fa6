"""`tocsin watch` as a program: once for cron, and killed at any moment."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from collect.web.web_server import Site, a_feed, a_page, serving

from tocsin.engine.case import Case
from tocsin.engine.reader import Reader

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
Command = Callable[..., Any]
PAGES, KILLS = 30, 20


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


def test_once_visits_every_source_and_says_what_came_in(
    run: Command, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOCSIN_PAUSE", "0")
    site.pages["/one"] = a_page("The operator said that the gate had been closed because of the flood on Monday.")
    site.pages["/feed"] = a_feed((site.url("/one"), "Gate closed", None))
    Path("watch.toml").write_text(f'[[source]]\nfeed = "{site.url("/feed")}"\nallow_private = true\noutlet = "Courier"')
    done = run("watch", "watch.toml", "--once")
    assert done.status == 0
    assert "Courier: new: one" in done.out
    assert run("watch", "watch.toml", "--once").out == ""
    assert len(json.loads(run("documents", "--format", "json").out)) == 1


def test_a_watch_file_that_is_wrong_or_missing_is_told(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("watch.toml").write_text('[[source]]\nfeed = "ftp://courier.example/"')
    done = run("watch", "watch.toml", "--once")
    assert (done.status, done.messages) == (1, ["tocsin: watch.toml:2: only http and https are fetched, and not ftp"])
    assert run("watch", "none.toml").status == 1
    assert not Path("tocsin.db").exists()


@pytest.mark.slow
def test_a_watch_that_is_killed_loses_nothing_and_enters_nothing_twice(
    site: Site, tmp_path: Path, reader: Reader
) -> None:
    places = ("Korbach", "Saalbrunn", "Thalgrub", "Felsing", "Ostrand")
    for number in range(PAGES):
        text = f"The mayor of {places[number % 5]} said that {100 + number} people had left the town by bus {number}."
        site.pages[f"/{number}"] = a_page(text, title=f"Page {number} of {places[number % 5]}")
    feed = [(site.url(f"/{number}"), f"Page {number}", "Mon, 02 Mar 2026 10:00:00 GMT") for number in range(PAGES)]
    file = tmp_path / "watch.toml"
    file.write_text(
        f'[[source]]\nfeed = "{site.url("/feed")}"\nallow_private = true\noutlet = "Courier"\ninterval = "1s"\n'
        'recheck = "1d"\n[[source]]\nfolder = "incoming"\ninterval = "1s"\n'
    )
    (tmp_path / "incoming").mkdir()
    environment = {**os.environ, "TOCSIN_CASE": str(tmp_path / "case.db"), "TOCSIN_PAUSE": "0"}
    command = [sys.executable, "-m", "tocsin", "watch", str(file)]
    chance = random.Random(11)
    for number in range(KILLS):
        # What is there grows, so that there is something to be killed in.
        site.pages["/feed"] = a_feed(*feed[: (number + 1) * PAGES // KILLS])
        (tmp_path / "incoming" / f"{number}.txt").write_text(
            f"The police said that road {number} at Korbach was closed."
        )
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(chance.uniform(0.3, 5.0))
        process.send_signal(signal.SIGKILL)
        _, said = process.communicate()
        assert b"Traceback" not in said
    done = subprocess.run([*command, "--once"], env=environment, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    with Case.open(tmp_path / "case.db", reader=reader) as case:
        rows = case.documents()
        assert len(rows) == PAGES + KILLS
        assert len({row.url for row in rows if row.url}) == PAGES
        assert all(len(case.ledger.sightings(row.id)) == 1 for row in rows)
        assert case.verify() == []
        assert case.ledger.unlinked() == 0
        assert case.failed_documents() == []
        claims = [(claim.document, claim.claim.id) for claim in case.claims()]
        assert len(claims) == len(set(claims))
    left = [
        path
        for path in (tmp_path / "case.db.evidence").rglob("*")
        if path.is_file() and not path.name.endswith(".part")
    ]
    assert len(left) == PAGES + KILLS

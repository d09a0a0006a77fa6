"""Watching: what is new comes in once, whatever happens between the rounds."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from collect.web.web_server import Said, Site, a_feed, a_page, serving

from tocsin.collect.watch_file import read_watch_file
from tocsin.engine import watching
from tocsin.engine.case import Case
from tocsin.engine.watching import Assessed, Came, Watch
from tocsin.model.sighting import Visit
from tocsin.model.source import Reliability
from tocsin.settings import Settings

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
GATE = "The operator of the Korbach dam said that the gate had been closed because of the flood."
LEFT = "The mayor of Saalbrunn said on Monday that more than 400 people had left the town by bus."
SCENARIO = """
name = "The dam"
question = "Will the dam break?"
horizon = 2090-06-30
resolution = "By the gauge."
[[hypothesis]]
name = "it breaks"
prior = 0.3
[[hypothesis]]
name = "it holds"
prior = 0.6
[[hypothesis]]
name = "a planted scare"
prior = 0.1
[alarm]
hypothesis = "it breaks"
rings_at = 0.35
silent_at = 0.3
[[indicator]]
name = "water through the wall"
words = ["water"]
likelihood = { "it breaks" = 0.95, "it holds" = 0.01, "a planted scare" = 0.1 }
"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


def a_watch(case: Case, folder: Path, *sources: str, top: str = "", told: list[str] | None = None) -> Watch:
    file = folder / "watch.toml"
    file.write_text(top + "\n" + "\n".join(f"[[source]]\n{one}" for one in sources), encoding="utf-8")
    settings = Settings(pause=0)
    tell = told.append if told is not None else lambda text: None
    return Watch(case, read_watch_file(file), settings=settings, tell=tell, sleep=lambda seconds: None)


def states(watch: Watch, *, every: bool = True) -> list[str]:
    return [one.added.state for one in watch.round(every=every) if isinstance(one, Came)]


def test_feeds_addresses_and_folders_are_visited_and_told(case: Case, site: Site, tmp_path: Path) -> None:
    site.pages["/one"], site.pages["/two"] = a_page(GATE, outlet="The Courier online"), a_page(LEFT)
    site.pages["/feed"] = a_feed((site.url("/one"), "Gate closed", None))
    (tmp_path / "incoming").mkdir()
    (tmp_path / "incoming" / "note.txt").write_text("The police said that the bridge at Korbach was open again.")
    watch = a_watch(
        case, tmp_path,
        f'feed = "{site.url("/feed")}"\nallow_private = true\noutlet = "Drava Courier"\nlanguage = "en"',
        f'address = "{site.url("/two")}"\nallow_private = true',
        'folder = "incoming"\noutlet = "Korbach police"',
    )  # fmt: skip
    assert states(watch) == ["new", "new", "new"]
    assert {row.outlet for row in case.documents()} == {"Drava Courier", "Korbach police"}
    assert watch.failed == 0


def test_a_source_is_visited_when_it_is_due(case: Case, site: Site, tmp_path: Path) -> None:
    site.pages["/one"] = a_page(GATE)
    watch = a_watch(case, tmp_path, f'address = "{site.url("/one")}"\nallow_private = true\ninterval = "1h"')
    assert states(watch, every=False) == ["new"]
    assert states(watch, every=False) == []
    visit = case.ledger.visit(f"watch:{site.url('/one')}")
    assert visit is not None
    case.ledger.enter_visit(replace(visit, at=visit.at - timedelta(hours=2)))
    assert states(watch, every=False) == ["known"]


def test_a_clock_that_was_set_back_makes_a_source_due(case: Case, site: Site, tmp_path: Path) -> None:
    site.pages["/one"] = a_page(GATE)
    place = site.url("/one")
    watch = a_watch(case, tmp_path, f'address = "{place}"\nallow_private = true\ninterval = "1h"')
    states(watch)
    visit = case.ledger.visit(f"watch:{place}")
    assert visit is not None
    case.ledger.enter_visit(replace(visit, at=visit.at + timedelta(days=400)))
    assert states(watch, every=False) == ["known"]


def test_an_outage_is_told_and_over_when_the_server_is_back(case: Case, site: Site, tmp_path: Path) -> None:
    site.pages["/one"] = Said(status=503)
    (tmp_path / "incoming").mkdir()
    (tmp_path / "incoming" / "note.txt").write_text(GATE)
    watch = a_watch(
        case, tmp_path, f'address = "{site.url("/one")}"\nallow_private = true', 'folder = "incoming"'
    )  # fmt: skip
    assert states(watch) == ["failed", "new"]
    assert watch.failed == 1
    site.pages["/one"] = a_page(LEFT)
    assert states(watch) == ["new"]
    assert case.failed_documents() == []


def test_a_source_that_fails_is_visited_less_often_until_it_answers(case: Case, site: Site, tmp_path: Path) -> None:
    place = site.url("/one")
    site.pages["/one"] = Said(status=404)
    watch = a_watch(case, tmp_path, f'address = "{place}"\nallow_private = true\ninterval = "10m"')

    def due_after(minutes: int) -> bool:
        """Whether it is due so many minutes after its last visit."""
        visit = case.ledger.visit(f"watch:{place}")
        assert visit is not None
        case.ledger.enter_visit(replace(visit, at=watching.now() - timedelta(minutes=minutes)))
        return watch._wait(watch._plan.sources[0]) <= timedelta(0)

    assert states(watch) == ["failed"]
    assert [due_after(minutes) for minutes in (9, 11)] == [False, True]
    assert states(watch) == ["failed"]
    assert [due_after(minutes) for minutes in (19, 21)] == [False, True]
    for _ in range(5):
        states(watch)
    assert [due_after(minutes) for minutes in (59, 61)] == [False, True]
    site.pages["/one"] = a_page(GATE)
    assert states(watch) == ["new"]
    assert due_after(11)


def test_a_server_that_asks_for_a_pause_is_not_visited_before(case: Case, site: Site, tmp_path: Path) -> None:
    site.pages["/one"] = Said(status=429, headers={"Retry-After": "7200"})
    told: list[str] = []
    watch = a_watch(case, tmp_path, f'address = "{site.url("/one")}"\nallow_private = true', told=told)
    assert [states(watch) for _ in range(3)] == [["failed"], [], []]
    assert site.asked == ["/one"]
    assert "asked not to be visited yet" in told[-1]


def test_a_file_of_a_folder_is_read_again_only_if_it_was_changed(case: Case, tmp_path: Path) -> None:
    (tmp_path / "incoming").mkdir()
    note = tmp_path / "incoming" / "note.txt"
    note.write_text(GATE)
    watch = a_watch(case, tmp_path, 'folder = "incoming"')
    assert [states(watch) for _ in range(2)] == [["new"], []]
    note.write_text(f"{GATE} {LEFT}")
    (tmp_path / "incoming" / "other.txt").write_text(LEFT)
    assert states(watch) == ["new", "new"]


def test_the_grade_of_a_watch_file_does_not_override_a_later_one(case: Case, site: Site, tmp_path: Path) -> None:
    source = (
        f'feed = "{site.url("/feed")}"\noutlet = "Drava Courier"\nreliability = "B"\nowner = "Ost Holding"\n'
        'reason = "names its sources"'
    )
    a_watch(case, tmp_path, source).record_sources()
    case.grade("Drava Courier", Reliability.D, reason="was wrong twice")
    a_watch(case, tmp_path, source).record_sources()
    assert [grade.reliability for grade in case.grades_of("Drava Courier")] == [Reliability.B, Reliability.D]
    assert [record.owner for record in case.source_records("Drava Courier")] == ["Ost Holding"]
    a_watch(case, tmp_path, source.replace('"B"', '"C"')).record_sources()
    assert case.grades_of("Drava Courier")[-1].reliability is Reliability.C


def test_a_command_is_run_once_when_an_alarm_begins_to_ring(case: Case, tmp_path: Path) -> None:
    (tmp_path / "incoming").mkdir()
    (tmp_path / "dam.toml").write_text(SCENARIO)
    out = tmp_path / "alarms.jsonl"
    script = f"import sys; open({str(out)!r}, 'a').write(sys.stdin.read())"
    top = f'scenarios = ["dam.toml"]\non_alarm = {json.dumps([sys.executable, "-c", script])}'
    watch = a_watch(case, tmp_path, 'folder = "incoming"', top=top)
    assert not any(one.told for one in watch.round(every=True) if isinstance(one, Assessed))
    for number, outlet in enumerate(("Drava Courier", "Radio Unterdrau")):
        text = f"Water is coming through the wall of the dam at Korbach, the operator said on day {number}."
        (tmp_path / "incoming" / f"{outlet}.md").write_text(f"---\noutlet: {outlet}\n---\n{text}\n")
    told = [one.told for _ in range(3) for one in watch.round(every=True) if isinstance(one, Assessed)]
    assert told == [True, False, False]
    (line,) = out.read_text().splitlines()
    alarm = json.loads(line)
    assert (alarm["scenario"], alarm["watched"]) == ("The dam", "it breaks")
    assert alarm["probability"] > 0.35


@pytest.mark.parametrize("command", ['["false"]', '["/no/such/command"]'])
def test_a_command_that_fails_is_told_and_run_again(case: Case, tmp_path: Path, command: str) -> None:
    (tmp_path / "incoming").mkdir()
    (tmp_path / "dam.toml").write_text(SCENARIO)
    (tmp_path / "incoming" / "a.txt").write_text("Water is coming through the wall of the dam at Korbach, police said.")
    told: list[str] = []
    top = f'scenarios = ["dam.toml"]\non_alarm = {command}'
    watch = a_watch(case, tmp_path, 'folder = "incoming"', top=top, told=told)
    for _ in range(2):
        assert not any(one.told for one in watch.round(every=True) if isinstance(one, Assessed))
    assert sum("on_alarm" in one for one in told) == 2


def test_a_full_disk_is_told_and_what_was_not_entered_comes_later(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "incoming").mkdir()
    (tmp_path / "incoming" / "a.txt").write_text(GATE)
    evidence = Path(f"{case.name}.evidence")
    evidence.write_text("no folder")
    told: list[str] = []
    watch = a_watch(case, tmp_path, 'folder = "incoming"', told=told)

    def repaired(seconds: float) -> None:
        evidence.unlink(missing_ok=True)

    monkeypatch.setattr(watch, "_sleep", repaired)
    came = next(watch.forever())
    assert isinstance(came, Came)
    assert came.added.state == "new"
    assert "evidence cannot be kept" in told[0]


def test_visits_of_watched_places_are_no_documents(case: Case) -> None:
    case.ledger.enter_visit(Visit(address="watch:x", at=watching.now()))
    assert case.documents() == []


def test_slow_servers_are_asked_at_one_time(case: Case, site: Site, tmp_path: Path) -> None:
    waiting, most = [0], [0]
    together = Barrier(3, timeout=20)

    def slow(headers: object) -> Said:
        waiting[0] += 1
        most[0] = max(most[0], waiting[0])
        # It answers only when three are asked at one time.
        together.wait()
        waiting[0] -= 1
        return a_page(GATE)

    sources = []
    for number in range(3):
        site.pages[f"/{number}"] = slow
        sources.append(f'address = "{site.url(f"/{number}")}"\nallow_private = true')
    assert sorted(states(a_watch(case, tmp_path, *sources))) == ["known", "known", "new"]
    assert most == [3]


def test_a_host_that_is_down_is_left_alone_after_a_few_pages(case: Case, site: Site, tmp_path: Path) -> None:
    pages = [(site.url(f"/{number}"), f"Page {number}", None) for number in range(9)]
    for number in range(9):
        site.pages[f"/{number}"] = Said(status=503)
    site.pages["/feed"] = a_feed(*pages)
    told: list[str] = []
    watch = a_watch(case, tmp_path, f'feed = "{site.url("/feed")}"\nallow_private = true', told=told)
    assert states(watch) == ["failed"] * 3
    assert "3 pages in a row" in told[0]
    for number in range(9):
        text = GATE.replace("Korbach", f"Saalbrunn {number}") + f" It was the gate of lock {number}, he said."
        site.pages[f"/{number}"] = a_page(text, title=f"Page {number}")
    assert states(watch) == ["new"] * 6

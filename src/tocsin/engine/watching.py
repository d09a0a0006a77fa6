"""Watching: sources are visited when they are due, what is new is entered, scenarios are looked at, and alarms told.

All that tells what is due, and what was done, is in the case: a run that is killed at any moment goes on where it was.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from tocsin.brief.assessment import alarm_words
from tocsin.collect.files import FileCollector
from tocsin.collect.given import Given
from tocsin.collect.watch_file import WatchedSource, WatchPlan
from tocsin.collect.web.answers import Answer
from tocsin.collect.web.collector import Told, asked_for
from tocsin.collect.web.fetcher import Fetcher, Manners
from tocsin.collect.web.gathered import Gathered
from tocsin.engine.adding import Added
from tocsin.engine.case import Case
from tocsin.engine.reading import file_collector
from tocsin.engine.scenarios import scenarios_in
from tocsin.engine.visiting import last_visit, web_collector
from tocsin.errors import CaseError, InputError, TocsinError, fault
from tocsin.model.assessment import Outlook
from tocsin.model.moments import now
from tocsin.model.scenario import Scenario
from tocsin.model.sighting import Visit
from tocsin.settings import Settings

_LONGEST_SLEEP = 60.0
"""Seconds after which the clock is looked at again: it may have jumped, and the machine may have slept."""
_LONGEST_BREAK = timedelta(hours=1)
"""How long a source that fails is left alone at most, unless its own interval is longer."""
_AT_ONCE = 8
"""Sources that are asked at a time."""
_COMMAND = 60.0
"""Seconds that the command of an alarm may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of one document of a source."""

    source: WatchedSource
    added: Added


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """How a scenario stands after a round, and whether its alarm was told to the command of the user."""

    outlook: Outlook
    told: bool = False


class Watch:
    """Visits the sources of a watch file.

    Attributes:
        failed: How many sources the last round could not visit at all.
    """

    def __init__(
        self,
        case: Case,
        plan: WatchPlan,
        *,
        settings: Settings | None = None,
        tell: Callable[[str], None] = lambda text: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Make ready to watch.

        Args:
            case: Where what comes in is entered.
            plan: What is watched.
            settings: By default those of the environment.
            tell: Is told what the analyst should know and is no document.
            sleep: What waits.
        """
        self._case = case
        self._plan = plan
        self._settings = settings or Settings.load()
        self._tell = tell
        self._sleep = sleep
        # Nobody waits for one page: a slow server must not hold up the others.
        manners = Manners(contact=self._settings.contact, pause=self._settings.pause, tries=2, patience=10, deadline=60)
        self._fetchers = {private: Fetcher(manners, private=private) for private in (False, True)}
        self.failed = 0

    def record_sources(self) -> None:
        """Enter what the watch file says of outlets: their records and grades.

        What was entered from the file before is not entered again, so that a later judgement of an analyst stands.
        """
        for source in self._plan.sources:
            if source.outlet is None:
                continue
            reason = f"{source.reason or 'no reason is given'} ({os.path.basename(self._plan.name)})"
            if source.reliability is not None and not any(
                (grade.reliability, grade.reason) == (source.reliability, reason)
                for grade in self._case.grades_of(source.outlet)
            ):
                self._case.grade(source.outlet, source.reliability, reason=reason)
            facts = {"country": source.country, "language": source.language, "owner": source.owner}
            given = {name: value for name, value in facts.items() if value is not None}
            if given and not any(
                record.reason == reason and all(getattr(record, name) == value for name, value in given.items())
                for record in self._case.source_records(source.outlet)
            ):
                self._case.record_source(source.outlet, reason=reason, **given)

    def forever(self) -> Iterator[Came | Assessed]:
        """One round after the other, each when its sources are due; between them it sleeps."""
        while True:
            try:
                yield from self.round()
            except CaseError as error:
                # A full disk, or another program that writes for long: what was not entered is visited again.
                self._tell(str(error))
                self._sleep(_LONGEST_SLEEP)
                continue
            wait = min((self._wait(source) for source in self._plan.sources), default=timedelta(0))
            self._sleep(min(max(wait.total_seconds(), 0.2), _LONGEST_SLEEP))

    def round(self, *, every: bool = False) -> Iterator[Came | Assessed]:
        """Visit the sources that are due, and then look at the scenarios.

        Args:
            every: Whether to visit those that are not due as well.
        """
        due = [source for source in self._plan.sources if every or self._wait(source) <= timedelta(0)]
        for source in [source for source in due if self._is_asked_to_wait(source)]:
            self._tell(f"{source.place}: the server asked not to be visited yet")
            due.remove(source)
        self.failed = 0
        asked = self._asked_ahead([source for source in due if source.is_web])
        for source in due:
            came = failed = 0
            for added in self._case.add_gathered(self._gathered(source, asked.get(source.place))):
                came += 1
                failed += added.state == "failed"
                yield Came(source=source, added=added)
            self.failed += bool(came) and came == failed
            # Only now is the visit over: a run that is killed before visits the source again.
            self._case.ledger.enter_visit(Visit(address=f"watch:{source.place}", at=now()))
        if due:
            yield from self._assessed()

    def _wait(self, source: WatchedSource) -> timedelta:
        """How long it is until a source is due; less than nothing if it has been for a while."""
        last = self._case.ledger.visit(f"watch:{source.place}")
        if last is None or last.at > now():
            # A visit in the future: the clock was set back. It counts as long past.
            return timedelta(0)
        place = self._case.ledger.visit(source.place)
        if place is None or not place.failures:
            return last.at + source.interval - now()
        # Each failure doubles the time to the next visit, and what the server asked for holds.
        longer: timedelta = min(
            source.interval * (1 << min(place.failures - 1, 10)), max(_LONGEST_BREAK, source.interval)
        )
        return max(last.at + longer, place.not_before or last.at) - now()

    def _is_asked_to_wait(self, source: WatchedSource) -> bool:
        """Whether the server of a source asked, with `Retry-After`, not to be visited yet."""
        place = self._case.ledger.visit(source.place)
        return place is not None and place.not_before is not None and place.at <= now() < place.not_before

    def _asked_ahead(self, sources: Sequence[WatchedSource]) -> dict[str, Callable[[], Answer]]:
        """Ask for several sources at a time, so that one slow server does not hold up the others; what gives each answer.

        The threads end with the program, whatever they wait for.
        """
        asked: dict[str, Callable[[], Answer]] = {}
        orders: SimpleQueue[tuple[Future[Answer], Callable[[], Answer]]] = SimpleQueue()
        for source in sources:
            future: Future[Answer] = Future()
            last = last_visit(self._case.ledger, self._case.reader, source.place)
            orders.put((future, partial(asked_for, self._fetchers[source.allow_private], source.place, last)))
            asked[source.place] = future.result

        def work() -> None:
            with suppress(Empty):
                while True:
                    future, request = orders.get_nowait()
                    try:
                        future.set_result(request())
                    except BaseException as error:
                        future.set_exception(error)

        for _ in range(min(_AT_ONCE, len(sources))):
            Thread(target=work, daemon=True).start()
        return asked

    def _gathered(self, source: WatchedSource, ahead: Callable[[], Answer] | None) -> Iterator[Gathered]:
        """What is new at a source; a fault that nothing foresaw ends this visit and no other."""
        try:
            yield from self._visited(source, ahead)
        except TocsinError:
            raise
        except Exception as error:
            yield InputError(source.place, fault(error))

    def _visited(self, source: WatchedSource, ahead: Callable[[], Answer] | None) -> Iterator[Gathered]:
        given = Given(outlet=source.outlet, language=source.language)
        with file_collector(given, self._settings, tell=self._tell) as files:
            if source.is_web:
                yield from web_collector(
                    self._case.ledger,
                    self._case.reader,
                    files,
                    fetcher=self._fetchers[source.allow_private],
                    told=Told(outlet=source.outlet, language=source.language),
                    recheck=source.recheck,
                    tell=self._tell,
                ).collect(source.place, ahead=ahead)
            else:
                yield from self._from_folder(source.place, files)

    def _from_folder(self, folder: str, files: FileCollector) -> Iterator[Gathered]:
        """The documents of the files of a folder that are new or were changed since they were last looked at."""
        for file in files.files_at(Path(folder)):
            if isinstance(file, InputError):
                yield file
                continue
            try:
                found = file.stat()
            except OSError:
                # It has gone meanwhile.
                continue
            address, mark = f"file:{os.path.abspath(file)}", f"{found.st_mtime_ns} {found.st_size}"
            last = self._case.ledger.visit(address)
            if last is None or last.etag != mark:
                yield from files.collect([file])
                yield Visit(address=address, at=now(), etag=mark)

    # --- scenarios and alarms ------------------------------------------------------------------------------------

    def _assessed(self) -> Iterator[Assessed]:
        loaded = list(scenarios_in(self._plan.scenarios))
        for one in loaded:
            if isinstance(one, InputError):
                self._tell(str(one))
        scenarios = [one for one in loaded if isinstance(one, Scenario)]
        if not scenarios:
            return
        monitor = self._case.monitor()
        for outlook in monitor.outlooks(scenarios):
            monitor.record(outlook)
            yield Assessed(outlook=outlook, told=self._told_alarm(outlook))

    def _told_alarm(self, outlook: Outlook) -> bool:
        """Run the command of the user if an alarm rings that it was not run for; whether it was run.

        It is run once for each time an alarm begins to ring; where it fails, it is run again after the next round.
        """
        assessment = outlook.assessment
        if not assessment.rings or not self._plan.on_alarm:
            return False
        address, since = f"alarm:{assessment.scenario}", (assessment.rings_since or assessment.at).isoformat()
        last = self._case.ledger.visit(address)
        if last is not None and last.etag == since:
            return False
        words = alarm_words(outlook)
        message = {
            "schema": 1, "scenario": assessment.scenario, "since": since, "at": assessment.at.isoformat(),
            "watched": assessment.watched.hypothesis, "probability": assessment.watched.probability, "words": words,
            "case": self._case.name,
        }  # fmt: skip
        # Words of others go in by standard input and the environment, never into the command itself.
        environment = {**os.environ, "TOCSIN_ALARM": assessment.scenario, "TOCSIN_ALARM_WORDS": words}
        try:
            done = subprocess.run(
                self._plan.on_alarm, input=json.dumps(message, ensure_ascii=False) + "\n", text=True, encoding="utf-8",
                env={name: value.replace("\0", "") for name, value in environment.items()}, timeout=_COMMAND, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired, ValueError) as error:
            why = getattr(error, "strerror", None) or "it took longer than a minute"
            self._tell(
                f"on_alarm: {self._plan.on_alarm[0]} could not be run: {why}; it is tried again after the next round"
            )
            return False
        if done.returncode:
            self._tell(f"on_alarm: {self._plan.on_alarm[0]} failed with status {done.returncode}; it is tried again")
            return False
        self._case.ledger.enter_visit(Visit(address=address, at=now(), etag=since))
        return True

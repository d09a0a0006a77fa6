"""What is handed in – paths, and addresses of the web – to documents, in order."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import groupby
from pathlib import Path

from tocsin.collect.files import FileCollector
from tocsin.collect.web.collector import Gathered, Told, WebCollector
from tocsin.collect.web.fetcher import Fetcher, Manners, is_address
from tocsin.engine.reader import Reader
from tocsin.engine.versions import vanished
from tocsin.ledger.port import Ledger
from tocsin.model.moments import now
from tocsin.model.sighting import Visit
from tocsin.settings import Settings


def fetcher_for(settings: Settings | None = None, *, private: bool = False) -> Fetcher:
    """What fetches addresses as it is set.

    Args:
        settings: By default those of the environment.
        private: Whether the addresses that are given may lead into a private network.
    """
    settings = settings or Settings.load()
    return Fetcher(Manners(contact=settings.contact, pause=settings.pause), private=private)


def gather(
    paths: Iterable[str | Path],
    files: FileCollector,
    web: WebCollector,
    *,
    ledger: Ledger,
    tell: Callable[[str], None] | None = None,
) -> Iterator[Gathered]:
    """The documents at these paths and addresses, in order; behind a chat the visits of its messages that are gone."""
    for is_web, some in groupby(paths, is_address):
        if is_web:
            for address in some:
                yield from web.collect(str(address))
        else:
            for one in files.collect(some):
                yield one
                yield from _gone(files, ledger, tell)
            yield from _gone(files, ledger, tell)


def _gone(files: FileCollector, ledger: Ledger, tell: Callable[[str], None] | None) -> Iterator[Visit]:
    """What became of the messages that the case holds of the chats that were read to their end."""
    while files.whole:
        series = files.whole.pop()
        visits = list(vanished(ledger, series, at=now()))
        gone = sorted(visit.address for visit in visits if visit.problem is not None)
        if gone and tell is not None:
            messages = "1 message is" if len(gone) == 1 else f"{len(gone)} messages are"
            tell(f"{series.name}: {messages} gone from this export, the first of them {gone[0]}; the case keeps them")
        yield from visits


def web_collector(
    ledger: Ledger,
    reader: Reader,
    files: FileCollector,
    *,
    fetcher: Fetcher,
    told: Told | None = None,
    recheck: timedelta = timedelta(hours=6),
    tell: Callable[[str], None] | None = None,
) -> WebCollector:
    """What collects from addresses for a case, which remembers how each visit went."""
    return WebCollector(
        fetcher=fetcher,
        files=files,
        last=partial(last_visit, ledger, reader),
        told=told or Told(),
        recheck=recheck,
        tell=tell or (lambda text: None),
    )


def last_visit(ledger: Ledger, reader: Reader, address: str) -> Visit | None:
    """How the last visit of an address went; without validators where all of the page is needed again."""
    visit = ledger.visit(address)
    if visit is None or visit.document is None:
        return visit
    known = ledger.known(visit.document)
    if known is None or not ledger.holds(known, reader=reader.fingerprint):
        # The case does not hold it, or another reader read it.
        return replace(visit, etag=None, modified=None)
    return visit

"""What visits addresses of the web for a case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from tocsin.collect.files import FileCollector
from tocsin.collect.web.collector import Told, WebCollector
from tocsin.collect.web.fetcher import Fetcher, Manners
from tocsin.engine.reader import Reader
from tocsin.ledger.port import Ledger
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

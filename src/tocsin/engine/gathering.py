"""What is handed in – paths, and addresses of the web – to documents, in order."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.collect.files import FileCollector
from tocsin.collect.web.gathered import Gathered, is_address
from tocsin.engine.versions import vanished
from tocsin.ledger.port import Ledger
from tocsin.model.moments import now
from tocsin.model.sighting import Visit

if TYPE_CHECKING:
    from tocsin.collect.web.collector import WebCollector


def gather(
    paths: Iterable[str | Path],
    files: FileCollector,
    web: Callable[[], "WebCollector"],
    *,
    ledger: Ledger,
    tell: Callable[[str], None] | None = None,
) -> Iterator[Gathered]:
    """The documents at these paths and addresses, in order; behind a chat the visits of its messages that are gone.

    What collects from addresses, `web`, is asked for only where there are any.
    """
    for is_web, some in groupby(paths, is_address):
        if is_web:
            for address in some:
                yield from web().collect(str(address))
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

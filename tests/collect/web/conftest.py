"""A server on this machine, and what fetches from it without waiting."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from collect.web.web_server import Site, serving

from tocsin.collect.web.fetcher import Fetcher, Manners

QUICK = Manners(pause=0, backoff=0.5, timeout=5, deadline=10, largest=2_000_000)


def a_fetcher(waits: list[float] | None = None, **manners: object) -> Fetcher:
    """What may fetch from this machine; it notes how long it would wait."""
    return Fetcher(
        replace(QUICK, **manners),  # type: ignore[arg-type]
        private=True,
        sleep=(waits if waits is not None else []).append,
    )


@pytest.fixture
def site() -> Iterator[Site]:
    """A server without pages."""
    with serving() as made:
        yield made

"""What tells open pages that the case has changed, as server-sent events (HTML Living Standard, section 9.2)."""

import asyncio
from collections.abc import AsyncIterator

import anyio.to_thread
from starlette.requests import Request

from tocsin.board.door import Door
from tocsin.errors import TocsinError

_EVERY = 1.0
"""Seconds between two looks at the case; other programs write to it too, so a look is needed anyway."""
_ALIVE = 15.0
"""Seconds after which a silent connection is kept open by a comment, so that no proxy ends it."""


async def changes(request: Request, door: Door) -> AsyncIterator[str]:
    """An event whenever the case has changed, until the page is left."""
    yield "retry: 3000\nevent: listening\ndata: 1\n\n"
    last = await _stamp(door)
    silent = 0.0
    while not await request.is_disconnected():
        await asyncio.sleep(_EVERY)
        now = await _stamp(door)
        if now != last:
            last, silent = now, 0.0
            yield "event: changed\ndata: 1\n\n"
        elif (silent := silent + _EVERY) >= _ALIVE:
            silent = 0.0
            yield ": still there\n\n"


async def _stamp(door: Door) -> tuple[int, ...] | None:
    try:
        return await anyio.to_thread.run_sync(door.stamp)
    except TocsinError:
        # A case that is gone for a moment is a change too.
        return None

"""`tocsin cache`: what was read before and is not read again."""

from typing import Annotated

import typer

from tocsin.cli import output


def cache(
    clear: Annotated[bool, typer.Option("--clear", help="Throw away what is kept.")] = False,
) -> None:
    """Tell how much of what was read is kept, so that it is not read again, and how often it was of use.

    The readings are the same with it and without. TOCSIN_CACHE names another folder, TOCSIN_CACHE_MEGABYTES how much it may
    take; 0 keeps nothing.
    """
    from tocsin.engine.recall import opened_store
    from tocsin.settings import Settings

    store = opened_store(Settings.load(), warn=output.warn)
    if store is None:
        output.line("nothing is kept: TOCSIN_CACHE_MEGABYTES is 0")
        return
    if clear:
        store.clear()
    held = store.standing()
    store.close()
    output.line(f"{held.path}: {held.entries:,} documents and paragraphs, {held.bytes / 1e6:,.1f} MB")
    output.line(f"  looked up {held.hits + held.misses:,} times: {held.hits:,} were there, {held.misses:,} were not")

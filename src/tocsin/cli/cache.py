"""`tocsin cache`: what was read before and is not read again."""

from typing import Annotated

import typer

from tocsin.cli import output


def cache(
    clear: Annotated[bool, typer.Option("--clear", help="Throw away what is kept.")] = False,
) -> None:
    """Show how much of what was read is kept, so that it is not read again, and how often that saved a reading.

    The vectors of large cases are kept as well, so that the first question is answered at once. Readings and answers are the
    same with it and without. TOCSIN_CACHE names another folder, TOCSIN_CACHE_MEGABYTES how much it may
    take; 0 keeps nothing.
    """
    from tocsin.engine.kept_vectors import clear_kept_vectors, held_by_kept_vectors
    from tocsin.engine.recall import opened_store
    from tocsin.settings import Settings

    settings = Settings.load()
    store = opened_store(settings, warn=output.warn)
    if store is None:
        output.line("nothing is kept: TOCSIN_CACHE_MEGABYTES is 0")
        return
    if clear:
        store.clear()
        clear_kept_vectors(settings)
    held = store.standing()
    store.close()
    output.line(f"{held.path}: {held.entries:,} documents and paragraphs, {held.bytes / 1e6:,.1f} MB")
    output.line(f"  looked up {held.hits + held.misses:,} times: {held.hits:,} were there, {held.misses:,} were not")
    if vectors := held_by_kept_vectors(settings):
        output.line(f"  vectors of cases, for `tocsin ask`: {vectors / 1e6:,.1f} MB")

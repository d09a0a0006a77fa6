"""Progress of long work, on standard error: a moving line for people, nothing for programs but the problems."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from time import monotonic

from tocsin.cli.output import console, message, one_line, warn

_MANY = 500
"""Claims whose linking takes long enough for people to ask what is being done."""

_MANY_VECTORS = 10_000
"""The same for claims whose vectors are made."""
_LONG = 1.0
"""Seconds after which work on fewer of them is shown as well: some models take a hundred times as long as others."""

Tell = Callable[[str, str | None], None]


@contextmanager
def progress(what: str, *, of: str = "documents") -> Iterator[Tell]:
    """Show what is being done and how many are; the function given back takes what was done last and any problem."""
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    shown = console(stderr=True)
    if not shown.is_terminal:
        yield lambda done, problem: warn(problem) if problem else None
        return
    columns = (
        SpinnerColumn(),
        TextColumn(f"{{task.completed}} {of}"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=shown, transient=True) as bar:
        task = bar.add_task(what, total=None)

        def tell(done: str, problem: str | None) -> None:
            bar.update(task, advance=1, description=one_line(done)[:60])
            if problem:
                bar.console.print(f"tocsin: {message(problem)}")

        yield tell


def linking() -> AbstractContextManager[Callable[[int, int], None]]:
    """Show how many of how many claims are linked: a moving bar for people, one line for programs."""
    return _before("linking", "claims of the case first", least=_MANY)


def indexing() -> AbstractContextManager[Callable[[int, int], None]]:
    """Show the same of vectors that are made."""
    return _before("making", "vectors of the case's claims first", least=_MANY_VECTORS)


@contextmanager
def _before(doing: str, what: str, *, least: int) -> Iterator[Callable[[int, int], None]]:
    """Show work that has to be done first, if there is more than `least` of it or it takes long.

    The function takes how much of all is done.
    """
    with ExitStack() as open_until_the_end:
        show: Callable[[int, int], None] | None = None
        began = monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal show, began
            if done == 0:
                began = monotonic()
            if show is None and done < total and (total > least or monotonic() - began > _LONG):
                show = open_until_the_end.enter_context(_bar(doing, what, total))
            if show is not None:
                show(done, total)

        yield tell


@contextmanager
def _bar(doing: str, what: str, total: int) -> Iterator[Callable[[int, int], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    shown = console(stderr=True)
    if not shown.is_terminal:
        warn(f"{doing} {total} {what}")
        yield lambda done, total: None
        return
    columns = (TextColumn(f"{doing} {what}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=shown, transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda done, total: bar.update(task, completed=done, total=total)

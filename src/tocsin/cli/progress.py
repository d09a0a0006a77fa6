"""Progress of long work, on standard error: a moving line for people, nothing for programs but the problems."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from time import monotonic
from typing import Protocol

from tocsin.cli.output import console, message, one_line, warn

_MANY = 500
"""Claims whose linking takes long enough for people to ask what is being done."""

_MANY_VECTORS = 10_000
"""The same for claims whose vectors are made."""
_LONG = 1.0
"""Seconds after which work on fewer of them is shown as well: some models take a hundred times as long as others."""

_EVERY = 60.0
"""Seconds between two lines of progress where no person looks on."""


class Tell(Protocol):
    """Takes what was done last, any problem with it, and how many bytes of the input it was."""

    def __call__(self, done: str, problem: str | None, size: int = 0) -> None:
        """Tell it."""


@contextmanager
def progress(what: str, *, of: str = "documents", total: int | None = None) -> Iterator[Tell]:
    """Show what is being done, how many are done, how fast, and how long the rest takes.

    Args:
        what: What is being done.
        of: With what.
        total: How many bytes the whole input has, if that is known; then what is left can be told.
    """
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    shown = console(stderr=True)
    if not shown.is_terminal:
        yield _lines(of, total)
        return
    columns = (
        SpinnerColumn(),
        TextColumn(f"{{task.fields[count]:,}} {of}, {{task.fields[rate]}}"),
        BarColumn(),
        TimeElapsedColumn(),
        *([TextColumn("left"), TimeRemainingColumn()] if total else ()),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=shown, transient=True) as bar:
        task = bar.add_task(what, total=total, count=0, rate="")
        began, count = monotonic(), 0

        def tell(done: str, problem: str | None, size: int = 0) -> None:
            nonlocal count
            count += 1
            rate = _rate(count, monotonic() - began)
            bar.update(task, advance=size if total else 1, description=one_line(done)[:60], count=count, rate=rate)
            if problem:
                bar.console.print(f"tocsin: {message(problem)}")

        yield tell


def _lines(of: str, total: int | None) -> Tell:
    """Tells problems at once, and from time to time how far the work is."""
    began = told = monotonic()
    count = read = 0

    def tell(done: str, problem: str | None, size: int = 0) -> None:
        nonlocal told, count, read
        count, read = count + 1, read + size
        if problem:
            warn(problem)
        if (moment := monotonic()) - told > _EVERY:
            told = moment
            left = ""
            if total and 0 < read < total:
                left = f", {_time((moment - began) * (total - read) / read)} left"
            warn(f"{count:,} {of}, {_rate(count, moment - began)}{left}")

    return tell


def _rate(count: int, seconds: float) -> str:
    rate = count / max(seconds, 1e-3)
    return f"{rate:,.0f} a second" if rate >= 10 else f"{60 * rate:,.0f} a minute"


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{max(minutes, 1)} min"


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

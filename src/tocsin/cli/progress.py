"""Progress of long work, on standard error: a moving line for people, nothing for programs but the problems."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tocsin.cli.output import console, message, one_line, warn

_MANY = 500
"""Claims whose linking takes long enough for people to ask what is being done."""

Tell = Callable[[str, str | None], None]


@contextmanager
def progress(what: str, *, of: str = "documents") -> Iterator[Tell]:
    """Show what is being done and how many are; the function given back takes what was done last and any problem."""
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


@contextmanager
def linking() -> Iterator[Callable[[int, int], None]]:
    """Show how many of how many claims are linked: a moving bar for people, one line for programs."""
    shown = console(stderr=True)
    columns = (TextColumn("linking claims"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=shown, transient=True, disable=not shown.is_terminal)
    task = bar.add_task("")

    def tell(done: int, total: int) -> None:
        if done == 0 and total > _MANY:
            bar.start()
            if bar.disable:
                warn(f"linking {total} claims of the case first")
        bar.update(task, completed=done, total=total)

    try:
        yield tell
    finally:
        bar.stop()

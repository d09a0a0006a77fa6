"""Progress of long work, on standard error: a moving line for people, nothing for programs but the problems."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from tocsin.cli.output import console, message, one_line, warn

_MANY = 500
"""Claims whose linking takes long enough for people to ask what is being done."""

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


@contextmanager
def linking() -> Iterator[Callable[[int, int], None]]:
    """Show how many of how many claims are linked: a moving bar for people, one line for programs."""
    with ExitStack() as open_until_the_end:
        show: Callable[[int, int], None] | None = None

        def tell(done: int, total: int) -> None:
            nonlocal show
            if done == 0 and total > _MANY:
                show = open_until_the_end.enter_context(_linking_many(total))
            if show is not None:
                show(done, total)

        yield tell


@contextmanager
def _linking_many(total: int) -> Iterator[Callable[[int, int], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    shown = console(stderr=True)
    if not shown.is_terminal:
        warn(f"linking {total} claims of the case first")
        yield lambda done, total: None
        return
    columns = (TextColumn("linking claims"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=shown, transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda done, total: bar.update(task, completed=done, total=total)

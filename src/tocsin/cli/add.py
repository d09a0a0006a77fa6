"""`tocsin add`: documents into the case."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import (
    AllowPrivate,
    Case,
    Cluster,
    Columns,
    Jobs,
    Language,
    Outlet,
    Places,
    Published,
    check_workers,
)

if TYPE_CHECKING:
    from tocsin.collect.given import Given
    from tocsin.collect.web.fetcher import Fetcher


def add(
    paths: Places,
    published: Published = None,
    outlet: Outlet = None,
    language: Language = None,
    columns: Columns = None,
    jobs: Jobs = 1,
    cluster: Cluster = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be done with each document; read and enter nothing.")
    ] = False,
    allow_private: AllowPrivate = False,
    case: Case = None,
) -> None:
    """Read documents and enter their claims in the case.

    Adding the same document again changes nothing, so a run that was cut short can be run again. A document given with
    another date or outlet, or read by a newer Tocsin, is read again; what it replaces stays in the case's history.
    """
    from tocsin.brief.wording import count_words
    from tocsin.cli.progress import progress
    from tocsin.collect.given import Given
    from tocsin.collect.sizes import size_of
    from tocsin.engine.spreading import Workers

    check_workers(jobs, cluster)
    given = Given(published=published, outlet=outlet, language=language, columns=columns or {})
    fetcher: Fetcher | None = None
    if allow_private:
        from tocsin.engine.visiting import fetcher_for

        fetcher = fetcher_for(private=True)
    if dry_run:
        _preview(paths, given, fetcher, case)
        return
    states: Counter[str] = Counter()
    claims = 0
    with open_case(case, create=True) as opened:
        with progress("reading", total=size_of(paths)) as tell, output.problems(partial(tell, "failed")) as problem:
            for added in opened.add(
                paths, given=given, tell=output.warn, workers=Workers(jobs=jobs, cluster=cluster), fetcher=fetcher
            ):
                states[added.state] += 1
                if added.state in ("new", "changed", "read anew"):
                    claims += added.claims
                if added.problem:
                    problem(added.name, added.problem)
                else:
                    tell(f"{added.name}: {added.state}", None, added.size)
        name = opened.name
    told = [f"{number} {state}" for state, number in states.items()]
    output.line(f"{', '.join(told) or 'nothing to add'}; {count_words(claims, 'claim')} entered in {name}")
    if states["failed"] or not states:
        raise typer.Exit(1)


def _preview(paths: Sequence[str], given: "Given", fetcher: "Fetcher | None", case: str | None) -> None:
    """Print a line for each document: what adding it would do. A case that is not there is not made."""
    states: Counter[str] = Counter()
    with open_case(case, if_missing=":memory:") as opened:
        for added in opened.preview(paths, given=given, fetcher=fetcher):
            states[added.state] += 1
            output.line(f"{added.state}\t{added.problem or added.name}")
    told = [f"{number} {state}" for state, number in states.items()]
    output.warn(f"{', '.join(told) or 'nothing to add'}; nothing was read or entered")
    if states["failed"] or not states:
        raise typer.Exit(1)

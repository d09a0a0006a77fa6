"""`tocsin add`: documents into the case."""

from collections import Counter
from functools import partial

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import Case, Language, Outlet, Paths, Published


def add(
    paths: Paths, published: Published = None, outlet: Outlet = None, language: Language = None, case: Case = None
) -> None:
    """Read documents and enter their claims in the case.

    Adding the same document again changes nothing, so a run that was cut short can be run again. A document given with
    another date or outlet, or read by a newer Tocsin, is read again; what it replaces stays in the case's history.
    """
    from tocsin.cli.progress import progress
    from tocsin.collect.given import Given

    states: Counter[str] = Counter()
    claims = 0
    given = Given(published=published, outlet=outlet, language=language)
    with open_case(case, create=True) as opened:
        with progress("reading") as tell, output.problems(partial(tell, "failed")) as problem:
            for added in opened.add(paths, given=given, tell=output.warn):
                states[added.state] += 1
                if added.state in ("new", "read anew"):
                    claims += added.claims
                if added.problem:
                    problem(added.name, added.problem)
                else:
                    tell(f"{added.name}: {added.state}", None)
        name = opened.name
    told = [f"{number} {state}" for state, number in states.items()]
    output.line(f"{', '.join(told) or 'nothing to add'}; {claims} claims entered in {name}")
    if states["failed"] or not states:
        raise typer.Exit(1)

"""The same documents make the same case, whatever database keeps it: lists, links, briefs, now and on an earlier day."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from postgres import a_schema

import tocsin
from tocsin.engine.case import Case
from tocsin.engine.reader import Reader
from tocsin.model.brief import Scope
from tocsin.model.query import ClaimFilter

pytestmark = pytest.mark.slow

LOOKS: dict[str, Callable[[Case], Any]] = {
    "claims": lambda case: list(case.claims()),
    "claims by words": lambda case: sorted(one.claim.id for one in case.claims(ClaimFilter(words="gallery flooded"))),
    "links": lambda case: list(case.links()),
    "propositions": lambda case: list(case.stated_propositions()),
    "conflicts": lambda case: case.conflicts(),
    "changes": lambda case: case.changes(),
    "copies": lambda case: case.copies(),
    "best supported": lambda case: case.best_supported(),
    "parties": lambda case: case.parties(),
    "sources": lambda case: case.sources(),
    "answer": lambda case: case.ask("Was the turbine gallery under water?"),
    "brief": lambda case: case.brief(Scope(), title="The dam").sections,
}


@pytest.fixture(scope="module")
def in_postgres(postgres: str, reader: Reader) -> Iterator[Case]:
    """The sample case in PostgreSQL."""
    with (
        a_schema(postgres) as address,
        Case.open(address, create=True, reader=reader) as case,
    ):
        assert all(added.state == "new" for added in case.add([Path(tocsin.__file__).parent / "demo" / "case"]))
        yield case


@pytest.fixture(scope="module")
def in_file(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Case]:
    """The sample case in a file."""
    with Case.open(tmp_path_factory.mktemp("two") / "case.db", create=True, reader=reader) as case:
        assert all(added.state == "new" for added in case.add([Path(tocsin.__file__).parent / "demo" / "case"]))
        yield case


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_both_databases_tell_the_same(in_file: Case, in_postgres: Case, look: Callable[[Case], Any]) -> None:
    assert look(in_file) == look(in_postgres)
    day = date(2026, 3, 20)
    assert look(in_file.as_of(at=day)) == look(in_postgres.as_of(at=day))

"""The measurements of robustness in their shortest form: several programs at once, and one that is killed."""

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType

import pytest
from postgres import a_schema

pytestmark = pytest.mark.slow
FOLDER = Path(__file__).parent.parent.parent / "benchmarks" / "robustness"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=["sqlite", "postgres"])
def addresses(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Two places for a case."""
    if request.param == "sqlite":
        yield str(tmp_path / "one.db"), str(tmp_path / "two.db")
        return
    with ExitStack() as stack:
        postgres = request.getfixturevalue("postgres")
        yield stack.enter_context(a_schema(postgres)), stack.enter_context(a_schema(postgres))


def test_four_writers_and_eight_readers_lose_nothing(addresses: tuple[str, str]) -> None:
    assert script("many_at_once").run(addresses[0], 5.0) == []


def test_a_writer_that_is_killed_leaves_the_case_that_it_would_have_made(addresses: tuple[str, str]) -> None:
    assert script("killed").run(*addresses, kills=4) == []

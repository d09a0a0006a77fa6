"""The vectors of a case in a file: what it answers with it is what it answers without, whatever became of the file."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from factory import AT, a_document, a_reading, an_evidence

from tocsin.engine import kept_vectors as kept
from tocsin.engine import neighbours
from tocsin.engine.kept_vectors import (
    KeptVectors,
    VectorColumns,
    clear_kept_vectors,
    held_by_kept_vectors,
    kept_vectors,
)
from tocsin.engine.neighbours import Neighbours
from tocsin.ledger.memory.ledger import MemoryLedger
from tocsin.meaning.index import Indexer
from tocsin.meaning.weights import Floats
from tocsin.model.query import Near
from tocsin.settings import Settings

SIZE = 100


class Drawn(Indexer):
    """Vectors that are drawn by the text alone, so that there can be many."""

    model, size, at_once, of_sentence_alone = "drawn", SIZE, 1000, True

    def __init__(self) -> None:
        """It needs no weights."""

    def encode(self, texts: list[str]) -> Floats:  # type: ignore[override]
        return np.stack([np.random.default_rng(sum(text.encode())).normal(size=SIZE) for text in texts]).astype(
            np.float32
        )


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_LEAST", 10)
    monkeypatch.setattr(neighbours, "_LEAST", 20)


@pytest.fixture
def file(tmp_path: Path) -> KeptVectors:
    return KeptVectors(tmp_path / "vectors" / "one.vectors", model="drawn", size=SIZE)


def a_case(claims: int) -> MemoryLedger:
    ledger = MemoryLedger()
    enter(ledger, 0, claims)
    return ledger


def enter(ledger: MemoryLedger, start: int, end: int) -> None:
    for number in range(start, end, 2):
        document = a_document(f"Gate {number} was shut. Gate {number + 1} was open.")
        ledger.add(an_evidence(document), a_reading(document), reader="reader", at=AT)


def asked(ledger: MemoryLedger, file: KeptVectors | None) -> list[dict[int, Near]]:
    searched = Neighbours(ledger, Drawn(), kept=file)
    searched.refresh()
    return [searched.nearest_to(f"Gate {number} was shut.", limit=12) for number in (3, 40, 77)]


@pytest.mark.parametrize("many", [10, 1_000_000])
def test_what_is_nearest_is_the_same_with_the_file_and_without(
    file: KeptVectors, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(neighbours, "_MANY", many)
    ledger = a_case(60)
    without = asked(ledger, None)
    assert asked(ledger, file) == without
    assert asked(ledger, file) == without
    held = file.load()
    assert held is not None
    assert len(held.rows) == 60
    enter(ledger, 60, 66)
    assert asked(ledger, file) == asked(ledger, None) != without
    enter(ledger, 66, 90)
    assert asked(ledger, file) == asked(ledger, None)
    assert len((file.load() or held).rows) == 90


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def no_head(path: Path) -> None:
    path.write_bytes(b"x" * 512 + path.read_bytes()[512:])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [cut, no_head, emptied, Path.unlink])
def test_a_file_that_is_damaged_or_gone_is_made_again(
    file: KeptVectors, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    ledger = a_case(60)
    without = asked(ledger, file)
    spoil(tmp_path / "vectors" / "one.vectors")
    again = KeptVectors(tmp_path / "vectors" / "one.vectors", model="drawn", size=SIZE)
    assert again.load() is None
    assert asked(ledger, again) == without
    assert again.load() is not None


def test_the_file_of_another_case_that_stood_in_its_place_is_not_used(file: KeptVectors) -> None:
    asked(a_case(80), file)
    other = MemoryLedger()
    enter(other, 20, 80)
    assert asked(other, file) == asked(other, None)


def test_a_file_whose_lengths_are_damaged_is_not_used_and_is_made_again(file: KeptVectors, tmp_path: Path) -> None:
    ledger = a_case(100)
    right = asked(ledger, file)
    path = tmp_path / "vectors" / "one.vectors"
    whole = path.read_bytes()
    lengths = np.ones(100, np.float32)
    known = file.load()
    assert known is not None
    at = whole.index(known.lengths[np.arange(100)].tobytes())
    path.write_bytes(whole[:at] + (lengths * np.nan).tobytes() + whole[at + lengths.nbytes :])
    again = KeptVectors(path, model="drawn", size=SIZE)
    assert asked(ledger, again) == right
    assert path.read_bytes() == whole


def test_a_pipe_in_its_place_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "vectors"
    folder.mkdir()
    os.mkfifo(folder / "one.vectors")
    piped = KeptVectors(folder / "one.vectors", model="drawn", size=SIZE)
    assert asked(a_case(100), piped) == asked(a_case(100), None)


def test_a_file_of_another_model_is_not_used(file: KeptVectors, tmp_path: Path) -> None:
    asked(a_case(60), file)
    assert KeptVectors(tmp_path / "vectors" / "one.vectors", model="another", size=SIZE).load() is None
    assert KeptVectors(tmp_path / "vectors" / "one.vectors", model="drawn", size=SIZE - 1).load() is None


def test_where_it_cannot_be_written_the_answers_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "vectors").write_text("a file in the place of the folder")
    file = KeptVectors(tmp_path / "vectors" / "one.vectors", model="drawn", size=SIZE)
    assert asked(a_case(60), file) == asked(a_case(60), None)


def test_nobody_but_the_owner_may_look_into_the_folder_and_it_can_be_cleared(tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path, cache_megabytes=1)
    file = kept_vectors("a.db", model="drawn", size=SIZE, settings=settings)
    assert file is not None
    asked(a_case(60), file)
    assert (tmp_path / "vectors").stat().st_mode & 0o077 == 0
    assert held_by_kept_vectors(settings) > 60 * SIZE
    clear_kept_vectors(settings)
    assert held_by_kept_vectors(settings) == 0


def test_only_so_many_files_are_kept(tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path, cache_megabytes=1)
    for number in range(10):
        file = kept_vectors(f"{number}.db", model="drawn", size=SIZE, settings=settings)
        assert file is not None
        columns = VectorColumns.empty(SIZE)
        for column in columns.columns():
            column.append(np.ones((20, *column.parts[0].shape[1:]), column.parts[0].dtype))
        file.keep(columns)
    assert len(list((tmp_path / "vectors").iterdir())) == 8


@pytest.mark.parametrize(("case", "megabytes"), [(":memory:", 1), ("a.db", 0)])
def test_nothing_is_kept_of_a_case_in_memory_or_where_nothing_is_to_be_kept(
    tmp_path: Path, case: str, megabytes: int
) -> None:
    settings = Settings(cache=tmp_path, cache_megabytes=megabytes)
    assert kept_vectors(case, model="drawn", size=SIZE, settings=settings) is None

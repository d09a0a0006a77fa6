"""Files of trained weights."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tocsin.errors import LexiconError
from tocsin.lexicon.weights_file import load

ARRAYS = {
    "bytes": np.arange(-60, 60, dtype=np.int8).reshape(4, 30),
    "columns": np.asfortranarray(np.arange(6, dtype=np.int8).reshape(2, 3)),
    "empty": np.zeros((0, 3), np.int8),
    "numbers": np.arange(5),
    "halves": np.array([[0.5, -2]], np.float16),
    "about": np.frombuffer(b'{"model": "small"}', np.uint8),
}


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_arrays_come_back_as_they_were_whether_they_are_compressed_or_not(
    save: Callable[..., None], tmp_path: Path
) -> None:
    save(tmp_path / "weights.npz", **ARRAYS)
    about, arrays = load(tmp_path / "weights.npz", "toy", lambda about, arrays: (about, arrays))
    assert about == {"model": "small"}
    assert arrays.keys() == ARRAYS.keys() - {"about"}
    for name, array in arrays.items():
        assert np.array_equal(array, ARRAYS[name])
        assert array.dtype == (np.float32 if name == "halves" else ARRAYS[name].dtype)


@pytest.mark.parametrize("length", [0, 10, 400, -1])
def test_a_file_that_is_cut_short_is_told(length: int, tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    np.savez(path, **ARRAYS)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(LexiconError, match="weights of a toy"):
        load(path, "toy", lambda about, arrays: (about, arrays))

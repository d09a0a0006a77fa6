"""Garbage is kept while a piece of work is done, and no longer."""

import gc

import pytest

from tocsin.model.garbage import garbage_kept


def test_garbage_is_looked_for_again_when_the_outermost_work_is_done() -> None:
    with garbage_kept():
        with garbage_kept():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_looked_for_again_when_work_fails() -> None:
    with pytest.raises(ValueError, match="no"), garbage_kept():
        raise ValueError("no")
    assert gc.isenabled()


def test_a_program_that_looks_for_no_garbage_is_left_alone() -> None:
    gc.disable()
    try:
        with garbage_kept():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()

"""Work that a second thread does before its results are needed."""

import sys
import threading
import time
from collections.abc import Callable

import pytest

from tocsin.engine.ahead import Ahead


def added(done: list[int], number: int) -> Callable[[], None]:
    return lambda: done.append(number)


def of_its_own() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name.startswith("ahead")]


def test_every_task_is_done_once_whoever_does_it() -> None:
    done: list[int] = []
    with Ahead() as ahead:
        for start in (0, 500):
            ahead.begin([added(done, start + number) for number in range(500)])
            ahead.finish()
            assert sorted(done) == list(range(start + 500))


def test_tasks_are_done_while_the_caller_does_something_else() -> None:
    elsewhere = threading.Event()
    with Ahead() as ahead:
        ahead.begin([elsewhere.set])
        assert elsewhere.wait(60)


def test_the_caller_does_what_the_thread_has_not_begun() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def long() -> None:
        begun.set()
        go_on.wait(60)

    by: list[threading.Thread] = []
    with Ahead() as ahead:
        ahead.begin([long, lambda: by.append(threading.current_thread()), go_on.set])
        assert begun.wait(60)
        ahead.finish()
    assert by == [threading.current_thread()]


def test_an_error_in_the_thread_is_raised_where_the_results_are_needed() -> None:
    raised = threading.Event()

    def fail() -> None:
        raised.set()
        raise ValueError("no vector")

    with Ahead() as ahead:
        ahead.begin([fail])
        assert raised.wait(60)
        with pytest.raises(ValueError, match="no vector"):
            ahead.finish()


def test_after_an_interrupt_nothing_more_is_begun_and_no_thread_is_left() -> None:
    begun, interrupted = threading.Event(), threading.Event()
    done: list[int] = []

    def long() -> None:
        begun.set()
        interrupted.wait(60)
        time.sleep(1)
        done.append(0)

    def interrupt(ahead: Ahead) -> None:
        ahead.begin([long, added(done, 1), added(done, 2)])
        begun.wait(60)
        interrupted.set()
        raise KeyboardInterrupt

    with Ahead() as ahead, pytest.raises(KeyboardInterrupt):
        interrupt(ahead)
    assert done == [0]
    assert of_its_own() == []


def test_tasks_that_others_take_the_place_of_are_given_up() -> None:
    begun, go_on = threading.Event(), threading.Event()
    done: list[int] = []

    def long() -> None:
        begun.set()
        go_on.wait(60)

    with Ahead() as ahead:
        ahead.begin([long, added(done, 1)])
        assert begun.wait(60)
        ahead.begin([added(done, 2)])
        go_on.set()
        ahead.finish()
    assert done == [2]


def test_without_tasks_no_thread_is_started() -> None:
    with Ahead() as ahead:
        ahead.finish()
        assert of_its_own() == []


def test_threads_take_turns_as_before_when_the_work_is_done() -> None:
    before = sys.getswitchinterval()
    with Ahead():
        assert sys.getswitchinterval() <= before
    assert sys.getswitchinterval() == before

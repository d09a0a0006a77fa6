"""Results for tests of the board: functions of a module, so that the process that works results out can call them."""

import os
import time
from pathlib import Path

from tocsin.board.derived import Bench, Derived
from tocsin.errors import InputError


def _questions(bench: Bench, gate: Path) -> list[str]:
    """The questions of the case, once a file is there to let this through."""
    (gate.parent / "begun").write_text(str(os.getpid()), encoding="utf-8")
    while not gate.exists():
        time.sleep(0.02)
    return [one.question for one in bench.case.standing_questions()]


def _number(bench: Bench, gate: Path) -> int:
    (gate.parent / "made").open("a", encoding="utf-8").write("x")
    return len(bench.made(QUESTIONS, gate))


def _wrong(bench: Bench, subject: str) -> int:
    raise InputError("subject", f"no account tells how many {subject}")


def _ends(bench: Bench) -> int:
    os._exit(9)


QUESTIONS = Derived(name="questions", make=_questions, of=list[str], is_long=True)
NUMBER = Derived(name="number", make=_number, of=int)
WRONG = Derived(name="wrong", make=_wrong, of=int)
ENDS = Derived(name="ends", make=_ends, of=int)

"""The command `tocsin`, and `python -m tocsin`."""

import gc
import io
import os
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command line; errors of ours become one line and exit status 1."""
    _make_ready()
    from tocsin.cli.app import app
    from tocsin.errors import TocsinError

    try:
        try:
            app(prog_name="tocsin")
        finally:
            # An output that cannot be written shows here, while it can still be told.
            sys.stdout.flush()
    except TocsinError as error:
        _tell(str(error))
        sys.exit(1)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # Where whoever read our output has gone, there is nobody left to tell.
        if not isinstance(error, BrokenPipeError):
            _tell(f"{error.filename or 'output'}: {error.strerror or error}")
        sys.exit(1)
    except SystemExit as stop:
        if stop.code == _INTERRUPTED:
            _tell("stopped; what was entered so far is kept")
        raise


def _make_ready() -> None:
    """See to it that whatever stands in a text can be printed, and that closed streams do no harm."""
    # Records are many and live until a command ends: seldom looked through for cycles, they cost a fifth less time.
    gc.set_threshold(200_000, 20, 20)
    # They stay open until the process ends, as the streams they stand for would.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _tell(text: str) -> None:
    from tocsin.cli.output import warn

    warn(text)


if __name__ == "__main__":
    main()

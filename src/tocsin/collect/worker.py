"""Parsers in a process of their own: one that hangs, crashes or takes all memory is stopped, and only its file fails.

The parent sends one file at a time, and the worker answers with its pieces. Both are frames: a line of JSON, and the bytes
whose number it names. The worker is started when it is first needed and again after it was stopped.
"""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import IO, Any, Self

from tocsin.collect.formats import BY_MEDIA_TYPE, Format
from tocsin.collect.pieces import Found, Nested, Piece, Pieces, Remark
from tocsin.collect.source import Ask, Source
from tocsin.errors import InputError, fault

_MEGABYTE = 1_000_000
_LOOK = 0.2
"""Seconds between two looks at whether a parser takes too long."""


class _Watch:
    """Kills a process that takes longer than it may; time in which it is not waited for does not count."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._left = seconds
        self._since: float | None = monotonic()
        self._ended = Event()
        self.was_late = False
        Thread(target=self._watch, daemon=True).start()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Nothing is waited for in here."""
        self._left -= monotonic() - (self._since or monotonic())
        self._since = None
        yield
        self._since = monotonic()

    def end(self) -> None:
        """The process is done with what was asked of it."""
        self._ended.set()

    def _watch(self) -> None:
        while not self._ended.wait(_LOOK):
            since = self._since
            if since is not None and monotonic() - since > self._left:
                self.was_late = True
                self._process.kill()
                return


class Worker:
    """A process that reads files of the kinds that are read apart.

    Args:
        seconds: How long one file may take.
        megabytes: How much memory its parser may take (where the system can hold a process to that).
    """

    def __init__(self, *, seconds: float, megabytes: int) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def read(self, kind: Format, source: Source) -> Pieces:
        """The pieces of one file; a file that stops its parser ends with the error that says so."""
        raw = source.whole()
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        request = {
            "media_type": kind.media_type, "where": source.where, "name": source.name, "longest": source.ask.longest,
            "largest": source.ask.largest, "columns": dict(source.ask.columns),
        }  # fmt: skip
        watch = _Watch(process, self._seconds)
        ended = False
        inside: list[Nested] = []
        try:
            with suppress(BrokenPipeError):
                _send(process.stdin, request, raw)
            while (frame := _receive(process.stdout)) is not None:
                if frame[0]["kind"] == "end":
                    ended = True
                    break
                piece = _piece(*frame)
                if isinstance(piece, Nested):
                    # It may have to be read by this worker, which is not done with the file around it.
                    inside.append(piece)
                    continue
                # What is done with a piece takes no time of its parser.
                with watch.paused():
                    yield piece
            if not ended and watch.was_late:
                raise InputError(
                    source.where, f"its parser did not end within {self._seconds:g} seconds and was stopped"
                )
            if not ended:
                raise InputError(
                    source.where,
                    f"its parser crashed, or needed more than {self._megabytes:,} MB of memory, and was stopped",
                )
        finally:
            watch.end()
            if not ended:
                # What is left in the pipe belongs to this file and not to the next.
                self.close()
        yield from inside

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(self._megabytes), str(int(self._seconds) + 1)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
            )  # fmt: skip
        return self._process


def _piece(frame: dict[str, Any], raw: bytes) -> Piece:
    """The piece that a frame holds."""
    kind, data = frame["kind"], frame["data"]
    if kind == "found":
        return Found(**data, raw=raw if frame["has_raw"] else None)
    if kind == "nested":
        return Nested(**data, stream=io.BytesIO(raw))
    if kind == "remark":
        return Remark(data)
    return InputError(*data)


def _frame(piece: Piece) -> tuple[dict[str, Any], bytes]:
    """The frame that holds a piece."""
    if isinstance(piece, Found):
        names = (
            "text",
            "name",
            "title",
            "url",
            "outlet",
            "published",
            "time",
            "language",
            "details",
            "media_type",
            "part",
        )
        data = {name: value for name in names if (value := getattr(piece, name))}
        return {"kind": "found", "data": {"text": "", **data}, "has_raw": piece.raw is not None}, piece.raw or b""
    if isinstance(piece, Nested):
        data = {"name": piece.name, "media_type": piece.media_type, "facts": dict(piece.facts)}
        return {"kind": "nested", "data": data}, piece.stream.read()
    if isinstance(piece, Remark):
        return {"kind": "remark", "data": piece.text}, b""
    if isinstance(piece, InputError):
        return {"kind": "error", "data": [piece.name, piece.problem]}, b""
    raise TypeError(f"a {type(piece).__name__} is given by no parser that is apart")


def _send(stream: IO[bytes], frame: dict[str, Any], raw: bytes) -> None:
    stream.write(json.dumps({**frame, "size": len(raw)}).encode() + b"\n")
    stream.write(raw)
    stream.flush()


def _receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    frame = json.loads(line)
    raw = stream.read(frame["size"])
    return (frame, raw) if len(raw) == frame["size"] else None


def read_apart(kind: Format, source: Source) -> Iterator[Piece]:
    """The pieces of one file, and any fault of its parser as an error among them."""
    try:
        yield from kind.read(source)
    except InputError as error:
        yield error
    except MemoryError:
        yield InputError(source.where, "its parser needs more memory than it may take")
    except OSError as error:
        yield InputError(source.where, f"could not be read: {error.strerror or error}")
    except RecursionError:
        yield InputError(source.where, "it is nested too deeply to be read")
    except Exception as error:
        yield InputError(source.where, fault(error))


def _serve(megabytes: int, seconds: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  not on every system

        limit = megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What a parser prints must not get between the frames.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    requests = sys.stdin.buffer
    while (frame := _receive(requests)) is not None:
        request, raw = frame
        if hasattr(signal, "alarm"):
            # The parent stops a parser that hangs; the alarm does where the parent is no more.
            signal.alarm(4 * seconds)
        ask = Ask(longest=request["longest"], largest=request["largest"], columns=request["columns"])
        source = Source(io.BytesIO(raw), where=request["where"], name=request["name"], ask=ask)
        for piece in read_apart(BY_MEDIA_TYPE[request["media_type"]], source):
            _send(answers, *_frame(piece))
        _send(answers, {"kind": "end"}, b"")
        if hasattr(signal, "alarm"):
            signal.alarm(0)


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        _serve(int(sys.argv[1]), int(sys.argv[2]))

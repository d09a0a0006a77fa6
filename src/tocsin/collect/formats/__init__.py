"""The kinds of files that Tocsin reads, each with its endings and the module that reads it.

A module of this folder reads one kind. Its function `read` takes a `Source` and yields pieces: documents, files inside the
file, remarks, and errors. A kind that is apart is read in a worker process, because its parser could hang, crash, or take
all memory; the others are read as streams.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from tocsin.collect.pieces import Pieces
from tocsin.collect.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of file.

    Attributes:
        media_type: What its bytes are called.
        endings: The endings of its files' names.
        module: The module of this folder that reads it.
        apart: Whether it is read in a worker process.
        rich: Whether a file may be far larger than its text.
    """

    media_type: str
    endings: tuple[str, ...]
    module: str
    apart: bool = True
    rich: bool = False

    @property
    def read(self) -> Callable[[Source], Pieces]:
        """The function that reads such a file."""
        function: Callable[[Source], Pieces] = import_module(f"{__name__}.{self.module}").read
        return function


FORMATS = (
    Format(media_type="text/plain", endings=(".txt", ".text"), module="plain", apart=False),
    Format(media_type="text/markdown", endings=(".md", ".markdown"), module="markdown", apart=False),
    Format(media_type="text/html", endings=(".html", ".htm", ".xhtml"), module="html"),
    Format(media_type="application/jsonl", endings=(".jsonl", ".ndjson"), module="json_lines", apart=False),
)
BY_ENDING = {ending: one for one in FORMATS for ending in one.endings}
BY_MEDIA_TYPE = {one.media_type: one for one in FORMATS}

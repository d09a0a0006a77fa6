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


@dataclass(frozen=True, slots=True)
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


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = (
    Format("text/plain", (".txt", ".text"), "plain", apart=False),
    Format("text/markdown", (".md", ".markdown"), "markdown", apart=False),
    Format("text/html", (".html", ".htm", ".xhtml"), "html", rich=True),
    Format("application/pdf", (".pdf",), "pdf", rich=True),
    Format(_WORD, (".docx", ".docm"), "docx", rich=True),
    Format("application/vnd.oasis.opendocument.text", (".odt",), "odt", rich=True),
    Format("application/rtf", (".rtf",), "rtf", rich=True),
    Format("application/epub+zip", (".epub",), "epub", rich=True),
    Format("message/rfc822", (".eml",), "mail", rich=True),
    Format("application/mbox", (".mbox",), "mailbox", apart=False),
    Format("application/x-subrip", (".srt",), "subtitles", apart=False),
    Format("text/vtt", (".vtt",), "subtitles", apart=False),
    Format("text/csv", (".csv",), "tables", apart=False),
    Format("text/tab-separated-values", (".tsv", ".tab"), "tables", apart=False),
    Format(_SHEET, (".xlsx", ".xlsm"), "xlsx", rich=True),
    Format("application/json", (".json",), "json_file", apart=False),
    Format("application/jsonl", (".jsonl", ".ndjson"), "json_lines", apart=False),
    Format("application/rss+xml", (".rss", ".atom", ".xml"), "feed", rich=True),
    Format("application/warc", (".warc", ".warc.gz"), "warc", apart=False),
    Format("application/wacz", (".wacz",), "warc", apart=False),
    Format("application/zip", (".zip",), "archives", apart=False),
    Format("application/x-tar", (".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz"), "archives", apart=False),
    Format("application/gzip", (".gz",), "archives", apart=False),
    Format("application/x-bzip2", (".bz2",), "archives", apart=False),
    Format("application/x-xz", (".xz",), "archives", apart=False),
)
BY_ENDING = {ending: one for one in FORMATS for ending in one.endings}
BY_MEDIA_TYPE = {one.media_type: one for one in FORMATS}
_ALIASES = {
    "application/xhtml+xml": "text/html",
    "application/atom+xml": "application/rss+xml",
    "application/xml": "application/rss+xml",
    "text/xml": "application/rss+xml",
    "text/rtf": "application/rtf",
    "application/x-zip-compressed": "application/zip",
    "application/x-gzip": "application/gzip",
    "application/x-ndjson": "application/jsonl",
}
"""Other names of the same kinds."""
BY_MEDIA_TYPE |= {alias: BY_MEDIA_TYPE[name] for alias, name in _ALIASES.items()}

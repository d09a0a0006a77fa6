"""Rich Text Format: the words without the marks."""

import re
from importlib import import_module
from typing import Any

from tocsin.collect.pieces import Found, Pieces
from tocsin.collect.source import Source
from tocsin.errors import InputError

_TITLE = re.compile(r"\{\\title ([^{}\\]{1,500})\}")
_AUTHOR = re.compile(r"\{\\author ([^{}\\]{1,200})\}")
# Pictures and embedded files are hexadecimal and far longer than any text.
_PICTURE = re.compile(r"[0-9a-fA-F\s]{5000,}")


def read(source: Source) -> Pieces:
    """The text of the file."""
    raw = source.whole()
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise InputError(source.where, "this is no RTF")
    if not raw.rstrip(b"\0 \r\n").endswith(b"}"):
        raise InputError(source.where, "the file is cut off")
    markup = _PICTURE.sub("", raw.decode("latin-1"))
    convert: Any = import_module("striprtf.striprtf").rtf_to_text
    text = convert(markup, errors="replace")
    title, author = _TITLE.search(markup), _AUTHOR.search(markup)
    yield Found(
        text=re.sub(r"\n{3,}", "\n\n", text.replace("\r\n", "\n")).strip(),
        title=title[1].strip() if title else None,
        details={"author": author[1].strip()} if author else {},
    )

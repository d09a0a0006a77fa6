"""Mailboxes (.mbox): many mails in one file, read as a stream; each is a mail inside the file."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from tocsin.collect.pieces import Nested, Pieces
from tocsin.collect.source import Source
from tocsin.errors import InputError

_LARGEST = 64_000_000
"""Bytes of the largest mail with its attachments."""


def read(source: Source) -> Pieces:
    """The mails of the mailbox."""
    number = 0
    for number, raw in enumerate(_mails(source.stream()), start=1):
        name = f"mail {number}"
        if len(raw) > _LARGEST:
            yield InputError(f"{source.where} > {name}", f"larger than {_LARGEST:,} bytes and is not read")
        else:
            yield Nested(name=f"{name}.eml", stream=io.BytesIO(raw), media_type="message/rfc822")
    if not number:
        raise InputError(source.where, "this is no mailbox: no line in it begins with “From ”")


def _mails(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of each mail; of one that is too long only a little more than may be."""
    lines: list[bytes] | None = None
    size, blank = 0, True
    while line := stream.readline(_LARGEST):
        if line.startswith(b"From ") and blank:
            if lines is not None:
                yield b"".join(lines)
            lines, size = [], 0
        elif lines is not None and size <= _LARGEST:
            # A mailbox marks a line of a mail that begins so.
            lines.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        blank = not line.strip()
    if lines is not None:
        yield b"".join(lines)

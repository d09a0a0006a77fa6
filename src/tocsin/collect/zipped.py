"""Files that are zips of XML: their members, within limits, and never by a path that leads anywhere else."""

from __future__ import annotations

import zipfile
import zlib
from typing import Any

from tocsin.collect.markup import parsed_xml
from tocsin.collect.source import Source
from tocsin.errors import InputError

LARGEST = 100_000_000
"""Bytes of the largest member that is unpacked."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError, RuntimeError)
"""What the reader of zips raises on files that are cut off, damaged, or packed in ways it does not know."""


class Package:
    """The members of a file that is a zip.

    Raises:
        InputError: It is no zip, or is protected by a password.
    """

    def __init__(self, source: Source) -> None:
        self._where = source.where
        try:
            self._zip = zipfile.ZipFile(source.seekable(source.ask.largest))
        except BROKEN as error:
            raise InputError(source.where, "the file is cut off or damaged: it cannot be unpacked") from error
        if any(info.flag_bits & 1 for info in self._zip.infolist()):
            raise InputError(source.where, "is protected by a password; take it off, or unpack it, and add it again")

    @property
    def names(self) -> list[str]:
        """The names of its members."""
        return self._zip.namelist()

    @property
    def unpacked(self) -> int:
        """The bytes of all its members, as the file itself says."""
        return sum(info.file_size for info in self._zip.infolist())

    def bytes_of(self, name: str) -> bytes | None:
        """The bytes of a member; None if there is no such member.

        Raises:
            InputError: It is larger than allowed, or damaged.
        """
        if name not in self._zip.NameToInfo:
            return None
        try:
            with self._zip.open(name) as stream:
                raw = stream.read(LARGEST + 1)
        except BROKEN as error:
            raise InputError(self._where, f"damaged: {name} cannot be unpacked") from error
        if len(raw) > LARGEST:
            raise InputError(self._where, f"unpacks to more than {LARGEST:,} bytes and is not read")
        return raw

    def xml(self, name: str) -> Any | None:
        """The root of a member that is XML; None if there is no such member."""
        raw = self.bytes_of(name)
        return None if raw is None else parsed_xml(raw, where=self._where)


def core_facts(root: Any | None) -> dict[str, str]:
    """Title, author and language as the Dublin Core elements of a package say. Its dates are those of the file."""
    facts: dict[str, str] = {}
    if root is None:
        return facts
    names = {"title": "title", "creator": "author", "language": "language"}
    for element in root.iter("{http://purl.org/dc/elements/1.1/}*"):
        fact = names.get(element.tag.rpartition("}")[2])
        if fact and fact not in facts and element.text and element.text.strip():
            facts[fact] = element.text.strip()
    return facts

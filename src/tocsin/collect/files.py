"""Files, folders and standard input to documents, one after the other; what cannot be read comes as its error."""

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import chain
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any, BinaryIO, Self

from tocsin.collect.formats import BY_ENDING, BY_MEDIA_TYPE, Format
from tocsin.collect.given import Given, day, moment
from tocsin.collect.json_lines import lines_of
from tocsin.collect.kinds import is_known, kind_of
from tocsin.collect.languages import language_of
from tocsin.collect.mojibake import mended
from tocsin.collect.page.text import facts_in
from tocsin.collect.pieces import Found, Nested, Pieces, Remark, Series
from tocsin.collect.source import Ask, Source
from tocsin.collect.worker import Worker, read_apart
from tocsin.errors import InputError, NothingThere, UnknownFormat
from tocsin.model.document import Document, Evidence

Collected = Iterator[Evidence | InputError]

_BYTES = 4
"""Bytes that a character has at most."""
_RICH = 256_000_000
"""Bytes of the largest file of a kind whose files hold more than text, such as pictures."""
_DEPTH = 4
"""How deep files may lie inside files: a chat in an archive in a mail in an archive."""
_FACTS = ("name", "title", "url", "outlet", "published", "time", "language")
_WITHOUT_DATA = frozenset(("plain", "markdown", "pdf", "docx", "odt", "rtf"))
"""Kinds whose files say nothing of outlet and day besides their text."""
_SPACE = b"\xef\xbb\xbf \t\r\n"
_UNFIT = re.compile("[\0\ud800-\udfff]")


class FileCollector:
    """Collects documents from paths; `-` is standard input.

    Args:
        given: What the caller says of documents that do not tell it themselves.
        longest: Characters of the longest document taken.
        stdin: What `-` reads from, by default that of the process.
        tell: Is told what the analyst should know and is no failure, such as which columns were taken.
        seconds: How long the parser of one file may take.
        megabytes: How much memory the parser of one file may take.
    """

    def __init__(
        self,
        *,
        given: Given,
        longest: int,
        stdin: BinaryIO | None = None,
        tell: Callable[[str], None] | None = None,
        seconds: float = 60,
        megabytes: int = 2_000,
    ) -> None:
        self._given = given
        self._longest = longest
        self._ask = Ask(longest=longest, largest=_BYTES * longest, columns=given.columns)
        self._stdin = stdin
        self._tell = tell or (lambda text: None)
        self.whole: list[Series] = []
        """The numbered series, such as chats, of which all documents between two numbers were given."""
        self._worker = Worker(seconds=seconds, megabytes=megabytes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.close()

    def collect(self, paths: Iterable[str | Path]) -> Collected:
        """The documents at these paths, in order; folders are searched for files of a known kind."""
        try:
            for path in paths:
                if str(path) == "-":
                    yield from self._from_stdin()
                    continue
                for file in self.files_at(Path(path)):
                    if isinstance(file, InputError):
                        yield file
                    else:
                        yield from self._from_file(file)
        finally:
            self._worker.close()

    def from_bytes(
        self, raw: bytes, *, name: str, where: str, media_type: str | None = None, facts: Found | None = None
    ) -> Collected:
        """The documents in bytes that are at hand, such as what a server answered.

        Args:
            raw: The bytes.
            name: The name of a document that has none itself, and by whose ending its kind is told if nothing else tells it.
            where: What it was given as, for errors and for the record.
            media_type: What the bytes are said to be.
            facts: What is known of a document that does not tell it itself.
        """
        yield from self._from_stream(
            io.BytesIO(raw), name=name, where=where, media_type=media_type, facts=facts or Found(text="")
        )

    def _from_stdin(self) -> Collected:
        stdin = self._stdin or getattr(sys.stdin, "buffer", None)
        if stdin is None:
            yield NothingThere("stdin", "there is no standard input")
            return
        lines = lines_of(stdin, longest=self._ask.largest)
        try:
            head = list(_through_first_words(lines))
            start = b"".join(head).lstrip(_SPACE)
            if start.startswith(b"{"):
                joined: BinaryIO = io.BufferedReader(_Lines(chain(head, lines)))
                source = Source(joined, where="stdin", name="stdin", ask=self._ask, waits=True)
                yield from self._from_source(source, BY_MEDIA_TYPE["application/jsonl"], Found(text=""), 0)
                return
            raw = b"".join(head) + stdin.read(self._ask.largest + 1)
        except OSError as error:
            yield InputError("stdin", _reason(error))
            return
        is_page = start[:9].lower().startswith((b"<!doctype", b"<html"))
        name = "stdin.html" if is_page else "stdin.txt"
        yield from self._from_stream(io.BytesIO(raw), name=name, where="stdin")

    def _from_file(self, file: Path) -> Collected:
        try:
            with file.open("rb") as stream:
                yield from self._from_stream(stream, name=file.name, where=str(file))
        except OSError as error:
            yield InputError(str(file), _reason(error))

    def _from_stream(
        self,
        stream: BinaryIO,
        *,
        name: str,
        where: str,
        media_type: str | None = None,
        facts: Found | None = None,
        depth: int = 0,
    ) -> Collected:
        stem = PurePosixPath(name).stem or name
        try:
            source = Source(stream, where=where, name=stem, ask=self._ask)
            kind, remark = kind_of(source.head, name=name, where=where, media_type=media_type)
        except InputError as error:
            yield error
            return
        if kind.rich:
            source.ask = replace(self._ask, largest=max(_RICH, self._ask.largest))
        for found in self._from_source(source, kind, facts or Found(text=""), depth):
            if remark and isinstance(found, Evidence):
                self._tell(f"{where}: {remark}")
                remark = None
            yield found

    def _from_source(self, source: Source, kind: Format, facts: Found, depth: int) -> Collected:
        """The documents of one file, and of the files inside it."""
        number = 0
        for piece in self._pieces(kind, source):
            number += 1
            if isinstance(piece, InputError):
                yield piece
            elif isinstance(piece, Remark):
                self._tell(f"{source.where}: {piece.text}")
            elif isinstance(piece, Series):
                self.whole.append(piece)
            elif isinstance(piece, Nested):
                yield from self._from_nested(piece, source, facts, depth)
            else:
                yield self._evidence(piece, source, kind, facts)
        if not number:
            yield InputError(source.where, "no document was found in it")

    def _pieces(self, kind: Format, source: Source) -> Pieces:
        """The pieces of a file; whatever goes wrong comes as an error among them."""
        if not kind.apart:
            yield from read_apart(kind, source)
            return
        try:
            yield from self._worker.read(kind, source)
        except InputError as error:
            yield error

    def _from_nested(self, inside: Nested, source: Source, facts: Found, depth: int) -> Collected:
        where = f"{source.where} > {inside.name}"
        if depth >= _DEPTH:
            yield InputError(where, f"lies more than {_DEPTH} files deep; unpack the outer ones and add it")
            return
        known = {fact: value for fact, value in inside.facts.items() if fact in _FACTS}
        others = {fact: value for fact, value in inside.facts.items() if fact not in _FACTS}
        own = Found(text="", **{**_facts_of(facts), **known}, details={**facts.details, **others})
        yield from self._from_stream(
            inside.stream, name=inside.name, where=where, media_type=inside.media_type, facts=own, depth=depth + 1
        )

    def _evidence(self, found: Found, source: Source, kind: Format, facts: Found) -> Evidence | InputError:
        where = f"{source.where} {found.part}" if found.part else source.where
        try:
            raw = source.whole() if found.raw is None else found.raw
            return self._checked(found, raw, where=where, name=source.name, kind=kind, facts=facts)
        except InputError as error:
            return error

    def _checked(self, found: Found, raw: bytes, *, where: str, name: str, kind: Format, facts: Found) -> Evidence:
        # JSON and file names can smuggle in halves of characters, which no encoding writes, and the character 0, which
        # PostgreSQL does not keep.
        told = {"name": name, **_facts_of(facts), **_facts_of(found)}
        told = {fact: _UNFIT.sub("\ufffd", value) for fact, value in told.items()}
        text, wrong = mended(_UNFIT.sub("\ufffd", found.text))
        repaired = {"repaired": f"UTF-8 that had been read as Windows-1252, {wrong} characters"} if wrong else {}
        language = self._given.language or told.get("language")
        # What a text says of itself counts last: after its file's own data, and after what the caller gives.
        stated = facts_in(text) if kind.module in _WITHOUT_DATA else {}
        published = told.get("published") or (stated.get("published") if self._given.published is None else None)
        if not text.strip("\ufeff").strip():
            raise InputError(where, "the text is empty")
        if len(text) > self._longest:
            much = f"the text has {len(text):,} characters, more than {self._longest:,}"
            raise InputError(where, f"{much}; split it, or raise TOCSIN_LONGEST")
        time = moment(told["time"], name=where) if told.get("time") else None
        if wrong:
            self._tell(
                f"{where}: its text had been read in a wrong encoding and is put right; its bytes are kept as found"
            )
        document = Document(
            id=f"sha256:{sha256(raw).hexdigest()}",
            name=told["name"],
            text=text,
            title=told.get("title"),
            url=told.get("url"),
            outlet=told.get("outlet") or self._given.outlet or stated.get("outlet"),
            published=day(published, name=where) if published else time.date() if time else self._given.published,
            time=time,
            # Of a tag without its region: "en" of "en-GB".
            language=re.split("[-_]", language.strip().lower())[0] if language else language_of(text),
        )
        return Evidence(
            document=document,
            raw=raw,
            media_type=found.media_type or kind.media_type,
            where=where,
            details={**_details_of(stated), **facts.details, **found.details, **repaired},
        )

    def files_at(self, path: Path) -> Iterator[Path | InputError]:
        """The files a path stands for, or the error that says why there are none."""
        try:
            if path.is_dir():
                inside = self._inside(path)
                first = next(inside, None)
                known = ", ".join(BY_ENDING)
                if first is None:
                    yield NothingThere(str(path), f"no file of a known kind in this folder ({known})")
                else:
                    yield from chain([first], inside)
            elif not path.exists():
                yield NothingThere(str(path), "there is no such file or folder")
            elif not is_known(path.name):
                yield UnknownFormat(str(path), path.suffix or "no ending", known=BY_ENDING)
            else:
                yield path
        except OSError as error:
            yield InputError(str(path), _reason(error))
        except ValueError as error:
            yield InputError(str(path), str(error))

    def _inside(self, folder: Path) -> Iterator[Path]:
        """The files of a known kind in a folder and those below it, by their paths; hidden ones are left out."""
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                path = folder / entry.name
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    try:
                        yield from self._inside(path)
                    except OSError as error:
                        self._tell(f"{path}: left out: {_reason(error)}")
                elif entry.is_dir():
                    # It may lead out of the folder, or back into it without end.
                    self._tell(f"{path}: left out, because it is a link to a folder; add that folder itself")
                elif is_known(entry.name) and entry.is_file():
                    yield path


class _Lines(io.RawIOBase):
    """Lines as one stream of bytes."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._left = self._left or next(self._lines, b"")
        part, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def _details_of(stated: Mapping[str, str]) -> dict[str, str]:
    return {fact: value for fact, value in stated.items() if fact in ("author", "place", "agency")}


def _facts_of(found: Found) -> dict[str, Any]:
    """What a file says about a document, without its text."""
    return {name: value for name in _FACTS if (value := getattr(found, name))}


def _through_first_words(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The first lines, up to one that is not empty."""
    for line in lines:
        yield line
        if line.strip(_SPACE):
            return


def _reason(error: OSError) -> str:
    return error.strerror or str(error)

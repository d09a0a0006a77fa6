"""Files, folders and standard input to documents, one after the other; what cannot be read comes as its error."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from tocsin.collect.formats import KINDS, READERS
from tocsin.collect.given import Given, day, moment
from tocsin.collect.json_lines import lines_of, records
from tocsin.collect.languages import language_of
from tocsin.errors import InputError, NothingThere, UnknownFormat, fault
from tocsin.model.document import Document, Evidence

Collected = Iterator[Evidence | InputError]

_BYTES = 4
"""Bytes that a character has at most."""
_SPACE = b"\xef\xbb\xbf \t\r\n"
_SURROGATE = re.compile("[\ud800-\udfff]")


class FileCollector:
    """Collects documents from paths; `-` is standard input.

    Args:
        given: What the caller says of documents that do not tell it themselves.
        longest: Characters of the longest document taken.
        stdin: What `-` reads from, by default that of the process.
    """

    def __init__(self, *, given: Given, longest: int, stdin: BinaryIO | None = None) -> None:
        self._given = given
        self._longest = longest
        self._bytes = _BYTES * longest
        self._stdin = stdin

    def collect(self, paths: Iterable[str | Path]) -> Collected:
        """The documents at these paths, in order; folders are searched for files of a known kind."""
        for path in paths:
            if str(path) == "-":
                yield from self._from_stdin()
                continue
            for file in _files(Path(path)):
                if isinstance(file, InputError):
                    yield file
                else:
                    yield from self._from_file(file)

    def _from_stdin(self) -> Collected:
        stdin = self._stdin or getattr(sys.stdin, "buffer", None)
        if stdin is None:
            yield NothingThere("stdin", "there is no standard input")
            return
        lines = lines_of(stdin, longest=self._bytes)
        try:
            head = list(_through_first_words(lines))
            start = b"".join(head).lstrip(_SPACE)
            if start.startswith(b"{"):
                yield from self._from_lines(chain(head, lines), name="stdin")
                return
            raw = b"".join(head) + stdin.read(self._bytes + 1)
        except OSError as error:
            yield InputError("stdin", _reason(error))
            return
        kind = "text/html" if start[:9].lower().startswith((b"<!doctype", b"<html")) else "text/plain"
        yield from self._guarded(raw, name="stdin", where="stdin", media_type=kind)

    def _from_file(self, file: Path) -> Collected:
        kind = KINDS[file.suffix.lower()]
        try:
            with file.open("rb") as stream:
                if kind == "application/jsonl":
                    yield from self._from_lines(lines_of(stream, longest=self._bytes), name=str(file))
                    return
                raw = stream.read(self._bytes + 1)
        except OSError as error:
            yield InputError(str(file), _reason(error))
            return
        yield from self._guarded(raw, name=file.stem, where=str(file), media_type=kind)

    def _guarded(self, raw: bytes, *, name: str, where: str, media_type: str) -> Collected:
        try:
            if len(raw) > self._bytes:
                raise InputError(where, f"larger than {self._bytes:,} bytes; split it, or raise TOCSIN_LONGEST")
            fields = READERS[media_type](raw, where)
            fields.setdefault("name", name)
            collected: Evidence | InputError = self._evidence(raw, fields, where=where, media_type=media_type)
        except InputError as error:
            collected = error
        except Exception as error:
            collected = InputError(where, fault(error))
        yield collected

    def _from_lines(self, lines: Iterable[bytes], *, name: str) -> Collected:
        for line in records(lines, name=name, longest=self._bytes):
            if isinstance(line, InputError):
                yield line
                continue
            fields = {**line.data, "name": line.data.get("name") or f"{Path(name).stem}-{line.number}"}
            try:
                yield self._evidence(
                    line.raw, fields, where=f"{name} line {line.number}", media_type="application/json"
                )
            except InputError as error:
                yield error

    def _evidence(self, raw: bytes, fields: dict[str, Any], *, where: str, media_type: str) -> Evidence:
        # JSON and file names can smuggle in halves of characters, which no encoding writes.
        fields = {field: _SURROGATE.sub("\ufffd", value) for field, value in fields.items() if value}
        text, published = fields.get("text", ""), fields.get("published")
        language = self._given.language or fields.get("language")
        if not text.strip("\ufeff").strip():
            raise InputError(where, "the text is empty")
        if len(text) > self._longest:
            much = f"the text has {len(text):,} characters, more than {self._longest:,}"
            raise InputError(where, f"{much}; split it, or raise TOCSIN_LONGEST")
        time = moment(fields["time"], name=where) if fields.get("time") else None
        document = Document(
            id=f"sha256:{sha256(raw).hexdigest()}",
            name=fields["name"],
            text=text,
            title=fields.get("title"),
            url=fields.get("url"),
            outlet=fields.get("outlet") or self._given.outlet,
            published=day(published, name=where) if published else time.date() if time else self._given.published,
            time=time,
            # Of a tag without its region: "en" of "en-GB".
            language=re.split("[-_]", language.strip().lower())[0] if language else language_of(text),
        )
        return Evidence(document=document, raw=raw, media_type=media_type, where=where)


def _files(path: Path) -> Sequence[Path | InputError]:
    """The files a path stands for, or the error that says why there are none."""
    try:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in KINDS and file.is_file())
            inside = [file for file in inside if not any(part.startswith(".") for part in file.relative_to(path).parts)]
            return inside or [NothingThere(str(path), f"no file of a known kind in this folder ({', '.join(KINDS)})")]
        if not path.exists():
            return [NothingThere(str(path), "there is no such file or folder")]
    except OSError as error:
        return [InputError(str(path), _reason(error))]
    except ValueError as error:
        return [InputError(str(path), str(error))]
    if path.suffix.lower() not in KINDS:
        return [UnknownFormat(str(path), path.suffix or "no ending", known=KINDS)]
    return [path]


def _through_first_words(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The first lines, up to one that is not empty."""
    for line in lines:
        yield line
        if line.strip(_SPACE):
            return


def _reason(error: OSError) -> str:
    return error.strerror or str(error)

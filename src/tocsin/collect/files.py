"""Files, folders and standard input to documents, one after the other; what cannot be read comes as its error."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from tocsin.collect.characters import characters
from tocsin.collect.given import Given, day
from tocsin.collect.json_lines import records
from tocsin.collect.languages import language_of
from tocsin.collect.markdown import split_front_matter
from tocsin.collect.web_page import read_page
from tocsin.errors import InputError, UnknownFormat
from tocsin.model.document import Document, Evidence

Collected = Iterator[Evidence | InputError]


class FileCollector:
    """Collects documents from paths; `-` is standard input.

    Args:
        given: What the caller says of documents that do not tell it themselves.
        longest: Characters of the longest document taken.
        stdin: What `-` reads from.
    """

    def __init__(self, *, given: Given, longest: int, stdin: BinaryIO) -> None:
        self._given = given
        self._longest = longest
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
        first = self._stdin.readline(4 * self._longest)
        if first.lstrip().startswith(b"{"):
            yield from self._from_lines(_chained(first, self._stdin), name="stdin")
            return
        raw = first + self._stdin.read(4 * self._longest + 1)
        kind = "text/html" if first.lstrip()[:9].lower().startswith((b"<!doctype", b"<html")) else "text/plain"
        yield from self._guarded(raw, name="stdin", where="stdin", media_type=kind)

    def _from_file(self, file: Path) -> Collected:
        kind = KINDS[file.suffix.lower()]
        try:
            if kind == "application/jsonl":
                with file.open("rb") as stream:
                    yield from self._from_lines(_lines(stream, 4 * self._longest), name=str(file))
                return
            with file.open("rb") as stream:
                raw = stream.read(4 * self._longest + 1)
        except OSError as error:
            yield InputError(str(file), error.strerror or str(error))
            return
        yield from self._guarded(raw, name=file.stem, where=str(file), media_type=kind)

    def _guarded(self, raw: bytes, *, name: str, where: str, media_type: str) -> Collected:
        try:
            fields = READERS[media_type](raw, where)
            fields.setdefault("name", name)
            yield self._evidence(raw, fields, where=where, media_type=media_type)
        except InputError as error:
            yield error

    def _from_lines(self, lines: Iterable[bytes], *, name: str) -> Collected:
        for number, found in enumerate(records(lines, name=name), start=1):
            if isinstance(found, InputError):
                yield found
                continue
            raw, data = found
            try:
                data["name"] = data.get("name") or f"{Path(name).stem}-{number}"
                yield self._evidence(raw, data, where=f"{name}: {data['name']}", media_type="application/json")
            except InputError as error:
                yield error

    def _evidence(self, raw: bytes, fields: dict[str, Any], *, where: str, media_type: str) -> Evidence:
        text = fields["text"]
        if not text.strip():
            raise InputError(where, "the text is empty")
        if len(text) > self._longest:
            raise InputError(where, f"the text has {len(text):,} characters, more than {self._longest:,}; split it, or raise TOCSIN_LONGEST")  # fmt: skip
        published = fields.get("published")
        document = Document(
            id=f"sha256:{sha256(raw).hexdigest()}",
            name=fields["name"],
            text=_without_surrogates(text),
            title=fields.get("title") or None,
            url=fields.get("url") or None,
            outlet=fields.get("outlet") or self._given.outlet,
            published=day(published, name=where) if published else self._given.published,
            language=self._given.language or fields.get("language") or language_of(text),
        )
        return Evidence(document=document, raw=raw, media_type=media_type)


def _plain_text(raw: bytes, where: str) -> dict[str, Any]:
    return {"text": characters(raw, name=where)}


def _markdown(raw: bytes, where: str) -> dict[str, Any]:
    fields, text = split_front_matter(characters(raw, name=where))
    return {**fields, "text": text}


def _html(raw: bytes, where: str) -> dict[str, Any]:
    page = read_page(characters(raw, name=where), name=where)
    return {"text": page.text, "title": page.title, "outlet": page.outlet, "url": page.url, "published": page.published}


READERS: dict[str, Callable[[bytes, str], dict[str, Any]]] = {
    "text/plain": _plain_text,
    "text/markdown": _markdown,
    "text/html": _html,
}
KINDS = {
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown",
    ".html": "text/html", ".htm": "text/html", ".jsonl": "application/jsonl", ".ndjson": "application/jsonl",
}  # fmt: skip


def _files(path: Path) -> Sequence[Path | InputError]:
    """The files a path stands for, or the error that says why there are none."""
    try:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in KINDS and file.is_file())
            inside = [file for file in inside if not any(part.startswith(".") for part in file.relative_to(path).parts)]
            return inside or [InputError(str(path), f"no file of a known kind in this folder ({', '.join(KINDS)})")]
        if not path.exists():
            return [InputError(str(path), "there is no such file or folder")]
    except (OSError, ValueError) as error:
        return [InputError(str(path), str(error))]
    if path.suffix.lower() not in KINDS:
        return [UnknownFormat(str(path), path.suffix or "no ending", known=KINDS)]
    return [path]


def _lines(stream: BinaryIO, longest: int) -> Iterator[bytes]:
    """The lines of a file; of one longer than `longest` only that much is held, which makes it no JSON."""
    while line := stream.readline(longest):
        if not line.endswith(b"\n") and len(line) >= longest:
            while (rest := stream.readline(longest)) and not rest.endswith(b"\n"):
                pass
        yield line


def _chained(first: bytes, stream: BinaryIO) -> Iterator[bytes]:
    yield first
    yield from stream


def _without_surrogates(text: str) -> str:
    """JSON can smuggle in halves of characters, which no encoding writes; each becomes the replacement character."""
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text) if _has_surrogate(text) else text


def _has_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False

"""Web archives (.warc, .warc.gz, .wacz): each page that was fetched is a document, with its address."""

from __future__ import annotations

import io
import zipfile
from importlib import import_module
from typing import Any

from tocsin.collect.formats.archives import MOST_BYTES, Budget
from tocsin.collect.pieces import Nested, Pieces, Remark
from tocsin.collect.source import Source
from tocsin.collect.zipped import BROKEN
from tocsin.errors import InputError

_TEXTUAL = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf",
}  # fmt: skip
_LARGEST = 64_000_000
"""Bytes of the largest answer taken."""


def read(source: Source) -> Pieces:
    """The pages, documents and plain texts among the answers that the archive keeps."""
    if not source.head.startswith(b"PK"):
        yield from _records(source.stream(), source.where)
        return
    try:
        archive = zipfile.ZipFile(source.seekable(MOST_BYTES))
    except BROKEN as error:
        raise InputError(source.where, "the archive is cut off or damaged: it has no list of its files") from error
    names = [name for name in archive.namelist() if name.lower().endswith((".warc", ".warc.gz"))]
    if not names:
        raise InputError(source.where, "this WACZ holds no WARC")
    budget = Budget(source.where, source.size)
    for name in names:
        try:
            with archive.open(name) as stream:
                yield from _records(budget.of(stream), f"{source.where} > {name}")
        except BROKEN:
            yield InputError(f"{source.where} > {name}", "is damaged: it cannot be unpacked")


def _records(stream: Any, where: str) -> Pieces:
    iterator: Any = import_module("warcio.archiveiterator").ArchiveIterator
    others = failures = number = 0
    try:
        for record in iterator(stream, check_digests=False):
            if record.rec_type not in ("response", "resource"):
                continue
            headers = record.http_headers
            status = headers.get_statuscode() if headers is not None else "200"
            media_type = _media_type(record)
            ending = _TEXTUAL.get(media_type)
            if status != "200" or ending is None:
                others += ending is None and status == "200"
                failures += status != "200"
                continue
            number += 1
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            content = record.content_stream().read(_LARGEST + 1)
            if len(content) > _LARGEST:
                yield InputError(f"{where} > {url}", f"larger than {_LARGEST:,} bytes and is not read")
                continue
            record.raw_stream.read()
            if getattr(record.raw_stream, "limit", 0) > 0:
                yield InputError(where, f"the archive is cut off in {url}; the pages before it were taken")
                return
            fetched = record.rec_headers.get_header("WARC-Date") or ""
            facts = {"url": url} if url.startswith(("http://", "https://")) else {}
            yield Nested(
                name=url or str(number), stream=io.BytesIO(content), media_type=media_type,
                facts={**facts, "fetched": fetched},
            )  # fmt: skip
    except InputError:
        raise
    except Exception as error:
        yield InputError(
            where, f"the archive is cut off or damaged ({type(error).__name__}); the pages before that place were taken"
        )
        return
    if others:
        yield Remark(f"{others} answers that are no text left out, such as pictures and scripts")
    if failures:
        yield Remark(f"{failures} answers that are no page left out: errors and redirects")
    if not number:
        raise InputError(where, "no page was found in this web archive")


def _media_type(record: Any) -> str:
    headers = record.http_headers
    value = headers.get_header("Content-Type") if headers is not None else record.rec_headers.get_header("Content-Type")
    return str(value or "").partition(";")[0].strip().lower()

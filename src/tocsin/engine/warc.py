"""A package of evidence as one WARC file (ISO 28500), which archives and their viewers read."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tocsin.engine.evidence import EvidencePackage, files_of
from tocsin.engine.whole_files import write_whole
from tocsin.model.sighting import Sighting

_TAKEN_OFF = frozenset(("content-encoding", "transfer-encoding", "content-length"))
"""Headers of how the bytes were sent, which are not true of the bytes that are kept."""


def write_warc(package: EvidencePackage, path: Path) -> None:
    """Write a package as a WARC file, compressed where its name ends in .gz; a file that is there is left as it is.

    The bytes are a `response` of the address they came from, or a `resource` where they were a file; the text is a
    `conversion` of it, and all other files are `metadata` on it.

    Raises:
        InputError: It cannot be written, or is there already.
    """
    written = BytesIO()
    writer = WARCWriter(written, gzip=path.name.endswith(".gz"))
    seen = next(iter(package.sightings), None)
    info = {"software": seen.collector if seen else "tocsin", "format": "WARC File Format 1.0"}
    writer.write_record(writer.create_warcinfo_record(path.name, info))
    record = _source(writer, package, seen)
    address, identity = (record.rec_headers.get_header(name) for name in ("WARC-Target-URI", "WARC-Record-ID"))
    writer.write_record(record)
    for name, content in files_of(package).items():
        if name.startswith("bytes/"):
            continue
        is_text = name == "text.txt"
        more = {"WARC-Refers-To": identity, "WARC-Filename": name} if is_text else {
            "WARC-Concurrent-To": identity, "WARC-Filename": name,
        }  # fmt: skip
        kind = "text/plain; charset=utf-8" if not name.endswith((".json", ".jsonl")) else "application/json"
        writer.write_record(
            writer.create_warc_record(
                address, "conversion" if is_text else "metadata", payload=BytesIO(content), warc_content_type=kind,
                warc_headers_dict={**more, "WARC-Date": _moment(package.row.added)},
            )
        )  # fmt: skip
    write_whole(path, written.getvalue(), new=True)


def _source(writer: Any, package: EvidencePackage, seen: Sighting | None) -> Any:
    """The record of the bytes themselves."""
    at = _moment(seen.at if seen is not None else package.row.added)
    if seen is not None and seen.status is not None:
        kept = [(name, value) for name, value in seen.headers if name.lower() not in _TAKEN_OFF]
        headers = StatusAndHeaders(
            f"{seen.status} OK", [*kept, ("Content-Length", str(len(package.raw)))], protocol="HTTP/1.1"
        )
        more = {"WARC-Date": at, **({"WARC-IP-Address": seen.host} if seen.host else {})}
        return writer.create_warc_record(
            seen.answered or seen.address, "response", payload=BytesIO(package.raw), http_headers=headers,
            warc_headers_dict=more,
        )  # fmt: skip
    where = f"file://{quote(seen.address)}" if seen is not None else f"urn:{package.reading.document.id}"
    return writer.create_warc_record(
        where, "resource", payload=BytesIO(package.raw), warc_content_type=package.media_type,
        warc_headers_dict={"WARC-Date": at},
    )  # fmt: skip


def _moment(at: datetime) -> str:
    return at.replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

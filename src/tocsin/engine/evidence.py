"""All that proves one claim, as files that can be read and checked without Tocsin."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from tocsin.engine.records import claim_record
from tocsin.engine.whole_files import make_folder, write_whole
from tocsin.errors import InputError, NotInCase
from tocsin.ledger.port import View
from tocsin.model.chain import ChainEntry, ChainHead, canonical
from tocsin.model.query import DocumentRow, Report
from tocsin.model.reading import Reading
from tocsin.model.record import to_json
from tocsin.model.sighting import Sighting

_MEDIA = "application/octet-stream"
_READ_ME = """\
Evidence of {what}
from the case {case}.

{claim}
Nothing here needs Tocsin: text is UTF-8, and records are JSON.

    claim.json        the claim{several}: its words, who says it, and where it stands in text.txt (`start` and `end` count
                      Unicode code points from 0; `end` is the first that is not part of it)
    document.json     title, outlet, address, day of publication, language, media type, moment of the entry
    text.txt          the text as it was read from the bytes
    bytes/            the bytes as they were received. The file is named by their SHA-256 and has no ending, so that no
                      program opens a page of others by a click; document.json tells what it is
    sightings.json    where, when and by which program the bytes were found: address, redirects, network address, status,
                      headers; what a later version of a page says otherwise
    chained/          the records that the chain of hashes is about, one a file, as canonical JSON
    chain.jsonl       the chain of hashes, from the first entry on this document to the end
    SHA256SUMS        the SHA-256 of every file

To check it:

1. `sha256sum -c SHA256SUMS`: no file was changed.
2. The name of the file in bytes/ is its SHA-256, and "raw" in chained/evidence.json is the same.
3. The SHA-256 of each file in chained/ is the "digest" of the line of chain.jsonl with its kind and ref.
4. In chain.jsonl the "hash" of each line is the SHA-256 of these five, joined by line feeds: the hash of the line before
   (of the first line, the "before" of it), its number, kind, ref, digest.
5. The "hash" of the last line is the head of the chain at the time of export: {head}.
   Compare it with a head that was kept, signed or timestamped elsewhere. Without one, the chain shows that these records
   fit together, not when they were made.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePackage:
    """What proves a claim, or all claims of a document.

    Attributes:
        claims: The claims.
        reading: The document with its text.
        chain: The chain, from the first entry on the document to its end; `before` is the hash that it follows on.
        chained: The records that the entries on the document are about, by kind and reference.
    """

    case: str
    claims: tuple[Report, ...]
    reading: Reading
    row: DocumentRow
    raw: bytes
    media_type: str
    sightings: tuple[Sighting, ...]
    chain: tuple[ChainEntry, ...]
    before: str
    chained: dict[tuple[str, str], dict[str, Any]]


def evidence_of(view: View, key: str) -> EvidencePackage:
    """What proves a claim.

    Args:
        view: The case.
        key: The id of a claim or its beginning; or the id or name of a document, for all its claims.

    Raises:
        NotInCase, Ambiguous: No claim or document, or several, have it.
        CaseError: The bytes are not there.
    """
    try:
        claims: Sequence[Report] = [view.claim(key)]
        document = claims[0].document
    except NotInCase:
        document = view.document(key)[1].id
        claims = view.claims_of(document)
    reading, row = view.document(document)
    chain = view.chain()
    own = {key: record for key in view.chained_on(document) if (record := view.chained_record(*key)) is not None}
    first = next((entry.number for entry in chain if (entry.kind, entry.ref) in own), 1)
    entered = own.get(("evidence", document), {})
    return EvidencePackage(
        case=view.name, claims=tuple(claims), reading=reading, row=row, raw=view.raw(document),
        media_type=entered.get("media_type", _MEDIA), sightings=tuple(view.sightings(document)),
        chain=tuple(entry for entry in chain if entry.number >= first),
        before=next((entry.hash for entry in chain if entry.number == first - 1), ChainHead().hash), chained=own,
    )  # fmt: skip


def files_of(package: EvidencePackage) -> dict[str, bytes]:
    """The files of a package by their paths, with a list of their hashes."""
    document = package.reading.document
    files = {
        "claim.json": _json([claim_record(claim) for claim in package.claims]),
        "document.json": _json({
            **{name: value for name, value in to_json(document).items() if name != "text"},
            "media_type": package.media_type, "bytes": sha256(package.raw).hexdigest(), "size": len(package.raw),
            "added": package.row.added.isoformat(), "state": package.row.removed or "in the case",
        }),
        "text.txt": document.text.encode("utf-8", "surrogatepass"),
        f"bytes/{sha256(package.raw).hexdigest()}": package.raw,
        "sightings.json": _json([to_json(seen) for seen in package.sightings]),
        "chain.jsonl": b"".join(
            canonical(entry._asdict() | ({"before": package.before} if number == 0 else {})) + b"\n"
            for number, entry in enumerate(package.chain)
        ),
    }  # fmt: skip
    for (kind, ref), record in package.chained.items():
        files[f"chained/{kind if kind == 'evidence' else f'{kind}-{ref}'}.json"] = canonical(record)
    claim = package.claims[0] if len(package.claims) == 1 else None
    what = f"the claim {claim.claim.id}" if claim else f"the {len(package.claims)} claims of {document.name}"
    quoted = f"    “{' '.join(claim.sentence.split())}”\n    {_origin(package)}\n\n" if claim else ""
    head = package.chain[-1].hash if package.chain else package.before
    files["READ-ME.txt"] = _READ_ME.format(
        what=what, case=package.case, claim=quoted, several="" if claim else "s", head=head
    ).encode()
    sums = "".join(f"{sha256(content).hexdigest()}  {path}\n" for path, content in sorted(files.items()))
    return {**files, "SHA256SUMS": sums.encode()}


def write_folder(package: EvidencePackage, folder: Path) -> list[Path]:
    """Write a package into a folder that is not there yet, or is empty.

    Raises:
        InputError: It holds something, or cannot be written.
    """
    make_folder(folder)
    if any(folder.iterdir()):
        raise InputError(str(folder), "holds files already and is left as it is; name another folder")
    written = []
    for path, content in files_of(package).items():
        make_folder((folder / path).parent)
        write_whole(folder / path, content, new=True)
        written.append(folder / path)
    return written


def _origin(package: EvidencePackage) -> str:
    document = package.reading.document
    told = (document.outlet, document.title, document.published and document.published.isoformat(), document.url)
    return ", ".join(" ".join(str(one).split()) for one in told if one)


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "surrogatepass")

"""Stamps of time by a third party (RFC 3161): that a file existed at a moment can be proved later, without any network.

A stamp lies next to its file as FILE.tsr, in the form that `openssl ts -verify -data FILE -in FILE.tsr` reads.
"""

from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from tocsin.collect.web.fetcher import Fetcher
from tocsin.engine.whole_files import write_whole
from tocsin.errors import InputError

_LARGEST = 1_000_000


def stamp(path: Path, address: str, fetcher: Fetcher) -> Path:
    """Have a file stamped by a service; only its hash is sent. Gives the file of the stamp.

    Raises:
        InputError: The service cannot be asked, does not stamp it, or stamps something else.
    """
    client = _client(path)
    content = path.read_bytes()
    request = client.TimestampRequestBuilder().data(content).hash_algorithm(client.HashAlgorithm.SHA256).build()
    answer = fetcher.post(address, request.as_bytes(), media_type="application/timestamp-query")
    response = _decoded(client, answer.body, address)
    info = response.tst_info
    if info.message_imprint.message != request.message_imprint.message or info.nonce != request.nonce:
        raise InputError(address, "the service stamped something else than was sent; use another one")
    written = stamp_of(path)
    write_whole(written, answer.body)
    return written


def checked_stamp(path: Path, certificates: Path) -> datetime:
    """The moment (UTC) at which a file existed by its stamp.

    Args:
        path: The file; the stamp lies next to it.
        certificates: The certificates of the service that are trusted, as PEM: its root, and those between if it sends none.

    Raises:
        InputError: There is no stamp, or it is not one of this file by this service.
    """
    client = _client(path)
    x509: Any = import_module("cryptography.x509")
    name = str(stamp_of(path))
    response = _decoded(client, _read(stamp_of(path)), name)
    try:
        trusted = x509.load_pem_x509_certificates(_read(certificates))
    except ValueError as error:
        raise InputError(str(certificates), "holds no certificates in PEM form") from error
    builder = client.VerifierBuilder()
    for one in trusted:
        # What is not its own issuer lies between the root and the service.
        builder = (
            builder.add_root_certificate(one)
            if one.issuer == one.subject
            else builder.add_intermediate_certificate(one)
        )
    try:
        builder.build().verify_message(response, _read(path))
    except (client.VerificationError, ValueError) as error:
        why = " ".join(str(error).split())[:120]
        raise InputError(name, f"is no stamp of {path.name} by a service that is trusted ({why})") from error
    found: datetime = response.tst_info.gen_time
    return found.astimezone(UTC).replace(tzinfo=None)


def stamp_of(path: Path) -> Path:
    """Where the stamp of a file lies."""
    return path.with_name(f"{path.name}.tsr")


def _client(path: Path) -> Any:
    try:
        return import_module("rfc3161_client")
    except ImportError as error:
        raise InputError(str(path), "stamps need the extra “timestamps”: pip install 'tocsin[timestamps]'") from error


def _decoded(client: Any, response: bytes, name: str) -> Any:
    try:
        found = client.decode_timestamp_response(response)
        granted = client.PKIStatus(found.status) in (client.PKIStatus.GRANTED, client.PKIStatus.GRANTED_WITH_MODS)
    except ValueError as error:
        raise InputError(name, "this is no stamp of time (RFC 3161)") from error
    if not granted:
        said = "; ".join(map(str, found.status_string or ())) or f"status {found.status}"
        raise InputError(name, f"the service refuses to stamp it ({said[:120]})")
    return found


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from error

"""Bytes to characters."""

from charset_normalizer import from_bytes

from tocsin.errors import InputError

_MARKS = {b"\xff\xfe\x00\x00": "utf-32", b"\x00\x00\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def characters(raw: bytes, *, name: str) -> str:
    """The text of a file, unchanged: UTF-8, what its byte order mark says, or else the likeliest encoding.

    Raises:
        InputError: The bytes are no text.
    """
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return _decoded(raw, encoding, name)
    if b"\x00" in raw:
        raise InputError(name, "this is not text (it holds zero bytes)")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(raw[:200_000]).best()
        if best is None:
            raise InputError(name, "the encoding cannot be told; save it as UTF-8") from None
        return _decoded(raw, best.encoding, name)


def _decoded(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(name, f"cut off or damaged: it is not valid {encoding} at byte {error.start}") from error

"""Bytes to characters."""

from codecs import getincrementaldecoder

from charset_normalizer import from_bytes

from tocsin.errors import InputError

_MARKS = {b"\xff\xfe\x00\x00": "utf-32", b"\x00\x00\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_COMMONEST = "cp1252"
_SAMPLE = 200_000
_FAR_MORE = 4


def encoding_of(head: bytes, *, name: str) -> str:
    """The encoding of a text that is too long to be held, by its first bytes.

    Raises:
        InputError: They are no text.
    """
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    if b"\x00" in head:
        raise InputError(name, "this is not text (it holds zero bytes)")
    try:
        # The last character may be cut.
        getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _likeliest(head, name)
    return "utf-8"


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
        text = raw[:_SAMPLE].decode("utf-8", "replace")
        bad = text.count("\ufffd")
        good = sum(not char.isascii() for char in text) - bad
        # If far more characters beyond ASCII are UTF-8 than not, the file is damaged and not in another encoding.
        return _decoded(raw, "utf-8" if good > _FAR_MORE * bad else _likeliest(raw[:_SAMPLE], name), name)


def _likeliest(sample: bytes, name: str) -> str:
    found = from_bytes(sample)
    best = found.best()
    if best is None:
        raise InputError(name, "the encoding cannot be told; save it as UTF-8")
    # A short text fits many encodings equally well; the commonest of them is then the likeliest.
    for other in found:
        if other.encoding == _COMMONEST and other.chaos <= best.chaos and other.coherence >= best.coherence:
            return _COMMONEST
    return best.encoding


def _decoded(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(name, f"cut off or damaged: it is not valid {encoding} at byte {error.start}") from error

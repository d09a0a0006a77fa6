"""What kind a file is: by its ending and what it is said to be, unless its first bytes show that both are wrong."""

import re

from tocsin.collect.formats import BY_ENDING, BY_MEDIA_TYPE, Format
from tocsin.errors import InputError, UnknownFormat

_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"WARC/1.", "application/warc"),
)
"""How files of some kinds begin."""
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
     "this is an old or password-protected Office file; open it, take the password off, and save it as .docx or .xlsx"),
    (b"\x89PNG", "this is a picture; no text can be read from it without OCR"),
    (b"\xff\xd8\xff", "this is a picture; no text can be read from it without OCR"),
    (b"GIF8", "this is a picture; no text can be read from it without OCR"),
    (b"7z\xbc\xaf\x27\x1c", "this is a 7z archive; unpack it and add the folder"),
    (b"Rar!\x1a\x07", "this is a RAR archive; unpack it and add the folder"),
    (b"SQLite format 3\x00", "this is a database; export the texts as CSV or JSON"),
    (b"\x7fELF", "this is a program, not text"),
    (b"MZ\x90\x00", "this is a program, not text"),
)  # fmt: skip
"""How files begin that no reader exists for, with what to say of them."""
_OF_SEVERAL = frozenset(("archives", "feed", "json_file", "json_lines", "mail", "mailbox", "tables", "warc", "xlsx"))
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_TAR_SIGN, _TAR_AT = b"ustar", 257
_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]", re.I | re.S
)
_FEED = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<\?.*?\?>\s*)*(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)[\s>]",
    re.I | re.S,
)
_TEXTUAL = frozenset((
    "text/plain", "text/markdown", "text/html", "text/csv", "text/tab-separated-values", "application/json",
    "application/jsonl", "application/rss+xml", "application/x-subrip", "text/vtt", "message/rfc822", "application/mbox",
))  # fmt: skip


def kind_of(head: bytes, *, name: str, where: str, media_type: str | None = None) -> tuple[Format, str | None]:
    """The kind of a file, and a remark where it is not what its name says.

    Args:
        head: Its first bytes.
        name: Its name, whose ending tells most.
        where: What to call it in an error.
        media_type: What its sender says it is; it is believed before the ending of the name.

    Raises:
        UnknownFormat: Neither ending nor bytes are of a kind that is read.
        InputError: Its bytes are of a kind that cannot be read, such as a picture.
    """
    ending = _ending(name)
    said = BY_MEDIA_TYPE.get((media_type or "").partition(";")[0].strip().lower())
    # Senders call many things plain text.
    named = said if said is not None and said.media_type != "text/plain" else BY_ENDING.get(ending) or said
    seen = _seen(head, named)
    for sign, problem in _REFUSED:
        if named is not None and head.startswith(sign):
            raise InputError(where, problem)
    if named is None:
        if seen is None or not (media_type or ending == ""):
            raise UnknownFormat(where, ending or "no ending", known=BY_ENDING)
        return seen, None
    if seen is None or seen is named:
        return named, None
    return seen, f"read as {seen.media_type}, which its content is, and not as {named.media_type}"


def holds_several(name: str) -> bool:
    """Whether a file of this name is of a kind whose files hold many documents, as tables and archives do."""
    kind = BY_ENDING.get(_ending(name))
    return kind is not None and kind.module in _OF_SEVERAL


def is_known(name: str) -> bool:
    """Whether the ending of a file's name is one of a kind that is read."""
    return _ending(name) in BY_ENDING


def _ending(name: str) -> str:
    """The ending of a name, with that of a tar file before the compression's."""
    lower = name.lower().rsplit("/", 1)[-1]
    stem, dot, last = lower.rpartition(".")
    if not dot:
        return ""
    before = stem.rpartition(".")[2]
    two = f".{before}.{last}"
    return two if two in BY_ENDING else f".{last}"


def _seen(head: bytes, named: Format | None) -> Format | None:
    """The kind that the first bytes show; None where they show none, or one that fits what the file is named."""
    for sign, media_type in _SIGNS:
        if head.startswith(sign):
            found = BY_MEDIA_TYPE.get(media_type)
            packed = media_type in ("application/gzip", "application/x-bzip2", "application/x-xz")
            # A compressed WARC or tar is read by the kind it is named.
            return None if packed and named is not None and named.module in ("archives", "warc") else found
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        if named is not None and named.module in ("docx", "odt", "epub", "xlsx", "archives", "warc"):
            return None
        return BY_MEDIA_TYPE.get(_zipped(head))
    if head[_TAR_AT : _TAR_AT + len(_TAR_SIGN)] == _TAR_SIGN:
        return BY_MEDIA_TYPE.get("application/x-tar")
    if named is not None and named.media_type in _TEXTUAL:
        # A page that was saved as text is a page; a page with an ending of its own stays what it is.
        if named.media_type == "text/plain" and _PAGE.match(head):
            return BY_MEDIA_TYPE["text/html"]
        if named.media_type in ("text/plain", "text/html") and _FEED.match(head):
            return BY_MEDIA_TYPE.get("application/rss+xml")
    if named is None:
        if _PAGE.match(head):
            return BY_MEDIA_TYPE["text/html"]
        if _FEED.match(head):
            return BY_MEDIA_TYPE.get("application/rss+xml")
    return None


def _zipped(head: bytes) -> str:
    """What kind a zip file is by the names and types that stand at its beginning."""
    if b"mimetypeapplication/epub+zip" in head:
        return "application/epub+zip"
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in head:
        return "application/vnd.oasis.opendocument.text"
    if b"word/" in head:
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    if b"xl/" in head:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return "application/zip"

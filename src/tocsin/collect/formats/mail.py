"""Mails (.eml): the text of the mail, and the files attached to it."""

from __future__ import annotations

import io
import re
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from tocsin.collect.characters import characters
from tocsin.collect.kinds import is_known
from tocsin.collect.markup import text_of_markup
from tocsin.collect.pieces import Found, Nested, Pieces, Remark
from tocsin.collect.source import Source
from tocsin.errors import InputError

_MOST_PARTS = 1_000
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:")
_QUOTED_REPLY = re.compile(
    r"^(?:On .{5,200} wrote:|-{2,} ?Original Message ?-{2,}|_{10,})\s*$", re.MULTILINE | re.IGNORECASE
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


def read(source: Source) -> Pieces:
    """The text of the mail, and its attachments."""
    raw = source.whole()
    if not _HEADER.match(raw.lstrip()):
        raise InputError(source.where, "this is no mail: it begins with no header")
    yield from _mail(raw, where=source.where)


def _mail(raw: bytes, *, where: str) -> Pieces:
    try:
        mail = message_from_bytes(raw, policy=policy.compat32)
    except (ValueError, LookupError, AssertionError) as error:
        raise InputError(where, "this mail is damaged and cannot be read") from error
    texts: list[str] = []
    pages: list[str] = []
    attached: list[Nested] = []
    others: list[str] = []
    for number, own in enumerate(mail.walk()):
        if number > _MOST_PARTS:
            raise InputError(where, f"has more than {_MOST_PARTS:,} parts")
        if own.is_multipart():
            continue
        kind = own.get_content_type()
        content = own.get_payload(decode=True)
        data = content if isinstance(content, bytes) else b""
        name = _readable(own.get_filename())
        if name or own.get_content_disposition() == "attachment" or kind not in ("text/plain", "text/html"):
            if name and not is_known(name):
                others.append(name)
            elif name and data:
                attached.append(Nested(name=name, stream=io.BytesIO(data), media_type=kind))
        elif data.strip():
            (texts if kind == "text/plain" else pages).append(_decoded(data, own.get_content_charset(), where))
    text = "\n\n".join(texts) if texts else "\n\n".join(map(text_of_markup, pages))
    if mail.get_content_type() == "multipart/encrypted" or "-----BEGIN PGP MESSAGE-----" in text:
        raise InputError(where, "this mail is encrypted and cannot be read")
    sender, address = parseaddr(_readable(mail.get("From")) or "")
    time = _moment(mail.get("Date"))
    facts: dict[str, Any] = {
        "title": _readable(mail.get("Subject")) or None,
        "published": time[:10] if time else None,
        "time": time,
        "outlet": sender or address or None,
    }
    details = {
        "author": sender or address,
        "to": _readable(mail.get("To")) or "",
        "message": mail.get("Message-ID") or "",
    }
    told = {fact: str(value) for fact, value in details.items() if value}
    if text.strip():
        yield Found(text=_own_words(text), **facts, details=told)
    elif not attached and not others:
        raise InputError(where, "this mail has no text")
    if others:
        yield Remark(f"attachments of other kinds left out: {', '.join(others)[:200]}")
    for one in attached:
        known = {fact: value for fact, value in facts.items() if value and fact in ("published", "time", "outlet")}
        yield Nested(name=one.name, stream=one.stream, media_type=one.media_type, facts=known)


def _own_words(text: str) -> str:
    """The text of a mail without its signature; the mails it answers stay, for they are what others wrote."""
    text = text.replace("\r\n", "\n")
    reply = _QUOTED_REPLY.search(text)
    signature = _SIGNATURE.search(text, 0, reply.start() if reply else len(text))
    if signature and not reply and signature.start() > 0:
        return text[: signature.start()].rstrip()
    return text.strip("\n")


def _decoded(data: bytes, charset: str | None, where: str) -> str:
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return characters(data.replace(b"\0", b""), name=where)


def _readable(header: object) -> str:
    """A header in characters: mails write those beyond ASCII in words of their own."""
    if header is None:
        return ""
    try:
        return " ".join(str(make_header(decode_header(str(header)))).split())
    except (ValueError, LookupError, AssertionError):
        return " ".join(str(header).split())


def _moment(header: object) -> str | None:
    try:
        return parsedate_to_datetime(str(header)).isoformat() if header else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None

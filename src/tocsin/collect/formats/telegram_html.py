"""Telegram Desktop exports in HTML (messages.html): each message with text is a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tocsin.collect.days import iso, moment_of
from tocsin.collect.markup import parsed_html, text_of
from tocsin.collect.pieces import Found, Pieces, Remark
from tocsin.errors import InputError

_SIGNS = ('class="history"', 'class="message default')
_NUMBER = re.compile(r"message-?(\d+)$")
_REPLY = re.compile(r"go_to_message(\d+)")


def is_export(markup: str) -> bool:
    """Whether a page is a Telegram export."""
    return all(sign in markup for sign in _SIGNS)


def documents(markup: str, *, name: str, where: str) -> Pieces:
    """The messages of the page, in order.

    Args:
        markup: The page.
        name: What to call a chat that has no name.
        where: What to call the page in an error.
    """
    root = parsed_html(markup)
    if root is None:
        raise InputError(where, "no message was found in this page")
    heads = root.xpath("//div[contains(@class,'page_header')]//div[contains(@class,'text')]")
    chat = (text_of(heads[0]) if heads else "") or name
    sender, media, number = "", 0, 0
    for message in root.xpath("//div[contains(concat(' ',@class,' '),' message ') and contains(@class,'default')]"):
        sender = _own(message, "from_name") or sender
        found = _document(message, chat, sender)
        if found is None:
            media += 1
            continue
        number += 1
        yield found
    if media:
        yield Remark(f"{media} messages hold only pictures, films or files and are left out")
    if not number:
        raise InputError(where, "no message of this Telegram export has a text")
    if not re.search(r"</html>\s*$", markup):
        yield InputError(where, "the file is cut off; the messages before the cut were taken")


def _document(message: Any, chat: str, sender: str) -> Found | None:
    number = match[1] if (match := _NUMBER.search(message.get("id") or "")) else None
    forwarded = next(_inside(message, "forwarded"), None)
    origin = ""
    if forwarded is not None:
        origin = _own(forwarded, "from_name")
        # The moment of the forwarded message stands behind the name.
        origin = re.sub(r"\s*\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d.*$", "", origin)
    body = forwarded if forwarded is not None else message
    text = next((text_of(one) for one in _inside(body, "text", whole=True)), "")
    if not text:
        return None
    stamp = next((one.get("title") or "" for one in _inside(message, "date") if one.get("title")), "")
    published, time = iso(moment_of(stamp, order="dmy"))
    reply = next((match[1] for one in message.iter("a") if (match := _REPLY.search(one.get("href") or ""))), "")
    media = "; ".join(
        one.get("href") for one in message.iter("a") if "_wrap" in (one.get("class") or "") and one.get("href")
    ) or ("not included" if next(_inside(message, "media"), None) is not None else "")  # fmt: skip
    details = {
        "author": _own(message, "signature") or sender, "forwarded_from": origin, "reply_to": reply, "media": media
    }  # fmt: skip
    raw: bytes = etree.tostring(message, encoding="utf-8", with_tail=False)
    return Found(
        text=f"Forwarded from {origin}\n\n{text}" if origin else text,
        name=f"{chat}-{number}" if number else None,
        outlet=sender or chat,
        published=published,
        time=time,
        details={fact: value for fact, value in details.items() if value},
        raw=raw,
        media_type="text/html",
        part=f"message {number}" if number else None,
    )


def _own(element: Any, kind: str) -> str:
    """The words of the first element of a kind inside another, those of forwarded messages left out."""
    return next((text_of(one).replace("\n", " ") for one in _inside(element, kind)), "")


def _inside(element: Any, kind: str, *, whole: bool = False) -> Iterator[Any]:
    """The elements of a class inside another, but not inside a forwarded message in it."""
    stack = [element]
    while stack:
        for one in stack.pop():
            classes = (one.get("class") or "").split()
            if classes == [kind] if whole else kind in classes:
                yield one
            if "forwarded" not in classes:
                stack.append(one)

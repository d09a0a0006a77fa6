"""Telegram Desktop exports (result.json) of one chat or of an account: each message with text is a document.

Form: core.telegram.org/import-export. A message's `text` is a string, or a list of strings and parts. Files that were not
exported have a placeholder instead of a path. Dates are written by the exporter's clock; with `date_unixtime`, the seconds
since 1970, the offset of that clock from UTC is known too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from tocsin.collect.json_stream import Path, Value
from tocsin.collect.pieces import Found, Pieces, Remark, Series
from tocsin.errors import InputError

_CHANNELS = ("public_channel", "private_channel")
_LINKED = (*_CHANNELS, "public_supergroup", "private_supergroup")
_PERSONAL = ("personal_chat", "bot_chat", "saved_messages", "replies", "verification_codes")
_NOT_INCLUDED = "(File "
_MEDIA = ("photo", "file", "contact_vcard")
_ZONES = timedelta(hours=15)
"""How far a clock is from UTC at most."""


def is_export(first: Sequence[Value]) -> bool:
    """Whether a file is a Telegram export, by its values up to the first object in it."""
    chat = {path[-1] for path, _, _ in first if path}
    path = first[-1].path if first else ()
    if len(path) >= 3 and path[0] in ("chats", "left_chats") and path[1] == "list":
        return True
    in_chat = len(path) == 2 and path[0] == "messages"
    message = first[-1].value if first else None
    return in_chat and isinstance(message, Mapping) and "type" in chat and "type" in message and "date" in message


def documents(found: Iterable[Value], *, where: str) -> Pieces:
    """The messages of an export, chat after chat.

    A cut-off file gives what stands before the cut, and then the error.
    """
    chats: dict[Path, _Chat] = {}
    chat = _Chat()
    failure: InputError | None = None
    try:
        for path, value, written in found:
            of_chat = path[:-2] if path[-2:-1] == ("messages",) else path[:-1]
            if of_chat not in chats:
                yield from chat.end(whole=True)
                chat = chats[of_chat] = _Chat()
            if path[-2:-1] == ("messages",) and isinstance(value, Mapping):
                yield from chat.message(value, written)
            elif path and isinstance(path[-1], str):
                chat.facts[path[-1]] = value
    except InputError as error:
        failure = error
    yield from chat.end(whole=failure is None)
    if failure is not None:
        yield failure
    elif not any(one.documents for one in chats.values()):
        yield InputError(where, "no message of this Telegram export has a text")


class _Chat:
    """One chat while its messages are read."""

    def __init__(self) -> None:
        self.facts: dict[str, Any] = {}
        self.documents = 0
        self._media = 0
        self._numbers: list[int] = []

    @property
    def name(self) -> str:
        """The name of the chat."""
        return str(self.facts.get("name") or "Telegram chat")

    @property
    def address(self) -> str | None:
        """What the addresses of its messages begin with; None where the export does not tell which chat it is."""
        key, kind = self.facts.get("id"), self.facts.get("type")
        if not isinstance(key, int):
            return None
        if kind in _LINKED:
            return f"https://t.me/c/{key}/"
        return f"tg://openmessage?{'user_id' if kind in _PERSONAL else 'chat_id'}={key}&message_id="

    def message(self, message: Mapping[str, Any], written: str) -> Pieces:
        """The document of a message; none if it has no text."""
        if message.get("type") not in ("message", None):
            return
        number = message.get("id")
        text = flat_text(message.get("text")) or _poll(message.get("poll"))
        media = _media_of(message)
        if not text.strip():
            self._media += bool(media)
            return
        if isinstance(number, int):
            self._numbers.append(number)
        self.documents += 1
        sender = message.get("from") if isinstance(message.get("from"), str) else None
        details = {
            "author": _told(message, "author") or sender or "",
            "edited": moment if (moment := _moment(message, "edited")) else "",
            "forwarded_from": _told(message, "forwarded_from") or _told(message, "saved_from"),
            "reply_to": str(message.get("reply_to_message_id") or ""),
            "media": media,
        }
        if details["forwarded_from"]:
            # The line that Telegram itself shows; it tells the reading on whose word the text stands.
            text = f"Forwarded from {details['forwarded_from']}\n\n{text}"
        url = f"{self.address}{number}" if self.address and isinstance(number, int) else None
        # Under its address a message is found again when another export tells it otherwise.
        details["address"] = url or ""
        is_channel = self.facts.get("type") in _CHANNELS
        time = _moment(message, "date")
        yield Found(
            text=text,
            name=f"{self.name}-{number}",
            outlet=self.name if is_channel or not sender else sender,
            url=url,
            published=time[:10] if time else None,
            time=time,
            details={fact: value for fact, value in details.items() if value},
            raw=written.encode("utf-8", "replace"),
            media_type="application/json",
            part=f"message {number}" if not self.facts.get("name") else f"{self.name} message {number}",
        )

    def end(self, *, whole: bool) -> Pieces:
        """What is known when the chat's last message has been read."""
        if self._media:
            yield Remark(f"{self.name}: {self._media} messages hold only pictures, films or files and are left out")
        if whole and self.address and self._numbers:
            yield Series(address=self.address, numbers=frozenset(self._numbers), name=self.name)


def flat_text(text: Any) -> str:
    """The text of a message: a string, or parts of which some are links, mentions or set in bold."""
    if isinstance(text, str):
        return text
    if isinstance(text, Mapping):
        return text["text"] if isinstance(text.get("text"), str) else ""
    return "".join(map(flat_text, text)) if isinstance(text, list) else ""


def _poll(poll: Any) -> str:
    if not isinstance(poll, Mapping) or not isinstance(poll.get("question"), (str, list, Mapping)):
        return ""
    answers = poll.get("answers")
    texts = (
        [flat_text(one.get("text")) for one in answers if isinstance(one, Mapping)] if isinstance(answers, list) else []
    )
    return "\n".join([flat_text(poll["question"]), *(f"- {one}" for one in texts)])


def _media_of(message: Mapping[str, Any]) -> str:
    """The files of a message: their paths in the export, or that they were not exported."""
    named = []
    for field in _MEDIA:
        value = message.get(field)
        if isinstance(value, str) and value:
            kind = message.get("media_type") if field == "file" else None
            path = "not included" if value.startswith(_NOT_INCLUDED) else value
            named.append(f"{kind if isinstance(kind, str) else field}: {path}")
    return "; ".join(named)


def _told(message: Mapping[str, Any], field: str) -> str:
    value = message.get(field)
    return value.strip() if isinstance(value, str) else ""


def _moment(message: Mapping[str, Any], field: str) -> str | None:
    """A moment of a message in ISO 8601, with the offset of the exporter's clock where both forms of it are told."""
    try:
        local = datetime.fromisoformat(str(message.get(field) or ""))
    except ValueError:
        local = None
    try:
        moment = datetime.fromtimestamp(int(str(message.get(f"{field}_unixtime") or "")), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return local.isoformat() if local else None
    if local is None or local.tzinfo is not None:
        return (local or moment).isoformat()
    offset = local - moment.replace(tzinfo=None)
    # A clock is a number of quarters of an hour from UTC; anything else is a mistake in one of the two.
    if abs(offset) > _ZONES or offset % timedelta(minutes=15):
        return moment.isoformat()
    return local.replace(tzinfo=timezone(offset)).isoformat()

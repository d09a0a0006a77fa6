"""What an address answered, and how a fetch can fail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tocsin.errors import InputError

_NOT_KEPT = frozenset(("set-cookie", "set-cookie2"))
"""Headers that could tell one visitor from another and say nothing of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer that came whole.

    Attributes:
        asked: The address that was asked for.
        answered: The address that answered in the end.
        redirects: The addresses between them, in order.
        host: The network address that was connected to.
        at: The moment of the answer (UTC).
        status: 200, or 304 where nothing has changed since the last visit.
        headers: In order, without cookies.
        body: The bytes, with compression taken off.
    """

    asked: str
    answered: str
    redirects: tuple[str, ...]
    host: str | None
    at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header; None where it was not sent."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def media_type(self) -> str | None:
        """What the server says the body is."""
        found = self.header("content-type")
        return (found or "").partition(";")[0].strip().lower() or None


class FetchError(InputError):
    """An address that could not be fetched.

    Attributes:
        passes: Whether it may be otherwise in a while.
        not_before: The moment (UTC) before which the server asked not to be asked again.
    """

    def __init__(self, name: str, problem: str, *, passes: bool = False, not_before: datetime | None = None) -> None:
        super().__init__(name, problem)
        self.passes = passes
        self.not_before = not_before


def kept_headers(headers: Sequence[tuple[bytes, bytes]]) -> tuple[tuple[str, str], ...]:
    """The headers of an answer that are kept with it."""
    decoded = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)
    return tuple((name, value) for name, value in decoded if name.lower() not in _NOT_KEPT)


def retry_after(value: str | None, *, now: datetime) -> float | None:
    """In how many seconds a server wants to be asked again (RFC 9110, 10.2.3); None where it does not say.

    Args:
        value: The header, seconds or a date.
        now: This moment (UTC).
    """
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(min(int(value.strip()), 10**9))
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return max(0.0, (moment - now).total_seconds())

"""When and where a document was found, and what is remembered of an address that is asked again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One finding of a document at one place: a link of its chain of custody.

    Attributes:
        address: What was asked for: an address, a path, a line of a file.
        at: The moment of retrieval (UTC).
        collector: The program that retrieved it, with its version.
        answered: The address that answered in the end, where it was another one.
        redirects: The addresses on the way from `address` to `answered`, in order.
        host: The network address that was connected to.
        status: The status of the answer (RFC 9110); None for a file.
        headers: The headers of the answer in order, without cookies.
        details: What else its format says of it: author, forwarded_from, edited, attachment_of and the like.
        replaces: The id of the document that was found at this place before and whose later version this one is.
        difference: What that version says otherwise, as a unified diff of the two texts without context.
    """

    address: str
    at: datetime
    collector: str
    answered: str | None = None
    redirects: tuple[str, ...] = ()
    host: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    replaces: str | None = None
    difference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """How the last visit of an address went, so that the next one asks only for what is new.

    Attributes:
        address: The address that was asked for.
        at: The moment of the visit (UTC).
        document: The id of the document that stands there; None for a feed, and where nothing was found.
        etag: The validator that the server gave (RFC 9110, 8.8.3).
        modified: The other one, `Last-Modified`, as the server wrote it.
        problem: Why nothing was found; None where all went well.
        failures: How many visits failed one after the other.
        not_before: The moment (UTC) before which the server asked not to be visited again.
    """

    address: str
    at: datetime
    document: str | None = None
    etag: str | None = None
    modified: str | None = None
    problem: str | None = None
    failures: int = 0
    not_before: datetime | None = None

"""Fetching of one address after the other: politely, within limits, and only from machines that may be connected to."""

import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from threading import Lock
from urllib.parse import urlsplit, urlunsplit

import httpcore
import httpx

from tocsin.collect.web.answers import Answer, FetchError, kept_headers, retry_after
from tocsin.collect.web.guard import Guard, Refused, Resolve, resolve, scope_of
from tocsin.collect.web.robots import Robots, robots_of
from tocsin.model import moments

SAVE_IT = "open it in a browser, save the page, and add the file"
_TOKEN = "Tocsin"
"""The name that robots.txt knows the program by. The whole User-Agent has other words, which could be the names of others."""
_LONGEST_ADDRESS = 8_000
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))
"""Statuses of a server that may answer otherwise in a while."""
_DECODED_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How servers are treated, and what they may cost.

    Attributes:
        pause: Seconds between two requests to one host; a longer one that its robots.txt asks for holds, up to `patience`.
        tries: How often an address is asked for that fails in a way that may pass.
        backoff: Seconds before the second try; each later one waits twice as long. What the server asks for holds.
        patience: Seconds that are waited for a server at most; a longer wait is left to a later visit.
        timeout: Seconds for one step: a connection, or the next bytes.
        deadline: Seconds for one answer, all of it.
        largest: Bytes of the largest body, compressed or not.
        redirects: How many are followed.
        contact: An address at which the analyst can be reached; it is told to servers.
    """

    pause: float = 1.0
    tries: int = 3
    backoff: float = 2.0
    patience: float = 30.0
    timeout: float = 20.0
    deadline: float = 120.0
    largest: int = 50_000_000
    redirects: int = 8
    contact: str | None = None

    @property
    def agent(self) -> str:
        """What the program calls itself."""
        contact = f"+{self.contact}" if self.contact else "reads news; follows robots.txt"
        return f"{_TOKEN}/{version('tocsin')} ({contact})"


class Fetcher:
    """Fetches addresses. Several threads may share one: a host is asked by one of them at a time."""

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        private: bool = False,
        sleep: Callable[[float], None] = time.sleep,
        resolve: Resolve = resolve,
    ) -> None:
        """Prepare.

        Args:
            manners: How servers are treated.
            private: Whether the addresses that are asked for may lead into a private network. A redirect, or a feed, may
                then lead into a network of the same kind, and into no other: from a page of an intranet neither to
                this machine nor to the services of a cloud.
            sleep: What waits.
            resolve: What tells the network addresses of a host.
        """
        self.manners = manners or Manners()
        self._private = private
        self._sleep = sleep
        self._resolve = resolve
        self._robots: dict[str, Robots] = {}
        self._free: dict[str, float] = {}
        self._lock = Lock()
        self._tls: ssl.SSLContext | None = None

    def fetch(
        self, address: str, *, etag: str | None = None, modified: str | None = None, named_by: str | None = None
    ) -> Answer:
        """Fetch an address.

        Args:
            address: The address.
            etag: The validator of the last visit, so that an unchanged page is not sent again.
            modified: The other one.
            named_by: The address that leads here, such as that of a feed; by default the analyst does.

        Raises:
            FetchError: It cannot be fetched, or must not be.
        """
        scopes = self._scopes_of(named_by or address)
        address = checked(address, name=address)
        conditional = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditional.items() if value}
        for number in range(1, self.manners.tries + 1):
            try:
                return self._followed(address, headers, scopes)
            except FetchError as error:
                now = moments.now()
                asked = (error.not_before - now).total_seconds() if error.not_before is not None else 0.0
                wait = max(asked, self.manners.backoff * 2 ** (number - 1))
                if not error.passes or number == self.manners.tries or wait > self.manners.patience:
                    raise
            self._sleep(wait)
        raise FetchError(address, "was not asked for; allow at least one try")

    def post(self, address: str, content: bytes, *, media_type: str) -> Answer:
        """Ask a service that the analyst named, such as one that stamps hashes with the time. Redirects are not followed.

        Raises:
            FetchError: It cannot be asked, or does not answer.
        """
        address = checked(address, name=address)
        scopes = self._scopes_of(address)
        status, received, body, guard = self._exchange(
            address, {"Content-Type": media_type}, scopes, name=address, content=content
        )
        answer = Answer(
            asked=address, answered=address, redirects=(), host=guard.connected, status=status, body=body,
            at=moments.now(), headers=kept_headers(received),
        )  # fmt: skip
        _check_status(answer)
        return answer

    def _followed(self, address: str, headers: dict[str, str], scopes: frozenset[str]) -> Answer:
        """The answer at the end of all redirects."""
        way: list[str] = []
        here = address
        while True:
            self._check_robots(here, address, scopes)
            if not way or urlsplit(here).hostname != urlsplit(way[-1]).hostname:
                self._wait_for(here)
            status, received, body, guard = self._exchange(here, headers, scopes, name=address)
            at = moments.now()
            kept = kept_headers(received)
            answer = Answer(
                asked=address, answered=here, redirects=tuple(way[1:]), host=guard.connected, at=at,
                status=status, headers=kept, body=body,
            )  # fmt: skip
            if status not in _REDIRECTS:
                _check_status(answer)
                return answer
            target = answer.header("location")
            if not target:
                raise FetchError(address, f"{here} sends on to nowhere ({status})")
            way.append(here)
            there = checked(str(_joined(here, target, name=address)), name=address)
            if there in way or len(way) > self.manners.redirects:
                raise FetchError(address, f"sends on without end ({len(way)} redirects); {SAVE_IT}")
            here = there

    def _scopes_of(self, address: str) -> frozenset[str]:
        """The kinds of network that an address, and what it leads to, may be in."""
        host = urlsplit(address).hostname
        found: set[str] = set()
        if self._private and host:
            with suppress(OSError, ValueError):
                found = {scope_of(one) for one in self._resolve(host, urlsplit(address).port or 80)}
        return frozenset({"public", *found} - {"special"})

    def _exchange(
        self, address: str, headers: dict[str, str], scopes: frozenset[str], *, name: str, content: bytes | None = None
    ) -> tuple[int, list[tuple[bytes, bytes]], bytes, Guard]:
        """One request and its answer: status, headers, body, and the guard, which knows the machine."""
        host = urlsplit(address).hostname
        guard = Guard(scopes=scopes, deadline=time.monotonic() + self.manners.deadline, resolve=self._resolve)
        times = dict.fromkeys(("connect", "read", "write", "pool"), self.manners.timeout)
        sent: dict[bytes | str, bytes | str] = {
            "Host": urlsplit(address).netloc, "User-Agent": self.manners.agent, "Accept-Encoding": "gzip",
            "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5",
        }  # fmt: skip
        sent.update(headers.items())
        if content is not None:
            sent["Content-Length"] = str(len(content))
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._trusted(), network_backend=guard) as pool,
                pool.stream(
                    "GET" if content is None else "POST",
                    address,
                    headers=sent,
                    content=content,
                    extensions={"timeout": times},
                ) as answer,
            ):
                body = b""
                if answer.status not in _REDIRECTS:
                    body = self._body(answer.headers, answer.iter_stream(), name=name)
                return answer.status, list(answer.headers), body, guard
        except Refused as error:
            way = "give --allow-private if it is meant" if host == urlsplit(name).hostname else "it is not followed"
            raise FetchError(name, f"leads into a private network ({error}); {way}") from error
        except httpcore.TimeoutException as error:
            raise FetchError(name, "takes too long to answer; try again later", passes=True) from error
        except httpcore.ConnectError as error:
            why = str(error).partition("] ")[2] or str(error) or "no connection"
            raise FetchError(name, f"cannot be reached: {why}", passes=True) from error
        except (httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
            problem = "the connection was cut before the whole answer was there; try again later"
            raise FetchError(name, problem, passes=True) from error
        except (httpcore.LocalProtocolError, httpcore.UnsupportedProtocol, UnicodeError, ValueError) as error:
            raise FetchError(name, f"cannot be asked for: {str(error)[:120]}") from error

    def _body(self, headers: list[tuple[bytes, bytes]], chunks: Iterator[bytes], *, name: str) -> bytes:
        """The body without its compression. It is taken off bit by bit, so that a bomb is found before it fills memory."""
        largest = self.manners.largest
        fields = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in headers}
        too_large = FetchError(name, f"is larger than {largest:,} bytes; save it and add the part you need")
        coding = fields.get("content-encoding", "identity").strip().lower()
        if fields.get("content-length", "").isdecimal() and int(fields["content-length"]) > largest:
            raise too_large
        if coding not in ("identity", "", "gzip", "x-gzip"):
            raise FetchError(name, f"is packed in a way that was not asked for ({coding[:40]}); {SAVE_IT}")
        unpack = zlib.decompressobj(wbits=31) if "gzip" in coding else None
        body = bytearray()
        received = 0
        for chunk in chunks:
            received += len(chunk)
            left = chunk
            while left and unpack is not None:
                try:
                    body += unpack.decompress(left, _DECODED_AT_ONCE)
                except zlib.error as error:
                    raise FetchError(name, "its compression is damaged; try again later", passes=True) from error
                if len(body) > largest:
                    raise too_large
                left = unpack.unconsumed_tail
            body += left if unpack is None else b""
            if max(received, len(body)) > largest:
                raise too_large
        if unpack is not None and received and not unpack.eof:
            raise FetchError(name, "its compression is cut off; try again later", passes=True)
        return bytes(body)

    def _check_robots(self, address: str, name: str, scopes: frozenset[str]) -> None:
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            robots = self._robots.get(site)
        if robots is None or robots.is_old:
            robots = self._asked_for_robots(f"{site}/robots.txt", name, scopes)
            with self._lock:
                self._robots[site] = robots
        if not robots.allows(address, _TOKEN):
            raise FetchError(name, f"the robots.txt of {parts.netloc} asks programs not to fetch it; {SAVE_IT}")

    def _asked_for_robots(self, address: str, name: str, scopes: frozenset[str]) -> Robots:
        """The rules of a site (RFC 9309): none where it has no file, all is forbidden while the file cannot be had."""
        way = {address}
        while True:
            status, received, body, _ = self._exchange(address, {}, scopes, name=name)
            target = next((value.decode("latin-1") for key, value in received if key.lower() == b"location"), None)
            if status not in _REDIRECTS or target is None or len(way) > self.manners.redirects:
                break
            address = checked(str(_joined(address, target, name=name)), name=name)
            way.add(address)
        if status == 200:
            return robots_of(body)
        if status in _PASSING:
            problem = f"its robots.txt cannot be had now ({status}); try again later"
            raise FetchError(name, problem, passes=True, not_before=_not_before(kept_headers(received)))
        return Robots(forbidden=status >= 500)

    def _wait_for(self, address: str) -> None:
        """Wait until it is this request's turn at its host."""
        parts = urlsplit(address)
        asked = self._robots[f"{parts.scheme}://{parts.netloc}"].delay(_TOKEN)
        pause = min(max(self.manners.pause, asked), max(self.manners.patience, self.manners.pause))
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._free.get(parts.netloc, now))
            self._free[parts.netloc] = turn + pause
        if turn > now:
            self._sleep(turn - now)

    def _trusted(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = httpx.create_ssl_context(trust_env=False)
        return self._tls


def checked(address: str, *, name: str) -> str:
    """An address that may be asked for, in its usual spelling and without its fragment.

    Raises:
        FetchError: It is none.
    """
    try:
        parts = urlsplit(str(httpx.URL(address.strip())))
        port = parts.port
    except (httpx.InvalidURL, ValueError, UnicodeError, TypeError) as error:
        raise FetchError(name, f"this is no address that can be asked for ({str(error)[:80]})") from error
    if parts.scheme not in ("http", "https"):
        raise FetchError(name, f"only http and https are fetched, and not {parts.scheme[:20] or 'this'}")
    if not parts.hostname:
        raise FetchError(name, "this address names no host")
    if parts.username is not None or parts.password is not None:
        raise FetchError(name, f"an address with a user name or password is not fetched; {SAVE_IT}")
    if len(address) > _LONGEST_ADDRESS or port == 0:
        raise FetchError(name, "this is no address that can be asked for")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, ""))


def _joined(base: str, target: str, *, name: str) -> httpx.URL:
    try:
        return httpx.URL(base).join(target)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(name, f"sends on to what is no address: {target[:80]}") from error


def _check_status(answer: Answer) -> None:
    """Refuse every answer but a whole page and "not changed"."""
    status = answer.status
    if status in (200, 203, 304):
        return
    if status in _PASSING:
        problem = "the server asks for fewer requests" if status == 429 else f"the server cannot answer now ({status})"
        raise FetchError(
            answer.asked, f"{problem}; try again later", passes=True, not_before=_not_before(answer.headers)
        )
    if status in (404, 410):
        raise FetchError(answer.asked, f"there is no such page ({status})")
    if status in (401, 402, 403, 407, 451):
        raise FetchError(
            answer.asked, f"the server does not give it to programs, or wants a login ({status}); {SAVE_IT}"
        )
    raise FetchError(answer.asked, f"the server answers {status} instead of a page; {SAVE_IT}")


def _not_before(headers: tuple[tuple[str, str], ...]) -> datetime | None:
    now = moments.now()
    seconds = retry_after(next((value for key, value in headers if key.lower() == "retry-after"), None), now=now)
    return None if seconds is None else now + timedelta(seconds=min(seconds, 10**8))

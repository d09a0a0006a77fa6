"""Which machines may be connected to, decided at the moment of the connection.

A name is resolved once, each of its network addresses is checked, and the connection goes to one that was checked: a name
that resolves to another address a moment later (DNS rebinding) gains nothing.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import httpcore

# Addresses of IPv6 that stand for one of IPv4: NAT64 (RFC 6052). Mapped, 6to4 and Teredo addresses tell theirs themselves.
_NAT64 = ip_network("64:ff9b::/96")
Resolve = Callable[[str, int], Iterable[str]]


class Refused(Exception):
    """A machine that must not be connected to."""


def is_public(address: str) -> bool:
    """Whether a network address is one that anybody on the internet can reach.

    Private, shared, loopback, link-local, multicast, reserved and unspecified addresses are not, in any of their spellings.
    """
    found = ip_address(address.partition("%")[0])
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in _meanings(found))


def scope_of(address: str) -> str:
    """The kind of network that an address belongs to: public, loopback, link-local, private, or another special one."""
    if is_public(address):
        return "public"
    meanings = _meanings(ip_address(address.partition("%")[0]))
    if all(one.is_loopback for one in meanings):
        return "loopback"
    if all(one.is_link_local for one in meanings):
        return "link-local"
    if all(one.is_private and not one.is_unspecified and not one.is_reserved for one in meanings):
        return "private"
    return "special"


def _meanings(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address, or those of IPv4 that it leads to."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address.sixtofour is not None:
        return [address.sixtofour]
    if address.teredo is not None:
        return list(address.teredo)
    if address in _NAT64:
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    return [address]


def resolve(host: str, port: int) -> list[str]:
    """The network addresses of a host.

    Raises:
        OSError: It has none.
    """
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Guard(httpcore.NetworkBackend):
    """Opens one connection to a checked address, all of which must be over by a deadline.

    Attributes:
        connected: The network address that was connected to.
    """

    def __init__(self, *, scopes: frozenset[str], deadline: float, resolve: Resolve = resolve) -> None:
        """Prepare for one exchange.

        Args:
            scopes: The kinds of network that may be connected to.
            deadline: The reading of `time.monotonic` by which all must be over: no server can hold the program by sending a
                byte now and then.
            resolve: What tells the network addresses of a host.
        """
        self._scopes = scopes
        self._deadline = deadline
        self._resolve = resolve
        self._backend = httpcore.SyncBackend()
        self.connected: str | None = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that may be connected to and answers."""
        try:
            addresses = list(dict.fromkeys(self._resolve(host, port)))
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError("there is no host of this name") from error
        checked = [one for one in addresses if scope_of(one) in self._scopes]
        if not checked:
            raise Refused(f"{host} is {addresses[0]}" if addresses and addresses[0] != host else host)
        for number, address in enumerate(checked, start=1):
            try:
                stream = self._backend.connect_tcp(
                    address, port, timeout=_left(self._deadline, timeout), local_address=local_address,
                    socket_options=socket_options,
                )  # fmt: skip
            except httpcore.ConnectError:
                if number == len(checked):
                    raise
                continue
            self.connected = address
            return _TimedStream(stream, self._deadline)
        raise httpcore.ConnectError("no address of it answers")

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class _TimedStream(httpcore.NetworkStream):
    """A connection that ends at a deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=_left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=_left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, timeout=_left(self._deadline, timeout))
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time was up")
    return left if timeout is None else min(left, timeout)

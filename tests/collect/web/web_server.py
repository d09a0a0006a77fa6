"""A real server on this machine, whose answers a test writes down: whole, cut off, slow, or hostile."""

import gzip
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Said:
    """One answer.

    Attributes:
        cut: How many bytes of the body are sent before the connection is cut; None sends all.
        drip: Seconds between two bytes of the body.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    drip: float = 0.0


@dataclass
class Site:
    """What a server answers, and what it was asked.

    Attributes:
        pages: The answers by path; a list gives one answer after the other, the last one again and again.
        asked: The paths that were asked for, in order, without robots.txt.
    """

    pages: dict[str, Said | list[Said] | Callable[[Mapping[str, str]], Said]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)
    port: int = 0
    server: Any = None

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def answer(self, path: str, headers: Mapping[str, str]) -> Said:
        if path != "/robots.txt":
            self.asked.append(path)
            self.sent.append({name.lower(): value for name, value in headers.items()})
        found = self.pages.get(path, Said(status=404))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found if isinstance(found, Said) else found(headers)


@contextmanager
def serving() -> Iterator[Site]:
    """A server that runs as long as this is open."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            said = site.answer(self.path, self.headers)
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in said.headers:
                self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.close_connection = True
            for number, byte in enumerate(said.body) if said.drip else ():
                del number
                time.sleep(said.drip)
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
            if not said.drip:
                self.wfile.write(said.body[: said.cut])

        def log_message(self, *words: object) -> None:
            """Nothing is printed."""

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                # The client has gone, as it should where an answer is too slow or too large.
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port, site.server = server.server_address[1], server
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def zipped(body: bytes) -> Said:
    return Said(gzip.compress(body), headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})


def a_page(text: str, *, title: str = "Gate closed", head: str = "", outlet: str = "Drava Courier") -> Said:
    """A page with an article of these words and some more, so that it is found."""
    more = "The engineers said that they had looked at every part of it twice, and that they would come back in a week."
    markup = (
        f"<!DOCTYPE html><html><head><title>{title}</title><meta property='og:site_name' content='{outlet}'>{head}</head>"
        f"<body><article><h1>{title}</h1><p>{text}</p><p>{more}</p></article></body></html>"
    )
    return Said(markup.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def a_feed(*entries: tuple[str, str, str | None], title: str = "Drava Courier") -> Said:
    """A feed of addresses, titles and dates."""
    items = "".join(
        f"<item><title>{name}</title><link>{link}</link><guid>{link}</guid>"
        f"{f'<pubDate>{day}</pubDate>' if day else ''}<description>Read on.</description></item>"
        for link, name, day in entries
    )
    body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>"
    return Said(body.encode(), headers={"Content-Type": "application/rss+xml"})

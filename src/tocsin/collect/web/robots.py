"""What a site asks of programs: its robots.txt (RFC 9309)."""

import time
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

_LARGEST = 500 * 1024
"""Bytes of a robots.txt that are read; RFC 9309 asks for no more."""
_DAY = 24 * 3600.0
"""Seconds for which the rules of a site hold before they are asked for again."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site."""

    rules: Any = None
    forbidden: bool = False
    at: float = field(default_factory=time.monotonic)

    @property
    def is_old(self) -> bool:
        """Whether they are to be asked for again."""
        return time.monotonic() - self.at > _DAY

    def allows(self, address: str, agent: str) -> bool:
        """Whether a program may fetch an address."""
        return not self.forbidden and (self.rules is None or bool(self.rules.can_fetch(address, agent)))

    def delay(self, agent: str) -> float:
        """The seconds between two requests that it asks a program for; 0 where it asks for none."""
        return float(self.rules.crawl_delay(agent) or 0) if self.rules is not None else 0.0


def robots_of(body: bytes) -> Robots:
    """The rules that a robots.txt holds; what is no rule in it is passed over."""
    parse: Any = import_module("protego").Protego.parse
    return Robots(parse(body[:_LARGEST].decode("utf-8", "replace")))

"""How often somebody may ask: a bucket of tokens for each of them."""

import threading
import time
from collections import OrderedDict

_KNOWN = 10_000
"""Callers whose buckets are remembered at most; the one not heard of for longest goes first."""


class Limit:
    """At most `burst` at once, and `rate` a second over time, for each caller."""

    def __init__(self, rate: float, burst: int) -> None:
        """Set the limit."""
        self._rate, self._burst = rate, burst
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, caller: str) -> float:
        """Seconds that a caller has to wait; 0 where this one is allowed, which is then counted."""
        now = time.monotonic()
        with self._lock:
            left, last = self._left.pop(caller, (float(self._burst), now))
            left = min(float(self._burst), left + (now - last) * self._rate)
            allowed = left >= 1
            self._left[caller] = (left - 1 if allowed else left, now)
            while len(self._left) > _KNOWN:
                self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self._rate

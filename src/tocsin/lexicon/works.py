"""Works along a border – walls, fences, trenches – and how far they are, as the words of a claim tell it."""

import re
from dataclasses import dataclass
from functools import cache

from tocsin.lexicon.language import Lexicon


@dataclass(frozen=True, slots=True)
class Work:
    """A work. `status` is planned, being built, finished or stopped; None where the words do not tell."""

    thing: str
    status: str | None


class Works:
    """One language's words for works along a border, from its table `works`."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("works")
        self._things = {thing: _any_of(words) for thing, words in table["things"].items()}
        self._status = {one["name"]: _any_of(one["words"]) for one in table["status"]}

    def told(self, words: str) -> Work | None:
        """The work that a claim's words name first; None if they name none."""
        found = [(match.start(), thing) for thing, pattern in self._things.items() if (match := pattern.search(words))]
        if not found:
            return None
        status = next((name for name, pattern in self._status.items() if pattern.search(words)), None)
        return Work(min(found)[1], status)


@cache
def works(lexicon: Lexicon) -> Works:
    """The works that a language has words for, made once."""
    return Works(lexicon)


def _any_of(words: list[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)

"""Points told by their distance from a place: "20 km east of Poltava" is not in Poltava."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tocsin.geo.distance import moved
from tocsin.lexicon.gazetteer import Entry
from tocsin.model.place import Offset
from tocsin.read.places.mentions import Mention

_BEFORE = 90
"""Characters before a name in which its distance stands."""
_OPEN = 0.4
"""What part of the distance one of eight directions leaves open to either side."""
_FARTHEST = 2000.0
"""Kilometres beyond which nobody tells a place so."""


class OffsetReader:
    """Reads how far from a place, and where from it, something is."""

    def __init__(self, table: Mapping[str, Any], cardinals: Mapping[str, Any], types: Iterable[str]) -> None:
        """Compile a lexicon's words.

        Args:
            table: Units, directions and the words between them.
            cardinals: The words of numbers.
            types: Type words such as "city", which may stand between "of" and the name.
        """
        self._units: dict[str, float] = table["units"]
        self._bearings: dict[str, float] = table["bearings"]
        self._numbers: dict[str, float] = {
            word: value for group in ("units", "teens", "tens", "hundreds") for word, value in cardinals[group].items()
        }
        number = rf"\d[\d.,]*|{_any(self._numbers)}"
        directions = "|".join(
            re.sub("(north|south)(east|west)", r"\1[- ]?\2", word)
            for word in sorted(self._bearings, key=len, reverse=True)
        )
        named = rf"(?:(?:the )?(?:[^\W\d_]+ )?(?:{_any(types)}) of )?(?:the )?$"
        self._pattern = re.compile(
            rf"(?<![\w.,])(?P<number>{number})[- ]?(?P<unit>{_any(self._units)})(?: ?\([^()]*\))?"
            rf"(?: (?:{_any(table['filler'])}))?"
            rf" (?:(?P<direction>{directions})(?:wards?)? (?:{_any(table['of'])})|(?:{_any(table['away'])})) {named}",
            re.IGNORECASE,
        )

    def read(self, text: str, mention: Mention, entry: Entry) -> Offset | None:
        """The point that the words before a name mean; None where they mean the place itself.

        Args:
            text: The document's text.
            mention: The name.
            entry: The place it means.
        """
        first = max(mention.sentence.start, mention.start - _BEFORE)
        match = self._pattern.search(" ".join(text[first : mention.start].split("\n")))
        if match is None:
            return None
        words = match["number"].lower().replace(",", "")
        number = self._numbers.get(words)
        if number is None:
            try:
                number = float(words)
            except ValueError:
                return None
        km = number * self._units[match["unit"].lower()]
        if not 0 < km <= _FARTHEST:
            return None
        start = first + match.start()
        if match["direction"] is None:
            return Offset(start=start, lat=entry.lat, lon=entry.lon, radius=km + entry.radius)
        bearing = self._bearings[re.sub("[- ]", "", match["direction"].lower())]
        lat, lon = moved(entry.lat, entry.lon, km, bearing)
        return Offset(start=start, lat=round(lat, 4), lon=round(lon, 4), radius=round(max(1.0, _OPEN * km), 3))


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

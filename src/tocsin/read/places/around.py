"""Where the names of a document seem to lie, added up."""

from collections import defaultdict
from dataclasses import dataclass, field

from tocsin.read.places.candidates import Candidate
from tocsin.read.places.mention import COUNTRIES


@dataclass(slots=True)
class Around:
    """What the names of a document seem to mean, added up by where it lies.

    `cells` sums, for each cell of the grid, the names in it and in the eight around it; `own` holds each name's part in
    all three sums.
    """

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    cells: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    own: dict[tuple[object, ...], float] = field(default_factory=lambda: defaultdict(float))

    def add(self, one: Candidate, key: str, share: float) -> None:
        """Count a candidate as a share of a name."""
        entry = one.entry
        self.countries[entry.country] += share
        self.own[key, entry.country] += share
        self.divisions[entry.country, entry.admin1] += share
        self.own[key, entry.country, entry.admin1] += share
        if entry.type in COUNTRIES:
            return
        lat, lon = one.cell
        for i in (lat - 1, lat, lat + 1):
            for j in (lon - 1, lon, lon + 1):
                self.cells[i, j] += share
                self.own[key, i, j] += share

    def in_country(self, one: Candidate, key: str) -> float:
        """How many other names seem to lie in a candidate's country."""
        country = one.entry.country
        return max(0.0, self.countries.get(country, 0.0) - self.own.get((key, country), 0.0))

    def in_division(self, one: Candidate, key: str) -> float:
        """How many other names seem to lie in a candidate's first-order division."""
        place = (one.entry.country, one.entry.admin1)
        return max(0.0, self.divisions.get(place, 0.0) - self.own.get((key, *place), 0.0))

    def near(self, one: Candidate, key: str) -> float:
        """How many other names seem to lie close to a candidate."""
        return max(0.0, self.cells.get(one.cell, 0.0) - self.own.get((key, *one.cell), 0.0))

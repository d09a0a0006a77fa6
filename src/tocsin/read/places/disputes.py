"""Disputed territories: whose they are by the United Nations, and who holds them."""

from dataclasses import dataclass
from typing import Any

from tocsin.lexicon.gazetteer import Entry
from tocsin.model.place import Dispute


@dataclass(frozen=True, slots=True)
class Disputes:
    """A lexicon's disputed territories, by place, by first-order division ("UA.11") and by country."""

    places: dict[int, Dispute]
    divisions: dict[str, Dispute]
    countries: dict[str, Dispute]
    names: dict[str, Dispute]

    @classmethod
    def from_table(cls, table: dict[str, dict[str, Any]]) -> "Disputes":
        """The territories of a lexicon's table."""
        found = cls({}, {}, {}, {})
        for row in table.values():
            dispute = _dispute(row)
            found.places.update(dict.fromkeys(row.get("places", ()), dispute))
            found.divisions.update(dict.fromkeys(row.get("divisions", ()), dispute))
            found.countries.update(dict.fromkeys(row.get("countries", ()), dispute))
            found.names.update(dict.fromkeys(row.get("names", ()), dispute))
        return found

    def of(self, entry: Entry) -> Dispute | None:
        """What is held of the territory that a place is, or lies in."""
        return (
            (self.places.get(entry.geonameid) if entry.geonameid else self.names.get(entry.name))
            or self.divisions.get(f"{entry.country}.{entry.admin1}")
            or self.countries.get(entry.country)
        )


def _dispute(row: dict[str, Any]) -> Dispute:
    return Dispute(
        territory=row["territory"],
        de_jure=row.get("de_jure"),
        basis=row["basis"],
        claimed_by=tuple(row.get("claimed_by", ())),
        controlled_by=tuple(row["controlled_by"]),
        partly=row.get("partly", False),
        since=row.get("since", ""),
        as_of=row["as_of"],
    )

"""How much each thing counts when one place of a name is chosen."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each thing counts, in powers of ten.

    Tuned by random search on halves of four corpora of news (LGL, TR-News, GeoVirus, GeoWebNews), then rounded.

    Attributes:
        population: For each power of ten of inhabitants.
        other_name: For a place that bears the name only beside its own.
        country: For the share of a document's other names that lie in the same country (its logarithm).
        division: The same for the first-order division.
        near: The same for the names that lie close by, or in the place itself if it is a country or a division.
        named: For lying in a first-order division that the document names outright.
        named_country: The same for a country.
        contained: For lying in what is named right after the comma.
        beside: For being what a word beside the name says.
        seat: For being a division of which a good part lives in the town that it shares the name with.
        together: For lying in a country or division that is named in the same sentence.
        listed: For being a first-order division beside another one in a list.
        cell: The degrees within which places count as near each other.
        sharpness: How far a better score makes a place the likelier one.
        ranks: For each type of place.
    """

    population: float = 1.1
    other_name: float = -1.2
    country: float = 2.5
    division: float = 1.2
    near: float = 1.8
    named: float = 0.15
    named_country: float = 0.1
    contained: float = 7.0
    beside: float = 3.0
    seat: float = -3.0
    together: float = 0.4
    listed: float = 1.2
    cell: float = 0.5
    sharpness: float = 0.6
    ranks: dict[str, float] = field(
        default_factory=lambda: {
            "country": 2.0, "continent": 2.5, "feature": 7.0, "capital": 1.6, "admin1": 0.5, "admin2": -3.0,
            "region": 1.0, "city": 0.0,
        }
    )  # fmt: skip
    other_rank: float = -0.3

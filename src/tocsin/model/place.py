"""Where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place named in the text; `name` is the text's own word.

    `country` is the ISO 3166-1 alpha-2 code, `lat` and `lon` are degrees (WGS 84), `geonameid` is that of GeoNames; all
    None where the name could not be resolved.
    """

    start: int
    end: int
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None

"""Where."""

from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.model.notes import internal
from tocsin.model.reason import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerUp:
    """A place of the same name that was not chosen, with the share of the chances that it had."""

    geonameid: int | None
    name: str
    country: str | None
    lat: float
    lon: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """The border that is meant by "the border with …": the countries on its sides, by ISO 3166-1 alpha-2 code.

    One country where only one side is told. The point is amid the border and `radius`, in kilometres, takes in its length;
    None where that is not known.
    """

    countries: tuple[str, ...]
    lat: float | None = None
    lon: float | None = None
    radius: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """What is held of a disputed territory, as of a day, without taking a side.

    Attributes:
        territory: What it is commonly called.
        de_jure: The country, by ISO code, that it belongs to by resolutions of the United Nations General Assembly or by
            membership; None where those leave it open.
        basis: What that rests on.
        claimed_by: The other countries that claim it.
        controlled_by: Who holds it, by ISO code or name.
        partly: Whether they hold only a part of it.
        since: Since when, in EDTF.
        as_of: The day or month up to which this is known, in EDTF.
    """

    territory: str
    de_jure: str | None
    basis: str
    claimed_by: tuple[str, ...] = ()
    controlled_by: tuple[str, ...] = ()
    partly: bool = False
    since: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """A point that is told by its distance from a place: "20 km east of Poltava".

    Attributes:
        start: The first character of the distance, in the document's text.
        radius: How many kilometres the words leave open.
        apposed: Whether the words only say where another place lies: "Oberau, 20 km east of Poltava".
    """

    start: int
    lat: float
    lon: float
    radius: float
    apposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place named in the text; `name` is the text's own word.

    `country` is the ISO 3166-1 alpha-2 code, `lat` and `lon` are degrees (WGS 84), `geonameid` is that of GeoNames; all
    None where the name could not be resolved.

    The rest are working notes.

    Attributes:
        type: country, continent, region, admin1 … admin5 (the orders of division), admin, capital, city, point; sea, river,
            island, … for what is no town or division; county, street, site, … as far as only the words tell.
        admin1: The name of the first-order division it lies in.
        radius: How many kilometres around the point the name takes in: a country is not a point.
        confidence: The share of choices made as clearly as this one that were within 161 km of the place meant.
        runners_up: The other places of the name, the likeliest first.
        border: The border that is meant, where the words say so.
        dispute: What is held of the territory, where it is disputed.
        offset: The point that is meant, where the place is only what its distance is told from.
        reasons: Why this place was chosen.
    """

    start: int
    end: int
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    type: str | None = internal(None)
    admin1: str | None = internal(None)
    radius: float | None = internal(None)
    confidence: float | None = internal(None)
    runners_up: tuple[RunnerUp, ...] = internal(())
    border: Border | None = internal(None)
    dispute: Dispute | None = internal(None)
    offset: Offset | None = internal(None)
    reasons: tuple[Reason, ...] = internal(())


def told(places: Iterable[Place]) -> list[Place]:
    """The places that a claim is about: without a country that only says where another of them lies."""
    listed = list(places)
    within = {place.country for place in listed if place.type != "country"}
    return [place for place in listed if place.type != "country" or place.country not in within]

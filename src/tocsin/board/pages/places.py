"""The map: where claims say that things are, how far off they may be, and whose the ground is held to be."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, StreamingResponse

from tocsin.board.context import TheDesk
from tocsin.board.derived import Bench, Derived
from tocsin.board.files import TheTaking
from tocsin.board.pages.claims import Wanted, query_of
from tocsin.board.rendering import FOLDER, asset, claim_link, page
from tocsin.brief.harmless import excerpt
from tocsin.brief.wording import certainty_words, chain_words, dispute_words, figure_words, place_words
from tocsin.lexicon.language import lexicon_for
from tocsin.lexicon.works import Work, works
from tocsin.model.claim import Claim
from tocsin.model.kind import Kind
from tocsin.model.place import Place, told
from tocsin.model.query import ClaimFilter, Report

router = APIRouter()

_CLAIMS = 2_000
"""Claims whose places are drawn at most."""
_EACH = 12
"""Claims that are listed for one place."""
_COLUMNS = (
    "name", "country", "lat", "lon", "radius", "dispute", "claims", "first_claim", "first_says", "first_who",
)  # fmt: skip
_COUNTRIES = 6
"""Countries whose divisions are drawn, those of most places first."""
_DIVISIONS = FOLDER / "static" / "divisions"


@router.get("/map")
def show_map(request: Request, desk: TheDesk, wanted: Wanted) -> HTMLResponse:
    """The places of the claims that an address asks for, as a map and as a table."""
    found = desk.latest(_PLACES, wanted)
    return page(
        request, "map", wanted=wanted, places=found["places"], transfers=found["transfers"], works=found["works"],
        query_of=query_of,
    )  # fmt: skip


@router.get("/map/places.json")
def places(desk: TheDesk, wanted: Wanted) -> JSONResponse:
    """The same for the picture."""
    return JSONResponse(desk.latest(_PLACES, wanted))


@router.get("/map/places.csv")
def places_file(desk: TheDesk, wanted: Wanted, taking: TheTaking) -> StreamingResponse:
    """The places as CSV, each with how many claims name it and the first of them."""
    rows = (
        {
            **one,
            "claims": one["count"],
            **{f"first_{name}": one["claims"][0][name] for name in ("claim", "says", "who")},
        }
        for one in desk.latest(_PLACES, wanted)["places"]
    )
    return taking.file("places", "csv", columns=_COLUMNS, rows=rows, records=())


def _found(bench: Bench, wanted: ClaimFilter) -> dict[str, Any]:
    return _places(bench.case.claims(replace(wanted, limit=_CLAIMS)))


_PLACES = Derived(name="places", make=_found, of=dict[str, Any])
"""The places of the claims that a filter asks for."""


def _places(reports: Iterable[Report]) -> dict[str, Any]:
    """Each place once, with its claims; and the ways from place to place that claims report."""
    found: dict[tuple[float, float, str], dict[str, Any]] = {}
    transfers: list[dict[str, Any]] = []
    built: list[dict[str, Any]] = []
    words = works(lexicon_for(None))
    for report in reports:
        claim = report.claim
        own = [place for place in told(claim.places) if place.lat is not None and place.lon is not None]
        for place in own:
            lat, lon, radius = _point(place)
            held = found.setdefault((lat, lon, place.name), {
                "name": place.name, "country": place.country, "lat": lat, "lon": lon, "radius": radius,
                "words": place_words(place),
                "dispute": dispute_words(place.dispute) if place.dispute else None, "claims": [], "count": 0,
            })  # fmt: skip
            held["count"] += 1
            if len(held["claims"]) < _EACH:
                held["claims"].append(_told(report))
        border = next((place.border for place in claim.places if place.border is not None), None)
        work = words.told(claim.words) if border is not None else None
        if border is not None and work is not None:
            built.append({
                "thing": work.thing, "status": _status(work, claim), "countries": border.countries,
                "at": None if border.lat is None else [border.lon, border.lat], **_told(report),
            })  # fmt: skip
        named = {place.name: place for place in claim.places if place.lat is not None and place.lon is not None}
        for quantity in claim.quantities:
            one, two = (
                named.get(end.name) if end is not None else None for end in (quantity.moved_from, quantity.moved_to)
            )
            if one is not None and two is not None:
                transfers.append({
                    "from": [one.lon, one.lat], "to": [two.lon, two.lat], "names": [one.name, two.name],
                    "what": figure_words(quantity), **_told(report),
                })  # fmt: skip
    places = sorted(found.values(), key=lambda one: -one["count"])
    countries = Counter(one["country"] for one in places if one["country"])
    drawn = [code for code, _ in countries.most_common(_COUNTRIES) if (_DIVISIONS / f"{code}.json").is_file()]
    return {"places": places, "transfers": transfers, "works": built, "divisions": [_division(code) for code in drawn]}


def _status(work: Work, claim: Claim) -> str:
    """How far a work is, as a claim has it: what is denied or promised is not there."""
    if claim.factuality.score < 0:
        return "denied"
    if claim.kind in (Kind.PROMISE, Kind.THREAT, Kind.REQUEST, Kind.WISH):
        return "planned"
    return work.status or "named"


def _division(code: str) -> str:
    return asset(f"divisions/{code}.json")


def _point(place: Place) -> tuple[float, float, float | None]:
    if place.offset is not None and not place.offset.apposed:
        return place.offset.lat, place.offset.lon, place.offset.radius
    if place.border is not None and place.border.lat is not None and place.border.lon is not None:
        return place.border.lat, place.border.lon, place.border.radius
    return place.lat or 0.0, place.lon or 0.0, place.radius


def _told(report: Report) -> dict[str, Any]:
    claim = report.claim
    earliest = claim.time.earliest if claim.time else None
    day = earliest or report.published
    return {
        "claim": claim.id, "href": claim_link(claim.id), "says": excerpt(claim.words, 160),
        "who": chain_words(claim.speaker or report.outlet, claim.sources), "certainty": certainty_words(claim),
        "day": day.isoformat() if day else None,
    }  # fmt: skip

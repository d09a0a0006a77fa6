"""What a reviewer types for a field of a claim, as a value of the claim's record."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from tocsin.errors import InputError
from tocsin.lexicon.counted import counted_things
from tocsin.lexicon.gazetteer import gazetteer
from tocsin.lexicon.language import Lexicon
from tocsin.model.claim import Claim
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.place import Place
from tocsin.model.quantity import Quantity, Thing
from tocsin.model.record import to_json
from tocsin.model.review import FIELDS
from tocsin.model.time import Time, TimeType
from tocsin.text.folding import folded

_LONGEST_NAME, _LONGEST_TEXT = 300, 5_000
_CODE = re.compile(r"[A-Z]{2}")
_QUANTITY = re.compile(
    r"(?P<about>~)?\s*(?P<sign>>=|<=|>|<)?\s*(?P<low>\d[\d,_ ]*(?:\.\d+)?)\s*(?:\.\.\s*(?P<high>\d[\d,_ ]*(?:\.\d+)?))?"
    r"\s*(?P<noun>[^\W\d].*)?"
)
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def correction(field: str, text: str, claim: Claim, lexicon: Lexicon) -> tuple[str, Any]:
    """The field of a claim's record that a reviewer corrects, and its value as JSON has it.

    Args:
        field: The field by its name in `FIELDS`.
        text: What was typed for it (see `correction_help`); empty says that there is none.
        claim: The claim as it stands.
        lexicon: The language of the claim.

    Raises:
        InputError: There is no such field, or the text is no value of it.
    """
    if field not in FIELDS:
        raise InputError(field, f"is no field that can be corrected; what can is {', '.join(FIELDS)}")
    value = _READERS[field](text.strip(), claim, lexicon)
    return FIELDS[field], to_json(value)


def corrections(typed: Mapping[str, str], claim: Claim, lexicon: Lexicon) -> dict[str, Any]:
    """Several of them; one whose value the claim has already is left out."""
    made = dict(correction(field, text, claim, lexicon) for field, text in typed.items())
    return {name: value for name, value in made.items() if value != to_json(getattr(claim, name))}


def _name(text: str) -> str:
    if len(text) > _LONGEST_NAME:
        raise InputError(text, f"is too long for a name; at most {_LONGEST_NAME} characters")
    if not any(char.isalnum() for char in text):
        raise InputError(text or "an empty name", "has no letter or digit, so nobody is found by it")
    return " ".join(text.split())


def _speaker(text: str, claim: Claim, lexicon: Lexicon) -> str | None:
    return _name(text) if text else None


def _chain(text: str, claim: Claim, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(_name(part.strip()) for part in text.split(">")) if text else ()


def _certainty(text: str, claim: Claim, lexicon: Lexicon) -> Factuality:
    for value in Factuality:
        if text.casefold() in (value.value.casefold(), value.words):
            return value
    known = ", ".join(f"{value.value} ({value.words})" for value in Factuality)
    raise InputError(text or "an empty certainty", f"is no certainty; known: {known}")


def _kind(text: str, claim: Claim, lexicon: Lexicon) -> Kind:
    with suppress(ValueError):
        return Kind(text.casefold())
    raise InputError(text or "an empty kind", f"is no kind of claim; known: {', '.join(Kind)}")


def _time(text: str, claim: Claim, lexicon: Lexicon) -> Time | None:
    if not text:
        return None
    first, slash, last = text.partition("/")
    earliest = _days(first)[0] if first.strip() else None
    latest = _days(last if slash else first)[1] if (last.strip() or not slash) else None
    if (earliest is None and latest is None) or (earliest and latest and earliest > latest):
        raise InputError(
            text, "is no time; write 2026-03-02, 2026-03, 2026, or the first and the last day with / between"
        )
    value = "/".join(part.strip() or ".." for part in (first, last)) if slash else first.strip()
    return Time(
        start=claim.start, end=claim.end, type=TimeType.DATE, value=value, earliest=earliest, latest=latest, edtf=value
    )


def _days(text: str) -> tuple[date, date]:
    """The first and the last day of a day, a month or a year."""
    found = _DATE.fullmatch(text.strip())
    with suppress(ValueError):
        if found is not None:
            year, month, day = (int(part) if part else None for part in found.groups())
            assert year is not None
            last_month = month or 12
            return (
                date(year, month or 1, day or 1),
                date(year, last_month, day or monthrange(year, last_month)[1]),
            )
    raise InputError(text.strip(), "is no day, month or year; write it as 2026-03-02, 2026-03 or 2026")


def _places(text: str, claim: Claim, lexicon: Lexicon) -> tuple[Place, ...]:
    return tuple(_place(part.strip(), claim) for part in text.split(";") if part.strip())


def _place(text: str, claim: Claim) -> Place:
    """A place by its name, and where there are several, its country's code; of those left the one with most people."""
    written, comma, code = text.rpartition(",")
    named = bool(comma) and _CODE.fullmatch(code.strip()) is not None
    name, country = _name(written if named else text), code.strip() if named else None
    for known in claim.places:
        if folded(known.name) == folded(name) and country in (None, known.country):
            return known
    own = Place(start=claim.start, end=claim.end, name=name, country=country)
    found = [one for one in gazetteer().find(name) if country in (None, one.country)]
    if not found:
        return own
    best = max(found, key=lambda one: (one.own, one.population))
    return replace(
        own, country=best.country or None, lat=best.lat, lon=best.lon, geonameid=best.geonameid, type=best.type,
        radius=float(best.radius) or None,
    )  # fmt: skip


def _quantities(text: str, claim: Claim, lexicon: Lexicon) -> tuple[Quantity, ...]:
    parts = [part.strip() for part in text.split(";") if part.strip()]
    # Figures that keep their number keep what else is known of them: whose the things are, since when.
    known = claim.quantities if len(claim.quantities) == len(parts) else [None] * len(parts)
    return tuple(_quantity(part, own, claim, lexicon) for part, own in zip(parts, known, strict=True))


def _quantity(text: str, known: Quantity | None, claim: Claim, lexicon: Lexicon) -> Quantity:
    found = _QUANTITY.fullmatch(text)
    if found is None:
        raise InputError(text, "is no figure; write ~400 people, >10 tanks, <=5 boats or 4..6 boats")
    low = _number(found["low"])
    high = _number(found["high"]) if found["high"] else low
    if high < low or (found["high"] and found["sign"]):
        raise InputError(text, "is no figure: the first number is the smaller one, and has no sign in front")
    sign = found["sign"] or ""
    noun = found["noun"].strip() if found["noun"] else None
    own = known or Quantity(start=claim.start, end=claim.end, low=None, high=None)
    if noun != own.noun:
        form = counted_things(lexicon).form
        words = (noun or "").lower().split()
        things = (Thing(head=form(words[-1]), modifiers=tuple(map(form, words[:-1]))),) if words else ()
        own = replace(own, noun=noun, things=things)
    return replace(
        own, low=None if sign.startswith("<") else low, high=None if sign.startswith(">") else high,
        low_open=sign == ">", high_open=sign == "<", approximate=bool(found["about"]), denied=False,
        reasons=(),
    )  # fmt: skip


def _number(text: str) -> float:
    return float(re.sub(r"[,_ ]", "", text))


def _standalone(text: str, claim: Claim, lexicon: Lexicon) -> str:
    if not text or len(text) > _LONGEST_TEXT:
        raise InputError("text", f"give the claim in 1 to {_LONGEST_TEXT:,} characters")
    return " ".join(text.split())


_READERS: Mapping[str, Callable[[str, Claim, Lexicon], Any]] = {
    "speaker": _speaker, "chain": _chain, "certainty": _certainty, "kind": _kind, "time": _time, "place": _places,
    "quantity": _quantities, "text": _standalone,
}  # fmt: skip

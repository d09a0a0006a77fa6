"""How parts of a claim are put in words, the same on every page, table and answer."""

from collections.abc import Iterable
from datetime import date

from tocsin.model.claim import Claim
from tocsin.model.factuality import Factuality
from tocsin.model.quantity import Quantity
from tocsin.model.time import Time
from tocsin.text.numbers import exact, percent_range

NOBODY = "not told"


def certainty_words(claim: Claim) -> str:
    """The certainty in words, with the interval of probability they allow: "probable (55–95 %)"."""
    low, high = claim.probability
    if claim.factuality is Factuality.UNCOMMITTED:
        return claim.factuality.words
    return f"{claim.factuality.words} ({percent_range(low, high)})"


def chain_words(speaker: str | None, sources: Iterable[str]) -> str:
    """The people behind a claim, outermost first: "Radio Unterdrau, citing the mayor, citing the fire brigade"."""
    return ", citing ".join([speaker or NOBODY, *sources])


def figure_words(quantity: Quantity) -> str:
    """A quantity as its bounds have it: "more than 10,000 troops", "20,000–99,999", "about 400 people"."""
    low, high = quantity.low, quantity.high
    noun = _counted(quantity)
    about = "about " if quantity.approximate else ""
    if low is None and high is None:
        return f"an unknown number of{noun}" if noun else "an unknown number"
    if low == 0 and high is None and quantity.approximate:
        return f"hardly any{noun}"
    if low is not None and low == high:
        return f"{about}{exact(low)}{noun}"
    if low is not None and high is not None and not (quantity.low_open or quantity.high_open):
        return f"{about}{exact(low)}–{exact(high)}{noun}"
    least = "" if low is None else f"{'more than' if quantity.low_open else 'at least'} {about}{exact(low)}"
    most = "" if high is None else f"{'fewer than' if quantity.high_open else 'at most'} {about}{exact(high)}"
    return f"{' and '.join(bound for bound in (least, most) if bound)}{noun}"


def time_words(time: Time, text: str | None = None) -> str:
    """When: the days it can mean, or else the words themselves."""
    if time.earliest is None and time.latest is None:
        return text or time.value
    return period_words(time.earliest, time.latest)


def period_words(earliest: date | None, latest: date | None) -> str:
    """A period between two days, either of which may be unknown."""
    if earliest == latest and earliest is not None:
        return earliest.isoformat()
    if earliest is None:
        return f"until {latest.isoformat()}" if latest else "at an unknown time"
    return f"{earliest.isoformat()} to {latest.isoformat()}" if latest else f"since {earliest.isoformat()}"


def places_words(claim: Claim) -> str:
    """Where: each place once, in the order of the text."""
    return ", ".join(dict.fromkeys(place.name for place in claim.places))


def _counted(quantity: Quantity) -> str:
    """What is counted, and its unit where the noun does not tell: " equipment (unit: piece)", " % of soldiers"."""
    unit, noun = quantity.unit, quantity.noun
    if unit in ("percent", "share"):
        of = f" of {noun}" if noun else ""
        return f" %{of}" if unit == "percent" else f" share{of}"
    named = f" {noun}" if noun else ""
    return named if unit is None or unit == noun else f"{named} (unit: {unit})"

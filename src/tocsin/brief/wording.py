"""How claims, figures and propositions are put in words, the same on every page, table and answer."""

from collections.abc import Iterable
from datetime import date

from tocsin.model.claim import Claim
from tocsin.model.estimate import Estimate
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.place import Dispute, Place
from tocsin.model.quantity import Quantity
from tocsin.model.query import Report
from tocsin.model.time import Time
from tocsin.model.yardstick import yardstick_words
from tocsin.text.numbers import amount, exact, percent, percent_range

SHORT = 8
"""Characters of an id that are shown."""
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


def kind_words(claim: Claim) -> str:
    """How surely a claim is stated, and as what if it is no plain statement."""
    return certainty_words(claim) + ("" if claim.kind is Kind.STATEMENT else f", {claim.kind.value}")


def source_words(report: Report) -> str:
    """Who says so and when: the outlet or speaker, those they cite, the day of publication."""
    claim = report.claim
    outlet = f"{report.outlet}: " if report.outlet and report.outlet != claim.speaker else ""
    return f"{outlet}{chain_words(claim.speaker, claim.sources)} · {day_words(report.published)}"


def day_words(published: date | None) -> str:
    """A day of publication."""
    return published.isoformat() if published else "day not known"


def count_words(number: int, thing: str) -> str:
    """A number of things: "1 claim", "2 claims"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


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


def band_words(low: float | None, high: float | None) -> str:
    """What two bounds allow: "400–500", "400 or more", "up to 500"."""
    if low is None:
        return "not known" if high is None else f"up to {amount(high)}"
    if high is None:
        return f"{amount(low)} or more"
    return amount(low) if amount(low) == amount(high) else f"{amount(low)}–{amount(high)}"


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


def place_words(place: Place) -> str:
    """A place with all that is known of it, and what else the name could have been."""
    if place.lat is None or place.lon is None:
        return f"{place.name}: not resolved"
    known = [part for part in (place.type, place.admin1, place.country) if part]
    point = f"{place.lat:.2f}, {place.lon:.2f}" + (f" ± {place.radius:,.0f} km" if place.radius else "")
    sure = f", confidence {percent(place.confidence)}" if place.confidence is not None else ""
    others = "; ".join(
        f"{other.name}, {other.country or 'no country'} {percent(other.score)}" for other in place.runners_up[:3]
    )
    return f"{place.name}: {', '.join(known)} ({point}{sure})" + (f"; else {others}" if others else "")


def dispute_words(dispute: Dispute) -> str:
    """Both facts of a disputed territory: whose it is by right, and who holds it, as of when."""
    by_right = f"de jure {dispute.de_jure}" if dispute.de_jure else "de jure open"
    parts = [f"{by_right} ({dispute.basis})"]
    if dispute.claimed_by:
        parts.append(f"claimed by {', '.join(dispute.claimed_by)}")
    if dispute.controlled_by:
        held = "partly held by" if dispute.partly else "held by"
        since = f" since {dispute.since}" if dispute.since else ""
        parts.append(f"{held} {', '.join(dispute.controlled_by)}{since}")
    as_of = f", as of {dispute.as_of}" if dispute.as_of else ""
    return f"{dispute.territory}: {'; '.join(parts)}{as_of}"


def probability_words(estimate: Estimate) -> str:
    """The words of ICD 203 with the interval they stand for."""
    if estimate.probability is None:
        return "how probable cannot be told"
    return f"{yardstick_words(*estimate.probability)} ({percent_range(*estimate.probability)})"


def weight_words(estimate: Estimate) -> str:
    """A proposition's weight on one line: reports and origins, its word of probability, its credibility."""
    counted = f"{count_words(estimate.reports, 'report')}, {count_words(len(estimate.origins), 'origin')}"
    against = f", {len(estimate.against)} against" if estimate.against else ""
    return f"{counted}{against} · {probability_words(estimate)} · credibility {estimate.credibility.value}"


def _counted(quantity: Quantity) -> str:
    """What is counted, and its unit where the noun does not tell: " equipment (unit: piece)", " % of soldiers"."""
    unit, noun = quantity.unit, quantity.noun
    if unit in ("percent", "share"):
        of = f" of {noun}" if noun else ""
        return f" %{of}" if unit == "percent" else f" share{of}"
    named = f" {noun}" if noun else ""
    return named if unit is None or unit == noun else f"{named} (unit: {unit})"

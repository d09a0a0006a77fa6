"""How claims, figures and propositions are put in words, the same on every page, table and answer."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice

from tocsin.lexicon.counted import counted_things
from tocsin.lexicon.language import lexicon_for
from tocsin.lexicon.wording import reason_words
from tocsin.model.answer import Answer
from tocsin.model.claim import Claim
from tocsin.model.estimate import Estimate
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.party import PartyRuling
from tocsin.model.place import Dispute, Place
from tocsin.model.quantity import Quantity
from tocsin.model.query import Report
from tocsin.model.reason import Reason
from tocsin.model.series import Account, AccountStatus
from tocsin.model.source import Counting
from tocsin.model.standing import QuestionNews, StandingQuestion
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


def figure_words(quantity: Quantity, language: str | None = None) -> str:
    """A quantity as its bounds have it: "more than 10,000 troops", "20,000–99,999", "about 400 people".

    Args:
        quantity: The quantity.
        language: In which it is worded (ISO 639-1).
    """
    phrases = lexicon_for(language).table("phrases")
    words, low, high = phrases["figure"], quantity.low, quantity.high
    counted = _counted(quantity, phrases["counted"], language)
    if low is None and high is None:
        return str(words["unknown_of"].format(counted=counted) if counted else words["unknown"])

    def number(value: str) -> str:
        return str(words["about"].format(number=value)) if quantity.approximate else value

    if low == 0 and high is None and quantity.approximate:
        amount = words["hardly_any"]
    elif low is not None and low == high:
        amount = number(exact(low))
    elif low is not None and high is not None and not (quantity.low_open or quantity.high_open):
        amount = number(words["range"].format(low=exact(low), high=exact(high)))
    else:
        least = words["more_than" if quantity.low_open else "at_least"]
        ends = ((least, low), (words["fewer_than" if quantity.high_open else "at_most"], high))
        bounds = [bound.format(number=number(exact(end))) for bound, end in ends if end is not None]
        amount = words["both"].format(least=bounds[0], most=bounds[1]) if len(bounds) == 2 else bounds[0]
    return str(words["of"].format(amount=amount, counted=counted) if counted else amount)


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


def dispute_words(dispute: Dispute, language: str | None = None) -> str:
    """Both facts of a disputed territory: whose it is by right, and who holds it, as of when."""
    words = lexicon_for(language).table("phrases")["dispute"]
    parts = [words["by_right" if dispute.de_jure else "open"].format(state=dispute.de_jure, basis=dispute.basis)]
    if dispute.claimed_by:
        parts.append(words["claimed"].format(states=", ".join(dispute.claimed_by)))
    if dispute.controlled_by:
        held = words["partly_held" if dispute.partly else "held"].format(states=", ".join(dispute.controlled_by))
        parts.append(words["held_since"].format(held=held, day=dispute.since) if dispute.since else held)
    whole = words["whole_as_of" if dispute.as_of else "whole"]
    return str(whole.format(territory=dispute.territory, parts="; ".join(parts), day=dispute.as_of))


def probability_words(estimate: Estimate) -> str:
    """The words of ICD 203 with the interval they stand for."""
    if estimate.probability is None:
        return "how probable cannot be told"
    return f"{yardstick_words(*estimate.probability)} ({percent_range(*estimate.probability)})"


def weight_words(estimate: Estimate) -> str:
    """A proposition's weight on one line: reports and origins, its word of probability, its credibility."""
    counted = f"{count_words(estimate.reports, 'report')}, {count_words(estimate.witnesses_for, 'origin')}"
    against = f", {estimate.witnesses_against} against" if estimate.against else ""
    return f"{counted}{against} · {probability_words(estimate)} · credibility {estimate.credibility.value}"


def _counted(quantity: Quantity, words: Mapping[str, str], language: str | None) -> str:
    """What is counted, and its unit where the noun does not tell: "metres", "equipment (unit: piece)", "% of soldiers"."""
    unit, noun = quantity.unit, quantity.noun or ""
    if unit is None or unit in (noun, counted_things(lexicon_for(language)).form(noun)):
        return noun
    name = unit if unit in ("percent", "share") else "unit"
    return words[f"{name}_of" if noun else name].format(noun=noun, unit=unit)


def is_denial(claim: Claim) -> bool:
    """Whether what is weighed of a claim is that its words are not so."""
    return claim.factuality.score < 0 and claim.kind is not Kind.FORMER_BELIEF


def support_words(estimate: Estimate, *, denied: bool) -> str:
    """The weight of an answer that several reports support, or that somebody speaks against; else nothing.

    Args:
        estimate: The proposition that the answer states.
        denied: Whether the answer says that it is not so: then it is weighed whether the denial is right.
    """
    if estimate.reports < 2 and not estimate.against:
        return ""
    return f"{'that it is not so: ' if denied else ''}{weight_words(estimate)}"


def answer_lines(answer: Answer, *, narrowed: bool = False) -> list[str]:
    """What is said of an answer as a whole, before its claims: that none is surely one, or that there are none.

    Args:
        answer: The answer.
        narrowed: Whether only some of the case's claims could answer.
    """
    if not answer.findings and not answer.near:
        return ["No claim of the case is as the options ask for." if narrowed else "The case holds no claims yet."]
    lines = []
    if answer.unknown and not answer.findings:
        lines.append(f"No claim has these words: {', '.join(answer.unknown)}.")
    if answer.not_by:
        lines.append(f"None of the claims found is on the word of “{answer.not_by}”.")
    if any(item.denies for item in answer.near):
        lines.append("What the question takes for granted is denied:")
    elif answer.near:
        lines.append("No claim of the case is surely an answer. These come closest:")
    return lines


def wanted_words(question: StandingQuestion) -> str:
    """A kept question's filter as its options: "source police, since 2026-03-01"."""
    wanted = question.wanted
    parts = {
        "source": wanted.source, "speaker": wanted.speaker, "place": wanted.place, "since": wanted.since,
        "until": wanted.until, "certainty": " ".join(one.value for one in wanted.certainty),
    }  # fmt: skip
    return ", ".join(f"{name} {value}" for name, value in parts.items() if value)


def news_words(news: QuestionNews) -> str:
    """What is new on a kept question, counted."""
    when = f"since {news.since:%Y-%m-%d %H:%M} UTC" if news.since else "first run"
    if not news.is_news:
        return f"{when}: nothing new" + ("" if news.answer.findings else "; no answer yet")
    if news.since is None:
        return f"{when}: {len(news.new)} answers"
    counts = {
        "new": news.new, "with further reports": news.further, "revised": news.revised,
        "contradicted": news.contradicted, "gone": news.gone,
    }  # fmt: skip
    return f"{when}: " + ", ".join(f"{len(own)} {what}" for what, own in counts.items() if own)


def conflict_words(sides: int, reports: int) -> str:
    """How many accounts stand against each other, in how many reports."""
    return f"{sides} account{'' if sides == 1 else 's'}, {reports} reports"


def why_words(reasons: Iterable[Reason], *, most: int | None = None) -> str:
    """Reasons in words, all or the first of them; of several that are worded alike, one."""
    return "; ".join(islice(dict.fromkeys(map(reason_words, reasons)), most))


def copying_words(copy: Report, original: Report, claims: int) -> str:
    """Who copies how much of whom."""
    copies = f"{copy.outlet or copy.name} copies {claims} claim{'' if claims == 1 else 's'}"
    return f"{copies} of {original.outlet or original.name} ({copy.name} ← {original.name})"


def ruling_words(ruling: PartyRuling) -> str:
    """A ruling on two names in a line."""
    where = f" in {len(ruling.documents)} documents" if len(ruling.documents) > 1 else " in one document"
    standing = {
        True: "are one party",
        False: "are two parties" if not ruling.documents else f"are two parties: the first means the second{where}",
        None: "are left to the rules",
    }[ruling.same]
    return f"“{ruling.name}” and “{ruling.other}” {standing}, by {ruling.by}: {ruling.reason}"


def counting_words(account: Account) -> str:
    """What an account of a figure is: a claim, or a minimum that was seen."""
    return "what was seen" if account.counting is Counting.MINIMUM else "claim"


def standing_words(account: Account) -> str:
    """Why an account is not counted; nothing where it is."""
    return "" if account.standing is AccountStatus.COUNTED else f"not counted: {account.standing.value}"

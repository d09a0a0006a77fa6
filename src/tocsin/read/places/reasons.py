"""Why a place was chosen."""

from collections import Counter
from collections.abc import Iterator

from tocsin.lexicon.gazetteer import Gazetteer
from tocsin.model.place import Border, Dispute
from tocsin.model.reason import Fact, Reason
from tocsin.read.places.choice import Choice
from tocsin.read.places.mentions import Mention

_MOST = 3
"""Reasons that are given for one place before another."""
_WEIGHTY = 0.25
"""What a reason must count for, in powers of ten, to be given."""
_LIKELY = 0.5
"""The share of the chances under which a choice is told to be open."""
_RANKS = {
    "country": "country_rank", "capital": "capital_rank", "continent": "wide_rank", "region": "wide_rank",
    "admin1": "wide_rank",
}  # fmt: skip


def because(rule: str, weight: float = 0.0, **facts: Fact) -> Reason:
    """A reason for the reading of a place, by the name of its rule; the weight is in powers of ten."""
    return Reason(rule=f"place.{rule}", weight=round(weight, 3), facts=facts)


def why_chosen(
    mention: Mention, choice: Choice, named: Counter[str], home: str, *, feature: str, gazetteer: Gazetteer
) -> Iterator[Reason]:
    """The reasons for a choice.

    `named` is how often the document names each country, `home` the country of the place in the outlet's name or "", and
    `feature` the kind of feature that the place is, if it is one: sea, river, ….
    """
    entry = choice.entry
    if mention.kind == "demonym":
        yield because("adjective", place=entry.name)
    elif mention.short:
        yield because("short", name=mention.name, place=entry.name)
    elif not entry.own:
        yield because("spelling", place=entry.name)
    if entry.type == "feature":
        yield because("feature", type=feature)
    elif choice.count == 1:
        yield because("only")
    elif not choice.parts:
        yield because("together_all")
    else:
        if choice.share < _LIKELY:
            yield because("open", count=choice.count)
        weighty = [(part, value) for part, value in choice.parts if value > _WEIGHTY]
        reasons = (_advantage(part, value, choice, named, gazetteer) for part, value in weighty)
        yield from [reason for reason in reasons if reason is not None][:_MOST]
        if home == entry.country and not named[home] and "country" in dict(weighty):
            yield because("home", country=gazetteer.country_name(home) or home)


def _advantage(part: str, value: float, choice: Choice, named: Counter[str], gazetteer: Gazetteer) -> Reason | None:
    """What is said of one thing that spoke for a choice, None if there is nothing to say of it."""
    entry = choice.entry
    country, times = gazetteer.country_name(entry.country), named[entry.country]
    match part:
        case "contained":
            holders = sorted(holder.name for holder in choice.evidence.holders if holder.country == entry.country)
            return because(part, value, holder=holders[0]) if holders else None
        case "country" | "named" | "together" if country is None:
            return None
        case "country" | "named" | "together" if entry.type == "country":
            return _others("inside", value, choice.in_country)
        case "together":
            return because(part, value, land=country) if times else None
        case "country" | "named" if times:
            return because("named", value, country=country, count=times)
        case "country" | "named":
            return _others("country", value, choice.in_country, country=country)
        case "division":
            name = gazetteer.division_name(entry.country, entry.admin1)
            if name is None:
                return None
            if entry.type == "admin1":
                return _others("inside", value, choice.in_division)
            return _others(part, value, choice.in_division, division=name)
        case "near":
            return None if entry.type in ("country", "admin1") else _others(part, value, choice.near)
        case "population":
            return _larger(value, choice, gazetteer)
        case "rank":
            return because(_RANKS[entry.type], value) if entry.type in _RANKS else None
        case "other_name" | "beside" | "seat" | "listed":
            return because(part, value)
    return None


def _others(rule: str, value: float, number: float, **facts: Fact) -> Reason | None:
    """That other places of the text seem to lie there, if more than one does."""
    return because(rule, value, count=round(number), **facts) if round(number) > 1 else None


def _larger(value: float, choice: Choice, gazetteer: Gazetteer) -> Reason | None:
    people = choice.entry.population
    if all(people > rival.entry.population for rival in choice.rivals) and choice.count > len(choice.rivals):
        return because("population", value, count=choice.count)
    rival = choice.rivals[0].entry if choice.rivals else None
    if rival is None or rival.population >= people:
        return None
    land = gazetteer.division_name(rival.country, rival.admin1) or gazetteer.country_name(rival.country)
    return because("larger", value, rival=f"{rival.name} ({land})" if land and land != rival.name else rival.name)


def why_border(border: Border, country: str, *, told: bool, gazetteer: Gazetteer) -> Iterator[Reason]:
    """What is said of a border of which a country is one side; `told` says that the sentence names the other."""
    if len(border.countries) < 2:
        return
    own, across = border.countries
    if not told:
        own, across = country, own if country == across else across
    names = [gazetteer.country_name(code) or code for code in (own, across)]
    yield because("border" if told else "border_context", one=names[0], other=names[1])


def why_disputed(dispute: Dispute, gazetteer: Gazetteer) -> Iterator[Reason]:
    """What is said of a disputed territory: whose it is, and who holds it."""
    if dispute.de_jure is None:
        yield because("disputed_open", territory=dispute.territory, basis=dispute.basis)
    else:
        country = gazetteer.country_name(dispute.de_jure) or dispute.de_jure
        yield because("disputed", territory=dispute.territory, country=country, basis=dispute.basis)
    who = tuple(gazetteer.country_name(holder) or holder for holder in dispute.controlled_by)
    rule = "controlled_partly" if dispute.partly else "controlled"
    yield because(rule, who=who, since=dispute.since, as_of=dispute.as_of)

"""Why a place was chosen, in the words of the lexicon."""

from collections import Counter
from collections.abc import Iterator, Mapping

from tocsin.lexicon.gazetteer import Gazetteer
from tocsin.model.place import Border, Dispute
from tocsin.read.places.choice import Choice
from tocsin.read.places.mention import Mention
from tocsin.read.places.words import PlaceWords

MOST = 3
"""Reasons that are given for one place before another."""
WEIGHTY = 0.25
"""What a reason must count for, in powers of ten, to be given."""
LIKELY = 0.5
"""The share of the chances under which a choice is told to be open."""
_RANKS = {"country": "country_rank", "capital": "capital_rank"}


class ReasonWriter:
    """Writes down why a place was chosen."""

    def __init__(self, words: PlaceWords, gazetteer: Gazetteer, phrases: Mapping[str, str]) -> None:
        self._words = words
        self._gazetteer = gazetteer
        self._phrases = phrases

    def reasons(self, mention: Mention, choice: Choice, named: Counter[str], home: str) -> Iterator[str]:
        """The reasons for a choice.

        Args:
            mention: The words of the text.
            choice: What they are taken to mean.
            named: How often the document names each country.
            home: The country of the place in the outlet's name, or "".
        """
        yield from self._identity(mention, choice)
        if choice.entry.type == "feature":
            yield self._say("feature", type=self._words.feature_types.get(mention.key, choice.entry.type))
        elif choice.count == 1:
            yield self._say("only")
        else:
            yield from self._against_others(choice, named, home)

    def _against_others(self, choice: Choice, named: Counter[str], home: str) -> Iterator[str]:
        """Why it is this and no other place of the name."""
        if not choice.parts:
            yield self._say("together_all")
            return
        if choice.share < LIKELY:
            yield self._say("open", count=choice.count)
        weighty = (self._reason(part, choice, named) for part, value in choice.parts if value > WEIGHTY)
        yield from [reason for reason in weighty if reason][:MOST]
        if home == choice.entry.country and not named[home] and dict(choice.parts).get("country", 0.0) > WEIGHTY:
            yield self._say("home", country=self._name(home))

    def border(self, border: Border, country: str, *, told: bool) -> str | None:
        """What is said of a border of which a country is one side; `told` says that the sentence names the other."""
        if len(border.countries) < 2:
            return None
        own, across = border.countries[0], border.countries[1]
        if told:
            return self._say("border", one=self._name(own), other=self._name(across))
        other = own if country == across else across
        return self._say("border_context", one=self._name(country), other=self._name(other))

    def dispute(self, dispute: Dispute) -> str:
        """What is said of a disputed territory."""
        controlled = self._say(
            "controlled_partly" if dispute.partly else "controlled",
            who=", ".join(self._name(who) for who in dispute.controlled_by),
            since=dispute.since,
            as_of=dispute.as_of,
        )
        if dispute.de_jure is None:
            belongs = self._say("belongs_open", basis=dispute.basis)
        else:
            belongs = self._say("belongs", country=self._name(dispute.de_jure), basis=dispute.basis)
        return self._say("disputed", territory=dispute.territory, belongs=belongs, controlled=controlled)

    def unknown(self) -> str:
        """That no gazetteer knows the name."""
        return self._say("unknown")

    def coordinates(self) -> str:
        """That the text gives the point itself."""
        return self._say("coordinates")

    def _identity(self, mention: Mention, choice: Choice) -> Iterator[str]:
        """How the name leads to the place, where it is not the place's own."""
        entry = choice.entry
        if mention.kind == "demonym":
            yield self._say("adjective", place=entry.name)
        elif mention.short:
            yield self._say("short", name=mention.name, place=entry.name)
        elif not entry.own:
            yield self._say("spelling", place=entry.name)

    def _reason(self, part: str, choice: Choice, named: Counter[str]) -> str | None:
        """The sentence for one thing that spoke for a choice, or None if there is nothing to say of it."""
        entry = choice.entry
        if part == "contained":
            holders = sorted(holder.name for holder in choice.evidence.holders if holder.country == entry.country)
            return self._say("contained", holder=holders[0]) if holders else None
        if part in ("country", "named", "together"):
            return self._country(part, choice, named)
        if part == "division":
            return self._division(choice)
        if part == "near":
            if entry.type in ("country", "admin1"):
                return None
            return self._say("near", count=round(choice.near)) if round(choice.near) > 1 else None
        if part == "population":
            return self._population(choice)
        if part == "rank":
            wide = "wide_rank" if entry.type in ("continent", "region", "admin1") else ""
            phrase = _RANKS.get(entry.type, wide)
            return self._say(phrase) if phrase else None
        return self._say(part) if part in ("other_name", "beside", "seat", "listed") else None

    def _country(self, part: str, choice: Choice, named: Counter[str]) -> str | None:
        code, times = choice.entry.country, named[choice.entry.country]
        name = self._gazetteer.country_name(code)
        if name is None:
            return None
        if choice.entry.type == "country":
            return self._say("inside", count=round(choice.in_country)) if round(choice.in_country) > 1 else None
        if part == "together":
            return self._say("together", land=name) if times else None
        if times:
            return self._say("named", country=name, count=times) if times > 1 else self._say("named_once", country=name)
        count = round(choice.in_country)
        return self._say("country", country=name, count=count) if count > 1 else None

    def _division(self, choice: Choice) -> str | None:
        entry, count = choice.entry, round(choice.in_division)
        name = self._gazetteer.division_name(entry.country, entry.admin1)
        if count < 2 or name is None:
            return None
        if entry.type == "admin1":
            return self._say("inside", count=count)
        return self._say("division", division=name, count=count)

    def _population(self, choice: Choice) -> str | None:
        people = choice.entry.population
        if all(people > rival.entry.population for rival in choice.rivals) and choice.count > len(choice.rivals):
            return self._say("population", count=choice.count)
        rival = choice.rivals[0].entry if choice.rivals else None
        if rival is None or rival.population >= people:
            return None
        land = self._gazetteer.division_name(rival.country, rival.admin1) or self._gazetteer.country_name(rival.country)
        return self._say("larger", rival=f"{rival.name} ({land})" if land and land != rival.name else rival.name)

    def _name(self, code: str) -> str:
        return self._gazetteer.country_name(code) or code

    def _say(self, phrase: str, **facts: object) -> str:
        return self._phrases[phrase].format(**facts)

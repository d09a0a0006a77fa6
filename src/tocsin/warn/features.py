"""What of a claim decides whether it matches: taken from the claim, or from its JSON object before it is made one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tocsin.model.claim import Claim
from tocsin.model.factuality import Factuality
from tocsin.text.folding import folded
from tocsin.warn.phrases import openings_of, words_of

Key = tuple[str, str]
"""By what an indicator that may match is found: an event, a word, how a word begins; the empty one leads to what must
always be tried."""
_SCORES = {value.value: value.score for value in Factuality}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its lower bound, what is counted and in what unit, and what is measured."""

    low: float | None
    counted: tuple[str | None, str | None]
    measure: str | None
    denied: bool


class Features:
    """A claim as the matching sees it: what several indicators ask for is made comparable once."""

    def __init__(
        self, *, text: str, kind: str, score: float, probability: tuple[float, float], event: Mapping[str, str | None] | None,
        places: Sequence[tuple[str, str | None]], figures: Sequence[Figure],
    ) -> None:  # fmt: skip
        self._written, self._event, self._places = text, event, places
        self.kind, self.score, self.probability, self.figures = kind, score, probability, figures
        self.countries = frozenset(country for _, country in places if country)

    @classmethod
    def of_claim(cls, claim: Claim) -> "Features":
        """The features of a claim."""
        action = claim.event
        roles = ("lemma", "type", "actor", "recipient", "object")
        return cls(
            text=claim.text, kind=claim.kind.value, score=claim.factuality.score, probability=claim.probability,
            event={role: getattr(action, role) for role in roles} if action else None,
            places=[(place.name, place.country) for place in claim.places],
            figures=[Figure(one.low, (one.noun, one.unit), one.measure, one.denied) for one in claim.quantities],
        )  # fmt: skip

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> "Features":
        """The same of its JSON object, whose fields are those of `Claim`.

        Raises:
            LookupError, TypeError: It is none.
        """
        low, high = record["probability"]
        return cls(
            text=record["text"], kind=record["kind"], score=_SCORES[record["factuality"]], probability=(low, high),
            event=record["event"], places=[(place["name"], place["country"]) for place in record["places"]],
            figures=[
                Figure(one["low"], (one["noun"], one["unit"]), one["measure"], one["denied"])
                for one in record["quantities"]
            ],
        )  # fmt: skip

    @cached_property
    def text(self) -> str:
        """Its words, folded."""
        return folded(self._written)

    @cached_property
    def named(self) -> str:
        """Who takes part: the words of the event's roles, which may stand outside the clause, and the clause."""
        event = self._event or {}
        roles = (event.get(role) for role in ("actor", "recipient", "object"))
        return " | ".join([self.text, *(folded(role) for role in roles if role)])

    @cached_property
    def events(self) -> tuple[str, ...]:
        """The lemma of its event and the PLOVER type."""
        if self._event is None:
            return ()
        return tuple(name for name in (folded(self._event["lemma"] or ""), self._event["type"]) if name)

    @cached_property
    def places(self) -> str:
        """The names of its places, folded."""
        return " | ".join(folded(name) for name, _ in self._places)

    @cached_property
    def keys(self) -> list[Key]:
        """By what an indicator that may match is found."""
        events = [("event", event) for event in self.events]
        words = words_of(self.text)
        openings = (("opening", opening) for opening in openings_of(words))
        return [("", ""), *events, *(("word", word) for word in words), *openings]

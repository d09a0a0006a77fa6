"""Whose word is no second one: who has it from those who arranged the matter, said it together, or were heard saying it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

from tocsin.lexicon.language import Lexicon, lexicon_for
from tocsin.model.estimate import Appraisal
from tocsin.model.frame import ACTOR, OBJECT
from tocsin.model.kind import Kind
from tocsin.model.party import Party, PartyKind
from tocsin.model.query import Report
from tocsin.text.folding import folded
from tocsin.text.words import lower_words

_AHEAD = (Kind.PROMISE, Kind.THREAT)
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]")
_SHORT = 2
"""Letters of the longest word of a name that tells nobody."""


class ArrangedMatters:
    """Tells what is arranged, and what is said together, in texts of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("sources")["arranged"]
        self._deeds, self._closing = frozenset(table["deeds"]), frozenset(table["closing"])
        self._deals, self._together = frozenset(table["deals"]), tuple(table["together"])
        self._sayings = frozenset(table["sayings"])
        pronouns = table["pronouns"]
        self._personal, self._bodily = frozenset(pronouns["personal"]), frozenset(pronouns["bodily"])
        self._houses = {house: tuple(f" {title} " for title in titles) for house, titles in table["houses"].items()}

    def is_arranged(self, report: Report) -> bool:
        """Whether a claim tells what is to come, or what somebody agreed, promised or planned."""
        claim, frame = report.claim, report.claim.frame
        deeds = {claim.predicate, frame.predicate if frame is not None else None}
        if claim.kind in _AHEAD or (frame is not None and frame.is_coming) or not self._deeds.isdisjoint(deeds):
            return True
        if frame is None or frame.predicate not in self._closing:
            return False
        return any(one.role == OBJECT and one.head in self._deals for one in frame.fillers)

    def is_joint(self, report: Report) -> bool:
        """Whether the sentence of a claim says that several said it together: "in a joint statement"."""
        sentence = " ".join(report.sentence.casefold().split())
        return any(phrase in sentence for phrase in self._together)

    def said_by(self, report: Report) -> frozenset[str]:
        """The words for whom a claim tells to have said something: "the ministry" of "the ministry spoke of 300"."""
        frame = report.claim.frame
        if frame is None or frame.predicate not in self._sayings:
            return frozenset()
        actors = [one for one in frame.fillers if one.role == ACTOR]
        return frozenset(
            word for one in actors for word in (_words_of(one.name) if one.name else {one.head, *one.words})
        )

    def may_be_word_of(self, report: Report, names: Iterable[str], other: PartyKind) -> bool:
        """Whether a sentence tells whose word a claim is by a pronoun alone, which may stand for another one.

        Args:
            report: The claim.
            names: What the one is called whose word it is taken for.
            other: What the other one is.
        """
        if not report.claim.sources:
            return False
        pronouns = self._personal if other is PartyKind.PERSON else self._bodily
        around = _QUOTED.sub(" ", report.sentence.replace(report.claim.text, " "))
        if pronouns.isdisjoint(lower_words(folded(around))):
            return False
        named = frozenset(word for name in names for word in _words_of(name))
        return named.isdisjoint(_words_of(report.sentence))

    def houses_of(self, report: Report, person: Party | None) -> frozenset[str]:
        """Of what bodies those are who have a title by which a claim names a person: a judge of a court; none of others."""
        if person is None or person.kind is not PartyKind.PERSON or not _is_named(person, report.sentence.casefold()):
            return frozenset()
        sentence = f" {' '.join(lower_words(folded(report.sentence)))} "
        return frozenset(house for house, titles in self._houses.items() if any(title in sentence for title in titles))


def of_one_hand(said: Sequence[Appraisal]) -> Iterator[tuple[Appraisal, Appraisal]]:
    """Pairs of origins whose word is one: those who arranged the matter, and those who said it together.

    Where half of them tell it as arranged, the others only put it in other words. A joint statement is also the word
    of those who are named in its sentence, and what a judge says the word of the court. Who tells that somebody said it
    has it from another one, and those who speak to each other in one document have heard one another.

    Args:
        said: The origins of one side of a proposition.
    """
    matters = [(one, arranged_matters(lexicon_for(one.report.language))) for one in said]
    arranged = [one for one, known in matters if known.is_arranged(one.report)]
    yield from ((arranged[0], one) for one in (said if 2 * len(arranged) >= len(said) else arranged) if arranged)
    joint = [one for one, known in matters if known.is_joint(one.report)]
    yield from ((joint[0], one) for one in joint[1:])
    for one in joint:
        sentence = one.report.sentence.casefold()
        yield from ((one, other) for other in said if _is_named(other.origin.party, sentence))
    for one, known in matters:
        if who := known.said_by(one.report):
            yield from ((one, other) for other in said if other is not one and _is_called(other.origin.party, who))
    yield from ((one, other) for one, other in combinations(said, 2) if _are_in_talk(one.report, other.report))
    for one, known in matters:
        if houses := known.houses_of(one.report, one.origin.party):
            yield from ((one, other) for other in said if _is_house(other.origin.party, houses))


def _are_in_talk(one: Report, other: Report) -> bool:
    """Whether two speak to each other in one document, as who asks and who answers does."""
    if one.document != other.document or one.claim.sources or other.claim.sources:
        return False
    return len({report.claim.speaker for report in (one, other)} - {one.outlet, None}) == 2


def _is_called(party: Party | None, by: frozenset[str]) -> bool:
    """Whether a party may be whom these words name, in full or for short."""
    called = [_words_of(name.written) for name in party.names] if party is not None else []
    return any(own and (own <= by or by <= own) for own in called)


def _words_of(written: str) -> frozenset[str]:
    return frozenset(word for word in lower_words(folded(written)) if len(word) > _SHORT)


def _is_named(party: Party | None, sentence: str) -> bool:
    return party is not None and any(name.written.casefold() in sentence for name in party.names)


def _is_house(party: Party | None, houses: frozenset[str]) -> bool:
    """Whether a party is a body whose name says that it is one of these."""
    if party is None or party.kind is PartyKind.PERSON:
        return False
    return any(not houses.isdisjoint(_words_of(name.written)) for name in party.names)


@cache
def arranged_matters(lexicon: Lexicon) -> ArrangedMatters:
    """What is known of a language, made once."""
    return ArrangedMatters(lexicon)

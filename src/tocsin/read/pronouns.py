"""Whom "he" and "she" stand for: the person most in the light of the last few sentences.

A mention as subject counts twice, and counts less with every sentence that follows it; a pronoun that was understood counts
as a mention (after the salience factors of Lappin and Leass 1994). "He" does not stand for a person "she" stood for, nor for
one whom a title or a noun next to the name makes the other; a given name that is mostly the other's only weighs against. The
object of a verb is not its subject.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tocsin.model.parse import Sentence, Token

_FADING = 0.7
_REACH = 7
"""How many sentences back a pronoun may look for the one it stands for."""
_UNLIKELY = 0.1
"""What a given name that mostly goes with another pronoun leaves of a person's weight."""
_SAME = 1e-6
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "dative", "pobj")


@dataclass(frozen=True, slots=True)
class Person:
    """A person where the text speaks of them: by which name, at which word, with what weight."""

    name: str
    position: int
    weight: float


class PronounResolver:
    """Finds whom the pronouns of a document stand for."""

    def __init__(
        self,
        kinds: Mapping[str, int],
        *,
        known: Mapping[str, int],
        likely: Mapping[str, int],
        reflexive: Collection[str],
    ) -> None:
        """Take each pronoun's kind, and the `reflexive` ones, which do stand for the subject of their own verb.

        By a person's name, `known` is the kind of pronoun that certainly stands for them, `likely` what their given name
        makes likely.
        """
        self._kinds = kinds
        self._known = dict(known)
        self._likely = likely
        self._reflexive = reflexive

    def resolve(self, sentences: Sequence[Sentence], persons: Iterable[Person]) -> dict[int, tuple[str, ...]]:
        """Whom each pronoun may stand for, by its position, the likeliest first."""
        meant: dict[int, tuple[str, ...]] = {}
        light: dict[int, dict[str, float]] = {}
        named: dict[int, str] = {}
        coming = iter(persons)
        upcoming = next(coming, None)
        for place, sentence in enumerate(sentences):
            number = place + sentence.block  # a new paragraph puts as much between as a sentence does
            light = {other: weights for other, weights in light.items() if number - other <= _REACH}
            here = light.setdefault(number, {})
            for token in sentence.tokens:
                while upcoming is not None and upcoming.position <= token.i:
                    here[upcoming.name] = here.get(upcoming.name, 0.0) + upcoming.weight
                    named[upcoming.position] = upcoming.name
                    upcoming = next(coming, None)
                kind = self._kinds.get(token.lower)
                ranked = self._ranked(token, kind, light, number, named) if kind is not None else ()
                if kind is not None and ranked:
                    meant[token.i] = ranked
                    named[token.i] = ranked[0]
                    if self._likely.get(ranked[0], kind) == kind:
                        self._known.setdefault(ranked[0], kind)
                    here[ranked[0]] = here.get(ranked[0], 0.0) + (2.0 if token.dep in _SUBJECTS else 0.5)
        return meant

    def _ranked(
        self, token: Token, kind: int, light: Mapping[int, Mapping[str, float]], number: int, named: Mapping[int, str]
    ) -> tuple[str, ...]:
        """Persons by weight; nobody where two share the most: of "Anna and Clara" neither is "she"."""
        other = self._subject_of(token, named)
        weights: dict[str, float] = {}
        for sentence, persons in light.items():
            for person, weight in persons.items():
                if self._known.get(person, kind) != kind or person == other:
                    continue
                fits = 1.0 if self._likely.get(person, kind) == kind else _UNLIKELY
                weights[person] = weights.get(person, 0.0) + fits * weight * _FADING ** (number - sentence)
        ranked = sorted(weights, key=lambda person: -weights[person])
        if len(ranked) > 1 and abs(weights[ranked[0]] - weights[ranked[1]]) < _SAME:
            return ()
        return tuple(ranked)

    def _subject_of(self, token: Token, named: Mapping[int, str]) -> str | None:
        """Whom the pronoun cannot stand for: the subject of the verb it is an object of."""
        if token.dep not in _OBJECTS or token.lower in self._reflexive:
            return None
        verb = token.head.head if token.dep == "pobj" else token.head
        subject = verb.child(*_SUBJECTS)
        return named.get(subject.i) if subject is not None else None

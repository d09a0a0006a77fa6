"""The predicates of a document, each with its certainty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.event import Event
from tocsin.model.factuality import Factuality
from tocsin.model.parse import Sentence, Token
from tocsin.read.certainty.verdict import Verdict
from tocsin.read.certainty.walk import CertaintyWalk
from tocsin.read.network.network import Seen
from tocsin.read.network.outputs import CertaintyEstimator
from tocsin.read.network.symbols import describe, describe_paragraph, describe_sentence

_DENIED = -0.5
"""The most the estimate may make of what the words deny."""
_RAISED = 1.5
"""How much surer than the words the estimate may be."""


class EventFinder:
    """Finds verbs, predicate adjectives and nouns, and nouns that name something that happens."""

    def __init__(self, lexicon: Lexicon, estimator: CertaintyEstimator | None = None) -> None:
        table = lexicon.table("nominals")
        self._estimator = estimator
        self._speaking = frozenset(lexicon.table("parties")["pronouns"]["first"])
        self._walk = CertaintyWalk(lexicon)
        self._suffixes = tuple(table["suffixes"])
        self._things = frozenset(table["things"])
        self._not = frozenset(table["not_by_suffix"])
        self._words = (frozenset(table["words"]) | frozenset(cue_book(lexicon).nouns)) - self._things

    def find(self, sentences: Sequence[Sentence], text: str, seen: Seen | None = None) -> tuple[Event, ...]:
        """The events of a document, in the order of the text.

        Args:
            sentences: The document's sentences.
            text: Its text.
            seen: The document as the network sees it; without it the walk's scores stand.
        """
        found: dict[int, _Found] = {}
        for sentence in sentences:
            verdicts = self._walk.walk(sentence, text)
            for clause, predicate in self._predicates(sentence):
                found.setdefault(predicate.start, _Found(sentence, clause, predicate, verdicts))
        ordered = [found[start] for start in sorted(found)]
        if self._estimator is None or seen is None:
            return tuple(_event(one, None) for one in ordered)
        scores = self._estimated(self._estimator, ordered, text, seen)
        return tuple(_event(one, score) for one, score in zip(ordered, scores, strict=True))

    def _estimated(
        self, estimator: CertaintyEstimator, found: Sequence["_Found"], text: str, seen: Seen
    ) -> list[float]:
        register = estimator.register(
            [describe_paragraph(one.words) for one in seen.paragraphs], [seen.of(one) for one in seen.paragraphs]
        )
        surroundings: dict[int, list[str]] = {}
        symbols = []
        for one in found:
            around = surroundings.get(one.sentence.start)
            if around is None:
                around = surroundings[one.sentence.start] = describe_sentence(one.sentence, self._speaking)
            symbols.append(describe(one.clause, one.verdicts, one.sentence, text, surroundings=around))
        own = seen.vectors[[one.predicate.i for one in found]]
        heads = seen.vectors[[one.clause.i for one in found]]
        return estimator.scores(symbols, np.concatenate([own, heads], axis=1), register)

    def _predicates(self, sentence: Sentence) -> Iterator[tuple[Token, Token]]:
        """The words that head a clause or are an event themselves, each with the word that carries the meaning."""
        for token in sentence.tokens:
            if token.pos in ("VERB", "AUX"):
                if token.dep in ("aux", "auxpass"):
                    continue
                predicate = token.predicate
                yield token, predicate
                if predicate is not token and token.pos == "VERB":
                    yield token, token  # "became ill": the becoming is an event as well
            elif (token.head is token and token.pos != "PUNCT") or (token.pos == "NOUN" and self._happens(token)):
                yield token, token

    def _happens(self, noun: Token) -> bool:
        lemma = noun.lemma.lower()
        if lemma in self._words:
            return True
        if lemma in self._things:
            return False
        return len(lemma) > 5 and lemma.endswith(self._suffixes) and lemma not in self._not


@dataclass(frozen=True, slots=True)
class _Found:
    """A predicate, the word that heads its clause, its sentence, and what the walk made of that sentence."""

    sentence: Sentence
    clause: Token
    predicate: Token
    verdicts: Mapping[int, Verdict]


def _weighed(stated: float, estimate: float) -> float:
    """The estimate, within what the words allow: a hedge is not rounded up to a fact, nor a denial read as its contrary.

    What shines through "I don't know that …" (`projected`) is not estimated: readers of the corpora differ too much.
    """
    return min(estimate, _DENIED) if stated <= -1.5 else min(estimate, stated + _RAISED)


def _event(found: _Found, estimate: float | None) -> Event:
    predicate, verdict = found.predicate, found.verdicts[found.clause.i]
    stated = round(max(-3.0, min(3.0, verdict.score)), 3)
    return Event(
        start=predicate.start,
        end=predicate.end,
        lemma=predicate.lemma,
        factuality=Factuality.of(stated),
        score=stated if estimate is None or verdict.projected else _weighed(stated, estimate),
        stated=stated,
        steps=verdict.steps,
        kind=verdict.kind,
    )

"""The predicates of a document, each with its certainty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.event import Event
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence, Token
from tocsin.read.certainty.grading import Grading
from tocsin.read.certainty.verdict import Verdict, because
from tocsin.read.certainty.walk import CertaintyWalk
from tocsin.read.certainty.words import SUBJECTS
from tocsin.read.network.network import Seen
from tocsin.read.network.outputs import CertaintyEstimator
from tocsin.read.network.symbols import describe, describe_paragraph, describe_sentence

_TOGETHER = 4_000
"""Predicates that are weighed at once: a long document has many, and each some sixty symbols."""
_TOLD = 1.0
"""How far readers must be from what the words present for that to be told as a reason: a step of the scale."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A predicate, the head of its clause, the verdict on what that clause states, and the walk over its sentence."""

    predicate: Token
    clause: Token
    verdict: Verdict
    sentence: Sentence
    verdicts: Mapping[int, Verdict]


class EventFinder:
    """Finds verbs, predicate adjectives and nouns, and nouns that name something that happens, each with its certainty.

    The walk gives the value that the words present, the network the score that readers give it (docs/why/accuracy.md).
    """

    def __init__(self, lexicon: Lexicon, estimator: CertaintyEstimator | None = None) -> None:
        table = lexicon.table("nominals")
        self._estimator = estimator
        readers = lexicon.table("certainty")["readers"]
        self._denial: float = readers["denial"]
        self._denied: float = readers["denied"]
        self._raised: float = readers["raised"]
        self._speaking = frozenset(lexicon.table("parties")["pronouns"]["first"])
        self._walk = CertaintyWalk(lexicon)
        self._grading = Grading(lexicon, self._walk.words)
        self._suffixes = tuple(table["suffixes"])
        self._things = frozenset(table["things"])
        self._not = frozenset(table["not_by_suffix"])
        self._words = (frozenset(table["words"]) | frozenset(cue_book(lexicon).nouns)) - self._things

    def own_names(self, title: str | None, outlet: str | None) -> tuple[frozenset[str], bool]:
        """The words by which a document names its outlet, and whether it is a correction."""
        return self._grading.own_names(title, outlet)

    def find(
        self,
        sentences: Sequence[Sentence],
        text: str,
        seen: Seen | None = None,
        *,
        own: tuple[frozenset[str], bool] = (frozenset(), False),
    ) -> tuple[Event, ...]:
        """The events of a document, or of a section of it, in the order of the text.

        Args:
            sentences: The sentences.
            text: The document's text.
            seen: The sentences as the network sees them; without it the walk's scores stand.
            own: The words that name the outlet, and whether the document is a correction: see `own_names`.
        """
        names, is_correction = own
        withdrawn = self._grading.withdrawn(sentences, names, is_correction=is_correction)
        found: dict[int, _Found] = {}
        for sentence in sentences:
            verdicts = self._walk.walk(sentence, text)
            for clause, predicate in self._predicates(sentence, verdicts):
                if predicate.start not in found:
                    verdict = self._grading.stated(clause, verdicts)
                    if clause.i in withdrawn:
                        steps = (withdrawn[clause.i], *verdict.steps)
                        given_up = steps[0].rule == "certainty.withdrawn"
                        value = 0.0 if steps[0].rule == "certainty.unconfirmed" else -3.0
                        verdict = Verdict.flat(value, *steps, kind=Kind.FORMER_BELIEF if given_up else None)
                    found[predicate.start] = _Found(predicate, clause, verdict, sentence, verdicts)
        ordered = [found[start] for start in sorted(found)]
        if self._estimator is None or seen is None:
            return tuple(self._event(one, None) for one in ordered)
        estimates = self._estimates(self._estimator, ordered, text, seen)
        return tuple(self._event(one, estimate) for one, estimate in zip(ordered, estimates, strict=True))

    def _event(self, found: _Found, estimate: float | None) -> Event:
        """The event: the value that the words present, and the score that readers of such sentences give it.

        A hedge is not rounded up to a fact, nor a denial read as its contrary; what shines through "I don't know that …"
        (`projected`) keeps the walk's score, for there readers differ too much.
        """
        predicate, verdict = found.predicate, found.verdict
        stated = round(max(-3.0, min(3.0, verdict.score)), 3)
        score, steps = stated, verdict.steps
        if estimate is not None and not verdict.projected:
            score = min(estimate, self._denied if stated <= self._denial else round(stated + self._raised, 3))
            if abs(score - stated) >= _TOLD:
                step = because("readers", predicate, weight=round(score - stated, 3), stated=stated, value=score)
                steps = (*steps, step)
        return Event(
            start=predicate.start,
            end=predicate.end,
            lemma=predicate.lemma,
            factuality=Factuality.of(stated),
            score=score,
            steps=steps,
            kind=verdict.kind,
        )

    def _estimates(self, estimator: CertaintyEstimator, found: Sequence[_Found], text: str, seen: Seen) -> list[float]:
        register = estimator.register(
            (describe_paragraph(one.words) for one in seen.paragraphs), (seen.of(one) for one in seen.paragraphs)
        )
        surroundings: dict[int, list[str]] = {}
        scores: list[float] = []
        for first in range(0, len(found), _TOGETHER):
            portion = found[first : first + _TOGETHER]
            symbols = []
            for one in portion:
                around = surroundings.get(one.sentence.start)
                if around is None:
                    around = surroundings[one.sentence.start] = describe_sentence(one.sentence, self._speaking)
                symbols.append(describe(one.clause, one.verdicts, one.sentence, text, surroundings=around))
            vectors = [seen.at(one.predicate for one in portion), seen.at(one.clause for one in portion)]
            scores += estimator.scores(symbols, np.concatenate(vectors, axis=1), register)
        return scores

    def _predicates(self, sentence: Sentence, verdicts: Mapping[int, Verdict]) -> Iterator[tuple[Token, Token]]:
        """The words that head a clause or are an event themselves, each with the word that carries the meaning."""
        for token in sentence.tokens:
            if token.pos in ("VERB", "AUX"):
                if token.dep in ("aux", "auxpass"):
                    continue
                predicate = token.predicate
                yield token, predicate
                if predicate is not token and token.pos == "VERB":
                    yield token, token  # "became ill": the becoming is an event as well
                elif (below := self._grading.opined(token)) is not None and below.pos == "ADJ":
                    yield below, below  # "feared dead"
            elif (
                ((token.head is token or token.dep == "ccomp") and token.pos != "PUNCT")
                or (token.pos == "NOUN" and self._happens(token))
                or (token.children and token.child(*SUBJECTS, "mark") is not None)
                or (token.dep in ("pobj", "dobj") and verdicts[token.i].of_report)
            ):
                yield token, token

    def _happens(self, noun: Token) -> bool:
        lemma = noun.lemma.lower()
        if lemma in self._words:
            return True
        if lemma in self._things:
            return False
        return len(lemma) > 5 and lemma.endswith(self._suffixes) and lemma not in self._not

"""The predicates of a document, each with its certainty."""

from collections.abc import Iterator, Sequence

from tocsin.lexicon.language import Lexicon
from tocsin.model.event import Event
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence, Token, predicate_of
from tocsin.read.certainty import CertaintyWalk, Verdict


class EventFinder:
    """Finds verbs, predicate adjectives and nouns, and nouns that name something that happens."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("nominals")
        self._walk = CertaintyWalk(lexicon)
        self._suffixes = tuple(table["suffixes"])
        self._not = frozenset(table["not_by_suffix"])
        self._words = frozenset(table["words"]) | frozenset(self._walk.cues.nouns)

    def find(self, sentences: Sequence[Sentence], text: str) -> tuple[Event, ...]:
        """The events of a document, in the order of the text.

        Args:
            sentences: The document's sentences.
            text: Its text.
        """
        events: dict[int, Event] = {}
        for sentence in sentences:
            verdicts = self._walk.walk(sentence, text)
            for predicate, verdict in self._predicates(sentence, verdicts):
                events.setdefault(predicate.start, _event(predicate, verdict))
        return tuple(events[start] for start in sorted(events))

    def _predicates(self, sentence: Sentence, verdicts: dict[int, Verdict]) -> Iterator[tuple[Token, Verdict]]:
        for token in sentence.tokens:
            if token.pos in ("VERB", "AUX"):
                if token.dep in ("aux", "auxpass"):
                    continue
                yield predicate_of(token), verdicts[token.i]
            elif (token.head is token and token.pos != "PUNCT") or (token.pos == "NOUN" and self._happens(token)):
                yield token, verdicts[token.i]

    def _happens(self, noun: Token) -> bool:
        lemma = noun.lemma.lower()
        if lemma in self._words:
            return True
        return len(lemma) > 5 and lemma.endswith(self._suffixes) and lemma not in self._not


def _event(predicate: Token, verdict: Verdict) -> Event:
    score = round(max(-3.0, min(3.0, verdict.score)), 3)
    kind = verdict.kind
    steps = verdict.steps
    if verdict.former is not None and _is_taken_back(verdict.former):
        kind = Kind.FORMER_BELIEF
        score = -abs(score)
    return Event(
        start=predicate.start,
        end=predicate.end,
        lemma=predicate.lemma,
        factuality=Factuality.of(score),
        score=score,
        steps=steps,
        kind=kind,
    )


def _is_taken_back(belief: Token) -> bool:
    """ "We thought so, but …": a past belief that the same sentence sets something against."""
    tokens = [belief, *(above for above in belief.ancestors())]
    return any(
        child.dep == "cc" and child.lower == "but" and child.i > belief.i for token in tokens for child in token.children
    )  # fmt: skip

"""The learned part of attribution: which candidates are one, and which words are part of one.

Two models over features of the parse, both of CRFsuite (Okazaki 2007): a maximum-entropy classifier gives each candidate
its chance, and a conditional random field tags the words of a paragraph. What the field tags counts; of the candidates it
passed over, those are added whose chance is high, because the field cannot tag one attribution inside another. Without the
model's files the rules stand alone. docs/why/attribution-model.md is the model's card.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path

import pycrfsuite

from tocsin.lexicon.cues import CueBook
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.candidates import CandidateFinder, describe
from tocsin.read.attribution.links import linked
from tocsin.read.attribution.relation import Relation
from tocsin.read.attribution.tags import TagFeatures

CANDIDATES_FILE = "attribution-candidates.crfsuite"
TAGS_FILE = "attribution-tags.crfsuite"
_SURE = 0.8
"""The chance from which a candidate counts although the tagger passed it over."""
_RULED = 0.5
"""The same for what the rules found."""
_SAME = 0.5
"""The share of their union that two contents must have in common to be one."""


class Candidates:
    """What could be an attribution in a paragraph, with what the candidate model looks at."""

    def __init__(self, cues: CueBook) -> None:
        self._cues = cues
        self._finder = CandidateFinder(cues)

    def of(
        self, paragraph: Sequence[Sentence], *, ruled: Sequence[Relation], quotes: Sequence[Span]
    ) -> list[tuple[Relation, list[str]]]:
        """The candidates of a paragraph, those of the rules first, each with its features."""
        words = [word for sentence in paragraph for word in sentence.tokens]
        forms = [(f"rule-{relation.anchor.pos}", relation) for relation in ruled]
        seen = {(relation.anchor.i, relation.content) for _, relation in forms}
        known = len(forms)
        for sentence in paragraph:
            for form, relation in self._finder.find(sentence):
                key = (relation.anchor.i, relation.content)
                if relation.content and key not in seen:
                    seen.add(key)
                    forms.append((form, relation))
        return [
            (relation, self._features(form, relation, words, quotes, known=number < known))
            for number, (form, relation) in enumerate(forms)
        ]

    def _features(
        self, form: str, relation: Relation, words: Sequence[Token], quotes: Sequence[Span], *, known: bool
    ) -> list[str]:
        content = [
            word for word in words
            if word.pos != "PUNCT" and any(part.start <= word.start < part.end for part in relation.content)
        ]  # fmt: skip
        return describe(form, relation, self._cues, words=content, quotes=quotes, known=known)


class AttributionModel:
    """Chooses attributions with the two models of one folder."""

    def __init__(self, cues: CueBook, folder: Path) -> None:
        self._folder = folder
        self._candidates = Candidates(cues)
        self._features = TagFeatures(cues)

    @property
    def is_there(self) -> bool:
        """Whether both files are there."""
        return (self._folder / CANDIDATES_FILE).is_file() and (self._folder / TAGS_FILE).is_file()

    def choose(
        self, sentences: Sequence[Sentence], ruled: Sequence[Relation], quotes: Sequence[Span]
    ) -> list[Relation]:
        """The attributions of a document, given what the rules found in it."""
        chosen: list[Relation] = []
        ruled = sorted((relation for relation in ruled if relation.content), key=lambda relation: relation.anchor.start)
        anchors = [relation.anchor.start for relation in ruled]
        starts, ends = [quote.start for quote in quotes], [quote.end for quote in quotes]
        for _, group in groupby(sentences, key=lambda sentence: sentence.block):
            paragraph = list(group)
            start, end = paragraph[0].start, paragraph[-1].end
            here = ruled[bisect_left(anchors, start) : bisect_left(anchors, end)]
            near = quotes[bisect_right(ends, start) : bisect_left(starts, end)]
            chosen += self._in_paragraph(paragraph, here, near)
        return sorted(chosen, key=lambda relation: relation.cue)

    def _in_paragraph(
        self, paragraph: Sequence[Sentence], here: Sequence[Relation], near: Sequence[Span]
    ) -> list[Relation]:
        words = [word for sentence in paragraph for word in sentence.tokens]
        sentence_of = [number for number, sentence in enumerate(paragraph) for _ in sentence.tokens]
        candidates = self._candidates.of(paragraph, ruled=here, quotes=near)
        if not candidates and not near:
            return []
        likely = [(self.chance(features), relation) for relation, features in candidates]
        tags = self._tagger.tag(self._features.of(words, quotes=near, ruled=here, likely=likely))
        chosen = linked(words, tags, sentence_of)
        _lend_sources(chosen, here)
        kept = [relation for chance, relation in likely[: len(here)] if relation.certain or chance >= _RULED]
        for relation in [*kept, *_best_of_each_cue(likely)]:
            if all(shared(relation.content, other.content) < _SAME for other in chosen):
                chosen.append(relation)
        return chosen

    def chance(self, features: Sequence[str]) -> float:
        """How likely a candidate with these features is an attribution."""
        self._classifier.set([features])
        return float(self._classifier.marginal("1", 0))

    @cached_property
    def _classifier(self) -> pycrfsuite.Tagger:
        return _opened(self._folder / CANDIDATES_FILE)

    @cached_property
    def _tagger(self) -> pycrfsuite.Tagger:
        return _opened(self._folder / TAGS_FILE)


def _lend_sources(chosen: Iterable[Relation], ruled: Iterable[Relation]) -> None:
    """The source that the rules found for the same cue, where they are certain or the tagger saw none."""
    known = {relation.anchor.i: relation for relation in ruled if relation.source is not None}
    for relation in chosen:
        lender = known.get(relation.anchor.i)
        if lender is not None and (lender.certain or relation.source is None):
            relation.source, relation.source_spans = lender.source, lender.source_spans


def _opened(path: Path) -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def _best_of_each_cue(likely: Iterable[tuple[float, Relation]]) -> list[Relation]:
    best: dict[int, Relation] = {}
    for chance, relation in sorted(likely, key=lambda item: -item[0]):
        if chance >= _SURE:
            best.setdefault(relation.anchor.i, relation)
    return list(best.values())


def shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The share of their union that two sets of spans have in common, by characters."""
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    whole = sum(span.end - span.start for span in (*one, *other)) - both
    return both / whole if whole else 0.0

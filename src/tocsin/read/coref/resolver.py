"""Finds who or what the phrases of a document stand for: descriptions and names first, then pronouns in order."""

from collections.abc import Collection, Sequence

import numpy as np

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence
from tocsin.model.span import Span
from tocsin.read.attribution.relation import Relation
from tocsin.read.coref.coreference import Coreference, Link, roots_of
from tocsin.read.coref.focus import Focus
from tocsin.read.coref.names import DocumentNames
from tocsin.read.coref.pairs import Bools, Floats, nominal_pairs
from tocsin.read.coref.ranker import Ranker, TableScorer
from tocsin.read.coref.rules import RuleRanker, RuleScorer
from tocsin.read.coref.speakers import cited_in, speakers_of
from tocsin.read.coref.table import PERSON, Ints, Kind, Table, TableMaker
from tocsin.read.coref.weights import weights_in

_LEAST = 0.45
"""How sure a link must be: below, nothing is clear, and nothing is resolved."""
_LEAST_OF_PERSONS = 0.4
"""How sure that of "he" or "she" must be, which nearly always stands for somebody named."""
_DESCRIBED = 0.9
"""How sure it is that "the minister" is the only one who was called so."""


class CoreferenceResolver:
    """Resolves the coreference of documents in one language."""

    def __init__(self, lexicon: Lexicon, *, parser: str | None = None) -> None:
        """Take a language, and the parser that its documents are read with, where it is not the language's own."""
        self._tables = TableMaker(lexicon)
        weights = weights_in(lexicon.folder)
        self._ranker: Ranker | RuleRanker
        if weights is None:
            self._ranker = RuleRanker(lexicon.table("coreference")["rules"])
        else:
            self._ranker = Ranker(weights, parser=parser or lexicon.table("manifest")["parser"])

    def resolve(
        self, sentences: Sequence[Sentence], names: DocumentNames, quotes: Sequence[Span],
        relations: Sequence[Relation] = (),
    ) -> Coreference:  # fmt: skip
        """The entities of a document.

        Args:
            sentences: Its sentences.
            names: Its names.
            quotes: Its quotations, in order.
            relations: Its attributions: the party cited for a quotation is "I" in it.
        """
        table = self._tables.table(sentences, names, quotes)
        scorer = self._ranker.on(table)
        spoken = speakers_of(table, quotes, relations)
        links = [link for link in nominal_links(table, scorer) if link.phrase not in spoken] + list(spoken.values())
        links += pronoun_links(table, scorer, links, cited_in(table, relations))
        return Coreference(sentences, table.phrases, table.names, (table["kind"] < Kind.NAME).tolist(), links)


def nominal_links(table: Table, scorer: TableScorer | RuleScorer) -> list[Link]:
    """The links of all phrases but personal pronouns: each to the best of its candidates."""
    links = []
    entity = np.arange(len(table))
    for pairs in nominal_pairs(table):
        scores = scorer.nominal(pairs)
        values, starts = np.where(pairs.facts["two persons' names"], -np.inf, scores.all()), pairs.starts
        held = np.maximum.reduceat(pairs.facts["described so"], starts)
        fits = np.maximum.reduceat(values, starts) > scores.new[pairs.later[starts]]
        ends = np.append(starts[1:], len(pairs))
        for number in np.flatnonzero(held | fits).tolist():
            first, last = starts[number], ends[number]
            phrase, candidates = int(pairs.later[first]), pairs.earlier[first:last]
            if held[number]:
                best, share = int(np.flatnonzero(pairs.facts["described so"][first:last])[-1]), _DESCRIBED
            else:
                best = int(values[first:last].argmax())
                same = entity[candidates] == entity[candidates[best]]
                share = float(_share(values[first:last], scores.new[phrase])[same].sum())
            if share >= _LEAST:
                entity[phrase] = entity[candidates[best]]
                links.append(Link(phrase, int(candidates[best]), round(share, 3)))
    return links


def pronoun_links(
    table: Table, scorer: TableScorer | RuleScorer, links: Sequence[Link], cited: Collection[int] = ()
) -> list[Link]:
    """The links of personal pronouns, in order, given those of all other phrases and which phrases are cited."""
    linked = list(range(len(table)))
    for link in links:
        linked[link.phrase] = link.other
    roots = np.array(roots_of(linked), np.int64)
    speaking = set(roots[table["speaks"] > 0].tolist()) | {int(roots[one]) for one in cited}
    focus = Focus(table, roots)
    found = []
    for pairs, asked in focus.asked():
        scores = scorer.pronoun(pairs)
        for pronoun, rows, candidates, told, kept in asked:
            # "It added", "it refused": a thing neither says nor wants anything.
            acts = table["kind"][pronoun] == Kind.IT and bool(pronoun in cited or table["acts"][pronoun])
            if acts:
                kept &= np.array([one in speaking for one in focus.identity[candidates].tolist()])
            if not kept.any():
                focus.resolve(pronoun, None)
                continue
            shares = _share(np.where(kept, scores.of(rows, told), -np.inf), scores.new[pronoun])
            # What fits best is a person or thing, not a phrase: all phrases for one count together.
            _, inverse = np.unique(focus.identity[candidates], return_inverse=True)
            together = np.bincount(inverse, shares)
            meant = int(together.argmax())
            best = int(np.where(inverse == meant, shares, -1.0).argmax())
            chosen: int | None = int(candidates[best])
            least = _LEAST_OF_PERSONS if table["kind"][pronoun] in (Kind.HE, Kind.SHE) else _LEAST
            # "…, the hospital said. It is treating nine": nobody else is there who could.
            if acts and table["sentence"][pronoun] - table["sentence"][chosen] <= 1 and _is_alone(kept, inverse):
                least = 0.0
            if together[meant] < least or _has_twin(table, candidates[kept], int(candidates[best]), focus):
                chosen = None
            else:
                found.append(Link(pronoun, int(candidates[best]), round(float(together[meant]), 3)))
            focus.resolve(pronoun, chosen)
    return found


def _is_alone(kept: Bools, identity: Ints) -> bool:
    """Whether the candidates that can be meant are all one."""
    return len(set(identity[kept].tolist())) == 1


def _has_twin(table: Table, candidates: Ints, best: int, focus: Focus) -> bool:
    """Whether a candidate is coordinated with another one that would do as well: of "Anna and Clara" neither is "she"."""
    group = table["group"]
    if group[best] < 0 or table["kind"][best] < Kind.NAME or focus.is_in_light(best):
        return False
    twins = candidates[(group[candidates] == group[best]) & (focus.identity[candidates] != focus.identity[best])]
    return bool((table["likely"][twins] & table["likely"][best] & PERSON > 0).any())


def _share(scores: Floats, new: float) -> Floats:
    """The probability of each candidate, in addition to that of something new."""
    highest = max(float(scores.max()), float(new))
    weights = np.exp(scores - highest)
    share: Floats = weights / (weights.sum() + np.exp(new - highest))
    return share

"""How well candidates fit where no ranker was trained: a sum of what a few facts of each pair are worth."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from tocsin.read.coref.focus import FACTS
from tocsin.read.coref.pairs import Bools, Floats, Pairs
from tocsin.read.coref.table import Kind, Table

_DEFINITE = (Kind.NAME, Kind.DEFINITE, Kind.DEMONSTRATIVE, Kind.POSSESSIVE)
_SPEAKERS = (Kind.FIRST, Kind.FIRST_PLURAL)


class RuleScores:
    """The scores of some pairs, in the form of `PairScores`."""

    def __init__(self, static: Floats, new: Floats, told: Floats) -> None:
        """Take what was computed.

        Args:
            static: The scores before what is told as pronouns are resolved: (pairs,).
            new: What a candidate of each phrase must reach: (phrases,).
            told: What each fact told later is worth, in the order of its FACTS.
        """
        self._static, self._told = static, told
        self.new = new

    def all(self) -> Floats:
        """The scores of all pairs: (pairs,)."""
        return self._static

    def of(self, rows: slice, told: Floats) -> Floats:
        """The scores of some pairs, given the facts told later: (pairs, facts)."""
        scores: Floats = self._static[rows] + told @ self._told
        return scores


class RuleScorer:
    """Scores the pairs of one document."""

    def __init__(self, rules: Mapping[str, Any], table: Table) -> None:
        """Take the rules, and the document's phrases."""
        self._rules, self._table = rules, table

    def nominal(self, pairs: Pairs) -> RuleScores:
        """The scores of pairs whose later phrase is no personal pronoun."""
        return self._scores("nominal", pairs)

    def pronoun(self, pairs: Pairs) -> RuleScores:
        """The scores of pairs whose later phrase is one, before the facts of its Focus."""
        return self._scores("pronoun", pairs)

    def _scores(self, part: str, pairs: Pairs) -> RuleScores:
        worth: Mapping[str, float] = self._rules[part]
        static = np.array([worth.get(name, 0.0) for name in pairs.names], np.float32) @ pairs.matrix
        for name, told in _definite_facts(self._table, pairs).items():
            static += told * np.float32(worth.get(name, 0.0))
        return RuleScores(
            static,
            np.full(len(self._table), self._rules[f"{part}_least"], np.float32),
            np.array([worth.get(name, 0.0) for name in FACTS], np.float32),
        )


class RuleRanker:
    """The rules of a language in the form of the ranker."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        """Take what facts are worth for each part, and what a candidate must reach."""
        self._rules = rules

    def on(self, table: Table) -> RuleScorer:
        """What scores the pairs of a document."""
        return RuleScorer(self._rules, table)


def _definite_facts(table: Table, pairs: Pairs) -> dict[str, Bools]:
    """What the rules ask in one that the ranker learns from several facts."""
    kind = table["kind"][pairs.later]
    definite = np.isin(kind, _DEFINITE)
    speaks = np.isin(kind, _SPEAKERS) & pairs.facts["same kind of pronoun"]
    return {
        "same words, definite": definite & pairs.facts["same words"],
        "same head, not narrowed, definite": definite & (kind != Kind.NAME) & pairs.facts["same head, not narrowed"],
        "same speaker": speaks & ~pairs.facts["one quoted"] & ~pairs.facts["other quotation"],
    }

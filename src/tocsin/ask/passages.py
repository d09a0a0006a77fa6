"""Passages: the sentences of the claims that were found for a question, and how they do in the first step of the choice."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tocsin.ask.question import Question
from tocsin.ask.suiting import suits
from tocsin.model.kind import Kind
from tocsin.model.query import Match, Near, Report

_AROUND = 0.7
"""How far a sentence holds a word that stands in the one which it goes on from."""
_NAME, _COMMON = 1.5, 0.2
"""How much more a name counts than another word, and what even the commonest word counts."""
_FEW = 50
"""Claims found that it takes for the rarity of a word to mean anything."""
_HELD = 0.3
"""What holding all words counts in the first step, next to the cosine of the vectors."""
_SUITS, _SUITS_INSIDE, _QUESTION, _THEIRS = 0.11, 0.08, 0.3, 0.3
"""The same of a sentence that has what is asked for, of a claim that has it, what a question loses there, and what a sentence
counts more of the one on whose word an answer must stand."""

Forms = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with the claims that were found in it.

    Attributes:
        first: How it did in the first step.
        held: The words of the question that it, or a sentence it goes on from, holds.
        before: The sentences that it goes on from; "" if it stands alone.
    """

    matches: Sequence[Match]
    near: Near
    first: float
    held: tuple[str, ...]
    before: str

    @property
    def report(self) -> Report:
        """The first of its claims."""
        return self.matches[0].report


def passages_of(
    question: Question, matches: Sequence[Match], nearness: Mapping[str, Near], forms: Forms
) -> tuple[dict[str, float], list[Passage]]:
    """What each word of the question weighs, and the sentences of the claims with how they do in the first step."""
    groups: dict[tuple[str, int], list[Match]] = defaultdict(list)
    for match in matches:
        groups[match.report.document, match.report.sentence_span.start].append(match)
    held = {
        key: forms(group[0].report.sentence).union(*(_parties(match.report, forms) for match in group))
        for key, group in groups.items()
    }
    seen = Counter(term.word for own in held.values() for term in question.terms if term.is_in(own))
    # The rarer among what was found, the more a word counts; names count most.
    weights = {
        term.word: math.log(1 + max(len(groups), _FEW) / (1 + seen[term.word])) * (_NAME if term.is_name else 1.0)
        + _COMMON
        for term in question.terms
    }
    total = sum(weights.values())
    furthest = Near(*(min((near[part] for near in nearness.values()), default=0.0) for part in (0, 1)))
    passages = []
    for key, group in groups.items():
        before = _gone_on_from(question, group[0])
        around = forms(before)
        shares = {
            term.word: 1.0 if term.is_in(held[key]) else _AROUND
            for term in question.terms
            if term.is_in(held[key]) or term.is_in(around)
        }
        near = max(nearness.get(match.report.claim.id, furthest) for match in group)
        first = near.claim + _HELD * sum(weights[word] * share for word, share in shares.items()) / total
        suited = [suits(question, match.report, forms) for match in group]
        first += _SUITS * max(own for own, _ in suited) + _SUITS_INSIDE * max(inside for _, inside in suited)
        first += _THEIRS * (bool(question.by) and any(term.is_in(held[key]) for term in question.sayer))
        first -= _QUESTION * all(match.report.claim.kind is Kind.QUESTION for match in group)
        passages.append(Passage(group, near, first, tuple(shares), before))
    return weights, passages


def _parties(report: Report, forms: Forms) -> frozenset[str]:
    """The forms of those a claim names."""
    claim, event = report.claim, report.claim.event
    parties = [claim.speaker, *claim.sources, *((event.actor, event.object) if event is not None else ())]
    return frozenset[str]().union(*(forms(party) for party in parties if party))


def _gone_on_from(question: Question, match: Match) -> str:
    """The sentence that a claim says more of: that which a "these" points back to, or a question it answers."""
    before = match.context.partition("\n")[0]
    answers = match.report.claim.kind is not Kind.QUESTION and before.rstrip(" ”\"'").endswith("?")
    return before if answers or question.goes_on(match.report.sentence) else ""

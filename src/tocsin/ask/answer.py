"""Answers: which of the claims found for a question answer it, best first, one a sentence.

It is retrieval, not generation: nothing is said that no claim says. Sentences are chosen in two steps. The first takes those
whose index vectors are near the question and that hold its words. The second compares each word of the question with each
word of these sentences as the encoder understands them (late interaction, Khattab and Zaharia 2020), and looks at what is
asked for: a figure of the thing, a time, a place, a reason.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from tocsin.ask.question import Question
from tocsin.ask.suiting import suits
from tocsin.meaning.encoder import Encoder, TextVectors
from tocsin.meaning.weights import Floats
from tocsin.model.answer import Answer, AnswerItem, Support
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
_SUITS, _SUITS_INSIDE, _QUESTION = 0.11, 0.08, 0.3
"""The same of a sentence that has what is asked for, of a claim that has it, and what a question loses there."""
_SHORTLIST = 24
"""Sentences that the second step looks at. Each takes the encoder some 6 ms."""
_BEFORE = 0.8
"""How near a word counts as that stands in the sentence which a sentence goes on from."""
_LONG = 300
"""Characters of a sentence that is as long as any: a long one is near to many words."""
_SUPPORT = 0.02
"""What twice the independent origins add to the fit of an answer: more of them never outweigh what was asked for."""
_REVISED = 0.03
"""What an answer loses that another one took the place of."""
# Both sums were fitted to 217 questions with known answers on two cases: the first as a choice among the sentences of each
# question, the second to whether there is an answer at all, with 21 questions that have none, 80 about the other case, and
# the 217 with their answers taken out.
_FIT = {
    "cosine": 2.71, "index": 4.75, "document": 4.37, "words": 12.15, "least word": 1.67, "suits": 1.80, "claim suits": 1.78,
    "thing": 3.38, "question": -10.0, "length": -4.10, "sayer": 2.34,
}  # fmt: skip
"""What each feature of a claim counts (see `_compared` and `_features`)."""
_SLOPE, _MIDDLE = 0.33, 11.95
"""What makes a fit in 0 … 1 of a sum: at the middle half of the first answers are right."""
_ANSWERED = {"words": 4.18, "index": 6.33}
"""What tells that the best claim is an answer: how near its sentence has the question's words, and how near it is."""
_SURE = 4.54
"""The sum of these from which it is one. Chosen by cross-validation, where both kinds of mistakes are as frequent."""


@dataclass(frozen=True, slots=True)
class _Passage:
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


def answer(
    question: Question,
    asked: TextVectors,
    matches: Sequence[Match],
    nearness: Mapping[str, Near],
    encoder: Encoder,
    *,
    limit: int,
) -> Answer:
    """The claims that answer a question, best first, one a sentence; what is near but no answer stands apart.

    Args:
        question: The question, taken apart.
        asked: Its vectors.
        matches: Claims that hold any of its words or are near it in meaning.
        nearness: How near the index has claims, by their ids; those that are missing are less near than all of these.
        encoder: Compares words by their meaning.
        limit: How many claims at most.
    """
    forms = cache(question.forms)
    weights, passages = _passages(question, matches, nearness, forms)
    seen = {word for passage in passages for word in passage.held}
    chosen = sorted(passages, key=lambda one: (-one.first, one.report.document, one.report.sentence_span.start))
    best = []
    for passage, claims in _compared(question, asked, chosen[:_SHORTLIST], weights, encoder, forms):
        score, report, features = max(
            ((sum(_FIT[name] * own[name] for name in _FIT), report, own) for report, own in claims),
            key=lambda one: (one[0], -one[1].claim.start),
        )
        fit = round(1 / (1 + math.exp(-_SLOPE * (score - _MIDDLE))), 3)
        best.append((score, AnswerItem(report=report, fit=fit, words=passage.held), features))
    best.sort(key=lambda one: (-one[0], one[1].report.document, one[1].report.claim.start))
    items = tuple(item for _, item, _ in best[:limit])
    is_answered = bool(best) and sum(weight * best[0][2][name] for name, weight in _ANSWERED.items()) >= _SURE
    return Answer(
        question=question.text, asked=question.asked, words=question.words,
        unknown=tuple(word for word in question.words if word not in seen),
        findings=items if is_answered else (), near=() if is_answered else items,
    )  # fmt: skip


def supported(answer: Answer, supports: Mapping[str, Support], *, limit: int) -> Answer:
    """An answer with one item for each proposition, the best supported of those that fit alike first.

    Args:
        answer: The claims that answer, best first.
        supports: What supports each of them, by the claims' ids.
        limit: How many items at most, those that are only near included.
    """
    best: dict[str, tuple[float, AnswerItem]] = {}
    for item in (*answer.findings, *answer.near):
        support = supports[item.report.claim.id]
        if support.estimate.proposition not in best:
            rank = item.fit + _SUPPORT * math.log2(max(1, len(support.estimate.origins)))
            rank -= bool(support.revised) * _REVISED
            best[support.estimate.proposition] = rank, replace(item, support=support)
    ranked = tuple(item for _, item in sorted(best.values(), key=lambda one: -one[0]))[:limit]
    return replace(answer, findings=ranked if answer.findings else (), near=() if answer.findings else ranked)


def _passages(
    question: Question,
    matches: Sequence[Match],
    nearness: Mapping[str, Near],
    forms: Callable[[str], frozenset[str]],
) -> tuple[dict[str, float], list[_Passage]]:
    """What each word of the question weighs, and the sentences of the claims with their places in the first step."""
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
        first -= _QUESTION * all(match.report.claim.kind is Kind.QUESTION for match in group)
        passages.append(_Passage(group, near, first, tuple(shares), before))
    return weights, passages


def _compared(
    question: Question,
    asked: TextVectors,
    passages: Sequence[_Passage],
    weights: Mapping[str, float],
    encoder: Encoder,
    forms: Callable[[str], frozenset[str]],
) -> Sequence[tuple[_Passage, list[tuple[Report, dict[str, float]]]]]:
    """The claims of passages with their features."""
    texts = [" ".join(passage.report.sentence.split()) for passage in passages]
    before = [passage.before for passage in passages if passage.before]
    distinct = list(dict.fromkeys([*texts, *before]))
    by_text = dict(zip(distinct, encoder.encode_words(distinct), strict=True))
    rows, counted = _weighed_words(asked, weights, encoder)
    compared = []
    for passage, text in zip(passages, texts, strict=True):
        found = by_text[text]
        likeness = _nearest_words(asked, rows, found)
        if passage.before:
            likeness = np.maximum(likeness, _BEFORE * _nearest_words(asked, rows, by_text[passage.before]))
        shared = {
            "cosine": float(found.whole @ asked.whole), "index": passage.near.claim, "document": passage.near.document,
            "words": float(likeness @ counted / counted.sum()) if rows else 0.0,
            "least word": float(likeness.min()) if rows else 0.0,
        }  # fmt: skip
        claims = [
            (
                match.report,
                {
                    **shared,
                    "thing": _thing(question, match.report, asked, found),
                    **_features(question, match.report, forms),
                },
            )
            for match in passage.matches
        ]
        compared.append((passage, claims))
    return compared


def _weighed_words(asked: TextVectors, weights: Mapping[str, float], encoder: Encoder) -> tuple[list[int], Floats]:
    """The places of a question's words that say what it is about, and what each weighs."""
    parts = {part: weight for word, weight in weights.items() for part in encoder.words(word) if part.isalnum()}
    rows = [number for number, word in enumerate(asked.words) if word in parts]
    return rows, np.array([parts[asked.words[number]] for number in rows], np.float32)


def _nearest_words(asked: TextVectors, rows: Sequence[int], found: TextVectors) -> Floats:
    """For some words of a question the cosine to the nearest word of a text."""
    if not found.words:
        return np.zeros(len(rows), np.float32)
    nearest: Floats = (asked.vectors[rows] @ found.vectors.T).max(axis=1)
    return nearest


def _thing(question: Question, report: Report, asked: TextVectors, found: TextVectors) -> float:
    """How near what a claim counts is to what is to be counted; 0 where nothing is."""
    wanted = [number for number, word in enumerate(asked.words) if word in question.focus]
    nouns = {word for quantity in report.claim.quantities for word in (quantity.noun or "").lower().split()}
    counted = [number for number, word in enumerate(found.words) if word in nouns]
    if not wanted or not counted or question.measure:
        return 0.0
    return float((asked.vectors[wanted] @ found.vectors[counted].T).max())


def _features(question: Question, report: Report, forms: Callable[[str], frozenset[str]]) -> dict[str, float]:
    """What speaks for and against a claim, apart from the words."""
    claim = report.claim
    suited, inside = suits(question, report, forms)
    sayer = 0.0
    if question.sayer:
        chain = forms(" ".join([claim.speaker or "", *claim.sources]))
        sayer = 1.0 if any(term.is_in(chain) for term in question.sayer) else -1.0
    return {
        "suits": suited,
        "claim suits": inside,
        "question": float(claim.kind is Kind.QUESTION),
        "sayer": sayer,
        "length": min(1.0, len(report.sentence) / _LONG),
    }


def _parties(report: Report, forms: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """The forms of those a claim names."""
    claim, event = report.claim, report.claim.event
    parties = [claim.speaker, *claim.sources, *((event.actor, event.object) if event is not None else ())]
    return frozenset[str]().union(*(forms(party) for party in parties if party))


def _gone_on_from(question: Question, match: Match) -> str:
    """The sentence that a claim says more of: that which a "these" points back to, or a question it answers."""
    before = match.context.partition("\n")[0]
    answers = match.report.claim.kind is not Kind.QUESTION and before.rstrip(" ”\"'").endswith("?")
    return before if answers or question.goes_on(match.report.sentence) else ""

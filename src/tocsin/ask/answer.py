"""Answers: which of the claims found by a question's words answer it, best first, one a proposition.

It is retrieval, not generation: nothing is said that no claim says. A claim fits by the share of the question's words that
it, its sentence or its neighbourhood hold, rare words counting more (inverse document frequency over what was found), and
by whether it has what is asked for: a figure, a time, a place, a party.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from tocsin.ask.question import Question
from tocsin.model.answer import Answer, AnswerItem, Asked, Support
from tocsin.model.kind import Kind
from tocsin.model.query import Match, Report

_LEAST = 0.36
"""The share of the question's words, by weight, below which a claim does not answer."""
_OWN, _SENTENCE, _AROUND = 1.0, 0.8, 0.7
"""How far a claim holds a word that stands in it, in its sentence, or in the sentences that it goes on from."""
_NAME, _COMMON = 1.5, 0.2
"""How much more a name counts than another word, and what even the commonest word counts."""
_FEW = 50
"""Claims found that it takes for the rarity of a word to mean anything."""
_COVERED, _RELEVANT, _SUITS = 0.62, 0.18, 0.20
"""What the parts of a fit count: the words held, the ledger's own score, whether it has what is asked for."""
_ELSEWHERE = 0.6
"""What a fit is multiplied by where the question names something and the claim only other places."""
_OTHER_SPEAKER = 0.5
"""The same where the question asks what somebody says and somebody else says it."""
_KINDS = {Kind.QUESTION: 0.45, Kind.CONDITIONAL: 0.9}
"""The same for what is no statement."""
_SAYS = 0.05
"""How much of a fit hangs on the claim's weight: that of a claim that says nothing much is this share lower than that of
one that says all it could."""
_SUPPORT = 0.04
"""What twice the independent origins add to the fit of an answer: more of them never outweigh what was asked for."""
_REVISED = 0.06
"""What an answer loses that another one took the place of."""


def answer(question: Question, matches: Sequence[Match], *, limit: int) -> Answer:
    """The claims that answer a question, best first, one a sentence.

    Args:
        question: The question, taken apart.
        matches: Claims that hold any of its words.
        limit: How many claims at most.
    """
    # Claims share sentences, and a sentence is the context of its neighbours: its words are looked at once.
    forms = cache(question.forms)
    held = [(match, _own_forms(match.report, forms), forms(match.report.sentence)) for match in matches]
    seen = Counter(term.word for _, own, sentence in held for term in question.terms if term.is_in(own | sentence))
    # The rarer among what was found, the more a word counts; names count most.
    weights = {
        term.word: math.log(1 + max(len(matches), _FEW) / (1 + seen[term.word])) * (_NAME if term.is_name else 1.0)
        + _COMMON
        for term in question.terms
    }
    total = sum(weights.values())
    top = max((match.relevance for match in matches), default=1.0) or 1.0
    best: dict[tuple[str, int], AnswerItem] = {}
    for match, own, sentence in held:
        report = match.report
        around = forms(_gone_on_from(question, match))
        shares = {}
        for term in question.terms:
            for share, place in ((_OWN, own), (_SENTENCE, sentence), (_AROUND, around)):
                if term.is_in(place):
                    shares[term.word] = share
                    break
        covered = sum(weights[word] * share for word, share in shares.items()) / total
        if covered < _LEAST:
            continue
        fit = _COVERED * covered + _RELEVANT * match.relevance / top + _SUITS * _suits(question, report, forms)
        fit *= _penalty(question, report, forms)
        if report.claim.weight is not None:
            fit *= 1 - _SAYS * (1 - report.claim.weight)
        item = AnswerItem(report=report, fit=round(min(1.0, fit), 3), words=tuple(shares))
        key = (report.document, report.sentence_span.start)
        if key not in best or item.fit > best[key].fit:
            best[key] = item
    items = sorted(best.values(), key=lambda one: (-one.fit, one.report.document, one.report.claim.start))
    return Answer(
        question=question.text, asked=question.asked, words=question.words,
        unknown=tuple(word for word in question.words if not seen[word]), findings=tuple(items[:limit]),
    )  # fmt: skip


def supported(answer: Answer, supports: Mapping[str, Support], *, limit: int) -> Answer:
    """An answer with one item for each proposition, the best supported of those that fit alike first.

    Args:
        answer: The claims that answer, best first.
        supports: What supports each of them, by the claims' ids.
        limit: How many items at most.
    """
    best: dict[str, tuple[float, AnswerItem]] = {}
    for item in answer.findings:
        support = supports[item.report.claim.id]
        if support.estimate.proposition not in best:
            rank = item.fit + _SUPPORT * math.log2(max(1, len(support.estimate.origins)))
            rank -= bool(support.revised) * _REVISED
            best[support.estimate.proposition] = rank, replace(item, support=support)
    ranked = sorted(best.values(), key=lambda one: -one[0])
    return replace(answer, findings=tuple(item for _, item in ranked[:limit]))


def _own_forms(report: Report, forms: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """The forms of a claim's own words, and of those it names."""
    claim, event = report.claim, report.claim.event
    parties = [claim.speaker, *claim.sources, *((event.actor, event.object) if event is not None else ())]
    return forms(claim.text).union(*(forms(party) for party in parties if party))


def _gone_on_from(question: Question, match: Match) -> str:
    """The sentences that a claim says more of: those a "these" points back to, and a question it answers."""
    before = match.context.partition("\n")[0]
    if match.report.claim.kind is not Kind.QUESTION and before.rstrip(" ”\"'").endswith("?"):
        return before
    return match.context if question.goes_on(match.report.sentence) else ""


def _penalty(question: Question, report: Report, forms: Callable[[str], frozenset[str]]) -> float:
    """What a fit is multiplied by for what speaks against a claim.

    Who asks about one town is not answered by what is said of another, nor by somebody else's word.
    """
    claim, names = report.claim, question.names
    penalty = _KINDS.get(claim.kind, 1.0)
    places = [forms(place.name) for place in claim.places] if names else []
    if places and not any(name.is_in(place) for place in places for name in names):
        penalty *= _ELSEWHERE
    if question.sayer:
        chain = forms(" ".join([claim.speaker or "", *claim.sources]))
        if not any(term.is_in(chain) for term in question.sayer):
            penalty *= _OTHER_SPEAKER
    return penalty


def _suits(question: Question, report: Report, forms: Callable[[str], frozenset[str]]) -> float:
    """How far the claim has what is asked for, in 0 … 1."""
    claim = report.claim
    match question.asked:
        case Asked.HOW_MANY:
            counted = [forms(quantity.noun or "") for quantity in claim.quantities]
            if not counted:
                return 0.0
            return 1.0 if any(way & nouns for term in question.terms for way in term.ways for nouns in counted) else 0.6
        case Asked.WHEN:
            return 1.0 if claim.time is not None and claim.time.earliest else 0.5 if claim.time is not None else 0.0
        case Asked.WHERE:
            return 1.0 if claim.places else 0.0
        case Asked.WHO:
            return 1.0 if claim.sources or (claim.event is not None and claim.event.actor) else 0.3
    if question.speech:
        return 1.0 if claim.sources else 0.4
    return 0.7 if abs(claim.factuality.score) >= 1 else 0.4

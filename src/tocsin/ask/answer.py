"""Answers: which of the claims found for a question answer it, best first, one a sentence.

It is retrieval, not generation: nothing is said that no claim says. Sentences are chosen in two steps. The first takes those
whose index vectors are near the question and that hold its words. The second compares each word of the question with each
word of these sentences as the encoder understands them (late interaction, Khattab and Zaharia 2020), and looks at what is
asked for: a figure of the thing, a time, a place, a reason; and at whether the claim fills the roles that the question gives.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import accumulate, zip_longest
from typing import Any

import numpy as np

from tocsin.ask.fitting import Features, Fitting
from tocsin.ask.outdated import counts_the_same, latest
from tocsin.ask.pairs import Pairs
from tocsin.ask.passages import Forms, Passage, passages_of
from tocsin.ask.question import Question
from tocsin.ask.suiting import suits
from tocsin.lexicon.language import Lexicon
from tocsin.meaning.encoder import Encoder, TextVectors
from tocsin.meaning.weights import Floats
from tocsin.model.answer import Answer, AnswerItem, Asked, Support
from tocsin.model.kind import Kind
from tocsin.model.link import Rival
from tocsin.model.query import Match, Near, Report

_SHORTLIST = 24
"""Sentences that the second step looks at. Each takes the encoder some 6 ms."""
_BEFORE = 0.8
"""How near a word counts as that stands in the sentence which a sentence goes on from."""
_LONG = 300
"""Characters of a sentence that is as long as any: a long one is near to many words."""
_NAMED, _MEANT = 0.75, 0.8
"""How near the names of a question stand, and how far its other words are meant, where a claim fills every role."""
_DENIED = 0.75
"""How far the verb and the words of a question are said by a claim that denies what it takes for granted."""
_FOREMOST = 5
"""Among how many of the first such a claim is looked for."""
_ALIKE, _AS_WELL = 0.05, 0.2
"""How much worse a figure of the same kind may fit than the best one to stand before it if it is later; and a claim that
surely counts the same, or fills every role of the question."""
NEVER = "not theirs", "another's", "something else", "lacks what is asked"
"""What no claim is an answer with, whatever else speaks for it."""
_SUPPORT = 0.02
"""What twice the independent witnesses add to the fit of an answer: more of them never outweigh what was asked for."""
_REVISED = 0.03
"""What an answer loses that another one took the place of."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that may answer, with what speaks for and against it."""

    passage: Passage
    report: Report
    features: Features


@dataclass(frozen=True, slots=True)
class Judge:
    """What `scripts/train_answers.py` found: how claims are ranked, and when the best of them is an answer.

    Attributes:
        rank: What each feature of a claim counts in its rank.
        slope: With `middle` makes a fit in 0 … 1 of a rank: at the middle half of the first answers are right.
        answers: What each feature of the best claim counts in whether it is an answer. Besides those of the rank there are
            how many words of the question it says, what that asks for, and what of it is missed.
        constant: What is added to these: the claim answers where the sum is at least 0.
    """

    rank: Mapping[str, float]
    slope: float
    middle: float
    answers: Mapping[str, float]
    constant: float

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Judge":
        """That of a language."""
        table: dict[str, Any] = lexicon.table("answers")
        return cls(table["rank"], table["slope"], table["middle"], table["answers"], table["constant"])

    def ranked(self, candidates: Iterable[Candidate]) -> list[tuple[float, Candidate]]:
        """The best claim of each passage with its rank, the best first."""
        best: dict[tuple[str, int], tuple[float, Candidate]] = {}
        for one in candidates:
            rank = sum(weight * one.features[name] for name, weight in self.rank.items())
            key = one.report.document, one.report.sentence_span.start
            if key not in best or (-rank, one.report.claim.start) < (-best[key][0], best[key][1].report.claim.start):
                best[key] = rank, one
        return sorted(best.values(), key=lambda one: (-one[0], one[1].report.document, one[1].report.claim.start))

    def fit(self, rank: float) -> float:
        """How well a claim of this rank fits, 0 … 1."""
        return round(1 / (1 + math.exp(-self.slope * (rank - self.middle))), 3)

    def is_answered(self, question: Question, ranked: Sequence[tuple[float, Candidate]]) -> bool:
        """Whether the best of ranked claims is an answer: told word for word, or with enough for it."""
        if not ranked or denies_premise(question, ranked[0][1].features):
            return False
        if any(ranked[0][1].features[one] for one in NEVER):
            return False
        if tells_in_full(question, ranked[0][1].features):
            return True
        features = features_of_best(question, ranked)
        return sum(weight * features[name] for name, weight in self.answers.items()) + self.constant >= 0


def _first(
    holds: Callable[[Question, Features], bool], question: Question, ranked: Sequence[tuple[float, Candidate]]
) -> list[tuple[float, Candidate]]:
    """Ranked claims with those of the foremost first of which something holds; none ranks above the one before it."""
    foremost = ranked[:_FOREMOST]
    first = [one for one in foremost if holds(question, one[1].features)]
    ordered = [*first, *(one for one in foremost if one not in first), *ranked[_FOREMOST:]]
    least = accumulate((rank for rank, _ in ordered), min)
    return [(rank, one) for rank, (_, one) in zip(least, ordered, strict=True)]


def _latest_first(
    question: Question, ranked: Sequence[tuple[float, Candidate]], judge: Judge, lexicon: Lexicon
) -> list[tuple[float, Candidate]]:
    """Ranked claims with those by day that tell the same thing and fit alike, the latest first.

    These are figures of one thing, and otherwise claims that fill every role of the question: it sails on Monday, and then on
    Thursday. A question that names a day asks how it was on that day, and of figures that may be there is no last one.
    """
    ordered = list(ranked)
    if question.day.words or not ranked:
        return ordered
    best, first = judge.fit(ranked[0][0]), ranked[0][1].report
    if question.asked is Asked.HOW_MANY and not question.is_open:
        things = _counted(first)
        alike = [
            number
            for number, (rank, one) in enumerate(ranked)
            if (judge.fit(rank) >= best - _ALIKE and not things.isdisjoint(_counted(one.report)))
            or (judge.fit(rank) >= best - _AS_WELL and counts_the_same(first, one.report, lexicon))
        ]
    else:
        alike = [
            number
            for number, (rank, one) in enumerate(ranked)
            if judge.fit(rank) >= best - _AS_WELL and _tells_all(question, one.features)
        ]
        if 0 not in alike:
            return ordered
    latest = sorted(alike, key=lambda number: ranked[number][1].report.published or date.min, reverse=True)
    for place, number in zip(alike, latest, strict=True):
        ordered[place] = ranked[place][0], ranked[number][1]
    return ordered


def _tells_all(question: Question, features: Features) -> bool:
    """Whether a claim fills every role of a question, under its verb unless it is asked whether something is still so."""
    is_still = question.is_of_now and question.asked is Asked.WHETHER
    return _is_complete(question, features) and (is_still or features["verb"] >= _MEANT)


def _counted(report: Report) -> set[str]:
    """What the figures of a claim count, or measure."""
    return {(one.unit or one.noun or "").lower() for one in report.claim.quantities} - {""}


def denies_premise(question: Question, features: Features) -> bool:
    """Whether a claim says that what a question takes for granted is not so: "Why did she leave?", "She never left."."""
    if question.asked is Asked.WHETHER or question.asks_words or question.is_negated or not features["not"]:
        return False
    return features["least name"] >= _NAMED and min(features["verb"], features["least said"]) >= _DENIED


def features_of_best(question: Question, ranked: Sequence[tuple[float, Candidate]]) -> Features:
    """What tells whether the best of ranked claims is an answer."""
    _, best = ranked[0]
    return {
        **best.features,
        # One word is soon found; many that are all said are evidence.
        "words said": math.log(1 + best.features["said"] * (len(question.terms) - len(question.names))),
        "complete": float(_is_complete(question, best.features)),
        "verb missed": (question.asked is not Asked.WHAT) * (1 - best.features["verb said"]),
        "lacks figure": (question.asked is Asked.HOW_MANY or bool(question.measure)) * (1 - best.features["suits"]),
        "lacks measure": bool(question.measure) * (1 - best.features["suits"]),
        "lacks time": (question.asked is Asked.WHEN and not question.measure) * (1 - best.features["suits"]),
        "lacks place": (question.asked is Asked.WHERE) * (1 - best.features["suits"]),
        "lacks name": (question.asked is Asked.WHO or question.chooses)
        * (1 - max(best.features["new name"], best.features["who"])),
        "lacks own name": float(question.names_wanted and best.features["new name"] < 1),
        # What is never told is asked for as a figure or a name more often than as a yes or no.
        "asks figure": float(question.asked is Asked.HOW_MANY),
        "asks whether": float(question.asked is Asked.WHETHER),
        "asks who, when or where": float(question.asked in (Asked.WHO, Asked.WHEN, Asked.WHERE)),
    }


def _is_complete(question: Question, features: Features) -> bool:
    """Whether a claim fills every role of a question, with each of its names and words, and has what is asked for."""
    against = (
        *NEVER,
        "turned",
        "no figure",
        "denied",
        "not so",
        "coming",
        "contrary",
        "lacks reason",
        "question",
        "other day",
    )
    if any(features[one] for one in against) or max(features["other actor"], features["other object"]) > 0.5:
        return False
    if question.asks_words and features["sayer"] < 0:
        return False
    if features["suits"] < (1 if question.asked in (Asked.WHEN, Asked.WHERE) else 0.3):
        return False
    if question.asked is Asked.WHO and max(features["new name"], features["who"]) < 1:
        return False
    if question.names_wanted and features["new name"] < 1:
        return False
    return features["least name"] >= _NAMED and features["least said"] >= _MEANT


def tells_in_full(question: Question, features: Features) -> bool:
    """Whether a claim is an answer whatever else speaks for it or against it.

    All that the question says stands with it, in the same roles and under the same verb, and so does what is asked for.
    Whatever somebody says answers a question for what that one says.
    """
    if not _is_complete(question, features) or min(features["least name"], features["least meant"]) < 1:
        return False
    if question.asked is Asked.WHAT:
        return question.asks_words and features["sayer"] == 1
    return features["verb"] == 1 and (features["claim suits"] >= 1 or question.asked in (Asked.WHETHER, Asked.WHY))


def answer(
    question: Question,
    asked: TextVectors,
    matches: Sequence[Match],
    nearness: Mapping[str, Near],
    encoder: Encoder,
    lexicon: Lexicon,
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
        lexicon: That of the question's language.
        limit: How many claims at most.
    """
    judge = _judge(lexicon)
    candidates, unknown = compared(question, asked, matches, nearness, encoder, lexicon)
    ranked = judge.ranked(candidates)
    is_answered = judge.is_answered(question, ranked)
    if not is_answered:
        ranked = _first(denies_premise, question, _first(tells_in_full, question, ranked))
        is_answered = judge.is_answered(question, ranked)
    ranked = _latest_first(question, ranked, judge, lexicon)
    items = tuple(
        AnswerItem(
            report=one.report, fit=judge.fit(rank), words=one.passage.held,
            is_opposite=question.asked is Asked.WHETHER and one.features["opposite"] > 0,
            denies=not is_answered and denies_premise(question, one.features),
        )
        for rank, one in ranked[:limit]
    )  # fmt: skip
    return Answer(
        question=question.text, asked=question.asked, words=question.words, unknown=unknown,
        findings=items if is_answered else (), near=() if is_answered else items,
        not_by=question.by if candidates and all(one.features["not theirs"] for one in candidates) else "",
    )  # fmt: skip


@cache
def _judge(lexicon: Lexicon) -> Judge:
    return Judge.of(lexicon)


def joined(question: str, answers: Sequence[Answer], *, limit: int) -> Answer:
    """The answers of questions that were asked together as one: the best of each, then the next ones of each.

    What is only near is left out where another of the questions has an answer.
    """
    if len(answers) == 1:
        return answers[0]
    first = answers[0]
    findings = _in_turns([one.findings for one in answers])[:limit]
    return Answer(
        question=question, asked=first.asked,
        words=tuple(dict.fromkeys(word for one in answers for word in one.words)),
        unknown=tuple(dict.fromkeys(word for one in answers for word in one.unknown)),
        findings=findings, near=() if findings else _in_turns([one.near for one in answers])[:limit],
    )  # fmt: skip


def _in_turns(lists: Sequence[Sequence[AnswerItem]]) -> tuple[AnswerItem, ...]:
    """One item of each list after the other, each claim once; none fits better than the one before it."""
    turns = (item for items in zip_longest(*lists) for item in items if item is not None)
    fit, ordered = 1.0, dict[str, AnswerItem]()
    for item in turns:
        if item.report.claim.id not in ordered:
            fit = min(fit, item.fit)
            ordered[item.report.claim.id] = replace(item, fit=fit)
    return tuple(ordered.values())


def supported(
    answer: Answer,
    supports: Mapping[str, Support],
    lexicon: Lexicon,
    *,
    limit: int,
    of_day: bool = False,
    of_now: bool = False,
) -> Answer:
    """An answer with one item for each proposition, the best supported of those that fit alike first.

    What took the place of another answer goes before it, where both answer.

    Args:
        answer: The claims that answer, best first.
        supports: What supports each of them, by the claims' ids.
        lexicon: That of the question's language.
        limit: How many items at most, those that are only near included.
        of_day: Whether it is asked how it was on a day: what took its place since does not answer that better.
        of_now: Whether it is asked how it still is: what contradicts an answer later answers that better.
    """
    best: dict[str, tuple[float, AnswerItem]] = {}
    figures = [item.report for item in answer.findings] if answer.asked is Asked.HOW_MANY and not of_day else []
    for item in (*answer.findings, *answer.near):
        support = supports[item.report.claim.id]
        if support.estimate.proposition not in best:
            alike = [other.report for other in answer.findings if other.fit >= item.fit - _AS_WELL] if figures else []
            later = latest(item.report, figures, alike, lexicon)
            rank = item.fit + _SUPPORT * math.log2(max(1, support.estimate.witnesses_for))
            rank += item.denies - bool(support.revised or later) * _REVISED
            best[support.estimate.proposition] = rank, replace(item, support=support, later=later)
    ranked = [item for _, item in sorted(best.values(), key=lambda one: -one[0])]
    # What one says stays that one's word, whoever denies it.
    of_fact = answer.asked not in (Asked.WHAT, Asked.WHO)
    current = _current_first(ranked, supports, of_now=of_now, of_fact=of_fact)
    ordered = tuple(current if answer.findings and not of_day else ranked)[:limit]
    return replace(answer, findings=ordered if answer.findings else (), near=() if answer.findings else ordered)


def _current_first(
    ranked: Sequence[AnswerItem], supports: Mapping[str, Support], *, of_now: bool, of_fact: bool
) -> Iterator[AnswerItem]:
    """Items in their order, but what took the place of one before it, and of a fact what refutes it."""
    left = {item.support.estimate.proposition: item for item in ranked if item.support is not None}

    def taken(item: AnswerItem) -> Iterator[AnswerItem]:
        assert item.support is not None
        if left.pop(item.support.estimate.proposition, None) is not None:
            instead = [rival.proposition.id for rival in item.support.revised]
            if item.later is not None:
                instead.append(supports[item.later.claim.id].estimate.proposition)
            if of_now:
                instead += [rival.proposition.id for rival in item.support.disagree if _is_later(rival, item.report)]
            if of_fact:
                instead += [
                    rival.proposition.id
                    for rival in item.support.disagree
                    if (other := left.get(rival.proposition.id)) is not None and _refutes(rival, other, item)
                ]
            for proposition in instead:
                if (current := left.get(proposition)) is not None:
                    yield from taken(current)
            yield item

    for item in ranked:
        yield from taken(item)


def _refutes(rival: Rival, other: AnswerItem, item: AnswerItem) -> bool:
    """Whether another answer, which says that one is not so, is told by more independent witnesses, or as many and later."""
    if not any(link.is_denial for link in rival.links) or other.support is None or item.support is None:
        return False
    told, denied = other.support.estimate.witnesses_for, item.support.estimate.witnesses_for
    return told > denied or (told == denied and _is_later(rival, item.report))


def _is_later(rival: Rival, report: Report) -> bool:
    """Whether all reports of a proposition are later than a claim."""
    told = [one.published for one in rival.proposition.claims if one.published is not None]
    return report.published is not None and bool(told) and min(told) > report.published


def compared(
    question: Question,
    asked: TextVectors,
    matches: Sequence[Match],
    nearness: Mapping[str, Near],
    encoder: Encoder,
    lexicon: Lexicon,
) -> tuple[list[Candidate], tuple[str, ...]]:
    """The claims of the passages that did best in the first step, with their features; and the words that nothing holds."""
    forms = cache(question.forms)
    weights, passages = passages_of(question, matches, nearness, forms)
    fitting = Fitting(question, passages, weights, lexicon, forms)
    passages.sort(key=lambda one: (-fitting.first(one), one.report.document, one.report.sentence_span.start))
    passages = passages[:_SHORTLIST]
    texts = [" ".join(passage.report.sentence.split()) for passage in passages]
    before = [passage.before for passage in passages if passage.before]
    distinct = list(dict.fromkeys([*texts, *before]))
    by_text = dict(zip(distinct, encoder.encode_words(distinct), strict=True))
    rows, counted = _weighed_words(asked, weights, encoder)
    candidates = []
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
        pairs = _pairs(question, asked, found, fitting, encoder)
        around = [_pairs(question, asked, by_text[passage.before], fitting, encoder)] if passage.before else []
        measured = bool(question.measure) and any(
            suits(question, match.report, forms)[0] >= 1 for match in passage.matches
        )
        shared |= fitting.of_passage(passage, pairs, around, measured)
        for match in passage.matches:
            own = {
                **shared,
                **_features(question, match.report, match.context, forms),
                **fitting.of_claim(match.report, passage, pairs),
            }
            candidates.append(Candidate(passage, match.report, own))
    return candidates, tuple(term.word for term in question.terms if not fitting.is_known(term))


def _weighed_words(asked: TextVectors, weights: Mapping[str, float], encoder: Encoder) -> tuple[list[int], Floats]:
    """The places of a question's words that say what it is about, and what each weighs."""
    parts = {part: weight for word, weight in weights.items() for part in encoder.words(word) if part.isalnum()}
    rows = [number for number, word in enumerate(asked.words) if word in parts]
    return rows, np.array([parts[asked.words[number]] for number in rows], np.float32)


def _pairs(question: Question, asked: TextVectors, found: TextVectors, fitting: Fitting, encoder: Encoder) -> Pairs:
    """Compares the words of a question with those of a text; of a word with several parts, by the mean of their cosines."""
    cosines = asked.vectors @ found.vectors.T if found.words else np.zeros((len(asked.words), 0), np.float32)
    by_word = {}
    for term in question.terms:
        parts = frozenset(encoder.words(term.word))
        rows = [row for row, word in enumerate(asked.words) if word in parts]
        if rows:
            by_word[term.word] = cosines[rows].mean(axis=0)
    return fitting.pairs(found, by_word)


def _nearest_words(asked: TextVectors, rows: Sequence[int], found: TextVectors) -> Floats:
    """For some words of a question the cosine to the nearest word of a text."""
    if not found.words:
        return np.zeros(len(rows), np.float32)
    nearest: Floats = (asked.vectors[rows] @ found.vectors.T).max(axis=1)
    return nearest


def _features(question: Question, report: Report, context: str, forms: Forms) -> Features:
    """What speaks for and against a claim, apart from the words."""
    claim = report.claim
    sayer, is_other = 0.0, False
    if question.sayer:
        chain = forms(" ".join([claim.speaker or "", *claim.sources]))
        sayer = 1.0 if any(term.is_in(chain) for term in question.sayer) else -1.0
        if (question.asks_words or question.by) and sayer > 0:
            # The operator of another dam is somebody else.
            around = chain | forms(f"{report.sentence} {claim.standalone} {context}")
            is_meant = all(term.is_in(around) for term in question.sayer)
            sayer = float(all(term.is_in(chain) for term in question.sayer_head)) if is_meant else -1.0
            is_other = not is_meant and all(term.is_in(chain) for term in question.sayer_head)
    return {
        "question": float(claim.kind is Kind.QUESTION),
        "untold": float(question.asked is not Asked.WHETHER and question.untold.search(claim.text) is not None),
        "sayer": sayer,
        "not theirs": float(bool(question.by) and sayer < 1),
        "another's": float(is_other),
        "length": min(1.0, len(report.sentence) / _LONG),
    }

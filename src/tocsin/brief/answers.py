"""Answers: which of the claims found by a question's words answer it, best first.

It is retrieval, not generation: nothing is said that no claim says. A claim fits by the share of the question's words that
it, its sentence or its neighbourhood hold, rare words counting more (inverse document frequency over what was found), and
by whether it has what is asked for: a figure, a time, a place, a party.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

from tocsin.brief.questions import Question
from tocsin.model.answer import Answer, Asked, Finding
from tocsin.model.kind import Kind
from tocsin.model.query import LedgerClaim, Match

_LEAST = 0.36
"""The share of the question's words, by weight, below which a claim does not answer."""
_FEW = 50
"""Claims found that it takes for the rarity of a word to tell anything."""


def answer(question: Question, matches: Sequence[Match], *, limit: int) -> Answer:
    """The findings among the matches of a question's words.

    Args:
        question: The question, taken apart.
        matches: Claims that hold any of its words.
        limit: How many findings at most.
    """
    weights = _weights(question, matches)
    best: dict[tuple[str, int], Finding] = {}
    top = max((match.relevance for match in matches), default=1.0) or 1.0
    for match in matches:
        finding = _finding(question, match, weights, top)
        if finding is None:
            continue
        key = (finding.found.document, finding.found.sentence_span.start)
        if key not in best or finding.fit > best[key].fit:
            best[key] = finding
    findings = sorted(best.values(), key=lambda one: (-one.fit, one.found.document, one.found.claim.start))
    return Answer(question=question.text, asked=question.asked, words=question.words, findings=tuple(findings[:limit]))


def _weights(question: Question, matches: Sequence[Match]) -> dict[str, float]:
    """How much each word of the question counts: the rarer among what was found, the more; names most."""
    seen = Counter(
        word for match in matches for word in question.words if _in(_everything(match.found), word, question)
    )
    weights = {}
    for word in question.words:
        weight = math.log(1 + max(len(matches), _FEW) / (1 + seen[word]))
        named = re.search(rf"(?<!^)\b{re.escape(word.capitalize())}\b", question.text)
        weights[word] = weight * (1.5 if named else 1.0) + 0.2
    return weights


def _finding(question: Question, match: Match, weights: dict[str, float], top: float) -> Finding | None:
    found = match.found
    own, sentence = _stems(_words_of(found)), _stems(found.sentence)
    # "These are …" says more of what the sentence before it named.
    goes_on = question.goes_on(found.sentence)
    around = _stems(match.context) if goes_on else set()
    total = sum(weights.values()) or 1.0
    covered = 0.0
    held = []
    for word in question.words:
        share = 1.0 if _in(own, word, question) else 0.8 if _in(sentence, word, question) else 0.0
        if not share and goes_on and _in(around, word, question):
            share = 0.7
        if share:
            held.append(word)
        covered += weights[word] * share
    covered /= total
    if covered < _LEAST:
        return None
    relevance = match.relevance / top
    fit = 0.62 * covered + 0.18 * relevance + 0.20 * _suits(question, found)
    if found.claim.kind is Kind.QUESTION:
        fit *= 0.45
    elif found.claim.kind is Kind.CONDITIONAL:
        fit *= 0.9
    return Finding(found=found, fit=round(min(1.0, fit), 3), words=tuple(held))


def _suits(question: Question, found: LedgerClaim) -> float:
    """Whether the claim has what is asked for."""
    claim = found.claim
    if question.asked is Asked.HOW_MANY:
        if not claim.quantities:
            return 0.0
        nouns = {_stem(word) for quantity in claim.quantities for word in (quantity.noun or "").lower().split()}
        wanted = {_stem(other) for word in question.words for other in (word, *question.alike.get(word, ()))}
        return 1.0 if nouns & wanted else 0.6
    if question.asked is Asked.WHEN:
        return 1.0 if claim.time is not None and claim.time.earliest else 0.5 if claim.time is not None else 0.0
    if question.asked is Asked.WHERE:
        return 1.0 if claim.places else 0.0
    if question.asked is Asked.WHO:
        return 1.0 if claim.sources or (claim.event is not None and claim.event.actor) else 0.3
    if question.speech:
        return 1.0 if claim.sources else 0.4
    return 0.7 if abs(claim.score) >= 1 else 0.4


def _everything(found: LedgerClaim) -> set[str]:
    return _stems(found.sentence + " " + _words_of(found))


def _words_of(found: LedgerClaim) -> str:
    claim = found.claim
    parties = [claim.speaker or "", *claim.sources]
    if claim.event is not None:
        parties += [claim.event.actor or "", claim.event.object or ""]
    return " ".join([claim.text, *parties])


def _in(stems: set[str], word: str, question: Question) -> bool:
    return any(_stem(other) in stems for other in (word, *question.alike.get(word, ())))


def _stems(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower().replace("’", "'"))
    return {_stem(word) for word in words} | set(re.findall(r"\w+(?:-\w+)+", text.lower()))


_ENDINGS = (
    "ations",
    "ation",
    "ings",
    "ing",
    "ies",
    "ied",
    "ions",
    "ion",
    "edly",
    "ed",
    "es",
    "ly",
    "er",
    "ers",
    "s",
    "e",
    "y",
)


def _stem(word: str) -> str:
    """A word without the endings that inflection gives it: rough, but the same for question and claim."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            stem = word.removesuffix(ending)
            return stem[:-1] if len(stem) > 4 and stem[-1] == stem[-2] else stem
    return word

"""Answers: which of the claims found by a question's words answer it, best first.

It is retrieval, not generation: nothing is said that no claim says. A claim fits by the share of the question's words that
it, its sentence or its neighbourhood hold, rare words counting more (inverse document frequency over what was found), and
by whether it has what is asked for: a figure, a time, a place, a party.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

from tocsin.ask.question import Question
from tocsin.model.answer import Answer, AnswerItem, Asked
from tocsin.model.kind import Kind
from tocsin.model.query import Match, Report
from tocsin.text.words import WordForms, words

_LEAST = 0.36
"""The share of the question's words, by weight, below which a claim does not answer."""
_ELSEWHERE = 0.6
"""What a fit is multiplied by where the question names something and the claim only other places."""
_OTHER_SPEAKER = 0.5
"""The same where the question asks what somebody says and somebody else says it."""
_FEW = 50
"""Claims found that it takes for the rarity of a word to tell anything."""


def answer(question: Question, matches: Sequence[Match], *, limit: int) -> Answer:
    """The findings among the matches of a question's words.

    Args:
        question: The question, taken apart.
        matches: Claims that hold any of its words.
        limit: How many findings at most.
    """
    weighing = _Weighing(question, matches)
    best: dict[tuple[str, int], AnswerItem] = {}
    for match in matches:
        finding = weighing.finding(match)
        if finding is None:
            continue
        key = (finding.report.document, finding.report.sentence_span.start)
        if key not in best or finding.fit > best[key].fit:
            best[key] = finding
    findings = sorted(best.values(), key=lambda one: (-one.fit, one.report.document, one.report.claim.start))
    return Answer(
        question=question.text,
        asked=question.asked,
        words=question.words,
        unknown=tuple(word for word in question.words if not weighing.seen[word]),
        findings=tuple(findings[:limit]),
    )


class _Weighing:
    """How much each word of a question counts among what was found, and how well a claim fits by that."""

    def __init__(self, question: Question, matches: Sequence[Match]) -> None:
        self.question = question
        self.seen = Counter(
            word
            for match in matches
            for word in question.words
            if _in(_everything(question, match.report), word, question)
        )
        self._top = max((match.relevance for match in matches), default=1.0) or 1.0
        self._weights = {word: self._weight(word, len(matches)) for word in question.words}
        self._total = sum(self._weights.values()) or 1.0

    def _weight(self, word: str, found: int) -> float:
        """The rarer among what was found, the more; names most."""
        rarity = math.log(1 + max(found, _FEW) / (1 + self.seen[word]))
        return rarity * (1.5 if word in self.question.names else 1.0) + 0.2

    def finding(self, match: Match) -> AnswerItem | None:
        """The match as an answer, None where it holds too little of the question."""
        question, found = self.question, match.report
        shares = self._shares(match)
        covered = sum(self._weights[word] * share for word, share in shares.items()) / self._total
        if covered < _LEAST:
            return None
        fit = 0.62 * covered + 0.18 * match.relevance / self._top + 0.20 * _suits(question, found)
        # Whoever asks about one town is not answered by what is said of another, nor by somebody else's word.
        if _is_elsewhere(question, found):
            fit *= _ELSEWHERE
        if question.sayer and not _speaks(question, found):
            fit *= _OTHER_SPEAKER
        if found.claim.kind is Kind.QUESTION:
            fit *= 0.45
        elif found.claim.kind is Kind.CONDITIONAL:
            fit *= 0.9
        held = tuple(word for word, share in shares.items() if share)
        return AnswerItem(report=found, fit=round(min(1.0, fit), 3), words=held)

    def _shares(self, match: Match) -> dict[str, float]:
        """How far the claim holds each word: itself, its sentence, or what it goes on from."""
        question, found = self.question, match.report
        own, sentence = _stems(question.forms, _words_of(found)), _stems(question.forms, found.sentence)
        around = _stems(question.forms, _gone_on_from(question, match))
        return {
            word: 1.0
            if _in(own, word, question)
            else 0.8
            if _in(sentence, word, question)
            else 0.7
            if _in(around, word, question)
            else 0.0
            for word in question.words
        }


def _gone_on_from(question: Question, match: Match) -> str:
    """The sentences that a claim says more of: those a "these" points back to, and a question it answers."""
    before = match.context.partition("\n")[0]
    if match.report.claim.kind is not Kind.QUESTION and before.rstrip(" ”\"'").endswith("?"):
        return before
    return match.context if question.goes_on(match.report.sentence) else ""


def _is_elsewhere(question: Question, report: Report) -> bool:
    """Whether the claim is about places, and none of them is named in the question, which does name something."""
    places = [_stems(question.forms, place.name) for place in report.claim.places]
    return bool(question.names and places) and not any(
        _in(place, name, question) for place in places for name in question.names
    )


def _speaks(question: Question, report: Report) -> bool:
    """Whether the one whose words are asked for is among the people behind the claim."""
    chain = _stems(question.forms, " ".join([report.claim.speaker or "", *report.claim.sources]))
    return any(_in(chain, word, question) for word in question.sayer)


def _suits(question: Question, report: Report) -> float:
    """Whether the claim has what is asked for."""
    claim = report.claim
    if question.asked is Asked.HOW_MANY:
        if not claim.quantities:
            return 0.0
        nouns = {
            question.forms.form(word) for quantity in claim.quantities for word in (quantity.noun or "").lower().split()
        }
        wanted = {
            question.forms.form(other) for word in question.words for other in (word, *question.alike.get(word, ()))
        }
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


def _everything(question: Question, report: Report) -> set[str]:
    return _stems(question.forms, report.sentence + " " + _words_of(report))


def _words_of(report: Report) -> str:
    claim = report.claim
    parties = [claim.speaker or "", *claim.sources]
    if claim.event is not None:
        parties += [claim.event.actor or "", claim.event.object or ""]
    return " ".join([claim.text, *parties])


def _in(stems: set[str], word: str, question: Question) -> bool:
    return any(question.forms.form(other) in stems for other in (word, *question.alike.get(word, ())))


def _stems(forms: WordForms, text: str) -> set[str]:
    return {forms.form(word.lower) for word in words(text)} | set(re.findall(r"\w+(?:-\w+)+", text.lower()))

"""Whether a claim has what a question asks for: a figure of the thing, a time, a place, a name, a reason."""

import re
from collections.abc import Callable

from tocsin.ask.days import told_span
from tocsin.ask.question import Question
from tocsin.model.answer import Asked
from tocsin.model.frame import ACTOR, OBJECT
from tocsin.model.query import Report

_FIGURE = re.compile(r"\d+")
_NAME = re.compile(r"(?<=\w )[A-Z]\w")
"""A capital that does not open a sentence."""
_ANY_FIGURE, _UNMEASURED, _SIGN, _UNSURE = 0.6, 0.3, 0.5, 0.4
"""What it is worth if only digits show a figure; if a figure has not the measure asked for; if only a word of the sentence
tells that it may have what is asked for; if who is asked for, and nobody is named."""


def suits(
    question: Question, report: Report, forms: Callable[[str], frozenset[str]], *, told_none: bool | None = None
) -> tuple[float, float]:
    """How far the sentence of a claim, and the claim itself, have what is asked for, each in 0 … 1.

    Args:
        question: The question.
        report: The claim.
        forms: Gives the forms of the words of a text.
        told_none: Whether the claim says of what is asked about that there is none; None if it is not known of what it does.
    """
    claim, sentence = report.claim, report.sentence
    match question.asked:
        case _ if question.measure:
            return _measured(question, sentence, forms), _measured(question, claim.text, forms)
        case Asked.HOW_MANY:
            inside = float(
                any(
                    _is_new(question, claim.text[one.start - claim.start : one.end - claim.start])
                    for one in claim.quantities
                )
            )
            if told_none or (told_none is None and tells_of_none(question, report, forms)):
                inside = 1.0
            return max(inside, _ANY_FIGURE if _has_figure(question, sentence) else 0.0), inside
        case Asked.WHEN:
            # "After 31 hours" tells no day.
            inside = 0.0 if claim.time is None else _SIGN if told_span(report) is None else 1.0
            if (inside == _SIGN and question.until.search(claim.text)) or question.date.search(claim.text):
                inside = 1.0
        case Asked.WHERE:
            inside = 1.0 if claim.places else 0.0
        case Asked.WHO:
            named = bool(claim.sources) or _NAME.search(claim.text) is not None
            return (1.0 if _NAME.search(sentence) else _UNSURE), float(named)
        case Asked.WHY:
            inside = 0.0
        case Asked.WHETHER:
            return (1.0 if abs(claim.factuality.score) >= 1 else _UNSURE), 0.0
        case _ if question.chooses:
            # "Which networks": the names of some.
            return _SIGN, _SIGN if _NAME.search(claim.text) else 0.0
        case _:
            return _SIGN, 0.0
    signs = question.signs
    told = signs is not None and signs.search(sentence) is not None
    told_inside = signs is not None and signs.search(claim.text) is not None
    return max(inside, _SIGN if told else 0.0), max(inside, _SIGN if told_inside else 0.0)


def tells_of_none(question: Question, report: Report, forms: Callable[[str], frozenset[str]]) -> bool:
    """Whether a claim says that there is none of those who are asked for: "Nobody is missing" tells how many are, and who."""
    counted = question.asked is Asked.HOW_MANY and not question.is_mass
    if not (counted or question.asked is Asked.WHO) or report.claim.frame is None:
        return False
    heads = [one.head for one in report.claim.frame.fillers if one.is_none and one.role in (ACTOR, OBJECT)]
    wanted = question.word_forms.forms((*question.focus, *question.nobody))
    return any(not counted or not forms(head).isdisjoint(wanted) for head in heads)


def _measured(question: Question, text: str, forms: Callable[[str], frozenset[str]]) -> float:
    """How far a text has a figure in the measure asked for, told by a word or a sign of it."""
    if question.measure & forms(text) or any(sign in text for sign in question.measure if not sign.isalnum()):
        return 1.0
    return _UNMEASURED if _has_figure(question, text) else 0.0


def _has_figure(question: Question, text: str) -> bool:
    """Whether a text has a figure that is not the question's own: the 417 of "train 417" counts nothing."""
    return any(figure not in question.numbers for figure in _FIGURE.findall(text))


def _is_new(question: Question, figure: str) -> bool:
    own = _FIGURE.findall(figure)
    return not own or any(one not in question.numbers for one in own)

"""Standing questions of a case: kept, and run for what is new on each."""

from collections.abc import Callable, Collection, Iterator

from tocsin.ask.news import news_of
from tocsin.ask.question import read_question
from tocsin.errors import NoSuchQuestion
from tocsin.ledger.port import Ledger
from tocsin.lexicon.language import Lexicon
from tocsin.model.answer import Answer
from tocsin.model.moments import now
from tocsin.model.query import ClaimFilter
from tocsin.model.standing import QuestionNews, StandingQuestion

REMEMBERED = 20
"""Answers of a run that are looked at and remembered: more than are shown, so that no old one is taken for a new one."""


def keep(
    ledger: Ledger, question: str, wanted: ClaimFilter, *, lexicon: Lexicon, by: str
) -> tuple[StandingQuestion, bool]:
    """Enter a question that is to be asked again and again; whether it was entered, for it may stand already.

    Raises:
        QueryError: It cannot be asked.
    """
    plain = " ".join(question.split())
    read_question(plain, lexicon)
    return ledger.enter_standing_question(plain, wanted, at=now(), by=by)


def change(
    ledger: Ledger, number: int, question: str, wanted: ClaimFilter, *, lexicon: Lexicon, by: str
) -> StandingQuestion:
    """Enter how a question is asked from now on.

    Raises:
        QueryError: It cannot be asked.
        NoSuchQuestion: None has the number.
    """
    plain = " ".join(question.split())
    read_question(plain, lexicon)
    return ledger.change_standing_question(number, plain, wanted, at=now(), by=by)


def run(
    ledger: Ledger,
    ask: Callable[[str, ClaimFilter], Answer],
    *,
    numbers: Collection[int],
    record: bool,
) -> Iterator[QuestionNews]:
    """What is new on standing questions since each was last run.

    Args:
        ledger: The case.
        ask: Answers a question from the claims that a filter asks for, with REMEMBERED answers.
        numbers: Which questions; all if none is named.
        record: Whether the next run is to tell only what is new from now on.

    Raises:
        NoSuchQuestion: None has one of the numbers.
    """
    questions = ledger.standing_questions()
    for number in sorted(set(numbers) - {one.number for one in questions}):
        raise NoSuchQuestion(number)
    runs = ledger.last_question_runs()
    for question in questions:
        if numbers and question.number not in numbers:
            continue
        last = runs.get(question.number)
        answer = ask(question.question, question.wanted)
        told = [claim for one in last.answers for claim in one.same] if last is not None else []
        contexts = ledger.propositions_in_context([*(item.report.claim.id for item in answer.findings), *told])
        news, made = news_of(question, answer, last, contexts, at=now())
        if record:
            ledger.enter_question_run(made)
        yield news

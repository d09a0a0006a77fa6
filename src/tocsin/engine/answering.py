"""Answers of a case: claims that fit a question, the propositions they state, and what supports these."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from tocsin.ask.answer import answer, joined, supported
from tocsin.ask.question import Question, questions_in, read_question
from tocsin.engine.estimating import Estimator
from tocsin.engine.neighbours import FILTERED, Neighbours
from tocsin.engine.parties import grade_book
from tocsin.engine.weighing import reports_of
from tocsin.errors import QueryError
from tocsin.ledger.port import View
from tocsin.lexicon.language import Lexicon
from tocsin.meaning.encoder import TextVectors, encoder_for
from tocsin.model.answer import Answer, Support
from tocsin.model.link import Rival
from tocsin.model.query import ClaimFilter, Match, Near, Report
from tocsin.model.series import Series
from tocsin.weigh.estimate import weigh_all
from tocsin.weigh.figures.subject import FigureQuery

_WITH_WORDS, _NEAREST = 200, 150
"""How many claims that hold a question's words, and how many that are near it in meaning, are weighed against each other."""
_EACH = 3
"""How many claims are taken for each answer wanted, since several may state one proposition."""


class LookedUp(NamedTuple):
    """What a case holds for a question: the question taken apart, its vectors, claims that may answer, how near they are."""

    question: Question
    asked: TextVectors
    matches: Sequence[Match]
    nearness: Mapping[str, Near]


def looked_up(
    view: View, neighbours: Neighbours, question: str, *, lexicon: Lexicon, wanted: ClaimFilter | None = None
) -> LookedUp:
    """The claims that hold words of a question or are near it in meaning.

    Raises:
        QueryError: There is nothing to look for in the question.
        CaseError: The case cannot be read.
    """
    read = read_question(question, lexicon)
    (asked,) = encoder_for(lexicon).encode_words([question])
    near = neighbours.nearest(asked.whole, limit=_NEAREST if wanted is None else FILTERED)
    matches = dict(islice(view.matches_in_rows(near, wanted=wanted).items(), _NEAREST))
    nearness = {match.report.claim.id: near[row] for row, match in matches.items()}
    held = view.search(read.lookup, limit=_WITH_WORDS, wanted=wanted)
    others = (match for match in held if match.report.claim.id not in nearness)
    return LookedUp(read, asked, [*matches.values(), *others], nearness)


def answer_from(
    ledger: View,
    neighbours: Neighbours,
    question: str,
    *,
    lexicon: Lexicon,
    limit: int,
    wanted: ClaimFilter | None = None,
) -> Answer:
    """The propositions of a case that answer a question, best first, with who supports each and who disagrees.

    The number of statements does not depend on the words of the question or the size of the case.

    Args:
        ledger: The case.
        neighbours: What it is searched by in meaning.
        question: In plain words.
        lexicon: That of the question's language.
        limit: How many propositions at most.
        wanted: Which claims may answer; its words and its limit are not used.

    Raises:
        QueryError: There is nothing to look for in the question.
        CaseError: The case cannot be read.
    """
    with ledger.snapshot() as view:
        answers, questions = [], []
        for one in questions_in(question, lexicon):
            claims = looked_up(view, neighbours, one, lexicon=lexicon, wanted=wanted)
            questions.append(claims.question)
            answers.append(answer(*claims, encoder_for(lexicon), lexicon, limit=_EACH * limit))
        found = joined(question, answers, limit=_EACH * limit)
        # The grade book looks up the names it is asked for, so the snapshot is still open.
        supported = with_support(
            view, found, lexicon, limit=limit,
            of_day=any(one.day.words for one in questions), of_now=any(one.is_of_now for one in questions),
        )  # fmt: skip
        return replace(supported, figures=_figures(view, questions[0], supported))


def _figures(view: View, question: Question, found: Answer) -> Series | None:
    """What the accounts in the documents of an answer allow together, if its first claim and another one are among them."""
    if not question.counted or not found.findings or question.is_open:
        return None
    documents, first = dict.fromkeys(item.report.document for item in found.findings), found.findings[0].report.claim.id
    estimator, query = Estimator(view, documents=documents), FigureQuery(subject=question.counted)
    try:
        # Most answers tell another figure, or none.
        if not estimator.may_tell(query, first):
            return None
        series = estimator.figures(query).series
    except QueryError:
        # Nothing that figures are kept of is asked for.
        return None
    accounts = {one.report.claim.id for one in series.accounts}
    return series if len(accounts) > 1 and first in accounts else None


def with_support(
    view: View, found: Answer, lexicon: Lexicon, *, limit: int, of_day: bool = False, of_now: bool = False
) -> Answer:
    """An answer with the propositions that its claims state, weighed.

    Args:
        view: The case.
        found: The claims that answer.
        lexicon: That of the question's language.
        limit: How many propositions at most.
        of_day: Whether it is asked how it was on a day.
        of_now: Whether it is asked how it still is.
    """
    items = (*found.findings, *found.near)
    if not items:
        return found
    contexts = view.propositions_in_context([item.report.claim.id for item in items])
    grades = grade_book(view, (report for context in contexts for report in reports_of(context)))
    supports: dict[str, Support] = {}
    for context, estimate in zip(contexts, weigh_all(contexts, grades), strict=True):
        disagree = tuple(rival for rival in context.rivals if not rival.later)
        for report in context.proposition.claims:
            revised = tuple(rival for rival in context.rivals if rival.later and _is_after(rival, report))
            # Several claims of a proposition may take the place of one.
            before = {
                linked.other.claim.id: linked for linked in context.before if not _is_earlier(report, linked.other)
            }
            supports[report.claim.id] = Support(
                estimate=estimate, disagree=disagree, revised=revised, before=tuple(before.values())
            )
    return supported(found, supports, lexicon, limit=limit, of_day=of_day, of_now=of_now)


def _is_after(rival: Rival, report: Report) -> bool:
    """Whether a proposition that took the place of another one did so for a report of it, and not for one before."""
    later = {link.claim for link in rival.links}
    return any(one.claim.id in later and not _is_earlier(one, report) for one in rival.proposition.claims)


def _is_earlier(one: Report, other: Report) -> bool:
    return one.published is not None and other.published is not None and one.published < other.published

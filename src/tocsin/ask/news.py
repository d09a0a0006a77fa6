"""What is new on a standing question: its answers now against all that it was answered before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from tocsin.model.answer import Answer, Asked
from tocsin.model.link import PropositionContext, Rival
from tocsin.model.quantity import Quantity
from tocsin.model.standing import (
    ChangedAnswer,
    ChangedFigures,
    GivenAnswer,
    QuestionNews,
    QuestionRun,
    StandingQuestion,
)


def news_of(
    question: StandingQuestion,
    answer: Answer,
    last: QuestionRun | None,
    contexts: Sequence[PropositionContext],
    *,
    at: datetime,
) -> tuple[QuestionNews, QuestionRun]:
    """What is new since the last run, and what to remember of this one.

    An answer is known by the claims that say it, since propositions grow and join. One that is no longer among the best is no
    news as long as a claim of it stands.

    Args:
        question: The question.
        answer: What answers it now.
        last: The run before; None if there was none.
        contexts: The propositions of the claims of the answer and of the last run, as far as these stand.
        at: The time of this run.
    """
    before = last.answers if last is not None else ()
    known = {claim for one in before for claim in one.same}
    by_claim = {report.claim.id: context for context in contexts for report in context.proposition.claims}
    now = [_given(by_claim[item.report.claim.id], item.report.claim.id) for item in answer.findings]
    found = list(zip(answer.findings, now, strict=True))
    best = now[0] if now else None
    best_before = before[0] if last is not None and last.answered else None
    figures = None
    if (
        answer.asked is Asked.HOW_MANY and best is not None and best_before is not None and best.claim not in known
        and best.figures and best_before.figures and _bounds(best.figures) != _bounds(best_before.figures)
    ):  # fmt: skip
        figures = ChangedFigures(now=best.figures, before=best_before.figures)
    news = QuestionNews(
        question=question, at=at, since=last.at if last is not None else None, answer=answer, figures=figures,
        new=tuple(item for item, given in found if known.isdisjoint(given.same)),
        further=tuple(
            item for item, given in found if not known.isdisjoint(given.same) and not known.issuperset(given.same)
        ),
        revised=tuple(_changed(before, by_claim, later=True)),
        contradicted=tuple(_changed(before, by_claim, later=False)),
        gone=tuple(one for one in before if by_claim.keys().isdisjoint(one.same)),
    )  # fmt: skip
    return news, QuestionRun(
        question=question.number, at=at, answered=len(now), answers=(*now, *_still_standing(before, by_claim, now))
    )


def _given(context: PropositionContext, claim: str) -> GivenAnswer:
    """The answer that a claim is, as it is remembered."""
    own = next(report.claim for report in context.proposition.claims if report.claim.id == claim)
    return GivenAnswer(
        claim=claim, words=own.words, figures=own.quantities,
        same=tuple(report.claim.id for report in context.proposition.claims),
        against=tuple(_claims(rival for rival in context.rivals if not rival.later)),
        later=tuple(_claims(rival for rival in context.rivals if rival.later)),
    )  # fmt: skip


def _still_standing(
    before: Iterable[GivenAnswer], by_claim: Mapping[str, PropositionContext], now: Iterable[GivenAnswer]
) -> Iterator[GivenAnswer]:
    """Earlier answers that are not among those of now and of which a claim stands, as they are now."""
    told = {claim for one in now for claim in one.same}
    for one in before:
        standing = next((claim for claim in (one.claim, *one.same) if claim in by_claim), None)
        if standing is not None and standing not in told:
            given = _given(by_claim[standing], standing)
            told.update(given.same)
            yield given


def _changed(
    before: Iterable[GivenAnswer], by_claim: Mapping[str, PropositionContext], *, later: bool
) -> Iterator[ChangedAnswer]:
    """Earlier answers with the rivals they have since: those that took their place, or those that contradict them."""
    told: set[str] = set()
    for one in before:
        context = next((by_claim[claim] for claim in one.same if claim in by_claim), None)
        if context is None or context.proposition.id in told:
            continue
        told.add(context.proposition.id)
        known = set(one.later if later else one.against)
        rivals = tuple(rival for rival in context.rivals if rival.later is later and known.isdisjoint(_claims([rival])))
        if rivals:
            yield ChangedAnswer(answer=one, rivals=rivals)


def _claims(rivals: Iterable[Rival]) -> Iterator[str]:
    return (report.claim.id for rival in rivals for report in rival.proposition.claims)


def _bounds(figures: Iterable[Quantity]) -> list[tuple[float | None, float | None, bool, bool, bool]]:
    return [(one.low, one.high, one.low_open, one.high_open, one.approximate) for one in figures]

"""What the case gives back, as JSON objects."""

from typing import Any

from tocsin.engine.relations import Conflict
from tocsin.lexicon.wording import reason_words
from tocsin.model.answer import Answer, AnswerItem
from tocsin.model.estimate import Estimate, Origin
from tocsin.model.link import Linked, Rival
from tocsin.model.query import DocumentRow, Report
from tocsin.model.reading import SetAside
from tocsin.model.record import to_json
from tocsin.model.review import ReviewedClaim
from tocsin.model.series import Series
from tocsin.model.stance import StatedProposition
from tocsin.model.standing import ChangedAnswer, GivenAnswer, QuestionNews, StandingQuestion
from tocsin.model.yardstick import yardstick_words


def worded(record: Any) -> Any:
    """A record as JSON for people: each reason has its rule, weight, facts, claims and spans, and also its words."""
    return to_json(record, words=reason_words)


def claim_record(report: Report) -> dict[str, Any]:
    """A claim of the case with its reasons, its sentence, and the document it stands in."""
    record: dict[str, Any] = worded(report.claim)
    return {
        **record, "sentence": report.sentence, "sentence_span": list(report.sentence_span), "document": report.document,
        "name": report.name, "outlet": report.outlet, "published": report.published.isoformat() if report.published else None,
    }  # fmt: skip


def reviews_record(reviewed: ReviewedClaim) -> dict[str, Any]:
    """What was judged of a claim: how it stands, every review with whether it holds, and the claim as it was read."""
    state = reviewed.state
    holding = {one.number for one in state.holding}
    return {
        "review": state.judgement.value if state.judgement is not None else None,
        "disputed": state.is_disputed,
        "reviews": [{**to_json(one), "holds": one.number in holding} for one in state.reviews],
        "read": worded(reviewed.read.claim) if reviewed.now is None or reviewed.now.claim.revised else None,
    }


def set_aside_record(row: DocumentRow, one: SetAside) -> dict[str, Any]:
    """A line or sentence that no claim was made of, why, and the document it stands in."""
    return {
        "id": None, "set_aside": reason_words(one.reason), "start": one.start, "end": one.end, "text": one.text,
        "reason": worded(one.reason), "document": row.id, "name": row.name, "outlet": row.outlet,
        "published": row.published.isoformat() if row.published else None,
    }  # fmt: skip


def answer_record(answer: Answer) -> dict[str, Any]:
    """An answer with its findings, best first; behind them, marked as near, what comes closest without being an answer."""
    return {
        "question": answer.question,
        "asked": answer.asked.value,
        "words": list(answer.words),
        "unknown": list(answer.unknown),
        **({"not_by": answer.not_by} if answer.not_by else {}),
        **({"figures": _figures_record(answer.figures)} if answer.figures is not None else {}),
        "answers": [
            *map(_item_record, answer.findings),
            *({**_item_record(one), "near": True} for one in answer.near),
        ],
    }


def _figures_record(series: Series) -> dict[str, Any]:
    """What the accounts of a figure allow together, with the claims that are accounts of it and whether each is counted."""
    return {
        "subject": series.subject,
        "levels": [
            {
                "day": level.day.isoformat(), "low": level.low, "best": level.best, "high": level.high,
                "conflict": level.conflict,
            }
            for level in series.levels
        ],
        "accounts": [{"claim": one.report.claim.id, "standing": one.standing.value} for one in series.accounts],
    }  # fmt: skip


def standing_record(question: StandingQuestion) -> dict[str, Any]:
    """A standing question, with those parts of its filter that ask for something."""
    wanted = {name: value for name, value in to_json(question.wanted).items() if value not in (None, [], False)}
    return {
        "number": question.number, "question": question.question, "wanted": wanted,
        "at": question.at.isoformat(timespec="seconds"), "by": question.by, "version": question.version,
    }  # fmt: skip


def news_record(news: QuestionNews) -> dict[str, Any]:
    """What is new on a standing question, and all that answers it now."""
    return {
        **standing_record(news.question),
        "run": news.at.isoformat(timespec="seconds"),
        "since": news.since.isoformat(timespec="seconds") if news.since else None,
        "news": news.is_news,
        "new": [_item_record(item) for item in news.new],
        "further": [_item_record(item) for item in news.further],
        "figures": worded(news.figures),
        "revised": [_changed_record(one) for one in news.revised],
        "contradicted": [_changed_record(one) for one in news.contradicted],
        "gone": [_given_record(one) for one in news.gone],
        "answers": [item.report.claim.id for item in news.answer.findings],
    }


def _changed_record(changed: ChangedAnswer) -> dict[str, Any]:
    return {"answer": _given_record(changed.answer), "by": [_rival_record(rival) for rival in changed.rivals]}


def _given_record(given: GivenAnswer) -> dict[str, Any]:
    return {"claim": given.claim, "text": given.words}


def _item_record(item: AnswerItem) -> dict[str, Any]:
    record = {**claim_record(item.report), "fit": item.fit, "words": list(item.words)}
    record |= {name: True for name, holds in (("opposite", item.is_opposite), ("denies", item.denies)) if holds}
    if item.later is not None:
        record["later"] = item.later.claim.id
    if item.support is None:
        return record
    support = item.support
    return {
        **record,
        "estimate": estimate_record(support.estimate),
        "disagree": [_rival_record(rival) for rival in support.disagree],
        "revised": [_rival_record(rival) for rival in support.revised],
        "before": [linked_record(linked) for linked in support.before],
    }


def _rival_record(rival: Rival) -> dict[str, Any]:
    proposition = rival.proposition
    claims = [claim_record(found) for found in proposition.claims]
    return {"proposition": proposition.id, "claims": claims, "links": worded(rival.links)}


def estimate_record(estimate: Estimate) -> dict[str, Any]:
    """A proposition weighed: its probability and credibility, the origins for and against it, and why."""
    return {
        "proposition": estimate.proposition,
        "subject": estimate.subject,
        "probability": list(estimate.probability) if estimate.probability else None,
        "words": yardstick_words(*estimate.probability) if estimate.probability else None,
        "credibility": estimate.credibility.value,
        "reports": estimate.reports,
        "origins_for": estimate.witnesses_for,
        "origins_against": estimate.witnesses_against,
        "origins": [_origin_record(origin) for origin in estimate.origins],
        "against": [_origin_record(origin) for origin in estimate.against],
        "reasons": worded(estimate.reasons),
    }


def _origin_record(origin: Origin) -> dict[str, Any]:
    return {
        "name": origin.name,
        "reports": [
            {
                "claim": found.claim.id, "chain": list(chain), "document": found.document, "name": found.name,
                "outlet": found.outlet, "published": found.published.isoformat() if found.published else None,
                "sentence": found.sentence,
            }
            for found, chain in zip(origin.reports, origin.chains, strict=True)
        ],
    }  # fmt: skip


def linked_record(linked: Linked) -> dict[str, Any]:
    """A link with its two claims, each with its document and sentence."""
    record: dict[str, Any] = worded(linked.link)
    return {**record, "claim": claim_record(linked.claim), "other": claim_record(linked.other)}


def conflict_record(conflict: Conflict) -> dict[str, Any]:
    """A conflict: its sides, each a proposition with its claims, and the links that set them apart."""
    return {
        "sides": [
            {"proposition": side.id, "claims": [claim_record(found) for found in side.claims]}
            for side in conflict.sides
        ],
        "links": [worded(linked.link) for linked in conflict.links],
    }


def stated_record(stated: StatedProposition) -> dict[str, Any]:
    """A proposition with all who take a stance on it, how many independent origins say so or deny it, and its grade."""
    estimate = stated.estimate
    return {
        "id": stated.id,
        "statement": stated.statement,
        "reports": [
            {**_passage(one.report), "stance": one.stance.value, "origin": one.origin} for one in stated.takers
        ],
        "origins_for": estimate.witnesses_for,
        "origins_against": estimate.witnesses_against,
        "credibility": int(estimate.credibility.value),
        "probability": list(estimate.probability) if estimate.probability else None,
    }


def link_record(linked: Linked) -> dict[str, Any]:
    """A link with the passages that it joins: a is the copy, the later account or the part."""
    return {
        "relation": linked.link.relation.value.replace(" ", "_"),
        "a": _passage(linked.claim),
        "b": _passage(linked.other),
        "reasons": worded(linked.link.reasons),
    }


def _passage(report: Report) -> dict[str, Any]:
    claim = report.claim
    return {
        "document": report.name, "start": claim.start, "end": claim.end, "claim": claim.text, "id": claim.id,
    }  # fmt: skip

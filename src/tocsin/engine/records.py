"""What the case gives back, as JSON objects."""

from typing import Any

from tocsin.model.answer import Answer
from tocsin.model.query import LedgerClaim
from tocsin.model.record import to_json


def claim_record(found: LedgerClaim) -> dict[str, Any]:
    """A claim of the case with its reasons, its sentence, and the document it stands in."""
    record: dict[str, Any] = to_json(found.claim)
    return {
        **record, "sentence": found.sentence, "sentence_span": list(found.sentence_span), "document": found.document,
        "name": found.name, "outlet": found.outlet, "published": found.published.isoformat() if found.published else None,
    }  # fmt: skip


def answer_record(answer: Answer) -> dict[str, Any]:
    """An answer with its findings, best first."""
    return {
        "question": answer.question,
        "asked": answer.asked.value,
        "words": list(answer.words),
        "unknown": list(answer.unknown),
        "answers": [{**claim_record(one.found), "fit": one.fit, "words": list(one.words)} for one in answer.findings],
    }

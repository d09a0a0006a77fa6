"""What the case gives back, as JSON objects."""

from typing import Any

from tocsin.engine.relations import Conflict
from tocsin.model.answer import Answer
from tocsin.model.link import Linked
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


def linked_record(linked: Linked) -> dict[str, Any]:
    """A link with its two claims, each with its document and sentence."""
    record: dict[str, Any] = to_json(linked.link)
    return {**record, "claim": claim_record(linked.claim), "other": claim_record(linked.other)}


def conflict_record(conflict: Conflict) -> dict[str, Any]:
    """A conflict: its sides, each a proposition with its claims, and the links that set them apart."""
    return {
        "sides": [
            {"proposition": side.id, "claims": [claim_record(found) for found in side.claims]}
            for side in conflict.sides
        ],
        "links": [to_json(linked.link) for linked in conflict.links],
    }

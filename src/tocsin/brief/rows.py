"""Claims as flat rows of plain values, for tables, CSV and data frames."""

from datetime import date
from typing import Any

from tocsin.brief.wording import figure_words, places_words
from tocsin.model.claim import Claim
from tocsin.model.query import Report

COLUMNS = (
    "id", "factuality", "score", "kind", "weight", "speaker", "sources", "time", "earliest", "latest", "places", "figures",
    "low", "high", "actor", "action", "recipient", "object", "text", "standalone",
)  # fmt: skip

LEDGER_COLUMNS = (*COLUMNS, "sentence", "document", "name", "outlet", "published")
"""The columns of a claim of a case."""


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim as one row; what is not known is None. `low` and `high` are those of its first figure."""
    time, action = claim.time, claim.event
    first = claim.quantities[0] if claim.quantities else None
    return {
        "id": claim.id, "factuality": claim.factuality.value, "score": claim.score, "kind": claim.kind.value,
        "weight": claim.weight, "speaker": claim.speaker, "sources": " > ".join(claim.sources) or None,
        "time": time.value if time else None, "earliest": _day(time.earliest) if time else None,
        "latest": _day(time.latest) if time else None, "places": places_words(claim) or None,
        "figures": "; ".join(figure_words(quantity) for quantity in claim.quantities) or None,
        "low": first.low if first else None, "high": first.high if first else None,
        "actor": action.actor if action else None, "action": action.lemma if action else None,
        "recipient": action.recipient if action else None, "object": action.object if action else None,
        "text": claim.text, "standalone": claim.standalone or claim.text,
    }  # fmt: skip


def ledger_row(report: Report) -> dict[str, Any]:
    """The same for a claim of a case, with its document and sentence."""
    return {
        **claim_row(report.claim), "sentence": report.sentence, "document": report.document, "name": report.name,
        "outlet": report.outlet, "published": _day(report.published),
    }  # fmt: skip


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None

"""Tocsin: early warning from open sources. A ledger of who claims what, on whose word, how surely, when, where, how many.

    from tocsin import Case, Reader

Names are loaded when first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tocsin.brief.rows import claim_row, ledger_row
    from tocsin.collect.given import Given
    from tocsin.engine.adding import Added
    from tocsin.engine.case import Case
    from tocsin.engine.reader import Reader
    from tocsin.engine.spreading import Workers
    from tocsin.errors import TocsinError
    from tocsin.model.claim import Claim
    from tocsin.model.document import Document
    from tocsin.model.factuality import Factuality
    from tocsin.model.kind import Kind
    from tocsin.model.link import Relation
    from tocsin.model.query import ClaimFilter
    from tocsin.model.reading import Reading
    from tocsin.model.record import from_record, to_record
    from tocsin.model.source import Reliability
    from tocsin.weigh.figures.subject import FigureQuery

_HOMES = {
    "Added": "engine.adding",
    "Case": "engine.case",
    "Claim": "model.claim",
    "ClaimFilter": "model.query",
    "Document": "model.document",
    "Factuality": "model.factuality",
    "Given": "collect.given",
    "Kind": "model.kind",
    "Reader": "engine.reader",
    "Reading": "model.reading",
    "Relation": "model.link",
    "Reliability": "model.source",
    "TocsinError": "errors",
    "Workers": "engine.spreading",
    "FigureQuery": "weigh.figures.subject",
    "claim_row": "brief.rows",
    "from_record": "model.record",
    "ledger_row": "brief.rows",
    "to_record": "model.record",
}

__all__ = [
    "Added",
    "Case",
    "Claim",
    "ClaimFilter",
    "Document",
    "Factuality",
    "FigureQuery",
    "Given",
    "Kind",
    "Reader",
    "Reading",
    "Relation",
    "Reliability",
    "TocsinError",
    "Workers",
    "claim_row",
    "from_record",
    "ledger_row",
    "to_record",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'tocsin' has no attribute {name!r}")
    return getattr(import_module(f"tocsin.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__

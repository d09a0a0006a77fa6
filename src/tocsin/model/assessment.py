"""How a scenario stands: its hypotheses weighed by its indicators."""

from dataclasses import dataclass
from datetime import datetime

from tocsin.model.reason import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A hypothesis with its probability (0 … 1) and how many pieces of evidence speak against it (Heuer's count)."""

    hypothesis: str
    probability: float
    inconsistencies: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A scenario's hypotheses at a moment; `rings` says whether the alarm was raised then."""

    scenario: str
    at: datetime
    standings: tuple[Standing, ...]
    rings: bool = False
    reasons: tuple[Reason, ...] = ()

"""Small scenarios and indications for tests."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from factory import a_claim, a_document

from tocsin.model.assessment import Indication
from tocsin.model.query import Report
from tocsin.model.scenario import Hypothesis, Indicator, Pattern, Scenario, Thresholds
from tocsin.model.span import Span
from tocsin.text.folding import folded

TODAY = date(2026, 6, 30)
NAMES = ("it closes", "it stays open", "a planted story")


def a_scenario(*indicators: Indicator, priors: Sequence[float] = (0.2, 0.7, 0.1), **facts: Any) -> Scenario:
    """A scenario with as many hypotheses as there are priors."""
    names = [NAMES[n] if n < len(NAMES) else f"hypothesis {n + 1}" for n in range(len(priors))]
    return Scenario(
        **{
            "name": "port", "question": "Will it close?", "horizon": date(2026, 12, 31), "resolution": "By the notice.",
            "hypotheses": tuple(Hypothesis(name=name, prior=prior) for name, prior in zip(names, priors, strict=True)),
            "indicators": indicators, **facts,
        }
    )  # fmt: skip


def an_indicator(name: str = "strike", likelihoods: Sequence[float] = (0.9, 0.3, 0.5), **facts: Any) -> Indicator:
    """An indicator; what is no field of its own is its pattern's."""
    own = {key: facts.pop(key) for key in ("least_origins", "half_life") if key in facts}
    return Indicator(name=name, pattern=Pattern(**facts), likelihoods=tuple(likelihoods), **own)


def an_indication(origin: str = "A", certainty: Any = 0.8, indicator: str = "strike", **facts: Any) -> Indication:
    """An indication; what is left of its certainty may be given as one number, or as its ends."""
    low, high = certainty if isinstance(certainty, tuple) else (certainty, certainty)
    made = {
        "claims": (f"{indicator}-{origin}",), "key": folded(origin), "proposition": indicator,
        "weight": (low, (low + high) / 2, high),
    }  # fmt: skip
    return Indication(indicator=indicator, origin=origin, **{**made, **facts})


def a_ledger_claim(text: str = "The dockers of Korbach struck.", *, published: Any = TODAY, **facts: Any) -> Report:
    """A claim as a case keeps it."""
    document = a_document(text, published=published, outlet=facts.pop("outlet", "Radio Unterdrau"))
    claim = a_claim(document, text, **facts)
    return Report(
        claim=claim, document=document.id, name=document.name, outlet=document.outlet, published=published,
        sentence=text, sentence_span=Span(0, len(text)),
    )  # fmt: skip


ALARM = Thresholds(hypothesis="it closes", rings_at=0.55, silent_at=0.4)

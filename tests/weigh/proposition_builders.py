"""Small propositions for tests: reports told as an outlet, its sources and a day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from factory import a_claim, a_document

from tocsin.lexicon.language import lexicon_for
from tocsin.model.estimate import Estimate, Origin
from tocsin.model.factuality import Factuality
from tocsin.model.link import Link, Proposition, Relation, Rival
from tocsin.model.party import PartyKind, PartyName
from tocsin.model.query import Report
from tocsin.model.source import Grade, Reliability
from tocsin.model.span import Span
from tocsin.resolve.register import Register, register
from tocsin.text.folding import folded
from tocsin.weigh.estimate import weigh
from tocsin.weigh.grades import GradeBook
from tocsin.weigh.origins import Witness, witnesses_of

TEXT = "The weir at Korbach was closed."
DAY = date(2026, 3, 2)


def a_report(
    outlet: str | None, *sources: str, key: str, text: str = TEXT, published: date | None = DAY, **facts: Any
) -> Report:
    """A report of its own document; `key` is the claim's id."""
    document = a_document(f"{text} {key}")
    facts.setdefault("speaker", outlet)
    claim = a_claim(document, text, id=key, sources=sources, **facts)
    return Report(
        claim=claim, document=document.id, name=f"report {key}", outlet=outlet, published=published, sentence=text,
        sentence_span=Span(0, len(text)),
    )  # fmt: skip


def a_proposition(*reports: Report, links: Iterable[Link] = ()) -> Proposition:
    """What these reports say."""
    return Proposition(id=reports[0].claim.id, claims=reports, links=tuple(links))


def a_denial(outlet: str | None, *sources: str, key: str, **facts: Any) -> Report:
    """A report that it is not so."""
    return a_report(outlet, *sources, key=key, factuality=Factuality.CERTAINLY_NOT, **facts)


def a_rival(*reports: Report, of: Proposition, later: bool = False) -> Rival:
    """What these reports say against a proposition, or instead of it."""
    relation = Relation.REVISES if later else Relation.CONTRADICTS
    link = Link(claim=reports[0].claim.id, other=of.claims[0].claim.id, relation=relation)
    return Rival(proposition=a_proposition(*reports), links=(link,), later=later)


def same(one: Report, other: Report, relation: Relation = Relation.REPEATS) -> Link:
    """A link between two reports."""
    return Link(claim=one.claim.id, other=other.claim.id, relation=relation)


def grades(**given: str) -> dict[str, Grade]:
    """Grades by name; `_` stands for a space."""
    return {
        name.replace("_", " "): Grade(
            name=name.replace("_", " "), reliability=Reliability(letter), at=datetime(2026, 3, 2), by="ana", reason="known"
        )
        for name, letter in given.items()
    }  # fmt: skip


def parties_of(propositions: Iterable[Proposition], *more: str) -> Register:
    """The parties of a case that holds these propositions; `more` are names that no claim has."""
    names: dict[str, PartyName] = {}
    for report in (report for one in propositions for report in one.claims):
        for name in filter(None, (report.outlet, report.claim.speaker, *report.claim.sources)):
            kind = PartyKind.ORGANISATION if name == report.outlet else None
            if folded(name) and (kind is not None or folded(name) not in names):
                names[folded(name)] = PartyName(written=name, script="Latn", kind=kind)
    for name in more:
        names.setdefault(folded(name), PartyName(written=name, script="Latn"))
    # In an order of their own: that of the claims in a proposition must not matter.
    return register((names[key] for key in sorted(names)), (), lexicon_for)


def weighed(
    proposition: Proposition, rivals: Iterable[Rival] = (), given: Mapping[str, Grade] | None = None
) -> Estimate:
    """A proposition weighed in a case that holds it and its rivals, with these grades."""
    rivals, given = list(rivals), given or {}
    parties = parties_of([proposition, *(rival.proposition for rival in rivals)], *given)
    return weigh(proposition, rivals, GradeBook(given.values(), parties))


def witnesses(proposition: Proposition) -> tuple[Witness, ...]:
    """The witnesses of a proposition, in a case that holds nothing else."""
    return witnesses_of(proposition, parties_of([proposition]))


def origins(proposition: Proposition) -> tuple[Origin, ...]:
    """The origins of a proposition, in a case that holds nothing else."""
    return tuple(witness.origin for witness in witnesses(proposition))

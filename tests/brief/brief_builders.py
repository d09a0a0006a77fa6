"""Small sets of records for briefs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from factory import AT, a_claim, a_document

from tocsin.brief.records import BriefRecords, OnList, Weighed
from tocsin.brief.render.wording import BriefWording
from tocsin.brief.sections.compose import compose
from tocsin.lexicon.language import lexicon_for
from tocsin.model.assessment import Assessment, HypothesisState
from tocsin.model.brief import Brief, Passage, Scope, Section
from tocsin.model.echo import Copy, Edge, FirstMover, Manner, Narrative
from tocsin.model.estimate import Credibility, Estimate, Origin
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.link import Link, Linked, Proposition, Relation
from tocsin.model.party import Party, PartyKind
from tocsin.model.quantity import Quantity
from tocsin.model.query import DocumentRow, Report
from tocsin.model.reason import in_words
from tocsin.model.series import Account, Level, Series
from tocsin.model.source import Counting, Grade, Reliability
from tocsin.model.span import Span
from tocsin.text.folding import folded

WORDING = BriefWording(lexicon_for("en"))


def a_found(
    sentence: str, clause: str | None = None, *, outlet: str | None = "Radio Unterdrau", published: date | None = None,
    **facts: Any,
) -> Report:  # fmt: skip
    """A claim of a document of one sentence; the outlet speaks where nobody else is said to."""
    document = a_document(sentence, outlet=outlet, published=published, name=facts.pop("name", "report"))
    claim = a_claim(document, clause or sentence, **{"speaker": outlet, **facts})
    return Report(
        claim=claim, document=document.id, name=document.name, outlet=outlet, published=published, sentence=sentence,
        sentence_span=Span(0, len(sentence)),
    )  # fmt: skip


def people(low: float | None, high: float | None = None, **facts: Any) -> Quantity:
    """A number of people."""
    return Quantity(
        **{"start": 0, "end": 3, "low": low, "high": low if high is None else high, "noun": "people", **facts}
    )


def a_row(report: Report, **facts: Any) -> DocumentRow:
    """How a case lists the document of a claim."""
    own = {
        "id": report.document, "name": report.name, "title": "A title", "outlet": report.outlet, "url": None,
        "published": report.published, "language": "en", "claims": 1, "added": AT, "removed": None,
    }  # fmt: skip
    return DocumentRow(**{**own, **facts})


def linked(claim: Report, other: Report, relation: Relation, why: str = "they deny each other") -> Linked:
    """A link with its claims; without a reason if there are no words."""
    reasons = (in_words(why, weight=1.0),) if why else ()
    link = Link(claim=claim.claim.id, other=other.claim.id, relation=relation, reasons=reasons)
    return Linked(link=link, claim=claim, other=other)


def weighed(*origins: Sequence[Report], against: Sequence[Report] = (), **facts: Any) -> Weighed:
    """A proposition of claims that each go back to one origin or another."""
    claims = tuple(one for reports in origins for one in reports)
    made = [_origin(reports) for reports in origins]
    estimate = Estimate(**{
        "proposition": claims[0].claim.id, "subject": claims[0].claim.text, "probability": (0.6, 0.75),
        "credibility": Credibility.PROBABLE, "origins": tuple(made),
        "against": tuple(_origin([one]) for one in against),
        "witnesses_for": len(made), "witnesses_against": len(against), **facts,
    })  # fmt: skip
    return Weighed(proposition=Proposition(id=claims[0].claim.id, claims=claims), estimate=estimate)


def a_party(name: str) -> Party:
    """The party of a name, whatever its case and accents."""
    return Party(id=folded(name), kind=PartyKind.UNNAMED, name=name, names=())


def _origin(reports: Sequence[Report]) -> Origin:
    name = (reports[0].claim.speaker, *reports[0].claim.sources)[-1] or "not named"
    return Origin(name=name, reports=tuple(reports), chains=tuple((name,) for _ in reports))


def a_series(*accounts: Report, levels: Sequence[Level] = (), subject: str = "people") -> Series:
    """A figure with an account for each claim's first quantity."""
    made = tuple(
        Account(
            report=found, quantity=found.claim.quantities[0], origin=found.claim.speaker or "not named", low=None, high=None,
            counting=Counting.CLAIM, earliest=found.published, latest=found.published,
        )
        for found in accounts
    )  # fmt: skip
    return Series(subject=subject, place=None, measure=None, cumulative=False, accounts=made, levels=tuple(levels))


def an_assessment(probability: float = 0.62, *, rings: bool = True, **facts: Any) -> Assessment:
    """A scenario of two hypotheses."""
    standings = (
        HypothesisState(hypothesis="the dam gives way", probability=probability),
        HypothesisState(hypothesis="the dam holds", probability=1 - probability),
    )
    own = {"scenario": "dam", "at": datetime(2026, 3, 5, 12), "standings": standings, "rings": rings}
    return Assessment(**{**own, **facts})


COUNCIL = a_found(
    "The council said that 400 people had left Saalbrunn on Monday.", "400 people had left Saalbrunn on Monday",
    published=date(2026, 3, 2), sources=("council",), quantities=(people(400),),
)  # fmt: skip
POLICE = a_found(
    "Police said that 400 people had left the town of Saalbrunn.", "400 people had left the town of Saalbrunn",
    outlet="Drava Observer", published=date(2026, 3, 3), sources=("Police",), quantities=(people(400),), name="second",
)  # fmt: skip
COPY = a_found(
    "Some 400 people had left Saalbrunn on Monday, it was said.", "Some 400 people had left Saalbrunn on Monday",
    outlet="Styria Digest", published=date(2026, 3, 4), quantities=(people(400, approximate=True),), name="copy",
)  # fmt: skip
DENIAL = a_found(
    "The ministry denied that anybody had left Saalbrunn.", "anybody had left Saalbrunn", published=date(2026, 3, 4),
    sources=("ministry",), factuality=Factuality.CERTAINLY_NOT, name="denial",
)  # fmt: skip
LATER = a_found(
    "Now 520 people have left Saalbrunn, the council said.", "Now 520 people have left Saalbrunn",
    published=date(2026, 3, 6), sources=("council",), quantities=(people(520),), name="later",
)  # fmt: skip
QUESTION = a_found(
    "Who pays for the beds in the gym?", published=date(2026, 3, 5), kind=Kind.QUESTION,
    factuality=Factuality.UNCOMMITTED, name="question",
)  # fmt: skip
NARRATIVE = Narrative(
    id="n1", label="400 people had left Saalbrunn on Monday",
    first=FirstMover(outlet=COUNCIL.outlet or "", document=COUNCIL.document, time=None),
    outlets=(COUNCIL.outlet or "", "Styria Digest"), documents=(COUNCIL.document, COPY.document),
    since=datetime(2026, 3, 2), until=datetime(2026, 3, 4),
)  # fmt: skip
EDGE = Edge(
    source=COUNCIL.outlet or "", repeater="Styria Digest", narrative="n1", share=1.0, lag_minutes=2880.0, p=0.001,
    copies=(
        Copy(
            source=COUNCIL.document, repeater=COPY.document, manner=Manner.EDITED, lag_minutes=2880.0, credited=False,
            passages=(COPY.sentence,),
        ),
    ),
    manner={Manner.EDITED: 1}, is_thin=True,
)  # fmt: skip
EVERY = (COUNCIL, POLICE, COPY, DENIAL, QUESTION, LATER)
GRADE = Grade(name="Drava Observer", reliability=Reliability.B, at=AT, by="an analyst", reason="its record of years")


def records_of(*claims: Report, **facts: Any) -> BriefRecords:
    """The records of these claims; by default of all of them, with something for every section."""
    held = claims or EVERY
    rows = {report.document: a_row(report) for report in held}
    full = {
        "propositions": (weighed([COUNCIL, COPY], [POLICE], against=[DENIAL]),),
        "proposition_ids": {one.claim.id: COUNCIL.claim.id for one in (COUNCIL, COPY, POLICE)},
        "figures": (a_series(COUNCIL, LATER, levels=[Level(day=date(2026, 3, 6), low=500, best=520, high=540)]),),
        "conflicts": (linked(DENIAL, COUNCIL, Relation.CONTRADICTS),),
        "changes": (linked(LATER, COUNCIL, Relation.REVISES, "the later count"),),
        "echoes": (linked(COPY, COUNCIL, Relation.ECHO, "ten words in a row"),),
        "narratives": (NARRATIVE,),
        "edges": (EDGE, replace(EDGE, source="Drava Observer", lag_minutes=0.0)),
        "on_lists": (OnList(report=LATER, name="Vetra Works", entry="XA-VALE, vale 2026-03-01 v-7 “Vetra Works”"),),
        "assessments": (an_assessment(reasons=(in_words("people leave", weight=2.0, claims=(LATER.claim.id,)),)),),
        "unanswered": (QUESTION,),
        "grades": {"drava observer": GRADE},
    }  # fmt: skip
    parties = {name: a_party(name) for report in held for name in report.names}
    last = {report.claim.id: (report.claim.speaker, *report.claim.sources)[-1] for report in held}
    origins = {claim: parties[name].id for claim, name in last.items() if name in parties}
    own = {
        "scope": Scope(), "documents": tuple(rows.values()), "claims": tuple(held), "origins": origins, "parties": parties,
    }  # fmt: skip
    return BriefRecords(**{**own, **({} if claims else full), **facts})


def composed(records: BriefRecords, title: str = "The dam") -> Brief:
    """The brief of these records."""
    return compose(records, title=title, language="en")


def text_of(passage: Passage) -> str:
    """A passage in words."""
    return WORDING.text(passage)


def section(brief: Brief, name: str) -> Section:
    """A section of a brief, by its name."""
    return next(one for one in brief.sections if one.name == name)


def passages(brief: Brief, name: str) -> list[Passage]:
    """All passages of a section, those that stand beside others too."""
    return [one for passage in section(brief, name).passages for one in (passage, *passage.beside)]


def every_passage(brief: Brief) -> list[tuple[str, Passage]]:
    """All passages of a brief, with the names of their sections."""
    return [(part.name, passage) for part in brief.sections for passage in passages(brief, part.name)]


def changed(brief: Brief, old: Passage, new: Passage) -> Brief:
    """A brief with one passage in the place of another, wherever that stands."""

    def put(passage: Passage) -> Passage:
        if passage is old:
            return new
        return replace(passage, beside=tuple(new if one is old else one for one in passage.beside))

    sections = tuple(replace(one, passages=tuple(map(put, one.passages))) for one in brief.sections)
    return replace(brief, sections=sections)

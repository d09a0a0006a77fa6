"""Passages and facts as every section makes them: a report, a count, what is left out."""

from collections.abc import Iterable, Mapping, Sequence

from tocsin.brief.harmless import LONGEST, plain
from tocsin.lexicon.standalone import without_context
from tocsin.model.brief import Fact, FactKind, Passage
from tocsin.model.factuality import Factuality
from tocsin.model.quantity import Quantity
from tocsin.model.query import Report
from tocsin.text.folding import folded

ID = 8
"""Digits of a claim's id that a command needs."""
_FEW_WORDS = 6
"""A clause of fewer words is quoted with its whole sentence: "It is clear" alone has no content."""


def passage(
    template: str, facts: Mapping[str, Fact], *, about: str = "", also: Iterable[str] = (), label: str = "",
    beside: Iterable[Passage] = (), command: Sequence[str] = (),
) -> Passage:  # fmt: skip
    """A passage that cites the claims its facts are of, and those that it rests on also."""
    cited = dict.fromkeys(key for fact in facts.values() if fact.kind.is_of_claim for key in fact.of)
    return Passage(
        template=template, facts=facts, about=about, claims=tuple(cited | dict.fromkeys(also)), label=label,
        beside=tuple(beside), command=tuple(command),
    )  # fmt: skip


def fact_of(report: Report, kind: FactKind) -> Fact:
    """What a claim or its document says by a field: who, when, how surely, where published."""
    claim = report.claim
    value = {
        FactKind.WHO: (claim.speaker, *claim.sources), FactKind.OUTLET: report.outlet, FactKind.DAY: report.published,
        FactKind.CERTAINTY: (claim.factuality, claim.kind),
    }[kind]  # fmt: skip
    return Fact(kind=kind, value=value, of=(claim.id,))


def figure(report: Report, quantity: Quantity) -> Fact:
    """One of a claim's figures."""
    return Fact(kind=FactKind.FIGURE, value=quantity, of=(report.claim.id,))


def quote(report: Report, *, clause: bool = False) -> Fact:
    """A claim's words.

    The whole sentence is quoted where the clause has few words, and where the claim is less than certain: the words that
    make it so often stand outside of the clause.

    Args:
        report: The claim.
        clause: Whether to quote the clause in any case.
    """
    claim = report.claim
    standalone = without_context(claim.standalone or claim.text, report.language)
    own, sentence = plain(claim.text), plain(report.sentence)
    is_enough = claim.factuality is Factuality.CERTAIN and len(own.split()) >= _FEW_WORDS
    is_whole = not (clause or is_enough or own not in sentence or len(sentence) > LONGEST)
    return Fact(kind=FactKind.QUOTE, value=report.sentence if is_whole else standalone, of=(claim.id,))


def count(ids: Iterable[str]) -> Fact:
    """How many different records there are."""
    held = tuple(sorted(set(ids)))
    return Fact(kind=FactKind.COUNT, value=len(held), of=held)


def said(report: Report, label: str = "", *, clause: bool = False) -> Passage:
    """A claim with its people, outlet and day; the outlet is left out where it is the speaker."""
    facts = {"who": fact_of(report, FactKind.WHO), "day": fact_of(report, FactKind.DAY)}
    facts |= {"certainty": fact_of(report, FactKind.CERTAINTY), "quote": quote(report, clause=clause)}
    template = "report"
    outlet = folded(report.outlet or "")
    if not any(outlet in folded(name or "") for name in (report.claim.speaker, *report.claim.sources)):
        template, facts["outlet"] = "report.outlet", fact_of(report, FactKind.OUTLET)
    return passage(template, facts, about=report.claim.id, label=label)


def several(
    reports: Sequence[Report], most: int, label: str, command: Sequence[str], *, clause: bool = False
) -> list[Passage]:  # fmt: skip
    """The first of several reports, and how many more there are."""
    shown = [said(report, label, clause=clause) for report in reports[:most]]
    return [*shown, *more("report", (report.claim.id for report in reports[most:]), command, label=label)]


def more(template: str, ids: Iterable[str], command: Sequence[str], *, label: str = "") -> list[Passage]:
    """How many records are left out, and the command that lists them; nothing if there are none."""
    left = count(ids)
    return [passage(f"{template}.more", {"more": left}, label=label, command=command)] if left.value else []


def by_day(report: Report) -> tuple[bool, str, str, int]:
    """The order of reports: by day of publication, those without one last."""
    day = report.published.isoformat() if report.published else ""
    return (report.published is None, day, report.document, report.claim.start)

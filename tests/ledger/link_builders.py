"""Cases whose links are told by the test: papers of one claim each, named after their outlets."""

from collections.abc import Iterable
from datetime import date, datetime

from factory import AT, a_document, a_reading, an_evidence

from tocsin.ledger.port import Ledger
from tocsin.model.link import Link, LinkingResult, LinkRuling, Relation, Rival
from tocsin.model.query import Ruling
from tocsin.model.reading import Reading
from tocsin.model.reason import in_words

DAY = date(2026, 3, 2)
WHY = in_words("the same is said: gate", weight=0.5)


def a_paper(name: str, *, published: date | None = DAY) -> Reading:
    """A reading of a document of one claim."""
    return a_reading(
        a_document(f"Paper {name} says that the gate closed.", name=name, outlet=name, published=published)
    )


def claim(name: str) -> str:
    """The id of a paper's claim."""
    return a_paper(name).claims[0].id


def document(name: str) -> str:
    """The id of a paper's document."""
    return a_paper(name).document.id


def enter(
    ledger: Ledger, *names: str, reader: str = "reader 1", published: date | None = DAY, at: datetime = AT
) -> None:
    """Enter papers; another reader reads them anew."""
    for name in names:
        paper = a_paper(name, published=published)
        ledger.add(an_evidence(paper.document), paper, reader=reader, at=at)


def a_link(one: str, other: str, relation: Relation = Relation.CORROBORATES) -> Link:
    """A link from one paper's claim to another's."""
    return Link(claim=claim(one), other=claim(other), relation=relation, reasons=(WHY,))


def found(ledger: Ledger, *links: Link) -> LinkingResult:
    """What is found for the next batch, if it is these links."""
    readings, _ = ledger.unlinked_batch()
    last = sum(row.claims for row in ledger.documents()) * 3 + 1
    rows = {one.report.claim.id: one.row for one in ledger.linkable(range(1, last))}
    return LinkingResult(readings=readings, keys={}, links=links, rows=rows)


def link(ledger: Ledger, *links: Link) -> bool:
    """Enter what is found for the next batch."""
    return ledger.enter_links(found(ledger, *links), at=AT)


def corroborating(*pairs: str) -> list[Link]:
    """Links that say the same, each told as two letters."""
    return [a_link(*pair) for pair in pairs]


def propositions(ledger: Ledger) -> dict[str, set[str]]:
    """The papers of each proposition, by the paper that gives it its id."""
    papers = {found.claim.id: found.name for found in ledger.claims()}
    return {papers[one.id]: {found.name for found in one.claims} for one in ledger.propositions()}


def rivals(ledger: Ledger, key: str) -> tuple[Rival, ...]:
    """What stands against the proposition of a claim, by the claim's id."""
    (context,) = ledger.propositions_in_context([key])
    return context.rivals


def rule(ledger: Ledger, one: str, other: str, relation: Relation | None, *, reason: str = "read side by side") -> None:
    """Lay down how two papers stand to each other."""
    ledger.rule_link(
        LinkRuling(claim=claim(one), other=claim(other), relation=relation, at=AT, by="an analyst", reason=reason)
    )


def take(ledger: Ledger, name: str, action: str = "removed") -> None:
    """Remove a paper, or restore it."""
    ledger.rule_document(Ruling(document=document(name), action=action, at=AT, by="an analyst", reason="a forgery"))


def relations(ledger: Ledger, wanted: Iterable[Relation] = Relation) -> list[tuple[str, str, str]]:
    """The links of these relations, as the papers they join."""
    return [(one.claim.name, one.link.relation.value, one.other.name) for one in ledger.links(list(wanted))]

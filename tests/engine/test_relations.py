"""Of which pairs of claims a link between two of them is told besides."""

from datetime import date

from factory import AT, a_claim, a_document, a_reading, an_evidence
from link.claim_builders import a_figure

from tocsin.engine.relations import links
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.model.link import Link, LinkingResult, Relation
from tocsin.model.reason import Reason

COUNTED, AGAIN, VAGUE, RIVAL = (
    "The flood drowned 30 goats.",
    "In the flood 30 goats drowned.",
    "The flood was bad for goats and for 4 mills.",
    "The flood drowned 50 goats.",
)


def entered(ledger: Ledger, rule: str) -> list[str]:
    """The ids of the four claims: the first three are of one proposition, and the last contradicts the first by a rule."""
    keys = []
    for number, text in enumerate((COUNTED, AGAIN, VAGUE, RIVAL)):
        document = a_document(text, outlet=f"Paper {number}", published=date(2026, 3, 1))
        words = next(one for one in ("30", "50", "4") if one in text)
        claim = a_claim(document, text, quantities=(a_figure(text, words, noun="goat" if words != "4" else "mill"),))
        ledger.add(an_evidence(document), a_reading(document, claim), reader="r", at=AT)
        keys.append(claim.id)
    readings, _ = ledger.unlinked_batch()
    rows = {one.report.claim.id: one.row for one in ledger.linkable(range(1, 9))}
    same = Reason(rule="link.same_said", weight=0.9, facts={"words": ("goat",)})
    facts = (
        {"one": (30.0,), "other": (50.0,), "noun": "goats"} if rule == "link.fewer" else {"one": "CT+", "other": "CT-"}
    )
    found = [Link(claim=key, other=keys[0], relation=Relation.REPEATS, reasons=(same,)) for key in keys[1:3]]
    found.append(
        Link(
            claim=keys[0], other=keys[3], relation=Relation.CONTRADICTS,
            reasons=(Reason(rule=rule, weight=0.8, facts=facts),),
        )
    )  # fmt: skip
    ledger.enter_links(LinkingResult(readings=readings, keys={}, links=found, rows=rows), at=AT)
    return keys


def contradicting(ledger: Ledger) -> set[frozenset[str]]:
    return {
        frozenset((one.link.claim, one.link.other)) for one in links(ledger)
        if one.link.relation is Relation.CONTRADICTS
    }  # fmt: skip


def test_what_a_figure_contradicts_is_told_of_the_reports_that_tell_this_figure() -> None:
    with open_ledger(":memory:") as ledger:
        counted, again, _, rival = entered(ledger, "link.fewer")
        assert contradicting(ledger) == {frozenset((counted, rival)), frozenset((again, rival))}


def test_what_a_denial_contradicts_is_told_of_all_reports_that_say_the_same() -> None:
    with open_ledger(":memory:") as ledger:
        *same, rival = entered(ledger, "link.opposed_certainty")
        assert contradicting(ledger) == {frozenset((one, rival)) for one in same}

"""What is not known: questions without an answer, what is left open, what cannot be judged, figures without a day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tocsin.brief.records import BriefRecords
from tocsin.brief.sections.passages import count, passage, said
from tocsin.model.brief import Fact, FactKind, Passage
from tocsin.model.estimate import Credibility
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.query import Report

_SHOWN = 3


def unanswered(reports: Sequence[Report]) -> list[Report]:
    """The questions after which nobody else states anything.

    Args:
        reports: All claims of each document, in the order of documents and texts; otherwise answers are missed.
    """
    found = []
    for one, after in zip(reports, [*reports[1:], None], strict=False):
        if one.claim.kind is Kind.QUESTION and (
            after is None or after.document != one.document or after.claim.kind is Kind.QUESTION
            or after.claim.speaker == one.claim.speaker
        ):  # fmt: skip
            found.append(one)
    return found


def unknown(records: BriefRecords) -> Iterator[Passage]:
    """What the case leaves open, each kind with its latest instances."""
    scope = records.scope
    claims = ("tocsin", "claims", *((scope.about,) if scope.about else ()))
    claims += ("--place", scope.place) if scope.place else ()
    yield from _listed("questions", records.unanswered, (*claims, "--kind", "question"))
    left_open = [
        report for report in records.claims
        if report.claim.kind is Kind.STATEMENT and report.claim.factuality is Factuality.UNCOMMITTED
    ]  # fmt: skip
    yield from _listed("open", left_open, (*claims, "--certainty", Factuality.UNCOMMITTED))
    unjudged = [one.proposition for one in records.propositions if one.estimate.credibility is Credibility.UNKNOWN]
    yield from _listed(
        "unjudged", [one.claims[0] for one in unjudged], ("tocsin", "origins"), [one.id for one in unjudged]
    )
    undated = [
        report for report in records.claims if report.claim.quantities and report.published is None and not _has_day(report)
    ]  # fmt: skip
    yield from _listed("undated", undated, ())
    told: set[str] = set()
    for report in records.claims:
        for place in report.claim.places:
            if place.dispute is not None and place.dispute.territory not in told:
                told.add(place.dispute.territory)
                own = (report.claim.id,)
                facts = {"place": Fact(kind=FactKind.PLACE, value=place.name, of=own)}
                facts["dispute"] = Fact(kind=FactKind.DISPUTE, value=place.dispute, of=own)
                yield passage("unknown.disputed", facts, about=report.claim.id)


def _listed(
    what: str, reports: Sequence[Report], command: Sequence[str], ids: Iterable[str] | None = None
) -> Iterator[Passage]:  # fmt: skip
    """How many there are, by the ids of the claims or those given, with some of them."""
    if not reports:
        return
    # The latest ones are still worth asking about; the propositions keep their order.
    shown = reports if ids else sorted(reports, key=lambda one: one.published or date.min, reverse=True)
    yield passage(
        f"unknown.{what}",
        {"many": count(ids or (report.claim.id for report in reports))},
        beside=map(said, shown[:_SHOWN]),
        command=command if len(reports) > _SHOWN else (),
    )


def _has_day(report: Report) -> bool:
    time = report.claim.time
    return time is not None and (time.earliest is not None or time.latest is not None)

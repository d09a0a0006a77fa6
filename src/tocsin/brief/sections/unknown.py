"""What is not known: questions without an answer, what is left open, figures without a day, what cannot be judged."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tocsin.brief.sections.commands import claims_command, origins_command
from tocsin.brief.sections.material import BriefRecords
from tocsin.brief.sections.reports import report
from tocsin.brief.sections.slots import Slots
from tocsin.model.brief import Passage
from tocsin.model.estimate import Credibility
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.query import Report

_SHOWN = 5


def unanswered(claims: Iterable[Report]) -> list[Report]:
    """The questions after which nobody else states anything.

    Args:
        claims: All those of each document, in the order of documents and texts; else answers are missed.
    """
    ordered = list(claims)
    found = []
    for one, after in pairwise([*ordered, None]):
        if one is None or one.claim.kind is not Kind.QUESTION:
            continue
        if (
            after is None
            or after.document != one.document
            or after.claim.kind is Kind.QUESTION
            or _one_voice(one, after)
        ):
            found.append(one)
    return found


def unknown(material: BriefRecords, slots: Slots) -> Iterator[Passage]:
    """What the case leaves open, each kind with some instances."""
    scope = material.scope
    yield from _listed(
        "unknown.questions", "questions", material.unanswered, slots, claims_command(scope, "--kind", "question")
    )
    left_open = [one for one in material.claims if _is_open(one)]
    yield from _listed("unknown.open", "claims", left_open, slots, claims_command(scope, "--certainty", "Uu"))
    yield from _unjudged(material, slots)
    undated = [one for one in material.claims if one.claim.quantities and one.published is None and not _has_day(one)]
    yield from _listed("unknown.undated", "claims", undated, slots, None)
    yield from _disputed(material.claims, slots)


def _listed(template: str, noun: str, claims: Sequence[Report], slots: Slots, command: str | None) -> Iterator[Passage]:
    if claims:
        # The latest are the ones that are still worth asking.
        latest = sorted(claims, key=lambda one: one.published.toordinal() if one.published else 0, reverse=True)
        yield slots.phrases.passage(
            template,
            {"many": slots.count(noun, (one.claim.id for one in claims))},
            beside=[report(slots, one) for one in latest[:_SHOWN]],
            command=command if len(claims) > _SHOWN else None,
        )


def _unjudged(material: BriefRecords, slots: Slots) -> Iterator[Passage]:
    held = [one for one in material.propositions if one.estimate.credibility is Credibility.UNKNOWN]
    if held:
        yield slots.phrases.passage(
            "unknown.unjudged",
            {"many": slots.count("propositions", (one.proposition.id for one in held))},
            beside=[report(slots, one.proposition.claims[0]) for one in held[:_SHOWN]],
            command=origins_command() if len(held) > _SHOWN else None,
        )


def _disputed(claims: Iterable[Report], slots: Slots) -> Iterator[Passage]:
    told: set[str] = set()
    for found in claims:
        for place in found.claim.places:
            if place.dispute is None or place.dispute.territory in told:
                continue
            told.add(place.dispute.territory)
            yield slots.phrases.passage(
                "unknown.disputed", {"place": slots.place(found, place), "dispute": slots.dispute(found, place)}
            )


def _one_voice(one: Report, after: Report) -> bool:
    return one.claim.speaker == after.claim.speaker


def _is_open(report: Report) -> bool:
    return report.claim.kind is Kind.STATEMENT and report.claim.factuality is Factuality.UNCOMMITTED


def _has_day(report: Report) -> bool:
    time = report.claim.time
    return time is not None and (time.earliest is not None or time.latest is not None)

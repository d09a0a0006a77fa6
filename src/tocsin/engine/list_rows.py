"""The lists of a case as flat rows, for tables and CSV: each list has its columns, and what makes a row of one entry."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tocsin.brief.rows import ledger_row
from tocsin.brief.wording import probability_words
from tocsin.engine.relations import Conflict
from tocsin.engine.sources import KnownSource
from tocsin.lexicon.wording import reason_words
from tocsin.model.link import Linked
from tocsin.model.party import Party
from tocsin.model.review import Review
from tocsin.model.stance import Stance, StatedProposition

DOCUMENTS = ("name", "outlet", "published", "claims", "title", "url", "language", "added", "removed", "id")
PROPOSITIONS = (
    "id", "statement", "for", "against", "open", "origins_for", "origins_against", "credibility", "probability",
)  # fmt: skip
LINKS = ("relation", "a", "a_document", "b", "b_document", "why")
CONFLICTS = (
    "conflict", "side", "proposition", "id", "factuality", "speaker", "sources", "time", "places", "figures", "text",
    "sentence", "name", "outlet", "published", "why",
)  # fmt: skip
SOURCES = ("source", "claims", "country", "language", "owner", "grade", "words", "reason", "same_owner")
PARTIES = ("id", "party", "kind", "claims", "names", "speaks_for", "may_be")
REVIEWS = ("number", "at", "claim", "judgement", "corrected", "by", "reason", "undoes", "document", "words")


def proposition_row(one: StatedProposition) -> dict[str, Any]:
    """A proposition: how many reports say so, deny it, leave it open; how many independent origins; how it is weighed."""
    stances = [taker.stance for taker in one.takers]
    return {
        "id": one.id, "statement": one.statement, "for": stances.count(Stance.FOR),
        "against": stances.count(Stance.AGAINST), "open": stances.count(Stance.OPEN),
        "origins_for": one.estimate.witnesses_for, "origins_against": one.estimate.witnesses_against,
        "credibility": one.estimate.credibility.value, "probability": probability_words(one.estimate),
    }  # fmt: skip


def link_row(linked: Linked) -> dict[str, Any]:
    """A link: a is the copy, the later account or the part."""
    return {
        "relation": linked.link.relation.value, "a": _in_one_line(linked.claim.claim.text),
        "a_document": linked.claim.name, "b": _in_one_line(linked.other.claim.text), "b_document": linked.other.name,
        "why": "; ".join(map(reason_words, linked.link.reasons)),
    }  # fmt: skip


def conflict_rows(conflicts: Iterable[Conflict]) -> Iterator[dict[str, Any]]:
    """Each claim of each side of each conflict, with the numbers of both from 1."""
    for number, conflict in enumerate(conflicts, 1):
        why = "; ".join(dict.fromkeys(reason_words(one) for linked in conflict.links for one in linked.link.reasons))
        for side, proposition in enumerate(conflict.sides, 1):
            for report in proposition.claims:
                known = {"conflict": number, "side": side, "proposition": proposition.id, "why": why}
                yield {**ledger_row(report), **known}


def source_row(source: KnownSource) -> dict[str, Any]:
    """A source with what is known of it."""
    record, grade = source.record, source.grade
    return {
        "source": source.name, "claims": source.claims, "country": record.country if record else None,
        "language": record.language if record else None, "owner": record.owner if record else None,
        "grade": source.reliability.value, "words": source.reliability.words,
        "reason": grade.reason if grade else record.reason if record else None,
        "same_owner": ", ".join(source.siblings) or None,
    }  # fmt: skip


def party_row(party: Party, names: Mapping[str, str]) -> dict[str, Any]:
    """A party with all its names, whose word its word is, and whom it could be.

    Args:
        party: The party.
        names: The names of all parties of the case by their ids.
    """
    return {
        "id": party.id, "party": party.name, "kind": party.kind.value, "claims": party.claims,
        "names": [name.written for name in party.names],
        "speaks_for": [names[key] for key in party.speaks_for if key in names],
        "may_be": [names[key] for key in party.may_be if key in names],
    }  # fmt: skip


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row whose lists are put in words."""
    return {name: "; ".join(map(str, value)) if isinstance(value, list) else value for name, value in row.items()}


def review_row(review: Review) -> dict[str, Any]:
    """A review as it was entered."""
    return {
        "number": review.number, "at": review.at.isoformat(timespec="seconds"), "claim": review.claim,
        "judgement": review.judgement.value, "corrected": ", ".join(review.corrected), "undoes": review.undoes,
        "by": review.by, "reason": review.reason, "document": review.document, "words": review.words,
    }  # fmt: skip


def _in_one_line(text: str) -> str:
    return " ".join(text.split())

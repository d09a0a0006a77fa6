"""How the claims of a case stand to each other, as far as a brief speaks of it: put together from the links at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from tocsin.brief.records import BriefRecords, link_key
from tocsin.brief.sections.sides import whose_reasons_are_told
from tocsin.ledger.port import Ledger
from tocsin.model.link import Link, Linked, LinkEnds, Proposition, Relation, Rival
from tocsin.model.query import Report

_AGAINST = (Relation.CONTRADICTS, Relation.REVISES)


class LinkGraph:
    """The links of a case. A case may have many times more of them than a brief can tell, so each is read once, bare."""

    def __init__(self, ledger: Ledger, claims: Iterable[Report], *, is_known: Callable[[Report], bool]) -> None:
        """Read the links.

        Args:
            ledger: The case.
            claims: Those of the period.
            is_known: Whether a claim was published by the last day that is asked for.
        """
        self._ledger, self._is_known = ledger, is_known
        self._claims = {found.claim.id: found for found in claims}
        self._period = frozenset(self._claims)
        self.proposition_ids: Mapping[str, str] = ledger.proposition_ids() if self._period else {}
        self._ends = ledger.link_ends(tuple(Relation)) if self._period else []
        self._members: dict[str, list[str]] = defaultdict(list)
        for key, head in self.proposition_ids.items():
            self._members[head].append(key)
        self._same: dict[str, list[LinkEnds]] = defaultdict(list)
        self._against: dict[str, list[LinkEnds]] = defaultdict(list)
        for ends in self._ends:
            self._sort_in(ends)

    def _sort_in(self, ends: LinkEnds) -> None:
        """Put a link where the propositions it joins find it."""
        claim, other = self._head(ends.claim), self._head(ends.other)
        if ends.relation.is_same:
            self._same[claim].append(ends)
        elif ends.relation in _AGAINST and claim != other:
            # What is revised has a rival in what revises it, and not the other way round.
            self._against[other].append(ends)
            if ends.relation is Relation.CONTRADICTS:
                self._against[claim].append(ends)

    def bearing(self, relation: Relation) -> tuple[Linked, ...]:
        """The links of a relation that bear on a claim of the period; those that are told have their reasons."""
        held = [
            ends for ends in self._ends
            if ends.relation is relation and (ends.claim in self._period or ends.other in self._period)
        ]  # fmt: skip
        self._load(key for ends in held for key in (ends.claim, ends.other))
        found = {
            ends.number: Linked(link=_link(ends), claim=self._claims[ends.claim], other=self._claims[ends.other])
            for ends in held
            if self._is_held(ends.claim) and self._is_held(ends.other)
        }
        return tuple(found.values())

    def with_reasons(self, records: BriefRecords) -> BriefRecords:
        """The records with the reasons of the links whose reasons are told."""
        told = {link_key(one.link) for one in whose_reasons_are_told(records)}
        numbers = [ends.number for ends in self._ends if link_key(_link(ends)) in told]
        reasons = self._ledger.link_reasons(numbers)
        by_key = {link_key(_link(ends)): reasons[ends.number] for ends in self._ends if ends.number in reasons}

        def explained(links: tuple[Linked, ...]) -> tuple[Linked, ...]:
            return tuple(
                replace(one, link=replace(one.link, reasons=by_key.get(link_key(one.link), ()))) for one in links
            )

        return replace(records, conflicts=explained(records.conflicts), changes=explained(records.changes))

    def between(self, claims: Iterable[Report]) -> tuple[Link, ...]:
        """Every link between two of these claims, without its reasons."""
        keys = {found.claim.id for found in claims}
        return tuple(_link(ends) for ends in self._ends if ends.claim in keys and ends.other in keys)

    def proposition(self, head: str) -> Proposition:
        """A proposition, as far as it was known by the last day."""
        self._load(self._ids(head))
        claims = [self._claims[key] for key in self._ids(head) if self._is_held(key)]
        keys = {one.claim.id for one in claims}
        links = tuple(_link(ends) for ends in self._same[head] if ends.claim in keys and ends.other in keys)
        return Proposition(id=head, claims=tuple(sorted(claims, key=_by_day)), links=links)

    def rivals(self, head: str) -> tuple[Rival, ...]:
        """The propositions that contradict one, or revise it, as far as they were known."""
        by_rival: dict[str, list[LinkEnds]] = defaultdict(list)
        for ends in self._against[head]:
            theirs = ends.claim if self._head(ends.other) == head else ends.other
            by_rival[self._head(theirs)].append(ends)
        self._load(key for rival, held in by_rival.items() for key in (*self._ids(rival), *_both(held)))
        found = []
        for rival, held in by_rival.items():
            links = tuple(_link(ends) for ends in held if self._is_held(ends.claim) and self._is_held(ends.other))
            if links:
                later = any(link.relation is Relation.REVISES for link in links)
                found.append(Rival(proposition=self.proposition(rival), links=links, later=later))
        return tuple(found)

    def heard(self, head: str) -> int:
        """How many claims must be heard to weigh a proposition."""
        rivals = {self._head(key) for ends in self._against[head] for key in (ends.claim, ends.other)}
        return sum(len(self._ids(one)) for one in {head, *rivals})

    def _head(self, key: str) -> str:
        return self.proposition_ids.get(key, key)

    def _ids(self, head: str) -> Sequence[str]:
        return self._members.get(head) or (head,)

    def _is_held(self, key: str) -> bool:
        return key in self._claims and self._is_known(self._claims[key])

    def _load(self, keys: Iterable[str]) -> None:
        """See to it that claims are at hand; those of the period are."""
        missing = {key for key in keys if key not in self._claims}
        if missing:
            self._claims.update(self._ledger.claims_by_id(sorted(missing)))


def _link(ends: LinkEnds) -> Link:
    return Link(claim=ends.claim, other=ends.other, relation=ends.relation)


def _both(held: Iterable[LinkEnds]) -> Iterable[str]:
    return (key for ends in held for key in (ends.claim, ends.other))


def _by_day(report: Report) -> tuple[bool, str]:
    return (report.published is None, report.published.isoformat() if report.published else "")

"""What became of a claim and its proposition, or of a party, its names and the grades of a source, in the order of time."""

from collections.abc import Iterator

from tocsin.engine.reviewing import reviews_of
from tocsin.errors import NotInCase
from tocsin.ledger.port import View
from tocsin.lexicon.wording import reason_words
from tocsin.model.history import ClaimHistory, Happening, HistoryEntry, Membership
from tocsin.model.party import Party, PartyRuling
from tocsin.model.query import Report
from tocsin.text.folding import folded

_NAMES = 60
"""Characters of a claim that a line names."""


def claim_history(view: View, history: ClaimHistory) -> list[HistoryEntry]:
    """The life of a claim and of the propositions it was of, the oldest entry first."""
    own = history.claim.id

    def named(claim: str) -> str:
        words = " ".join(history.words[claim].split())
        return f"{claim[:8]} “{words if len(words) <= _NAMES else words[: _NAMES - 1] + '…'}”"

    entries = [
        HistoryEntry(since=since, until=until, what=Happening.READ, words=f"in {history.name}, by reader {reader}")
        for reader, since, until in history.readings
    ]
    for ruling in view.rulings():
        if ruling.document == history.document:
            what = Happening.REMOVED if ruling.action == "removed" else Happening.RESTORED
            entries.append(
                HistoryEntry(since=ruling.at, what=what, words=history.name, by=ruling.by, reason=ruling.reason)
            )
    for link, since, until in history.links:
        words = f"{link.relation.value} {named(link.other)}"
        if link.claim != own:
            words = f"{named(link.claim)} {link.relation.value} it"
        why = "; ".join(map(reason_words, link.reasons))
        entries.append(
            HistoryEntry(since=since, until=until, what=Happening.LINKED, words=words, by=link.by, reason=why)
        )
    for ruled in view.link_rulings():
        if own in (ruled.claim, ruled.other):
            other = ruled.other if ruled.claim == own else ruled.claim
            about = named(other) if other in history.words else other[:8]
            stands = "no link" if ruled.relation is None else ruled.relation.value
            words = f"{stands}: {about}"
            entries.append(
                HistoryEntry(since=ruled.at, what=Happening.RULED, words=words, by=ruled.by, reason=ruled.reason)
            )
    entries += [
        HistoryEntry(since=one.at, what=Happening.REVIEWED, words=one.told, by=one.by, reason=one.reason)
        for one in reviews_of(view, own, history.document)
    ]
    for member in _joined(history.members):
        words = f"{member.proposition[:8]}: {'this claim' if member.claim == own else named(member.claim)}"
        entries.append(HistoryEntry(since=member.since, until=member.until, what=Happening.IN_PROPOSITION, words=words))
    return _in_order(entries)


def party_history(view: View, party: Party | None, name: str) -> list[HistoryEntry]:
    """The life of a party: since when the case has its names, how it was ruled on, and the grades it was given.

    Args:
        view: The case.
        party: The party; None if the name leads to none.
        name: The name that was asked for.

    Raises:
        NotInCase: The case has no such name.
    """
    own = {folded(name), *(folded(one.written) for one in party.names)} if party is not None else {folded(name)}
    entries = [
        HistoryEntry(since=since, what=Happening.NAMED, words=f"“{written}” in {document}")
        for written, (since, document) in view.first_named(own).items()
    ]
    entries += [_ruled(ruling) for ruling in view.party_rulings() if {folded(ruling.name), folded(ruling.other)} & own]
    grades = [grade for grade in view.grade_history() if folded(grade.name) in own]
    entries += [
        HistoryEntry(
            since=grade.at,
            until=next((two.at for two in grades[number + 1 :] if folded(two.name) == folded(grade.name)), None),
            what=Happening.GRADED,
            words=f"{grade.reliability.value}, {grade.reliability.words}"
            + (f"; its figures are each a {grade.counting.value}" if grade.counting else ""),
            by=grade.by,
            reason=grade.reason,
        )
        for number, grade in enumerate(grades)
    ]
    if not entries:
        raise NotInCase(name)
    return _in_order(entries)


def _ruled(ruling: PartyRuling) -> HistoryEntry:
    stands = {True: "one party's", False: "two parties'", None: "left to the rules"}[ruling.same]
    where = f", in {len(ruling.documents)} documents" if ruling.documents else ""
    words = f"“{ruling.name}” and “{ruling.other}”: {stands}{where}"
    return HistoryEntry(since=ruling.at, what=Happening.RULED, words=words, by=ruling.by, reason=ruling.reason)


def _joined(members: tuple[Membership, ...]) -> Iterator[Membership]:
    """Memberships of one claim in one proposition that follow on one another, as one."""
    last: dict[tuple[str, str], Membership] = {}
    for member in sorted(members, key=lambda one: one.since):
        key = member.claim, member.proposition
        before = last.get(key)
        if before is not None and before.until == member.since:
            last[key] = before._replace(until=member.until)
        else:
            if before is not None:
                yield before
            last[key] = member
    yield from last.values()


def _in_order(entries: list[HistoryEntry]) -> list[HistoryEntry]:
    return sorted(entries, key=lambda one: one.since)


def successors(view: View, key: str) -> tuple[ClaimHistory, list[Report]]:
    """A claim that the case had once, and the claims that stand in its place now, that with most of its words first.

    Args:
        view: The case.
        key: The claim's id, or the beginning of it.

    Raises:
        NotInCase, Ambiguous: The case never had it, or several ids begin so.
    """
    history = view.claim_history(key)
    old = history.claim

    def shared(report: Report) -> int:
        return min(old.end, report.claim.end) - max(old.start, report.claim.start)

    found = [report for report in view.claims_of(history.document) if shared(report) > 0]
    return history, sorted(found, key=lambda report: (-shared(report), report.claim.kind is not old.kind))

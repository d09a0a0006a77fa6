"""Conflicts, changes and echoes side by side: account and account, before and after, original and copy."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from tocsin.brief.records import BriefRecords, link_key
from tocsin.brief.sections.passages import by_day, count, fact_of, figure, more, passage, said, several
from tocsin.model.brief import Fact, FactKind, Passage
from tocsin.model.link import Linked
from tocsin.model.quantity import Quantity
from tocsin.model.query import Report
from tocsin.text.folding import folded

_LINKS, _ECHOES = 10, 8
_A_SIDE, _PAIRS = 2, 1
Group = Sequence[Linked]
"""Links that make one conflict, change or echo; the first one stands for it."""


def conflict_groups(records: BriefRecords) -> list[Group]:
    """The conflicts, all links between the same two propositions as one; those of most origins first.

    An analyst's ruling stands for the conflict before what the program found.
    """

    def weight(group: Group) -> tuple[int, tuple[bool, str]]:
        ends = [report for linked in group for report in (linked.claim, linked.other)]
        origins = {records.origins[one.claim.id] for one in ends if one.claim.id in records.origins}
        return (len(origins), max(map(_day, ends)))

    def key(linked: Linked) -> tuple[str, ...]:
        return tuple(sorted((records.proposition_id(linked.link.claim), records.proposition_id(linked.link.other))))

    groups = [sorted(group, key=lambda linked: linked.link.by is None) for group in _grouped(records.conflicts, key)]
    return sorted(groups, key=weight, reverse=True)


def change_groups(records: BriefRecords) -> list[Group]:
    """The changes, all links from one proposition to another as one, the earliest link first.

    Single steps come first, of these the latest.
    """

    def key(linked: Linked) -> tuple[str, ...]:
        return (records.proposition_id(linked.link.claim), records.proposition_id(linked.link.other))

    groups = [sorted(group, key=lambda linked: by_day(linked.claim)) for group in _grouped(records.changes, key)]
    nearest: dict[str, tuple[bool, str]] = {}
    for group in groups:
        now = records.proposition_id(group[0].link.claim)
        nearest[now] = max(_day(group[0].other), nearest.get(now, _day(group[0].other)))

    def order(group: Group) -> tuple[bool, tuple[bool, str]]:
        # A step from the state before is news, a step over several states is none.
        is_step = _day(group[0].other) == nearest[records.proposition_id(group[0].link.claim)]
        return (is_step, max(_day(linked.claim) for linked in group))

    return sorted(groups, key=order, reverse=True)


def echo_groups(records: BriefRecords) -> list[Group]:
    """The echoes, all links from one document to another as one; those of most claims first."""
    groups = _grouped(records.echoes, lambda linked: (linked.claim.document, linked.other.document))
    return sorted(groups, key=lambda group: (-len(group), by_day(group[0].claim)))


def _room(records: BriefRecords) -> int:
    """How many conflicts are told, and how many changes."""
    return records.room(_LINKS, a_document_in=12)


def keys(groups: Iterable[Group]) -> Iterator[str]:
    """For each group the first of the keys of its links, to count it by."""
    return (min(link_key(linked.link) for linked in group) for group in groups)


def whose_reasons_are_told(records: BriefRecords) -> list[Linked]:
    """The links whose reasons the brief states."""
    conflicts, changes = conflict_groups(records)[: _room(records)], change_groups(records)[: _room(records)]
    shown = (*conflicts, *changes)
    return [group[0] for group in shown]


def conflicts(records: BriefRecords) -> Iterator[Passage]:
    """Each pair of propositions that exclude each other, the side that was published first before the other."""
    command = ("tocsin", "conflicts")
    groups, room = conflict_groups(records), _room(records)
    for group in groups[:room]:
        first = records.proposition_id(group[0].link.claim)
        sides: tuple[dict[str, Report], dict[str, Report]] = ({}, {})
        for linked in group:
            turned = records.proposition_id(linked.link.claim) != first
            for place, report in enumerate((linked.claim, linked.other)):
                sides[place ^ turned][report.claim.id] = report
        one, other = sorted((sorted(side.values(), key=by_day) for side in sides), key=lambda side: by_day(side[0]))
        facts = {"reports": count(report.claim.id for report in one)}
        facts["others"] = count(report.claim.id for report in other)
        beside = several(one, _A_SIDE, "one", command) + several(other, _A_SIDE, "other", command)
        yield _because("conflict", group[0], facts, beside)
    yield from more("conflict", keys(groups[room:]), command)


def changes(records: BriefRecords) -> Iterator[Passage]:
    """Each revision, the latest first: what was said, what is said now, since when."""
    since = records.scope.since
    command = ("tocsin", "changes", *(("--since", since.isoformat()) if since else ()))
    groups, room = change_groups(records), _room(records)
    for group in groups[:room]:
        first = group[0]
        # If one sentence says both, each side is told by its clause alone.
        ends = ((report.document, report.sentence_span) for report in (first.claim, first.other))
        is_one_sentence = len(set(ends)) == 1
        was = {linked.link.other: linked.other for linked in group}
        now = {linked.link.claim: linked.claim for linked in group}
        beside = [
            one
            for label, side in (("was", was), ("now", now))
            for one in several(sorted(side.values(), key=by_day), _A_SIDE, label, command, clause=is_one_sentence)
        ]
        facts = {"day": fact_of(first.claim, FactKind.DAY)}
        if (figures := changed_figure(first)) is None:
            yield _because("change", first, facts, beside)
            continue
        facts |= {"was": figure(first.other, figures[0]), "now": figure(first.claim, figures[1])}
        yield passage("change.figure", facts, about=link_key(first.link), beside=beside)
    yield from more("change", keys(groups[room:]), command)


def echoes(records: BriefRecords) -> Iterator[Passage]:
    """Each document that copies another one: who copied whom, how many claims, and some of them side by side."""
    groups, room = echo_groups(records), records.room(_ECHOES, a_document_in=40)
    for group in groups[:room]:
        copy, original = group[0].claim, group[0].other
        facts = {"copier": fact_of(copy, FactKind.OUTLET), "day": fact_of(copy, FactKind.DAY)}
        facts |= {"copied": fact_of(original, FactKind.OUTLET), "first": fact_of(original, FactKind.DAY)}
        facts["claims"] = count(linked.link.claim for linked in group)
        pairs = ((said(linked.other, "told"), said(linked.claim, "copied")) for linked in group[:_PAIRS])
        yield passage("echo", facts, about=link_key(group[0].link), beside=(one for pair in pairs for one in pair))
    yield from more("echo", keys(groups[room:]), ("tocsin", "echo"))


def changed_figure(linked: Linked) -> tuple[Quantity, Quantity] | None:
    """The first figure that both claims give, each otherwise: as it was, as it is now."""
    for was in linked.other.claim.quantities:
        for now in linked.claim.claim.quantities:
            is_same_thing = (folded(was.noun or ""), was.unit) == (folded(now.noun or ""), now.unit)
            if is_same_thing and (was.low, was.high) != (now.low, now.high):
                return was, now
    return None


def _because(template: str, linked: Linked, facts: dict[str, Fact], beside: Iterable[Passage]) -> Passage:
    """The passage that says why two claims are linked, or the one that does not where no reason is kept."""
    key = link_key(linked.link)
    if not linked.link.reasons:
        return passage(f"{template}.plain", facts, about=key, beside=beside)
    reason = Fact(kind=FactKind.REASON, value=linked.link.reasons, of=(key,))
    return passage(template, {**facts, "reason": reason}, about=key, beside=beside)


def _grouped(links: Iterable[Linked], key: Callable[[Linked], tuple[str, ...]]) -> list[list[Linked]]:
    groups: dict[tuple[str, ...], list[Linked]] = defaultdict(list)
    for linked in links:
        groups[key(linked)].append(linked)
    return list(groups.values())


def _day(report: Report) -> tuple[bool, str]:
    return (report.published is not None, report.published.isoformat() if report.published else "")

"""Conflicts, changes and echoes: what stands against what, was and is, was told first and copied; side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tocsin.brief.sections.commands import changes_command, conflicts_command, echoes_command
from tocsin.brief.sections.material import BriefRecords, link_key
from tocsin.brief.sections.phrases import Slot
from tocsin.brief.sections.reports import by_day, more, report, reports
from tocsin.brief.sections.slots import Slots, origin_names
from tocsin.lexicon.wording import reason_words
from tocsin.model.brief import Passage
from tocsin.model.link import Linked, Relation
from tocsin.model.quantity import Quantity
from tocsin.model.query import Report
from tocsin.text.folding import folded

_CONFLICTS, _CHANGES, _ECHOES = 10, 10, 8
_A_SIDE = 3
_PAIRS = 2
_Pair = tuple[str, str]


def conflicts(material: BriefRecords, slots: Slots) -> Iterator[Passage]:
    """Each pair of propositions that exclude each other; those with most voices first."""
    groups = conflict_groups(material.conflicts, material.heads)
    for links in groups[:_CONFLICTS]:
        one, other = _both_sides(links, material.heads)
        template, reason = _because("conflict", links[0], slots)
        yield slots.phrases.passage(
            template,
            {
                "reports": slots.count("reports", (found.claim.id for found in one)),
                "others": slots.count("reports", (found.claim.id for found in other)),
                **reason,
            },
            beside=[
                *reports(slots, one, _A_SIDE, "one", conflicts_command()),
                *reports(slots, other, _A_SIDE, "other", conflicts_command()),
            ],
        )
    yield from more(slots, "conflict.more", "conflicts", keys_of(groups[_CONFLICTS:]), conflicts_command())


def changes(material: BriefRecords, slots: Slots) -> Iterator[Passage]:
    """Each revision, the latest first: what was said, what is said now, since when."""
    groups = change_groups(material.changes, material.heads)
    command = changes_command(material.scope)
    for links in groups[:_CHANGES]:
        first = _earliest(links)
        own = _is_one_sentence(first)
        beside = [
            *reports(slots, _apart(links, "other"), _A_SIDE, "was", command, brief=own),
            *reports(slots, _apart(links, "claim"), _A_SIDE, "now", command, brief=own),
        ]
        template, facts = _change(first, slots)
        yield slots.phrases.passage(template, facts, beside=beside)
    yield from more(slots, "change.more", "changes", keys_of(groups[_CHANGES:]), command)


def _change(first: Linked, slots: Slots) -> tuple[str, dict[str, Slot]]:
    """The sentence that tells of a change: the two figures, or else why it is thought to be one."""
    changed = _changed(first)
    if changed is None:
        template, facts = _because("change", first, slots)
    else:
        template = "change.figure"
        facts = {"was": slots.figure(first.other, changed[0]), "now": slots.figure(first.claim, changed[1])}
    return template, {**facts, "day": slots.day(first.claim)}


def _is_one_sentence(linked: Linked) -> bool:
    return (linked.claim.document, linked.claim.sentence_span) == (linked.other.document, linked.other.sentence_span)


def echoes(material: BriefRecords, slots: Slots) -> Iterator[Passage]:
    """Each document that copies another one: who copied whom, how many claims, and some of them side by side."""
    groups = echo_groups(material.echoes)
    for links in groups[:_ECHOES]:
        copy, original = links[0].claim, links[0].other
        beside = [
            passage
            for linked in links[:_PAIRS]
            for passage in (report(slots, linked.other, "told"), report(slots, linked.claim, "copied"))
        ]
        yield slots.phrases.passage(
            "echo",
            {
                "copier": slots.outlet(copy), "day": slots.day(copy), "copied": slots.outlet(original),
                "first": slots.day(original),
                "claims": slots.count("claims", (linked.link.claim for linked in links)),
            },
            beside=beside,
        )  # fmt: skip
    yield from more(slots, "echo.more", "echoes", keys_of(groups[_ECHOES:]), echoes_command())


def conflict_groups(links: Iterable[Linked], heads: Mapping[str, str]) -> list[list[Linked]]:
    """The conflicts, all links between the same two propositions as one; those with most voices first."""
    pairs = _paired(links, heads, ordered=False)
    return sorted(pairs.values(), key=_voices, reverse=True)


def change_groups(links: Iterable[Linked], heads: Mapping[str, str]) -> list[list[Linked]]:
    """The changes, all links from one proposition to another as one; the latest first."""
    return sorted(_paired(links, heads, ordered=True).values(), key=_latest, reverse=True)


def echo_groups(links: Iterable[Linked]) -> list[list[Linked]]:
    """The echoes, all links from one document to another as one; those of most claims first."""
    pairs: dict[_Pair, list[Linked]] = defaultdict(list)
    for linked in links:
        pairs[linked.claim.document, linked.other.document].append(linked)
    return sorted(pairs.values(), key=lambda links: (-len(links), by_day(links[0].claim)))


def told(relation: Relation, links: Sequence[Linked], heads: Mapping[str, str]) -> list[Linked]:
    """The links of a relation whose reasons a brief tells."""
    if relation is Relation.CONTRADICTS:
        return [held[0] for held in conflict_groups(links, heads)[:_CONFLICTS]]
    if relation is Relation.REVISES:
        return [_earliest(held) for held in change_groups(links, heads)[:_CHANGES]]
    return []


def _earliest(links: Sequence[Linked]) -> Linked:
    return min(links, key=lambda linked: by_day(linked.claim))


def keys_of(groups: Iterable[Sequence[Linked]]) -> Iterator[str]:
    """One link of each group, by its key, stands for it."""
    return (link_key(links[0].link) for links in groups)


def _paired(links: Iterable[Linked], heads: Mapping[str, str], *, ordered: bool) -> dict[_Pair, list[Linked]]:
    """Links between the same two propositions together; unless `ordered`, whichever way they run."""
    pairs: dict[_Pair, list[Linked]] = defaultdict(list)
    for linked in links:
        one, other = (heads.get(key, key) for key in (linked.link.claim, linked.link.other))
        pairs[(one, other) if ordered or one <= other else (other, one)].append(linked)
    return pairs


def _both_sides(links: Sequence[Linked], heads: Mapping[str, str]) -> tuple[list[Report], list[Report]]:
    """The claims of either proposition; the side that was told first comes first."""
    first = heads.get(links[0].link.claim, links[0].link.claim)
    sides: tuple[dict[str, Report], dict[str, Report]] = ({}, {})
    for linked in links:
        turned = heads.get(linked.link.claim, linked.link.claim) != first
        for place, found in enumerate((linked.claim, linked.other)):
            sides[place ^ turned][found.claim.id] = found
    one, other = (sorted(side.values(), key=by_day) for side in sides)
    return (one, other) if by_day(one[0]) <= by_day(other[0]) else (other, one)


def _apart(links: Sequence[Linked], end: str) -> list[Report]:
    found: dict[str, Report] = {getattr(linked, end).claim.id: getattr(linked, end) for linked in links}
    return sorted(found.values(), key=by_day)


def _voices(links: Sequence[Linked]) -> tuple[int, tuple[bool, str]]:
    ends = [found for linked in links for found in (linked.claim, linked.other)]
    return (len(origin_names(ends)), max(_day(found) for found in ends))


def _latest(links: Sequence[Linked]) -> tuple[bool, str]:
    return max(_day(linked.claim) for linked in links)


def _day(report: Report) -> tuple[bool, str]:
    return (report.published is not None, report.published.isoformat() if report.published else "")


def _changed(linked: Linked) -> tuple[Quantity, Quantity] | None:
    """The figure that was changed: the first that both count and give otherwise."""
    for was in linked.other.claim.quantities:
        for now in linked.claim.claim.quantities:
            if _counted(was) == _counted(now) and (was.low, was.high) != (now.low, now.high):
                return was, now
    return None


def _counted(quantity: Quantity) -> tuple[str, str | None]:
    return (folded(quantity.noun or ""), quantity.unit)


def _because(template: str, linked: Linked, slots: Slots) -> tuple[str, dict[str, Slot]]:
    """The sentence that tells why two claims are linked, or the one that does not where no reason is kept."""
    if not any(reason_words(reason).strip() for reason in linked.link.reasons):
        return f"{template}.plain", {}
    return template, {"reason": slots.reason(linked.link)}

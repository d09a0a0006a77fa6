"""Which accounts count: not a part if its whole counts, not what was revised, not one figure told twice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tocsin.model.link import Link, Relation
from tocsin.model.reason import Fact, Reason
from tocsin.model.series import AccountStatus
from tocsin.text.folding import folded
from tocsin.weigh.figures.accounts import Figure

OF_ACCOUNTS = (Relation.ECHO, Relation.REPEATS, Relation.REVISES, Relation.PART_OF)
"""Relations that say which accounts of a figure are one, and which one takes the place of another."""
RETOLD = timedelta(days=14)
"""For how long others retell a figure of a source without saying of which day it is."""

CORRECTED = 0.25
"""How far a figure lies from the one that puts it right, where that does not name it, as a share of the greater one."""


def judged(figures: Sequence[Figure], links: Iterable[Link], *, cumulative: bool = False) -> list[Figure]:
    """The figures in their order, each with its standing.

    Args:
        figures: All that count one thing.
        links: How their claims stand to each other, as far as that is known.
        cumulative: Whether they are sums up to a day, which cannot have been greater before.
    """
    made = list(figures)
    by_relation: dict[Relation, list[Link]] = defaultdict(list)
    for link in links:
        by_relation[link.relation].append(link)
    _set_corrected(made)
    _set_put_right(made)
    if cumulative:
        _set_lowered(made)
        _set_outrun(made)
    _set_parts(made, by_relation[Relation.PART_OF])
    _set_revised(made, by_relation[Relation.REVISES])
    _set_echoes(made, [*by_relation[Relation.ECHO], *by_relation[Relation.REPEATS]])
    return made


def _counted(figures: Sequence[Figure]) -> list[int]:
    return [n for n, one in enumerate(figures) if one.account.standing is AccountStatus.COUNTED]


def _by_claim(figures: Sequence[Figure]) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for number in _counted(figures):
        numbers[figures[number].account.report.claim.id].append(number)
    return numbers


def _set_corrected(figures: list[Figure]) -> None:
    """Set aside what words of a claim set aside ("190, not 240"), and what an outlet alone tells and somebody denies."""
    withdrawn: dict[tuple[float | None, float | None], dict[str, date]] = defaultdict(dict)
    for one in figures:
        report = one.account.report
        if one.falls_short:
            continue
        if one.takes_back:
            # Whose figure it is is told with it.
            withdrawn[one.account.quantity.low, one.account.quantity.high][report.claim.id] = (
                report.published or date.max
            )
        # An outlet by itself takes back nobody's word but its own.
        if one.account.origin == report.outlet and not one.is_correction:
            continue
        for wrong in report.claim.corrected:
            if wrong.disputed:
                continue  # it stays the word of those who gave it
            withdrawn[wrong.low, wrong.high][report.claim.id] = report.published or date.max
    denied = {one.value: one for one in reversed(figures) if one.account.standing is AccountStatus.DENIED}
    last = {key: sorted(claims.items(), key=lambda item: item[1])[-2:] for key, claims in withdrawn.items()}
    for number in _counted(figures):
        account = figures[number].account
        told = account.report.published or date.max
        by = next(
            (
                claim for claim, day in last.get((account.quantity.low, account.quantity.high), ())
                if claim != account.report.claim.id and told <= day
            ),
            None,
        )  # fmt: skip
        denial = denied.get(figures[number].value)
        if by is not None:
            figures[number] = _aside(figures[number], AccountStatus.REVISED, "figures.corrected_by", by)
        elif denial is not None and account.origin == account.report.outlet:
            claim = denial.account.report.claim.id
            figures[number] = _aside(figures[number], AccountStatus.DENIED, "figures.denied_by", claim)


def _set_put_right(figures: list[Figure]) -> None:
    """Set aside figures of the same day that a correction replaces: told before it, a little different, not told since."""
    of_day: dict[date | None, list[int]] = defaultdict(list)
    last_told: dict[tuple[date | None, float], date] = {}
    rights: dict[tuple[date | None, float], Figure] = {}
    for number in _counted(figures):
        one = figures[number]
        day, told = one.account.latest, one.account.report.published
        of_day[day].append(number)
        if told is None:
            continue
        last_told[day, one.value] = max(told, last_told.get((day, one.value), told))
        # Where it names what it corrects, nothing else is meant.
        if one.is_correction and not one.account.report.claim.corrected:
            rights.setdefault((day, one.value), one)
    for (day, _), right in rights.items():
        since, claim = right.account.report.published, right.account.report.claim.id
        for number in of_day[day]:
            one = figures[number]
            told = last_told.get((day, one.value))
            if told is None or since is None or told >= since or not _is_near(one, right):
                continue
            if one.binds is right.binds and one.account.standing is AccountStatus.COUNTED:
                figures[number] = _aside(one, AccountStatus.REVISED, "figures.corrected_on", claim)


def _set_lowered(figures: list[Figure]) -> None:
    """Set aside sums that their own source has put right since by a somewhat lower one."""
    for right in [figures[n] for n in _counted(figures) if figures[n].is_correction]:
        mine = right.account
        for number in _counted(figures):
            one = figures[number]
            if mine.latest is None or one.account.latest is None or one.account.latest > mine.latest:
                continue
            if one.account.origin == mine.origin and one.value > right.value and _is_near(one, right):
                figures[number] = _aside(one, AccountStatus.REVISED, "figures.corrected_on", mine.report.claim.id)


def _set_outrun(figures: list[Figure]) -> None:
    """Set aside sums of which somebody tells later that there were already more by then: the count was not at its end."""
    counted = [figures[n] for n in _counted(figures)]
    brought = [one for one in counted if one.is_batch and one.account.report.published is not None]
    for number in _counted(figures):
        one = figures[number]
        mine, told = one.account, one.account.report.published
        if one.is_batch or told is None or mine.latest is None:
            continue
        for other in brought:
            yours, since = other.account, other.account.report.published
            is_of_then = yours.earliest is not None and yours.latest is not None and yours.latest <= mine.latest
            if is_of_then and since is not None and since > told and other.value > one.value:
                figures[number] = _aside(one, AccountStatus.REVISED, "figures.outrun", yours.report.claim.id)
                break


def put_back(figures: Sequence[Figure]) -> list[Figure]:
    """Corrected figures without a day of their own, once more for the days of those they replace: "90 died and not 200"."""
    by_claim = {
        one.account.report.claim.id: one for one in figures
        if one.account.standing is AccountStatus.COUNTED and one.account.report.claim.time is None
    }  # fmt: skip
    made: dict[tuple[str, date | None], Figure] = {}
    for one in figures:
        account = one.account
        claims = [
            claim for reason in account.reasons if reason.rule == "figures.corrected_by" for claim in reason.claims
        ]
        right = by_claim.get(claims[-1]) if claims and account.standing is AccountStatus.REVISED else None
        if right is not None and account.earliest is not None and account.latest is not None:
            right_account = replace(right.account, earliest=account.earliest, latest=account.latest)
            made.setdefault((claims[-1], account.latest), replace(right, account=right_account))
    return list(made.values())


def _is_near(one: Figure, other: Figure) -> bool:
    """Whether two figures differ by no more than a correction does."""
    low, high = sorted((one.value, other.value))
    return low != high and high - low <= CORRECTED * high


def _set_parts(figures: list[Figure], links: Iterable[Link]) -> None:
    counted = _counted(figures)
    quantities = [(figures[n].account.report.document, figures[n].account.quantity) for n in counted]
    spans = {(document, quantity.start, quantity.end) for document, quantity in quantities}
    for number, (document, quantity) in zip(counted, quantities, strict=True):
        whole = quantity.part_of
        if whole is not None and (document, whole.start, whole.end) in spans:
            figures[number] = figures[number].set_aside(AccountStatus.PART, Reason(rule="figures.part"))
    claims = _by_claim(figures)
    for link in links:
        for number in claims.get(link.claim, ()) if link.other in claims else ():
            others = [figures[n] for n in claims[link.other]]
            if any(figures[number].value < other.value and _meet(figures[number], other) for other in others):
                figures[number] = _aside(figures[number], AccountStatus.PART, "figures.part_of_claim", link.other)


def _set_revised(figures: list[Figure], links: Iterable[Link]) -> None:
    groups: dict[tuple[str, date | None, date | None, frozenset[str]], list[int]] = defaultdict(list)
    for number in _counted(figures):
        account = figures[number].account
        places = frozenset(folded(place.name) for place in account.report.claim.places)
        groups[account.origin, account.earliest, account.latest, places].append(number)
    for numbers in groups.values():
        _revise_earlier(figures, numbers)
    claims = _by_claim(figures)
    for link in links:
        for number in claims.get(link.other, ()) if link.claim in claims else ():
            one, later = figures[number], [figures[n] for n in claims[link.claim]]
            differ = [
                other for other in later
                if link.by or (one.account.origin == other.account.origin and not _is_same(one, other))
            ]  # fmt: skip
            if any(_meet(one, other) for other in differ):
                figures[number] = _aside(one, AccountStatus.REVISED, "figures.revised_by", link.claim)


def _revise_earlier(figures: list[Figure], numbers: Sequence[int]) -> None:
    """Of what one origin says of the same days in several documents, what it said last counts."""
    published = [figures[number].account.report.published for number in numbers]
    last = max((day for day in published if day is not None), default=None)
    final = next((figures[n] for n, day in zip(numbers, published, strict=True) if day == last), None)
    if final is None or last is None:
        return
    for number, day in zip(numbers, published, strict=True):
        if day is not None and day < last and not _is_same(figures[number], final):
            one, claim = figures[number], final.account.report.claim.id
            figures[number] = _aside(one, AccountStatus.REVISED, "figures.revised_on", claim, day=last.isoformat())


def _set_echoes(figures: list[Figure], links: Iterable[Link]) -> None:
    first: dict[tuple[object, ...], int] = {}
    retold: dict[tuple[object, ...], tuple[int, date]] = {}
    for number in sorted(_counted(figures), key=lambda n: _age(figures[n])):
        account = figures[number].account
        key = (account.origin, account.quantity.low, account.quantity.high, account.quantity.approximate)
        earlier = first.setdefault((*key, account.earliest, account.latest), number)
        if earlier == number:
            earlier = _retold(figures, retold, key, number)
        if earlier != number:
            claim = figures[earlier].account.report.claim.id
            figures[number] = _aside(figures[number], AccountStatus.ECHO, "figures.echo_of", claim)
    claims = _by_claim(figures)
    for link in links:
        for number in claims.get(link.claim, ()):
            for other in claims.get(link.other, ()):
                _set_linked_echo(figures, *sorted((number, other), key=lambda n: _age(figures[n])))


def _retold(
    figures: Sequence[Figure], retold: dict[tuple[object, ...], tuple[int, date]], key: tuple[object, ...], number: int
) -> int:
    """The figure that this one retells, itself where it retells none: others' word of it soon after, without a day."""
    account = figures[number].account
    day = account.latest
    if day is None:
        return number
    is_own = account.report.outlet in (None, account.origin)
    earlier = retold.get(key)
    if earlier is not None and not is_own and account.report.claim.time is None and day - earlier[1] <= RETOLD:
        return earlier[0]
    retold[key] = (number, day)
    return number


def _set_linked_echo(figures: list[Figure], earlier: int, later: int) -> None:
    """Of two figures that are linked as one origin's word the later retells the earlier, unless it states its own day."""
    first, second = figures[earlier].account, figures[later].account
    if earlier == later or not first.standing is second.standing is AccountStatus.COUNTED:
        return
    # Another origin retells it where it names no day of its own and came soon after.
    has_day = second.report.claim.time is not None
    days = second.latest - first.latest if first.latest and second.latest and not has_day else None
    is_one = first.origin == second.origin or (days is not None and days <= RETOLD)
    if is_one and _is_same(figures[earlier], figures[later]):
        figures[later] = _aside(figures[later], AccountStatus.ECHO, "figures.retells", first.report.claim.id)


def _aside(figure: Figure, standing: AccountStatus, rule: str, claim: str, **facts: Fact) -> Figure:
    """The figure set aside because of a claim."""
    return figure.set_aside(standing, Reason(rule=rule, facts={"claim": claim[:8], **facts}, claims=(claim,)))


def _age(figure: Figure) -> tuple[date, str, int]:
    report = figure.account.report
    return report.published or date.max, report.claim.id, figure.account.quantity.start


def _is_same(figure: Figure, other: Figure) -> bool:
    mine, yours = figure.account.quantity, other.account.quantity
    return (mine.low, mine.high, mine.approximate) == (yours.low, yours.high, yours.approximate)


def _meet(figure: Figure, other: Figure) -> bool:
    """Whether both are about a day in common."""
    mine, yours = figure.account, other.account
    if mine.earliest is None or mine.latest is None or yours.earliest is None or yours.latest is None:
        return False
    return mine.earliest <= yours.latest and yours.earliest <= mine.latest

"""Which accounts count: not the part beside its whole, not what was revised, not one figure told twice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from tocsin.model.link import Link, Relation
from tocsin.model.series import AccountStatus
from tocsin.weigh.figures.accounts import Figure, with_standing
from tocsin.weigh.figures.places import names_of

RETOLD = timedelta(days=14)
"""For how long others retell a figure of a source without saying of which day it is."""


def judged(figures: Sequence[Figure], links: Iterable[Link]) -> list[Figure]:
    """The figures in their order, with what became of each.

    Args:
        figures: All that count one thing.
        links: How their claims stand to each other, as far as that is known.
    """
    made = list(figures)
    by_relation: dict[Relation, list[Link]] = defaultdict(list)
    for link in links:
        by_relation[link.relation].append(link)
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


def _set_parts(figures: list[Figure], links: Iterable[Link]) -> None:
    spans = {
        (one.account.report.document, one.account.quantity.start, one.account.quantity.end): one.account
        for one in figures if one.account.standing is AccountStatus.COUNTED
    }  # fmt: skip
    for number in _counted(figures):
        account = figures[number].account
        whole = account.quantity.part_of
        if whole is not None and (account.report.document, whole.start, whole.end) in spans:
            figures[number] = with_standing(
                figures[number], AccountStatus.PART, "part of another figure that is counted"
            )
    claims = _by_claim(figures)
    for link in links:
        for number in claims.get(link.claim, ()) if link.other in claims else ():
            others = [figures[n] for n in claims[link.other]]
            if any(_is_less(figures[number], other) and _meet(figures[number], other) for other in others):
                figures[number] = with_standing(
                    figures[number], AccountStatus.PART, f"part of what {link.other[:8]} counts"
                )


def _set_revised(figures: list[Figure], links: Iterable[Link]) -> None:
    groups: dict[tuple[str, date | None, date | None, frozenset[str]], list[int]] = defaultdict(list)
    for number in _counted(figures):
        account = figures[number].account
        place = names_of(account.report.claim.places)
        groups[account.origin, account.earliest, account.latest, place].append(number)
    for numbers in groups.values():
        _revise_earlier(figures, numbers)
    claims = _by_claim(figures)
    for link in links:
        for number in claims.get(link.other, ()) if link.claim in claims else ():
            later = [figures[n] for n in claims[link.claim]]
            if any(_is_one_tale(figures[number], one) or (link.by and _meet(figures[number], one)) for one in later):
                figures[number] = with_standing(figures[number], AccountStatus.REVISED, f"revised by {link.claim[:8]}")


def _revise_earlier(figures: list[Figure], numbers: Sequence[int]) -> None:
    """Of what one origin says of the same days in several documents, what it said last counts."""
    published = [figures[number].account.report.published for number in numbers]
    last = max((day for day in published if day is not None), default=None)
    final = next((figures[n] for n, day in zip(numbers, published, strict=True) if day == last), None)
    if final is None or last is None:
        return
    for number, day in zip(numbers, published, strict=True):
        if day is not None and day < last and not _is_same(figures[number], final):
            why = f"the same origin gave another figure for the same days on {last.isoformat()}"
            figures[number] = with_standing(figures[number], AccountStatus.REVISED, why)


def _set_echoes(figures: list[Figure], links: Iterable[Link]) -> None:
    first: dict[tuple[object, ...], int] = {}
    retold: dict[tuple[object, ...], tuple[int, date]] = {}
    for number in sorted(_counted(figures), key=lambda n: _age(figures[n])):
        account = figures[number].account
        key = (account.origin, account.quantity.low, account.quantity.high, account.quantity.approximate)
        whole = (*key, account.earliest, account.latest)
        earlier = first.setdefault(whole, number)
        if earlier == number:
            earlier = _retold(figures, retold, key, number)
        if earlier != number:
            why = f"the same figure of the same origin as in {figures[earlier].account.report.claim.id[:8]}"
            figures[number] = with_standing(figures[number], AccountStatus.ECHO, why)
    claims = _by_claim(figures)
    for link in links:
        for number in claims.get(link.claim, ()):
            for other in claims.get(link.other, ()):
                _set_linked_echo(figures, *sorted((number, other), key=lambda n: _age(figures[n])))


def _set_linked_echo(figures: list[Figure], earlier: int, later: int) -> None:
    """Of two figures that are linked as one origin's word the later retells the earlier, unless it tells of its own day."""
    first, second = figures[earlier], figures[later]
    count = first.account.standing is AccountStatus.COUNTED and second.account.standing is AccountStatus.COUNTED
    one = first.account.origin == second.account.origin or _is_soon(first, second)
    if earlier != later and count and one and _is_same(first, second):
        figures[later] = with_standing(second, AccountStatus.ECHO, f"retells {first.account.report.claim.id[:8]}")


def _is_soon(figure: Figure, later: Figure) -> bool:
    """Whether the later one names no day of its own, and came soon after."""
    days = (figure.account.latest, later.account.latest)
    if later.account.report.claim.time is not None or days[0] is None or days[1] is None:
        return False
    return days[1] - days[0] <= RETOLD


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


def _age(figure: Figure) -> tuple[date, str, int]:
    found = figure.account.report
    return found.published or date.max, found.claim.id, figure.account.quantity.start


def _is_less(figure: Figure, other: Figure) -> bool:
    return figure.value < other.value


def _is_same(figure: Figure, other: Figure) -> bool:
    mine, yours = figure.account.quantity, other.account.quantity
    return (mine.low, mine.high, mine.approximate) == (yours.low, yours.high, yours.approximate)


def _is_one_tale(figure: Figure, other: Figure) -> bool:
    """Whether both are one origin's word of days that they have in common."""
    return figure.account.origin == other.account.origin and _meet(figure, other) and not _is_same(figure, other)


def _meet(figure: Figure, other: Figure) -> bool:
    mine, yours = figure.account, other.account
    if mine.earliest is None or mine.latest is None or yours.earliest is None or yours.latest is None:
        return False
    return mine.earliest <= yours.latest and yours.earliest <= mine.latest

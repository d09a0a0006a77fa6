"""Whether two reports that say the same are so surely of one thing that they confirm each other.

That two say the same is one question; that nothing in either lets them be of two is another. A reader takes "confirmed" at
its word, so that here each doubt counts: what only the one says, another part of the day, a deed at another stage, a
setting that the two do not share.
"""

from collections.abc import Iterator

from tocsin.link.claim_pair import ClaimPair
from tocsin.link.days import STATE_SLACK
from tocsin.link.frames import Part
from tocsin.link.others import have_one_setting, in_one_role
from tocsin.link.profile import Profile
from tocsin.model.time import Time

_KIND, _SYNONYM = 0.8, 0.85
"""How alike two words are, by their senses, of which the one is a kind of the other, or means the same."""
_PARTS_OF_DAY = {"MO": (4, 12), "MI": (11, 13), "AF": (12, 18), "EV": (17, 24), "NI": (19, 30)}
"""From which to which hour the parts of a day last, by their values in TIMEX3."""


def may_confirm(pair: ClaimPair) -> bool:
    """Whether nothing lets the two be of two things."""
    sides = (pair.left, pair.right)
    return (
        not any(one.is_doubtful for one in sides)
        and not _has_each_more(pair)
        and not _is_one_part_of_other(pair)
        and not _are_at_two_times(pair)
        and len({one.goes_on for one in sides}) == 1
        and len({bool(one.further) for one in sides}) == 1
        and pair.left.turns == pair.right.turns
        and have_one_setting(pair)
    )


def _has_each_more(pair: ClaimPair) -> bool:
    """Whether each says something of one thing that nothing in the other stands for: a bell was stolen, a horse was stolen.

    What the two add in other roles tells nothing, unless the words exclude each other (kilos and tonnes, north and south) or
    the two are alike but for one word. A kind stands for what it is a kind of, but not where there is more besides: a yacht,
    and a patrol boat.
    """
    sides = ((pair.left, pair.right), (pair.right, pair.left))
    words = [dict(_rest(pair, one, other, _SYNONYM)) for one, other in sides]
    kinds = [dict(_rest(pair, one, other, _KIND)) for one, other in sides]
    if all(len(rest) == 1 for rest in kinds):
        return True
    for ours, theirs in in_one_role(pair, pair.matcher.reader.role):
        roles = [frozenset[str]().union(*(part.every - part.names for part in parts)) for parts in (ours, theirs)]
        mine, yours = (role & rest.keys() for role, rest in zip(roles, words, strict=True))
        if mine and yours and any(role & rest.keys() for role, rest in zip(roles, kinds, strict=True)):
            return True
    return any(0 < pair.matcher.related(one, other) < _KIND for one in kinds[0].values() for other in kinds[1].values())


def _rest(pair: ClaimPair, one: Profile, other: Profile, least: float) -> Iterator[tuple[str, str]]:
    """The words of the one's claim, by their forms, that no word of the other is alike to, as far as they must be."""
    theirs = other.told | other.passage.contents
    written = {word for word, form in zip(other.wording.written, other.wording.forms, strict=True) if form}
    deeds = frozenset[str]().union(*(frame.deeds for frame in pair.frames[1]))
    for word, form in one.own_words:
        if form in theirs or form in pair.place_words or form in deeds or pair.matcher.reader.groups_of(word) & deeds:
            continue
        if not any(_stands_for(pair, word, candidate, least) for candidate in written):
            yield form, word


def _stands_for(pair: ClaimPair, one: str, other: str, least: float) -> bool:
    """Whether one word can be written for the other."""
    return pair.matcher.related(one, other) >= least or (least == _KIND and pair.matcher.are_nouns_alike(one, other))


def _is_one_part_of_other(pair: ClaimPair) -> bool:
    """Whether what takes part in the one is of what does in the other: the roof of the warehouse, and the warehouse."""
    _, (left, right) = pair.frames
    return any(
        _is_of(pair, one, other) or _is_of(pair, other, one)
        for one in left.cores for other in right.cores if one.role == other.role
    )  # fmt: skip


def _is_of(pair: ClaimPair, part: Part, whole: Part) -> bool:
    return (
        part.head != whole.head
        and whole.head in part.words
        and whole.head not in part.names
        and not pair.matcher.reader.leads(part.noun)
        and part.head not in whole.every
    )


def _are_at_two_times(pair: ClaimPair) -> bool:
    """Whether they tell two parts of a day, or the one a day that lies before all that the other can be of."""
    times = [one.report.claims[0].time for one in (pair.left, pair.right)]
    ours, theirs = (_hours(time) if time is not None else None for time in times)
    if ours is not None and theirs is not None and not (ours[0] <= theirs[1] and theirs[0] <= ours[1]):
        return True
    for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
        published = other.report.published
        if one.days is not None and other.days is None and published is not None:
            return published - one.days[1] > STATE_SLACK
    return False


def _hours(time: Time) -> tuple[int, int] | None:
    """From which to which hour a time lasts that tells the part of a day, or the hour; None for others."""
    told = time.value.partition("T")[2]
    if told[:2].isdigit():
        return int(told[:2]), int(told[:2])
    return _PARTS_OF_DAY.get(told)

"""Whether two claims are of two, role by role: two by name, by number in a series or by sort.

The ferry Livonia and the ferry Astra, tank 3 and tank 5, the bridge and the mill.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from tocsin.link.claim_pair import ClaimPair
from tocsin.link.figures import Match
from tocsin.link.frames import Part
from tocsin.link.needs import NEEDS
from tocsin.model.frame import ACTOR

_SPELT = 0.75
"""How alike the last words of two names are that may be one in two spellings: "Sobolevsky", "Sobolevski"."""


def are_of_two_sorts(pair: ClaimPair) -> bool:
    """Whether it befell things of two sorts, or two did it: the bridge and the mill, the union of dockers and of miners."""
    fit, (left, right) = pair.frames
    if any(
        one.head == other.head and _are_two_sorts(pair, [one], [other]) for one in left.cores for other in right.cores
    ):
        return True
    if pair.facts["same_number"] or any(figures.match is Match.SAME for figures in pair.figures):
        return False
    if fit.core == 0 and pair.near < NEEDS.near:
        return True
    if fit.theme == 0:
        heads = {part.head for part in (*left.themes, *right.themes)}
        if heads & (pair.common | (left.deeds & right.deeds)):
            return False
    return _are_two_sorts(pair, left.themes, right.themes)


def may_be_two(pair: ClaimPair) -> bool:
    """Whether they may be two: in some role others, or names that may be others', or more of the same."""
    further = {any(one.increment for one in profile.report.quantities) for profile in (pair.left, pair.right)}
    if name_two(pair, surely=False) or len(further) > 1:
        return True
    in_roles = in_one_role(pair, pair.matcher.reader.role)
    return any(_are_two_sorts(pair, ours, theirs, surely=False) for ours, theirs in in_roles)


def name_two(pair: ClaimPair, *, surely: bool = True) -> bool:
    """Whether in some role each has a name or a number of a series, and none that the other has there.

    With `surely` those who do one thing to something may be one by two names: a body acts by its people, and its ships.
    """
    return any(
        _tell_two(ours, theirs, lambda part: part.which)
        or _tell_two(ours, theirs, lambda part: part.nations)
        or _call_two(pair, ours, theirs, surely=surely)
        for ours, theirs in in_one_role(pair, str)
    )


def are_of_two_stories(pair: ClaimPair) -> bool:
    """Whether each speaks of itself, or both name what they are about, and neither they nor their documents name one thing.

    "We regret the error" is the act of its speaker, "the cause is being investigated" is said of each accident.
    """
    ours, theirs = pair.left, pair.right
    if ours.first_person and theirs.first_person and not pair.origin.is_one:
        return True
    told = (ours.own_names and theirs.own_names) or (ours.names_before and theirs.names_before)
    return bool(told) and not have_one_setting(pair) and not _have_one_story(pair)


def have_one_setting(pair: ClaimPair) -> bool:
    """Whether both name one thing: in their claims, with the sentence before, or in what their documents begin with."""
    one, other = pair.left, pair.right
    for ours, theirs in ((one.own_names, other.own_names), (one.names_before, other.names_before)):
        if ours and theirs:
            return not ours.isdisjoint(theirs)
    return _have_one_story(pair)


def _have_one_story(pair: ClaimPair) -> bool:
    ours, theirs = pair.left.story, pair.right.story
    return ours is not None and theirs is not None and ours.names_one(theirs)


def in_one_role(pair: ClaimPair, role: Callable[[str], str]) -> Iterator[tuple[list[Part], list[Part]]]:
    """What stands on either side in each role that both have; `role` tells which roles are one."""
    ours, theirs = defaultdict[str, list[Part]](list), defaultdict[str, list[Part]](list)
    for frame, found in zip(pair.frames[1], (ours, theirs), strict=True):
        for part in frame.parts:
            found[role(part.role)].append(part)
    return ((ours[one], theirs[one]) for one in ours.keys() & theirs.keys())


def _are_two_sorts(pair: ClaimPair, ours: Sequence[Part], theirs: Sequence[Part], *, surely: bool = True) -> bool:
    return pair.matcher.are_of_two_sorts(ours, theirs, pair.near_in_meaning, pair.place_words, surely=surely)


def _tell_two(
    ours: Sequence[Part], theirs: Sequence[Part], tells: Callable[[Part], frozenset[int] | frozenset[str]]
) -> bool:
    """Whether of one sort of thing they tell which it is, and never the same: tank 3 and 5, a Greek and a Chilean company."""
    told = [(tells(one), tells(other)) for one in ours for other in theirs if one.head == other.head]
    both = [which for which in told if all(which)]
    return bool(both) and all(one.isdisjoint(other) for one, other in both)


def _call_two(pair: ClaimPair, ours: Sequence[Part], theirs: Sequence[Part], *, surely: bool) -> bool:
    """Whether both have names, and none that can be one."""
    called = [(one, other) for one in ours for other in theirs if one.called and other.called]
    # Of places that both find on the map, the map has told already.
    if pair.left.located and pair.right.located and any(pair.matcher.reader.is_place(one.role) for one, _ in called):
        return False
    return bool(called) and not any(_can_be_one(pair, one, other, surely=surely) for one, other in called)


def _can_be_one(pair: ClaimPair, one: Part, other: Part, *, surely: bool) -> bool:
    """Whether two that are called by names can be one."""
    mine, yours = (pair.matcher.reader.name_words(part.called) for part in (one, other))
    ours, theirs = frozenset(mine), frozenset(yours)
    if not mine or not yours or ours <= theirs or theirs <= ours or pair.names.are_one(one.called, other.called):
        return True
    if any(_is_short_for(short.called, long.called) for short, long in ((one, other), (other, one))):
        return True
    _, frames = pair.frames
    # A ministry acts by its minister, a coast guard by its ship; but one hospital is not another.
    if surely and one.role == ACTOR and one.head != other.head and any(frame.actors for frame in frames):
        return True
    spelt = max(
        SequenceMatcher(None, *words).ratio() for words in ((mine[-1], yours[-1]), ("".join(mine), "".join(yours)))
    )
    return ours.isdisjoint(theirs) and spelt >= _SPELT


def _is_short_for(short: str, long: str) -> bool:
    """Whether a name is the first letters of another one's words."""
    return short.isupper() and short == "".join(word[0] for word in long.split() if word[0].isupper())

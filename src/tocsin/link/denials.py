"""One claim says that something is so, and another that it is not, or leaves it open."""

from collections.abc import Iterable

from tocsin.link.claim_pair import ClaimPair
from tocsin.link.days import is_stamped
from tocsin.link.frames import FrameForms
from tocsin.link.needs import NEEDS
from tocsin.link.origins import Origin
from tocsin.link.profile import Profile
from tocsin.link.relate import PairRelation, PairResult
from tocsin.model.kind import Kind
from tocsin.model.reason import Reason

_WITH = "with"
_OF_ONE_MATTER = 0.28
"""How near in meaning what nobody did must be to what somebody did."""


def by_certainty(pair: ClaimPair) -> PairResult | None:
    """One says that it is so, the other that it is not, or leaves it open."""
    fit, frames = pair.frames
    if frames[0].denies_more != frames[1].denies_more:
        return None
    if any(part.is_none and pair.matcher.tells_what_is_known(part) for frame in frames for part in frame.parts):
        return None
    if pair.sign > 0 or not pair.is_one_mood:
        return None
    facts = {"one": _factuality(pair.left), "other": _factuality(pair.right)}
    # What a post denies was not so before either.
    stamped = any(one.sign < 0 and is_stamped(one) for one in (pair.left, pair.right))
    later = 0 if stamped and fit.deed and pair.denial >= NEEDS.denied_surely else pair.days.later
    if not later and fit.opposed and not any(frame.is_light or frame.is_level for frame in frames):
        # What was closed on Monday is opened on Tuesday: deeds, and no two accounts of one state.
        later = pair.days.strictly_later
    if not later and fit.opposed:
        later = pair.days.after_publication
    if pair.sign == 0:
        ours = pair.left.sign
        told_so = ours == pair.right.sign or pair.likeness < NEEDS.left_open or fit.deed is False
        if told_so or later or fit.opposed or pair.facts["one_plan"] == 0:
            return None
        reason = Reason(rule="link.left_open", weight=round(pair.likeness, 3), facts=facts)
        return PairResult(standing=PairRelation.OPEN, forward=ours == 0, reasons=(reason,))
    # What somebody takes back he does not deny of others.
    given_up = any(one.report.claims[0].kind is Kind.FORMER_BELIEF for one in (pair.left, pair.right))
    if (given_up and not pair.origin.is_one) or _is_since(pair):
        return None
    if pair.left.asks or pair.right.asks or _denies_other_things(pair):
        return None
    # It must be one deed that is denied, or that there is any; in one text much is said of the same people.
    if not fit.deed and not fit.opposed and (fit.deed is False or pair.is_one_text or not _is_of_being(pair)):
        return None
    if fit.opposed and _count_two_parts(pair):
        return None
    if fit.opposed:
        reason = Reason(rule="link.opposed_states", weight=0.6, facts={"words": pair.rarest()})
    else:
        reason = Reason(rule="link.opposed_certainty", weight=round(pair.denial, 3), facts=facts)
    if later:
        if not fit.opposed:
            return None
        return PairResult(standing=PairRelation.REVISES, forward=later < 0, reasons=(reason, pair.days.reason))
    opposed = pair.are_opposed_states and pair.likeness >= NEEDS.opposed
    if pair.denial < NEEDS.denied and not opposed and not denies_all(pair):
        return None
    if not pair.ordered and pair.origin in (Origin.SAME_OUTLET, Origin.SAME_SPEAKER):
        if bool(pair.left.revision) == bool(pair.right.revision):
            return None
        return PairResult(
            standing=PairRelation.REVISES, forward=bool(pair.left.revision), reasons=(reason, pair.origin.reason)
        )
    called_off = all(frame.is_coming for frame in frames) and pair.left.sign > 0
    if (called_off and pair.days.published_later) or (pair.ordered and _gives_way(pair)):
        return PairResult(standing=PairRelation.REVISES, forward=False, reasons=(reason, pair.origin.reason))
    return pair.opposed(reason)


def denies_all(pair: ClaimPair) -> bool:
    """Whether one says that nobody did it to anything, and the other that somebody did, as far as told there.

    What an event does to people is left out: "nobody was hurt" can be said of any accident.
    """
    if not pair.is_denial or pair.days.later or pair.near < _OF_ONE_MATTER:
        return False
    fit, frames = pair.frames
    sides = ((frames[0], pair.left), (frames[1], pair.right))
    (denied, denial), (told, telling) = sides if pair.left.sign < 0 else sides[::-1]
    if not fit.deed or any(frame.is_light for frame in frames) or denial.befallen & pair.tolls:
        return False
    if not denied.cores or not all(pair.matcher.is_anybody(part) for part in denied.cores):
        return False
    rest = [part for part in denied.parts if part not in denied.cores]
    return all(part.head in telling.told or any(pair.matcher.alike(part, one) for one in told.parts) for part in rest)


def _is_of_being(pair: ClaimPair) -> bool:
    """Whether one only says that there is none, or that it is likely: "there were no gangs", "a strike is unlikely"."""
    _, frames = pair.frames
    return any(frame.is_of_being for frame in frames)


def _count_two_parts(pair: ClaimPair) -> bool:
    """Whether each counts some, and not as many: nineteen are missing still, fourteen have been found."""
    ours, theirs = ({figure.amount for figure in side.figures} for side in (pair.left, pair.right))
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _gives_way(pair: ClaimPair) -> bool:
    """Whether the later takes the place of the earlier: one source says both, or it is set right, admitted, or over."""
    # What is told of somebody is not his own word: his denial takes nothing back.
    same = pair.origin.is_one and pair.origin is not Origin.SPOKEN_OF
    admitted = pair.right.admits and pair.left.sign < 0
    return bool(same or pair.right.revision or pair.right.ended or admitted)


def _denies_other_things(pair: ClaimPair) -> bool:
    """Whether one denies it of things that the other does not speak of: no train with tanks, and fuel by train."""
    fit, frames = pair.frames
    if pair.left.sign * pair.right.sign >= 0 or (not fit.deed and pair.denial >= NEEDS.denied_surely):
        return False
    sides = ((frames[0], pair.left), (frames[1], pair.right))
    (denied, denial), (told, telling) = sides if pair.left.sign < 0 else sides[::-1]
    # Of what is denied all must be told; of what is told not where it is.
    parts = pair.matcher.without_places(told) if fit.deed else told.themes
    if not any(part.role == _WITH for part in denied.parts):
        # Nobody has to deny that he "left with two suitcases" who denies that he left.
        parts = tuple(part for part in parts if part.role != _WITH)
    theirs = tuple(part.head for part in parts if part.is_told and not part.names)
    met = _are_met(pair, denied.nouns, telling, told), _are_met(pair, theirs, denial, denied)
    return not any(met) if fit.deed or fit.opposed else not (denied.nouns and all(met))


def _are_met(pair: ClaimPair, nouns: Iterable[str], other: Profile, frame: FrameForms) -> bool:
    """Whether the other claim has each of some nouns, or what can be the same."""
    alike = pair.matcher.are_nouns_alike
    words = (*frame.nouns, *other.told)
    return all(any(alike(noun, word) for word in words) for noun in nouns)


def _is_since(pair: ClaimPair) -> bool:
    """Whether the one that denies speaks only of what came after the other: "none has come since Monday"."""
    for denying, other, days, rest in (
        (pair.left, pair.right, pair.days.left, pair.days.right),
        (pair.right, pair.left, pair.days.right, pair.days.left),
    ):
        if is_stamped(denying):
            continue
        if denying.sign < 0 < other.sign and days is not None and rest is not None and days[0] >= rest[1]:
            return days[1] > rest[1]
    return False


def _factuality(profile: Profile) -> str:
    return profile.report.claims[0].factuality.value

"""How two claims of a case stand to each other: the method of two reports, with what single claims need besides.

Claims of one case share their matter, its names and its words, so that these tell little. What two claims have in common
must stand in their own clauses: the predicate, or most of the words. Their days and places can set them apart.
"""

from dataclasses import dataclass
from functools import cached_property

from tocsin.link.circumstances import other_days, other_places
from tocsin.link.figures import Match, Pair
from tocsin.link.origins import Origin
from tocsin.link.profile import Profile
from tocsin.link.relate import Comparison, Limits, PairRelation, PairResult
from tocsin.model.reason import Reason

_SHORT = 3
"""Contents below which a clause is compared by its sentence: “they were overcrowded” leaves to that who they are."""
_TWO, _THREE = 2, 3
_HALF, _MORE, _MOST = 0.5, 0.66, 0.75
_LONGER = 0.4
_FIRMLY = -1.5
"""How surely a claim must be denied for it to deny another: what is possibly not so denies nothing."""
_NAMED = 6
"""Words in common that a reason names."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What the clauses of two claims have in common.

    Attributes:
        common: Contents of both.
        shorter: The share of the shorter one's contents that they are, `longer` that of the longer one's.
        deed: Whether the predicate of both is among them.
        denied: Whether the predicate of the one that is denied is, or none is known.
    """

    common: frozenset[str]
    shorter: float
    longer: float
    deed: bool
    denied: bool

    @property
    def is_one_proposition(self) -> bool:
        """Whether the two say the same, as far as words tell."""
        if self.deed and len(self.common) == _TWO:
            return self.shorter >= _MORE and self.longer >= _LONGER
        if self.deed and len(self.common) > _TWO and self.shorter >= _HALF:
            return True
        return len(self.common) >= _THREE and self.shorter >= _MOST and self.longer >= _LONGER

    @property
    def is_nearly_one(self) -> bool:
        """Whether the two are nearly one clause: the same deed of the same things."""
        if len(self.common) < _THREE:
            return self.deed and len(self.common) == _TWO and self.shorter >= 1 and self.longer >= _MORE
        return self.deed and self.shorter >= _MOST

    @property
    def is_one_matter(self) -> bool:
        """Whether the two are of the same thing, whatever they say of it."""
        return len(self.common) >= _TWO and (self.deed or self.shorter >= _HALF)


def overlap(left: Profile, right: Profile, *, alone: bool) -> Overlap:
    """What two claims have in common; unless the clauses are taken alone, a short one is completed by its sentence."""
    ours, theirs = (profile.wording.contents if alone else _own(profile) for profile in (left, right))
    common = ours & theirs
    least, most = sorted((max(1, len(ours)), max(1, len(theirs))))
    mine, yours = _predicate(left), _predicate(right)
    return Overlap(
        common=common,
        shorter=len(common) / least,
        longer=len(common) / most,
        deed=mine is not None and mine == yours and mine in common,
        denied=(mine if _score(left) < _score(right) else yours) in (None, *common),
    )


def _own(profile: Profile) -> frozenset[str]:
    own = profile.wording.contents
    return own if len(own) >= _SHORT else profile.passage.contents


def _predicate(profile: Profile) -> str | None:
    """The form of what is stated, None where that carries no content ("have")."""
    stated = (profile.deeds[0].stated or profile.deeds[0].predicate) if profile.deeds else None
    return stated if stated in _own(profile) else None


def _score(profile: Profile) -> float:
    return profile.deeds[0].factuality.score if profile.deeds else 0.0


def _amounts(profile: Profile) -> set[float]:
    """The amounts it tells; nothing is one of them, though it is no figure of anything."""
    nothing = {0.0 for one in profile.report.quantities if one.low == 0 == one.high and not one.denied}
    return nothing | {figure.amount for figure in profile.figures}


class ClaimComparison(Comparison):
    """Two claims, the earlier first.

    They are a pair that only shares some words, of which a case holds many: the limits stop almost every pair of two stories.
    """

    limits = Limits(around=3, alone=4, counted=4, told=2, hinted=2)

    @cached_property
    def clauses(self) -> Overlap:
        """What the clauses have in common."""
        return overlap(self.left, self.right, alone=True)

    @cached_property
    def overlap(self) -> Overlap:
        """The same, a short clause completed by its sentence."""
        return overlap(self.left, self.right, alone=False)

    @cached_property
    def other_days(self) -> Reason | None:
        """Why they are of different days, None where they are not."""
        return other_days(self.left, self.right)

    @cached_property
    def elsewhere(self) -> Reason | None:
        """Why they are of different places, None where they are not."""
        return other_places(self.left, self.right)

    @cached_property
    def others_act(self) -> bool:
        """Whether what the one says somebody does, the other says of somebody else."""
        ours, theirs = ({word for deed in profile.deeds for word in deed.actor} for profile in (self.left, self.right))
        return bool(ours and theirs) and not ours & theirs

    @cached_property
    def words_opposed(self) -> bool:
        """Whether words of the two exclude each other."""
        sides = {(one.opposition, one.side) for one in self.left.sides}
        return any((one.opposition, 1 - one.side) in sides for one in self.right.sides)

    @property
    def is_opposed_in_certainty(self) -> bool:
        """Whether one says that it is so and the other that it is not: “not quite empty” and “crowded” agree."""
        return _score(self.left) * _score(self.right) < 0

    def only_names(self, *, least: int) -> bool:
        """Whether both share fewer than `least` words besides names: the whole case shares the names."""
        return len(self.overlap.common - self.left.names - self.right.names) < least and not self.overlap.deed

    def other_story(self) -> PairResult | None:
        """Nothing in common around two clauses makes two stories of them, unless they are nearly one clause."""
        return None if self.clauses.is_nearly_one else super().other_story()

    def by_figures(self) -> PairResult | None:
        """Figures of one thing at one place; one may say of many things that they are a fifth, or four litres."""
        if not self.figures or not self.overlap.is_one_matter or self.others_act or self.elsewhere is not None:
            return None
        if all(pair.left.is_measure for pair in self.figures) and not self.overlap.deed:
            return None
        return super().by_figures()

    def differing(self, pair: Pair) -> PairResult:
        """What two figures that differ are to each other.

        Without an order neither is the later one: they are two accounts. A source that later gives a lower figure corrects
        itself.
        """
        found = super().differing(pair)
        revised = bool(self.left.revision | self.right.revision)
        if found.standing is PairRelation.REVISES and not self.ordered and self.other_days is None and not revised:
            return PairResult(standing=PairRelation.CONTRADICTS, reasons=found.reasons)
        if found.standing is PairRelation.CONTRADICTS and self.ordered and self.origin is Origin.SAME_SOURCE:
            reasons = (*found.reasons, self.origin.reason)
            return PairResult(standing=PairRelation.REVISES, forward=False, reasons=reasons)
        return found

    def by_opposition(self) -> PairResult | None:
        """Certainty opposed on the same deed, or words that exclude each other of one matter."""
        if self.words_opposed:
            # What is still to come does not deny what is so until then.
            if bool(self.left.open) != bool(self.right.open) or self.is_opposed_in_certainty:
                return None
            share_a_party = any(one.parties & other.parties for one in self.left.deeds for other in self.right.deeds)
            # The one may stand in the sentence next to the other's.
            passage = " ".join(self.left.report.passage.split())
            if not share_a_party and not (passage and passage in self.right.report.context):
                return None
        else:
            denied = min(_score(self.left), _score(self.right))
            one_matter = self.overlap.denied and self.overlap.is_one_matter and not self.only_names(least=_TWO)
            if denied > _FIRMLY or not one_matter:
                return None
        if self.elsewhere is not None or self._denies_itself():
            return None
        return super().by_opposition()

    def _denies_itself(self) -> bool:
        """Whether one source would contradict itself in one text: then the two are of two things."""
        return not self.ordered and self.origin.is_one

    def by_denial(self) -> PairResult | None:
        """A denial of the same matter."""
        if not self.clauses.is_one_matter or self.elsewhere is not None or self._denies_itself():
            return None
        return super().by_denial()

    def one_of_many(self) -> PairResult | None:
        """One of a number, at one place."""
        return super().one_of_many() if self.overlap.is_one_matter and self.elsewhere is None else None

    def by_status(self) -> PairResult | None:
        """What was open of the same deed, and is settled."""
        if not self.clauses.deed or not self.clauses.is_one_matter or self.elsewhere is not None:
            return None
        return super().by_status()

    def agreement(self) -> PairResult | None:
        """The same proposition, told with the same sign of certainty."""
        if not self.clauses.is_one_proposition or self.elsewhere is not None or self.is_opposed_in_certainty:
            return None
        if self.others_act or self.words_opposed or self.only_names(least=1) or self.left.opinion != self.right.opinion:
            return None
        ours, theirs = _amounts(self.left), _amounts(self.right)
        agreed = any(pair.match is Match.SAME for pair in self.figures)
        if ours and theirs and not ours & theirs and not agreed:
            return None
        words = tuple(sorted(self.clauses.common)[:_NAMED])
        reason = Reason(rule="link.same_said", weight=round(self.clauses.shorter, 3), facts={"words": words})
        return self.agreed(reason)

"""How two claims of a case stand to each other: the questions that are asked of them, in their order.

Two are of one proposition if they say the same deed of the same things, as far as both tell: another direction, another
nation's things, another place or day make another proposition of it, and so do figures that cannot be one state.
"""

from collections.abc import Iterator
from datetime import timedelta

from tocsin.link.claim_pair import ClaimPair
from tocsin.link.confirming import may_confirm
from tocsin.link.corrections import by_correction, is_corrected
from tocsin.link.counts import (
    are_of_two_turns,
    are_tolls,
    by_figures,
    count_apart,
    count_otherwise,
    is_counted_again,
    is_counted_still,
    is_counted_there,
    told_whole,
)
from tocsin.link.denials import by_certainty, denies_all
from tocsin.link.figures import Match
from tocsin.link.hours import ROUNDED, by_hours, other_hours
from tocsin.link.needs import NEEDS
from tocsin.link.others import are_of_two_sorts, are_of_two_stories, may_be_two, name_two
from tocsin.link.places import other_places
from tocsin.link.plans import by_plan, is_put_off
from tocsin.link.relate import PairRelation, PairResult
from tocsin.link.undoing import by_undoing
from tocsin.model.reason import Reason

_SAYS = 4
"""Words of content of a copied text that has no predicate."""
_UNSURE = 0.8
"""How sure it is at most that two say the same who are not known to tell one deed of one actor: too little to confirm."""
_TOLD = 0.9
"""The same where the text itself counts one thing twice: "about 90 were left. There were 88, said …"."""
_FAR = 0.15
"""How near they must be to be compared, where they have no figure of one thing."""
_ONE_DEED = 0.28
"""How near in meaning two verbs must be to tell one deed, where no list says that they do."""
_NO_LINK = PairResult(standing=PairRelation.RELATED, reasons=(Reason(rule="link.one_story", weight=0.3),))


class ClaimComparison(ClaimPair):
    """Two claims, the earlier first, and how they stand to each other."""

    def results(self) -> Iterator[PairResult | None]:
        """The answers to the questions, in their order."""
        yield self.copied()
        if is_corrected(self):
            yield by_correction(self)
        # Most pairs of a case have almost no word in common, nor a figure.
        if (self.near >= _FAR or self.figures) and self.fit is not None:
            yield by_undoing(self)
            if self._is_one_matter:
                yield by_figures(self)
                yield by_hours(self)
                yield by_plan(self)
                yield by_certainty(self)
                yield self.agreement()
        yield _NO_LINK

    def copied(self) -> PairResult | None:
        """The same words, of one time, in one direction, with the same sign; a name and an office are nobody's words."""
        short = min(len(self.left.wording.contents), len(self.right.wording.contents)) < _SAYS
        if not self.may_be_copied or self.days.later or self.is_denial or self.left.sign != self.right.sign:
            return None
        if short and self.fit is None:
            return None
        if self.fit is not None and (self.fit.turned or self.fit.foreign or self.fit.elsewhere or self.are_of_others):
            return None
        if self.days.is_of_long_ago and self.days.published != timedelta():
            return None
        if self.fit is not None:
            _, (left, right) = self.frames
            # The same words in the same roles are of nothing else; most copies need not be asked.
            if left.parts != right.parts and (name_two(self) or are_of_two_sorts(self)):
                return None
            if are_of_two_stories(self):
                return None
        if other_hours(self.left, self.right) is not None or are_of_two_turns(self):
            return None
        return super().copied()

    @property
    def _is_one_matter(self) -> bool:
        """Whether nothing tells that the two are of other things, at another place, in another direction, of long ago."""
        fit, (left, right) = self.frames
        if fit.other_aims or fit.other_stage or not self.may_be_one:
            return False
        # What costs least is asked first.
        if self.is_other_story or other_places(self.left, self.right) is not None:
            return False
        if self.days.is_of_long_ago and self.likeness < NEEDS.other_deed:
            return False
        if self.days.is_of_years_ago and left.names.isdisjoint(right.names):
            return False
        classed = any(pair.left.is_classed for pair in self.figures)
        least = NEEDS.counted if classed else NEEDS.figures if self.figures else NEEDS.matter
        if told_whole(self) is not None or (classed and is_counted_again(self)) or are_tolls(self):
            # A toll is of the one event of its story, however little else two reports of it share.
            least = 0.0
        if self.are_opposed_states:
            least = NEEDS.opposed
        return self.matter >= least or self.denial >= NEEDS.denied or is_put_off(self) or denies_all(self)

    @property
    def _may_be_one_deed(self) -> bool:
        """Whether two words may tell one deed: near in meaning, or of one count; who visits a school has not closed it."""
        _, (left, right) = self.frames
        if self.likeness >= NEEDS.unlike_deed or any(
            one.match is Match.SAME and not one.is_slight for one in self.figures
        ):
            return True
        one, other = left.predicate, right.predicate
        return self.near_in_meaning(one, other) >= _ONE_DEED or self.matcher.related(one, other) > 0

    def agreement(self) -> PairResult | None:
        """The same proposition."""
        fit, (left, right) = self.frames
        least = NEEDS.other_deed if fit.deed is False else NEEDS.same
        counted_there = is_counted_there(self)
        if (self.likeness < least and not counted_there) or self.sign <= 0 or self.facts["one_plan"] == 0:
            return None
        if self.days.later and not is_counted_still(self):
            return None
        if not self.is_one_mood or count_apart(self) or other_hours(self.left, self.right, slack=ROUNDED) is not None:
            return None
        if count_otherwise(self) or are_of_two_turns(self):
            return None
        if name_two(self) or are_of_two_sorts(self) or are_of_two_stories(self):
            return None
        if left.left_undone & right.deeds or right.left_undone & left.deeds:
            return None
        if fit.deed is False and not self._may_be_one_deed:
            return None
        # Where no map tells whether two scenes are near each other, they are two.
        if fit.other_scene and not (self.left.located and self.right.located):
            return None
        # In one text others who do the same to other things are no second report of it.
        if self.is_one_text and fit.actors_apart and fit.theme == 0:
            return None
        # What something is, and what is done to it: "six metres is little", "the lake was lowered by six metres".
        if not fit.deed and bool(left.at_is) != bool(right.at_is):
            does = right if left.at_is else left
            if not (does.is_light or does.is_level):
                return None
        # Without a deed in common, or what something is, they may be of one matter alone, however near they are.
        one_deed = bool(fit.deed) and (not (left.is_light and right.is_light) or bool(left.at_is & right.at_is))
        # Nor is it sure where others do it, or where both name somebody, and nobody whom the other names.
        is_sure = one_deed and not (fit.actors_apart or fit.names_apart or may_be_two(self)) and may_confirm(self)
        sure = self.likeness if is_sure else min(self.likeness, _UNSURE)
        if counted_there:
            sure = max(sure, _TOLD)
        return self.agreed(Reason(rule="link.same_said", weight=round(sure, 3), facts={"words": self.rarest()}))

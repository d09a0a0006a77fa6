"""How sure it must be that two claims of a case belong together, by what they are taken for.

The numbers were chosen by leaving each case out in turn.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Needs:
    """How probable it must be that two claims are of one proposition, and how alike those who take part.

    Attributes:
        same: To say the same.
        other_deed: To say the same by predicates of two deeds, or where one is of long ago and the other tells no time.
        unlike_deed: The same where the predicates are not near each other in meaning, and no figure is in common.
        denied: To be of one matter where one denies it; `denied_surely` where neither deed nor things are in common.
        left_open: To be of one proposition where one leaves it open.
        opposed: To be of one matter where the two tell opposite states of one thing.
        certain: To be of one matter where measures differ, and the predicates are of two deeds.
        matter: To be of one matter, whose figures, states or days differ.
        figures: The same where both count one thing, and `counted` where that is what befell people.
        surely: The same where predicates that say little leave open whether they count alike.
        set_aside: To be of one matter where one sets a figure aside that the other tells.
        put_off: To be of one matter where one puts off the very thing that the other tells.
        plan: To be of one proposition where one tells a plan and the other what came of it.
        core: How alike those who take part must be to be the same, 0 … 1; `core_surely` where little else tells,
            and `core_beside` where the deed itself stands in their place.
        near: How near the claims must be in meaning to be the same where none of those are alike, -1 … 1.
    """

    same: float = 0.55
    other_deed: float = 0.8
    unlike_deed: float = 0.94
    denied: float = 0.64
    denied_surely: float = 0.85
    left_open: float = 0.65
    opposed: float = 0.25
    certain: float = 0.8
    matter: float = 0.3
    figures: float = 0.25
    counted: float = 0.3
    surely: float = 0.4
    set_aside: float = 0.05
    put_off: float = 0.2
    plan: float = 0.42
    core: float = 0.65
    core_surely: float = 0.8
    core_beside: float = 0.4
    near: float = 0.5


NEEDS = Needs()

"""What is open about the ties of a path, so that it decides a status."""

from collections.abc import Callable, Iterator, Sequence

from tocsin.exposure.reach import Reach
from tocsin.exposure.rules import Rule
from tocsin.model.exposure import Tie, TieKind, Unknown
from tocsin.model.reason import Reason


def unknowns_of(ties: Sequence[Tie], reach: Reach, rule: Rule, name: Callable[[str], str]) -> Iterator[Unknown]:
    """What is open about ties: whether they are, whether they were in force, how much they are.

    Args:
        ties: Those of a path.
        reach: The network on the day.
        rule: The rule.
        name: The name of an entity.
    """
    for tie in ties:
        about = {"one": name(tie.source), "other": name(tie.target), "kind": tie.kind.value, "tie": tie.id}
        if not tie.is_certain:
            yield _unknown(tie, "open_tie", about, certainty=tie.certainty.value)
        if not tie.term.surely(reach.on):
            since, until = (None if day is None else str(day) for day in (tie.term.since, tie.term.until))
            yield _unknown(tie, "open_days", about, on=reach.on.isoformat(), since=since, until=until)
        if tie.kind in (TieKind.OWNS, TieKind.VOTES):
            left = reach.left(tie)
            if left.low < left.high and tie.is_certain and tie.term.surely(reach.on):
                low, high = (f"{end.normalize():f}" for end in (left.low, left.high))
                yield _unknown(tie, "open_stake", about, low=low, high=high)
        elif tie.kind is TieKind.NOMINEE and not rule.principal:
            yield _unknown(tie, "open_holder", about)


def _unknown(tie: Tie, rule: str, about: dict[str, str], **facts: str | None) -> Unknown:
    return Unknown(tie=tie.id, reason=Reason(rule=f"exposure.{rule}", facts={**about, **facts}))

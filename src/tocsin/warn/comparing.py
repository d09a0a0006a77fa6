"""What moved from one assessment of a scenario to the next, and which claims moved it."""

from collections.abc import Sequence

from tocsin.model.assessment import Assessment, Seen
from tocsin.model.reason import Reason, in_words
from tocsin.text.numbers import times

_SMALLEST = 1e-6
"""Bits below which nothing moved."""


def moved(before: Assessment, now: Assessment) -> tuple[tuple[str, float], ...]:
    """By how much each hypothesis moved from one assessment to the next; what moved most first."""
    was = {standing.hypothesis: standing.probability for standing in before.standings}
    moves = [(one.hypothesis, one.probability - was[one.hypothesis]) for one in now.standings if one.hypothesis in was]
    return tuple(sorted(moves, key=lambda move: -abs(move[1])))


def causes(before: Assessment, now: Assessment) -> tuple[Reason, ...]:
    """What moved the hypothesis that is watched now: each indicator by how many bits, with the claims that are new.

    Empty where the hypothesis was not there before: then there is nothing to compare.
    """
    name = now.watched.hypothesis
    old, new = _number(before, name), _number(now, name)
    if old is None or new is None:
        return ()
    was = {one.indicator: one for one in before.seen}
    told = [_cause(was.pop(one.indicator, None), one, old, new) for one in now.seen]
    told += [_gone(one, old) for one in was.values()]
    found = [reason for reason in told if reason is not None]
    return tuple(sorted(found, key=lambda reason: -abs(reason.weight)))


def _number(assessment: Assessment, name: str) -> int | None:
    return next((n for n, one in enumerate(assessment.standings) if one.hypothesis == name), None)


def _cause(was: Seen | None, now: Seen, old: int, new: int) -> Reason | None:
    bits = now.effects[new] - (was.effects[old] if was else 0.0)
    known = frozenset(was.claims) if was else frozenset()
    fresh = tuple(claim for claim in now.claims if claim not in known)
    if abs(bits) < _SMALLEST and not (fresh and now.counts):
        return None
    return in_words(f"“{now.indicator}” {_why(was, now, fresh, bits)}", weight=bits, claims=fresh)


def _why(was: Seen | None, now: Seen, fresh: Sequence[str], bits: float) -> str:
    effect = f"({times(bits)})"
    if fresh:
        how = "was seen" if was is None or not was.counts else "was seen again"
        return f"{how}: {_counted(len(fresh), 'new claim')} {effect}"
    if was is not None and set(was.claims) - set(now.claims):
        return f"lost {_counted(len(set(was.claims) - set(now.claims)), 'claim')} {effect}"
    if was is not None and was.certainty != now.certainty:
        surer = now.certainty[1] > was.certainty[1]
        return f"is held {'surer' if surer else 'less sure'} than it was, by its age or its sources {effect}"
    return f"is weighed otherwise by the scenario {effect}"


def _gone(was: Seen, old: int) -> Reason | None:
    bits = -was.effects[old]
    if abs(bits) < _SMALLEST:
        return None
    return in_words(f"“{was.indicator}” is no longer seen ({times(bits)})", weight=bits)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"

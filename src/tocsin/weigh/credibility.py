"""The credibility of information, 1 to 6, by stated rules (AJP-2.1): what confirms it, what speaks against it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from tocsin.lexicon.language import lexicon_for
from tocsin.lexicon.witnesses import witness_of_each
from tocsin.model.claim import Claim
from tocsin.model.estimate import Appraisal, Credibility
from tocsin.model.groups import Groups
from tocsin.model.link import Link
from tocsin.model.party import PartyKind
from tocsin.model.reason import Reason
from tocsin.weigh.arranged import arranged_matters, of_one_hand
from tocsin.weigh.own_words import body_words

_FIRM = 0.5
"""The least certainty of a statement that counts whole; one that says less, but leaves this possible, counts half."""
_CONFIRMED, _CONFIRMED_BY_STRONG = 3.0, 2.0
"""Origins that confirm one another, and how many are enough where one of them is known to be good or able to know."""
_SURE = 0.85
"""How sure it must be that two say the same for the one to confirm the other."""
_LEAST_TOLD = 2
"""Origins that must tell how they know, or be somebody's who is cited, for anything to be confirmed."""
_OUTWEIGHED = 3.0
"""How many times as many must say so as say otherwise for it to stay probable."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The origins of one side: how many count, a hedged one half, how many are no outlet's own line, how many are strong."""

    count: float = 0.0
    told: int = 0
    strong: int = 0
    heard: int = 0


def tally(said: Sequence[Appraisal], witness: Mapping[str, str], links: Iterable[Link] = ()) -> Tally:
    """The origins of one side that say something, counted; a body and all who speak for it count once, by their best word.

    Args:
        said: The origins with their words.
        witness: Which of them are one, by their keys (`witnesses`).
        links: The links between their reports. Whom only unsure ones join with the others confirms nothing.
    """
    loose = _loose({report.claim.id: witness[one.origin.key] for one in said for report in one.origin.reports}, links)
    worth: dict[str, float] = {}
    told, strong = set(), set()
    for one in said:
        low, high = one.testimony.certainty
        unheard = one.reliability.is_left_out or not one.origin.is_named
        # Where an outlet has its own line from nobody knows, unless it is the body whose affair it is.
        known = body_words(lexicon_for(one.report.language))
        is_line = one.is_own_line and not known.is_own_publication(one.report.outlet)
        own = 0.0 if unheard or high <= _FIRM else 1.0 if low >= _FIRM and not is_line else 0.5
        key = witness[one.origin.key]
        worth[key] = max(own, worth.get(key, 0.0))
        if own and not is_line and key not in loose and not _is_doubtful(one, said):
            told.add(key)
        if own == 1 and (one.reliability.is_good or one.position.is_known):
            strong.add(key)
    return Tally(sum(worth.values()), len(told), len(strong), len(said))


def _is_doubtful(one: Appraisal, said: Sequence[Appraisal]) -> bool:
    """Whether it is not sure whose word it is, or on what.

    A place stands for some government, a pronoun perhaps for another of them; and who tells that somebody said it does
    not say so. Nor is it sure of what "Nobody was hurt" is said.
    """
    party = one.origin.party
    if party is None or party.kind is PartyKind.PLACE:
        return party is not None
    names = [name.written for name in party.names]
    parties = (other.origin.party for other in said)
    others = {other.kind for other in parties if other is not None and other != party}
    read = [(report, arranged_matters(lexicon_for(report.language))) for report in one.origin.reports]
    if all(_is_bare(report.claim) or known.said_by(report) for report, known in read):
        return True
    return any(all(known.may_be_word_of(report, names, kind) for report, known in read) for kind in others)


def _is_bare(claim: Claim) -> bool:
    """Whether a claim only says that nobody or nothing did or suffered something, and neither where nor when."""
    fillers = claim.frame.fillers if claim.frame is not None else ()
    return bool(fillers) and all(one.is_none for one in fillers) and not claim.places and claim.time is None


def _loose(witness: Mapping[str, str], links: Iterable[Link]) -> frozenset[str]:
    """The witnesses that links join with others, but no sure one; `witness` is whose word each claim is."""
    joined, surely = set(), set()
    for link in links:
        ends = {witness[claim] for claim in (link.claim, link.other) if claim in witness}
        if len(ends) > 1:
            joined |= ends
            if link.sureness >= _SURE:
                surely |= ends
    return frozenset(joined - surely)


def witnesses(said: Sequence[Appraisal]) -> dict[str, str]:
    """Which of the origins of one side are one witness, by their keys.

    A body and all who speak for it are, and those who alone could arrange what they tell.
    """
    one = witness_of_each(each.origin for each in said)
    if len(said) < 2:
        return one
    groups: Groups[str] = Groups((witness, key) for key, witness in one.items())
    for left, right in (*of_one_hand(said), *_perhaps_one(said)):
        groups.join(left.origin.key, right.origin.key)
    return {each.origin.key: groups.top(each.origin.key) for each in said}


def _perhaps_one(said: Sequence[Appraisal]) -> Iterator[tuple[Appraisal, Appraisal]]:
    """Pairs of origins of which the one, by what it is called, may be the other: nobody knows of two."""
    for left, right in permutations(said, 2):
        one, other = left.origin.party, right.origin.party
        if (
            one is not None
            and other is not None
            and body_words(lexicon_for(left.report.language)).may_be_one(one, other)
        ):
            yield left, right


def credibility(favour: Tally, against: Tally, *, revised: bool) -> tuple[Credibility, Reason]:
    """The grade and the rule that decided it, the first that fits.

    Args:
        favour: The independent origins that say so.
        against: Those that say otherwise.
        revised: Whether a later statement takes the place of this one.
    """
    if not favour.heard and not against.heard:
        grade, rule = Credibility.UNKNOWN, "nobody_says"
    else:
        grade, rule = _opposed(favour, against) if against.count else _unopposed(favour)
        if revised and grade < Credibility.DOUBTFUL:
            grade, rule = Credibility.DOUBTFUL, "revised"
    facts = {"grade": grade.value, "favour": favour.count, "against": against.count}
    return grade, Reason(rule=f"weigh.credibility.{rule}", facts=facts)


def _unopposed(favour: Tally) -> tuple[Credibility, str]:
    if not favour.count:
        return Credibility.DOUBTFUL, "nobody_reliable"
    if favour.told < _LEAST_TOLD:
        # Nothing confirms the word of one, however good that one is, nor what outlets have from nobody knows where.
        return Credibility.POSSIBLE, "one_strong" if favour.strong else "unconfirmed"
    if favour.count >= _CONFIRMED:
        return Credibility.CONFIRMED, "confirmed"
    if favour.count >= _CONFIRMED_BY_STRONG:
        return (Credibility.CONFIRMED, "confirmed_by_strong") if favour.strong else (Credibility.PROBABLE, "agreed")
    return Credibility.POSSIBLE, "one_strong" if favour.strong else "unconfirmed"


def _opposed(favour: Tally, against: Tally) -> tuple[Credibility, str]:
    if favour.told >= _LEAST_TOLD and favour.count >= max(_OUTWEIGHED * against.count, _CONFIRMED_BY_STRONG):
        return Credibility.PROBABLE, "far_more"
    if favour.count > against.count:
        return Credibility.POSSIBLE, "more"
    if 2 * favour.count > against.count:
        return Credibility.DOUBTFUL, "no_more"
    return Credibility.IMPROBABLE, "outweighed"

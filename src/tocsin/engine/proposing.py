"""Names of a case that may be one party's: proposals with their reasons, for a person to merge or to split."""

from collections.abc import Iterator
from typing import NamedTuple

from tocsin.engine.parties import register_of
from tocsin.ledger.port import View
from tocsin.model.party import NameProposal, Party, PartyKind
from tocsin.model.reason import Reason
from tocsin.resolve.blocking import NameIndex
from tocsin.resolve.matcher import NameKind, compare, match
from tocsin.text.folding import folded

_KINDS = {PartyKind.PERSON: NameKind.PERSON, PartyKind.ORGANISATION: NameKind.COMPANY, PartyKind.UNIT: NameKind.COMPANY}
"""What parties are compared as; a place and somebody unnamed are compared with nobody."""


_MOST_COMPARED = 4_000
"""Pairs of names of one kind that are compared: each takes some milliseconds, and names alike are as many as their square."""


class Proposed(NamedTuple):
    """Names that may be one party's, and how many parties were not looked at for being too many that are named alike."""

    pairs: list[NameProposal]
    left_out: int


def proposals(view: View, *, limit: int) -> Proposed:
    """Pairs of parties of one kind whose names match, or of which one is short for several; the surest first.

    Nothing is merged by this. Pairs that a person ruled on, and parties of which one speaks for the other, are left out.
    Where very many names are alike, those that most claims have are compared.

    Args:
        view: The case.
        limit: How many at most.
    """
    last = {frozenset((folded(one.name), folded(one.other))): one for one in view.party_rulings()}
    ruled = {names for names, one in last.items() if one.same is not None}
    parties = list(register_of(view).parties)
    # Where a name both matches and is short for several, what it is short for tells more.
    matching, left_out = _matching(parties)
    every = {frozenset((one.party.id, one.other.id)): one for one in (*matching, *_short_for(parties))}
    found = [one for one in every.values() if not _is_ruled(one, ruled)]
    found.sort(key=lambda one: (-one.score, -one.party.claims - one.other.claims, one.party.name, one.other.name))
    return Proposed(found[:limit], left_out)


def _matching(parties: list[Party]) -> tuple[list[NameProposal], int]:
    """The pairs of which names match, and how many parties are left out."""
    matching: list[NameProposal] = []
    left_out = 0
    for kind in NameKind:
        index: NameIndex[int] = NameIndex(kind)
        own = sorted((one for one in parties if _KINDS.get(one.kind) is kind), key=lambda one: -one.claims)
        numbered, compared = dict(enumerate(own)), 0
        for number, party in numbered.items():
            if compared >= _MOST_COMPARED:
                left_out += len(own) - number
                break
            best: dict[int, NameProposal] = {}
            for name in party.names:
                for other in index.near(name.written):
                    theirs = numbered[other]
                    if other == number or theirs.id in party.speaks_for or party.id in theirs.speaks_for:
                        continue
                    compared += len(theirs.names)
                    for written in theirs.names:
                        found = match(name.written, written.written, kind)
                        if found.match and (other not in best or best[other].score < found.score):
                            best[other] = NameProposal(
                                party=theirs, other=party, names=(written.written, name.written), score=found.score,
                                reasons=found.reasons,
                            )  # fmt: skip
            matching += best.values()
            for name in party.names:
                index.add(number, name.written)
    return matching, left_out


def _short_for(parties: list[Party]) -> Iterator[NameProposal]:
    """Parties whose names are short for those of several others: it is for a person to say for whose."""
    by_id = {party.id: party for party in parties}
    for party in parties:
        for other in (by_id[key] for key in party.may_be if key in by_id):
            found = compare(other.name, party.name, _KINDS.get(party.kind))
            why = Reason(rule="review.short_for_several", facts={"name": party.name, "other": other.name})
            names = other.name, party.name
            yield NameProposal(party=other, other=party, names=names, score=found.score, reasons=(why, *found.reasons))


def _is_ruled(one: NameProposal, ruled: set[frozenset[str]]) -> bool:
    ours, theirs = ([folded(name.written) for name in party.names] for party in (one.party, one.other))
    return any(frozenset((mine, yours)) in ruled for mine in ours for yours in theirs)

"""Whose word the claims are that scenarios rest on: one name for each independent origin, the same all over the case."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tocsin.ledger.port import Ledger
from tocsin.model.link import Proposition
from tocsin.model.query import Report
from tocsin.warn.matching import Behind, named_behind
from tocsin.weigh.names import Name, Words, parties_of
from tocsin.weigh.origins import Witness, finder_for


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What is known of who stands behind claims, by their ids.

    Attributes:
        origins: Whose word each is.
        propositions: What each states; empty in a case that was never linked.
        nearness: How many reports of the same origin's word stand nearer to it.
    """

    origins: Mapping[str, str]
    propositions: Mapping[str, str]
    nearness: Mapping[str, int]

    def behind(self, report: Report) -> Behind:
        """Who stands behind a claim."""
        key, own = report.claim.id, named_behind(report)
        return Behind(
            origin=self.origins.get(key, own.origin),
            retold=self.nearness.get(key, own.retold),
            proposition=self.propositions.get(key),
        )


def witnesses(claims: Sequence[Report], ledger: Ledger, *, is_known: Callable[[Report], bool]) -> Witnesses:
    """Find whose word claims are.

    Within a proposition that is what its reports and their links tell; over all of them a party is one, however it is
    called. A claim that is linked to none is a proposition of its own; in a case that was never linked, none is known.

    Args:
        claims: The claims.
        ledger: Their case.
        is_known: Whether a report was there already at the moment that is looked from.
    """
    heads = ledger.proposition_ids()
    alone = [Proposition(id=one.claim.id, claims=(one,)) for one in claims if one.claim.id not in heads]
    shared = dict.fromkeys(heads[one.claim.id] for one in claims if one.claim.id in heads)
    joint = [_cut(proposition, is_known) for proposition in ledger.propositions_of(shared)]
    found = [witness for proposition in (*alone, *joint) for witness in finder_for().find(proposition)]
    called = _called([name for witness in found for name in witness.known_as])
    return Witnesses(
        origins={report.claim.id: _name(one, called) for one in found for report in one.origin.reports},
        propositions={one.claim.id: heads.get(one.claim.id, one.claim.id) for one in claims} if heads else {},
        nearness={report.claim.id: number for one in found for number, report in enumerate(one.nearest)},
    )


def _cut(proposition: Proposition, is_known: Callable[[Report], bool]) -> Proposition:
    """What of a proposition was there already."""
    claims = tuple(one for one in proposition.claims if is_known(one))
    ids = {one.claim.id for one in claims}
    links = tuple(one for one in proposition.links if one.claim in ids and one.other in ids)
    return Proposition(id=proposition.id, claims=claims, links=links)


def _called(names: Sequence[Name]) -> dict[Words, str]:
    """What to call each party that bears one of these names: its longest, by the words of every one."""
    parties = parties_of(names)
    longest: dict[Words, str] = {}
    for name in sorted(names, key=lambda name: (len(name.written.split()), name.written)):
        longest[parties.get(name.words, name.every)] = " ".join(name.written.split())
    return {name.words: longest[parties.get(name.words, name.every)] for name in names}


def _name(witness: Witness, called: Mapping[Words, str]) -> str:
    """The one name of an origin; where nobody is named, that of the document."""
    if not witness.known_as:
        return witness.origin.name
    own = [name for name in witness.known_as if witness.origin.name.endswith(" ".join(name.written.split()))]
    return called[(own or witness.known_as)[0].words]

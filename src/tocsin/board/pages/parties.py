"""Parties: who is who, why names are one party's, and what analysts rule on that."""

from collections import Counter
from itertools import combinations, pairwise
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from tocsin.board.accounts import Role
from tocsin.board.context import Asker, OurForm, TheCase, TheDoor, as_by, needs
from tocsin.board.rendering import chain_of, link, page
from tocsin.errors import NotInCase
from tocsin.model.link import Relation
from tocsin.model.party import Party
from tocsin.model.query import ClaimFilter
from tocsin.text.folding import folded

router = APIRouter()

_PAGE, _MOST = 100, 1_000
_NODES = 60
"""Parties that the network shows, those of most claims first."""
_LINKS = 4_000
"""Claims and links that the network is drawn from."""


def claims_of(party: Party) -> int:
    """How many claims have one of a party's names."""
    return sum(name.claims for name in party.names)


@router.get("/parties")
def show_parties(
    request: Request,
    case: TheCase,
    door: TheDoor,
    q: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=_MOST)] = _PAGE,
) -> HTMLResponse:
    """The parties of the case with all their names, those of most claims first."""
    parties = door.kept("parties", case.parties)
    wanted = folded(q)
    found = [one for one in parties if not wanted or any(wanted in folded(name.written) for name in one.names)]
    found.sort(key=lambda one: (-claims_of(one), folded(one.name)))
    return page(
        request, "parties", q=q, parties=found[:limit], total=len(found), limit=limit, step=_PAGE, most=_MOST,
        claims_of=claims_of, names={one.id: one.name for one in parties}, rulings=case.party_rulings()[-20:][::-1],
    )  # fmt: skip


@router.get("/parties/network.json")
def network(case: TheCase, door: TheDoor) -> JSONResponse:
    """Who cites whom, and whose accounts contradict whose, for the picture."""
    return JSONResponse(door.latest("network", lambda: _network(case, door)))


@router.get("/parties/{key}")
def show_party(request: Request, key: str, case: TheCase, door: TheDoor) -> HTMLResponse:
    """One party: its names, why they are one party's, what was ruled on them, its grades, its last claims."""
    parties = door.kept("parties", case.parties)
    party = next((one for one in parties if one.id == key), None)
    if party is None:
        party, _ = case.party(key)
    if party is None:
        raise NotInCase(key)
    _, reasons = case.party(party.name)
    own = {folded(one.written) for one in party.names}
    return page(
        request, "party", party=party, reasons=reasons, total=claims_of(party),
        names={one.id: one.name for one in parties}, grades=case.grades_of(party.name), entries=case.history(party.name),
        rulings=[one for one in case.party_rulings() if {folded(one.name), folded(one.other)} & own],
        reports=list(case.claims(ClaimFilter(party=party.name, limit=20))),
    )  # fmt: skip


@router.post("/parties/rule", dependencies=[needs(Role.ANALYST)])
def rule(form: OurForm, case: TheCase, visitor: Asker) -> RedirectResponse:
    """Rule that two names are one party's, or are not, or take that back."""
    same = {"same": True, "other": False}.get(form["same"])
    case.rule_party(form["name"], form["other"], same=same, reason=form["reason"], by=as_by(visitor))
    return RedirectResponse(link("/parties", q=form["name"]), 303)


def _network(case: TheCase, door: TheDoor) -> dict[str, Any]:
    parties = door.kept("parties", case.parties)
    of_name = {folded(name.written): one for one in parties for name in one.names}
    cites: Counter[tuple[str, str]] = Counter()
    told: Counter[str] = Counter()
    for report in case.claims(ClaimFilter(limit=_LINKS)):
        chain = [party.id for name in chain_of(report) if (party := of_name.get(folded(name))) is not None]
        told.update(set(chain))
        cites.update((one, two) for one, two in pairwise(chain) if one != two)
    clashes: Counter[tuple[str, str]] = Counter()
    for number, linked in enumerate(case.links()):
        if number > _LINKS:
            break
        if linked.link.relation is Relation.CONTRADICTS:
            ends = {
                party.id
                for report in (linked.claim, linked.other)
                for name in chain_of(report)[-1:]
                if (party := of_name.get(folded(name))) is not None
            }
            clashes.update((one, two) for one, two in combinations(sorted(ends), 2))
    shown = {key for key, _ in told.most_common(_NODES)}
    return {
        "nodes": [
            {"id": one.id, "name": one.name, "kind": one.kind.value, "claims": told[one.id]}
            for one in parties if one.id in shown
        ],
        "cites": [[one, two, number] for (one, two), number in cites.items() if {one, two} <= shown],
        "contradicts": [[one, two, number] for (one, two), number in clashes.items() if {one, two} <= shown],
    }  # fmt: skip

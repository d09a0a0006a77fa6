"""Parties: who is who, why names are one party's, and what analysts rule on that."""

from collections import Counter
from itertools import combinations, pairwise
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, StreamingResponse

from tocsin.board.accounts import Role
from tocsin.board.context import Asker, OurForm, TheCase, TheDesk, as_by, needs
from tocsin.board.derived import Bench, Derived
from tocsin.board.files import FileForm, TheTaking
from tocsin.board.guard import int_or
from tocsin.board.rendering import chain_of, link, page
from tocsin.board.results import Desk
from tocsin.brief.wording import ruling_words
from tocsin.engine.list_rows import PARTIES, flat, party_row
from tocsin.engine.proposing import Proposed
from tocsin.errors import NotInCase, QueryError
from tocsin.model.history import HistoryEntry
from tocsin.model.link import Relation
from tocsin.model.party import Party, PartyRuling
from tocsin.model.query import ClaimFilter
from tocsin.model.reason import Reason
from tocsin.text.folding import folded

router = APIRouter()

Name = Annotated[str, Query(max_length=200)]
_PAGE, _MOST = 100, 1_000
_NODES = 60
"""Parties that the network shows, those of most claims first."""
_LINKS = 4_000
"""Claims and links that the network is drawn from."""
_PROPOSED = 20
"""Merges to confirm that the page shows at once."""
_RULINGS = {"same": True, "other": False}
_NO_REASON = {True: "as proposed", False: "proposed as one party, and they are two", None: "taken back"}
"""What is kept where nobody says why of names that the page proposes or lists; a ruling on typed names needs a reason."""


@router.get("/parties")
def show_parties(
    request: Request,
    case: TheCase,
    desk: TheDesk,
    q: Name = "",
    limit: Annotated[int, Query(ge=1, le=_MOST)] = _PAGE,
) -> HTMLResponse:
    """The parties of the case with all their names, those of most claims first, and the merges to confirm."""
    return _list(request, case, desk, q=q, limit=limit)


@router.get("/parties.{form}")
def parties_file(
    form: FileForm, desk: TheDesk, taking: TheTaking, q: Name = ""
) -> StreamingResponse:  # fmt: skip
    """The parties that are listed, as a file."""
    found, names = _named(desk, q)
    rows = [party_row(one, names) for one in found]
    return taking.file("parties", form, columns=PARTIES, rows=map(flat, rows), records=rows)


@router.get("/parties/network.json")
def network(desk: TheDesk) -> JSONResponse:
    """Who cites whom, and whose accounts contradict whose, for the picture."""
    return JSONResponse(desk.latest(_NETWORK))


@router.get("/parties/{key}")
def show_party(request: Request, key: str, case: TheCase, desk: TheDesk) -> HTMLResponse:
    """One party: its names, why they are one party's, what was ruled on them, its grades, its first claims."""
    parties = desk.latest(PARTIES_OF_CASE)
    party = next((one for one in parties if one.id == key), None)
    if party is None:
        wanted = folded(key)
        party = next((one for one in parties if any(folded(name.written) == wanted for name in one.names)), None)
    if party is None:
        raise NotInCase(key)
    reasons = desk.soon(_REASONS)
    own = {folded(one.written) for one in party.names}
    return page(
        request, "party", party=party, reasons=None if reasons is None else reasons.get(party.id, ()), total=party.claims,
        names={one.id: one.name for one in parties}, grades=case.grades_of(party.name),
        entries=desk.soon(_HISTORY, party.id, party.name),
        rulings=[one for one in case.party_rulings() if _pair(one) & own],
        reports=list(case.claims(ClaimFilter(party=party.name, limit=20))),
    )  # fmt: skip


@router.post("/parties/rule", dependencies=[needs(Role.ANALYST)], response_model=None)
def rule(
    request: Request, form: OurForm, case: TheCase, desk: TheDesk, visitor: Asker
) -> HTMLResponse | RedirectResponse:
    """Rule that two names are one party's, or are not, or take that back, unless somebody else did so meanwhile."""
    name, other, reason = form["name"], form["other"], form["reason"].strip()
    same = _RULINGS.get(form["same"])
    is_listed = "seen" in form
    if is_listed:
        rulings = case.party_rulings()
        pair = {folded(name), folded(other)}
        since = [one for one in rulings[int_or(form["seen"], len(rulings)) :] if _pair(one) == pair]
        if since:
            told = f"{ruling_words(since[-1])}, since you opened the page; nothing of yours was entered."
            return _list(request, case, desk, told=told, status=409)
        reason = reason or _NO_REASON[same]
    if not reason:
        raise QueryError("reason", "say why; it is kept with the ruling")
    case.rule_party(name, other, same=same, reason=reason, by=as_by(visitor))
    return RedirectResponse("/parties#merges" if is_listed else link("/parties", q=name), 303)


def _list(
    request: Request, case: TheCase, desk: TheDesk, *, q: str = "", limit: int = _PAGE, told: str = "", status: int = 200
) -> HTMLResponse:  # fmt: skip
    found, names = _named(desk, q)
    rulings = case.party_rulings()
    # Only the last ruling on two names can be taken back, unless it left them to the rules itself.
    last = {frozenset(_pair(one)): one for one in rulings if not one.documents}
    holding = {names: one for names, one in last.items() if one.same is not None}
    proposed, proposals = desk.soon(_MERGES), None
    if proposed is not None:
        # They may be those of before the last ruling, while they are made again.
        proposals = [one for one in proposed.pairs if frozenset(map(folded, one.names)) not in holding]
    return page(
        request, "parties", status=status, told=told, q=q, parties=found[:limit], total=len(found), limit=limit,
        step=_PAGE, most=_MOST, names=names,
        rulings=[(one, one in holding.values()) for one in rulings[-20:][::-1]],
        seen=len(rulings), proposals=proposals, proposed=_PROPOSED,
        left_out=proposed.left_out if proposed is not None else 0,
    )  # fmt: skip


def _named(desk: Desk, q: str) -> tuple[list[Party], dict[str, str]]:
    """Parties with a name that holds these words, those of most claims first; and the names of all parties by their ids."""
    by_text, names = desk.shaped(PARTIES_OF_CASE, _listed)
    wanted = folded(q)
    return [one for one, text in by_text if wanted in text], names


def _listed(parties: list[Party]) -> tuple[list[tuple[Party, str]], dict[str, str]]:
    found = sorted(parties, key=lambda one: (-one.claims, folded(one.name)))
    by_text = [(one, "\n".join(folded(name.written) for name in one.names)) for one in found]
    return by_text, {one.id: one.name for one in parties}


def _pair(ruling: PartyRuling) -> set[str]:
    return {folded(ruling.name), folded(ruling.other)}


def _parties(bench: Bench) -> list[Party]:
    return bench.case.parties()


def _reasons(bench: Bench) -> dict[str, tuple[Reason, ...]]:
    return bench.case.party_reasons()


def _history(bench: Bench, party: str, name: str) -> list[HistoryEntry]:
    return bench.case.history(name)


def _merges(bench: Bench) -> Proposed:
    return bench.case.party_proposals(limit=_PROPOSED + 1)


def _network(bench: Bench) -> dict[str, Any]:
    case, parties = bench.case, bench.made(PARTIES_OF_CASE)
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


PARTIES_OF_CASE = Derived(name="parties", make=_parties, of=list[Party])
"""The parties that the names of the case lead to."""
_REASONS = Derived(name="why parties", make=_reasons, of=dict[str, tuple[Reason, ...]], is_long=True)
"""Why names are one party's, by the id of the party."""
_HISTORY = Derived(name="party history", make=_history, of=list[HistoryEntry])
"""What became of a party, by its id and name."""
_MERGES = Derived(name="merges", make=_merges, of=Proposed, is_long=True)
"""Names that may be one party's."""
_NETWORK = Derived(name="network", make=_network, of=dict[str, Any])
"""Who cites whom, and whose accounts contradict whose, among the parties of most claims."""

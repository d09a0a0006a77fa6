"""Choice files worked out, with what a case knows of the claims and scenarios they rest on; and recorded there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

from tocsin.choices.answering import plain
from tocsin.choices.choice_file import load_choice
from tocsin.choices.report import report
from tocsin.choices.template import choice_template
from tocsin.engine.whole_files import make_folder, write_whole
from tocsin.errors import Ambiguous, NotInCase
from tocsin.ledger.port import Ledger, View
from tocsin.model import moments
from tocsin.model.advice import Advice, ClaimStanding, Doubt, TakenChance
from tocsin.model.choice import Chance, Choice, Matrix, Move, Node, Payoff, Tree, number_words, payoffs
from tocsin.model.choice_report import ChoiceOutlook, ChoiceReport, Swing
from tocsin.model.link import PropositionContext, Relation
from tocsin.text.file_names import toml_name

_MILLION = 1_000_000
_LISTED, _WORDS, _ID = 40, 90, 12
"""Claims that a new file lists, and the characters of each and of its id."""


def choose(
    path: Path, ledger: Ledger | None = None, *, now: datetime | None = None, record: bool = True
) -> ChoiceOutlook:
    """Work a choice file out.

    Args:
        path: The file.
        ledger: The case that its claims and scenarios are of; without one the file stands for itself.
        now: The moment that is taken for now (UTC), where a case is looked at as it was.
        record: Whether what has changed is entered in the case.

    Raises:
        InputError: The file cannot be used; the message names file, line and remedy.
    """
    choice = load_choice(path)
    notes: list[str] = []
    chances: list[TakenChance] = []
    if ledger is not None:
        choice, chances = _with_chances(choice, ledger, notes)
    found = report(choice, str(path))
    doubts = _doubts(choice, found, ledger) if ledger is not None else ()
    actor = choice.actors[found.actor] if found.actor is not None else None
    value = found.values.get(found.actor) if found.actor is not None else None
    at = (now or moments.now()).replace(microsecond=0)
    advice = Advice(
        choice=choice.name, at=at, actor=actor, best=found.best, possible=found.possible, necessary=found.necessary,
        value=_floats(value), over_ranges=_floats(found.over_ranges), chances=tuple(chances), doubts=doubts,
        fingerprint=choice.fingerprint,
    )  # fmt: skip
    outlook = ChoiceOutlook(file=str(path), report=found, advice=advice, notes=tuple(notes))
    if ledger is None:
        return outlook
    outlook = replace(outlook, before=next(reversed(ledger.advices(choice.name)), None))
    if not record:
        return replace(outlook, recorded="not recorded: the case is only looked at")
    if not outlook.has_changed:
        return replace(outlook, recorded="not recorded: nothing has changed since the last time")
    ledger.enter_advice(advice, at=moments.now())
    return replace(outlook, recorded="recorded in the case")


def write_choice(name: str, folder: Path, ledger: View | None = None) -> Path:
    """Write a choice file to go on from, with claims of the case that its numbers could rest on; where it is.

    Raises:
        InputError: The name cannot be one, or the file is there already or cannot be written.
    """
    claims = []
    if ledger is not None:
        counting = (report for report in ledger.claims() if report.claim.quantities)
        claims = [
            (report.claim.id[:_ID], f"{report.claim.text[:_WORDS]} ({report.outlet or report.name})")
            for report in islice(counting, _LISTED)
        ]
    path = folder / toml_name(name, of="a choice")
    text = choice_template(name, start=date.today(), claims=claims)
    make_folder(folder)
    write_whole(path, text, new=True)
    return path


def form_words(choice: Choice) -> str:
    """How large a choice is, in words."""
    form, asks = choice.form, f"{len(choice.asks)} questions"
    if isinstance(form, Tree):
        moves = sum(isinstance(node, Move) for node in form.nodes.values())
        return f"a tree of {len(form.nodes):,} nodes, {moves:,} of them moves of {len(choice.actors)} actors; {asks}"
    if isinstance(form, Matrix):
        return f"a matrix of {len(form.row_options)} by {len(form.column_options)} options; {asks}"
    return f"a table of {len(form.options)} options and {len(form.states)} states; {asks}"


def outlook_record(outlook: ChoiceOutlook) -> dict[str, Any]:
    """An outlook as one JSON object: the answers to the file's questions, and what else is known of the choice."""
    found = outlook.report
    moves = found.robust.moves if found.robust else ()
    robust = [{"option": one.option, "best": one.best, "nearly": one.nearly} for one in moves]
    return {
        "schema": 1,
        "file": outlook.file,
        "name": found.choice.name,
        "question": found.choice.question,
        "answers": plain(list(found.answers)),
        "actor": found.actor,
        "best": list(found.best),
        "value": plain({actor: list(span) for actor, span in found.values.items()}),
        "possible": list(found.possible),
        "necessary": list(found.necessary),
        "over_ranges": None if found.over_ranges is None else plain(list(found.over_ranges)),
        "flips": [_swing_record(one, found.choice) for one in found.swings],
        "left_out": found.left_out,
        "robust": robust,
        "threats": [
            {
                "node": one.node, "actor": one.actor, "option": one.option, "credible": one.is_credible,
                "gain": plain(list(one.gain)), "leverage": plain({actor: list(span) for actor, span in one.others.items()}),
                "best_with": list(one.best),
            }
            for one in found.threats
        ],
        "waiting": None if found.waiting is None else plain({name: list(span) for name, span in found.waiting.items()}),
        "chances": [
            {
                "draw": one.draw, "outcome": one.outcome, "scenario": one.scenario, "hypothesis": one.hypothesis,
                "p": one.probability, "assessed": one.assessed.isoformat(),
            }
            for one in outlook.advice.chances
        ],
        "doubts": [
            {
                "number": one.number, "claim": one.claim, "standing": one.standing.value, "against": list(one.against),
                "flips": one.flips, "at": one.at,
            }
            for one in outlook.advice.doubts
        ],
        "note": found.note,
        "notes": list(outlook.notes),
        "recorded": outlook.recorded,
    }  # fmt: skip


def advice_record(advice: Advice) -> dict[str, Any]:
    """An advice as it was recorded, as a JSON object."""
    return {
        "choice": advice.choice, "at": advice.at.isoformat(), "actor": advice.actor, "best": list(advice.best),
        "possible": list(advice.possible), "necessary": list(advice.necessary), "value": advice.value,
        "over_ranges": advice.over_ranges,
        "chances": [{"draw": one.draw, "outcome": one.outcome, "p": one.probability} for one in advice.chances],
        "doubts": [{"number": one.number, "claim": one.claim, "standing": one.standing.value} for one in advice.doubts],
    }  # fmt: skip


def _swing_record(swing: Swing, choice: Choice) -> dict[str, Any]:
    return {
        "number": number_words(swing.key, choice), "key": list(swing.key),
        "range": plain([swing.range.low, swing.range.mode, swing.range.high]), "worth": plain(list(swing.worth)),
        "flips": swing.flips, "because": swing.because, "claims": list(swing.claims),
        "changes": [
            {"at": plain(one.at), "side": "above" if one.is_above else "below", "best": list(one.best)}
            for one in swing.changes
        ],
    }  # fmt: skip


def _floats(span: tuple[Fraction, Fraction] | None) -> tuple[float, float] | None:
    return None if span is None else (float(span[0]), float(span[1]))


# --- scenarios -----------------------------------------------------------------------------------------------------


def _with_chances(choice: Choice, view: View, notes: list[str]) -> tuple[Choice, list[TakenChance]]:
    """A choice whose draws have the probabilities of the scenarios that they name, as these were last assessed."""
    tree = choice.form
    if not isinstance(tree, Tree):
        return choice, []
    taken: dict[str, dict[str, Fraction]] = {}
    chances: list[TakenChance] = []
    for node in tree.nodes.values():
        if isinstance(node, Chance) and node.scenario is not None and node.draw not in taken:
            taken[node.draw] = {}
            found = _taken(node, view, notes)
            if found is not None:
                taken[node.draw], more = found
                chances += more
    nodes: dict[str, Node] = {}
    for key, node in tree.nodes.items():
        p = taken.get(node.draw) if isinstance(node, Chance) else None
        if isinstance(node, Chance) and p:
            node = replace(node, outcomes=tuple(replace(one, p=p[one.name]) for one in node.outcomes))
        nodes[key] = node
    return replace(choice, form=replace(tree, nodes=nodes)), chances


def _taken(node: Chance, view: View, notes: list[str]) -> tuple[dict[str, Fraction], list[TakenChance]] | None:
    """The probabilities of a draw's outcomes by its scenario; None where the scenario cannot give them."""
    last = view.last_assessment(node.scenario or "")
    stands = f"the draw “{node.draw}” keeps the probabilities of the file"
    if last is None:
        notes.append(
            f"the scenario “{node.scenario}” was never assessed in this case, so {stands}; run `tocsin warn` first"
        )
        return None
    held = {one.hypothesis: one.probability for one in last.standings}
    named = [one for one in node.outcomes if one.hypotheses]
    unknown = [name for one in named for name in one.hypotheses if name not in held]
    if unknown or not named:
        what = f"has no hypothesis “{unknown[0]}”" if unknown else "is named, but no outcome names a hypothesis"
        notes.append(f"the scenario “{node.scenario}” {what}, so {stands}; name one of: {', '.join(held)}")
        return None
    p = {one.name: Fraction(round(sum(held[name] for name in one.hypotheses) * _MILLION), _MILLION) for one in named}
    total = sum(p.values(), Fraction(0))
    others = [one for one in node.outcomes if not one.hypotheses]
    rest = sum((one.p for one in others), Fraction(0))
    if others and rest and total < 1:
        # What the scenario leaves goes to the outcomes that it does not speak of, in their proportions.
        p |= {one.name: (1 - total) * one.p / rest for one in others}
    else:
        p |= {one.name: Fraction(0) for one in others}
    whole = sum(p.values(), Fraction(0))
    if not whole:
        notes.append(f"the scenario “{node.scenario}” gives no outcome any probability, so {stands}")
        return None
    p = {name: one / whole for name, one in p.items()}
    return p, [
        TakenChance(
            draw=node.draw, outcome=one.name, scenario=last.scenario, hypothesis=" or ".join(one.hypotheses),
            probability=float(p[one.name]), assessed=last.at,
        )
        for one in named
    ]  # fmt: skip


# --- claims --------------------------------------------------------------------------------------------------------


def _doubts(choice: Choice, found: ChoiceReport, view: View) -> tuple[Doubt, ...]:
    """The numbers that rest on claims which do not simply stand, and whether they would change the best moves."""
    rest_on: list[tuple[tuple[str, ...], Payoff, str]] = [
        (key, payoff, claim) for key, payoff in payoffs(choice) for claim in payoff.claims
    ]
    standings = _standings(view, list(dict.fromkeys(claim for _, _, claim in rest_on)))
    swings = {one.key: one for one in found.swings}
    doubts = []
    for key, payoff, claim in rest_on:
        identity, standing, against = standings[claim]
        if standing is ClaimStanding.STANDS:
            continue
        swing = swings.get(key)
        mode = payoff.range.mode
        nearest = min((one.at for one in swing.changes), key=lambda at: abs(at - mode), default=None) if swing else None
        flips = swing is not None and (swing.flips if not payoff.range.is_sure else nearest is not None)
        doubts.append(
            Doubt(
                number=number_words(key, choice), claim=identity, standing=standing, against=against, flips=flips,
                at=None if nearest is None else float(nearest),
            )
        )  # fmt: skip
    return tuple(doubts)


def _standings(view: View, claims: Sequence[str]) -> Mapping[str, tuple[str, ClaimStanding, tuple[str, ...]]]:
    """For each claim its id, what became of it, and the claims that speak against it."""
    found: dict[str, tuple[str, ClaimStanding, tuple[str, ...]]] = {}
    ids: dict[str, str] = {}
    for claim in claims:
        try:
            ids[claim] = view.claim(claim).claim.id
        except NotInCase:
            found[claim] = (claim, _gone(view, claim), ())
        except Ambiguous:
            found[claim] = (claim, ClaimStanding.MISSING, ())
    contexts: dict[str, PropositionContext] = {}
    for context in view.propositions_in_context(sorted(set(ids.values()))):
        contexts |= {report.claim.id: context for report in context.proposition.claims}
    for claim, identity in ids.items():
        found[claim] = (identity, *_standing(contexts[identity]))
    return found


def _standing(context: PropositionContext) -> tuple[ClaimStanding, tuple[str, ...]]:
    """What became of the claims of a proposition, and the claims that speak against them."""
    own = {report.claim.id for report in context.proposition.claims}
    links = [link for rival in context.rivals for link in rival.links]
    against = tuple(dict.fromkeys(end for link in links for end in (link.claim, link.other) if end not in own))
    if any(link.relation is Relation.REVISES and link.other in own for link in links):
        return ClaimStanding.REVISED, against
    if any(link.is_denial for link in links):
        return ClaimStanding.DENIED, against
    return (ClaimStanding.CONTESTED if links else ClaimStanding.STANDS), against


def _gone(view: View, claim: str) -> ClaimStanding:
    """Whether a claim that does not stand was ever there."""
    try:
        view.claim_history(claim)
    except (NotInCase, Ambiguous):
        return ClaimStanding.MISSING
    return ClaimStanding.REJECTED

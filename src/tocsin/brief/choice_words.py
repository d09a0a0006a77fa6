"""What a choice comes to, in words and tables."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from tocsin.brief.assessment import Part, Table
from tocsin.brief.harmless import excerpt
from tocsin.brief.wording import SHORT
from tocsin.model.advice import Advice, Doubt
from tocsin.model.choice import Chance, Choice, End, Move, Node, Range, Tree, number_words
from tocsin.model.choice_report import ChoiceOutlook, ChoiceReport, Leverage, Span, Swing
from tocsin.text.numbers import amount, share

_FEW = 8
"""Rows of a table that are shown if not all are asked for."""
_LINES = 40
"""Lines of the tree that are shown then."""
_LONGEST = 400
"""Characters of an answer."""
_WIDEST = 60
"""Levels of a tree that are drawn."""
HISTORY_COLUMNS = (("at", 3), ("choice", 4), ("best", 4), ("worth", 2), ("possible", 4), ("in doubt", 5))


def number(value: Fraction | float) -> str:
    """A number with the digits that count."""
    return amount(float(value)).replace("-", "−")


def span_words(span: Sequence[Fraction | float]) -> str:
    """One number, or the least and the greatest: "−4 … −1"."""
    low, high = span[0], span[-1]
    return number(low) if low == high else f"{number(low)} … {number(high)}"


def range_words(limits: Range) -> str:
    """A range as the file could have it: "−4 … −3 … −1"."""
    if limits.is_sure:
        return number(limits.mode)
    return " … ".join(map(number, (limits.low, limits.mode, limits.high)))


def listed(options: Sequence[str]) -> str:
    """Options one after the other, each in quotation marks."""
    named = [f"“{one}”" for one in options]
    return " or ".join(filter(None, [", ".join(named[:-1]), named[-1]])) if named else "nothing"


def best_words(report: ChoiceReport) -> str:
    """The best moves in a sentence, ties named."""
    choice = report.choice
    if report.actor is None:
        if report.best:
            return f"Neither gains by another option at: {', '.join(report.best)}."
        start = "Chance begins" if isinstance(choice.form, Tree) and report.values else "There is no single best move"
        worth = "; ".join(f"{choice.actors[actor]} gets {span_words(span)}" for actor, span in report.values.items())
        return f"{start}{f': {worth}' if worth else ''}."
    actor = choice.actors[report.actor]
    tie = f", {len(report.best)} options that are tied" if len(report.best) > 1 else ""
    worth = "; ".join(
        f"{choice.actors[one]} gets {span_words(span)}" for one, span in report.values.items()
    )  # fmt: skip
    return f"{actor} does best with {listed(report.best)}{tie}: {worth}."


def sureness_words(report: ChoiceReport) -> str | None:
    """How sure the best moves are over the ranges; None where nothing was worked out."""
    if report.over_ranges is None or report.actor is None or report.robust is None:
        return None
    over = f"its worth lies in {span_words(report.over_ranges)}"
    if report.possible == report.necessary:
        return f"Over all the ranges {listed(report.possible)} stays best; {over}."
    sure = f"; {listed(report.necessary)} is best throughout" if report.necessary else ", none of them throughout"
    return f"Over the ranges {listed(report.possible)} can be best{sure}; {over}."


def change_words(swing: Swing) -> list[str]:
    """What would change the best moves, in sentences: "above 3.2 “concede”"."""
    return [f"{'above' if one.is_above else 'below'} {number(one.at)}: {listed(one.best)}" for one in swing.changes]


def flip_sentence(swing: Swing, report: ChoiceReport) -> str | None:
    """What would change the best moves, in one sentence; None where nothing would."""
    if not swing.changes:
        return None
    mode = swing.range.mode
    nearest = min(swing.changes, key=lambda one: abs(one.at - mode))
    who = report.choice.actors[report.actor] if report.actor is not None else "the first mover"
    verb = "rose above" if nearest.is_above else "fell below"
    what = number_words(swing.key, report.choice)
    return f"If the {what} {verb} {number(nearest.at)}, {who} would take {listed(nearest.best)}."


def choice_parts(outlook: ChoiceOutlook, *, every: bool = False) -> Iterator[Part]:
    """The parts of what a choice comes to, in the order in which they are read.

    Args:
        outlook: What it comes to.
        every: Whether every row and line is shown.
    """
    report = outlook.report
    choice, shown = report.choice, None if every else _FEW
    yield choice.name
    if choice.question:
        yield choice.question
    yield ""
    yield best_words(report)
    if (sure := sureness_words(report)) is not None:
        yield sure
    if report.note:
        yield f"Note: {report.note}."
    for note in outlook.notes:
        yield f"Note: {note}."
    for chance in outlook.advice.chances:
        yield (
            f"The probability of “{chance.outcome}” ({chance.draw}), {number(chance.probability)}, is that of "
            f"“{chance.hypothesis}” in the scenario “{chance.scenario}” as assessed on {chance.assessed.date().isoformat()}."
        )
    if isinstance(choice.form, Tree):
        yield ""
        yield from tree_lines(choice.form, choice, report.plan, most=None if every else _LINES)
    yield ""
    yield from _flips(report, shown)
    yield from _robust(report)
    yield from _threats(report, shown)
    for option, worth in (report.waiting or {}).items():
        yield f"Having “{option}”, which takes time, is worth {span_words(worth)} to {choice.actors[report.actor or '']}."
    yield from _doubts(outlook.advice.doubts)
    if report.answers:
        rows = tuple(answer_row(one, longest=None if every else _LONGEST) for one in report.answers)
        yield Table("Questions", (("question", 5), ("kind", 2), ("answer", 10)), rows)


def _flips(report: ChoiceReport, shown: int | None) -> Iterator[Part]:
    telling = [one for one in report.swings if one.width or one.changes]
    if not report.swings:
        return
    if not any(one.changes for one in telling):
        yield "No number by itself changes the best move."
    columns = (("number", 5), ("is", 3), ("worth", 3), ("best moves change", 5), ("rests on", 4))
    rows = tuple(
        (
            number_words(one.key, report.choice), range_words(one.range), span_words(sorted(one.worth)),
            "; ".join([*["in its range"][: one.flips and not one.range.is_sure], *change_words(one)]) or "never",
            grounds_words(one),
        )
        for one in telling[:shown]
    )  # fmt: skip
    if rows:
        yield Table("What would change it, what moves its worth most first", columns, rows)
    more = len(telling) - len(rows)
    if more > 0 and shown is not None:
        yield f"… and {more} more; --all shows them."
    if report.left_out:
        yield f"{report.left_out:,} numbers are not looked at: there are too many."


def grounds_words(swing: Swing) -> str:
    """Why a number is held to be so, and the claims that it rests on."""
    claims = f"[{', '.join(claim[:SHORT] for claim in swing.claims)}]" if swing.claims else ""
    return " ".join(filter(None, (swing.because, claims)))


def _robust(report: ChoiceReport) -> Iterator[Part]:
    if report.robust is not None:
        moves = report.robust.moves[:_FEW]
        told = "; ".join(f"“{one.option}” {share(one.best)}, nearly best {share(one.nearly)}" for one in moves)
        yield f"Robust, by {report.robust.draws:,} draws from the ranges, best in: {told}."


def _threats(report: ChoiceReport, shown: int | None) -> Iterator[Part]:
    for one in report.threats[:shown]:
        yield threat_words(one, report.choice)


def threat_words(threat: Leverage, choice: Choice) -> str:
    """What an actor could gain by binding itself, in a sentence."""
    others = ", ".join(f"{choice.actors[actor]} {signed(span)}" for actor, span in threat.others.items())
    believed = "is credible" if threat.is_credible else "is not credible by itself"
    return (
        f"If {choice.actors[threat.actor]} could bind itself to “{threat.option}” at {threat.node}, which {believed}, "
        f"{listed(threat.best)} would be best first: {signed(threat.gain)} for itself; {others}."
    )


def signed(span: Span) -> str:
    """A difference with its sign: "+2"."""
    return " … ".join(dict.fromkeys(f"+{number(one)}" if one > 0 else number(one) for one in span))


def _doubts(doubts: Sequence[Doubt]) -> Iterator[Part]:
    if doubts:
        columns = (("number", 5), ("claim", 2), ("the claim", 3), ("by", 3), ("the best move", 5))
        yield Table("Numbers that rest on claims in doubt", columns, tuple(map(doubt_row, doubts)))


def doubt_row(doubt: Doubt) -> tuple[str, ...]:
    """A number in doubt as a row: what it is, the claim and what became of it, and whether that matters."""
    against = ", ".join(claim[:SHORT] for claim in doubt.against)
    if doubt.at is None:
        matters = "stays, whatever the number is"
    elif doubt.flips:
        matters = f"flips at {number(doubt.at)}"
    else:
        matters = f"stays in its range; flips at {number(doubt.at)}"
    return doubt.number, doubt.claim[:SHORT], doubt.standing.value, against, matters


# --- trees ---------------------------------------------------------------------------------------------------------


def tree_lines(
    tree: Tree, choice: Choice, plan: Mapping[str, Sequence[str]], *, most: int | None = None
) -> Iterator[str]:
    """A tree as lines of text: the ways that are chosen marked with ►, what is behind each indented below it."""
    told = 0
    stack: list[tuple[str, str, str, bool]] = [(tree.root, "", "", False)]
    while stack:
        key, way, indent, _ = stack.pop()
        if most is not None and told >= most:
            yield f"… and {len(tree.nodes) - told:,} nodes more; --all shows them."
            return
        told += 1
        node = tree.nodes[key]
        yield f"{indent}{way}{_node_words(node, tree, choice)}"
        below = indent + ("   " if way else "")
        if len(below) > 3 * _WIDEST:
            below = below[: 3 * _WIDEST]
        ways = ways_of(node, plan)
        for name, to, is_chosen in reversed(ways):
            stack.append((to, f"{'►' if is_chosen else '·'} {name} → ", below, is_chosen))


def ways_of(node: Node, plan: Mapping[str, Sequence[str]]) -> list[tuple[str, str, bool]]:
    """The ways from a node: what to call each, where it leads, and whether it is chosen."""
    if isinstance(node, Move):
        chosen = plan.get(node.id, ())
        return [(_option_words(one.name, one.days), one.to, one.name in chosen) for one in node.options]
    if isinstance(node, Chance):
        return [(f"{one.name} ({number(one.p)})", one.to, False) for one in node.outcomes]
    return []


def _option_words(name: str, days: Fraction) -> str:
    return f"{name} ({number(days)} {'day' if days == 1 else 'days'})" if days else name


def _node_words(node: Node, tree: Tree, choice: Choice) -> str:
    if isinstance(node, End):
        return ", ".join(f"{choice.actors[actor]} {range_words(one.range)}" for actor, one in node.pay.items())
    if isinstance(node, Move):
        gone = f" (no longer: {listed([one.name for one in node.gone])})" if node.gone else ""
        return f"{choice.actors[node.actor]} chooses [{node.id}]{gone}"
    return f"chance: {node.draw} [{node.id}]"


# --- answers -------------------------------------------------------------------------------------------------------


def answer_row(answer: Mapping[str, Any], *, longest: int | None = None) -> tuple[str, str, str]:
    """An answer to a question of the file as a row, its words cut after so many characters."""
    fields = "; ".join(
        f"{key.replace('_', ' ')} {value_words(value)}" for key, value in answer.items() if key not in ("id", "kind")
    )
    return str(answer["id"]), str(answer["kind"]), fields if longest is None else excerpt(fields, longest)


def value_words(value: Any) -> str:
    """A field of an answer in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float, Fraction)):
        return number(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {value_words(one)}" for key, one in value.items()) or "none"
    if isinstance(value, (list, tuple)):
        if len(value) == 2 and all(isinstance(one, (int, float, Fraction)) for one in value):
            return span_words(value)
        return ("(" + ", ".join(map(value_words, value)) + ")") if value else "none"
    return str(value)


def history_rows(advices: Sequence[Advice]) -> list[dict[str, str]]:
    """Recorded advice as rows, oldest first; where the best moves changed against the advice before, that is marked."""
    rows, last = [], dict[str, tuple[str, ...]]()
    for one in advices:
        changed = one.choice in last and last[one.choice] != one.best
        last[one.choice] = one.best
        rows.append(
            {
                "at": one.at.isoformat(sep=" ", timespec="minutes"), "choice": one.choice,
                "best": (", ".join(one.best) or "none") + (" (changed)" if changed else ""),
                "worth": span_words(one.value) if one.value else "",
                "possible": ", ".join(one.possible),
                "in doubt": "; ".join(f"{doubt.number} {doubt.standing.value}" for doubt in one.doubts),
            }
        )  # fmt: skip
    return rows

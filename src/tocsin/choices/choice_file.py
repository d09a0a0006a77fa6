"""Choice files: TOML in, a checked choice out, or what is wrong with it, line by line."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from tocsin.choices.asking import AskReader
from tocsin.choices.choice_tables import (
    ChanceTable,
    ChoiceTable,
    ClockTable,
    EndTable,
    MatrixTable,
    MoveTable,
    OptionTable,
    OutcomeTable,
    TableTable,
    probabilities_to_one,
)
from tocsin.choices.numbers import decimal_literal
from tocsin.errors import InputError
from tocsin.model.choice import Chance, Choice, End, Matrix, Move, Node, Option, Outcome, Payoff, Table, Tree
from tocsin.text.toml_file import (
    KeyPath,
    Problem,
    did_you_mean,
    file_bytes,
    lines_of,
    no_such_key,
    quoted,
    shown,
    told_problems,
    toml_table,
)
from tocsin.text.toml_model import AnyModel, read_table

LONGEST = 20_000_000
"""Bytes of the largest choice file that is read: a tree of ten thousand nodes takes one of them."""
_SOME = 5
"""Names that a message lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedChoice:
    """A choice file that was read.

    Attributes:
        choice: None where there is a problem.
        problems: What has to be mended; the last may tell how many more there are.
        notes: What is allowed but is probably not meant.
    """

    choice: Choice | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def load_choice(path: Path) -> Choice:
    """A choice that is to be used.

    Raises:
        InputError: The file cannot be read or something is wrong in it; the message names file, line and remedy.
    """
    checked = check_choice(path)
    if checked.choice is None:
        first, *more = checked.problems
        rest = f" (and {len(more)} more; `tocsin choose check` lists them)" if more else ""
        raise InputError(first.where, first.words + rest)
    return checked.choice


def check_choice(path: Path) -> CheckedChoice:
    """Read a file and tell everything that is wrong with it."""
    raw = file_bytes(path, longest=LONGEST, what="a choice file, or make one with `tocsin choose new`")
    return CheckedChoice(problems=(raw,)) if isinstance(raw, Problem) else check_choice_bytes(raw, str(path))


def check_choice_bytes(raw: bytes, name: str) -> CheckedChoice:
    """The same for what stands in a file."""
    read = toml_table(raw, name, longest=LONGEST, kind="choice", number=decimal_literal)
    if isinstance(read, Problem):
        return CheckedChoice(problems=(read,))
    table, text = read
    check = _Check(table)
    lines = lines_of(text) if check.problems or check.notes else {}
    choice = None
    if check.choice is not None and not check.problems:
        choice = replace(check.choice, fingerprint=hashlib.sha256(raw).hexdigest())
    return CheckedChoice(
        choice=choice,
        problems=told_problems(check.problems, name, lines),
        notes=told_problems(check.notes, name, lines),
    )


class _Check:
    """One file's tables checked: each by its model, then against each other.

    A table is checked even where another one is wrong, so that a file's mistakes are told at once; what holds the
    tables together is checked only where each of them is right, so that one mistake is not told twice.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.problems: list[tuple[KeyPath, str]] = []
        self.notes: list[tuple[KeyPath, str]] = []
        self.choice: Choice | None = None
        kinds = [key for key in ("node", "matrix", "table") if key in table]
        if len(kinds) != 1:
            found = " and ".join(f"[{key}]" for key in kinds) or "none of them"
            self._wrong(f"a file has one of [node.ID], [matrix] or [table]; this one has {found}", *kinds[-1:])
        head = self._read(ChoiceTable, table, ())
        self._actors = self._actors_of(table.get("actors"))
        self._clock = self._clock_of(table.get("clock"))
        form = self._form(kinds[0], table[kinds[0]]) if len(kinds) == 1 else None
        if head is None or form is None or self.problems:
            return
        asks = AskReader(form, self._actors)
        made = asks.read(table.get("ask"))
        self.problems += asks.problems
        self.choice = Choice(name=head.name, question=head.question, actors=self._actors, form=form, asks=made)

    def _wrong(self, words: str, *path: str | int) -> None:
        self.problems.append((path, words))

    def _read(self, model: type[AnyModel], table: object, path: KeyPath, what: str = "") -> AnyModel | None:
        """A table by its model; None where something in it is wrong."""
        if not isinstance(table, dict):
            self._wrong(f"{what}{shown(table)} stands where a table is needed; write it as {{ key = value }}", *path)
            return None
        made, told = read_table(model, table)
        self.problems += [((*path, *rest), what + words) for rest, words in told]
        return made

    def _actors_of(self, table: object) -> Mapping[str, str]:
        if not isinstance(table, dict) or not table:
            words = 'there are no actors; name them under [actors], as in board = "The dam board"'
            self._wrong(words, *(() if table is None else ("actors",)))
            return {}
        for key, name in table.items():
            if not isinstance(name, str) or not name.strip():
                self._wrong(f'actor {key}: {shown(name)} is no name; write {key} = "…"', "actors", key)
        return {key: str(name).strip() for key, name in table.items()}

    def _clock_of(self, table: object) -> ClockTable | None:
        if table is None:
            return None
        clock = self._read(ClockTable, table, ("clock",), "clock: ")
        if clock:
            self._known(clock.cost_per_day, "clock: cost_per_day", "clock", "cost_per_day")
        return clock

    def _known(self, actors: Iterable[str], what: str, *path: str | int) -> bool:
        """Whether all of some actors are actors of the file."""
        strangers = [actor for actor in actors if actor not in self._actors]
        for actor in strangers:
            remedy = did_you_mean(actor, self._actors) or f"known: {', '.join(self._actors)}; or add it under [actors]"
            self._wrong(f"{what}: there is no actor {quoted(actor)}; {remedy}", *path)
        return not strangers

    def _form(self, kind: str, table: object) -> Tree | Matrix | Table | None:
        return {"node": self._tree, "matrix": self._matrix, "table": self._table}[kind](table)

    # --- trees ---------------------------------------------------------------------------------------------------

    def _tree(self, tables: object) -> Tree | None:
        if not isinstance(tables, dict) or not tables:
            self._wrong("write [node.ID] above each node; there is none", "node")
            return None
        before = len(self.problems)
        nodes = {key: self._node(key, one) for key, one in tables.items()}
        whole = {key: node for key, node in nodes.items() if node is not None}
        if len(whole) < len(nodes) or len(self.problems) > before:
            return None
        root = self._root(whole)
        self._draws_agree(whole)
        if root is None or len(self.problems) > before:
            return None
        tree = self._grown(root, whole)
        self._notes_on(tree)
        self._each_draw_once(tree)
        self._sets_agree(tree)
        return tree

    def _notes_on(self, tree: Tree) -> None:
        """Note what has no effect and is probably meant to have one."""
        for node in tree.nodes.values():
            if isinstance(node, Move) and self._clock is None and any(one.days for one in node.options):
                self.notes.append(
                    (("node", node.id), f"node {node.id}: days have no effect without a [clock]; add one")
                )
            elif isinstance(node, Chance) and node.scenario and not any(one.hypotheses for one in node.outcomes):
                words = (
                    f"node {node.id}: the scenario gives nothing while no outcome names a hypothesis; add hypothesis"
                )
                self.notes.append((("node", node.id), words))

    def _node(self, key: str, table: object) -> Node | None:
        what, path = f"node {key}: ", ("node", key)
        if not isinstance(table, dict):
            self._wrong(f"{what}write [node.{key}] with actor, chance or pay under it", *path)
            return None
        kinds = [kind for kind in ("actor", "chance", "pay") if kind in table]
        if len(kinds) != 1:
            found = " and ".join(kinds) or "none"
            keys = [key for key in table if did_you_mean(key, ("actor", "chance", "pay"))]
            remedy = f"; {no_such_key(keys[0], ('actor', 'chance', 'pay'))}" if keys and not kinds else ""
            self._wrong(
                f"{what}it has one of actor (a move), chance or pay (an end); this one has {found}{remedy}", *path
            )
            return None
        return {"actor": self._move, "chance": self._chance, "pay": self._end}[kinds[0]](key, table)

    def _move(self, key: str, table: Mapping[str, Any]) -> Move | None:
        what, path = f"node {key}: ", ("node", key)
        move = self._read(MoveTable, table, path, what)
        options = [
            Option(name=one.name, to=one.to, cost=one.cost, days=one.days, by=one.by)
            for one in self._list(OptionTable, table.get("options"), (*path, "options"), what, "option")
        ]
        if move is None or not self._known([move.actor], what[:-2], *path, "actor"):
            return None
        for option in options:
            self._known(option.cost, f"{what}option {quoted(option.name)}: cost", *path, "options")
            if option.by is not None:
                self._deadline(option, what, path)
        return Move(id=key, actor=move.actor, options=tuple(options), information=move.set)

    def _deadline(self, option: Option, what: str, path: KeyPath) -> None:
        told = f"{what}option {quoted(option.name)} can be chosen by {option.by}"
        if self._clock is None:
            self._wrong(
                f"{told}, but there is no [clock]; add one with start, the day on which it begins", *path, "options"
            )
        elif option.by is not None and option.by < self._clock.start:
            self._wrong(
                f"{told}, before the clock starts on {self._clock.start}; change one of the days", *path, "options"
            )

    def _chance(self, key: str, table: Mapping[str, Any]) -> Chance | None:
        what, path = f"node {key}: ", ("node", key)
        chance = self._read(ChanceTable, table, path, what)
        before = len(self.problems)
        found = list(self._list(OutcomeTable, table.get("outcomes"), (*path, "outcomes"), what, "outcome"))
        if chance is None or len(self.problems) > before:
            return None
        for one in found:
            if one.hypothesis and chance.scenario is None:
                words = f"{what}outcome {quoted(one.name)} names a hypothesis, but the node no scenario; add scenario"
                self._wrong(words, *path, "outcomes")
        try:
            divided = probabilities_to_one(tuple(one.p for one in found))
        except ValueError as error:
            self._wrong(f"{what}{error}", *path, "outcomes")
            return None
        return Chance(
            id=key, draw=chance.chance, scenario=chance.scenario,
            outcomes=tuple(
                Outcome(name=one.name, p=p, to=one.to, hypotheses=one.hypothesis)
                for one, p in zip(found, divided, strict=True)
            ),
        )  # fmt: skip

    def _end(self, key: str, table: Mapping[str, Any]) -> End | None:
        what, path = f"node {key}: ", ("node", key)
        end = self._read(EndTable, table, path, what)
        if end is None or not self._known(end.pay, f"{what}pay", *path, "pay"):
            return None
        missing = [actor for actor in self._actors if actor not in end.pay]
        if missing:
            self._wrong(f"{what}there is no pay for {', '.join(missing)}; give every actor's", *path, "pay")
            return None
        pay = {actor: end.pay[actor] for actor in self._actors}
        if end.because or end.claims:
            pay = {
                actor: Payoff(one.range, one.because or end.because, tuple(dict.fromkeys((*one.claims, *end.claims))))
                for actor, one in pay.items()
            }
        return End(id=key, pay=pay)

    def _list(
        self, model: type[AnyModel], value: object, path: KeyPath, what: str, name: str
    ) -> Iterator[AnyModel]:  # fmt: skip
        """The options or outcomes of a node, none of them with the name of another."""
        if not isinstance(value, list) or not value:
            found = "there are no" if value is None or value == [] else f"{shown(value)} is no list of"
            self._wrong(f'{what}{found} {name}s; write {name}s = [ {{ name = "…", to = "…" }}, … ]', *path)
            return
        names: set[str] = set()
        for number, one in enumerate(value, start=1):
            named = one.get("name") if isinstance(one, dict) else None
            called = quoted(named) if isinstance(named, str) and named.strip() else f"number {number}"
            made = self._read(model, one, (*path, number - 1), f"{what}{name} {called}: ")
            if isinstance(named, str) and named.strip() in names:
                self._wrong(f"{what}two {name}s are called {called}; rename one or take it out", *path)
            elif isinstance(named, str):
                names.add(named.strip())
            if made is not None:
                yield made

    def _root(self, nodes: Mapping[str, Node]) -> str | None:
        """The only node that nothing leads to; None where what leads where is no tree."""
        before = len(self.problems)
        led_from: dict[str, str] = {}
        for key, node in nodes.items():
            for to in _leads_to(node):
                path = ("node", key, "options" if isinstance(node, Move) else "outcomes")
                if to not in nodes:
                    remedy = did_you_mean(to, nodes) or f"add [node.{to}]"
                    self._wrong(f"node {key}: leads to {quoted(to)}, which is no node; {remedy}", *path)
                elif to in led_from:
                    words = f"node {to} is led to twice, from {led_from[to]} and from {key}; give each way its own node"
                    self._wrong(words, *path)
                else:
                    led_from[to] = key
        if len(self.problems) > before:
            return None
        roots = [key for key in nodes if key not in led_from]
        if len(roots) > 1:
            first, *others = roots
            told = ", ".join(others[:_SOME])
            words = (
                f"nothing leads to {told}, nor to {first}; only the root has no way in: lead to them or take them out"
            )
            self._wrong(words, "node", others[0])
            return None
        reached = set(_walk(roots[0], nodes)) if roots else set()
        lost = sorted(key for key in nodes if key not in reached)
        if lost:
            told = ", ".join(lost[:_SOME]) + (f" and {len(lost) - _SOME} more" if len(lost) > _SOME else "")
            self._wrong(
                f"nodes {told} lead to each other in a cycle and are never reached; break the cycle", "node", lost[0]
            )
            return None
        return roots[0]

    def _grown(self, root: str, nodes: Mapping[str, Node]) -> Tree:
        """The tree from its root on, without the options whose day has passed, and what lies behind them."""
        clock = self._clock
        days, kept = {root: Fraction(0)}, dict[str, Node]()
        stack = [root]
        while stack:
            key = stack.pop()
            node = nodes[key]
            if isinstance(node, Move) and clock is not None:
                node = self._on_its_day(node, clock.start, days[key])
            kept[key] = node
            for to, taken in reversed(_steps(node)):
                days[to] = days[key] + taken
                stack.append(to)
        return Tree(
            nodes=kept, days={key: days[key] for key in kept}, unreachable=frozenset(nodes) - frozenset(kept),
            start=clock.start if clock else None, cost_per_day=clock.cost_per_day if clock else {},
        )  # fmt: skip

    def _on_its_day(self, node: Move, start: date, days: Fraction) -> Move:
        if all(option.by is None for option in node.options):
            return node
        try:
            day = start + timedelta(days=int(days))
        except OverflowError:
            day = date.max
        left = tuple(option for option in node.options if option.by is None or option.by >= day)
        if not left:
            words = f"node {node.id}: on {day} no option is left, the last day of each has passed; add one or give more time"
            self._wrong(words, "node", node.id)
            return node
        return replace(node, options=left, gone=tuple(option for option in node.options if option not in left))

    def _draws_agree(self, nodes: Mapping[str, Node]) -> None:
        first: dict[str, Chance] = {}
        for node in nodes.values():
            if not isinstance(node, Chance):
                continue
            other = first.setdefault(node.draw, node)
            one, two = ({outcome.name: outcome.p for outcome in each.outcomes} for each in (other, node))
            if one != two:
                differ = "outcomes" if one.keys() != two.keys() else "probabilities"
                words = f"nodes {other.id} and {node.id} are one draw, {quoted(node.draw)}, but their {differ} differ"
                self._wrong(f"{words}; make them the same, or give one another name", "node", node.id, "outcomes")

    def _each_draw_once(self, tree: Tree) -> None:
        """Tell a draw that comes twice on one way."""
        above: dict[str, frozenset[str]] = {tree.root: frozenset()}
        for key, node in tree.nodes.items():
            drawn = above.pop(key)
            if isinstance(node, Chance):
                if node.draw in drawn:
                    words = (
                        f"node {key}: the draw {quoted(node.draw)} comes twice on one way; give this one another name"
                    )
                    self._wrong(words, "node", key, "chance")
                    return
                drawn |= {node.draw}
            above.update(dict.fromkeys(_leads_to(node), drawn))

    def _sets_agree(self, tree: Tree) -> None:
        for name, nodes in tree.information_sets().items():
            for one in nodes[1:]:
                if one.actor != nodes[0].actor:
                    differ = "their actors differ"
                elif {option.name for option in one.options} != {option.name for option in nodes[0].options}:
                    differ = "their options differ, so that the actor could tell them apart"
                else:
                    continue
                words = f"nodes {nodes[0].id} and {one.id} are of one set, {quoted(name)}, but {differ}"
                self._wrong(f"{words}; make them the same or take one out of the set", "node", one.id)

    # --- matrices and tables -------------------------------------------------------------------------------------

    def _matrix(self, table: object) -> Matrix | None:
        made = self._read(MatrixTable, table, ("matrix",), "matrix: ")
        if made is None or not self._known([made.rows, made.columns], "matrix", "matrix"):
            return None
        if made.rows == made.columns:
            self._wrong("matrix: rows and columns are the same actor; name two", "matrix", "columns")
            return None
        if not self._known(made.pay, "matrix: pay", "matrix", "pay"):
            return None
        height, width = len(made.row_options), len(made.column_options)
        for actor in (made.rows, made.columns):
            rows = made.pay.get(actor)
            if rows is None:
                self._wrong(f"matrix: there is no pay for {actor}; add pay.{actor}", "matrix")
            elif len(rows) != height or any(len(row) != width for row in rows):
                size = f"{height} by {width}"
                words = f"matrix: pay.{actor} is not {size}; give each row option a row, and in it each column a number"
                self._wrong(words, "matrix", f"pay.{actor}")
        for actor in made.pay:
            if actor not in (made.rows, made.columns):
                self._wrong(f"matrix: pay.{actor} is of an actor who does not choose; take it out", "matrix")
        return Matrix(
            rows=made.rows, columns=made.columns, row_options=made.row_options, column_options=made.column_options,
            pay=made.pay,
        )  # fmt: skip

    def _table(self, table: object) -> Table | None:
        made = self._read(TableTable, table, ("table",), "table: ")
        if made is None or not self._known([made.actor], "table", "table", "actor"):
            return None
        height, width = len(made.options), len(made.states)
        if len(made.pay) != height or any(len(row) != width for row in made.pay):
            words = (
                f"table: pay is not {height} by {width}; give each option a row, and in it each of the states a number"
            )
            self._wrong(words, "table", "pay")
        p = made.p
        if p is not None and len(p) != width:
            words = f"table: p has {len(p)} probabilities for {width} states; give one for each"
            self._wrong(words, "table", "p")
        elif p is not None:
            try:
                p = probabilities_to_one(p)
            except ValueError as error:
                self._wrong(f"table: p: {error}", "table", "p")
        return Table(actor=made.actor, options=made.options, states=made.states, pay=made.pay, p=p)


def _steps(node: Node) -> Sequence[tuple[str, Fraction]]:
    """The nodes that a node leads to, and how many days each way takes."""
    if isinstance(node, Move):
        return [(option.to, option.days) for option in node.options]
    return [(outcome.to, Fraction(0)) for outcome in node.outcomes] if isinstance(node, Chance) else []


def _leads_to(node: Node) -> list[str]:
    return [to for to, _ in _steps(node)]


def _walk(root: str, nodes: Mapping[str, Node]) -> Iterator[str]:
    stack = [root]
    while stack:
        key = stack.pop()
        yield key
        stack += _leads_to(nodes[key])

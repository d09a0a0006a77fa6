"""The questions of a choice file, checked against what it holds."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any

from tocsin.choices.choice_tables import AskTable
from tocsin.choices.zero_sum import flaw_of_zero_sum
from tocsin.model.choice import Ask, AskKind, Chance, End, Matrix, Move, Parameter, Table, Tree
from tocsin.text.toml_file import KeyPath, did_you_mean, quoted, shown
from tocsin.text.toml_model import read_table

TREE_KINDS = (
    AskKind.SOLVE, AskKind.RANGES, AskKind.CREDIBLE, AskKind.THREAT, AskKind.BREAKEVEN, AskKind.EVPI, AskKind.LOGIT,
    AskKind.WAIT, AskKind.NASH,
)  # fmt: skip
MATRIX_KINDS = (AskKind.NASH, AskKind.PURE, AskKind.QRE, AskKind.COMMIT)
TABLE_KINDS = (
    AskKind.SOLVE, AskKind.RANGES, AskKind.MAXIMIN, AskKind.REGRET, AskKind.DOMINATED, AskKind.EVPI, AskKind.LOGIT,
    AskKind.BREAKEVEN,
)  # fmt: skip
_NEED_P = (AskKind.SOLVE, AskKind.RANGES, AskKind.EVPI, AskKind.LOGIT, AskKind.BREAKEVEN)
"""What is asked of expected pay."""


class _Wrong(Exception):
    """A question that cannot be asked; the first argument says why, the second names the key that is wrong."""


class AskReader:
    """Reads the questions to one choice; what is wrong with them is in `problems`."""

    def __init__(self, form: Tree | Matrix | Table, actors: Mapping[str, str]) -> None:
        self._form = form
        self._actors = actors
        self.problems: list[tuple[KeyPath, str]] = []

    def read(self, tables: object) -> tuple[Ask, ...]:
        """The questions of [[ask]]; none where there is none."""
        if tables is None:
            return ()
        if not isinstance(tables, list):
            self.problems.append((("ask",), "write [[ask]], with two brackets on each side, above each question"))
            return ()
        asks: dict[str, Ask] = {}
        for number, table in enumerate(tables):
            path: KeyPath = ("ask", number)
            called = table.get("id") if isinstance(table, dict) else None
            what = f"ask {called if isinstance(called, str) and called else f'number {number + 1}'}: "
            if not isinstance(table, dict):
                self.problems.append(
                    (path, f"{what}{shown(table)} is no question; write [[ask]] with id and kind under it")
                )
                continue
            made, told = read_table(AskTable, table)
            self.problems += [((*path, *rest), what + words) for rest, words in told]
            if made is None:
                continue
            if made.id in asks:
                self.problems.append(((*path, "id"), f"{what}two questions have this id; give one another"))
                continue
            try:
                asks[made.id] = self._checked(made)
            except _Wrong as error:
                words, *key = error.args
                self.problems.append(((*path, *key), what + words))
        return tuple(asks.values())

    def _checked(self, ask: AskTable) -> Ask:
        kinds: Sequence[AskKind]
        if isinstance(self._form, Tree):
            name, kinds, check = "tree", TREE_KINDS, self._of_tree
        elif isinstance(self._form, Matrix):
            name, kinds, check = "matrix", MATRIX_KINDS, self._of_matrix
        else:
            name, kinds, check = "table", TABLE_KINDS, self._of_table
        if ask.kind not in kinds:
            words = f"a {name} cannot be asked for {quoted(ask.kind.value)}; ask for one of: {', '.join(kinds)}"
            raise _Wrong(words, "kind")
        if ask.actor is not None:
            _one_of(ask.actor, self._actors, "actor", "actor")
        if ask.kind in (AskKind.LOGIT, AskKind.QRE) and ask.sharpness is None:
            raise _Wrong("lambda is missing; say how sharply they tell options apart, as in lambda = 1")
        return check(ask)

    # --- trees ---------------------------------------------------------------------------------------------------

    def _of_tree(self, ask: AskTable) -> Ask:
        tree = self._form
        assert isinstance(tree, Tree)
        node, chance, parameter = ask.node, None, None
        if ask.kind in (AskKind.CREDIBLE, AskKind.THREAT, AskKind.WAIT):
            self._move_and_option(ask, tree)
        elif ask.kind is AskKind.RANGES and node is not None and self._move_of(ask, tree) is None:
            raise _Wrong(f"node {node} cannot be reached: the last day of an option before it has passed", "node")
        elif ask.kind is AskKind.BREAKEVEN:
            parameter = self._parameter_of_tree(ask, tree)
        elif ask.kind is AskKind.EVPI:
            chance = _needed(ask.chance, "chance", "the name of a draw")
            _one_of(chance, _draws(tree), "draw", "chance")
            movers = {one.actor for one in tree.nodes.values() if isinstance(one, Move)}
            if len(movers or self._actors) > 1 and not tree.information_sets():
                told = ", ".join(sorted(movers or self._actors))
                raise _Wrong(
                    f"the value of knowing is one actor's, but {told} choose here; ask it of a file with one", "kind"
                )
        elif ask.kind is AskKind.NASH and (flaw := flaw_of_zero_sum(tree, list(self._actors))):
            raise _Wrong(flaw, "kind")
        if ask.kind is AskKind.RANGES and node is None and not tree.information_sets():
            self._mover_of_root(tree)
        return Ask(
            id=ask.id, kind=ask.kind, node=node, option=ask.option, actor=ask.actor, chance=chance,
            sharpness=ask.sharpness, parameter=parameter,
        )  # fmt: skip

    def _mover_of_root(self, tree: Tree) -> None:
        """Refuse the value of the mover at a root where nobody moves and several could be meant."""
        if not isinstance(tree.nodes[tree.root], Move) and len(self._actors) > 1:
            raise _Wrong(
                f"nobody moves at the root, {tree.root}; name a node at which somebody does, as in node = …", "kind"
            )

    def _move_of(self, ask: AskTable, tree: Tree) -> Move | None:
        """The move that a question names; None where it lies behind an option that is gone."""
        key = _needed(ask.node, "node", "the node of a move")
        if key in tree.unreachable:
            return None
        _one_of(key, tree.nodes, "node", "node")
        node = tree.nodes[key]
        if not isinstance(node, Move):
            kind = "a draw of chance" if isinstance(node, Chance) else "an end"
            raise _Wrong(f"node {key} is {kind}, nobody moves there; name the node of a move", "node")
        return node

    def _move_and_option(self, ask: AskTable, tree: Tree) -> None:
        node, option = self._move_of(ask, tree), _needed(ask.option, "option", "an option of the node")
        if node is None:
            if ask.kind is not AskKind.CREDIBLE:
                raise _Wrong(
                    f"node {ask.node} cannot be reached: the last day of an option before it has passed", "node"
                )
            return
        _one_of(option, [one.name for one in (*node.options, *node.gone)], f"option of node {node.id}", "option")
        if ask.kind is AskKind.THREAT and node.option(option) is None:
            raise _Wrong(f"option {quoted(option)} of node {node.id} is gone: its last day has passed", "option")
        if ask.kind is AskKind.WAIT and len(node.options) == 1 and node.option(option) is not None:
            words = f"{quoted(option)} is the only option of node {node.id}; without it there is nothing to choose"
            raise _Wrong(words, "option")
        if ask.actor is not None and ask.actor != node.actor:
            raise _Wrong(f"{node.actor} moves at node {node.id}, not {ask.actor}; correct one of them", "actor")

    def _parameter_of_tree(self, ask: AskTable, tree: Tree) -> Parameter:
        key = self._one_parameter(ask)
        if key == "pay":
            end, actor = _two(ask.pay, "pay", "node", "actor")
            if end not in tree.unreachable:
                _one_of(end, tree.nodes, "node", "pay")
                if not isinstance(tree.nodes[end], End):
                    raise _Wrong(f"node {end} is no end, so nobody is paid there; name an end", "pay")
            _one_of(actor, self._actors, "actor", "pay")
            return Parameter(pay=(end, actor), within=_within(ask))
        if key == "cost":
            cost = _needed(ask.cost, "cost", "an actor")
            _one_of(cost, self._actors, "actor", "cost")
            return Parameter(cost=cost, within=_within(ask, low=Fraction(0)))
        draw, outcome = _two(ask.p, "p", "chance", "outcome")
        _one_of(draw, _draws(tree), "draw", "p")
        chance = tree.draw(draw)
        outcomes = {one.name: one.p for one in chance.outcomes} if chance else {}
        _one_of(outcome, outcomes, f"outcome of {quoted(draw)}", "p")
        _others_have_some(outcomes, outcome)
        return Parameter(p=(draw, outcome), within=_within(ask, low=Fraction(0), high=Fraction(1)))

    def _one_parameter(self, ask: AskTable) -> str:
        found = [key for key in ("pay", "cost", "p") if getattr(ask, key) is not None]
        if len(found) != 1:
            told = " and ".join(found) or "none"
            raise _Wrong(f"a break-even point is asked for one of pay, cost or p; this names {told}", "kind")
        return found[0]

    # --- matrices and tables -------------------------------------------------------------------------------------

    def _of_matrix(self, ask: AskTable) -> Ask:
        matrix = self._form
        assert isinstance(matrix, Matrix)
        if ask.kind is AskKind.COMMIT:
            _one_of(_needed(ask.actor, "actor", "who chooses first"), (matrix.rows, matrix.columns), "actor", "actor")
        return Ask(id=ask.id, kind=ask.kind, actor=ask.actor, sharpness=ask.sharpness)

    def _of_table(self, ask: AskTable) -> Ask:
        table = self._form
        assert isinstance(table, Table)
        if ask.kind in _NEED_P and table.p is None:
            raise _Wrong(f"{ask.kind.value} needs the probabilities of the states; add p to [table]", "kind")
        parameter = None
        if ask.kind is AskKind.BREAKEVEN:
            key = self._one_parameter(ask)
            if key == "cost":
                raise _Wrong("a table has no cost a day; ask for pay or p", "cost")
            if key == "pay":
                option, state = _two(ask.pay, "pay", "option", "state")
                _one_of(option, table.options, "option", "pay")
                _one_of(state, table.states, "state", "pay")
                parameter = Parameter(pay=(option, state), within=_within(ask))
            else:
                state = ask.p if isinstance(ask.p, str) else ""
                _one_of(state, table.states, "state", "p")
                _others_have_some(dict(zip(table.states, table.p or (), strict=True)), state)
                parameter = Parameter(p=(state, state), within=_within(ask, low=Fraction(0), high=Fraction(1)))
        return Ask(id=ask.id, kind=ask.kind, actor=ask.actor, sharpness=ask.sharpness, parameter=parameter)


def _draws(tree: Tree) -> list[str]:
    return list(dict.fromkeys(node.draw for node in tree.nodes.values() if isinstance(node, Chance)))


def _needed(value: str | None, key: str, what: str) -> str:
    if value is None:
        raise _Wrong(f"{key} is missing; give {what}")
    return value


def _one_of(name: str, known: Collection[str], what: str, key: str) -> None:
    if name not in known:
        some = ", ".join(list(known)[:5]) or "there is none"
        raise _Wrong(f"there is no {what} {quoted(name)}; {did_you_mean(name, known) or f'known: {some}'}", key)


def _two(value: object, key: str, first: str, second: str) -> tuple[str, str]:
    """The two names of a table such as { node = "war", actor = "harbour" }."""
    if (
        not isinstance(value, dict)
        or set(value) != {first, second}
        or not all(isinstance(one, str) for one in value.values())
    ):
        raise _Wrong(f'{key} must name {first} and {second}, as in {key} = {{ {first} = "…", {second} = "…" }}', key)
    return value[first], value[second]


def _others_have_some(p: Mapping[str, Fraction], name: str) -> None:
    """Refuse to vary a probability where the others have none, so that no proportions could be kept."""
    if sum((one for other, one in p.items() if other != name), Fraction(0)) == 0:
        raise _Wrong(
            f"except {quoted(name)} nothing has a probability above 0, so it cannot be varied; give some to another",
            "p",
        )


def _within(
    ask: AskTable, *, low: Fraction | None = None, high: Fraction | None = None
) -> tuple[Fraction | None, Fraction | None]:
    """Where the number is looked at: as the question says, as far as the number can be so."""
    if ask.within is not None:
        given: tuple[Any, Any] = ask.within
        low = given[0] if low is None else max(low, given[0])
        high = given[1] if high is None else min(high, given[1])
        if low >= high:
            raise _Wrong("within leaves nothing of what the number can be; widen it", "within")
    return low, high

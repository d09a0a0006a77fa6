"""The tables of a choice file as models: what each field may hold, and what to do where it holds something else."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo

from tocsin.choices.numbers import exact, read_range
from tocsin.model.choice import AskKind, Payoff
from tocsin.text.toml_file import did_you_mean, quoted, shown
from tocsin.text.toml_model import Day, Text, TomlModel, wrong

_MOST_CLAIMS = 1_000
"""Claims that one number rests on at most."""
_TOLERANCE = Fraction(1, 1000)
"""By how much probabilities may miss 1: thirds cannot be written out."""


def _told(what: str, read: Callable[[object], Any], value: object) -> Any:
    try:
        return read(value)
    except ValueError as error:
        wrong(f"{what}: {error}")


def _texts(what: str, value: object) -> tuple[str, ...]:
    """A list of different texts."""
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        wrong(f'{what} must be a list of texts, as in {what} = ["…", "…"], none of them empty')
    texts = tuple(one.strip() for one in value)
    twice = next((one for at, one in enumerate(texts) if one in texts[:at]), None)
    if twice is not None:
        wrong(f"{what} has {quoted(twice)} twice; rename one or take it out")
    return texts


def _names(value: object, info: ValidationInfo) -> tuple[str, ...]:
    names = _texts(str(info.field_name), value)
    if not names:
        wrong(f"{info.field_name} is empty; name at least one")
    return names


def payoff(value: object, what: str) -> Payoff:
    """A number with its range, or a table that has it as `value`, with `because` and `claims`.

    Raises:
        PydanticCustomError: It is neither.
    """
    if not isinstance(value, dict):
        return Payoff(_told(what, read_range, value))
    unknown = next((key for key in value if key not in ("value", "because", "claims")), None)
    if unknown is not None or "value" not in value:
        wrong(f"{what}: {_stranger(unknown)}write it as {{ value = [1, 2, 4], because = …, claims = […] }}")
    because, claims = value.get("because"), _texts("claims", value.get("claims", []))
    if because is not None and (not isinstance(because, str) or not because.strip()):
        wrong(f"{what}: because must be a text in quotes, not {shown(because)}")
    if len(claims) > _MOST_CLAIMS:
        wrong(f"{what}: {len(claims):,} claims; name at most {_MOST_CLAIMS:,}")
    return Payoff(_told(what, read_range, value["value"]), because.strip() if because else None, claims)


def _stranger(key: str | None) -> str:
    return "value is missing; " if key is None else f"there is no key {quoted(key)}; "


def _payoffs(value: object, info: ValidationInfo) -> Mapping[str, Payoff]:
    """A number for each actor."""
    what = info.field_name
    if not isinstance(value, dict):
        wrong(f"{what} must name actors, as in {what} = {{ board = 3 }}; {shown(value)} does not")
    return {actor: payoff(one, f"{what} of {actor}") for actor, one in value.items()}


def _rows(value: object, what: str) -> tuple[tuple[Payoff, ...], ...]:
    """A number for each row and column."""
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        wrong(f"{what} must be a list of rows, as in {what} = [[3, 0], [5, 1]]")
    return tuple(
        tuple(payoff(one, f"{what}, row {row}, column {column}") for column, one in enumerate(line, start=1))
        for row, line in enumerate(value, start=1)
    )


def _matrix_pay(value: object) -> Mapping[str, tuple[tuple[Payoff, ...], ...]]:
    if not isinstance(value, dict):
        wrong("pay must name both actors, as in pay.board = [[3, 0], [5, 1]]")
    return {actor: _rows(rows, f"pay.{actor}") for actor, rows in value.items()}


def _hypotheses(value: object) -> tuple[str, ...]:
    """One hypothesis of a scenario, or several that come to the same outcome."""
    return _texts("hypothesis", [value] if isinstance(value, str) else value)


def _days(value: object) -> Fraction:
    days: Fraction = _told("days", exact, value)
    if days < 0:
        wrong(f"days is {shown(value)}; an option takes 0 days or more")
    if days > date.max.toordinal():
        wrong(f"days is {shown(value)}, longer than the calendar; give less")
    return days


def _probability(value: object) -> Fraction:
    p: Fraction = _told("p", exact, value)
    if p < 0:
        wrong(f"p is {value}, a negative probability; write a number in 0 … 1")
    return p


def _probabilities(value: object) -> tuple[Fraction, ...]:
    if not isinstance(value, list):
        wrong("p must be a list with a probability for each state, as in p = [0.3, 0.7]")
    return tuple(map(_probability, value))


def _kind(value: object) -> AskKind:
    known = [kind.value for kind in AskKind]
    if not isinstance(value, str) or value not in known:
        named = value if isinstance(value, str) else shown(value)
        wrong(f"there is no kind {quoted(named)}; {did_you_mean(named, known) or 'known: ' + ', '.join(known)}")
    return AskKind(value)


def _sharpness(value: object) -> float:
    sharpness: Fraction = _told("lambda", exact, value)
    if sharpness < 0:
        wrong(f"lambda is {value}; it is 0 (chooses blindly) or more")
    return float(sharpness)


def _within(value: object) -> tuple[Fraction, Fraction]:
    if not isinstance(value, list) or len(value) != 2:
        wrong("within must be two numbers, as in within = [0, 10]")
    low, high = (_told("within", exact, one) for one in value)
    if low >= high:
        wrong(f"within = [{value[0]}, {value[1]}] is turned round or empty; the lower number comes first")
    return low, high


def probabilities_to_one(given: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """Probabilities divided by their sum.

    Raises:
        ValueError: They miss 1 by more than 0.001; the message tells their sum.
    """
    total = sum(given, Fraction(0))
    if abs(total - 1) > _TOLERANCE:
        raise ValueError(f"the probabilities sum to {float(total):.6g} and not to 1; change them so that they do")
    return tuple(one / total for one in given)


_Names = Annotated[tuple[str, ...], BeforeValidator(_names)]
_Payoffs = Annotated[Mapping[str, Payoff], BeforeValidator(_payoffs)]
_Days = Annotated[Fraction, BeforeValidator(_days)]
_Probability = Annotated[Fraction, BeforeValidator(_probability)]
_Rows = Annotated[tuple[tuple[Payoff, ...], ...], BeforeValidator(partial(_rows, what="pay"))]


class ChoiceTable(TomlModel):
    """What stands above the other tables."""

    name: Text = Field(description="give the choice one")
    question: Text | None = None
    actors: object = None
    clock: object = None
    node: object = None
    matrix: object = None
    table: object = None
    ask: object = None


class ClockTable(TomlModel):
    """The [clock]."""

    start: Day = Field(description="say on which day it begins, as in start = 2026-03-02")
    cost_per_day: _Payoffs = Field(default_factory=dict)


class OptionTable(TomlModel):
    """One of the options of a move."""

    name: Text = Field(description="give the option one")
    to: Text = Field(description="say to which node it leads")
    cost: _Payoffs = Field(default_factory=dict)
    days: _Days = Fraction(0)
    by: Day | None = None


class MoveTable(TomlModel):
    """A [node.ID] with an actor."""

    actor: Text = Field(description="say who moves")
    options: object = None
    set: Text | None = None


class OutcomeTable(TomlModel):
    """One of the outcomes of a draw."""

    name: Text = Field(description="give the outcome one")
    p: _Probability = Field(description="say how probable it is, as in p = 0.3")
    to: Text = Field(description="say to which node it leads")
    hypothesis: Annotated[tuple[str, ...], BeforeValidator(_hypotheses)] = ()


class ChanceTable(TomlModel):
    """A [node.ID] with a draw of chance."""

    chance: Text = Field(description="name the draw")
    outcomes: object = None
    scenario: Text | None = None


class EndTable(TomlModel):
    """A [node.ID] with pay."""

    pay: _Payoffs = Field(description="give the pay of every actor, as in pay = { board = 3 }")
    because: Text | None = None
    claims: Annotated[tuple[str, ...], BeforeValidator(partial(_texts, "claims"))] = ()


class MatrixTable(TomlModel):
    """The [matrix]."""

    rows: Text = Field(description="name the actor who chooses a row")
    columns: Text = Field(description="name the actor who chooses a column")
    row_options: _Names = Field(description='list them, as in row_options = ["build", "skimp"]')
    column_options: _Names = Field(description='list them, as in column_options = ["build", "skimp"]')
    pay: Annotated[Mapping[str, tuple[tuple[Payoff, ...], ...]], BeforeValidator(_matrix_pay)] = Field(
        description="give pay.ACTOR for both actors, as in pay.board = [[3, 0], [5, 1]]"
    )


class TableTable(TomlModel):
    """The [table]."""

    actor: Text = Field(description="say who chooses")
    options: _Names = Field(description='list them, as in options = ["rye", "maize"]')
    states: _Names = Field(description='list the states of the world, as in states = ["dry", "wet"]')
    p: Annotated[tuple[Fraction, ...], BeforeValidator(_probabilities)] | None = None
    pay: _Rows = Field(description="give a row for each option, as in pay = [[4, 3], [-2, 6]]")


class AskTable(TomlModel):
    """One [[ask]]; what it names is checked against the rest of the file by the file's reader."""

    id: Text = Field(description="give the question one")
    kind: Annotated[AskKind, BeforeValidator(_kind)] = Field(description='say what is asked, as in kind = "solve"')
    node: Text | None = None
    option: Text | None = None
    actor: Text | None = None
    chance: Text | None = None
    sharpness: Annotated[float, BeforeValidator(_sharpness)] | None = Field(default=None, alias="lambda")
    pay: object = None
    cost: Text | None = None
    p: object = None
    within: Annotated[tuple[Fraction, Fraction], BeforeValidator(_within)] | None = None

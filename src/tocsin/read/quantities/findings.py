"""A quantity in the making: its amount, what it counts, and what has been noted of it so far."""

from dataclasses import dataclass

from tocsin.model.span import Span
from tocsin.read.quantities.counted import Counted
from tocsin.read.quantities.lexemes import Line
from tocsin.read.quantities.measures import Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMatch:
    """An amount of a sentence with the noun it counts and the quantity it is a part of.

    Attributes:
        noun: The noun counted, where it is known by now.
        whole: The span of the quantity that this one is a part of.
        reasons: Why it was read so.
    """

    amount: Amount
    counted: Counted
    span: Span
    noun: str | None = None
    whole: Span | None = None
    reasons: tuple[str, ...] = ()

    @property
    def size(self) -> float:
        """How great it is, by the bound that it has."""
        return size_of(self.amount)


def size_of(amount: Amount) -> float:
    """How great an amount is, by the bound that it has."""
    return amount.high if amount.high is not None else amount.low or 0.0


def span_of(line: Line, amount: Amount, counted: Counted) -> Span:
    """The characters of an amount, from its first modifier to the noun that follows it."""
    return Span(line.starts[amount.first], counted.end)
